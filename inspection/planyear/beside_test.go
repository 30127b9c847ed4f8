package planyear_test

import (
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
		p    inspection.Proceeding
		want []string // beside opened, and running or closed
	}{
		"a referral on its way":  {aProceeding(inspection.ProceedingReferral), nil},
		"a referral that ended":  {aProceeding(inspection.ProceedingReferral, ended(inspection.EndingReferred)), []string{"ending.referred.ended"}},
		"closed while suspended": {aProceeding(inspection.ProceedingReferral, ended(inspection.EndingReferred), func(p *inspection.Proceeding) { p.SuspendedOn = april(3) }), []string{"ending.referred.ended"}},
		"suspended and overdue": {aProceeding(inspection.ProceedingPolice, func(p *inspection.Proceeding) {
			p.SuspendedOn = april(3)
			p.Deadlines = inspection.Deadlines{{Kind: inspection.DeadlinePoliceReport, Overdue: true}}
		}), []string{"proceeding.police.suspended", "proceeding.police.overdue", "proceeding_deadline.police_report.running", "proceeding_deadline.police_report.overdue"}},
		"a period of it that was met late": {aProceeding(inspection.ProceedingReferral, func(p *inspection.Proceeding) {
			p.Met = append(p.Met, inspection.MetDeadline{Kind: inspection.DeadlineReferralReply, Late: true})
		}), []string{"proceeding_deadline.referral_reply.ended", "proceeding_deadline.referral_reply.late"}},
		"a penalty case on which nothing is decided": {aProceeding(inspection.ProceedingPenalty, penaltyFile(inspection.PenaltyFile{Filing: &inspection.PenaltyFiled{},
			Defence: &inspection.Defence{}, Hearing: &inspection.Hearing{}})), nil},
		"a penalty case decided": {aProceeding(inspection.ProceedingPenalty, penaltyFile(inspection.PenaltyFile{Filing: &inspection.PenaltyFiled{On: april(3)},
			Defence: &inspection.Defence{On: april(4)}, Hearing: &inspection.Hearing{HeldOn: april(5)}, Decision: fined})),
			[]string{"penalty.filed", "penalty.contested", "penalty.heard", "penalty.decided", "decision.penalty.decided", "leniency.reduced.decided", "penalty_kind.fine.decided", "penalty_kind.warning.decided",
				"money.fine.decided", "money.fine.outstanding"}},
		"a decision quashed": {aProceeding(inspection.ProceedingPenalty, penaltyFile(inspection.PenaltyFile{Decision: &inspection.PenaltyDecided{Quashed: true, Terms: inspection.DecisionTerms{Kind: inspection.DecisionProcessing}},
			Remedies: []inspection.Remedy{{}}, Public: inspection.PenaltyPublicity{Withdrawn: april(9)}})),
			[]string{"penalty.decided", "penalty.quashed", "penalty.remedied", "penalty.published", "decision.processing.decided"}},
		"no leniency is none": {aProceeding(inspection.ProceedingPenalty, penaltyFile(inspection.PenaltyFile{Decision: &inspection.PenaltyDecided{Changed: true,
			Terms: inspection.DecisionTerms{Kind: inspection.DecisionPenalty, Leniency: inspection.LeniencyNone}}, Public: inspection.PenaltyPublicity{On: april(9), Repair: inspection.Proposer{By: "u"}}})),
			[]string{"penalty.decided", "penalty.changed", "penalty.repaired", "penalty.published", "decision.penalty.decided"}},
		"feedback filed": {aProceeding(inspection.ProceedingFeedback, func(p *inspection.Proceeding) {
			p.Feedback = &inspection.FeedbackFile{Topic: inspection.TopicLegalGap}
		}), []string{"feedback.legal_gap.filed"}},
		"feedback answered": {aProceeding(inspection.ProceedingFeedback, ended(inspection.EndingFeedbackAdopted), func(p *inspection.Proceeding) {
			p.Feedback = &inspection.FeedbackFile{Topic: inspection.TopicWeakPoint, RoutedOn: april(3), AnsweredOn: april(4)}
		}), []string{"feedback.weak_point.filed", "feedback.weak_point.routed", "feedback.weak_point.answered", "ending.feedback_adopted.ended"}},
		"an objection upheld": {aProceeding(inspection.ProceedingObjection, func(p *inspection.Proceeding) {
			p.Objection = &inspection.ObjectionFile{Decision: inspection.ObjectionUpheld, Correction: inspection.PublicationWork{Final: true}}
		}), []string{"objection.raised", "objection.upheld", "objection.corrected"}},
		"an objection rejected": {aProceeding(inspection.ProceedingObjection, func(p *inspection.Proceeding) {
			p.Objection = &inspection.ObjectionFile{Decision: inspection.ObjectionRejected, AnsweredOn: april(4)}
		}), []string{"objection.raised", "objection.rejected", "objection.answered"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ids := planyear.OfProceeding(tc.p)
			kind, standing := "proceeding."+string(tc.p.Kind), ".running"
			if !tc.p.Stage.Open() {
				standing = ".closed"
			}
			require.ElementsMatch(t, append(tc.want, kind+".opened", kind+standing), ids)
			for _, id := range ids {
				require.True(t, planyear.Known(id, planyear.OfProceedings), id)
				require.False(t, planyear.Known(id, planyear.OfCases), id)
			}
		})
	}
}

// TestMoneyInTheReport: each sum beside the number of cases that make it.
func TestMoneyInTheReport(t *testing.T) {
	t.Parallel()
	f := fold(t, theYear())
	fined := func(fen int64, paid ...int64) inspection.Proceeding {
		d := &inspection.PenaltyDecided{Terms: inspection.DecisionTerms{Kind: inspection.DecisionPenalty, Penalties: []inspection.Penalty{{Kind: inspection.PenaltyFine, Fen: fen}}}}
		file := inspection.PenaltyFile{Decision: d}
		for _, one := range paid {
			file.Execution.Payments = append(file.Execution.Payments, inspection.Payment{On: april(9), Fen: one, For: inspection.PenaltyFine})
		}
		return aProceeding(inspection.ProceedingPenalty, penaltyFile(file))
	}
	f.AddProceeding(fined(5_000_00))
	f.AddProceeding(fined(3_000_50, 1_000_00, 2_000_00))
	r := f.Report()
	var rows []planyear.Row
	for _, s := range r.Sections {
		if s.ID == "money" {
			rows = s.Rows
		}
	}
	require.Len(t, rows, 1, "nothing was confiscated")
	sums := map[string]planyear.Figure{}
	for _, g := range rows[0].Figures {
		sums[g.ID] = g
	}
	require.Equal(t, planyear.Figure{ID: "money.fine.decided", Name: "应缴（按现行决定）", Count: 2, Fen: 8_000_50}, sums["money.fine.decided"])
	require.Equal(t, planyear.Figure{ID: "money.fine.paid", Name: "已缴纳", Count: 1, Fen: 3_000_00}, sums["money.fine.paid"])
	require.Equal(t, planyear.Figure{ID: "money.fine.outstanding", Name: "尚未缴纳", Count: 2, Fen: 5_000_50}, sums["money.fine.outstanding"])
	require.Contains(t, r.Lines(), planyear.Line{Section: "罚没款项", Row: "罚款", Figure: "尚未缴纳（元）", Value: "5000.50", ID: "money.fine.outstanding"})
	require.Contains(t, r.Lines(), planyear.Line{Section: "罚没款项", Row: "罚款", Figure: "尚未缴纳（件）", Value: "2", ID: "money.fine.outstanding"})
}

func TestProceedingsInTheReport(t *testing.T) {
	t.Parallel()
	f := fold(t, theYear())
	for _, how := range []inspection.Ending{inspection.EndingReferred, inspection.EndingNotReferred, inspection.EndingReferred} {
		f.AddProceeding(aProceeding(inspection.ProceedingReferral, ended(how)))
	}
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
	require.Equal(t, "75.0%", sections["proceeding"].Rows[1].Ratios[0].Percent)
	require.Len(t, sections["ending"].Rows, 2, "each ending once, in order")
	require.Equal(t, "不予移送", sections["ending"].Rows[0].Name)
	require.Equal(t, 2, sections["ending"].Rows[1].Figures[0].Count)
	require.Equal(t, "后续处理程序办理结果", sections["ending"].Name)
	for id, ratio := range map[string]string{"feedback": "答复率", "objection": "答复率", "proceeding_deadline": "按期率"} {
		require.Equal(t, ratio, sections[id].Rows[0].Ratios[0].Name)
	}
	require.NotContains(t, sections, "leniency", "nothing happened")
	require.Equal(t, "法律法规政策缺陷", sections["feedback"].Rows[1].Name)
	require.Equal(t, 1, sections["feedback"].Rows[1].Figures[0].Count)
	require.Len(t, sections["proceeding_deadline"].Rows, 1)
}
