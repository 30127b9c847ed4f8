package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"shuangsuiji/documents"
	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
)

// registers are the two files, read without a fault.
type registers struct {
	entities   []documents.Row[inspection.Entity]
	inspectors []documents.Row[inspection.Inspector]
	notes      []string // what the operator is to know of the files
}

func readRegisters(entities, inspectors string, ignoreUnknown bool) (r registers, err error) {
	if r.entities, err = readTable(entities, documents.Entities(scale), ignoreUnknown, &r.notes); err != nil {
		return r, err
	}
	r.inspectors, err = readTable(inspectors, documents.Inspectors(), ignoreUnknown, &r.notes)
	return r, err
}

// readTable reads a whole file; one bad row refuses all of it.
func readTable[T any](path string, table *documents.Table[T], ignoreUnknown bool, notes *[]string) (rows []documents.Row[T], err error) {
	file, err := openInput(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	options := documents.DefaultOptions()
	options.IgnoreUnknown = ignoreUnknown
	result, err := table.Read(io.NewSectionReader(file, 0, info.Size()), options)
	var refusal *inspection.Error
	switch {
	case errors.As(err, &refusal):
		return nil, inspection.Errorf(refusal.Kind, refusal.Code, "%s：%s", path, refusal.Message)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", path, err)
	case len(result.Bad) > 0:
		return nil, badRows(path, table.Name, result.Bad)
	}
	if len(result.Ignored) > 0 {
		*notes = append(*notes, fmt.Sprintf("%s：未采用的列“%s”", path, strings.Join(result.Ignored, "”“")))
	}
	if len(result.IgnoredSheets) > 0 {
		*notes = append(*notes, fmt.Sprintf("%s：只读取了工作表“%s”，未读取“%s”", path, result.Sheet, strings.Join(result.IgnoredSheets, "”“")))
	}
	return result.Good, nil
}

// mostBadRows is how many bad rows are named one by one.
const mostBadRows = 50

func badRows(path, name string, bad []documents.BadRow) error {
	var text strings.Builder
	fmt.Fprintf(&text, "%s：%s有%d行错误，未采用任何一行。", path, name, len(bad))
	for _, b := range bad[:min(len(bad), mostBadRows)] {
		place := ""
		if b.Sheet != "" {
			place = "工作表“" + b.Sheet + "”"
		}
		for _, f := range b.Faults {
			fmt.Fprintf(&text, "\n  %s第%d行", place, b.Row)
			if f.Column != "" {
				fmt.Fprintf(&text, "“%s”列", f.Column)
			}
			fmt.Fprintf(&text, "的值“%s”：%s", f.Value, f.Reason)
		}
	}
	if more := len(bad) - mostBadRows; more > 0 {
		fmt.Fprintf(&text, "\n  另有%d行", more)
	}
	return refused("bad_rows", "%s", text.String())
}

// onlyKinds refuses rows of another kind: without a word on the scope, a
// mistyped kind would be one of its own.
func (r registers) onlyKinds(kinds []string) error {
	var bad []documents.BadRow
	for _, e := range r.entities {
		if !slices.Contains(kinds, e.Value.Kind) {
			reason := "应为" + strings.Join(kinds, "或者") + "；抽查其他类别的，请用--where 类别=…写明"
			bad = append(bad, documents.BadRow{Sheet: e.Sheet, Row: e.Row, Faults: []documents.Fault{{Column: columnKind, Value: e.Value.Kind, Reason: reason}}})
		}
	}
	if len(bad) == 0 {
		return nil
	}
	return badRows("--entities", "检查对象名录库", bad)
}

// departments settles who leads and who else takes part.
func (r registers) departments(task *inspection.Task) error {
	count := map[string]int{}
	for _, i := range r.inspectors {
		count[i.Value.Department]++
	}
	names := slices.Sorted(maps.Keys(count))
	switch {
	case task.Department != "":
		if len(names) > 0 && count[task.Department] == 0 {
			return refused("department_unknown", "执法检查人员名录库中没有部门“%s”的人员，现有部门：%s。", task.Department, strings.Join(names, "、"))
		}
	case count[documentDepartment] > 0 || len(names) == 0:
		task.Department = documentDepartment
	default:
		// The first by name of those with the most people.
		task.Department = slices.MinFunc(names, func(a, b string) int { return cmp.Compare(count[b], count[a]) })
	}
	task.Joint, task.JointConfirmed = slices.DeleteFunc(names, func(name string) bool { return name == task.Department }), true
	return nil
}

// roster is what the registers give to a draw.
type roster struct {
	candidates []draw.Candidate
	inspectors []draw.Inspector
	inactive   int // entities that are no longer active
	outside    int // entities of another kind, or that do not meet the conditions
}

func rosterOf(task inspection.Task, in registers, until calendar.Date) (r roster, err error) {
	for _, e := range in.entities {
		c, ok := task.Candidate(e.Value, 0, false)
		switch {
		case ok:
			r.candidates = append(r.candidates, c)
		case e.Value.Status != inspection.EntityActive:
			r.inactive++
		default:
			r.outside++
		}
	}
	if !slices.ContainsFunc(r.candidates, func(c draw.Candidate) bool { return c.Excluded == draw.Eligible }) {
		return r, refused("nobody_to_draw", "没有可以抽取的检查对象：名录%d户，其中停业、注销%d户，不在抽查范围%d户，线索明显涉嫌违法%d户。",
			len(in.entities), r.inactive, r.outside, len(r.candidates))
	}
	for _, i := range in.inspectors {
		// Nobody is at work on a case of this draw yet, and its visits are of one day.
		if person, ok := task.DrawInspector(i.Value, 0, until, until); ok {
			r.inspectors = append(r.inspectors, person)
		}
	}
	return r, nil
}
