package inspection_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// running is one period of edition 2024 within its procedure: how it comes to
// run, its last day, and the act that it is for.
type running struct {
	kind inspection.DeadlineKind
	from calendar.Date
	last calendar.Date
	open func(*testing.T, calendar.Date) *caseRun
	meet func(*caseRun)
}

func problemOf(t testing.TB, day calendar.Date) *caseRun {
	return servedOn(t, day).file().onDay(day).visit(problemOn("R1")).sign().propose(inspection.OutcomeCorrection, correctR1).confirm()
}

var periods2024 = []running{
	// 清明 4–6 April off, Sunday the 7th worked.
	{inspection.DeadlineNotify, april(1), april(7), func(t *testing.T, d calendar.Date) *caseRun { return openCase(t, d).issue() }, func(r *caseRun) { r.serve() }},
	{inspection.DeadlineSelfCheck, april(8), april(22), func(t *testing.T, d calendar.Date) *caseRun { return servedOn(t, d) }, func(r *caseRun) { r.file() }},
	// 1–5 May off, Sunday 28 April worked.
	{inspection.DeadlineOnSite, april(10), may(10), func(t *testing.T, d calendar.Date) *caseRun { return servedOn(t, d).file() }, func(r *caseRun) { r.visit(clear()) }},
	{inspection.DeadlineResult, april(19), april(26), func(t *testing.T, d calendar.Date) *caseRun {
		return endedOn(t, d).sign().propose(inspection.OutcomeNoProblem, nil)
	}, func(r *caseRun) { r.confirm() }},
	// 15 days end on Saturday 4 May, a day off, and so on Monday the 6th.
	{inspection.DeadlineCorrection, april(19), may(6), func(t *testing.T, d calendar.Date) *caseRun { return problemOf(t, d).order() }, func(r *caseRun) { r.report() }},
	{inspection.DeadlineReinspection, april(26), may(7), func(t *testing.T, d calendar.Date) *caseRun { return problemOf(t, d).order().report() }, func(r *caseRun) { r.reinspect(true) }},
	{inspection.DeadlinePublication, april(19), may(20), func(t *testing.T, d calendar.Date) *caseRun {
		return endedOn(t, d).sign().propose(inspection.OutcomeNoProblem, nil).confirm().prepare()
	}, func(r *caseRun) { r.do("director", inspection.ApprovePublication{}) }},
	{inspection.DeadlineSupplement, april(26), may(27), func(t *testing.T, d calendar.Date) *caseRun {
		return problemOf(t, d).publish().order().report().reinspect(true).prepare()
	}, func(r *caseRun) { r.do("director", inspection.ApprovePublication{}) }},
}

func kindsOf(periods []inspection.LegalPeriod) []inspection.DeadlineKind {
	var out []inspection.DeadlineKind
	for _, p := range periods {
		out = append(out, p.Kind)
	}
	return out
}

// periodsTested are those with a row in the test of their procedure. The
// supplement's is that of the case.
func periodsTested() []inspection.DeadlineKind {
	out := []inspection.DeadlineKind{inspection.DeadlinePoliceTransfer} // TestTwentyFourHoursRunFromTheMinute
	for _, p := range periods2024 {
		out = append(out, p.kind)
	}
	return slices.Concat(out, proceedingPeriods, kindsTested(referralPeriods2024), kindsTested(policePeriods2024), kindsTested(feedbackPeriods2024), kindsTested(objectionPeriods2024))
}

func kindsTested[S errandSubject[S]](periods []errandPeriod[S]) []inspection.DeadlineKind {
	var out []inspection.DeadlineKind
	for _, p := range periods {
		if p.kind != inspection.DeadlineSupplement {
			out = append(out, p.kind)
		}
	}
	return out
}

// TestPeriodsOfEdition2024: the day before and the last day, up to 24:00, are in
// time; the day after is overdue, once, and the act done then is done late.
func TestPeriodsOfEdition2024(t *testing.T) {
	require.ElementsMatch(t, kindsOf(edition2024(t).Periods), periodsTested(), "a period without a row in its procedure's test")
	for _, p := range periods2024 {
		t.Run(string(p.kind), func(t *testing.T) {
			start := p.open(t, p.from)
			d := start.deadline(p.kind)
			require.Equal(t, p.last, d.Last)
			require.Equal(t, p.last.End(), d.Due)
			require.False(t, d.Provisional)

			before := *start
			before.onDay(p.last.AddDays(-1))
			require.False(t, before.deadline(p.kind).Overdue)
			p.meet(&before)
			require.False(t, before.met(p.kind).Late)
			require.Zero(t, before.count(inspection.NoticeOverdue))

			onTheDay := *start
			onTheDay.at(p.last.End().Add(-time.Second))
			require.False(t, onTheDay.deadline(p.kind).Overdue)
			p.meet(&onTheDay)
			m := onTheDay.met(p.kind)
			require.False(t, m.Late)
			require.Equal(t, p.last, m.Last)
			require.Zero(t, onTheDay.count(inspection.NoticeOverdue))

			after := *start
			after.at(p.last.End())
			require.Equal(t, 1, after.count(inspection.NoticeOverdue), "recorded at 24:00, once")
			if _, runs := after.c.Deadlines.Find(p.kind); runs {
				require.True(t, after.deadline(p.kind).Overdue)
				require.True(t, after.c.Deadlines.Overdue())
			} else {
				require.True(t, after.met(p.kind).Lapsed, "the case went on without it")
			}
			after.at(p.last.AddDays(1).At(8, 0))
			p.meet(&after)
			m = after.met(p.kind)
			require.True(t, m.Late, "done late is done, and stays marked")
			require.False(t, m.Lapsed)
		})
	}
}

// TestLateIsByWhatHappened, not by when it was entered: on both sides of the end.
func TestLateIsByWhatHappened(t *testing.T) {
	t.Run("entered in time, happened in time", func(t *testing.T) {
		r := openCase(t, april(1)).issue().onDay(april(7)).serve()
		require.False(t, r.met(inspection.DeadlineNotify).Late)
	})
	t.Run("happened on the last day, entered when overdue was on record", func(t *testing.T) {
		r := openCase(t, april(1)).issue().onDay(april(12))
		require.True(t, r.deadline(inspection.DeadlineNotify).Overdue)
		r.refused("late_entry_needs_reason", "lead", inspection.ServeNotice{Method: inspection.ServedInPerson, On: april(7)})
		r.do("lead", inspection.ServeNotice{Method: inspection.ServedInPerson, On: april(7)}, reasoned)
		require.False(t, r.met(inspection.DeadlineNotify).Late)
		require.Equal(t, april(19), r.deadline(inspection.DeadlineSelfCheck).Last, "window from the service")
	})
	t.Run("happened the day after, entered the same day", func(t *testing.T) {
		r := openCase(t, april(1)).issue().onDay(april(8)).serve()
		require.True(t, r.met(inspection.DeadlineNotify).Late)
	})
	t.Run("decision taken in time, entered late with the reason", func(t *testing.T) {
		r := endedOn(t, april(19)).sign().propose(inspection.OutcomeNoProblem, nil).onDay(april(30))
		r.refused("late_entry_needs_reason", "head", inspection.ConfirmResult{}, happened(april(26).At(17, 0)))
		r.do("head", inspection.ConfirmResult{}, happened(april(26).At(17, 0)), reasoned)
		require.False(t, r.met(inspection.DeadlineResult).Late)
		require.Equal(t, april(26), r.c.Result.ConfirmedOn)
	})
	t.Run("publication happens when it is entered", func(t *testing.T) {
		r := endedOn(t, april(19)).sign().propose(inspection.OutcomeNoProblem, nil).confirm().prepare().onDay(may(21))
		r.do("director", inspection.ApprovePublication{}, happened(may(20).At(10, 0)), reasoned)
		require.True(t, r.met(inspection.DeadlinePublication).Late)
	})
}

// TestPublicationAcrossHolidays: 20 working days (文件四(五)) on the real calendar.
func TestPublicationAcrossHolidays(t *testing.T) {
	for name, tc := range map[string]struct {
		ended, last calendar.Date
		provisional bool
	}{
		"ordinary weeks with 劳动节": {april(19), may(20), false},
		"Spring Festival 2024":    {date(2024, 1, 26), date(2024, 2, 28), false},
		"National Day 2024":       {date(2024, 9, 23), date(2024, 10, 24), false},
		"National Day 2025":       {date(2025, 9, 12), date(2025, 10, 16), false},
		"into a year not yet out": {date(2026, 12, 25), date(2027, 1, 22), true},
	} {
		t.Run(name, func(t *testing.T) {
			r := endedOn(t, tc.ended)
			d := r.deadline(inspection.DeadlinePublication)
			require.Equal(t, tc.last, d.Last)
			require.Equal(t, tc.provisional, d.Provisional)
		})
	}
}

// TestEveryWorkingDayAfterThePassing the responsible persons hear of it, and the
// heads once.
func TestEveryWorkingDayAfterThePassing(t *testing.T) {
	r := endedOn(t, april(19)).sign().propose(inspection.OutcomeNoProblem, nil).confirm()
	r.at(may(20).End())
	record := r.told[len(r.told)-1]
	require.Equal(t, inspection.NoticeOverdue, record.Kind)
	require.ElementsMatch(t, []inspection.Role{inspection.RoleClerk, inspection.RoleSectionHead, inspection.RoleBureauHead, inspection.RoleSupervisor}, record.To.Roles)
	r.told = nil
	r.at(may(27).At(12, 0)) // Tuesday 21 to Monday 27, the weekend between
	require.Equal(t, 5, r.count(inspection.NoticeOverdue))
	keys := map[string]bool{}
	for _, n := range r.told {
		require.Equal(t, []inspection.Role{inspection.RoleClerk}, n.To.Roles)
		keys[n.Key] = true
	}
	require.Len(t, keys, 5, "each day has a key of its own")
}

// TestResultLapses: only the overdue is recorded; the case waits where it is.
func TestResultLapses(t *testing.T) {
	r := endedOn(t, april(19)).sign().at(april(26).End())
	require.Equal(t, inspection.StageResult, r.c.Stage)
	require.True(t, r.deadline(inspection.DeadlineResult).Overdue)
	r.now = april(29).At(10, 0)
	r.propose(inspection.OutcomeNoProblem, nil).confirm()
	require.True(t, r.met(inspection.DeadlineResult).Late)
}

// TestTheClockJumpsOverSeveralSteps: reminders that were jumped over are not made
// up for, the passing is recorded exactly once, whatever step was pending.
func TestTheClockJumpsOverSeveralSteps(t *testing.T) {
	r := endedOn(t, april(19)).sign().propose(inspection.OutcomeNoProblem, nil).confirm()
	r.told = nil
	require.Equal(t, "before_5", r.deadline(inspection.DeadlinePublication).Next.Step)
	r.jump(may(20).At(12, 0))
	require.Equal(t, 1, r.count(inspection.NoticeReminder), "four were due, one is told")
	require.Equal(t, inspection.StepOverdue, r.deadline(inspection.DeadlinePublication).Next.Step)

	r = endedOn(t, april(19)).sign().propose(inspection.OutcomeNoProblem, nil).confirm()
	r.told = nil
	r.jump(date(2024, 7, 1).At(8, 0))
	require.Zero(t, r.count(inspection.NoticeReminder))
	require.Equal(t, 1, r.count(inspection.NoticeOverdue))
	require.Contains(t, r.told[0].Key, inspection.StepOverdue)
	require.Equal(t, date(2024, 7, 1).At(9, 0), r.deadline(inspection.DeadlinePublication).Next.At)
}

// TestPeriodsFollowOneAnotherInOneJump: the window lapses, and the visit's period
// that begins with its end lapses too.
func TestPeriodsFollowOneAnotherInOneJump(t *testing.T) {
	r := servedOn(t, april(8)).jump(date(2024, 7, 1).At(8, 0))
	require.Equal(t, inspection.StageOnSite, r.c.Stage)
	require.True(t, r.met(inspection.DeadlineSelfCheck).Lapsed)
	d := r.deadline(inspection.DeadlineOnSite)
	require.True(t, d.Overdue)
	require.Equal(t, april(22), calendar.DateOf(d.From))
	require.Equal(t, date(2024, 5, 21), d.Last)
}

// TestMomentsThatAreNotMeant change nothing.
func TestMomentsThatAreNotMeant(t *testing.T) {
	r := served(t)
	m, _ := r.c.Deadlines.NextMoment()
	r.refused("moment_not_come", "system", inspection.Lapse{Moment: m})
	old := m
	old.Generation--
	r.now = m.At
	r.refused("moment_not_meant", "system", inspection.Lapse{Moment: old})
	old = m
	old.Deadline = inspection.DeadlineResult
	r.refused("moment_not_meant", "system", inspection.Lapse{Moment: old})
	r.do("system", inspection.Lapse{Moment: m})
	r.refused("moment_not_meant", "system", inspection.Lapse{Moment: m})
}

func TestRemindersAreASetting(t *testing.T) {
	r := endedOn(t, april(19)).sign().propose(inspection.OutcomeNoProblem, nil)
	r.law.Reminders = inspection.Reminders{DaysBefore: []int{2}, Hour: 14, Minute: 30}
	r.confirm().prepare()
	r.do("director", inspection.ReturnPublication{})
	r.law.Calendar = newerCalendar(t, 2027)
	r.do("system", inspection.Recount{Calendar: r.law.Calendar.Version()})
	d := r.deadline(inspection.DeadlinePublication)
	require.Equal(t, "before_2", d.Next.Step)
	require.Equal(t, may(16).At(14, 30), d.Next.At)
	r.told = nil
	r.at(may(31).At(10, 0))
	require.Equal(t, 1, r.count(inspection.NoticeReminder))
	require.Equal(t, 1, r.count(inspection.NoticeOverdue), "no daily reminder afterwards")
	last := r.deadline(inspection.DeadlinePublication)
	require.Nil(t, last.Next)
	r.refused("moment_not_meant", "system", inspection.Lapse{Moment: inspection.Moment{Deadline: last.Kind, Generation: last.Generation, Step: inspection.StepOverdue, At: last.Due}})
}

// TestNobodyIsRemindedOfWhatPasses at the same moment: the passing is recorded.
func TestNobodyIsRemindedOfWhatPasses(t *testing.T) {
	r := endedOn(t, april(19)).sign()
	r.law.Reminders = inspection.Reminders{DaysBefore: []int{0}, Hour: 24}
	r.law.Calendar = newerCalendar(t, 2027)
	r.do("system", inspection.Recount{Calendar: r.law.Calendar.Version()})
	next := r.deadline(inspection.DeadlineResult).Next
	require.Equal(t, april(26).End(), next.At)
	require.Equal(t, inspection.StepOverdue, next.Step)
}

// TestPublishedLate, on the day before the end, on the day itself and after it.
func TestPublishedLate(t *testing.T) {
	// The visit ended on 8 April 2024: 20 working days end on 8 May.
	require.Equal(t, may(8), visited(t).deadline(inspection.DeadlinePublication).Last)
	for at, late := range map[time.Time]bool{
		may(7).At(17, 0): false, may(8).End().Add(-time.Minute): false, may(8).End(): true, may(9).At(9, 0): true,
	} {
		r := confirmed(t).prepare().at(at)
		require.False(t, r.c.PublishedLate(), "nothing is published yet")
		r.do("director", inspection.ApprovePublication{})
		require.Equal(t, late, r.c.PublishedLate(), at)
	}
	t.Run("what else was late is another matter", func(t *testing.T) {
		r := handling(t).publish().order().onDay(april(24)).report()
		require.True(t, r.met(inspection.DeadlineCorrection).Late)
		require.False(t, r.c.PublishedLate())
	})
	t.Run("the supplement has a period of its own", func(t *testing.T) {
		r := handling(t).prepare().at(may(9).At(9, 0))
		r.do("director", inspection.ApprovePublication{})
		require.True(t, r.c.PublishedLate())
		r.order().report().reinspect(true).publish()
		require.False(t, r.c.PublishedLate())
	})
}
