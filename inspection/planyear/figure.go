package planyear

import (
	"fmt"
	"slices"
	"strings"
)

// Figure is one number of the year: how many of its cases or proceedings are such.
// Its ID is stable, like item.R1.checked.
type Figure struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Count int    `json:"count"`
	// Fen is what those come to, for a figure about money.
	Fen int64 `json:"fen,omitempty"`
}

// Ratio is one figure held against another of the same row.
type Ratio struct {
	Name  string `json:"name"`
	Part  string `json:"part"`  // figure
	Whole string `json:"whole"` // figure
	// Percent has one decimal, rounded half up: “83.3%”. It is "" where there is
	// nothing to hold it against.
	Percent string `json:"percent"`
}

// Percent is part of whole with one decimal, rounded half up; "" of nothing.
func Percent(part, whole int) string {
	if whole == 0 {
		return ""
	}
	tenths := (2000*part + whole) / (2 * whole)
	return fmt.Sprintf("%d.%d%%", tenths/10, tenths%10)
}

// named is a figure of a family: the last part of its ID, and its name.
type named struct{ id, name string }

// share is a ratio of a family, by the last parts of its figures' IDs.
type share struct{ name, part, whole string }

// family is the figures that a section of the report has in each row. The IDs
// are made of the family's, of the row's key where rows have one, and of the
// figure's own.
type family struct {
	id, name string
	keyed    bool
	figures  []named
	ratios   []share
}

// The families, in the order of the report.
var (
	progress = family{id: "year", name: "办理进度", figures: []named{
		{"drawn", "抽取立案"}, {"cancelled", "随任务取消"}, {"due", "应检查"}, {"checked", "已检查"}, {"closed", "完结"},
		{"suspended", "中止"}, {"overdue", "逾期未办"}},
		ratios: []share{{"检查完成率", "checked", "due"}, {"完结率", "closed", "checked"}}}
	taskFigures = family{id: "task", name: "各抽查任务", keyed: true, figures: []named{
		{"drawn", "抽取立案"}, {"due", "应检查"}, {"checked", "已检查"}, {"closed", "完结"}, {"problem", "发现问题"}},
		ratios: []share{{"检查完成率", "checked", "due"}, {"完结率", "closed", "checked"}}}
	steps = family{id: "deadline", name: "各环节时限", keyed: true, figures: []named{
		{"ended", "已到期或者办结"}, {"in_time", "按期"}, {"late", "逾期办结"}, {"lapsed", "届满未办"},
		{"running", "正在计算"}, {"overdue", "已逾期未办"}},
		ratios: []share{{"按期率", "in_time", "ended"}}}
	results = family{id: "outcome", name: "检查结果", keyed: true, figures: []named{{"decided", "案件数"}}}
	decided = family{id: "result", name: "认定情况", figures: []named{{"decided", "已认定"}, {"problem", "发现问题"}},
		ratios: []share{{"问题发现率", "problem", "decided"}}}
	items = family{id: "item", name: "各抽查事项", keyed: true, figures: []named{
		{"checked", "已检查"}, {"clear", "未发现问题"}, {"problem", "发现问题"}, {"not_applicable", "不涉及"}},
		ratios: []share{{"问题发现率", "problem", "checked"}}}
	branches    = family{id: "branch", name: "后续处理", keyed: true, figures: []named{{"opened", "需办理"}, {"done", "已办结或者移交"}}}
	publication = family{id: "publication", name: "公示", figures: []named{
		{"published", "已公示"}, {"in_time", "按期公示"}, {"late", "逾期公示"}, {"outstanding", "已认定未公示"}},
		ratios: []share{{"公示及时率", "in_time", "published"}}}
	replacement = family{id: "replacement", name: "递补", figures: []named{
		{"replaced", "已由候补递补"}, {"alternates", "递补的检查对象"}, {"not_replaced", "可以递补未递补"}}}
	selfCheck = family{id: "self_check", name: "自查", figures: []named{
		{"filed", "按期提交"}, {"late", "逾期提交"}, {"not_filed", "未按要求自查"}},
		ratios: nil}
	grades = family{id: "grade", name: "风险等级与检查结果", keyed: true, figures: gradeFigures, ratios: gradeRatios}
	// ungraded is the row of the entities without a grade: "" would be no key.
	ungraded = family{id: "ungraded", name: "风险等级与检查结果", figures: gradeFigures, ratios: gradeRatios}

	gradeFigures = []named{{"due", "应检查"}, {"checked", "已检查"}, {"decided", "已认定"}, {"problem", "发现问题"}}
	gradeRatios  = []share{{"问题发现率", "problem", "decided"}}
)

var families = []family{progress, taskFigures, steps, decided, results, items, branches, publication, replacement, selfCheck, grades, ungraded}

// figure is the ID of the family's figure of the name, in the row of the key.
func (f family) figure(key, name string) string {
	if !f.keyed {
		return f.id + "." + name
	}
	return f.id + "." + escape.Replace(key) + "." + name
}

// escape keeps a key, which is the bureau's own code, from being taken for more
// than one part of an ID or of an address.
var escape = strings.NewReplacer("%", "%25", ".", "%2E", "/", "%2F")

// Counted is what a figure counts.
type Counted string

// A figure is a set of cases or of proceedings.
const (
	OfCases       Counted = "cases"
	OfProceedings Counted = "proceedings"
)

func (f family) counted() Counted {
	if slices.ContainsFunc(familiesBeside, func(b family) bool { return b.id == f.id }) {
		return OfProceedings
	}
	return OfCases
}

// Known reports whether a figure of those can have the ID. One to which nothing
// belongs is known too.
func Known(id string, of Counted) bool {
	parts, known := strings.Split(id, "."), families
	if of == OfProceedings {
		known = familiesBeside
	}
	i := slices.IndexFunc(known, func(f family) bool { return f.id == parts[0] })
	if i < 0 {
		return false
	}
	f, want := known[i], 2
	if f.keyed {
		want = 3
	}
	if len(parts) != want || parts[want-2] == "" {
		return false
	}
	last := parts[want-1]
	if slices.ContainsFunc(f.figures, func(n named) bool { return n.id == last }) {
		return true
	}
	return f.id == items.id && slices.ContainsFunc(itemOutcomes(), func(n named) bool { return n.id == last })
}
