package law

import (
	"fmt"
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
)

// Docket (期限簿) is the periods of one case or proceeding: those that run, those
// that have ended, and the stretches over which it stood still.
type Docket struct {
	Deadlines Deadlines     `json:"deadlines,omitempty"`
	Met       []MetDeadline `json:"met,omitempty"`
	// Calendar is the version that the deadlines were last counted with as a whole.
	Calendar    string               `json:"calendar,omitempty"`
	Generations map[DeadlineKind]int `json:"generations,omitempty"`
	// SuspendedOn is set while everything stands still (中止). Suspensions are all
	// stretches so far: every period passes over them, also one that is opened or
	// corrected afterwards.
	SuspendedOn calendar.Date         `json:"suspendedOn,omitzero"`
	Suspensions []calendar.Suspension `json:"suspensions,omitempty"`
}

// Suspended reports whether everything stands still (中止).
func (d Docket) Suspended() bool { return !d.SuspendedOn.IsZero() }

// Open starts the period of the kind from the event.
func (t *Transition) Open(kind DeadlineKind, from time.Time) {
	if p, ok := t.Law.Edition.Period(kind); ok {
		t.OpenFor(p, t.Length(p), from)
	}
}

// OpenFrom starts the period from a day.
func (t *Transition) OpenFrom(kind DeadlineKind, day calendar.Date) { t.Open(kind, day.Start()) }

// Length is how long the period is in this subject: as its task set it, or the edition's.
func (t *Transition) Length(p LegalPeriod) calendar.Period {
	if l, ok := t.Subject.About().Lengths[p.Kind]; ok {
		return l
	}
	return p.Period
}

// OpenFor starts the period from the event with a length and extensions of its own.
func (t *Transition) OpenFor(p LegalPeriod, length calendar.Period, from time.Time, extensions ...calendar.Period) {
	t.Drop(p.Kind)
	d := Deadline{Kind: p.Kind, Name: p.Name, From: from, Period: length, Extensions: extensions,
		Suspensions: slices.Clone(t.Suspensions), Generation: t.generation(p.Kind)}
	t.Law.count(&d, t.Act.Entered)
	t.Deadlines = append(t.Deadlines, d)
}

// Drop ends the period without anything having been done for it.
func (t *Transition) Drop(kind DeadlineKind) {
	t.Deadlines = slices.DeleteFunc(t.Deadlines, func(d Deadline) bool { return d.Kind == kind })
}

func (t *Transition) generation(kind DeadlineKind) int {
	if t.Generations == nil {
		t.Generations = map[DeadlineKind]int{}
	}
	t.Generations[kind]++
	return t.Generations[kind]
}

// Meet ends the running period of the kind: what it was for happened at the time.
func (t *Transition) Meet(kind DeadlineKind, at time.Time) {
	if i := t.Deadlines.Index(kind); i >= 0 {
		t.End(i, at, false)
	}
}

// MeetOrAmend does the same and, where the period has ended already, sets right
// when: its act was entered only after it had lapsed, or entered anew.
func (t *Transition) MeetOrAmend(kind DeadlineKind, at time.Time) {
	if t.Deadlines.Index(kind) < 0 {
		t.RecountMet(kind, func(m *MetDeadline) { m.Met, m.Lapsed = at, false })
	}
	t.Meet(kind, at)
}

// End ends the i-th running period, at the time, by an act or by its lapse.
func (t *Transition) End(i int, at time.Time, lapsed bool) {
	d := t.Deadlines[i]
	t.Met = append(t.Met, MetDeadline{Kind: d.Kind, Last: d.Last, Due: d.Due, Met: at, Late: !at.Before(d.Due), Lapsed: lapsed,
		From: d.From, Period: d.Period, Extensions: d.Extensions})
	t.Deadlines = slices.Delete(t.Deadlines, i, i+1)
}

// RecountMet changes what the last ended period of the kind was counted from or
// when it was met, and holds one against the other again.
func (t *Transition) RecountMet(kind DeadlineKind, change func(*MetDeadline)) (MetDeadline, bool) {
	for i := len(t.Met) - 1; i >= 0; i-- {
		m := &t.Met[i]
		if m.Kind != kind {
			continue
		}
		change(m)
		end := t.Law.end(kind, m.From, m.Period, m.Extensions, t.Suspensions)
		m.Last, m.Due = end.Date, end.At
		if m.Lapsed {
			m.Met = m.Due
		}
		m.Late = !m.Met.Before(m.Due)
		return *m, true
	}
	return MetDeadline{}, false
}

// Move counts a period from another event, whether it still runs or has ended;
// extensions and suspensions stand. It reports whether there is such a period.
func (t *Transition) Move(kind DeadlineKind, from time.Time) bool {
	i := t.Deadlines.Index(kind)
	if i < 0 {
		_, ended := t.RecountMet(kind, func(m *MetDeadline) { m.From = from })
		return ended
	}
	d := &t.Deadlines[i]
	before := d.Last
	d.From = from
	t.Law.recount(d, t.Act.Entered, func() int { return t.generation(kind) })
	if d.Last != before {
		t.Tell(NoticeChange, t.Responsible(t.Period(kind)), "“%s”期限因更正记录由%s改为%s。", d.Name, before.ChineseString(), d.Last.ChineseString())
	}
	return true
}

// Lapse records that a deadline's moment has come: a reminder, or its passing.
// What follows by itself when it has just passed is the subject's.
func (t *Transition) Lapse(f Lapse, follows func(DeadlineKind)) error {
	d, what, err := t.Law.Lapse(t.Deadlines, f.Moment, t.Act.Entered)
	if err != nil {
		return err
	}
	p, step := t.Period(d.Kind), f.Moment.Step
	to, kind := t.Responsible(p), NoticeOverdue
	text := fmt.Sprintf("%s：“%s”期限已于%s届满，尚未办理。", t.Subject.About().Name, d.Name, d.Last.ChineseString())
	switch what {
	case Reminded:
		kind = NoticeReminder
		text = fmt.Sprintf("%s：“%s”期限%s（%s）。", t.Subject.About().Name, d.Name, t.Law.Left(*d, t.Act.Entered), d.Last.ChineseString())
	case Passed:
		step = StepOverdue
		to.Roles = slices.Compact(slices.Sorted(slices.Values(slices.Concat(to.Roles, p.Escalate))))
	case Urged:
	}
	t.Notices = append(t.Notices, Notice{Kind: kind, Key: MomentKey(*d, step), To: to, Text: text})
	if what == Passed {
		follows(d.Kind)
	}
	return nil
}

// Period is the legal period of the kind, as the edition of the subject has it.
func (t *Transition) Period(kind DeadlineKind) LegalPeriod {
	p, _ := t.Law.Edition.Period(kind)
	return p
}

// Responsible are those who must act within the period.
func (t *Transition) Responsible(p LegalPeriod) Audience {
	about := t.Subject.About()
	to := Audience{Department: about.Department}
	for _, r := range p.Responsible {
		switch r {
		case RoleInspector:
			to.Certificates = about.Team
		case RoleEntity:
			to.Entity = about.Entity
		default:
			to.Roles = append(to.Roles, r)
		}
	}
	return to
}

// Recount counts every running deadline again with a newer calendar and tells
// the persons concerned old and new date.
func (t *Transition) Recount(f Recount) error {
	if f.Calendar != t.Law.Calendar.Version() {
		return Errorf(KindStale, "calendar_not_current", "日历版本已更新，请重试。")
	}
	if t.Calendar == f.Calendar {
		return Errorf(KindDuplicate, "already_recounted", "已按该日历重算。")
	}
	t.Calendar = f.Calendar
	if t.Suspended() {
		return nil // counted again when the case goes on
	}
	for i := range t.Deadlines {
		d := &t.Deadlines[i]
		before := d.Last
		t.Law.recount(d, t.Act.Entered, func() int { return t.generation(d.Kind) })
		if d.Last != before {
			t.Tell(NoticeChange, t.Responsible(t.Period(d.Kind)), "“%s”期限因工作日历更新由%s改为%s。", d.Name, before.ChineseString(), d.Last.ChineseString())
		}
	}
	return nil
}

// ExtendDeadline adds to a running period what its rule allows, before it is over.
//
// Errors: deadline_not_running, deadline_never_extended, not_your_act,
// extension_invalid, extension_too_long, deadline_passed.
func (t *Transition) ExtendDeadline(f ExtendDeadline) error {
	i := t.Deadlines.Index(f.Deadline)
	if i < 0 {
		return Errorf(KindInvalid, "deadline_not_running", "%s没有正在计算的该项期限。", t.Subject.About().Name)
	}
	d, p := &t.Deadlines[i], t.Period(f.Deadline)
	if p.ExtendBy == "" {
		return p.neverExtended()
	}
	if !Anyone([]Who{BySectionHead, ByBureauHead}, func(w Who) bool { return w.Role == p.ExtendBy && t.Subject.Is(t.Act.Actor, w) }) {
		return Errorf(KindForbidden, "not_your_act", "“%s”期限应由%s延长。", p.Name, p.ExtendBy.Chinese())
	}
	if f.By.Amount <= 0 || f.By.Amount > calendar.MaxAmount || f.By.Unit != d.Period.Unit {
		return Errorf(KindInvalid, "extension_invalid", "延长的时间应为正数，并与原期限（%s）的单位一致。", d.Period)
	}
	all := f.By.Amount
	for _, e := range d.Extensions {
		all += e.Amount
	}
	if most := p.ExtendAtMost; most.Amount > 0 && all > most.Amount {
		return Errorf(KindInvalid, "extension_too_long", "“%s”期限依照%s最多延长%s。", p.Name, p.Clause, most)
	}
	// What has run out cannot be prolonged any more; late stays late.
	if !t.Act.Happened.Before(d.Due) {
		return Errorf(KindNotAllowed, "deadline_passed", "“%s”期限已于%s届满，不能再延长。", p.Name, d.Last.ChineseString())
	}
	before := d.Last
	d.Extensions = append(d.Extensions, f.By)
	t.Law.recount(d, t.Act.Entered, func() int { return t.generation(d.Kind) })
	t.Tell(NoticeChange, t.Responsible(p), "“%s”期限由%s延长至%s。", p.Name, before.ChineseString(), d.Last.ChineseString())
	return nil
}

// Left says how much of a running period is left.
func (l Law) Left(d Deadline, now time.Time) string {
	if n := l.Calendar.WorkingDaysBetween(calendar.DateOf(now), d.Last); n > 0 {
		return fmt.Sprintf("还有%d个工作日届满", n)
	}
	return "今天届满"
}

// MomentKey names a moment of a period: the same moment has the same key, however often
// it is told.
func MomentKey(d Deadline, step string) string {
	return fmt.Sprintf("deadline/%s/%d/%s", d.Kind, d.Generation, step)
}

// Suspend (中止) lets every period stand from the day on.
//
// Errors: those of PastDay.
func (t *Transition) Suspend(f Suspend) error {
	earliest, event := calendar.DateOf(t.Subject.About().Opened), "立项之日"
	if n := len(t.Suspensions); n > 0 {
		earliest, event = t.Suspensions[n-1].To, "上次恢复之日"
	}
	if err := t.PastDay(f.On, earliest, "中止日期", event); err != nil {
		return err
	}
	t.SuspendedOn = f.On
	t.Suspensions = append(t.Suspensions, calendar.Suspension{From: f.On})
	for i := range t.Deadlines {
		d := &t.Deadlines[i]
		d.Suspensions = slices.Clone(t.Suspensions)
		d.Next = nil
	}
	t.Tell(NoticeChange, t.ToTeam(), "自%s起中止，各项期限停止计算。", f.On.ChineseString())
	return nil
}

// Resume (恢复) lets every period go on from the day after.
//
// Errors: those of PastDay.
func (t *Transition) Resume(f Resume) error {
	if err := t.PastDay(f.On, t.SuspendedOn, "恢复日期", "中止之日"); err != nil {
		return err
	}
	t.SuspendedOn = calendar.Date{}
	t.Suspensions[len(t.Suspensions)-1].To = f.On
	for i := range t.Deadlines {
		d := &t.Deadlines[i]
		d.Suspensions = slices.Clone(t.Suspensions)
		d.Generation = t.generation(d.Kind)
		t.Law.count(d, t.Act.Entered)
	}
	t.Tell(NoticeChange, t.ToTeam(), "自%s起恢复办理，各项期限自次日起继续计算。", f.On.ChineseString())
	return nil
}
