package workflows_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/workflows"
)

// due is the last day of a running period.
func (s *caseScene) due(kind law.DeadlineKind) calendar.Date {
	s.t.Helper()
	d, running := s.caseNow(s.id).Deadlines.Find(kind)
	require.True(s.t, running)
	return d.Last
}

func TestSuspendedCaseHasNoTimer(t *testing.T) {
	s := newCase(t)
	s.serve("2024-04-02 10:00")
	s.at("2024-04-09 10:00", s.because("director", law.Suspend{On: day("2024-04-09 10:00")}))
	// At each of the following the scene finds that no timer is pending.
	s.at("2024-04-10 10:00", s.cannot(s.lead(), cases.AgreeVisit{On: day("2024-05-06 09:00")}, "case_suspended"))
	s.at("2024-06-01 10:00", s.sees(func() {
		_, waits := s.caseNow(s.id).Deadlines.NextMoment()
		require.False(t, waits)
	}))
	s.at("2024-06-03 10:00", s.because("director", law.Resume{On: day("2024-06-03 10:00")}))
	// 3, 7 and 8 April were used up before the suspension; the rest of ten working
	// days runs from 4 June, over the holiday of 10 June.
	s.at("2024-06-03 11:00", s.sees(func() { require.Equal(t, calendar.NewDate(2024, 6, 13), s.due(law.DeadlineSelfCheck)) }))
	s.at("2024-06-14 00:01", s.sees(func() { require.Equal(t, cases.StageOnSite, s.caseNow(s.id).Stage) }), s.leaves())
	s.play()
	require.Equal(t, []string{"06-05 09:00 before_5", "06-07 09:00 before_3", "06-12 09:00 before_1", "06-13 09:00 before_0", "06-14 00:00 overdue"},
		s.moments(s.id, law.DeadlineSelfCheck), "none while it stood still")
}

func TestExtensionMovesTheTimer(t *testing.T) {
	s := newCase(t)
	s.serve("2024-04-02 10:00") // due on 17 April
	s.at("2024-04-10 10:00", s.because("head", law.ExtendDeadline{Deadline: law.DeadlineSelfCheck, By: calendar.PeriodOf(5, calendar.WorkingDays)}))
	s.at("2024-04-10 11:00", s.sees(func() { require.Equal(t, calendar.NewDate(2024, 4, 24), s.due(law.DeadlineSelfCheck)) }))
	s.at("2024-04-11 10:00", s.cannot("director", law.ExtendDeadline{Deadline: law.DeadlinePublication, By: calendar.PeriodOf(5, calendar.WorkingDays)}, "not_your_act"))
	s.at("2024-04-25 00:01", s.leaves())
	s.play()
	require.Equal(t, []string{"04-10 09:00 before_5", "04-17 09:00 before_5", "04-19 09:00 before_3", "04-23 09:00 before_1", "04-24 09:00 before_0", "04-25 00:00 overdue"},
		s.moments(s.id, law.DeadlineSelfCheck), "reminded of the old date once, then of the new one")
}

// notice enters the year's holidays with one more day off, and returns the
// version of the calendar that this makes.
func (o *office) notice(dayOff calendar.Date) string {
	o.t.Helper()
	year := dayOff.Year()
	exceptions := append(calendar.Embedded().Exceptions(year), calendar.Exception{Date: dayOff, Holiday: "调整", Notice: "国办发明电〔2024〕9号"})
	return o.enter(year, exceptions)
}

func (o *office) enter(year int, exceptions []calendar.Exception) string {
	o.t.Helper()
	entered, err := o.store.CalendarYears(o.t.Context())
	require.NoError(o.t, err)
	shown := 0
	if at := slices.IndexFunc(entered, func(y record.CalendarYear) bool { return y.Year == year }); at >= 0 {
		shown = entered[at].Entry
	}
	require.NoError(o.t, o.store.SaveCalendarYear(o.t.Context(), record.CalendarYear{Year: year, Notice: "国办发明电〔2024〕9号", Exceptions: exceptions, Entered: o.now(), By: "admin"}, shown))
	cal, err := o.store.Calendar(o.t.Context())
	require.NoError(o.t, err)
	return cal.Version()
}

// countsAgain enters a notice and tells the workflow.
func (s *scene) countsAgain(enter func() string, id string) func() {
	return func() {
		s.hears(activities.Announcement{ID: id, Update: activities.UpdateCalendarChanged, Calendar: enter()})()
	}
}

func TestNewCalendarMovesTheTimer(t *testing.T) {
	s := newCase(t)
	built := calendar.Embedded().Exceptions(2024)
	s.serve("2024-04-02 10:00") // due on 17 April
	dayOff := func() string { return s.notice(calendar.NewDate(2024, 4, 15)) }
	asBefore := func() string { return s.enter(2024, built) }
	s.at("2024-04-08 10:00", s.countsAgain(dayOff, "first"))
	s.at("2024-04-08 11:00", s.sees(func() { require.Equal(t, calendar.NewDate(2024, 4, 18), s.due(law.DeadlineSelfCheck)) }))
	// A notice that was a mistake is replaced, and then restored: each time the
	// periods follow, also to a calendar that they were counted with before.
	s.at("2024-04-08 12:00", s.countsAgain(asBefore, "second"))
	s.at("2024-04-08 13:00", s.sees(func() { require.Equal(t, calendar.NewDate(2024, 4, 17), s.due(law.DeadlineSelfCheck)) }))
	s.at("2024-04-08 14:00", s.countsAgain(dayOff, "third"))
	s.at("2024-04-08 15:00", s.sees(func() { require.Equal(t, calendar.NewDate(2024, 4, 18), s.due(law.DeadlineSelfCheck)) }))
	// Heard twice, counted once.
	s.at("2024-04-09 10:00", s.countsAgain(dayOff, "repeated"))
	s.at("2024-04-19 00:01", s.leaves())
	s.play()
	require.Equal(t, []string{"04-10 09:00 before_5", "04-12 09:00 before_3", "04-17 09:00 before_1", "04-18 09:00 before_0", "04-19 00:00 overdue"},
		s.moments(s.id, law.DeadlineSelfCheck))
	recounts := 0
	for _, a := range s.acts(s.id) {
		if a.Kind == law.ActRecount {
			recounts++
		}
	}
	require.Equal(t, 3, recounts)
}

func TestCancelledWithItsTask(t *testing.T) {
	cancelled := activities.Announcement{ID: "cancelled", Update: activities.UpdateCancelled}
	t.Run("at notification", func(t *testing.T) {
		s := newCase(t)
		s.at("2024-04-02 10:00", func() { s.cancelTask(s.id) }, s.hears(cancelled))
		s.play()
		require.Equal(t, cases.StageCancelled, s.caseNow(s.id).Stage)
		require.Empty(t, s.told.updates, "a cancelled task is not told")
	})
	t.Run("while it stands still", func(t *testing.T) {
		s := newCase(t)
		s.at("2024-04-02 10:00", s.because("director", law.Suspend{On: day("2024-04-02 10:00")}))
		s.at("2024-04-03 10:00", func() { s.cancelTask(s.id) }, s.hears(cancelled))
		s.play()
		require.Equal(t, cases.StageCancelled, s.caseNow(s.id).Stage)
	})
	t.Run("after publication a branch goes on", func(t *testing.T) {
		s := newCase(t)
		s.serve("2024-04-02 10:00")
		s.fileSelfCheck("2024-04-03 10:00")
		s.visit("2024-04-08 15:00", s.problem())
		s.conclude("2024-04-09 10:00", law.OutcomeFollowUp, s.result(law.OutcomeFollowUp, law.ProceedingReferral))
		s.publish("2024-04-10 10:00")
		s.at("2024-04-11 10:00", func() { s.cancelTask(s.id) }, s.hears(cancelled))
		s.at("2024-04-11 11:00", s.leaves())
		s.play()
		require.Equal(t, cases.StageFollowUp, s.caseNow(s.id).Stage)
	})
	// The cancellation can reach the record before the notice was made out; the
	// system's own step then finds nothing to do and must not fail the workflow.
	t.Run("before the notice was made out", func(t *testing.T) {
		s := newCase(t)
		s.beforeActivity("IssueNotice", func() { s.settle(s.id) })
		s.play()
		require.Equal(t, cases.StageCancelled, s.caseNow(s.id).Stage)
	})
}

// A workflow that was reset knows less than the record. The next thing that
// happens to it, whatever it is, brings it up to date.
func TestBehindTheRecord(t *testing.T) {
	// served puts the service on record past the workflow.
	served := func(s *caseScene) func() {
		return func() {
			s.behind = true
			s.records(s.lead(), cases.ServeNotice{Method: law.ServedInPerson, On: day("2024-04-02 10:00")})
		}
	}
	agrees := func(s *caseScene) func() {
		return func() { s.behind = false; s.requireAgreement(); s.requireTimer() }
	}
	t.Run("an act is judged by the record", func(t *testing.T) {
		s := newCase(t)
		s.at("2024-04-02 10:00", served(s))
		s.fileSelfCheck("2024-04-02 11:00") // at notification the workflow alone would refuse it
		s.at("2024-04-02 12:00", agrees(s), s.leaves())
		s.play()
		require.Equal(t, cases.StageOnSite, s.caseNow(s.id).Stage)
	})
	t.Run("a refusal of the record", func(t *testing.T) {
		s := newCase(t)
		s.at("2024-04-02 10:00", served(s))
		s.at("2024-04-02 11:00", s.cannot(s.lead(), cases.ServeNotice{Method: law.ServedInPerson, On: day("2024-04-02 10:00")}, "act_not_at_this_stage"))
		s.at("2024-04-02 12:00", agrees(s), s.leaves())
		s.play()
	})
	t.Run("a moment that is no longer meant", func(t *testing.T) {
		s := newCase(t)
		s.at("2024-04-02 10:00", served(s))
		s.at("2024-04-03 10:00", agrees(s), s.leaves()) // the notice's reminder would have been due at nine
		s.play()
		require.Empty(t, s.moments(s.id, law.DeadlineNotify))
	})
	t.Run("news of another entry", func(t *testing.T) {
		s := newCase(t)
		s.at("2024-04-02 10:00", served(s))
		s.at("2024-04-02 11:00", s.hears(activities.Announcement{ID: "replaced", Update: activities.UpdateRecordChanged}))
		s.at("2024-04-02 12:00", agrees(s), s.leaves())
		s.play()
	})
}

// A request under a key that is on record, repeated past Temporal's memory of it,
// does nothing twice.
func TestRepeatedActIsRecordedOnce(t *testing.T) {
	s := newCase(t)
	s.serve("2024-04-02 10:00")
	s.at("2024-04-03 10:00", s.does(s.lead(), cases.AgreeVisit{On: day("2024-04-20 09:00")}))
	s.at("2024-04-03 11:00", func() {
		req := s.request(s.lead(), cases.AgreeVisit{On: day("2024-04-20 09:00")}, false)
		acts := s.acts(s.id)
		req = s.requested(s.id, acts[len(acts)-1].Key, s.people[s.lead()], req.Act, req.RecordSeq)
		s.sendAs("another-update", req, nil)
	})
	s.at("2024-04-03 12:00", s.leaves())
	s.play()
	agreed := 0
	for _, a := range s.acts(s.id) {
		if a.Kind == cases.ActAgreeVisit {
			agreed++
		}
	}
	require.Equal(t, 1, agreed)
}

// A moment that the record keeps but does not take is asked about once a day, not
// without end.
func TestMomentInVainIsAskedAgainTheNextDay(t *testing.T) {
	s := newCase(t)
	s.vain, s.behind = true, true
	s.at("2024-04-06 10:00", s.leaves())
	s.play()
	require.Equal(t, []string{"04-03 09:00", "04-04 09:00", "04-05 09:00", "04-06 09:00"}, s.asked)
}

// TestOneOfTwoWhoSawTheSame: two people decide on what both saw; the later one is
// refused although both were sent before either was recorded.
func TestOneOfTwoWhoSawTheSame(t *testing.T) {
	s := newCase(t)
	s.serve("2024-04-02 10:00")
	s.at("2024-04-03 10:00", func() {
		five := law.ExtendDeadline{Deadline: law.DeadlineSelfCheck, By: calendar.PeriodOf(5, calendar.WorkingDays)}
		first, second := s.request("head", five, true), s.request("head", five, true)
		for _, req := range []*workflows.ActRequest{&first, &second} {
			req.Seen = law.Seen{Seq: s.recordSeq()}
			handedIn, err := record.Vouch(keys, record.StatementOf(s.id, req.Key, s.people["head"].HandsIn(), req.Act, "", "", req.Seen))
			require.NoError(t, err)
			req.HandedIn = handedIn
		}
		s.send(first, nil)
		s.send(second, func(err error) {
			refusal, ok := activities.RefusalIn(err)
			require.True(t, ok, "%v", err)
			require.Equal(t, "stale_view", refusal.Code)
		})
	})
	s.at("2024-04-03 11:00", s.sees(func() {
		d, _ := s.caseNow(s.id).Deadlines.Find(law.DeadlineSelfCheck)
		require.Len(t, d.Extensions, 1)
	}))
	s.at("2024-04-25 00:01", s.leaves())
	s.play()
}
