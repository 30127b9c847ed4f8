package bureau

import (
	"context"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// CalendarView is what the system knows of the working calendar.
type CalendarView struct {
	Version string `json:"version"`
	Years   []int  `json:"years"`
	// Entries counts the notices entered here, corrections among them.
	Entries int `json:"entries"`
	// Missing is the year whose notice is not there though it is due.
	Missing int `json:"missing,omitempty"`
}

// Calendar shows which years' notices are there, and warns from November on.
func (o *Office) Calendar(ctx context.Context) (CalendarView, error) {
	cal, entries, err := o.calendar(ctx)
	if err != nil {
		return CalendarView{}, err
	}
	now, err := o.Now(ctx)
	if err != nil {
		return CalendarView{}, err
	}
	view := CalendarView{Version: cal.Version(), Years: cal.Years(), Entries: entries}
	if year, missing := cal.MissingNotice(calendar.DateOf(now)); missing {
		view.Missing = year
	}
	return view, nil
}

// CalendarYearView is a year as it is counted.
type CalendarYearView struct {
	Year int
	// Known: its notice is there; otherwise weekends and the days that the law fixes are
	// off, and every period that reaches into the year is provisional.
	Known bool
	// Entry counts the notices entered here for the year; 0 where there is none, or the
	// built-in one.
	Entry int
	Days  []calendar.Day
	// Fixed are the days that are off by law as long as the year's notice is not there.
	Fixed []calendar.Day
	// Named are the days that its notice names; New Year's may lie in the year before.
	Named []calendar.Exception
	// Lacking are the statutory holidays that a known year does not have: of one that was
	// entered before that was refused.
	Lacking []string
}

// CalendarYear shows every day of a year as it is counted.
//
// Errors: year_invalid.
func (o *Office) CalendarYear(ctx context.Context, year int) (CalendarYearView, error) {
	if year < firstYear || year > lastYear {
		return CalendarYearView{}, law.Errorf(law.KindInvalid, "year_invalid", "年度应在%d至%d之间。", firstYear, lastYear)
	}
	entry, err := o.entryOf(ctx, year)
	if err != nil {
		return CalendarYearView{}, err
	}
	cal, err := o.record.Calendar(ctx)
	if err != nil {
		return CalendarYearView{}, err
	}
	out := CalendarYearView{Year: year, Entry: entry, Known: cal.KnowsYear(year), Named: cal.Exceptions(year)}
	if out.Known {
		out.Lacking = cal.Lacks(year)
	}
	for d := calendar.NewDate(year, time.January, 1); d.Year() == year; d = d.AddDays(1) {
		day := cal.Day(d)
		out.Days = append(out.Days, day)
		if day.Law != "" {
			out.Fixed = append(out.Fixed, day)
		}
	}
	return out, nil
}

// The years that can be looked at.
const (
	firstYear = 2000
	lastYear  = 2199
)

// Counted is a period counted from a day.
type Counted struct {
	End  calendar.End
	Days []calendar.CountedDay
}

// longestCount keeps a page short.
const longestCount = 400

// CountDays counts a period from the day, the day itself not among them, as every
// period of the procedure is counted.
//
// Errors: count_invalid.
func (o *Office) CountDays(ctx context.Context, from calendar.Date, p calendar.Period) (Counted, error) {
	if from.IsZero() || from.Year() < firstYear || from.Year() >= lastYear || p.Amount < 0 || p.Amount > longestCount || p.Unit == calendar.Hours {
		return Counted{}, law.Errorf(law.KindInvalid, "count_invalid", "请填写起算日期和0至%d之间的数目。", longestCount)
	}
	cal, err := o.record.Calendar(ctx)
	if err != nil {
		return Counted{}, err
	}
	return Counted{End: cal.CountFromDate(from, p), Days: cal.Explain(from, p)}, nil
}
