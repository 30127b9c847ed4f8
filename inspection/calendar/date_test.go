package calendar

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// on reads a date that a test states.
func on(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	require.NoError(t, err)
	return d
}

// dates generates dates around the built-in table, known and unknown years.
func dates() *rapid.Generator[Date] {
	return rapid.Custom(func(t *rapid.T) Date {
		return NewDate(2022, time.June, 1).AddDays(rapid.IntRange(0, 6*366).Draw(t, "days"))
	})
}

func TestDateOfIsTheDateInShanghai(t *testing.T) {
	for _, test := range []struct{ instant, want string }{
		{"2024-04-19T15:59:59Z", "2024-04-19"},
		{"2024-04-19T16:00:00Z", "2024-04-20"},
		{"2024-12-31T16:00:00Z", "2025-01-01"},
		{"2024-04-19T23:00:00-05:00", "2024-04-20"},
	} {
		instant, err := time.Parse(time.RFC3339, test.instant)
		require.NoError(t, err)
		require.Equal(t, on(t, test.want), DateOf(instant), test.instant)
	}
	require.Equal(t, Date{}, DateOf(time.Time{}))
}

func TestDateInstants(t *testing.T) {
	d := on(t, "2024-04-19")
	require.Equal(t, time.Date(2024, 4, 19, 1, 0, 0, 0, time.UTC), d.At(9, 0))
	require.Equal(t, time.Date(2024, 4, 18, 16, 0, 0, 0, time.UTC), d.At(0, 0))
	require.Equal(t, time.Date(2024, 4, 19, 16, 0, 0, 0, time.UTC), d.End())
	require.Equal(t, d.End(), d.At(24, 0))
	require.Equal(t, d.Start(), d.At(0, 0))
	require.True(t, Date{}.End().IsZero())

	t.Run("a day of summer time has 25 hours", func(t *testing.T) {
		d := on(t, "1986-09-14") // Shanghai went back to standard time that day
		require.Equal(t, 25*time.Hour, d.End().Sub(d.At(0, 0)))
	})
}

func TestDateParts(t *testing.T) {
	d := on(t, "2024-02-29")
	require.Equal(t, []int{2024, 2, 29}, []int{d.Year(), int(d.Month()), d.Day()})
	require.Equal(t, time.Thursday, d.Weekday())
	require.Equal(t, "2024-02-29", d.String())
	require.Equal(t, "2024年2月29日", d.ChineseString())
	require.Equal(t, "calendar.NewDate(2024, 2, 29)", fmt.Sprintf("%#v", d))
	require.Equal(t, on(t, "2024-03-01"), NewDate(2024, 2, 30))
	require.Equal(t, on(t, "2023-12-31"), NewDate(2024, 1, 0))
	require.Equal(t, 366, on(t, "2024-01-01").DaysUntil(on(t, "2025-01-01")))
	require.Empty(t, cmp.Diff(d, NewDate(2024, 2, 29)))
}

func TestDateOrder(t *testing.T) {
	early, late := on(t, "2024-04-19"), on(t, "2024-04-20")
	require.True(t, early.Before(late))
	require.True(t, late.After(early))
	require.Equal(t, []int{-1, 0, 1}, []int{early.Compare(late), early.Compare(early), late.Compare(early)})
	require.False(t, early.Equal(late))
	require.True(t, Date{}.Before(on(t, "0001-01-01")))
}

func TestZeroDateStaysAbsent(t *testing.T) {
	var none Date
	require.True(t, none.IsZero())
	require.Equal(t, none, none.AddDays(5))
	require.Equal(t, none, none.addMonths(5))
	require.Equal(t, []int{0, 0, 0}, []int{none.Year(), int(none.Month()), none.Day()})
	require.Equal(t, "", none.String()+none.ChineseString())
	require.Equal(t, "calendar.Date{}", fmt.Sprintf("%#v", none))
}

func TestDateRangeEnds(t *testing.T) {
	first, last := on(t, "0001-01-01"), on(t, "9999-12-31")
	require.Equal(t, Date{minOrdinal}, first)
	require.Equal(t, Date{maxOrdinal}, last)
	require.Equal(t, time.Monday, first.Weekday())
	require.Equal(t, last, first.AddDays(math.MaxInt))
	require.Equal(t, first, last.AddDays(math.MinInt))
	require.Equal(t, first, NewDate(math.MinInt, 1, 1))
	require.Equal(t, first, NewDate(-1e12, 1, 1))
	require.Equal(t, last, NewDate(math.MaxInt, 1, 1))
	require.Equal(t, last, last.addMonths(1))
	require.Equal(t, Date{maxOrdinal - 364}, NewDate(9999, 1, 1), "the last year is one")
	require.Equal(t, last, NewDate(10000, 1, 1))
	require.Equal(t, on(t, "9999-01-15"), on(t, "9998-12-15").addMonths(1))
}

func TestParseDateRefuses(t *testing.T) {
	for _, s := range []string{"", "2024-4-19", "2024-02-30", "2024/04/19", "0000-01-01", "20240419", "2024-04-19 ", "昨天"} {
		_, err := ParseDate(s)
		require.ErrorContains(t, err, "“"+s+"”不是有效日期", s)
	}
}

func TestAMessageHoldsFortyCharactersOfAWrongValue(t *testing.T) {
	for length, want := range map[int]string{39: strings.Repeat("日", 39), 40: strings.Repeat("日", 40), 41: strings.Repeat("日", 40) + "…"} {
		_, err := ParseDate(strings.Repeat("日", length))
		require.ErrorContains(t, err, "“"+want+"”不是有效日期")
	}
}

func TestDateJSON(t *testing.T) {
	type record struct {
		Filed  Date  `json:"filed"`
		Closed Date  `json:"closed"`
		Left   *Date `json:"left"`
		Absent Date  `json:"absent,omitzero"`
	}
	before := record{Filed: on(t, "2024-04-19")}
	text, err := json.Marshal(before)
	require.NoError(t, err)
	require.JSONEq(t, `{"filed":"2024-04-19","closed":"","left":null}`, string(text))
	var after record
	require.NoError(t, json.Unmarshal(text, &after))
	require.Equal(t, before, after)
	require.ErrorContains(t, json.Unmarshal([]byte(`{"filed":"2024-13-01"}`), &after), "2024-13-01")
	require.Equal(t, before, after, "a refused value leaves the date as it was")
	require.NoError(t, json.Unmarshal([]byte(`{"filed":""}`), &after))
	require.True(t, after.Filed.IsZero(), "empty text takes the date away")
}

func TestDateAgreesWithTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date{rapid.Int32Range(minOrdinal, maxOrdinal).Draw(t, "ordinal")}
		noon := time.Date(d.Year(), d.Month(), d.Day(), 12, 0, 0, 0, time.UTC)
		require.Equal(t, noon.Weekday(), d.Weekday())
		require.Equal(t, noon.Format(dateLayout), d.String())
		require.Equal(t, d, NewDate(d.Year(), d.Month(), d.Day()))
		parsed, err := ParseDate(d.String())
		require.NoError(t, err)
		require.Equal(t, d, parsed)
		n := rapid.IntRange(-5000, 5000).Draw(t, "n")
		if other := noon.AddDate(0, 0, n); 1 <= other.Year() && other.Year() <= 9999 {
			require.Equal(t, other.Format(dateLayout), d.AddDays(n).String())
			require.Equal(t, n, d.DaysUntil(d.AddDays(n)))
		}
	})
}

func TestDateOfFindsTheDayOfEveryInstant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dates().Draw(t, "date")
		inside := time.Duration(rapid.Int64Range(0, int64(24*time.Hour)-1).Draw(t, "inside"))
		require.Equal(t, d, DateOf(d.At(0, 0).Add(inside)))
		require.Equal(t, d.AddDays(1), DateOf(d.End()))
	})
}
