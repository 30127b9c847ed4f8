package main

import (
	"cmp"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
	"time"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
)

// drawRequest is the command line in the words of a task.
type drawRequest struct {
	task      inspection.Task // without kinds and departments, which the files decide too
	kinds     []string        // asked for by --where
	ungraded  string          // what the ratio of the ungraded was taken from, where none was given
	unnamed   []string        // grades for which no ratio was given; nobody in scope may have one of them
	until     calendar.Date
	nonce     draw.Nonce
	key       draw.Key
	witnesses []draw.Entry
}

// The names under which a condition's column may be written, beside the one that
// the rules publish.
var conditionColumns = map[string]string{"企业类型": "enterpriseType", "企业性质": "nature", "组织形式": "organisationForm", "地区": "region"}

const (
	columnKind    = "类别"
	nameUngraded  = "未分级"
	fieldGrade    = "grade"
	mostWitnesses = 100
)

func (d drawCommand) request() (r drawRequest, err error) {
	r = drawRequest{until: d.Date}
	if d.Date.IsZero() {
		return r, refused("date_required", "必须用--date写明日期，例如2024-04-15。")
	}
	r.task = inspection.Task{ID: cmp.Or(d.Task, "离线-"+strings.ReplaceAll(d.Date.String(), "-", "")), Department: strings.TrimSpace(d.Department)}
	r.task.Draw.Number = d.Number
	r.task.Rules = inspection.DrawRules{Ratio: d.Ratio, TeamSize: d.TeamSize, Witnesses: len(d.Witness), OpenDrawn: d.OpenDrawn}
	if d.TeamSize < 2 || d.TeamSize > 100 {
		return r, refused("team_size_invalid", "检查组应由2名以上、100名以下执法人员组成，--team-size为%d。", d.TeamSize)
	}
	if err := r.readRatios(d.Ratio, d.RatioByGrade); err != nil {
		return r, err
	}
	if err := r.readConditions(d.Where); err != nil {
		return r, err
	}
	if err := r.readWitnesses(d.Witness); err != nil {
		return r, err
	}
	if err := readSecret(r.nonce[:], "--nonce", d.Nonce); err != nil {
		return r, err
	}
	return r, readSecret(r.key[:], "--roster-key", d.RosterKey)
}

// readRatios reads one ratio or those of the grades. The ungraded that are not
// named take the ratio of the middle grade, as they take its weight where one
// ratio is split.
func (r *drawRequest) readRatios(one, byGrade string) error {
	if one != "" && byGrade != "" {
		return refused("ratio_twice", "--ratio和--ratio-by-grade只能写一个。")
	}
	if byGrade != "" {
		ratios, err := readGradeRatios(byGrade)
		if err != nil {
			return err
		}
		middle := scale.Grades[len(scale.Grades)/2].Code
		_, given := ratios[""]
		if ratio, known := ratios[middle]; known && !given {
			ratios[""], r.ungraded = ratio, middle
		} else if !given {
			ratios[""], r.unnamed = noRatio, append(r.unnamed, "")
		}
		for _, g := range scale.Grades {
			if _, given := ratios[g.Code]; !given {
				ratios[g.Code], r.unnamed = noRatio, append(r.unnamed, g.Code)
			}
		}
		r.task.Rules.GradeRatios = ratios
	}
	return r.task.Rules.CheckRatios()
}

// noRatio stands for a grade that nobody in scope has.
const noRatio = "0%"

func readGradeRatios(text string) (map[string]string, error) {
	ratios := map[string]string{}
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",，、;；", r) }) {
		grade, ratio, ok := strings.Cut(part, "=")
		grade, ratio = strings.TrimSpace(grade), strings.TrimSpace(ratio)
		if !ok || grade == "" || ratio == "" {
			return nil, refused("grade_ratio_invalid", "“%s”应写作等级=比例，例如A=1%%,B=2%%,C=5%%,D=10%%,E=20%%,未分级=5%%。", part)
		}
		if grade == nameUngraded {
			grade = ""
		} else if !scale.Has(grade) {
			return nil, unknownGrade(grade)
		}
		if _, twice := ratios[grade]; twice {
			return nil, refused("grade_ratio_repeated", "风险等级%s的比例写了两次。", cmp.Or(grade, nameUngraded))
		}
		ratios[grade] = ratio
	}
	return ratios, nil
}

func unknownGrade(grade string) error {
	codes := make([]string, len(scale.Grades))
	for i, g := range scale.Grades {
		codes[i] = g.Code
	}
	return refused("grade_unknown", "风险等级“%s”不在%s中，应为%s。", grade, scale.Name, strings.Join(codes, "、"))
}

// readConditions sorts what --where says into the kinds in scope and the
// conditions of a targeted draw.
func (r *drawRequest) readConditions(where []string) error {
	conditions := map[string][]string{}
	for _, one := range where {
		column, value, ok := strings.Cut(one, "=")
		column, value = strings.TrimSpace(column), strings.TrimSpace(value)
		if !ok || column == "" || value == "" {
			return refused("where_invalid", "“%s”应写作列名=值，例如--where 地区=城区。", one)
		}
		if column == columnKind {
			r.kinds = append(r.kinds, value)
			continue
		}
		field, ok := conditionField(column)
		if !ok {
			return refused("where_column_unknown", "不能按“%s”列设定条件，可用的列：%s。", column, strings.Join(conditionNames(), "、"))
		}
		if field == fieldGrade && !scale.Has(value) {
			return unknownGrade(value)
		}
		conditions[field] = append(conditions[field], value)
	}
	// However they were written, the same conditions are the same rules.
	r.kinds = asSet(r.kinds)
	for field, values := range conditions {
		conditions[field] = asSet(values)
	}
	r.task.Rules.Mode = inspection.DrawUntargeted
	if len(conditions) > 0 {
		r.task.Rules.Mode, r.task.Rules.Conditions = inspection.DrawTargeted, conditions
	}
	return nil
}

func asSet(list []string) []string { return slices.Compact(slices.Sorted(slices.Values(list))) }

func conditionField(column string) (string, bool) {
	if field, ok := conditionColumns[column]; ok {
		return field, true
	}
	for _, c := range inspection.ConditionFields {
		if c.Name == column {
			return c.Field, true
		}
	}
	return "", false
}

// conditionNames are the columns that --where knows, as the form's header has them.
func conditionNames() []string {
	titles := map[string]string{}
	for title, field := range conditionColumns {
		titles[field] = title
	}
	names := []string{columnKind}
	for _, c := range inspection.ConditionFields {
		names = append(names, cmp.Or(titles[c.Field], c.Name))
	}
	return names
}

func (r *drawRequest) readWitnesses(list []string) error {
	if len(list) > mostWitnesses {
		return refused("too_many_witnesses", "见证人不得超过%d名。", mostWitnesses)
	}
	seen := map[string]bool{}
	for _, one := range list {
		name, text, ok := strings.Cut(one, "=")
		name = strings.TrimSpace(name)
		if !ok || name == "" || text == "" {
			return refused("witness_invalid", "“%s”应写作见证人姓名=录入内容。", one)
		}
		if seen[name] {
			return refused("witness_repeated", "见证人“%s”写了两次。", name)
		}
		seen[name] = true
		r.witnesses = append(r.witnesses, draw.Entry{Name: name, Value: text, Source: draw.ByCommand})
	}
	return nil
}

// entries are the witnesses' entries, made at the nominal time.
func (r drawRequest) entries(at time.Time) []draw.Entry {
	entries := slices.Clone(r.witnesses)
	for i := range entries {
		entries[i].OpenedAt = draw.At(at)
	}
	return entries
}

func readSecret(into []byte, flag, text string) error {
	if text == "" {
		return nil
	}
	secret, err := hex.DecodeString(text)
	if err != nil || len(secret) != len(into) {
		return refused("hex_invalid", "%s应为%d位十六进制数（%d字节）。", flag, 2*len(into), len(into))
	}
	if slices.Max(secret) == 0 {
		return refused("hex_zero", "%s不能全为0。", flag)
	}
	copy(into, secret)
	return nil
}

// The document's own kinds of entity and initiating department (文件二、附件).
var documentKinds = []string{"人力资源服务机构", "社保经办机构"}

const documentDepartment = "劳动保障监察大队"

// taskFor is the task with what the files decide: which kinds are in scope, and
// which departments take part.
func (r drawRequest) taskFor(in registers) (inspection.Task, error) {
	task := r.task
	present := map[string]bool{}
	for _, e := range in.entities {
		present[e.Value.Kind] = true
	}
	task.Kinds = r.kinds
	if len(task.Kinds) == 0 {
		task.Kinds = slices.DeleteFunc(slices.Clone(documentKinds), func(kind string) bool { return !present[kind] })
		if err := in.onlyKinds(documentKinds); err != nil {
			return task, err
		}
	}
	slices.SortFunc(task.Kinds, func(a, b string) int {
		return cmp.Or(cmp.Compare(kindOrder(a), kindOrder(b)), cmp.Compare(a, b))
	})
	for _, kind := range task.Kinds {
		if !present[kind] {
			return task, refused("kind_unknown", "检查对象名录库中没有类别为“%s”的检查对象，现有类别：%s。", kind, strings.Join(slices.Sorted(maps.Keys(present)), "、"))
		}
	}
	for _, e := range in.entities {
		if _, inScope := task.Candidate(e.Value, 0, false); inScope && slices.Contains(r.unnamed, e.Value.Grade) {
			return task, refused("grade_ratio_missing", "没有设定风险等级%s的抽查比例，而第%d行的检查对象属于该等级。", cmp.Or(e.Value.Grade, nameUngraded), e.Row)
		}
	}
	return task, in.departments(&task)
}

// kindOrder puts the document's kinds first, in its order: cases are numbered by
// kind.
func kindOrder(kind string) int {
	if i := slices.Index(documentKinds, kind); i >= 0 {
		return i
	}
	return len(documentKinds)
}
