package workflows_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/workflows"
)

// continueAtEveryStep lets the server suggest a new run just before each step.
func (s *scene) continueAtEveryStep() {
	for i, one := range s.script {
		s.script[i].do = func() { s.continues()(); one.do() }
	}
}

// correctedCase is a case through every stage, with lapses on its way.
func correctedCase(t *testing.T) *caseScene {
	s := newCase(t)
	s.serve("2024-04-09 10:00") // overdue since 8 April
	s.visit("2024-05-06 15:00", s.problem())
	s.conclude("2024-05-07 10:00", law.OutcomeCorrection, s.result(law.OutcomeCorrection))
	s.at("2024-05-08 09:30", s.does(s.lead(), cases.OrderCorrection{On: day("2024-05-08 09:30")}))
	s.publish("2024-05-09 10:00")
	s.at("2024-05-28 10:00", s.does(s.lead(), cases.Reinspect{On: day("2024-05-28 10:00"), Corrected: map[string]bool{s.items[0]: true}}))
	s.publish("2024-05-29 10:00")
	return s
}

// what is on record of a subject, without the moments, which differ by the
// milliseconds of the test.
func (o *office) story(subject string) []string {
	var out []string
	for _, a := range o.acts(subject) {
		out = append(out, a.Entered.In(time.UTC).Format("01-02 15:04 ")+string(a.Kind)+" "+a.Key)
	}
	return out
}

// A case that continues in a new run in the middle of each stage, after each act
// and with each period running, leaves the record of one that never did.
func TestCaseContinuesInEveryStage(t *testing.T) {
	once := correctedCase(t)
	once.play()
	require.Equal(t, 1, once.runs)
	often := correctedCase(t)
	often.continueAtEveryStep()
	often.play()
	require.Equal(t, 1+len(often.script), often.runs, "each act began a new run")
	require.Equal(t, once.story(once.id), often.story(often.id))
	require.Equal(t, cases.StageClosed, often.caseNow(often.id).Stage)
	require.Len(t, often.messages("supervisor", often.id), len(once.messages("supervisor", once.id)))
}

// The limit of events that tests set works like the server's suggestion.
func TestCaseContinuesAfterItsEvents(t *testing.T) {
	s := newCase(t)
	in := s.input.(workflows.CaseInput)
	in.MaxEvents = 50
	s.input = in
	s.serve("2024-04-02 10:00")
	s.at("2024-04-03 10:00", func() { s.env.SetCurrentHistoryLength(50) })
	s.fileSelfCheck("2024-04-03 10:00")
	s.at("2024-04-03 11:00", func() { require.Equal(t, 1, s.runs); s.env.SetCurrentHistoryLength(51) })
	s.at("2024-04-03 12:00", s.does(s.lead(), cases.AgreeVisit{On: day("2024-04-20 09:00")}))
	s.at("2024-04-03 13:00", func() { require.Equal(t, 2, s.runs) }, s.leaves())
	s.play()
	require.Equal(t, 50, s.input.(workflows.CaseInput).MaxEvents)
}

// Acts that arrive while a run is about to end are performed, in that run or in
// the next, once.
func TestActsAtTheBoundary(t *testing.T) {
	s := newCase(t)
	s.serve("2024-04-02 10:00")
	s.fileSelfCheck("2024-04-03 10:00")
	s.record("2024-04-08 15:00", cases.RecordVisit{CertificatesShown: true, EntitySignature: cases.EntitySigned,
		Findings: map[string]law.Finding{s.items[0]: law.FindingClear, s.items[1]: law.FindingNotApplicable}})
	s.script = s.script[:len(s.script)-len(s.team)]
	// One signs; while that is being recorded the server suggests a new run, the
	// other signs, and a third act comes that is to be refused then.
	s.at("2024-04-08 15:01", func() {
		s.beforeActivity("RecordCaseAct", func() {
			s.continues()()
			s.does(s.team[1], cases.SignRecord{Revision: 1})()
			s.cannot(s.team[1], cases.SignRecord{Revision: 1}, "act_not_at_this_stage")()
		})
		s.does(s.team[0], cases.SignRecord{Revision: 1})()
	})
	s.at("2024-04-08 15:02", func() { require.Equal(t, 2, s.runs) })
	s.conclude("2024-04-09 10:00", law.OutcomeNoProblem, nil)
	s.publish("2024-04-10 10:00")
	s.play()
	require.Equal(t, cases.StageClosed, s.caseNow(s.id).Stage)
	require.Len(t, s.caseNow(s.id).Visit.Signed, 2)
}

// standing is an office whose clock stands on 1 April 2024 at ten.
func standing(t *testing.T) *office {
	o := newOffice(t, drawnRecord)
	require.NoError(t, o.store.SaveClock(t.Context(), record.Clock{Standing: true, Now: at("2024-04-01 10:00")}))
	return o
}

// jump moves the standing clock and tells the workflow.
func (s *scene) jump(to string) func() {
	return func() {
		c, err := s.store.Clock(s.t.Context())
		require.NoError(s.t, err)
		c.Now, c.Jump = at(to), c.Jump+1
		require.NoError(s.t, s.store.SaveClock(s.t.Context(), c))
		s.hears(activities.Announcement{ID: "clock " + to, Update: activities.UpdateClockMoved, Clock: activities.Clock{Standing: true, Now: c.Now}})()
	}
}

// With a standing clock there is never a timer; a jump over many moments is
// answered when each passing was recorded once.
func TestStandingClockJumps(t *testing.T) {
	s := standing(t).firstCase()
	// The steps' times are the machine's; the business clock goes by its jumps.
	s.at("2024-04-01 10:10", s.jump("2024-04-20 10:00"))
	s.at("2024-04-01 10:20", s.sees(func() {
		require.Len(t, s.moments(s.id, law.DeadlineNotify), 1, "reminders that were jumped over are not made up for")
		require.Empty(t, s.toldOf(s.lead(), s.id, law.NoticeReminder))
		require.Equal(t, []string{"04-20 10:00"}, s.toldOf("supervisor", s.id, law.NoticeOverdue))
		require.True(t, s.caseNow(s.id).Deadlines.Overdue())
	}))
	s.at("2024-04-01 10:30", s.does(s.lead(), cases.ServeNotice{Method: law.ServedInPerson, On: day("2024-04-20 10:00")}))
	s.at("2024-04-01 10:40", s.jump("2024-04-26 09:00")) // the self-check is due by 7 May
	s.at("2024-04-01 10:50", s.jump("2024-05-08 00:00"))
	s.at("2024-04-01 11:00", s.sees(func() {
		require.Equal(t, cases.StageOnSite, s.caseNow(s.id).Stage)
		require.Equal(t, []string{"04-26 09:00"}, s.toldOf(s.lead(), s.id, law.NoticeReminder))
		require.Len(t, s.toldOf("supervisor", s.id, law.NoticeOverdue), 2)
	}), s.leaves())
	s.play()
}

// A jump that is heard while the run is about to end is answered, and what came
// due is recorded: the run does not wait for the answer and the answer not for
// the run.
func TestJumpAtTheBoundary(t *testing.T) {
	s := standing(t).firstCase()
	s.at("2024-04-01 10:10", func() {
		s.beforeActivity("RecordCaseAct", func() { s.continues()(); s.jump("2024-04-20 10:00")() })
		s.because(s.lead(), cases.ServeNotice{Method: law.ServedInPerson, On: day("2024-04-01 10:00")})()
	})
	s.at("2024-04-01 10:20", s.sees(func() {
		require.Equal(t, 2, s.runs)
		require.Equal(t, cases.StageOnSite, s.caseNow(s.id).Stage)
	}), s.leaves())
	s.play()
}
