package calendar

import (
	"crypto/sha256"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// A Calendar is the plain Monday-to-Friday week with the exceptions of the
// holiday notices of the years that it knows and, in the other years, with the
// days off that the law itself fixes. It is immutable and safe for concurrent use.
type Calendar struct {
	version    string
	years      []int       // known, ascending
	exceptions []Exception // by date
	rule       rule        // for the years that it does not know

	// days holds what IsWorkingDay and Settled answer for every day from first on,
	// so that counting costs one look-up a day. Days outside are of unknown years.
	first int32
	days  []dayState
}

// dayState is what the calendar says of one day.
type dayState uint8

const (
	stateWorking dayState = 1 << iota
	stateSettled          // no notice still to come can change the day
)

// The years for which a notice can be entered: the week of two days of rest has
// held since May 1995 (国务院关于职工工作时间的规定 art. 7).
const (
	minYear = 1996
	maxYear = 2199
)

//go:embed holidays.csv
var embeddedTable string

// Embedded returns the calendar of the built-in table, which holds the notices
// for 2023 to 2026. The notice for 2023 begins with 2022-12-31; that does not
// make 2022 a known year.
func Embedded() *Calendar { return embedded() }

var embedded = sync.OnceValue(func() *Calendar {
	exceptions, err := ParseCSV(strings.NewReader(embeddedTable))
	if err != nil {
		panic(fmt.Sprintf("calendar: built-in table: %v", err))
	}
	c, err := New("", []int{2023, 2024, 2025, 2026}, exceptions)
	if err != nil {
		panic(fmt.Sprintf("calendar: built-in table: %v", err))
	}
	return c
})

// An ExceptionError is an exception that [New] or [Calendar.With] refuses.
type ExceptionError struct {
	Row    int  // its place in the list handed over, from 1
	Date   Date // zero when that is what is wrong
	Reason string
}

// Error names the row, the date and the reason in Chinese.
func (e *ExceptionError) Error() string {
	return fmt.Sprintf("节假日表第%d项（%s）：%s", e.Row, e.Date, e.Reason)
}

// New returns a calendar that knows the given years, with their exceptions in
// any order. Version identifies the table on every deadline counted with it;
// when it is empty, one is made from the content: the same table always has the
// same version, another table another.
//
// Refused are a year outside 1996 to 2199, given twice, or without a single
// exception (no notice is empty, so a part of the table is missing); and, as
// [*ExceptionError], an exception without date, holiday or notice, of a year
// that is not among the years, on a date that stands already, or that declares a
// day from Monday to Friday to be a make-up working day.
func New(version string, years []int, exceptions []Exception) (*Calendar, error) {
	c := &Calendar{
		years:      slices.Sorted(slices.Values(years)),
		exceptions: slices.Clone(exceptions),
		rule:       ruleOfToday,
	}
	if err := c.checkYears(); err != nil {
		return nil, err
	}
	if err := c.checkExceptions(); err != nil {
		return nil, err
	}
	slices.SortFunc(c.exceptions, func(a, b Exception) int { return a.Date.Compare(b.Date) })
	c.version = version
	if c.version == "" {
		c.version = c.fingerprint()
	}
	c.fillDays()
	return c, nil
}

func (c *Calendar) checkYears() error {
	if len(c.years) == 0 {
		return errors.New("节假日表至少应有一个年度")
	}
	for i, year := range c.years {
		if year < minYear || year > maxYear {
			return fmt.Errorf("年度%d超出范围，应在%d至%d之间", year, minYear, maxYear)
		}
		if i > 0 && year == c.years[i-1] {
			return fmt.Errorf("年度%d重复", year)
		}
	}
	return nil
}

func (c *Calendar) checkExceptions() error {
	rowOf := make(map[Date]int, len(c.exceptions))
	empty := make(map[int]bool, len(c.years))
	for _, year := range c.years {
		empty[year] = true
	}
	for i, e := range c.exceptions {
		row := i + 1
		if found := e.defect(); found != nil {
			return &ExceptionError{row, e.Date, found.reason}
		}
		if !c.KnowsYear(e.Year()) {
			return &ExceptionError{row, e.Date, fmt.Sprintf("属于%d年度的放假安排，不在本表的年度之内", e.Year())}
		}
		if first, twice := rowOf[e.Date]; twice {
			return &ExceptionError{row, e.Date, fmt.Sprintf("该日期已在第%d项出现", first)}
		}
		rowOf[e.Date] = row
		empty[e.Year()] = false
	}
	for _, year := range c.years {
		if empty[year] {
			return fmt.Errorf("%d年度没有任何放假安排，节假日表不完整", year)
		}
	}
	return nil
}

// fingerprint labels the content, for example 2023-2026-1f0c9a7e5b23. Years and
// exceptions are in order when it is called. The rule belongs to the content, since
// it moves days of years that are not in the table; the first had no line of its own.
func (c *Calendar) fingerprint() string {
	content := fmt.Appendln(nil, c.years)
	if c.rule != weekendsAlone {
		content = fmt.Appendf(content, "rule %d\n", c.rule)
	}
	for _, e := range c.exceptions {
		content = fmt.Appendf(content, "%s %t %q %q\n", e.Date, e.Working, e.Holiday, e.Notice)
	}
	digest := sha256.Sum256(content)
	return fmt.Sprintf("%d-%d-%x", c.years[0], c.years[len(c.years)-1], digest[:6])
}

// fillDays lays out the state of every day that the table can say anything
// about: from the first that its first notice can name to the end of its last year.
func (c *Calendar) fillDays() {
	c.first = NewDate(c.years[0]-1, time.December, newYearReach).ordinal
	last := NewDate(c.years[len(c.years)-1], time.December, 31).ordinal
	c.days = make([]dayState, last-c.first+1)
	for i := range c.days {
		ordinal := c.first + int32(i)
		y, m, day := Date{ordinal}.midnightUTC().Date()
		known := c.KnowsYear(y)
		if plainWorking(ordinal) && (known || c.rule.holiday(Date{ordinal}) == "") {
			c.days[i] |= stateWorking
		}
		if known && (!reachedByNextNotice(m, day) || c.KnowsYear(y+1)) {
			c.days[i] |= stateSettled
		}
	}
	for _, e := range c.exceptions {
		state := &c.days[e.Date.ordinal-c.first]
		*state &^= stateWorking
		if e.Working {
			*state |= stateWorking
		}
	}
}

// plainWorking reports whether the day is one of Monday to Friday.
func plainWorking(ordinal int32) bool {
	weekday := ordinal % 7
	return 1 <= weekday && weekday <= 5
}

func (c *Calendar) state(ordinal int32) dayState {
	if i := int(ordinal) - int(c.first); 0 <= i && i < len(c.days) {
		return c.days[i]
	}
	if plainWorking(ordinal) && c.rule.holiday(Date{ordinal}) == "" {
		return stateWorking
	}
	return 0
}

// With returns a calendar in which the given exceptions are the whole notice of
// the year: those that c has of that year are dropped, the other years stay, and
// the year is known from then on. Every exception must belong to the year (see
// [Exception.Year]); otherwise, and for an empty version, as in [New].
func (c *Calendar) With(version string, year int, exceptions []Exception) (*Calendar, error) {
	for i, e := range exceptions {
		if !e.Date.IsZero() && e.Year() != year {
			return nil, &ExceptionError{i + 1, e.Date, fmt.Sprintf("不属于%d年度的放假安排", year)}
		}
	}
	// The new ones stand first, so that an error's row is the caller's own.
	table := slices.Clone(exceptions)
	for _, e := range c.exceptions {
		if e.Year() != year {
			table = append(table, e)
		}
	}
	years := c.Years()
	if !c.KnowsYear(year) {
		years = append(years, year)
	}
	return New(version, years, table)
}

// Version identifies the table.
func (c *Calendar) Version() string { return c.version }

// Years returns the known years in ascending order.
func (c *Calendar) Years() []int { return slices.Clone(c.years) }

// KnowsYear reports whether the calendar holds the holiday notice of the year.
func (c *Calendar) KnowsYear(y int) bool {
	_, known := slices.BinarySearch(c.years, y)
	return known
}

// Exceptions returns the days that the notice of the year names, by date; none
// when the year is not known.
func (c *Calendar) Exceptions(year int) []Exception {
	var named []Exception
	for _, e := range c.exceptions {
		if e.Year() == year {
			named = append(named, e)
		}
	}
	return named
}

// MissingNotice tells which notice the administrator has to enter on the given
// day: that of the running year, or from 1 November on that of the next, in
// which it is published. Missing is false when the calendar holds them.
func (c *Calendar) MissingNotice(today Date) (year int, missing bool) {
	year = today.Year()
	if !c.KnowsYear(year) {
		return year, true
	}
	if today.Month() >= time.November && !c.KnowsYear(year+1) {
		return year + 1, true
	}
	return 0, false
}
