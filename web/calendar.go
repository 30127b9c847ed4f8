package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// calendarView is a year as it is counted, with a calculator beside it.
type calendarView struct {
	bureau.CalendarYearView
	Months   []monthView
	Notices  []string // numbers of the notices that name days of the year
	Missing  int      // the year whose notice is due and not there
	Today    calendar.Date
	Enters   bool // the person may enter notices
	From     string
	Amount   string
	Counted  *bureau.Counted
	Problem  string // why nothing was counted
	Previous int
	Next     int
}

// monthView is a month in weeks from Monday; a day of another month is zero.
type monthView struct {
	Name  string
	Weeks [][7]calendar.Day
}

func (s *console) calendar(ctx context.Context, r *http.Request) (view, error) {
	now, err := s.office.Now(ctx)
	if err != nil {
		return view{}, err
	}
	known, err := s.office.Calendar(ctx)
	if err != nil {
		return view{}, err
	}
	v := calendarView{Missing: known.Missing, Today: calendar.DateOf(now), Enters: access.EnterNotice.HeldBy(door.PersonOf(ctx).Actor),
		From: strings.TrimSpace(r.FormValue("from")), Amount: strings.TrimSpace(r.FormValue("amount"))}
	year := v.Today.Year()
	if asked := strings.TrimSpace(r.FormValue("year")); asked != "" {
		if year, err = strconv.Atoi(asked); err != nil {
			return view{}, law.Errorf(law.KindInvalid, "year_invalid", "“%s”不是年度。", asked)
		}
	}
	if v.CalendarYearView, err = s.office.CalendarYear(ctx, year); err != nil {
		return view{}, err
	}
	v.Previous, v.Next, v.Months = year-1, year+1, monthsOf(v.Days)
	for _, d := range v.Days {
		if d.Notice != "" && !slices.Contains(v.Notices, d.Notice) {
			v.Notices = append(v.Notices, d.Notice)
		}
	}
	if v.From != "" || v.Amount != "" {
		if err := s.count(ctx, &v); err != nil {
			return view{}, err
		}
	} else {
		v.From = v.Today.String()
	}
	return view{Template: "calendar", Title: "工作日历", Data: v}, nil
}

// count counts what was asked for; what cannot be counted is said beside the form.
func (s *console) count(ctx context.Context, v *calendarView) error {
	var from calendar.Date
	var amount int
	if from, amount, v.Problem = readCount(v.From, v.Amount); v.Problem != "" {
		return nil
	}
	counted, err := s.office.CountDays(ctx, from, calendar.Period{Amount: amount, Unit: calendar.WorkingDays})
	if p := s.door.Problem(ctx, err); err != nil && p.Status == http.StatusUnprocessableEntity {
		v.Problem = p.Detail
		return nil
	}
	v.Counted = &counted
	return err
}

// readCount reads what was asked for, or says what is wrong with it.
func readCount(day, working string) (from calendar.Date, amount int, problem string) {
	from, err := calendar.ParseDate(day)
	if err != nil {
		return from, 0, err.Error()
	}
	if amount, err = strconv.Atoi(working); err != nil {
		return from, 0, "请填写工作日数。"
	}
	return from, amount, ""
}

func monthsOf(days []calendar.Day) []monthView {
	var out []monthView
	for _, d := range days {
		column := (int(d.Date.Weekday()) + 6) % 7
		if d.Date.Day() == 1 {
			out = append(out, monthView{Name: strconv.Itoa(int(d.Date.Month())) + "月"})
		}
		m := &out[len(out)-1]
		if column == 0 || d.Date.Day() == 1 {
			m.Weeks = append(m.Weeks, [7]calendar.Day{})
		}
		m.Weeks[len(m.Weeks)-1][column] = d
	}
	return out
}

// noticeSheet is where a year's holiday notice is entered: first a look at the periods
// that it moves, then the entry.
func (s *console) noticeSheet() sheet {
	return sheet{way: door.Way{Long: true}, fields: forms.HolidayNotice, show: s.showNotice, do: s.enterNotice}
}

// inputEntry carries the entry of the year that was shown from the first look to the
// entry: what somebody else enters meanwhile is not replaced unseen.
const inputEntry = "entry"

// noticeView is the form, and after the first step what the notice would move.
type noticeView struct {
	filled
	Year   int
	Inputs []forms.Input
	Found  *noticeFound
}

// noticeFound is what the interface answers to a preview.
type noticeFound struct {
	Compared int
	Moved    []bureau.MovedDeadline
	Days     []calendar.Exception
	Dropped  []calendar.Exception
	Told     int
	Behind   []string
}

// Stretches are the days in a line for each stretch.
func (noticeFound) Stretches(days []calendar.Exception) []string {
	return strings.Split(strings.TrimSpace(calendar.Lines(days)), "\n")
}

// Address is the page of the subject.
func (noticeFound) Address(no string) string { return addressOf(no) }

func (s *console) showNotice(ctx context.Context, r *http.Request, t filled) (view, error) {
	return s.showFoundNotice(ctx, r, t, nil)
}

// showFoundNotice shows beside the notice what it would move.
func (s *console) showFoundNotice(ctx context.Context, r *http.Request, t filled, found *noticeFound) (view, error) {
	if err := access.EnterNotice.Require(door.PersonOf(ctx).Actor); err != nil {
		return view{}, err
	}
	year, err := yearOf(r)
	if err != nil {
		return view{}, err
	}
	known, err := s.office.CalendarYear(ctx, year)
	if err != nil {
		return view{}, err
	}
	begins := url.Values{"days": {calendar.Lines(known.Named)}, inputEntry: {strconv.Itoa(known.Entry)}}
	if len(known.Named) > 0 {
		begins.Set("notice", known.Named[0].Notice)
		begins.Set("amend", "true") // so that nothing goes that somebody forgets to write
	}
	t = t.begun(begins)
	return view{Template: "notice", Title: strconv.Itoa(year) + "年放假安排", Data: noticeView{filled: t, Year: year, Inputs: t.inputs(forms.About{}, forms.HolidayNotice), Found: found}}, nil
}

func (s *console) enterNotice(ctx context.Context, r *http.Request, values url.Values) (after, error) {
	year, err := yearOf(r)
	if err != nil {
		return after{}, err
	}
	exceptions, err := calendar.ParseLines(values.Get("days"), strings.TrimSpace(values.Get("notice")))
	if err != nil {
		return after{}, law.Errorf(law.KindInvalid, "notice_invalid", "%s。", err.Error())
	}
	at := &url.URL{Path: "/api/calendar/" + strconv.Itoa(year)}
	if values.Get(inputDo) != doImport {
		at.RawQuery = "preview=true"
	}
	var found noticeFound
	body := map[string]any{"notice": strings.TrimSpace(values.Get("notice")), "exceptions": exceptions,
		"amend": values.Get("amend") != "", "replace": values.Get("replace") != ""}
	if shown := values.Get(inputEntry); shown != "" {
		if body["entry"], err = strconv.Atoi(shown); err != nil {
			return after{}, law.Errorf(law.KindInvalid, "notice_invalid", "“%s”不是录入的次数，请重新打开本页填写。", shown)
		}
	}
	if _, err := s.askWith(r, http.MethodPut, at, nil, body, &found); err != nil {
		return after{}, err
	}
	if at.RawQuery == "" {
		return after{next: Root + "/calendar?" + url.Values{"year": {strconv.Itoa(year)}, inputDone: {"notice"}}.Encode()}, nil
	}
	v, err := s.showFoundNotice(ctx, r, filled{Values: values}, &found)
	return after{shown: &v}, err
}
