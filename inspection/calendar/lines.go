package calendar

import (
	"fmt"
	"slices"
	"strings"
)

// The words of a line for what becomes of its days.
const (
	wordOff  = "放假"
	wordWork = "上班"
)

// longestStretch is how many days one line may name: no holiday has more.
const longestStretch = 31

// ParseLines reads a notice as people copy it from the announcement, a stretch of days
// a line: “2024-02-10至2024-02-17 春节 放假”, “2024-02-04 春节 上班”. notice is its
// number. The error is a [*RowError] that names the line.
func ParseLines(text, notice string) ([]Exception, error) {
	var out []Exception
	n := 0
	for line := range strings.Lines(text) {
		n++
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		wrong := func(reason string) error {
			return &RowError{Line: n, Value: strings.TrimSpace(line), Reason: reason}
		}
		if len(words) != 3 || words[2] != wordOff && words[2] != wordWork {
			return nil, wrong("应写作“2024-02-10至2024-02-17 春节 放假”或者“2024-02-04 春节 上班”的形式")
		}
		from, to, stretch := strings.Cut(words[0], "至")
		if !stretch {
			to = from
		}
		first, err := ParseDate(from)
		if err != nil {
			return nil, wrong(err.Error())
		}
		last, err := ParseDate(to)
		if err != nil {
			return nil, wrong(err.Error())
		}
		if last.Before(first) || last.After(first.AddDays(longestStretch)) {
			return nil, wrong("结束日期应在开始日期之后的一个月之内")
		}
		for d := first; !d.After(last); d = d.AddDays(1) {
			out = append(out, Exception{Date: d, Working: words[2] == wordWork, Holiday: words[1], Notice: notice})
		}
	}
	return out, nil
}

// Lines are exceptions as [ParseLines] reads them, days of one kind that follow each
// other in one line.
func Lines(exceptions []Exception) string {
	days := slices.SortedFunc(slices.Values(exceptions), func(a, b Exception) int { return a.Date.Compare(b.Date) })
	var out strings.Builder
	for i := 0; i < len(days); {
		first, last := days[i], i
		for last+1 < len(days) && days[last+1].Date == days[last].Date.AddDays(1) && days[last+1].Working == first.Working && days[last+1].Holiday == first.Holiday {
			last++
		}
		word := wordOff
		if first.Working {
			word = wordWork
		}
		stretch := first.Date.String()
		if last > i {
			stretch += "至" + days[last].Date.String()
		}
		fmt.Fprintf(&out, "%s %s %s\n", stretch, first.Holiday, word)
		i = last + 1
	}
	return out.String()
}
