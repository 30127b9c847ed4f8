package api

import (
	"slices"
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
		b.request("admin", "PUT", "/api/calendar/2024", map[string]any{"notice": "国办发明电〔2024〕9号", "exceptions": exceptions, "replace": true}).is(200)
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
	require.NoError(t, b.store.SaveCalendarYear(t.Context(), year[0], year[0].Entry))
	require.NoError(t, b.office.ResumeAnnouncements(t.Context()))
	require.Equal(t, asPrinted, last())
	require.Equal(t, 4, recounts())

	var view bureau.CalendarView
	b.get("clerk", "/api/calendar").is(200).into(&view)
	require.Equal(t, 4+1, view.Entries)
}

// A notice within the year names only what it changes. It never wipes the rest in
// silence: it is entered as what it is, or whoever enters it says what goes.
func TestAnAmendingNoticeKeepsTheYear(t *testing.T) {
	b := newBench(t, generous())
	const path, number = "/api/calendar/2024", "国办发明电〔2024〕9号"
	off := calendar.Exception{Date: calendar.NewDate(2024, 4, 2), Holiday: "调整", Notice: number}
	body := func(said string, exceptions ...calendar.Exception) map[string]any {
		return map[string]any{"notice": number, "exceptions": exceptions, said: true}
	}
	known := calendar.Embedded().Exceptions(2024)
	year := func() (found calendarYear) {
		b.Helper()
		b.get("clerk", path).is(200).into(&found)
		return found
	}
	require.Equal(t, calendarYear{Year: 2024, Known: true, Days: known}, year())

	b.request("admin", "PUT", path, body("replace", off)).is(422, "notice_incomplete")
	b.request("admin", "PUT", path, map[string]any{"notice": number, "exceptions": known[1:]}).is(422, "notice_incomplete")
	short := append(slices.Delete(slices.Clone(known), 2, 3), off)
	refused := b.request("admin", "PUT", path, map[string]any{"notice": number, "exceptions": short}).is(422, "notice_drops_days")
	require.Contains(t, refused.text, "2024-02-10 春节 放假")
	var found noticeReply
	b.request("admin", "PUT", path+"?preview=true", map[string]any{"notice": number, "exceptions": short}).is(200).into(&found)
	require.Equal(t, known[2:3], found.Dropped)
	b.request("admin", "PUT", path, map[string]any{"notice": number, "exceptions": short, "amend": true, "replace": true}).is(422, "notice_invalid")
	require.Equal(t, known, year().Days, "nothing of it was entered")

	amended := calendar.Amended(known, []calendar.Exception{off})
	b.request("admin", "PUT", path+"?preview=true", body("amend", off)).is(200).into(&found)
	require.Equal(t, amended, found.Days)
	b.request("admin", "PUT", path, body("amend", off)).is(200)
	require.Equal(t, amended, year().Days)

	b.request("admin", "PUT", path, body("replace", known...)).is(200)
	require.Equal(t, known, year().Days)
	var unknown calendarYear
	b.get("clerk", "/api/calendar/2027").is(200).into(&unknown)
	var fixed []string
	for _, d := range unknown.Fixed {
		require.Equal(t, calendar.StatutoryArticle, d.Law)
		fixed = append(fixed, d.Date.String()+d.Holiday)
	}
	require.Equal(t, []string{"2027-01-01元旦", "2027-05-01劳动节", "2027-05-02劳动节", "2027-10-01国庆节", "2027-10-02国庆节", "2027-10-03国庆节"}, fixed)
	unknown.Fixed = nil
	require.Equal(t, calendarYear{Year: 2027, Days: []calendar.Exception{}}, unknown)
	b.request("admin", "PUT", "/api/calendar/2027", body("amend", calendar.Exception{Date: calendar.NewDate(2027, 1, 1), Holiday: "元旦", Notice: number})).is(422, "notice_incomplete")
	b.get("clerk", "/api/calendar/1999").is(422)
}

// Two administrators who look at the same year: the one who enters second is told that
// the first did, at the look and at the entry, and nothing of his is taken.
func TestANoticeThatRestsOnAnEarlierEntryOfTheCalendar(t *testing.T) {
	b := newBench(t, generous())
	const path = "/api/calendar/2024"
	amend := func(day int, entry int) map[string]any {
		const number = "国办发明电〔2024〕9号"
		return map[string]any{"notice": number, "amend": true, "entry": entry,
			"exceptions": []calendar.Exception{{Date: calendar.NewDate(2024, 4, day), Holiday: "调整", Notice: number}}}
	}
	var first, second calendarYear
	b.get("clerk", path).is(200).into(&first)
	require.Zero(t, first.Entry)
	b.request("admin", "PUT", path, amend(2, first.Entry)).is(200)
	b.request("admin", "PUT", path+"?preview=true", amend(3, first.Entry)).is(412, "calendar_year_changed")
	require.Contains(t, b.request("admin", "PUT", path, amend(3, first.Entry)).is(412, "calendar_year_changed").text, "2024年的放假安排其间已由他人录入")
	b.get("clerk", path).is(200).into(&second)
	require.Equal(t, 1, second.Entry)
	require.Len(t, second.Days, len(first.Days)+1)
	b.request("admin", "PUT", path, amend(3, second.Entry)).is(200)
}

// wholeNotice2027 is made up: its days are those of the law and of the lunar calendar.
const wholeNotice2027 = `date,day,holiday,notice
2027-01-01,off,元旦,国办发明电〔2026〕9号
2027-02-05,off,春节,国办发明电〔2026〕9号
2027-04-05,off,清明节,国办发明电〔2026〕9号
2027-06-09,off,端午节,国办发明电〔2026〕9号
2027-09-15,off,中秋节,国办发明电〔2026〕9号
2027-10-01,off,国庆节,国办发明电〔2026〕9号
`
