package planyear_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/planyear"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
)

func aProceeding(kind law.ProceedingKind, change ...func(*proceedings.Proceeding)) proceedings.Proceeding {
	p := proceedings.Proceeding{No: law.ProceedingNo(registers.No(task, 1), kind, 1), Kind: kind, Task: task, Edition: "2024",
		Stage: proceedings.Stages(kind)[1], Opened: april(2).At(9, 0)}
	for _, f := range change {
		f(&p)
	}
	return p
}

func ended(how proceedings.Ending) func(*proceedings.Proceeding) {
	return func(p *proceedings.Proceeding) { p.Stage, p.Ending = proceedings.Closed, how }
}

func penaltyFile(f proceedings.PenaltyFile) func(*proceedings.Proceeding) {
	return func(p *proceedings.Proceeding) { p.Penalty = &f }
}

func TestFiguresOfAProceeding(t *testing.T) {
	t.Parallel()
	fined := &proceedings.PenaltyDecided{Terms: proceedings.DecisionTerms{Kind: proceedings.DecisionPenalty, Leniency: proceedings.LeniencyReduced,
		Penalties: []proceedings.Penalty{{Kind: proceedings.PenaltyFine, Fen: 100}, {Kind: proceedings.PenaltyWarning}}}}
	for name, tc := range map[string]struct {
		p    proceedings.Proceeding
		want []string // beside opened, and running or closed
	}{
		"a referral on its way":  {aProceeding(law.ProceedingReferral), nil},
		"a referral that ended":  {aProceeding(law.ProceedingReferral, ended(proceedings.EndingReferred)), []string{"ending.referred.ended"}},
		"closed while suspended": {aProceeding(law.ProceedingReferral, ended(proceedings.EndingReferred), func(p *proceedings.Proceeding) { p.SuspendedOn = april(3) }), []string{"ending.referred.ended"}},
		"suspended and overdue": {aProceeding(law.ProceedingPolice, func(p *proceedings.Proceeding) {
			p.SuspendedOn = april(3)
			p.Deadlines = law.Deadlines{{Kind: law.DeadlinePoliceReport, Overdue: true}}
		}), []string{"proceeding.police.suspended", "proceeding.police.overdue", "proceeding_deadline.police_report.running", "proceeding_deadline.police_report.overdue"}},
		"a period of it that was met late": {aProceeding(law.ProceedingReferral, func(p *proceedings.Proceeding) {
			p.Met = append(p.Met, law.MetDeadline{Kind: law.DeadlineReferralReply, Late: true})
		}), []string{"proceeding_deadline.referral_reply.ended", "proceeding_deadline.referral_reply.late"}},
		"a penalty case on which nothing is decided": {aProceeding(law.ProceedingPenalty, penaltyFile(proceedings.PenaltyFile{Filing: &proceedings.PenaltyFiled{},
			Defence: &proceedings.Defence{}, Hearing: &proceedings.Hearing{}})), nil},
		"a penalty case decided": {aProceeding(law.ProceedingPenalty, penaltyFile(proceedings.PenaltyFile{Filing: &proceedings.PenaltyFiled{On: april(3)},
			Defence: &proceedings.Defence{On: april(4)}, Hearing: &proceedings.Hearing{HeldOn: april(5)}, Decision: fined})),
			[]string{"penalty.filed", "penalty.contested", "penalty.heard", "penalty.decided", "decision.penalty.decided", "leniency.reduced.decided", "penalty_kind.fine.decided", "penalty_kind.warning.decided",
				"money.fine.decided", "money.fine.outstanding"}},
		"a decision quashed": {aProceeding(law.ProceedingPenalty, penaltyFile(proceedings.PenaltyFile{Decision: &proceedings.PenaltyDecided{Quashed: true, Terms: proceedings.DecisionTerms{Kind: proceedings.DecisionProcessing}},
			Remedies: []proceedings.Remedy{{}}, Public: proceedings.PenaltyPublicity{Withdrawn: april(9)}})),
			[]string{"penalty.decided", "penalty.quashed", "penalty.remedied", "penalty.published", "decision.processing.decided"}},
		"no leniency is none": {aProceeding(law.ProceedingPenalty, penaltyFile(proceedings.PenaltyFile{Decision: &proceedings.PenaltyDecided{Changed: true,
			Terms: proceedings.DecisionTerms{Kind: proceedings.DecisionPenalty, Leniency: proceedings.LeniencyNone}}, Public: proceedings.PenaltyPublicity{On: april(9), Repair: proceedings.Proposer{By: "u"}}})),
			[]string{"penalty.decided", "penalty.changed", "penalty.repaired", "penalty.published", "decision.penalty.decided"}},
		"feedback filed": {aProceeding(law.ProceedingFeedback, func(p *proceedings.Proceeding) {
			p.Feedback = &proceedings.FeedbackFile{Topic: proceedings.TopicLegalGap}
		}), []string{"feedback.legal_gap.filed"}},
		"feedback answered": {aProceeding(law.ProceedingFeedback, ended(proceedings.EndingFeedbackAdopted), func(p *proceedings.Proceeding) {
			p.Feedback = &proceedings.FeedbackFile{Topic: proceedings.TopicWeakPoint, RoutedOn: april(3), AnsweredOn: april(4)}
		}), []string{"feedback.weak_point.filed", "feedback.weak_point.routed", "feedback.weak_point.answered", "ending.feedback_adopted.ended"}},
		"an objection upheld": {aProceeding(law.ProceedingObjection, func(p *proceedings.Proceeding) {
			p.Objection = &proceedings.ObjectionFile{Decision: proceedings.ObjectionUpheld, Correction: cases.PublicationWork{Final: true}}
		}), []string{"objection.raised", "objection.upheld", "objection.corrected"}},
		"an objection rejected": {aProceeding(law.ProceedingObjection, func(p *proceedings.Proceeding) {
			p.Objection = &proceedings.ObjectionFile{Decision: proceedings.ObjectionRejected, AnsweredOn: april(4)}
		}), []string{"objection.raised", "objection.rejected", "objection.answered"}},
		"an opinion registered": {aProceeding(law.ProceedingOversight, func(p *proceedings.Proceeding) {
			p.Oversight = &proceedings.OversightFile{Topic: proceedings.TopicForProfit}
		}), []string{"oversight.for_profit.registered"}},
		"an opinion answered": {aProceeding(law.ProceedingOversight, ended(proceedings.EndingOversightExplained), func(p *proceedings.Proceeding) {
			p.Oversight = &proceedings.OversightFile{Topic: proceedings.TopicOfficers, AnsweredOn: april(4)}
		}), []string{"oversight.officers.registered", "oversight.officers.answered", "ending.oversight_explained.ended"}},
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
	fined := func(fen int64, paid ...int64) proceedings.Proceeding {
		d := &proceedings.PenaltyDecided{Terms: proceedings.DecisionTerms{Kind: proceedings.DecisionPenalty, Penalties: []proceedings.Penalty{{Kind: proceedings.PenaltyFine, Fen: fen}}}}
		file := proceedings.PenaltyFile{Decision: d}
		for _, one := range paid {
			file.Execution.Payments = append(file.Execution.Payments, proceedings.Payment{On: april(9), Fen: one, For: proceedings.PenaltyFine})
		}
		return aProceeding(law.ProceedingPenalty, penaltyFile(file))
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
	for _, how := range []proceedings.Ending{proceedings.EndingReferred, proceedings.EndingNotReferred, proceedings.EndingReferred} {
		f.AddProceeding(aProceeding(law.ProceedingReferral, ended(how)))
	}
	f.AddProceeding(aProceeding(law.ProceedingReferral))
	f.AddProceeding(aProceeding(law.ProceedingFeedback, func(p *proceedings.Proceeding) {
		p.Feedback = &proceedings.FeedbackFile{Topic: proceedings.TopicLegalGap}
		p.Met = append(p.Met, law.MetDeadline{Kind: law.DeadlineFeedbackRoute})
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
	require.Len(t, sections["proceeding"].Rows, len(law.ProceedingKinds))
	require.Equal(t, "75.0%", sections["proceeding"].Rows[1].Ratios[0].Percent)
	require.Len(t, sections["ending"].Rows, 2, "each ending once, in order")
	require.Equal(t, "不予移送", sections["ending"].Rows[0].Name)
	require.Equal(t, 2, sections["ending"].Rows[1].Figures[0].Count)
	require.Equal(t, "后续处理程序办理结果", sections["ending"].Name)
	for id, ratio := range map[string]string{"feedback": "答复率", "objection": "答复率", "oversight": "答复率", "proceeding_deadline": "按期率"} {
		require.Equal(t, ratio, sections[id].Rows[0].Ratios[0].Name)
	}
	require.NotContains(t, sections, "leniency", "nothing happened")
	require.Equal(t, "法律法规政策缺陷", sections["feedback"].Rows[1].Name)
	require.Equal(t, 1, sections["feedback"].Rows[1].Figures[0].Count)
	require.Len(t, sections["proceeding_deadline"].Rows, 1)
}
