package forms

// Beside its facts an act is handed in with words, papers and the time at which it
// happened; see [record.Submission]. They are fields like the others, so that a page
// treats all of them alike.

// FactsName is where the facts of an act stand in what is handed in, NotesName where the
// notes on items do.
const (
	FactsName = "facts"
	NotesName = "items"
)

// longestText is in characters, as the interface takes it.
const longestText = 4000

// Parts are all that the form asks for, as it is handed in: the facts first. reason:
// the law demands one for the act.
func (f Form) Parts(reason bool) []Field {
	var out []Field
	if len(f.Fields) > 0 {
		out = append(out, group(FactsName, "", f.Fields...))
	}
	if f.NamesParty {
		out = append(out, partyDetails())
	}
	why := field(LongText, "reason", "理由").longest(longestText)
	if reason {
		out = append(out, why)
	}
	if f.Notes != "" {
		out = append(out, eachNote(f.NotesOn, f.Notes))
	}
	if f.Narrative != "" {
		out = append(out, field(LongText, "narrative", f.Narrative).longest(100000).optional())
	}
	if f.FromPaper {
		out = append(out, group("enteredFor", "代为录入：检查对象的书面材料",
			text("name", "提交人").longest(200),
			day("received", "收到纸质材料的日期").suggest(Today),
			files("scan", "扫描件")))
	}
	out = append(out, files("evidence", "附件和证据").optional().folded())
	if f.Narrative == "" {
		out = append(out, field(LongText, "narrative", "补充说明").longest(100000).optional().folded())
	}
	if !f.Begins {
		out = append(out, moment("happened", "实际办理时间").optional().folded().help("补录时填写；不填即为现在。超过1个工作日的，须写明理由"))
	}
	if !reason {
		out = append(out, why.optional().folded())
	}
	return out
}

// partyDetails are who the party is that is not the entity.
func partyDetails() Field {
	return group("party", "当事人资料",
		text("name", "名称或者姓名").longest(200),
		text("identifier", "统一社会信用代码或者公民身份号码").longest(64).help("没有公民身份号码的填写护照、通行证等证件的号码"),
		text("address", "住所或者住址").longest(300).help("送达文书使用"),
		text("contact", "联系人").longest(100).optional().help("单位填写法定代表人或者负责人"),
		text("phone", "联系电话").longest(64).optional(),
		text("email", "电子邮箱").longest(200).optional().help("用于发送期限提示和链接验证码")).optional().help("当事人不是检查对象的必须填写；就是检查对象的不填")
}

// eachNote is what is told at length of each item.
func eachNote(on Source, label string) Field {
	return byKey(on, NotesName, label, field(LongText, "facts", label).longest(20000).optional()).optional()
}

// files are attachments that are on record by their hash, or papers that are kept on
// paper and only named.
func files(name, label string) Field {
	f := field(Files, name, label)
	f.Fields = []Field{
		text("name", "名称").longest(200),
		text("sha256", "文件的SHA-256").longest(64).optional(),
		text("type", "媒体类型").longest(100).optional(),
		text("note", "说明").longest(longestText).optional(),
	}
	return f
}
