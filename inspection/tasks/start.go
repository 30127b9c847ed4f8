package tasks

import (
	"maps"
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
)

// From the plan to the preparation of the draw: the scheme, the month (附件).

func (tr *transition) adoptScheme(f AdoptScheme) error {
	if err := checkLengths("lengths", f.Lengths, tr.law.Edition); err != nil {
		return err
	}
	switch f.Mode {
	case plans.DrawUndecided, plans.DrawTargeted, plans.DrawUntargeted:
	default:
		return law.Errorf(law.KindInvalid, "draw_mode_unknown", "抽查类型应为定向或者不定向。")
	}
	if !f.FinishBy.IsZero() && !f.FinishBy.After(tr.today()) {
		return law.Errorf(law.KindInvalid, "in_the_past", "任务完成日期应晚于今天。")
	}
	scheme := Scheme{AdoptedBy: tr.act.Actor.ID, AdoptedOn: tr.today()}
	if earlier := tr.t.Scheme; earlier != nil {
		scheme.Mode, scheme.Items, scheme.Lengths = earlier.Mode, earlier.Items, earlier.Lengths
	}
	if f.Name != "" {
		tr.t.Name = f.Name
	}
	if f.Mode != plans.DrawUndecided {
		tr.t.Rules.Mode, scheme.Mode = f.Mode, f.Mode
	}
	if len(f.Items) > 0 {
		tr.t.Rules.Items, scheme.Items = f.Items, f.Items
	}
	if len(f.Lengths) > 0 {
		tr.t.Rules.Lengths, scheme.Lengths = f.Lengths, f.Lengths
	}
	if !f.FinishBy.IsZero() {
		tr.t.FinishBy = f.FinishBy
	}
	scheme.Name = tr.t.Name
	tr.t.Scheme = &scheme
	return nil
}

func checkLengths(at law.Path, lengths map[law.DeadlineKind]calendar.Period, e *law.Edition) error {
	var bad law.Invalid
	for _, kind := range slices.Sorted(maps.Keys(lengths)) {
		p, ok := e.Period(kind)
		switch length := lengths[kind]; {
		case !ok:
			bad.Add(at.Join(string(kind)), "", "没有名为%s的期限", kind)
		case !p.Adjustable():
			bad.Add(at.Join(string(kind)), length.String(), "“%s”期限由%s规定，不能另行设定", p.Name, p.Clause)
		case length.Amount <= 0 || length.Amount > calendar.MaxAmount || length.Unit != p.Period.Unit:
			bad.Add(at.Join(string(kind)), length.String(), "“%s”期限应为正数，单位与%s一致", p.Name, p.Period)
		}
	}
	return bad.Err("lengths_invalid", "期限设定")
}

// Governing is the edition that the task took or, until it is set going, the one that
// its scheme is held against on the day.
func (t Task) Governing(today calendar.Date) (*law.Edition, error) {
	if t.Edition != "" {
		return law.EditionOf(t.Edition)
	}
	return law.EditionNearest(today), nil
}

// takeEdition gives the task the edition in force on the day it is set going; a
// historic one that of its month. It keeps it to the end.
func (tr *transition) takeEdition() error {
	day := tr.today()
	if tr.t.Historic && tr.t.StartOn.Before(day) {
		day = tr.t.StartOn
	}
	edition, err := law.EditionFor(day, tr.t.Historic || tr.t.Demonstration)
	if err != nil {
		return err
	}
	tr.t.Edition = edition.Code
	return nil
}

func (tr *transition) startEarly(StartEarly) error {
	if err := tr.takeEdition(); err != nil {
		return err
	}
	tr.setGoing()
	return nil
}

func (tr *transition) setGoing() {
	tr.t.Stage = StagePreparing
	tr.tell(law.NoticeTask, tr.toRole(law.RoleClerk), "已启动，请拟定抽取方案。")
}

func (tr *transition) putOff(f PutOff) error {
	if !f.To.After(tr.t.StartOn) || !f.To.After(tr.today()) {
		return law.Errorf(law.KindInvalid, "put_off_backwards", "推迟后的启动日期应晚于今天和原定日期（%s）。", tr.t.StartOn.ChineseString())
	}
	tr.t.PutOffTo = f.To
	tr.t.schedule(tr.law.Calendar)
	tr.tell(law.NoticeChange, tr.toRole(law.RoleClerk, law.RoleSectionHead), "推迟至%s启动。", tr.t.StartOn.ChineseString())
	return nil
}

// monthCome sets the task going. It never fails once the day has come: the
// calendar does not ask whether there is an edition yet. Without one the task
// waits at the preparation of its draw, and everybody is told why.
func (tr *transition) monthCome(MonthCome) error {
	if tr.today().Before(tr.t.StartOn) {
		return law.Errorf(law.KindStale, "month_not_come", "抽查月份未到。")
	}
	tr.setGoing()
	if err := tr.takeEdition(); err != nil {
		tr.tell(law.NoticeTask, tr.toRole(law.RoleClerk, law.RoleSectionHead, law.RoleBureauHead), "抽查月份已到，但不能抽取：%s", err.Error())
	}
	return nil
}
