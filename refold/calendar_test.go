package refold

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// TestCalendarOfARecord: what was counted before the law's days were off is checked by
// the calendar of then, field by field; what was counted by a table that is no more, or
// was counted again, is not compared.
func TestCalendarOfARecord(t *testing.T) {
	today := calendar.Embedded()
	p := &Past{calendar: today, before: today.ByWeekendsAlone()}
	recount := []record.Act{{Kind: law.ActRecount}}
	for _, test := range []struct {
		version   string
		acts      []record.Act
		by        *calendar.Calendar
		recounted bool
	}{
		{today.Version(), nil, today, false},
		{"2023-2026-f0b4b300f139", nil, p.before, false}, // of before, as it stands on record
		{"2023-2025-000000000000", nil, today, true},
		{today.Version(), recount, today, true},
		{p.before.Version(), recount, p.before, true},
	} {
		require.Same(t, test.by, p.calendarOf(test.version), test.version)
		require.Equal(t, test.recounted, p.recounted(test.version, test.acts), test.version)
		l, err := p.Law("", test.version)
		require.NoError(t, err)
		require.Same(t, test.by, l.Calendar)
	}
}

// TestPassingOfBeforeARecount: that a period had passed is on record; a calendar that
// came later and ends it later does not take it back.
func TestPassingOfBeforeARecount(t *testing.T) {
	passed := calendar.NewDate(2027, time.January, 1).End()
	later := calendar.NewDate(2027, time.January, 4).End()
	moment := law.Moment{Deadline: law.DeadlineResult, Generation: 1, Step: law.StepOverdue, At: passed}
	act, err := law.NewAct(law.System, passed, law.Lapse{Moment: moment})
	require.NoError(t, err)
	running := law.Deadlines{{Kind: law.DeadlineResult, Generation: 1, Due: later}}
	l := law.Law{Calendar: calendar.Embedded(), Reminders: law.DefaultReminders}
	for recounted, want := range map[bool]law.Passing{true: law.Passed, false: law.Reminded} {
		_, what, err := l.Lapse(Meant(running, act, recounted), moment, passed)
		require.NoError(t, err)
		require.Equal(t, want, what)
	}
	require.Equal(t, later, running[0].Due)
}
