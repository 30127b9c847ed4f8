package documents

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/registers"
)

// basisRead is the mark of a legal basis whose published text was read. Any other
// mark leaves the item unconfirmed, and is shown, until the bureau confirms it.
const basisRead = "已读公开文本"

// Items is the table of the item list (抽查事项清单), with the columns of the seed. A
// row that is read is active. Its Confirmed follows from the mark in the file: a
// confirmation that the bureau has given since is no column, and it is for the
// importer to keep it while the basis stays the same.
func Items() *Table[registers.Item] {
	type I = registers.Item
	type C = Column[I]
	return &Table[I]{
		Name: "抽查事项清单", Sheet: "抽查事项清单",
		New:       func() I { return I{Active: true} },
		Check:     func(i *I) ([]string, error) { return nil, i.Validate() },
		Key:       func(i I) string { return i.Code },
		KeyColumn: "代码",
		Lacking:   itemColumnsLacking,
		Notes:     []string{"依据须与公布的法律、法规、规章原文一致；未经核对的，在“依据核对”列注明，系统在核对前一直显示该注记。"},
		Columns: []Column[I]{
			C{Title: "代码", Also: []string{"事项代码", "事项编码", "事项编号", "编码", "编号"}, Field: "code", Required: true, Width: 10, Note: "事项在清单中的编号，不得重复", Example: "SL-1"}.code(func(i *I) *string { return &i.Code }),
			C{Title: "检查对象类别", Also: []string{"检查对象", "抽查对象", "抽查对象类别", "对象类别"}, Field: "entityKind", Required: true, Width: 20, Note: "事项适用的检查对象", Example: "人力资源服务机构"}.text(func(i *I) *string { return &i.EntityKind }),
			C{Title: "抽查事项", Also: []string{"事项名称", "抽查事项名称", "检查事项", "检查事项名称"}, Field: "name", Required: true, Width: 40, Example: "（示例）签订不实就业协议"}.text(func(i *I) *string { return &i.Name }),
			C{Title: "检查内容", Also: []string{"抽查内容", "事项内容"}, Field: "content", Width: 44, Example: "抽查协议与求职人员、用人单位核对"}.text(func(i *I) *string { return &i.Content }).lines(),
			weightColumn(C{Title: "一般/重点", Also: []string{"重点/一般", "一般或重点", "事项类别", "事项类型"}, Field: "weight", Required: true, Width: 12, Note: "一般或者重点", Example: "一般", Choices: []string{string(registers.ItemGeneral), string(registers.ItemKey)}}),
			C{Title: "检查方式", Also: []string{"抽查方式"}, Field: "methods", Width: 24, Note: "多项用顿号分隔", Example: "实地检查、书面检查"}.list(func(i *I) *[]string { return &i.Methods }, nil),
			C{Title: "责任部门", Also: []string{"检查部门", "实施部门", "责任科室", "责任处室"}, Field: "department", Width: 22, Example: "劳动保障监察大队"}.text(func(i *I) *string { return &i.Department }),
			C{Title: basisTitle, Also: []string{"抽查依据", "法律依据", "违法和处罚依据", "处罚依据"}, Field: "basis", Width: 50, Note: "违法行为和法律责任的依据：法律、法规、规章的名称和条款", Example: "（示例）法规名称和条款"}.text(func(i *I) *string { return &i.Basis }).lines(),
			basisMarkColumn(C{Title: "依据核对", breaks: breaksKeep, Field: "basisMark", Width: 30, Note: "填写“" + basisRead + "”表示依据已与公开文本核对；其他内容均视为尚未核对", Example: "待本单位法制机构核对"}),
			C{Title: "公布日期", Also: []string{"公布时间"}, Field: "publishedOn", Width: 14, Note: "事项向社会公布的日期；2025年1月3日以后启动的任务，未公布的事项不得检查", Example: "2025-01-02"}.date(func(i *I) *calendar.Date { return &i.PublishedOn }),
			C{Title: "撤销日期", Also: []string{"撤销时间"}, Field: "withdrawnOn", Width: 14, Note: "自该日起不再检查；未撤销的留空"}.date(func(i *I) *calendar.Date { return &i.WithdrawnOn }),
			objectColumn(C{Title: "行为主体", Also: []string{"违法主体", "责任主体"}, Field: "object", Width: 12, Note: "事项所查行为由谁作出：机构、用人单位或者个人；留空即为检查对象（机构）本身", Choices: texts(registers.ItemObjects)}),
			C{Title: authorityTitle, Also: []string{"检查权依据", "检查权力依据", "实施检查的依据"}, Field: "authority", Width: 50, Note: "赋予检查权的条款：法律、法规、规章的名称和条款", Example: "（示例）法规名称和条款"}.text(func(i *I) *string { return &i.Authority }).lines(),
			authorityKindColumn(C{Title: "检查依据种类", Field: "authorityKind", Width: 14, Note: "检查依据是哪一种文件，有几种的填写效力最高的；2025年1月3日以后启动的任务，检查依据为规范性文件的事项不得对企业检查", Example: string(registers.AuthorityRegulation), Choices: texts(registers.AuthorityKinds)}),
		},
	}
}

func weightColumn(c Column[registers.Item]) Column[registers.Item] {
	c.Get = func(i registers.Item) string { return string(i.Weight) }
	c.Set = func(i *registers.Item, s string) error {
		i.Weight = registers.ItemWeight(trim(s))
		return nil
	}
	return c
}

// basisTitle and authorityTitle are what forbids and punishes, and what gives the power
// to inspect. Lists of before had the first only, some of them under the other's title.
const (
	basisTitle     = "依据"
	authorityTitle = "检查依据"
)

// itemColumnsLacking says what a list without one of the two columns is taken for. Such
// lists are imported as ever; what is on record in the other column stays.
func itemColumnsLacking(present []string) []string {
	basis, authority := slices.Contains(present, basisTitle), slices.Contains(present, authorityTitle)
	switch {
	case !authority:
		return []string{"文件没有“" + authorityTitle + "”列（赋予检查权的条款），名录中已有的检查依据不变；尚未填写的事项，不能自动判断是否只有规范性文件作依据，请补充"}
	case !basis:
		return []string{"文件没有“" + basisTitle + "”列：“" + authorityTitle + "”列已作为赋予检查权的条款读取；所填是违法行为和处罚依据的，请把列名改为“" + basisTitle + "”后重新导入"}
	}
	return nil
}

func texts[S ~string](values []S) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

func authorityKindColumn(c Column[registers.Item]) Column[registers.Item] {
	c.Get = func(i registers.Item) string { return string(i.AuthorityKind) }
	c.Set = func(i *registers.Item, s string) error {
		i.AuthorityKind = registers.AuthorityKind(trim(s))
		return nil
	}
	return c
}

func objectColumn(c Column[registers.Item]) Column[registers.Item] {
	c.Get = func(i registers.Item) string { return string(i.Object) }
	c.Set = func(i *registers.Item, s string) error {
		i.Object = registers.ItemObject(trim(s))
		return nil
	}
	return c
}

func basisMarkColumn(c Column[registers.Item]) Column[registers.Item] {
	c.Get = func(i registers.Item) string { return i.BasisMark }
	c.Set = func(i *registers.Item, s string) error {
		i.BasisMark = trim(s)
		i.Confirmed = i.BasisMark == basisRead
		return nil
	}
	return c
}
