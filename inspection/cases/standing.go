package cases

import (
	"slices"
	"strings"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// What happens to a case from outside its own steps.

// replaceInspector takes the team that follows from the draw's ranks: one leaves,
// one who was never on it comes, the others stay.
func (t *transition) replaceInspector(f ReplaceInspector) error {
	if !t.c.Team.Has(f.Out) {
		return law.Errorf(law.KindInvalid, "not_on_team", "证件号%s不在本案检查组中。", f.Out)
	}
	stay := slices.DeleteFunc(slices.Clone(t.c.Team), func(c string) bool { return c == f.Out })
	come := slices.DeleteFunc(slices.Clone(f.Team), func(c string) bool { return slices.Contains(stay, c) })
	kept := !slices.ContainsFunc(stay, func(c string) bool { return !f.Team.Has(c) })
	if !kept || len(f.Team) != len(t.c.Team) || len(come) != 1 || come[0] == f.Out || come[0] == "" || slices.Contains(t.c.Aside(), come[0]) {
		return law.Errorf(law.KindInvalid, "replacement_invalid", "接替人员无效。")
	}
	t.c.Team = f.Team
	t.c.Left = append(t.c.Left, f.Out)
	if slices.Contains(beforeResult, t.c.Stage) {
		t.approvalFalls("检查人员已更换")
	}
	t.Tell(law.NoticeChange, law.Audience{Certificates: append(slices.Clone(f.Team), f.Out)}, "检查人员%s已更换，检查组现为%s（首位为组长）。", f.Out, strings.Join(f.Team, "、"))
	return nil
}

// Replaceable refuses a replacement (递补) that the case's confirmed result does
// not call for.
func (c Case) Replaceable() error {
	edition, err := c.Governing()
	if err != nil {
		return err
	}
	if c.Result == nil || c.Result.ConfirmedBy == "" {
		return law.Errorf(law.KindNotAllowed, "result_not_confirmed", "案件%s的结果尚未认定，不能递补。", c.No)
	}
	if rule, _ := edition.Outcome(c.Result.Outcome); !rule.Replaceable {
		return law.Errorf(law.KindNotAllowed, "not_replaceable", "结果为“%s”的案件不递补检查对象。", rule.Name)
	}
	return nil
}

func (t *transition) markReplaced(MarkReplaced) error {
	t.c.Replaced = true
	return nil
}

// cancel ends the case with its task, also while it stands still.
func (t *transition) cancel(CancelCase) error {
	t.c.Stage, t.Deadlines, t.c.Closed = StageCancelled, nil, t.Act.Entered
	t.SuspendedOn = calendar.Date{}
	if t.c.Joint.agreed() {
		t.c.Joint.State = JointVisitParted
	}
	t.c.Publication.PreparedBy, t.c.Publication.PreparedFor = "", ""
	t.Tell(law.NoticeChange, t.ToTeam(), "因抽查任务取消而终止。")
	return nil
}
