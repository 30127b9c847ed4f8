package bureau

import (
	"context"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// NoticePreview is what a year's holiday notice would change, were it entered now.
type NoticePreview struct {
	Compared int             // open tasks, cases and proceedings
	Moved    []MovedDeadline // by subject
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
// the law's own recount; nothing is written and nobody is told.
//
// Errors: not_your_act, notice_invalid.
func (o *Office) PreviewNotice(ctx context.Context, actor law.Actor, year int, exceptions []calendar.Exception) (NoticePreview, error) {
	if err := access.EnterNotice.Require(actor); err != nil {
		return NoticePreview{}, err
	}
	now, err := o.Now(ctx)
	if err != nil {
		return NoticePreview{}, err
	}
	cal, err := o.record.Calendar(ctx)
	if err != nil {
		return NoticePreview{}, err
	}
	with, err := cal.With("", year, exceptions)
	if err != nil {
		return NoticePreview{}, law.Errorf(law.KindInvalid, "notice_invalid", "放假安排有误：%s。", err.Error())
	}
	recount, err := law.NewAct(law.System, now, law.Recount{Calendar: with.Version()})
	if err != nil {
		return NoticePreview{}, err
	}
	p := noticePreview{office: o, act: recount, law: law.Law{Calendar: with, Reminders: law.DefaultReminders}}
	openCases := func(ctx context.Context, after string, limit int) ([]string, error) {
		return o.record.OpenCaseNumbers(ctx, "", after, limit)
	}
	for _, open := range []struct {
		numbers func(ctx context.Context, after string, limit int) ([]string, error)
		recount func(ctx context.Context, no string) error
	}{{o.record.OpenTaskIDs, p.task}, {openCases, p.inspection}, {o.record.OpenProceedingNumbers, p.proceeding}} {
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

func (p *noticePreview) task(ctx context.Context, id string) error {
	before, err := p.office.record.Task(ctx, id)
	if err != nil {
		return err
	}
	l, err := p.under(before.Edition)
	if err != nil {
		return err
	}
	after, _, err := before.Apply(p.act, l)
	if p.same(err) {
		return nil
	}
	if err == nil && before.StartOn != after.StartOn {
		p.found.Moved = append(p.found.Moved, MovedDeadline{Subject: id, Name: "启动", Before: before.StartOn, After: after.StartOn})
	}
	return p.compare(id, before.Deadlines, after.Deadlines, err)
}

func (p *noticePreview) inspection(ctx context.Context, no string) error {
	before, err := p.office.record.Case(ctx, no)
	if err != nil {
		return err
	}
	l, err := p.under(before.Edition)
	if err != nil {
		return err
	}
	after, _, err := before.Apply(p.act, l)
	if p.same(err) {
		return nil
	}
	return p.compare(no, before.Deadlines, after.Deadlines, err)
}

func (p *noticePreview) proceeding(ctx context.Context, no string) error {
	before, err := p.office.record.Proceeding(ctx, no)
	if err != nil {
		return err
	}
	l, err := p.under(before.Edition)
	if err != nil {
		return err
	}
	after, _, err := before.Apply(p.act, l)
	if p.same(err) {
		return nil
	}
	return p.compare(no, before.Deadlines, after.Deadlines, err)
}

// same reports whether the law found that the subject is counted by that calendar
// already.
func (p *noticePreview) same(err error) bool {
	p.found.Compared++
	return law.KindOf(err) == law.KindDuplicate && err != nil
}

func (p *noticePreview) compare(no string, before, after law.Deadlines, err error) error {
	if err != nil {
		return err
	}
	for _, d := range after {
		if was, running := before.Find(d.Kind); running && was.Last != d.Last {
			p.found.Moved = append(p.found.Moved, MovedDeadline{Subject: no, Name: d.Name, Before: was.Last, After: d.Last})
		}
	}
	return nil
}
