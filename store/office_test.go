package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

func requests(t *testing.T, s *store.Store) {
	ctx := t.Context()
	r := record.Request{Person: "u1", Route: "POST /cases/{no}/acts", Key: "k1", BodyHash: "h1", Created: monday}
	body := func(w record.Written) string {
		p, err := s.Payload(ctx, w.ID)
		require.NoError(t, err)
		return string(p.Body)
	}
	first, second := r, r
	first.Written, second.Written = written(t, `{"try":1}`), written(t, `{"try":2}`)
	existing, err := s.BeginRequest(ctx, first)
	require.NoError(t, err)
	require.Nil(t, existing)
	existing, err = s.BeginRequest(ctx, second)
	require.NoError(t, err)
	require.NotNil(t, existing)
	require.Zero(t, existing.Status, "under way")
	require.JSONEq(t, `{"try":1}`, body(first.Written))
	require.JSONEq(t, `{"try":2}`, body(second.Written), "each try has its own")
	require.NoError(t, s.DiscardPayload(ctx, first.Written.ID, monday))
	_, err = s.BeginRequest(ctx, first)
	require.NoError(t, err)
	require.Empty(t, body(first.Written), "a late repeat does not bring back what was erased")
	other := r
	other.BodyHash = "h2"
	_, err = s.BeginRequest(ctx, other)
	requireCode(t, err, law.KindKeyReused, "idempotency_key_reused")
	other.Person = "u2"
	existing, err = s.BeginRequest(ctx, other)
	require.NoError(t, err)
	require.Nil(t, existing, "a key belongs to one person on one route")

	require.NoError(t, s.FinishRequest(ctx, r.Person, r.Route, r.Key, 200, []byte(`{"ok":true}`)))
	require.NoError(t, s.FinishRequest(ctx, r.Person, r.Route, r.Key, 500, nil))
	require.NoError(t, s.DropRequest(ctx, r.Person, r.Route, r.Key))
	third := r
	third.Written = written(t, `{"try":3}`)
	existing, err = s.BeginRequest(ctx, third)
	require.NoError(t, err)
	_, err = s.Payload(ctx, third.Written.ID)
	requireCode(t, err, law.KindNotFound, "payload_not_found")
	want := r
	want.Status, want.Response = 200, []byte(`{"ok":true}`)
	require.Empty(t, cmp.Diff(&want, existing), "the first answer stays")
	require.NoError(t, s.DropRequest(ctx, other.Person, other.Route, other.Key))
	other.BodyHash, other.Created = "h3", monday.Add(time.Hour)
	existing, err = s.BeginRequest(ctx, other)
	require.NoError(t, err)
	require.Nil(t, existing, "a refused act may be tried again")
	purged, err := s.PurgeRequests(ctx, monday.Add(time.Minute))
	require.NoError(t, err)
	require.Equal(t, 1, purged)
}

func written(t *testing.T, body string) record.Written {
	t.Helper()
	w, err := record.NewWritten([]byte(body))
	require.NoError(t, err)
	return w
}

func settingsKept(t *testing.T, s *store.Store) {
	ctx := t.Context()
	value := law.Reminders{Hour: 7}
	found, err := s.Setting(ctx, "reminders", &value)
	require.NoError(t, err)
	require.False(t, found)
	require.Equal(t, 7, value.Hour, "untouched where nothing is set")
	history, err := s.SettingHistory(ctx, "reminders")
	require.NoError(t, err)
	require.Empty(t, history)
	require.NoError(t, s.SaveSetting(ctx, "reminders", law.DefaultReminders, "u1", "初设", monday))
	require.NoError(t, s.SaveSetting(ctx, "reminders", law.DefaultReminders, "u2", "再设", monday.Add(time.Hour)))
	require.NoError(t, s.SaveSetting(ctx, "reminders", law.Reminders{Hour: 10}, "u3", "夏季作息", monday.Add(2*time.Hour)))
	found, err = s.Setting(ctx, "reminders", &value)
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, 10, value.Hour)
	require.NoError(t, s.SaveSetting(ctx, "reminders", nil, "u1", "恢复默认", monday.Add(3*time.Hour)))
	value.Hour = 7
	_, err = s.Setting(ctx, "reminders", &value)
	require.NoError(t, err)
	require.Equal(t, 7, value.Hour, "null is nothing set")
	history, err = s.SettingHistory(ctx, "reminders")
	require.NoError(t, err)
	var changes []string
	for _, c := range history {
		changes = append(changes, fmt.Sprintln(c.Version, c.By, c.Reason, c.At.Sub(monday)))
	}
	require.Equal(t, []string{"1 u1 初设 0s\n", "2 u3 夏季作息 2h0m0s\n", "3 u1 恢复默认 3h0m0s\n"}, changes, "the same again is no change")
	require.Equal(t, "null", string(history[2].Body))
	require.Contains(t, string(history[1].Body), `"hour":10`)
	require.Error(t, s.SaveSetting(ctx, "x", func() {}, "u1", "试", monday))
	requireCode(t, s.SaveSetting(ctx, "x", 1, "u1", strings.Repeat("长", 1001), monday), law.KindInvalid, "too_long")
}

func businessClock(t *testing.T, s *store.Store) {
	ctx := t.Context()
	c, err := s.Clock(ctx)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(record.Clock{}, c), "real time")
	c = record.Clock{Standing: true, Now: monday}
	require.NoError(t, s.SaveClock(ctx, c))
	require.NoError(t, s.SaveClock(ctx, c), "a repeat is no jump")
	c.Now, c.Jump = monday.AddDate(0, 0, 7), 1
	require.NoError(t, s.SaveClock(ctx, c))
	require.NoError(t, s.SaveClock(ctx, c))
	got, err := s.Clock(ctx)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(c, got))
	late := record.Clock{Standing: true, Now: monday.AddDate(0, 0, 9), Jump: 1}
	requireCode(t, s.SaveClock(ctx, late), law.KindStale, "clock_moved")
	late.Jump = 3
	requireCode(t, s.SaveClock(ctx, late), law.KindStale, "clock_moved")
	requireCode(t, s.SaveClock(ctx, record.Clock{Standing: true, Now: monday, Jump: 2}), law.KindInvalid, "clock_goes_back")
	requireCode(t, s.SaveClock(ctx, record.Clock{Now: late.Now, Jump: 2}), law.KindNotAllowed, "clock_kind")
}

func calendarYears(t *testing.T, s *store.Store) {
	ctx := t.Context()
	c, err := s.Calendar(ctx)
	require.NoError(t, err)
	require.Same(t, calendar.Embedded(), c)
	again, err := s.Calendar(ctx)
	require.NoError(t, err)
	require.Same(t, c, again, "counted once")

	year := record.CalendarYear{Year: 2027, Notice: "国办发明电〔2026〕1号", Entered: monday, By: "u1", Exceptions: []calendar.Exception{
		{Date: calendar.NewDate(2027, 1, 1), Holiday: "元旦", Notice: "国办发明电〔2026〕1号"},
		{Date: calendar.NewDate(2027, 1, 9), Working: true, Holiday: "元旦", Notice: "国办发明电〔2026〕1号"}}}
	requireCode(t, s.SaveCalendarYear(ctx, year, 1), law.KindStale, "calendar_year_changed")
	require.NoError(t, s.SaveCalendarYear(ctx, year, 0))
	require.NoError(t, s.SaveCalendarYear(ctx, year, 0), "the same once more changes nothing")
	c, err = s.Calendar(ctx)
	require.NoError(t, err)
	require.True(t, c.KnowsYear(2027))
	require.True(t, c.IsWorkingDay(calendar.NewDate(2027, 1, 9)))
	first := c.Version()

	corrected := year
	corrected.Exceptions, corrected.By = year.Exceptions[:1], "u2"
	requireCode(t, s.SaveCalendarYear(ctx, corrected, 0), law.KindStale, "calendar_year_changed")
	require.NoError(t, s.SaveCalendarYear(ctx, corrected, 1))
	requireCode(t, s.SaveCalendarYear(ctx, year, 1), law.KindStale, "calendar_year_changed")
	c, err = s.Calendar(ctx)
	require.NoError(t, err)
	require.False(t, c.IsWorkingDay(calendar.NewDate(2027, 1, 9)), "the year is replaced wholly")
	require.NotEqual(t, first, c.Version())
	years, err := s.CalendarYears(ctx)
	require.NoError(t, err)
	corrected.Entry = 2
	require.Empty(t, cmp.Diff([]record.CalendarYear{corrected}, years))
	history, err := s.CalendarYearHistory(ctx, 2027)
	require.NoError(t, err)
	require.Len(t, history, 1)
	require.Equal(t, "u1", history[0].By)

	wrong := year
	wrong.Exceptions = []calendar.Exception{{Date: calendar.NewDate(2028, 5, 1), Holiday: "劳动节", Notice: "x"}}
	requireCode(t, s.SaveCalendarYear(ctx, wrong, 0), law.KindInvalid, "calendar_invalid")
}

func marks(t *testing.T, s *store.Store) {
	ctx := t.Context()
	_, set, err := s.Mark(ctx, store.MarkDemonstration)
	require.NoError(t, err)
	require.False(t, set)
	require.NoError(t, s.SetMark(ctx, store.MarkDemonstration, "演示", monday))
	require.NoError(t, s.SetMark(ctx, store.MarkDemonstration, "演示", monday.Add(time.Hour)))
	requireCode(t, s.SetMark(ctx, store.MarkDemonstration, "正式", monday), law.KindNotAllowed, "mark_set")
	value, set, err := s.Mark(ctx, store.MarkDemonstration)
	require.NoError(t, err)
	require.True(t, set)
	require.Equal(t, "演示", value)
}
