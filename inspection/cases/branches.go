package cases

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 后续处理: the ways of handling that go beyond the inspection (文件四(四)、(五)).

// openBranches opens each way of handling that the result names.
func (t *transition) openBranches(day calendar.Date) {
	items := map[law.ProceedingKind][]string{}
	for _, code := range t.c.Problems() {
		for _, kind := range t.c.Result.Items[code].Branches {
			items[kind] = append(items[kind], code)
		}
	}
	attempt, _ := t.Law.Edition.Outcome(t.c.Visit.Attempt)
	_, whole := t.c.followUps(attempt)
	if len(t.c.Result.Branches) > 0 {
		whole = t.c.Result.Branches
	}
	for _, kind := range law.BranchKinds {
		if len(items[kind]) > 0 || slices.Contains(whole, kind) {
			t.addBranch(kind, slices.Compact(items[kind]), day)
		}
	}
}

func (t *transition) addBranch(kind law.ProceedingKind, items []string, day calendar.Date) {
	n := 1
	for _, b := range t.c.Branches {
		if b.Kind == kind {
			n++
		}
	}
	t.c.Branches = append(t.c.Branches, Branch{No: law.ProceedingNo(t.c.No, kind, n), Kind: kind, Items: items, OpenedOn: day})
	t.Tell(law.NoticeChange, t.ToRole(law.RoleSectionHead), "需要办理“%s”，结案前等待其办结或者移交。", kind.Chinese())
}

// settleBranch: the proceeding was handed over, or has ended. Once the case waits
// for none any more, what is public is final, or is made public now.
func (t *transition) settleBranch(f SettleBranch) error {
	i := slices.IndexFunc(t.c.Branches, func(b Branch) bool { return b.No == f.No })
	if i < 0 {
		return law.Errorf(law.KindInvalid, "branch_of_other_case", "%s不是本案的后续处理程序。", f.No)
	}
	b := &t.c.Branches[i]
	if b.Done && (!f.Ended || !b.EndedOn.IsZero()) {
		return law.Errorf(law.KindDuplicate, "branch_settled", "%s已经办理。", f.No)
	}
	b.Done = true
	if f.Ended {
		b.EndedOn = f.On
	}
	if t.c.Stage != StageFollowUp || len(t.c.OpenBranches()) > 0 {
		return nil
	}
	if t.c.Publication.Entries > 0 {
		t.c.Publication.Final, t.c.Stage = true, StageArchiving
		return nil
	}
	t.handled(f.On)
	return nil
}

// SelfReported are those of the items that the entity named as problems in its
// self-check before the inspection (文件四(四)).
func (c Case) SelfReported(items []string) []string {
	var out []string
	for _, code := range items {
		if c.SelfCheck != nil && c.SelfCheck.Answers[code].Problem {
			out = append(out, code)
		}
	}
	return out
}
