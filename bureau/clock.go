package bureau

import (
	"context"
	"fmt"
	"time"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

var errNoJump = law.Errorf(law.KindNotAllowed, "clock_is_real", "正式数据的业务时钟与真实时间一致，不能拨动；只有演示或者培训数据可以。")

// ClockView is the business clock as people see it.
type ClockView struct {
	Standing bool      `json:"standing"`
	Now      time.Time `json:"now"`
	Local    string    `json:"local"` // in Asia/Shanghai
	Jumps    int       `json:"jumps"`
	Told     int       `json:"told,omitempty"` // open tasks and cases that heard of the last jump
	// Behind are those that did not answer; the office comes back to them by itself.
	Behind []string `json:"behind,omitempty"`
}

// Clock shows the business clock.
func (o *Office) Clock(ctx context.Context) (ClockView, error) {
	c, err := o.record.Clock(ctx)
	if err != nil {
		return ClockView{}, err
	}
	now := c.Now
	if !c.Standing {
		now = o.now()
	}
	return ClockView{Standing: c.Standing, Now: registers.Recorded(now), Local: local(now), Jumps: c.Jump}, nil
}

// Jump says where a standing clock is to be moved: one of the first three.
type Jump struct {
	To           time.Time
	Days         int
	NextDeadline bool // to the end of the period that ends next, or to the month of the next planned task
	// Seen is how often the clock had been moved when the person looked; it is
	// refused if it was moved since. Nil does not ask.
	Seen *int
}

// Jump moves a standing clock forward and answers when every open task and case
// has dealt with what came due, but for those it names as behind.
func (o *Office) Jump(ctx context.Context, actor law.Actor, j Jump) (ClockView, error) {
	if err := access.MoveClock.Require(actor); err != nil {
		return ClockView{}, err
	}
	c, err := o.record.Clock(ctx)
	if err != nil {
		return ClockView{}, err
	}
	if !c.Standing {
		return ClockView{}, errNoJump
	}
	// The announcement of the jump before may have been cut short.
	if c.Jump > 0 {
		if _, err := o.announceClock(ctx, c); err != nil {
			return ClockView{}, err
		}
	}
	if j.Seen != nil && *j.Seen != c.Jump {
		return ClockView{}, law.Errorf(law.KindStale, "clock_moved", "业务时钟其间已经拨动，现在是%s，请刷新后重试。", local(c.Now))
	}
	to, err := o.target(ctx, c.Now, j)
	if err != nil {
		return ClockView{}, err
	}
	c.Now, c.Jump = to, c.Jump+1
	if err := o.record.SaveClock(ctx, c); err != nil {
		return ClockView{}, err
	}
	told, err := o.announceClock(ctx, c)
	if err != nil {
		return ClockView{}, err
	}
	view, err := o.Clock(ctx)
	view.Told, view.Behind = told.Told, told.Behind
	return view, err
}

// target is the moment to which the clock is to be moved from now.
func (o *Office) target(ctx context.Context, now time.Time, j Jump) (time.Time, error) {
	to := j.To
	switch {
	case !j.To.IsZero() && j.Days == 0 && !j.NextDeadline:
	case j.To.IsZero() && j.Days > 0 && !j.NextDeadline:
		to = now.AddDate(0, 0, j.Days)
	case j.To.IsZero() && j.Days == 0 && j.NextDeadline:
		var err error
		if to, err = o.nextAfter(ctx, now); err != nil {
			return to, err
		}
		if to.IsZero() {
			return to, law.Errorf(law.KindNotAllowed, "no_deadline", "没有正在计算的期限。")
		}
	default:
		return to, law.Errorf(law.KindInvalid, "jump_invalid", "请在to、days、nextDeadline中选填一项。")
	}
	to = registers.Recorded(to)
	if !to.After(now) {
		return to, law.Errorf(law.KindInvalid, "clock_backwards", "业务时钟只能向后拨，现在是%s。", local(now))
	}
	return to, nil
}

// local is how a person sees a moment.
func local(t time.Time) string { return t.In(calendar.Shanghai).Format("2006年1月2日 15:04") }

// nextAfter is the first end of a period, or start of a planned task, after now.
func (o *Office) nextAfter(ctx context.Context, now time.Time) (time.Time, error) {
	next, err := o.record.NextDueAfter(ctx, now)
	if err != nil {
		return next, err
	}
	page := record.Page{Limit: 500}
	for {
		planned, err := o.record.Tasks(ctx, record.TaskFilter{Stage: tasks.StagePlanned}, page)
		if err != nil {
			return next, err
		}
		for _, t := range planned.Items {
			if start := t.WakesAt(); start.After(now) && (next.IsZero() || start.Before(next)) {
				next = start
			}
		}
		if planned.Next == "" {
			return next, nil
		}
		page.After = planned.Next
	}
}

func (o *Office) announceClock(ctx context.Context, c record.Clock) (activities.Announced, error) {
	return o.procedures.Announce(ctx, activities.Announcement{ID: fmt.Sprintf("clock-%d", c.Jump), Update: activities.UpdateClockMoved,
		Clock: activities.Clock{Standing: true, Now: c.Now}})
}

// ResumeAnnouncements makes again, at start, the announcements that a stop may
// have cut short. Those already made are not repeated. The calendar is announced also
// where no notice was ever entered: a new release may count by another.
func (o *Office) ResumeAnnouncements(ctx context.Context) error {
	c, err := o.record.Clock(ctx)
	if err != nil {
		return err
	}
	if c.Standing && c.Jump > 0 {
		if _, err := o.announceClock(ctx, c); err != nil {
			return err
		}
	}
	_, err = o.announceCalendar(ctx)
	return err
}

// WorkingCalendar is the calendar by which periods are counted today.
func (o *Office) WorkingCalendar(ctx context.Context) (*calendar.Calendar, error) {
	return o.record.Calendar(ctx)
}
