package bureau

import (
	"context"
	"fmt"
	"strings"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// HolidayNotice is a holiday notice as somebody enters it.
type HolidayNotice struct {
	Year       int
	Number     string
	Exceptions []calendar.Exception
	// Amends: it names only the days that it changes, as a notice within the year does;
	// what else is known of the year stays.
	Amends bool
	// Replaces: days that were known and that it does not name are dropped on purpose.
	Replaces bool
	// Shown is the entry of the year that its writer was shown, 0 where there was none;
	// nil: the one that stands when the notice is taken up.
	Shown *int
}

// changedCalendar is a calendar with a notice entered.
type changedCalendar struct {
	calendar *calendar.Calendar
	days     []calendar.Exception // of the notice's year
	dropped  []calendar.Exception // known before, and no more
}

// in is the calendar with the notice. A notice leaves no year without one of the
// holidays that the law gives it.
func (n HolidayNotice) in(known *calendar.Calendar) (changedCalendar, error) {
	invalid := func(err error) error {
		return law.Errorf(law.KindInvalid, "notice_invalid", "放假安排有误：%s。", err.Error())
	}
	if n.Amends && n.Replaces {
		return changedCalendar{}, law.Errorf(law.KindInvalid, "notice_invalid", "补充通知不去掉已有的日期，“补充通知”和“确认去掉”只能选择一项。")
	}
	if _, err := calendar.New("", []int{n.Year}, n.Exceptions); err != nil { // a row of it is its own
		return changedCalendar{}, invalid(err)
	}
	c := changedCalendar{days: n.Exceptions}
	before := known.Exceptions(n.Year)
	if n.Amends {
		c.days = calendar.Amended(before, n.Exceptions)
	}
	c.dropped = calendar.Dropped(before, c.days)
	var err error
	if c.calendar, err = known.With("", n.Year, c.days); err != nil {
		return c, invalid(err)
	}
	if lacking := c.calendar.Lacks(n.Year); len(lacking) > 0 {
		return c, law.Errorf(law.KindInvalid, "notice_incomplete", "%d年的放假安排不完整，缺少法定节假日：%s（%s）。请录入全年的安排。", n.Year, strings.Join(lacking, "、"), calendar.StatutoryArticle)
	}
	return c, nil
}

// EnterNotice enters a holiday notice: of a whole year, or one that amends what is
// known of it. Every open deadline is counted again, once, with the old and the
// new date told to the persons concerned. What does not answer is named and comes
// later; the notice is entered all the same.
//
// Errors: not_your_act, notice_invalid, notice_incomplete, notice_drops_days,
// calendar_year_changed.
func (o *Office) EnterNotice(ctx context.Context, actor law.Actor, n HolidayNotice) (activities.Announced, error) {
	if err := access.EnterNotice.Require(actor); err != nil {
		return activities.Announced{}, err
	}
	// The entry is read before the calendar: one that comes in between is found when saving.
	entry, err := o.entryOf(ctx, n.Year)
	if err != nil {
		return activities.Announced{}, err
	}
	shown := entry
	if n.Shown != nil {
		shown = *n.Shown
	}
	known, err := o.record.Calendar(ctx)
	if err != nil {
		return activities.Announced{}, err
	}
	with, err := n.in(known)
	if err != nil {
		return activities.Announced{}, err
	}
	if len(with.dropped) > 0 && shown != entry { // its writer has not seen what goes
		return activities.Announced{}, record.CalendarYearChanged(n.Year)
	}
	if len(with.dropped) > 0 && !n.Replaces {
		return activities.Announced{}, law.Errorf(law.KindInvalid, "notice_drops_days", "录入后将去掉%d年已有的日期：%s。只改变个别日期的通知，请作为补充通知录入；确需去掉的，请予确认。",
			n.Year, strings.ReplaceAll(strings.TrimSpace(calendar.Lines(with.dropped)), "\n", "；"))
	}
	now, err := o.Now(ctx)
	if err != nil {
		return activities.Announced{}, err
	}
	if err := o.record.SaveCalendarYear(ctx, record.CalendarYear{Year: n.Year, Notice: n.Number, Exceptions: with.days, Entered: now, By: actor.ID}, shown); err != nil {
		return activities.Announced{}, err
	}
	return o.announceCalendar(ctx)
}

// entryOf is the entry of the year that stands, 0 where none was made.
func (o *Office) entryOf(ctx context.Context, year int) (int, error) {
	years, err := o.record.CalendarYears(ctx)
	if err != nil {
		return 0, err
	}
	for _, y := range years {
		if y.Year == year {
			return y.Entry, nil
		}
	}
	return 0, nil
}

// announceCalendar announces the calendar as it now is. The number of entries so
// far belongs to the announcement's name: a notice that was replaced and then
// entered again makes a calendar that was announced before.
func (o *Office) announceCalendar(ctx context.Context) (activities.Announced, error) {
	cal, entries, err := o.calendar(ctx)
	if err != nil {
		return activities.Announced{}, err
	}
	return o.procedures.Announce(ctx, activities.Announcement{ID: fmt.Sprintf("calendar-%s-%d", cal.Version(), entries),
		Update: activities.UpdateCalendarChanged, Calendar: cal.Version()})
}

// calendar is the calendar and how many notices were entered so far. They are
// counted first: a notice that comes in between is then announced once more
// rather than not at all.
func (o *Office) calendar(ctx context.Context) (cal *calendar.Calendar, entries int, err error) {
	years, err := o.record.CalendarYears(ctx)
	if err != nil {
		return nil, 0, err
	}
	for _, y := range years {
		entries += y.Entry
	}
	cal, err = o.record.Calendar(ctx)
	return cal, entries, err
}
