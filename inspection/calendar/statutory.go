package calendar

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// StatutoryArticle is the article that gives everybody the statutory holidays.
const StatutoryArticle = "全国年节及纪念日放假办法第二条"

// A statutoryHoliday is a holiday that every year has by law, whatever its notice
// arranges around it.
type statutoryHoliday struct {
	name  string
	month time.Month // of fixed days
	days  []int
	// word is by what a notice's days of the holiday are known that has no fixed ones:
	// of one that the moon or the sun's terms decide.
	word string
}

// holidaysOf2007 are those of the 全国年节及纪念日放假办法 art. 2 as 国务院令第513号 revised
// it, in force since 2008-01-01. 国务院令第644号 (2014) changed days of 春节 only.
var holidaysOf2007 = []statutoryHoliday{
	{name: newYear, month: time.January, days: []int{1}},
	{name: "春节", word: "春节"}, {name: "清明节", word: "清明"},
	{name: "劳动节", month: time.May, days: []int{1}},
	{name: "端午节", word: "端午"}, {name: "中秋节", word: "中秋"},
	{name: "国庆节", month: time.October, days: []int{1, 2, 3}},
}

// holidaysOf2024 are those of the same article as 国务院令第795号 revised it, in force
// since 2025-01-01: 2 May is new.
var holidaysOf2024 = []statutoryHoliday{
	{name: newYear, month: time.January, days: []int{1}},
	{name: "春节", word: "春节"}, {name: "清明节", word: "清明"},
	{name: "劳动节", month: time.May, days: []int{1, 2}},
	{name: "端午节", word: "端午"}, {name: "中秋节", word: "中秋"},
	{name: "国庆节", month: time.October, days: []int{1, 2, 3}},
}

// The days since which the lists hold.
var (
	since2007 = NewDate(2008, time.January, 1)
	since2024 = NewDate(2025, time.January, 1)
)

func statutoryOn(d Date) []statutoryHoliday {
	switch {
	case d.Before(since2007):
		return nil
	case d.Before(since2024):
		return holidaysOf2007
	}
	return holidaysOf2024
}

// StatutoryHoliday names the holiday that the law fixes on the day (全国年节及纪念日放假办法
// art. 2); "" when it fixes none. The holidays of the lunar calendar and 清明节 have
// their days from the notices only.
func StatutoryHoliday(d Date) string {
	if d.IsZero() {
		return ""
	}
	for _, h := range statutoryOn(d) {
		if h.month == d.Month() && slices.Contains(h.days, d.Day()) {
			return h.name
		}
	}
	return ""
}

// Lacks names the statutory holidays that the calendar does not have in the year: days
// that the law fixes and that would be worked, and holidays of which no day is off. Of
// a complete notice it names none.
func (c *Calendar) Lacks(year int) []string {
	var lacking []string
	named := c.Exceptions(year)
	for _, h := range statutoryOn(NewDate(year, time.January, 1)) {
		for _, day := range h.days {
			if d := NewDate(year, h.month, day); c.IsWorkingDay(d) {
				lacking = append(lacking, fmt.Sprintf("%s（%s）", d, h.name))
			}
		}
		off := func(e Exception) bool { return !e.Working && strings.Contains(e.Holiday, h.word) }
		if h.word != "" && !slices.ContainsFunc(named, off) {
			lacking = append(lacking, h.name)
		}
	}
	return lacking
}

// Amended is what stands of a year once a notice that names only what it changes has
// come to what is known: by date, the amending day in the place of the known one. A day
// of which both say the same stays with the notice that said it first.
func Amended(known, amending []Exception) []Exception {
	out := slices.Clone(known)
	for _, e := range amending {
		at := slices.IndexFunc(out, func(k Exception) bool { return k.Date == e.Date })
		switch {
		case at < 0:
			out = append(out, e)
		case out[at].Working != e.Working || out[at].Holiday != e.Holiday:
			out[at] = e
		}
	}
	slices.SortFunc(out, func(a, b Exception) int { return a.Date.Compare(b.Date) })
	return out
}

// Dropped are the known days that the others do not name.
func Dropped(known, named []Exception) []Exception {
	var out []Exception
	for _, k := range known {
		if !slices.ContainsFunc(named, func(e Exception) bool { return e.Date == k.Date }) {
			out = append(out, k)
		}
	}
	return out
}
