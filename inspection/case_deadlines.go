package inspection

import (
	"fmt"
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
)

// open starts the period of the kind from the event.
func (t *caseTransition) open(kind DeadlineKind, from time.Time) {
	if p, ok := t.law.Edition.Period(kind); ok {
		t.openFor(p, t.length(p), from)
	}
}

// openFrom starts the period from a day.
func (t *caseTransition) openFrom(kind DeadlineKind, day calendar.Date) { t.open(kind, day.Start()) }

func (t *caseTransition) length(p LegalPeriod) calendar.Period {
	if l, ok := t.c.Lengths[p.Kind]; ok {
		return l
	}
	return p.Period
}

func (t *caseTransition) openFor(p LegalPeriod, length calendar.Period, from time.Time, extensions ...calendar.Period) {
	t.drop(p.Kind)
	d := Deadline{Kind: p.Kind, Name: p.Name, From: from, Period: length, Extensions: extensions,
		Suspensions: slices.Clone(t.c.Suspensions), Generation: t.generation(p.Kind)}
	t.law.count(&d, t.act.Entered)
	t.c.Deadlines = append(t.c.Deadlines, d)
}

// drop ends the period without anything having been done for it.
func (t *caseTransition) drop(kind DeadlineKind) {
	t.c.Deadlines = slices.DeleteFunc(t.c.Deadlines, func(d Deadline) bool { return d.Kind == kind })
}

func (t *caseTransition) generation(kind DeadlineKind) int {
	if t.c.Generations == nil {
		t.c.Generations = map[DeadlineKind]int{}
	}
	t.c.Generations[kind]++
	return t.c.Generations[kind]
}

// meet ends the running period of the kind: what it was for happened at the time.
func (t *caseTransition) meet(kind DeadlineKind, at time.Time) {
	if i := t.c.Deadlines.index(kind); i >= 0 {
		t.end(i, at, false)
	}
}

// meetOrAmend does the same and, where the period has ended already, sets right
// when: its act was entered only after it had lapsed, or entered anew.
func (t *caseTransition) meetOrAmend(kind DeadlineKind, at time.Time) {
	if t.c.Deadlines.index(kind) < 0 {
		t.recountMet(kind, func(m *MetDeadline) { m.Met, m.Lapsed = at, false })
	}
	t.meet(kind, at)
}

func (t *caseTransition) end(i int, at time.Time, lapsed bool) {
	d := t.c.Deadlines[i]
	t.c.Met = append(t.c.Met, MetDeadline{Kind: d.Kind, Last: d.Last, Due: d.Due, Met: at, Late: !at.Before(d.Due), Lapsed: lapsed,
		From: d.From, Period: d.Period, Extensions: d.Extensions})
	t.c.Deadlines = slices.Delete(t.c.Deadlines, i, i+1)
}

// recountMet changes what the last ended period of the kind was counted from or
// when it was met, and holds one against the other again.
func (t *caseTransition) recountMet(kind DeadlineKind, change func(*MetDeadline)) (MetDeadline, bool) {
	for i := len(t.c.Met) - 1; i >= 0; i-- {
		m := &t.c.Met[i]
		if m.Kind != kind {
			continue
		}
		change(m)
		over := slices.DeleteFunc(slices.Clone(t.c.Suspensions), calendar.Suspension.Open)
		end := t.law.Calendar.CountTimeWith(m.From, m.Period, m.Extensions, over)
		m.Last, m.Due = end.Date, end.At
		if m.Lapsed {
			m.Met = m.Due
		}
		m.Late = !m.Met.Before(m.Due)
		return *m, true
	}
	return MetDeadline{}, false
}

// move counts a period from another event, whether it still runs or has ended;
// extensions and suspensions stand. It reports whether there is such a period.
func (t *caseTransition) move(kind DeadlineKind, from time.Time) bool {
	i := t.c.Deadlines.index(kind)
	if i < 0 {
		_, ended := t.recountMet(kind, func(m *MetDeadline) { m.From = from })
		return ended
	}
	d := &t.c.Deadlines[i]
	before := d.Last
	d.From = from
	t.law.recount(d, t.act.Entered, func() int { return t.generation(kind) })
	if d.Last != before {
		t.tell(NoticeChange, t.responsible(t.period(kind)), "“%s”期限因更正记录由%s改为%s。", d.Name, before.ChineseString(), d.Last.ChineseString())
	}
	return true
}

// lapse records that a deadline's moment has come: a reminder, or its passing.
func (t *caseTransition) lapse(f Lapse) error {
	d, what, err := t.law.lapse(t.c.Deadlines, f.Moment, t.act.Entered)
	if err != nil {
		return err
	}
	p, step := t.period(d.Kind), f.Moment.Step
	to, kind := t.responsible(p), NoticeOverdue
	text := fmt.Sprintf("案件%s：“%s”期限已于%s届满，尚未办理。", t.c.No, d.Name, d.Last.ChineseString())
	switch what {
	case reminded:
		kind = NoticeReminder
		text = fmt.Sprintf("案件%s：“%s”期限%s（%s）。", t.c.No, d.Name, t.law.left(*d, t.act.Entered), d.Last.ChineseString())
	case passed:
		step = StepOverdue
		to.Roles = slices.Compact(slices.Sorted(slices.Values(slices.Concat(to.Roles, p.Escalate))))
	case urged:
	}
	t.notices = append(t.notices, Notice{Kind: kind, Key: momentKey(*d, step), To: to, Text: text})
	if what == passed {
		t.lapsed(d.Kind)
	}
	return nil
}

// left says how much of a running period is left.
func (l Law) left(d Deadline, now time.Time) string {
	if n := l.Calendar.WorkingDaysBetween(calendar.DateOf(now), d.Last); n > 0 {
		return fmt.Sprintf("还有%d个工作日届满", n)
	}
	return "今天届满"
}

// lapsed is what follows by itself when a period has passed.
func (t *caseTransition) lapsed(kind DeadlineKind) {
	i := t.c.Deadlines.index(kind)
	d := t.c.Deadlines[i]
	switch kind {
	case DeadlineSelfCheck:
		// 未按要求自查: the case goes on to the visit all the same (文件四(三)).
		t.c.SelfCheck = &SelfCheck{}
		t.c.Stage = StageOnSite
		t.end(i, d.Due, true)
		t.openFrom(DeadlineOnSite, d.Last)
	case DeadlineCorrection:
		t.end(i, d.Due, true)
		t.openFrom(DeadlineReinspection, d.Last)
	}
}

func momentKey(d Deadline, step string) string {
	return fmt.Sprintf("deadline/%s/%d/%s", d.Kind, d.Generation, step)
}

func (t *caseTransition) period(kind DeadlineKind) LegalPeriod {
	p, _ := t.law.Edition.Period(kind)
	return p
}

func (t *caseTransition) responsible(p LegalPeriod) Audience {
	to := Audience{Department: t.c.Department}
	for _, r := range p.Responsible {
		switch r {
		case RoleInspector:
			to.Certificates = t.c.Team
		case RoleEntity:
			to.Entity = t.c.Entity
		default:
			to.Roles = append(to.Roles, r)
		}
	}
	return to
}

// recount counts every running deadline again with a newer calendar and tells
// the persons concerned old and new date.
func (t *caseTransition) recount(f Recount) error {
	if f.Calendar != t.law.Calendar.Version() {
		return Errorf(KindStale, "calendar_not_current", "日历版本已更新，请重试。")
	}
	if t.c.Calendar == f.Calendar {
		return Errorf(KindDuplicate, "already_recounted", "已按该日历重算。")
	}
	t.c.Calendar = f.Calendar
	if t.c.Suspended() {
		return nil // counted again when the case goes on
	}
	for i := range t.c.Deadlines {
		d := &t.c.Deadlines[i]
		before := d.Last
		t.law.recount(d, t.act.Entered, func() int { return t.generation(d.Kind) })
		if d.Last != before {
			t.tell(NoticeChange, t.responsible(t.period(d.Kind)), "“%s”期限因放假安排公布由%s改为%s。", d.Name, before.ChineseString(), d.Last.ChineseString())
		}
	}
	return nil
}

func (t *caseTransition) extendDeadline(f ExtendDeadline) error {
	i := t.c.Deadlines.index(f.Deadline)
	if i < 0 {
		return Errorf(KindInvalid, "deadline_not_running", "案件%s没有正在计算的该项期限。", t.c.No)
	}
	d, p := &t.c.Deadlines[i], t.period(f.Deadline)
	if p.ExtendBy == "" {
		return p.neverExtended()
	}
	if !anyone([]Who{sectionHead, bureauHead}, func(w Who) bool { return w.Role == p.ExtendBy && t.c.is(t.act.Actor, w) }) {
		return Errorf(KindForbidden, "not_your_act", "“%s”期限应由%s延长。", p.Name, p.ExtendBy.Chinese())
	}
	if f.By.Amount <= 0 || f.By.Amount > calendar.MaxAmount || f.By.Unit != d.Period.Unit {
		return Errorf(KindInvalid, "extension_invalid", "延长的时间应为正数，并与原期限（%s）的单位一致。", d.Period)
	}
	// What has run out cannot be prolonged any more; late stays late.
	if !t.act.Happened.Before(d.Due) {
		return Errorf(KindNotAllowed, "deadline_passed", "“%s”期限已于%s届满，不能再延长。", p.Name, d.Last.ChineseString())
	}
	before := d.Last
	d.Extensions = append(d.Extensions, f.By)
	t.law.recount(d, t.act.Entered, func() int { return t.generation(d.Kind) })
	t.tell(NoticeChange, t.responsible(p), "“%s”期限由%s延长至%s。", p.Name, before.ChineseString(), d.Last.ChineseString())
	return nil
}
