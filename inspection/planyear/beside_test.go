package planyear_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/planyear"
)

func aProceeding(kind inspection.ProceedingKind, change ...func(*inspection.Proceeding)) inspection.Proceeding {
	p := inspection.Proceeding{No: inspection.ProceedingNo(inspection.CaseNo(task, 1), kind, 1), Kind: kind, Task: task, Edition: "2024",
		Stage: inspection.ProceedingStages(kind)[1], Opened: april(2).At(9, 0)}
	for _, f := range change {
		f(&p)
	}
	return p
}

func ended(how inspection.Ending) func(*inspection.Proceeding) {
	return func(p *inspection.Proceeding) { p.Stage, p.Ending = inspection.ProceedingClosed, how }
}

func penaltyFile(f inspection.PenaltyFile) func(*inspection.Proceeding) {
	return func(p *inspection.Proceeding) { p.Penalty = &f }
}

func TestFiguresOfAProceeding(t *testing.T) {
	t.Parallel()
	fined := &inspection.PenaltyDecided{Terms: inspection.DecisionTerms{Kind: inspection.DecisionPenalty, Leniency: inspection.LeniencyReduced,
		Penalties: []inspection.Penalty{{Kind: inspection.PenaltyFine, Fen: 100}, {Kind: inspection.PenaltyWarning}}}}
	for name, tc := range map[string]struct {
		p         inspection.Proceeding
		has, lack []string
	}{
		"a referral on its way": {aProceeding(inspection.ProceedingReferral), []string{"proceeding.referral.opened", "proceeding.referral.running"},
			[]string{"proceeding.referral.closed", "proceeding.referral.overdue"}},
		"a referral that ended": {aProceeding(inspection.ProceedingReferral, ended(inspection.EndingReferred)),
			[]string{"proceeding.referral.closed", "ending.referred.ended"}, []string{"proceeding.referral.running"}},
		"suspended and overdue": {aProceeding(inspection.ProceedingPolice, func(p *inspection.Proceeding) {
			p.SuspendedOn = april(3)
			p.Deadlines = inspection.Deadlines{{Kind: inspection.DeadlinePoliceReport, Overdue: true}}
		}), []string{"proceeding.police.suspended", "proceeding.police.overdue", "proceeding_deadline.police_report.overdue"}, nil},
		"a period of it that was met late": {aProceeding(inspection.ProceedingReferral, func(p *inspection.Proceeding) {
			p.Met = append(p.Met, inspection.MetDeadline{Kind: inspection.DeadlineReferralReply, Late: true})
		}), []string{"proceeding_deadline.referral_reply.ended", "proceeding_deadline.referral_reply.late"}, []string{"deadline.referral_reply.late"}},
		"a penalty case proposed": {aProceeding(inspection.ProceedingPenalty, penaltyFile(inspection.PenaltyFile{Filing: &inspection.PenaltyFiled{}})), nil, []string{"penalty.filed", "penalty.decided"}},
		"a penalty case decided": {aProceeding(inspection.ProceedingPenalty, penaltyFile(inspection.PenaltyFile{Filing: &inspection.PenaltyFiled{On: april(3)},
			Defence: &inspection.Defence{On: april(4)}, Hearing: &inspection.Hearing{HeldOn: april(5)}, Decision: fined})),
			[]string{"penalty.filed", "penalty.contested", "penalty.heard", "penalty.decided", "decision.penalty.decided", "leniency.reduced.decided", "penalty_kind.fine.decided", "penalty_kind.warning.decided"},
			[]string{"penalty.published", "penalty.quashed", "penalty.remedied", "penalty_kind.confiscation.decided"}},
		"a decision quashed": {aProceeding(inspection.ProceedingPenalty, penaltyFile(inspection.PenaltyFile{Decision: &inspection.PenaltyDecided{Quashed: true, Terms: inspection.DecisionTerms{Kind: inspection.DecisionProcessing}},
			Remedies: []inspection.Remedy{{}}, Public: inspection.PenaltyPublicity{Withdrawn: april(9)}})),
			[]string{"penalty.quashed", "penalty.remedied", "penalty.published"}, []string{"penalty.changed", "leniency.none.decided"}},
		"no leniency is none": {aProceeding(inspection.ProceedingPenalty, penaltyFile(inspection.PenaltyFile{Decision: &inspection.PenaltyDecided{Changed: true,
			Terms: inspection.DecisionTerms{Kind: inspection.DecisionPenalty, Leniency: inspection.LeniencyNone}}, Public: inspection.PenaltyPublicity{On: april(9), Repair: inspection.Proposer{By: "u"}}})),
			[]string{"penalty.changed", "penalty.repaired", "penalty.published"}, []string{"leniency.none.decided"}},
		"feedback routed": {aProceeding(inspection.ProceedingFeedback, func(p *inspection.Proceeding) {
			p.Feedback = &inspection.FeedbackFile{Topic: inspection.TopicLegalGap, RoutedOn: april(3)}
		}), []string{"feedback.legal_gap.filed", "feedback.legal_gap.routed"}, []string{"feedback.legal_gap.answered", "feedback.weak_point.filed"}},
		"feedback answered": {aProceeding(inspection.ProceedingFeedback, ended(inspection.EndingFeedbackAdopted), func(p *inspection.Proceeding) {
			p.Feedback = &inspection.FeedbackFile{Topic: inspection.TopicWeakPoint, RoutedOn: april(3), AnsweredOn: april(4)}
		}), []string{"feedback.weak_point.answered", "ending.feedback_adopted.ended"}, nil},
		"an objection upheld": {aProceeding(inspection.ProceedingObjection, func(p *inspection.Proceeding) {
			p.Objection = &inspection.ObjectionFile{Decision: inspection.ObjectionUpheld, Correction: inspection.PublicationWork{Final: true}}
		}), []string{"objection.raised", "objection.upheld", "objection.corrected"}, []string{"objection.rejected", "objection.answered"}},
		"an objection rejected": {aProceeding(inspection.ProceedingObjection, func(p *inspection.Proceeding) {
			p.Objection = &inspection.ObjectionFile{Decision: inspection.ObjectionRejected, AnsweredOn: april(4)}
		}), []string{"objection.rejected", "objection.answered"}, []string{"objection.upheld", "objection.corrected"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ids := planyear.OfProceeding(tc.p)
			require.Subset(t, ids, tc.has)
			for _, id := range tc.lack {
				require.NotContains(t, ids, id)
			}
			require.Len(t, slices.Compact(slices.Sorted(slices.Values(ids))), len(ids), "each once")
			for _, id := range ids {
				require.True(t, planyear.Known(id, planyear.OfProceedings), id)
				require.False(t, planyear.Known(id, planyear.OfCases), id)
			}
		})
	}
}

func TestProceedingsInTheReport(t *testing.T) {
	t.Parallel()
	f := fold(t, theYear())
	f.AddProceeding(aProceeding(inspection.ProceedingReferral, ended(inspection.EndingReferred)))
	f.AddProceeding(aProceeding(inspection.ProceedingReferral))
	f.AddProceeding(aProceeding(inspection.ProceedingFeedback, func(p *inspection.Proceeding) {
		p.Feedback = &inspection.FeedbackFile{Topic: inspection.TopicLegalGap}
		p.Met = append(p.Met, inspection.MetDeadline{Kind: inspection.DeadlineFeedbackRoute})
	}))
	sections := map[string]planyear.Section{}
	for _, s := range f.Report().Sections {
		sections[s.ID] = s
		for _, row := range s.Rows {
			for _, g := range row.Figures {
				require.True(t, planyear.Known(g.ID, s.Of), g.ID)
			}
		}
	}
	require.Len(t, sections["proceeding"].Rows, len(inspection.ProceedingKinds))
	require.Equal(t, "50.0%", sections["proceeding"].Rows[1].Ratios[0].Percent)
	require.Len(t, sections["ending"].Rows, 1)
	require.Equal(t, "已移送并收到办理结果", sections["ending"].Rows[0].Name)
	require.NotContains(t, sections, "leniency", "nothing happened")
	require.Equal(t, "法律法规政策缺陷", sections["feedback"].Rows[1].Name)
	require.Equal(t, 1, sections["feedback"].Rows[1].Figures[0].Count)
	require.Len(t, sections["proceeding_deadline"].Rows, 1)
}
