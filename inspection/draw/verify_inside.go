package draw

// scratch is one worker's buffer for hashing.
type scratch struct{ buf []byte }

// checkNames says whether the names that stay inside are those that the
// published rules hash.
func checkNames(rules *PublishedRules, names *RuleNames) error {
	if len(names.Scale) != len(rules.Scale) {
		return failf(CodeRuleNames, "风险等级名称的个数与规则不符")
	}
	seen := map[string]bool{}
	for i, n := range names.Scale {
		if !validText(n.Text) || seen[n.Text] || nameHash("grade", n.Salt, n.Text) != rules.Scale[i].Hash {
			return failf(CodeRuleNames, "第 %d 个风险等级的名称与规则中的哈希不符", i+1)
		}
		seen[n.Text] = true
	}
	at := 0
	for i, c := range rules.Conditions {
		if c.Text != "" {
			continue
		}
		if at >= len(names.Conditions) {
			return failf(CodeRuleNames, "缺少第 %d 个定向条件的内容", i+1)
		}
		n := names.Conditions[at]
		if !validText(n.Text) || nameHash("condition", n.Salt, n.Text) != c.Hash {
			return failf(CodeRuleNames, "第 %d 个定向条件的内容与规则中的哈希不符", i+1)
		}
		at++
	}
	if at != len(names.Conditions) {
		return failf(CodeRuleNames, "定向条件的内容多于规则")
	}
	return nil
}

// checkRosterInside recomputes every label and detail from the codes, grades,
// reasons and salts.
func checkRosterInside(rules *PublishedRules, names *RuleNames, lines []RosterLine, inside []RosterInside) error {
	if len(inside) != len(lines) {
		return failf(CodeRoster, "名单的公开部分有 %d 行，内部部分有 %d 行", len(lines), len(inside))
	}
	grades := map[string]int{"": ungraded}
	for i, n := range names.Scale {
		grades[n.Text] = i
	}
	kinds := map[string]int{}
	for i, k := range rules.Kinds {
		kinds[k.Kind] = i
	}
	strata := rules.strata()
	// One entity under two labels would have two chances; only here can it be
	// seen.
	codes := make(map[string]struct{}, len(inside))
	for i := range inside {
		if _, twice := codes[inside[i].Code]; twice {
			return failf(CodeDuplicateCode, "名单第 %d 行的代码 %s 此前已出现：一家只有一次机会", i+1, clip(inside[i].Code))
		}
		codes[inside[i].Code] = struct{}{}
	}
	return firstFailure(len(lines), func(i int, m *scratch) error {
		line, in := &lines[i], &inside[i]
		if !validText(in.Code) || !in.Reason.valid() {
			return failf(CodeRoster, "名单第 %d 行的代码或排除原因无效", i+1)
		}
		kind, okKind := kinds[in.Kind]
		grade, okGrade := grades[in.Grade]
		if !okKind || !okGrade {
			return failf(CodeRoster, "名单第 %d 行的类别或风险等级不在规则中", i+1)
		}
		if line.Stratum < 1 || line.Stratum > len(strata) || strata[line.Stratum-1] != (stratum{kind: kind, grade: grade}) {
			return failf(CodeRoster, "名单第 %d 行的层号与其类别、风险等级不符", i+1)
		}
		if line.Eligible != (in.Reason == Eligible) {
			return failf(CodeRoster, "名单第 %d 行是否可抽与其排除原因不符", i+1)
		}
		var got Hash
		if got, m.buf = labelOf(m.buf, in.Salt, in.Code); got != line.Label {
			return failf(CodeRoster, "名单第 %d 行的标签与其代码、盐值不符", i+1)
		}
		if got, m.buf = detailOf(m.buf, in); got != line.Detail {
			return failf(CodeRoster, "名单第 %d 行的内部内容与其哈希不符", i+1)
		}
		return nil
	})
}

// checkInspectorsInside recomputes the hash of every inspector's facts.
func checkInspectorsInside(lines []InspectorLine, inside []InspectorInside) error {
	if len(inside) != len(lines) {
		return failf(CodeInspectorLine, "执法人员名单的公开部分有 %d 行，内部部分有 %d 行", len(lines), len(inside))
	}
	for i := range lines {
		facts := inside[i].InspectorFacts
		if err := checkInspector(lines[i], facts); err != nil {
			return failf(CodeInspectorLine, "执法人员名单第 %d 行无效：%v", i+1, err)
		}
		detail, err := inspectorDetail(inside[i].Salt, facts)
		if err != nil || detail != lines[i].Detail {
			return failf(CodeInspectorLine, "执法人员名单第 %d 行的内部内容与其哈希不符", i+1)
		}
	}
	return nil
}
