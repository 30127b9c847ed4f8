package bureau

import (
	"context"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// NoticePreview is what a year's holiday notice would change, were it entered now.
type NoticePreview struct {
	Compared int                  // open tasks, cases and proceedings
	Moved    []MovedDeadline      // by subject
	Days     []calendar.Exception // of the year, as they would then stand
	Dropped  []calendar.Exception // known now, and then no more
}

// MovedDeadline is a running period, or the start of a planned task, that a notice
// would move to another day.
type MovedDeadline struct {
	Subject string        `json:"subject" doc:"任务、案件或者后续处理程序的编号"`
	Name    string        `json:"name" doc:"期限名称"`
	Before  calendar.Date `json:"before" doc:"现在的届满日期"`
	After   calendar.Date `json:"after" doc:"录入后的届满日期"`
}

// PreviewNotice counts the running periods anew as if the notice had been entered, by
// the law's own recount; nothing is written and nobody is told. Days that it would drop
// are listed and not refused.
//
// Errors: not_your_act, notice_invalid, notice_incomplete, calendar_year_changed.
func (o *Office) PreviewNotice(ctx context.Context, actor law.Actor, n HolidayNotice) (NoticePreview, error) {
	if err := access.EnterNotice.Require(actor); err != nil {
		return NoticePreview{}, err
	}
	entry, err := o.entryOf(ctx, n.Year)
	if err != nil {
		return NoticePreview{}, err
	}
	if n.Shown != nil && *n.Shown != entry {
		return NoticePreview{}, record.CalendarYearChanged(n.Year)
	}
	now, err := o.Now(ctx)
	if err != nil {
		return NoticePreview{}, err
	}
	cal, err := o.record.Calendar(ctx)
	if err != nil {
		return NoticePreview{}, err
	}
	changed, err := n.in(cal)
	if err != nil {
		return NoticePreview{}, err
	}
	with := changed.calendar
	recount, err := law.NewAct(law.System, now, law.Recount{Calendar: with.Version()})
	if err != nil {
		return NoticePreview{}, err
	}
	p := noticePreview{office: o, act: recount, law: law.Law{Calendar: with, Reminders: law.DefaultReminders},
		found: NoticePreview{Days: changed.days, Dropped: changed.dropped}}
	openCases := func(ctx context.Context, after string, limit int) ([]string, error) {
		return o.record.OpenCaseNumbers(ctx, "", after, limit)
	}
	for _, open := range []struct {
		numbers func(ctx context.Context, after string, limit int) ([]string, error)
		recount func(ctx context.Context, no string) error
	}{
		{o.record.OpenTaskIDs, recounting(&p, o.record.Task, func(t tasks.Task) counted { return counted{t.Edition, t.StartOn, t.Deadlines} })},
		{openCases, recounting(&p, o.record.Case, func(c cases.Case) counted { return counted{edition: c.Edition, deadlines: c.Deadlines} })},
		{o.record.OpenProceedingNumbers, recounting(&p, o.record.Proceeding, func(q proceedings.Proceeding) counted { return counted{edition: q.Edition, deadlines: q.Deadlines} })},
	} {
		if err := eachNumber(ctx, open.numbers, func(no string) error { return open.recount(ctx, no) }); err != nil {
			return p.found, err
		}
	}
	return p.found, nil
}

// noticePreview recounts one open subject after the other.
type noticePreview struct {
	office *Office
	act    law.Act
	law    law.Law
	found  NoticePreview
}

func (p *noticePreview) under(edition string) (law.Law, error) {
	l := p.law
	var err error
	if edition != "" {
		l.Edition, err = law.EditionOf(edition)
	}
	return l, err
}

// counted is what a recount may move of a subject.
type counted struct {
	edition   string
	start     calendar.Date // of a task
	deadlines law.Deadlines
}

// recounting recounts the subjects of one kind.
func recounting[S interface {
	Apply(a law.Act, l law.Law) (S, E, error)
}, E any](p *noticePreview, read func(ctx context.Context, no string) (S, error), count func(S) counted) func(ctx context.Context, no string) error {
	return func(ctx context.Context, no string) error {
		subject, err := read(ctx, no)
		if err != nil {
			return err
		}
		before := count(subject)
		l, err := p.under(before.edition)
		if err != nil {
			return err
		}
		p.found.Compared++
		subject, _, err = subject.Apply(p.act, l)
		if err != nil {
			if law.KindOf(err) == law.KindDuplicate { // counted by that calendar already
				return nil
			}
			return err
		}
		p.compare(no, before, count(subject))
		return nil
	}
}

func (p *noticePreview) compare(no string, before, after counted) {
	if before.start != after.start {
		p.found.Moved = append(p.found.Moved, MovedDeadline{Subject: no, Name: "启动", Before: before.start, After: after.start})
	}
	for _, d := range after.deadlines {
		if was, running := before.deadlines.Find(d.Kind); running && was.Last != d.Last {
			p.found.Moved = append(p.found.Moved, MovedDeadline{Subject: no, Name: d.Name, Before: was.Last, After: d.Last})
		}
	}
}
