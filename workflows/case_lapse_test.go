package workflows_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/settings"
)

// moments are a subject's reminders and lapses on record: when, and which.
func (o *office) moments(subject string, of law.DeadlineKind) []string {
	o.t.Helper()
	var out []string
	for _, a := range o.acts(subject) {
		if a.Kind != law.ActLapse {
			continue
		}
		var f law.Lapse
		require.NoError(o.t, json.Unmarshal(a.Facts, &f))
		if f.Moment.Deadline == of {
			out = append(out, a.Entered.In(calendar.Shanghai).Format("01-02 15:04 ")+f.Moment.Step)
		}
	}
	return out
}

// toldOf is when a person was told of reminders and lapses of a subject.
func (o *office) toldOf(person, subject string, kind law.NoticeKind) []string {
	o.t.Helper()
	var out []string
	for _, m := range o.messages(person, subject) {
		if m.Kind == kind {
			out = append([]string{m.Created.In(calendar.Shanghai).Format("01-02 15:04")}, out...)
		}
	}
	return out
}

// met is how the period of the kind ended.
func (s *caseScene) met(kind law.DeadlineKind) law.MetDeadline {
	s.t.Helper()
	for _, m := range s.caseNow(s.id).Met {
		if m.Kind == kind {
			return m
		}
	}
	s.t.Fatalf("period %s has not ended", kind)
	return law.MetDeadline{}
}

func TestNoticeOverdue(t *testing.T) {
	s := newCase(t)
	// Drawn on Monday 1 April; 4 to 6 April is a holiday, Sunday 7 April is worked.
	s.serve("2024-04-10 10:00")
	s.at("2024-04-10 11:00", s.leaves())
	s.play()
	require.Equal(t, []string{"04-03 09:00 before_1", "04-07 09:00 before_0", "04-08 00:00 overdue",
		"04-08 09:00 overdue_2024-04-08", "04-09 09:00 overdue_2024-04-09", "04-10 09:00 overdue_2024-04-10"},
		s.moments(s.id, law.DeadlineNotify))
	for _, member := range s.team {
		require.Equal(t, []string{"04-03 09:00", "04-07 09:00"}, s.toldOf(member, s.id, law.NoticeReminder))
		require.Equal(t, []string{"04-08 00:00", "04-08 09:00", "04-09 09:00", "04-10 09:00"}, s.toldOf(member, s.id, law.NoticeOverdue))
	}
	for _, above := range []string{"head", "supervisor"} {
		require.Equal(t, []string{"04-08 00:00"}, s.toldOf(above, s.id, law.NoticeOverdue), "told once, at once")
	}
	require.Empty(t, s.toldOf("director", s.id, law.NoticeOverdue))
	require.True(t, s.met(law.DeadlineNotify).Late, "done late is done, and stays marked")
}

// A changed hour holds from the moment after the one that is waited for. On a day
// on which the persons were reminded already the later hour brings the same
// reminder once more: it is taken, told to nobody twice, and holds nothing up.
func TestRemindersChangeWhileACaseRuns(t *testing.T) {
	s := newCase(t)
	hour := func(n int) func() {
		return func() {
			r := law.DefaultReminders
			r.Hour = n
			require.NoError(t, s.store.SaveSetting(t.Context(), settings.Reminders.About().Name, r, "admin", "作息调整", s.now()))
		}
	}
	s.at("2024-04-03 08:00", hour(10))
	s.at("2024-04-08 09:30", hour(14))
	s.serve("2024-04-10 10:00")
	s.at("2024-04-10 11:00", s.leaves())
	s.play()
	require.Equal(t, []string{"04-03 09:00 before_1", "04-03 10:00 before_1", "04-07 10:00 before_0", "04-08 00:00 overdue",
		"04-08 10:00 overdue_2024-04-08", "04-08 14:00 overdue_2024-04-08", "04-09 14:00 overdue_2024-04-09"},
		s.moments(s.id, law.DeadlineNotify))
	require.Equal(t, []string{"04-03 09:00", "04-07 10:00"}, s.toldOf(s.lead(), s.id, law.NoticeReminder))
	require.Equal(t, []string{"04-08 00:00", "04-08 10:00", "04-09 14:00"}, s.toldOf(s.lead(), s.id, law.NoticeOverdue))
}

func TestSelfCheckLapses(t *testing.T) {
	s := newCase(t)
	s.serve("2024-04-02 10:00") // the 10th working day is Wednesday 17 April
	s.at("2024-04-17 23:59", s.sees(func() { require.Equal(t, cases.StageSelfCheck, s.caseNow(s.id).Stage) }))
	s.at("2024-04-18 00:01", s.sees(func() {
		c := s.caseNow(s.id)
		require.Equal(t, cases.StageOnSite, c.Stage)
		require.False(t, c.SelfCheck.Filed, "未按要求自查")
	}))
	// Filed late: taken, and it stays marked.
	s.fileSelfCheck("2024-04-18 10:00")
	s.visit("2024-04-22 15:00", nil)
	s.conclude("2024-04-23 10:00", law.OutcomeNoProblem, nil)
	s.publish("2024-04-24 10:00")
	s.play()
	require.Equal(t, []string{"04-10 09:00 before_5", "04-12 09:00 before_3", "04-16 09:00 before_1", "04-17 09:00 before_0", "04-18 00:00 overdue"},
		s.moments(s.id, law.DeadlineSelfCheck))
	require.True(t, s.caseNow(s.id).SelfCheck.Late)
	require.Equal(t, cases.StageClosed, s.caseNow(s.id).Stage)
}

func TestVisitOverdue(t *testing.T) {
	s := newCase(t)
	s.serve("2024-04-02 10:00")
	// The window of the self-check ends on 17 April; the 20th working day after it,
	// over the May holiday and its worked weekends, is Thursday 16 May.
	s.visit("2024-05-20 15:00", nil)
	s.at("2024-05-20 16:00", s.leaves())
	s.play()
	require.Equal(t, []string{"05-10 09:00 before_5", "05-13 09:00 before_3", "05-15 09:00 before_1", "05-16 09:00 before_0",
		"05-17 00:00 overdue", "05-17 09:00 overdue_2024-05-17", "05-20 09:00 overdue_2024-05-20"},
		s.moments(s.id, law.DeadlineOnSite), "not on the weekend of 18 and 19 May")
	require.True(t, s.met(law.DeadlineOnSite).Late)
}

func TestResultOverdue(t *testing.T) {
	s := newCase(t)
	s.serve("2024-04-02 10:00")
	s.fileSelfCheck("2024-04-03 10:00")
	s.visit("2024-04-19 15:00", nil)
	s.conclude("2024-04-29 10:00", law.OutcomeNoProblem, nil)
	s.at("2024-04-29 12:00", s.leaves())
	s.play()
	require.Equal(t, []string{"04-23 09:00 before_3", "04-25 09:00 before_1", "04-26 09:00 before_0",
		"04-27 00:00 overdue", "04-28 09:00 overdue_2024-04-28", "04-29 09:00 overdue_2024-04-29"},
		s.moments(s.id, law.DeadlineResult), "Sunday 28 April is worked")
	require.True(t, s.met(law.DeadlineResult).Late)
}

func TestPublicationOverdueEscalates(t *testing.T) {
	s := newCase(t)
	s.serve("2024-04-02 10:00")
	s.fileSelfCheck("2024-04-03 10:00")
	s.visit("2024-04-19 15:00", nil)
	s.conclude("2024-04-22 10:00", law.OutcomeNoProblem, nil)
	s.publish("2024-05-22 10:00") // due by Monday 20 May
	s.play()
	require.Equal(t, []string{"05-13 09:00 before_5", "05-15 09:00 before_3", "05-17 09:00 before_1", "05-20 09:00 before_0",
		"05-21 00:00 overdue", "05-21 09:00 overdue_2024-05-21", "05-22 09:00 overdue_2024-05-22"},
		s.moments(s.id, law.DeadlinePublication))
	for _, above := range []string{"head", "director", "supervisor"} {
		require.Equal(t, []string{"05-21 00:00"}, s.toldOf(above, s.id, law.NoticeOverdue))
	}
	require.Equal(t, []string{"05-21 00:00", "05-21 09:00", "05-22 09:00"}, s.toldOf("clerk", s.id, law.NoticeOverdue))
	entries, err := s.store.CasePublications(t.Context(), s.id)
	require.NoError(t, err)
	require.Len(t, entries, 1)
	require.True(t, entries[0].Late, "the page shows the delay")
}

func TestCorrectionLapsesToReinspection(t *testing.T) {
	s := newCase(t)
	s.serve("2024-04-02 10:00")
	s.fileSelfCheck("2024-04-03 10:00")
	s.visit("2024-04-19 15:00", s.problem())
	s.conclude("2024-04-22 10:00", law.OutcomeCorrection, s.result(law.OutcomeCorrection))
	// 15 days from Tuesday 23 April: Wednesday 8 May.
	s.at("2024-04-23 10:00", s.does(s.lead(), cases.OrderCorrection{On: day("2024-04-23 10:00")}))
	s.publish("2024-04-24 10:00")
	s.at("2024-05-08 17:00", s.cannot(s.lead(), cases.Reinspect{On: day("2024-05-08 17:00"), Corrected: map[string]bool{s.items[0]: false}}, "correction_still_running"))
	s.at("2024-05-09 00:01", s.sees(func() {
		d, running := s.caseNow(s.id).Deadlines.Find(law.DeadlineReinspection)
		require.True(t, running, "the lapse starts the re-inspection")
		require.Equal(t, calendar.NewDate(2024, 5, 14), d.Last)
	}))
	s.at("2024-05-13 10:00", s.does(s.lead(), cases.Reinspect{On: day("2024-05-13 10:00"), Corrected: map[string]bool{s.items[0]: false}}))
	s.publish("2024-05-14 10:00")
	s.at("2024-05-15 10:00", s.sees(func() {
		c := s.caseNow(s.id)
		require.Equal(t, cases.StageFollowUp, c.Stage)
		require.Equal(t, law.ProceedingPenalty, c.OpenBranches()[0].Kind)
	}), s.leaves())
	s.play()
	require.True(t, s.met(law.DeadlineCorrection).Lapsed)
	require.Contains(t, s.moments(s.id, law.DeadlineCorrection), "05-09 00:00 overdue")
	require.Equal(t, []string{"05-10 09:00 before_3", "05-13 09:00 before_1"}, s.moments(s.id, law.DeadlineReinspection))
}

func TestReinspectionOverdue(t *testing.T) {
	s := newCase(t)
	s.serve("2024-04-02 10:00")
	s.fileSelfCheck("2024-04-03 10:00")
	s.visit("2024-04-08 15:00", s.problem())
	s.conclude("2024-04-09 10:00", law.OutcomeCorrection, s.result(law.OutcomeCorrection))
	s.at("2024-04-10 10:00", s.does(s.lead(), cases.OrderCorrection{On: day("2024-04-10 10:00")}))
	s.publish("2024-04-11 10:00")
	s.at("2024-04-15 10:00", s.does(s.entity(), cases.ReportCorrection{})) // 5 working days: 22 April
	s.at("2024-04-23 10:00", s.does(s.lead(), cases.Reinspect{On: day("2024-04-23 10:00"), Corrected: map[string]bool{s.items[0]: true}}))
	s.publish("2024-05-24 10:00") // the supplement was due by 22 May
	s.play()
	require.Equal(t, []string{"04-17 09:00 before_3", "04-19 09:00 before_1", "04-22 09:00 before_0", "04-23 00:00 overdue", "04-23 09:00 overdue_2024-04-23"},
		s.moments(s.id, law.DeadlineReinspection))
	require.True(t, s.met(law.DeadlineReinspection).Late)
	require.Contains(t, s.moments(s.id, law.DeadlineSupplement), "05-23 00:00 overdue")
	require.True(t, s.met(law.DeadlineSupplement).Late)
}
