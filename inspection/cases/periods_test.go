package cases_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

// running is one period of edition 2024 within its procedure: how it comes to
// run, its last day, and the act that it is for.
type running struct {
	kind law.DeadlineKind
	from calendar.Date
	last calendar.Date
	open func(*testing.T, calendar.Date) *inspectiontest.CaseRun
	meet func(*inspectiontest.CaseRun)
}

func problemOf(t testing.TB, day calendar.Date) *inspectiontest.CaseRun {
	return inspectiontest.ServedOn(t, day).File().OnDay(day).Visit(inspectiontest.ProblemOn("R1")).Sign().Propose(law.OutcomeCorrection, inspectiontest.CorrectR1).Confirm()
}

var periods2024 = []running{
	// 清明 4–6 April off, Sunday the 7th worked.
	{law.DeadlineNotify, inspectiontest.April(1), inspectiontest.April(7), func(t *testing.T, d calendar.Date) *inspectiontest.CaseRun {
		return inspectiontest.OpenCase(t, d).Issue()
	}, func(r *inspectiontest.CaseRun) { r.Serve() }},
	{law.DeadlineSelfCheck, inspectiontest.April(8), inspectiontest.April(22), func(t *testing.T, d calendar.Date) *inspectiontest.CaseRun { return inspectiontest.ServedOn(t, d) }, func(r *inspectiontest.CaseRun) { r.File() }},
	// 1–5 May off, Sunday 28 April worked.
	{law.DeadlineOnSite, inspectiontest.April(10), inspectiontest.May(10), func(t *testing.T, d calendar.Date) *inspectiontest.CaseRun {
		return inspectiontest.ServedOn(t, d).File()
	}, func(r *inspectiontest.CaseRun) { r.Visit(inspectiontest.Clear()) }},
	{law.DeadlineResult, inspectiontest.April(19), inspectiontest.April(26), func(t *testing.T, d calendar.Date) *inspectiontest.CaseRun {
		return inspectiontest.EndedOn(t, d).Sign().Propose(law.OutcomeNoProblem, nil)
	}, func(r *inspectiontest.CaseRun) { r.Confirm() }},
	// 15 days end on Saturday 4 May, a day off, and so on Monday the 6th.
	{law.DeadlineCorrection, inspectiontest.April(19), inspectiontest.May(6), func(t *testing.T, d calendar.Date) *inspectiontest.CaseRun { return problemOf(t, d).Order() }, func(r *inspectiontest.CaseRun) { r.Report() }},
	{law.DeadlineReinspection, inspectiontest.April(26), inspectiontest.May(7), func(t *testing.T, d calendar.Date) *inspectiontest.CaseRun { return problemOf(t, d).Order().Report() }, func(r *inspectiontest.CaseRun) { r.Reinspect(true) }},
	{law.DeadlinePublication, inspectiontest.April(19), inspectiontest.May(20), func(t *testing.T, d calendar.Date) *inspectiontest.CaseRun {
		return inspectiontest.EndedOn(t, d).Sign().Propose(law.OutcomeNoProblem, nil).Confirm().Prepare()
	}, func(r *inspectiontest.CaseRun) { r.Do("director", cases.ApprovePublication{}) }},
	{law.DeadlineSupplement, inspectiontest.April(26), inspectiontest.May(27), func(t *testing.T, d calendar.Date) *inspectiontest.CaseRun {
		return problemOf(t, d).Publish().Order().Report().Reinspect(true).Prepare()
	}, func(r *inspectiontest.CaseRun) { r.Do("director", cases.ApprovePublication{}) }},
}

// kindsOf are the kinds of a case's own periods; those of what runs beside it are
// tested where that is.
func kindsOf(e *law.Edition) []law.DeadlineKind {
	var out []law.DeadlineKind
	for _, p := range e.Periods {
		if !law.BesideCases(p.Kind) {
			out = append(out, p.Kind)
		}
	}
	return out
}

func periodsTested() []law.DeadlineKind {
	var out []law.DeadlineKind
	for _, p := range periods2024 {
		out = append(out, p.kind)
	}
	return out
}

// TestPeriodsOfEdition2024: the day before and the last day, up to 24:00, are in
// time; the day after is overdue, once, and the act done then is done late.
func TestPeriodsOfEdition2024(t *testing.T) {
	require.ElementsMatch(t, kindsOf(inspectiontest.Edition2024(t)), periodsTested(), "a period without a row in its procedure's test")
	for _, p := range periods2024 {
		t.Run(string(p.kind), func(t *testing.T) {
			start := p.open(t, p.from)
			d := start.Deadline(p.kind)
			require.Equal(t, p.last, d.Last)
			require.Equal(t, p.last.End(), d.Due)
			require.False(t, d.Provisional)

			before := *start
			before.OnDay(p.last.AddDays(-1))
			require.False(t, before.Deadline(p.kind).Overdue)
			p.meet(&before)
			require.False(t, before.Met(p.kind).Late)
			require.Zero(t, before.Count(law.NoticeOverdue))

			onTheDay := *start
			onTheDay.At(p.last.End().Add(-time.Second))
			require.False(t, onTheDay.Deadline(p.kind).Overdue)
			p.meet(&onTheDay)
			m := onTheDay.Met(p.kind)
			require.False(t, m.Late)
			require.Equal(t, p.last, m.Last)
			require.Zero(t, onTheDay.Count(law.NoticeOverdue))

			after := *start
			after.At(p.last.End())
			require.Equal(t, 1, after.Count(law.NoticeOverdue), "recorded at 24:00, once")
			if _, runs := after.Case.Deadlines.Find(p.kind); runs {
				require.True(t, after.Deadline(p.kind).Overdue)
				require.True(t, after.Case.Deadlines.Overdue())
			} else {
				require.True(t, after.Met(p.kind).Lapsed, "the case went on without it")
			}
			after.At(p.last.AddDays(1).At(8, 0))
			p.meet(&after)
			m = after.Met(p.kind)
			require.True(t, m.Late, "done late is done, and stays marked")
			require.False(t, m.Lapsed)
		})
	}
}

// TestLateIsByWhatHappened, not by when it was entered: on both sides of the end.
func TestLateIsByWhatHappened(t *testing.T) {
	t.Run("entered in time, happened in time", func(t *testing.T) {
		r := inspectiontest.OpenCase(t, inspectiontest.April(1)).Issue().OnDay(inspectiontest.April(7)).Serve()
		require.False(t, r.Met(law.DeadlineNotify).Late)
	})
	t.Run("happened on the last day, entered when overdue was on record", func(t *testing.T) {
		r := inspectiontest.OpenCase(t, inspectiontest.April(1)).Issue().OnDay(inspectiontest.April(12))
		require.True(t, r.Deadline(law.DeadlineNotify).Overdue)
		r.Refused("late_entry_needs_reason", "lead", cases.ServeNotice{Method: law.ServedInPerson, On: inspectiontest.April(7)})
		r.Do("lead", cases.ServeNotice{Method: law.ServedInPerson, On: inspectiontest.April(7)}, inspectiontest.Reasoned)
		require.False(t, r.Met(law.DeadlineNotify).Late)
		require.Equal(t, inspectiontest.April(19), r.Deadline(law.DeadlineSelfCheck).Last, "window from the service")
	})
	t.Run("happened the day after, entered the same day", func(t *testing.T) {
		r := inspectiontest.OpenCase(t, inspectiontest.April(1)).Issue().OnDay(inspectiontest.April(8)).Serve()
		require.True(t, r.Met(law.DeadlineNotify).Late)
	})
	t.Run("decision taken in time, entered late with the reason", func(t *testing.T) {
		r := inspectiontest.EndedOn(t, inspectiontest.April(19)).Sign().Propose(law.OutcomeNoProblem, nil).OnDay(inspectiontest.April(30))
		r.Refused("late_entry_needs_reason", "head", cases.ConfirmResult{}, inspectiontest.Happened(inspectiontest.April(26).At(17, 0)))
		r.Do("head", cases.ConfirmResult{}, inspectiontest.Happened(inspectiontest.April(26).At(17, 0)), inspectiontest.Reasoned)
		require.False(t, r.Met(law.DeadlineResult).Late)
		require.Equal(t, inspectiontest.April(26), r.Case.Result.ConfirmedOn)
	})
	t.Run("publication happens when it is entered", func(t *testing.T) {
		r := inspectiontest.EndedOn(t, inspectiontest.April(19)).Sign().Propose(law.OutcomeNoProblem, nil).Confirm().Prepare().OnDay(inspectiontest.May(21))
		r.Do("director", cases.ApprovePublication{}, inspectiontest.Happened(inspectiontest.May(20).At(10, 0)), inspectiontest.Reasoned)
		require.True(t, r.Met(law.DeadlinePublication).Late)
	})
}

// TestPublicationAcrossHolidays: 20 working days (文件四(五)) on the real calendar.
func TestPublicationAcrossHolidays(t *testing.T) {
	for name, tc := range map[string]struct {
		ended, last calendar.Date
		provisional bool
	}{
		"ordinary weeks with 劳动节": {inspectiontest.April(19), inspectiontest.May(20), false},
		"Spring Festival 2024":    {inspectiontest.Date(2024, 1, 26), inspectiontest.Date(2024, 2, 28), false},
		"National Day 2024":       {inspectiontest.Date(2024, 9, 23), inspectiontest.Date(2024, 10, 24), false},
		"National Day 2025":       {inspectiontest.Date(2025, 9, 12), inspectiontest.Date(2025, 10, 16), false},
		"National Day 2026":       {inspectiontest.Date(2026, 9, 11), inspectiontest.Date(2026, 10, 15), false},
		"into a year not yet out": {inspectiontest.Date(2026, 12, 25), inspectiontest.Date(2027, 1, 25), true},
	} {
		t.Run(name, func(t *testing.T) {
			r := inspectiontest.EndedOn(t, tc.ended)
			d := r.Deadline(law.DeadlinePublication)
			require.Equal(t, tc.last, d.Last)
			require.Equal(t, tc.provisional, d.Provisional)
		})
	}
}

// TestEveryWorkingDayAfterThePassing the responsible persons hear of it, and the
// heads once.
func TestEveryWorkingDayAfterThePassing(t *testing.T) {
	r := inspectiontest.EndedOn(t, inspectiontest.April(19)).Sign().Propose(law.OutcomeNoProblem, nil).Confirm()
	r.At(inspectiontest.May(20).End())
	record := r.Told[len(r.Told)-1]
	require.Equal(t, law.NoticeOverdue, record.Kind)
	require.ElementsMatch(t, []law.Role{law.RoleClerk, law.RoleSectionHead, law.RoleBureauHead, law.RoleSupervisor}, record.To.Roles)
	r.Told = nil
	r.At(inspectiontest.May(27).At(12, 0)) // Tuesday 21 to Monday 27, the weekend between
	require.Equal(t, 5, r.Count(law.NoticeOverdue))
	keys := map[string]bool{}
	for _, n := range r.Told {
		require.Equal(t, []law.Role{law.RoleClerk}, n.To.Roles)
		keys[n.Key] = true
	}
	require.Len(t, keys, 5, "each day has a key of its own")
}

// TestResultLapses: only the overdue is recorded; the case waits where it is.
func TestResultLapses(t *testing.T) {
	r := inspectiontest.EndedOn(t, inspectiontest.April(19)).Sign().At(inspectiontest.April(26).End())
	require.Equal(t, cases.StageResult, r.Case.Stage)
	require.True(t, r.Deadline(law.DeadlineResult).Overdue)
	r.Now = inspectiontest.April(29).At(10, 0)
	r.Propose(law.OutcomeNoProblem, nil).Confirm()
	require.True(t, r.Met(law.DeadlineResult).Late)
}

// TestTheClockJumpsOverSeveralSteps: reminders that were jumped over are not made
// up for, the passing is recorded exactly once, whatever step was pending.
func TestTheClockJumpsOverSeveralSteps(t *testing.T) {
	r := inspectiontest.EndedOn(t, inspectiontest.April(19)).Sign().Propose(law.OutcomeNoProblem, nil).Confirm()
	r.Told = nil
	require.Equal(t, "before_5", r.Deadline(law.DeadlinePublication).Next.Step)
	r.Jump(inspectiontest.May(20).At(12, 0))
	require.Equal(t, 1, r.Count(law.NoticeReminder), "four were due, one is told")
	require.Equal(t, law.StepOverdue, r.Deadline(law.DeadlinePublication).Next.Step)

	r = inspectiontest.EndedOn(t, inspectiontest.April(19)).Sign().Propose(law.OutcomeNoProblem, nil).Confirm()
	r.Told = nil
	r.Jump(inspectiontest.Date(2024, 7, 1).At(8, 0))
	require.Zero(t, r.Count(law.NoticeReminder))
	require.Equal(t, 1, r.Count(law.NoticeOverdue))
	require.Contains(t, r.Told[0].Key, law.StepOverdue)
	require.Equal(t, inspectiontest.Date(2024, 7, 1).At(9, 0), r.Deadline(law.DeadlinePublication).Next.At)
}

// TestPeriodsFollowOneAnotherInOneJump: the window lapses, and the visit's period
// that begins with its end lapses too.
func TestPeriodsFollowOneAnotherInOneJump(t *testing.T) {
	r := inspectiontest.ServedOn(t, inspectiontest.April(8)).Jump(inspectiontest.Date(2024, 7, 1).At(8, 0))
	require.Equal(t, cases.StageOnSite, r.Case.Stage)
	require.True(t, r.Met(law.DeadlineSelfCheck).Lapsed)
	d := r.Deadline(law.DeadlineOnSite)
	require.True(t, d.Overdue)
	require.Equal(t, inspectiontest.April(22), calendar.DateOf(d.From))
	require.Equal(t, inspectiontest.Date(2024, 5, 21), d.Last)
}

// TestMomentsThatAreNotMeant change nothing.
func TestMomentsThatAreNotMeant(t *testing.T) {
	r := inspectiontest.Served(t)
	m, _ := r.Case.Deadlines.NextMoment()
	r.Refused("moment_not_come", "system", law.Lapse{Moment: m})
	old := m
	old.Generation--
	r.Now = m.At
	r.Refused("moment_not_meant", "system", law.Lapse{Moment: old})
	old = m
	old.Deadline = law.DeadlineResult
	r.Refused("moment_not_meant", "system", law.Lapse{Moment: old})
	r.Do("system", law.Lapse{Moment: m})
	r.Refused("moment_not_meant", "system", law.Lapse{Moment: m})
}

func TestRemindersAreASetting(t *testing.T) {
	r := inspectiontest.EndedOn(t, inspectiontest.April(19)).Sign().Propose(law.OutcomeNoProblem, nil)
	r.Law.Reminders = law.Reminders{DaysBefore: []int{2}, Hour: 14, Minute: 30}
	r.Confirm().Prepare()
	r.Do("director", cases.ReturnPublication{})
	r.Law.Calendar = inspectiontest.NewerCalendar(t, 2027)
	r.Do("system", law.Recount{Calendar: r.Law.Calendar.Version()})
	d := r.Deadline(law.DeadlinePublication)
	require.Equal(t, "before_2", d.Next.Step)
	require.Equal(t, inspectiontest.May(16).At(14, 30), d.Next.At)
	r.Told = nil
	r.At(inspectiontest.May(31).At(10, 0))
	require.Equal(t, 1, r.Count(law.NoticeReminder))
	require.Equal(t, 1, r.Count(law.NoticeOverdue), "no daily reminder afterwards")
	last := r.Deadline(law.DeadlinePublication)
	require.Nil(t, last.Next)
	r.Refused("moment_not_meant", "system", law.Lapse{Moment: law.Moment{Deadline: last.Kind, Generation: last.Generation, Step: law.StepOverdue, At: last.Due}})
}

// TestNobodyIsRemindedOfWhatPasses at the same moment: the passing is recorded.
func TestNobodyIsRemindedOfWhatPasses(t *testing.T) {
	r := inspectiontest.EndedOn(t, inspectiontest.April(19)).Sign()
	r.Law.Reminders = law.Reminders{DaysBefore: []int{0}, Hour: 24}
	r.Law.Calendar = inspectiontest.NewerCalendar(t, 2027)
	r.Do("system", law.Recount{Calendar: r.Law.Calendar.Version()})
	next := r.Deadline(law.DeadlineResult).Next
	require.Equal(t, inspectiontest.April(26).End(), next.At)
	require.Equal(t, law.StepOverdue, next.Step)
}

// TestPublishedLate, on the day before the end, on the day itself and after it.
func TestPublishedLate(t *testing.T) {
	// The visit ended on 8 April 2024: 20 working days end on 8 May.
	require.Equal(t, inspectiontest.May(8), inspectiontest.Visited(t).Deadline(law.DeadlinePublication).Last)
	for at, late := range map[time.Time]bool{
		inspectiontest.May(7).At(17, 0): false, inspectiontest.May(8).End().Add(-time.Minute): false, inspectiontest.May(8).End(): true, inspectiontest.May(9).At(9, 0): true,
	} {
		r := inspectiontest.Confirmed(t).Prepare().At(at)
		require.False(t, r.Case.PublishedLate(), "nothing is published yet")
		r.Do("director", cases.ApprovePublication{})
		require.Equal(t, late, r.Case.PublishedLate(), at)
	}
	t.Run("what else was late is another matter", func(t *testing.T) {
		r := inspectiontest.Handling(t).Publish().Order().OnDay(inspectiontest.April(24)).Report()
		require.True(t, r.Met(law.DeadlineCorrection).Late)
		require.False(t, r.Case.PublishedLate())
	})
	t.Run("the supplement has a period of its own", func(t *testing.T) {
		r := inspectiontest.Handling(t).Prepare().At(inspectiontest.May(9).At(9, 0))
		r.Do("director", cases.ApprovePublication{})
		require.True(t, r.Case.PublishedLate())
		r.Order().Report().Reinspect(true).Publish()
		require.False(t, r.Case.PublishedLate())
	})
}
