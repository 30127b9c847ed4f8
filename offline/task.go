package offline

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/tasks"
)

// The document's own kinds of entity and initiating department (文件二、附件).
var documentKinds = []string{"人力资源服务机构", "社保经办机构"}

const documentDepartment = "劳动保障监察大队"

// taskFor is the task with what the files decide: which kinds are in scope, and
// which departments take part.
func (r *Request) taskFor(in Registers) (tasks.Task, error) {
	task := r.task
	present := map[string]bool{}
	for _, e := range in.Entities {
		present[e.Value.Kind] = true
	}
	task.Kinds = slices.Clone(r.kinds)
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
	for _, e := range in.Entities {
		if _, inScope := task.Candidate(e.Value, 0, false); inScope && slices.Contains(r.unnamed, e.Value.Grade) {
			return task, refused("grade_ratio_missing", "没有设定风险等级%s的抽查比例，而第%d行的检查对象属于该等级。", cmp.Or(e.Value.Grade, nameUngraded), e.Row)
		}
	}
	err := in.departments(&task)
	return task, err
}

// kindOrder puts the document's kinds first, in its order: cases are numbered by
// kind.
func kindOrder(kind string) int {
	if i := slices.Index(documentKinds, kind); i >= 0 {
		return i
	}
	return len(documentKinds)
}

// onlyKinds refuses rows of another kind: without a word on the scope, a
// mistyped kind would be one of its own.
func (r Registers) onlyKinds(kinds []string) error {
	var bad []documents.BadRow
	for _, e := range r.Entities {
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
func (r Registers) departments(task *tasks.Task) error {
	count := map[string]int{}
	for _, i := range r.Inspectors {
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
