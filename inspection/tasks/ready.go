package tasks

import (
	"slices"
	"strings"

	"shuangsuiji/inspection/law"
)

// What has to come before an act of a task, and whom an earlier one bars.

func (t Task) drawOpen() error {
	if t.Draw.PreparedBy != "" {
		return law.Errorf(law.KindNotAllowed, "draw_prepared", "抽取方案已拟定待批准，不能再采用实施方案；请先退回抽取方案。")
	}
	return nil
}

func (t Task) drawUnprepared() error {
	if t.Draw.PreparedBy != "" {
		return law.Errorf(law.KindNotAllowed, "draw_prepared", "抽取方案已经拟定，等待局负责人批准。")
	}
	return nil
}

func (t Task) drawPrepared() error {
	if t.Draw.PreparedBy == "" {
		return law.Errorf(law.KindNotAllowed, "draw_not_prepared", "没有待批准的抽取方案。")
	}
	return nil
}

func (t Task) ownDraw(a law.Actor) error {
	return law.NotTheSame(a, "批准", t.Draw.PreparedBy, t.Draw.PreparedFor)
}

func (t Task) sealsMissing() error {
	if t.Sealed() {
		return law.Errorf(law.KindNotAllowed, "witnesses_complete", "见证人已满%d名。", t.Rules.Witnesses)
	}
	return nil
}

// noWitness: who proposed or approved the draw is no witness of it, and nobody
// seals twice. A clerk only types in what others say, unsealed.
func (t Task) noWitness(a law.Actor) error {
	if !witnesses(a) {
		return nil
	}
	for _, party := range []string{t.Draw.PreparedBy, t.Draw.PreparedFor, t.Draw.ApprovedBy} {
		if a.SamePerson(party) {
			return law.Errorf(law.KindForbidden, "own_draw", "拟定或者批准抽取方案的人不能作见证人。")
		}
	}
	if slices.ContainsFunc(t.Draw.Witnesses, func(w WitnessState) bool { return w.By == a.ID }) {
		return law.Errorf(law.KindDuplicate, "witness_sealed", "您已经封存。")
	}
	return nil
}

// witnesses reports whether the actor witnesses a draw with a seal of its own.
func witnesses(a law.Actor) bool { return a.Has(law.RoleSupervisor, law.RoleWitness) }

// sealsOutstanding: all seals are in, and one is not yet opened.
func (t Task) sealsOutstanding() error {
	if !t.Sealed() {
		return law.Errorf(law.KindNotAllowed, "seals_missing", "还有%d名见证人没有封存，全部封存后才能启封。", t.Rules.Witnesses-len(t.Draw.Witnesses))
	}
	if t.ReadyToReveal() {
		return law.Errorf(law.KindNotAllowed, "seals_opened", "没有未启封的封存内容。")
	}
	return nil
}

func (t Task) noOwnSeal(a law.Actor) error {
	if slices.ContainsFunc(t.Draw.Witnesses, func(w WitnessState) bool { return !w.Opened && w.By == a.ID }) {
		return nil
	}
	return law.Errorf(law.KindForbidden, "not_your_seal", "只能启封本人封存、尚未启封的内容。")
}

// teamsMissing: fewer than two inspectors could be drawn for an entity (文件四(一)),
// which is for the head to decide, never a team of one.
func (t Task) teamsMissing() error {
	if len(t.Draw.Teamless) == 0 {
		return law.Errorf(law.KindNotAllowed, "no_case_without_team", "没有尚未组成检查组的检查对象。")
	}
	return nil
}

func (t Task) teamsDecided() error {
	if n := len(t.Draw.Teamless); n > 0 {
		return law.Errorf(law.KindNotAllowed, "cases_without_team", "还有%d户未组成检查组，须先作出决定。", n)
	}
	return nil
}

func (t Task) drawReady() error {
	if !t.ReadyToReveal() {
		return law.Errorf(law.KindNotAllowed, "draw_not_ready", "见证人尚未全部启封。")
	}
	return nil
}

func (t Task) summaryMissing() error {
	if t.Summary.WrittenBy != "" {
		return law.Errorf(law.KindNotAllowed, "summary_written", "总结已经撰写，等待确认和批准。")
	}
	return nil
}

func (t Task) summaryWritten() error {
	if t.Summary.WrittenBy == "" {
		return law.Errorf(law.KindNotAllowed, "summary_missing", "总结尚未撰写。")
	}
	return nil
}

func (t Task) summaryConfirmable() error {
	if err := t.summaryWritten(); err != nil {
		return err
	}
	if len(t.unconfirmed()) == 0 {
		return law.Errorf(law.KindDuplicate, "summary_confirmed", "联合处室均已确认总结。")
	}
	return nil
}

func (t Task) confirmedAlready(a law.Actor) error {
	department := a.DepartmentFor(law.RoleSectionHead)
	if _, done := t.Summary.Confirmed[department]; done {
		return law.Errorf(law.KindDuplicate, "summary_confirmed", "%s已经确认。", department)
	}
	return law.NotTheSame(a, "确认", t.Summary.WrittenBy, t.Summary.WrittenFor)
}

func (t Task) summaryApprovable() error {
	if err := t.summaryWritten(); err != nil {
		return err
	}
	if missing := t.unconfirmed(); len(missing) > 0 {
		return law.Errorf(law.KindNotAllowed, "summary_unconfirmed", "还有联合处室没有确认总结：%s。", strings.Join(missing, "、"))
	}
	return nil
}

func (t Task) ownSummary(a law.Actor) error {
	return law.NotTheSame(a, "批准", t.Summary.WrittenBy, t.Summary.WrittenFor)
}

// unconfirmed are the joint departments that have not confirmed the summary.
func (t Task) unconfirmed() []string {
	var out []string
	for _, d := range t.Joint {
		if _, ok := t.Summary.Confirmed[d]; !ok {
			out = append(out, d)
		}
	}
	return out
}
