package workflows_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// problem is a finding on the first item, handled as the test says.
func (s *caseScene) problem() map[string]law.Finding {
	return map[string]law.Finding{s.items[0]: law.FindingProblem}
}

func (s *caseScene) result(o law.Outcome, branches ...law.ProceedingKind) map[string]cases.ItemResult {
	return map[string]cases.ItemResult{s.items[0]: {Outcome: o, Branches: branches}}
}

func TestCaseWithoutProblem(t *testing.T) {
	s := newCase(t)
	s.serve("2024-04-02 10:00")
	s.fileSelfCheck("2024-04-09 10:00")
	s.visit("2024-04-19 15:00", nil)
	s.conclude("2024-04-22 10:00", law.OutcomeNoProblem, nil)
	s.publish("2024-04-23 10:00")
	s.play()
	c := s.caseNow(s.id)
	require.Equal(t, cases.StageClosed, c.Stage)
	require.Empty(t, s.told.updates, "other cases of the task are open: it is not told yet")
	for _, met := range c.Met {
		require.False(t, met.Late, met.Kind)
	}
	require.Equal(t, calendar.NewDate(2024, 5, 20), c.Met[len(c.Met)-1].Last, "worked example of the procedure")
}

func TestNoticeNotServedAndNobodyThere(t *testing.T) {
	s := newCase(t)
	s.at("2024-04-03 10:00", s.because(s.lead(), cases.RecordNotServed{On: day("2024-04-03 10:00")}))
	s.attempt("2024-04-10 15:00", law.OutcomeUnreachable)
	s.conclude("2024-04-11 10:00", law.OutcomeUnreachable, nil)
	s.publish("2024-04-12 10:00")
	s.play()
	c := s.caseNow(s.id)
	require.Equal(t, cases.StageClosed, c.Stage)
	require.Nil(t, c.SelfCheck, "what was not served asks for no self-check")
}

func TestProblemCorrected(t *testing.T) {
	s := newCase(t)
	s.serve("2024-04-02 10:00")
	s.fileSelfCheck("2024-04-03 10:00")
	s.visit("2024-04-08 15:00", s.problem())
	s.conclude("2024-04-09 10:00", law.OutcomeCorrection, s.result(law.OutcomeCorrection))
	s.at("2024-04-10 09:30", s.does(s.lead(), cases.OrderCorrection{On: day("2024-04-10 09:30")}))
	s.publish("2024-04-11 10:00") // as found
	s.at("2024-04-18 10:00", s.does(s.entity(), cases.ReportCorrection{}))
	s.at("2024-04-19 10:00", s.does(s.lead(), cases.Reinspect{On: day("2024-04-19 10:00"), Corrected: map[string]bool{s.items[0]: true}}))
	s.publish("2024-04-22 10:00")
	s.play()
	c := s.caseNow(s.id)
	require.Equal(t, cases.StageClosed, c.Stage)
	require.Equal(t, 2, c.Publication.Entries)
	require.True(t, c.Publication.Final)
	entries, err := s.store.CasePublications(t.Context(), s.id)
	require.NoError(t, err)
	require.Len(t, entries, 2)
	require.True(t, entries[0].FollowUp, "published as found, 后续处理中")
	require.Equal(t, entries[0].ID, entries[1].Replaces)
	require.Contains(t, entries[1].Items, "已改正")
}

func TestReferralKeepsTheCaseOpen(t *testing.T) {
	s := newCase(t)
	s.serve("2024-04-02 10:00")
	s.fileSelfCheck("2024-04-03 10:00")
	s.visit("2024-04-08 15:00", s.problem())
	s.conclude("2024-04-09 10:00", law.OutcomeFollowUp, s.result(law.OutcomeFollowUp, law.ProceedingReferral))
	s.publish("2024-04-10 10:00")
	s.at("2024-09-01 10:00", s.sees(func() {
		c := s.caseNow(s.id)
		require.Equal(t, cases.StageFollowUp, c.Stage)
		require.Len(t, c.OpenBranches(), 1)
		open, waiting, err := s.store.OpenCaseCount(t.Context(), taskID)
		require.NoError(t, err)
		require.Equal(t, 1, waiting, "the task need not wait for it")
		require.Len(t, s.cases(), open+waiting)
	}), s.leaves())
	s.play()
}

// The task hears of its last case, whether that is closed or waits for a branch.
func TestTheLastCaseTellsTheTask(t *testing.T) {
	for name, outcome := range map[string]law.Outcome{"closed": law.OutcomeNoProblem, "waiting for a branch": law.OutcomeFollowUp} {
		t.Run(name, func(t *testing.T) {
			s := newCase(t)
			s.closeOthers()
			s.serve("2024-04-02 10:00")
			s.fileSelfCheck("2024-04-03 10:00")
			if outcome == law.OutcomeNoProblem {
				s.visit("2024-04-08 15:00", nil)
				s.conclude("2024-04-09 10:00", outcome, nil)
			} else {
				s.visit("2024-04-08 15:00", s.problem())
				s.conclude("2024-04-09 10:00", outcome, s.result(outcome, law.ProceedingPenalty))
			}
			s.publish("2024-04-10 10:00")
			s.at("2024-04-10 12:00", s.sees(func() {
				require.Equal(t, []string{"cases_settled " + taskID}, s.told.updates)
			}))
			if outcome == law.OutcomeFollowUp {
				s.at("2024-04-10 12:01", s.leaves())
			}
			if outcome == law.OutcomeNoProblem {
				s.script = s.script[:len(s.script)-1] // it has ended by then
			}
			s.play()
			require.Equal(t, []string{"cases_settled " + taskID}, s.told.updates)
		})
	}
}

func TestSentBackAndSignedAnew(t *testing.T) {
	s := newCase(t)
	s.serve("2024-04-02 10:00")
	s.fileSelfCheck("2024-04-03 10:00")
	s.visit("2024-04-08 15:00", nil)
	s.at("2024-04-09 10:00", s.does(s.lead(), cases.ProposeResult{Outcome: law.OutcomeNoProblem}))
	s.at("2024-04-09 11:00", s.cannot("head-centre", cases.SendBackRecord{}, "not_your_act"))
	s.at("2024-04-09 11:30", s.because("head", cases.SendBackRecord{}))
	s.at("2024-04-09 12:00", s.cannot("head", cases.ConfirmResult{}, "act_not_at_this_stage"))
	s.sign("2024-04-10 09:30")
	s.conclude("2024-04-10 10:00", law.OutcomeNoProblem, nil)
	s.publish("2024-04-11 10:00")
	s.play()
	c := s.caseNow(s.id)
	require.Equal(t, cases.StageClosed, c.Stage)
	require.Equal(t, 2, c.Visit.Revision)
	require.Equal(t, at("2024-04-08 15:00"), c.Visit.Ended.UTC(), "the visit's end is not moved by new signatures")
}

func TestPublicationReturned(t *testing.T) {
	s := newCase(t)
	s.serve("2024-04-02 10:00")
	s.fileSelfCheck("2024-04-03 10:00")
	s.visit("2024-04-08 15:00", nil)
	s.conclude("2024-04-09 10:00", law.OutcomeNoProblem, nil)
	s.at("2024-04-10 09:30", s.does("clerk", cases.PreparePublication{}))
	s.at("2024-04-10 09:40", s.because("director", cases.ReturnPublication{}))
	s.at("2024-04-10 09:50", s.cannot("director", cases.ApprovePublication{}, "publication_not_prepared"))
	s.publish("2024-04-11 10:00")
	s.play()
	require.Equal(t, 1, s.caseNow(s.id).Publication.Entries)
}

func TestInspectorReplaced(t *testing.T) {
	s := newCase(t)
	out := s.team[1]
	s.serve("2024-04-02 10:00")
	s.at("2024-04-03 10:00", s.because("head", cases.ReplaceInspector{Out: out}))
	s.at("2024-04-03 11:00", s.sees(func() {
		c := s.caseNow(s.id)
		require.Equal(t, []string{out}, c.Left)
		require.Len(t, c.Team, 2)
		require.NotContains(t, c.Team, out)
		require.Equal(t, s.team.Lead(), c.Team.Lead())
	}), s.leaves())
	s.play()
}
