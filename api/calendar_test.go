package api

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// A notice may be entered by mistake, replaced, and entered again: each entry
// reaches the open work once, also the one that makes a calendar as it was
// before, and a restart announces nothing anew.
func TestEachEntryOfANoticeIsAnnouncedOnce(t *testing.T) {
	b := newBench(t, generous())
	no := b.drawn()[0]
	plain := calendar.Embedded().Exceptions(2024)
	dayOff := append(calendar.Embedded().Exceptions(2024), calendar.Exception{Date: calendar.NewDate(2024, 4, 2), Holiday: "调整", Notice: "国办发明电〔2024〕9号"})
	movedInAll := 0
	enter := func(exceptions []calendar.Exception) {
		b.Helper()
		foresee := func() []bureau.MovedDeadline {
			var found noticeReply
			b.request("admin", "PUT", "/api/calendar/2024?preview=true", map[string]any{"notice": "国办发明电〔2024〕9号", "exceptions": exceptions}).is(200).into(&found)
			require.Positive(b, found.Compared)
			return found.Moved
		}
		before := b.theCase(no).Deadlines
		moved := foresee()
		movedInAll += len(moved)
		require.Equal(b, before, b.theCase(no).Deadlines, "a look changes nothing")
		defer func() {
			for _, m := range moved {
				if d, running := b.theCase(no).Deadlines.Find(law.DeadlineNotify); running && m.Subject == no && m.Name == d.Name {
					require.Equal(b, m.After, d.Last, "what was foreseen has come")
				}
			}
			require.Empty(b, foresee())
		}()
		b.request("admin", "PUT", "/api/calendar/2024", map[string]any{"notice": "国办发明电〔2024〕9号", "exceptions": exceptions}).is(200)
	}
	last := func() calendar.Date {
		d, running := b.theCase(no).Deadlines.Find(law.DeadlineNotify)
		require.True(t, running)
		return d.Last
	}
	recounts := func() int { return countOf(b.acts("cases/"+no), law.ActRecount) }
	asPrinted, later := last(), calendar.Embedded().AddWorkingDays(last(), 1)

	for i, entry := range []struct {
		exceptions []calendar.Exception
		last       calendar.Date
		recounts   int
	}{
		{plain, asPrinted, 0}, // what is built in already: the same calendar
		{dayOff, later, 1},
		{plain, asPrinted, 2},
		{dayOff, later, 3},
		{dayOff, later, 3}, // no entry: nothing has changed
	} {
		enter(entry.exceptions)
		require.Equal(t, entry.last, last(), "entry %d", i)
		require.Equal(t, entry.recounts, recounts(), "entry %d", i)
	}
	require.Positive(t, movedInAll)
	require.NoError(t, b.office.ResumeAnnouncements(t.Context()))
	require.Equal(t, 3, recounts())

	// What was entered just before a stop is announced at the next start.
	year, err := b.store.CalendarYears(t.Context())
	require.NoError(t, err)
	year[0].Exceptions = plain
	require.NoError(t, b.store.SaveCalendarYear(t.Context(), year[0]))
	require.NoError(t, b.office.ResumeAnnouncements(t.Context()))
	require.Equal(t, asPrinted, last())
	require.Equal(t, 4, recounts())

	var view bureau.CalendarView
	b.get("clerk", "/api/calendar").is(200).into(&view)
	require.Equal(t, 4+1, view.Entries)
}
