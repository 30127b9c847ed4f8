package calendar

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func instants() *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time {
		second := rapid.IntRange(0, secondsPerDay-1).Draw(t, "second")
		return dates().Draw(t, "date").At(0, 0).Add(time.Duration(second) * time.Second)
	})
}

// suspensions generates closed stretches, some of them overlapping.
func suspensions() *rapid.Generator[[]Suspension] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Suspension {
		from := dates().Draw(t, "from")
		return Suspension{From: from, To: from.AddDays(rapid.IntRange(0, 90).Draw(t, "days"))}
	}), 0, 4)
}

func TestCountGrowsWithTheAmount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, start, p := calendars().Draw(t, "calendar"), instants().Draw(t, "start"), periods().Draw(t, "period")
		longer := p
		longer.Amount += rapid.IntRange(0, 30).Draw(t, "more")
		require.False(t, c.Count(start, longer).At.Before(c.Count(start, p).At))
	})
}

func TestCountGrowsWithTheStart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, start, p := calendars().Draw(t, "calendar"), instants().Draw(t, "start"), periods().Draw(t, "period")
		stops := suspensions().Draw(t, "suspensions")
		later := start.Add(time.Duration(rapid.IntRange(0, 100*24*60).Draw(t, "minutes")) * time.Minute)
		if p.Unit == Months || p.Unit == Years {
			// A rest that is kept in days depends on how long the months were.
			stops = nil
		}
		require.False(t, c.CountTimeWith(later, p, nil, stops).At.Before(c.CountTimeWith(start, p, nil, stops).At))
	})
}

func TestCountEndsOnAWorkingDayAt24(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, start := calendars().Draw(t, "calendar"), dates().Draw(t, "start")
		p := periods().Filter(func(p Period) bool { return p.Unit != Hours }).Draw(t, "period")
		stops := suspensions().Draw(t, "suspensions")
		end := c.CountWith(start, p, nil, stops)
		require.True(t, c.IsWorkingDay(end.Date))
		require.Equal(t, end.Date.End(), end.At)
		for _, s := range stops {
			require.False(t, s.covers(end.Date.ordinal), "a period cannot run out while it stands still")
		}
	})
}

func TestCountOfDaysIsMovedNoFurtherThanNeeded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, start := calendars().Draw(t, "calendar"), dates().Draw(t, "start")
		n := rapid.IntRange(0, 200).Draw(t, "n")
		nominal, end := start.AddDays(n), c.CountFromDate(start, PeriodOf(n, Days)).Date
		require.False(t, end.Before(nominal))
		for d := nominal; d.Before(end); d = d.AddDays(1) {
			require.False(t, c.IsWorkingDay(d), "%s was passed over", d)
		}
	})
}

func TestCountOfWorkingDaysIsAddWorkingDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, start := calendars().Draw(t, "calendar"), dates().Draw(t, "start")
		n := rapid.IntRange(1, 200).Draw(t, "n")
		require.Equal(t, c.AddWorkingDays(start, n), c.CountFromDate(start, PeriodOf(n, WorkingDays)).Date)
	})
}

func TestMonthsEndOnTheSameDayOrTheMonthsLast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start, n := dates().Draw(t, "start"), rapid.IntRange(0, 48).Draw(t, "n")
		end := start.addMonths(n)
		require.Equal(t, start.Year()*12+int(start.Month())+n, end.Year()*12+int(end.Month()))
		if end.Day() != start.Day() {
			require.Less(t, end.Day(), start.Day())
			require.Equal(t, 1, end.AddDays(1).Day())
		}
	})
}

func TestSuspensionKeepsEveryDayOfThePeriod(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, start := calendars().Draw(t, "calendar"), dates().Draw(t, "start")
		n, stops := rapid.IntRange(1, 60).Draw(t, "n"), suspensions().Draw(t, "suspensions")
		end := c.CountWith(start, PeriodOf(n, WorkingDays), nil, stops).Date
		used := 0
		for d := start.AddDays(1); !d.After(end); d = d.AddDays(1) {
			still := slices.ContainsFunc(stops, func(s Suspension) bool { return s.covers(d.ordinal) })
			if c.IsWorkingDay(d) && !still {
				used++
			}
		}
		require.Equal(t, n, used)
	})
}

func TestSuspensionNeverShortens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, start, p := calendars().Draw(t, "calendar"), instants().Draw(t, "start"), periods().Draw(t, "period")
		extensions := rapid.SliceOfN(periods(), 0, 2).Draw(t, "extensions")
		stops := suspensions().Draw(t, "suspensions")
		more := append(slices.Clone(stops), suspensions().Draw(t, "more")...)
		require.False(t, c.CountTimeWith(start, p, extensions, more).At.Before(
			c.CountTimeWith(start, p, extensions, stops).At))
	})
}

func TestExtensionNeverShortens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, start, p := calendars().Draw(t, "calendar"), instants().Draw(t, "start"), periods().Draw(t, "period")
		stops := suspensions().Draw(t, "suspensions")
		extensions := rapid.SliceOfN(periods(), 0, 3).Draw(t, "extensions")
		more := append(slices.Clone(extensions), periods().Draw(t, "more"))
		require.False(t, c.CountTimeWith(start, p, more, stops).At.Before(
			c.CountTimeWith(start, p, extensions, stops).At))
	})
}

func TestExtensionInTheSameUnitIsOneLongerPeriod(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, start, p := calendars().Draw(t, "calendar"), instants().Draw(t, "start"), periods().Draw(t, "period")
		stops := suspensions().Draw(t, "suspensions")
		more := PeriodOf(rapid.IntRange(0, 60).Draw(t, "more"), p.Unit)
		require.Equal(t, c.CountTimeWith(start, PeriodOf(p.Amount+more.Amount, p.Unit), nil, stops),
			c.CountTimeWith(start, p, []Period{more}, stops))
	})
}

// What is not provisional is a promise: whatever notices come for the years that
// are not known, the deadline stays.
func TestOnlyAProvisionalEndCanMove(t *testing.T) {
	moved := 0
	property := func(t *rapid.T) {
		before, start, p := calendars().Draw(t, "calendar"), instants().Draw(t, "start"), periods().Draw(t, "period")
		extensions := rapid.SliceOfN(periods(), 0, 1).Draw(t, "extensions")
		stops := suspensions().Draw(t, "suspensions")
		after := before
		for year := 2022; year <= 2032; year++ {
			if before.KnowsYear(year) {
				continue
			}
			next, err := after.With("", year, notices(year).Draw(t, "notice"))
			require.NoError(t, err)
			after = next
		}
		was := before.CountTimeWith(start, p, extensions, stops)
		is := after.CountTimeWith(start, p, extensions, stops)
		if was.At.Equal(is.At) {
			return
		}
		moved++
		require.True(t, was.Provisional, "moved from %s to %s", was, is)
	}
	// With -short the few tries of one check may all lie in years that are known.
	for range 20 {
		if rapid.Check(t, property); moved > 0 {
			break
		}
	}
	require.Positive(t, moved, "the notices drawn moved no deadline at all: nothing was tried")
}
