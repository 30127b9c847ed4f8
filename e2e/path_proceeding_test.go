package e2e

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/activities"
	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/record"
	"shuangsuiji/workflows"
)

// proceedingPaths are the ways of what goes beyond an inspection, each from a case
// of the pool. The machine's clock runs, so that what waits for days is waived.
func proceedingPaths(pool *[]string) []path {
	var held, released string // cases with a penalty case and a referral to the police
	var quashed string        // a penalty case whose decision has to be taken anew
	next := func(o *office, branches ...inspection.ProceedingKind) string {
		no := (*pool)[0]
		*pool = (*pool)[1:]
		o.foundProblem(no, inspection.OutcomeFollowUp, branches...)
		o.publish(no)
		return no
	}
	return []path{
		{"case_branches_handed_over", func(o *office) string {
			no := next(o, inspection.ProceedingReferral)
			referral := o.opened(no, inspection.ProceedingReferral)
			o.toReply(referral)
			o.untilStage(no, inspection.StageClosed)
			return no
		}},
		{"penalty_executed", func(o *office) string {
			penalty := o.opened(next(o, inspection.ProceedingPenalty), inspection.ProceedingPenalty)
			o.file(penalty)
			o.punish(penalty)
			return penalty
		}},
		{"penalty_quashed", func(o *office) string {
			quashed = o.opened(next(o, inspection.ProceedingPenalty), inspection.ProceedingPenalty)
			o.file(quashed)
			o.punish(quashed)
			o.proceed("clerk", quashed, inspection.RecordRemedy{Remedy: inspection.RemedyReconsideration, On: o.today()})
			o.proceed("clerk", quashed, inspection.RecordRemedyOutcome{On: o.today(), Outcome: inspection.RemedyQuashed, Anew: &inspection.Anew{Procedural: true}})
			o.proceed("director", quashed, inspection.WithdrawEntry{}, "决定已被撤销")
			o.proceed("clerk", quashed, inspection.RecordRefund{On: o.today(), Fen: fine[0].Fen})
			o.untilClosed(quashed)
			return quashed
		}},
		{"penalty_decided_anew", func(o *office) string {
			penalty := o.opened(quashed, inspection.ProceedingPenalty)
			require.Equal(o.t, quashed, o.proceedingNow(penalty).Penalty.Anew.Of)
			o.punish(penalty)
			return penalty
		}},
		{"referral_answered", func(o *office) string {
			referral := o.opened(next(o, inspection.ProceedingReferral), inspection.ProceedingReferral)
			o.toReply(referral)
			o.proceed("clerk", referral, inspection.RecordReferralReply{On: o.today(), Answer: inspection.ReferralTaken, Result: inspection.ReferralDealtWith})
			o.proceed("clerk", referral, inspection.PrepareReferralResult{})
			o.proceed("director", referral, inspection.ApproveReferralResult{})
			o.untilClosed(referral)
			return referral
		}},
		{"penalty_ended_by_police", func(o *office) string {
			held = next(o, inspection.ProceedingPenalty, inspection.ProceedingPolice)
			penalty, police := o.opened(held, inspection.ProceedingPenalty), o.opened(held, inspection.ProceedingPolice)
			o.file(penalty)
			o.transfer(police)
			o.until(func() bool { return o.proceedingNow(penalty).Suspended() })
			_, _, err := o.ActOnProceeding(o.ctx, o.people[o.proceedingNow(penalty).Team.Lead()], penalty,
				entry(inspection.EndInvestigation{On: o.today(), Established: true, Decision: inspection.DecisionPenalty, Penalties: fine, Grade: inspection.GradeOrdinary}, nil), o.call(penalty))
			require.Error(o.t, err, "it waits for the police")
			o.decided(police, inspection.PoliceFiles)
			o.untilClosed(penalty)
			require.Equal(o.t, inspection.PenaltyEndedByPolice, o.proceedingNow(penalty).Ending)
			return penalty
		}},
		{"police_filed", func(o *office) string {
			police := inspection.ProceedingNo(held, inspection.ProceedingPolice, 1)
			o.proceed(o.proceedingNow(police).Team.Lead(), police, inspection.HandOverEvidence{On: o.today()})
			o.untilClosed(police)
			return police
		}},
		{"police_refused", func(o *office) string {
			released = next(o, inspection.ProceedingPenalty, inspection.ProceedingPolice)
			police := o.opened(released, inspection.ProceedingPolice)
			o.transfer(police)
			o.until(func() bool { return o.proceedingNow(o.opened(released, inspection.ProceedingPenalty)).Suspended() })
			o.decided(police, inspection.PoliceRefuses)
			o.proceed("director", police, inspection.AcceptPoliceRefusal{}, "不予立案的理由成立")
			o.untilClosed(police)
			return police
		}},
		{"penalty_released", func(o *office) string {
			penalty := inspection.ProceedingNo(released, inspection.ProceedingPenalty, 1)
			o.until(func() bool { return !o.proceedingNow(penalty).Suspended() })
			o.file(penalty)
			o.punish(penalty)
			return penalty
		}},
		{"feedback_answered", func(o *office) string {
			no := (*pool)[0]
			feedback := o.feedback(no, inspection.TopicWeakPoint)
			o.proceed("head", feedback, inspection.RouteFeedback{To: inspection.Addressee{Place: inspection.WithinBureau, Name: "社会保险科"}})
			o.proceed("head", feedback, inspection.RouteFeedback{To: inspection.Addressee{Place: inspection.OtherDepartment, Name: "市司法局"}})
			o.proceed("clerk", feedback, inspection.AnswerFeedback{On: o.today(), Answer: inspection.FeedbackAdopted})
			o.untilClosed(feedback)
			return feedback
		}},
		{"objection_upheld", func(o *office) string {
			no := next(o, inspection.ProceedingReferral)
			objection := o.objection(no)
			o.proceed("head", objection, inspection.CheckObjection{Opinion: inspection.ObjectionRejected}, "维持")
			o.proceed("director", objection, inspection.ReturnObjection{}, "凭证未核对")
			o.proceed("head", objection, inspection.CheckObjection{Opinion: inspection.ObjectionUpheld}, "凭证属实")
			o.proceed("director", objection, inspection.DecideObjection{Decision: inspection.ObjectionUpheld}, "同意")
			o.proceed("clerk", objection, inspection.PrepareCorrectedEntry{Result: inspection.PublishedResult{Outcome: inspection.OutcomeNoProblem}})
			o.proceed("director", objection, inspection.ApproveCorrectedEntry{})
			o.proceed("clerk", objection, inspection.AnswerObjection{On: o.today(), Method: inspection.ServedByMail})
			o.untilClosed(objection)
			entries, err := o.store.CasePublications(o.ctx, no)
			require.NoError(o.t, err)
			require.Len(o.t, entries, 2)
			return objection
		}},
		{"objection_rejected", func(o *office) string {
			objection := o.objection(next(o, inspection.ProceedingReferral))
			o.proceed("head", objection, inspection.CheckObjection{Opinion: inspection.ObjectionRejected}, "维持")
			o.proceed("director", objection, inspection.DecideObjection{Decision: inspection.ObjectionRejected}, "同意")
			o.proceed("clerk", objection, inspection.AnswerObjection{On: o.today(), Method: inspection.ServedInPerson})
			o.untilClosed(objection)
			return objection
		}},
		{"filing", func(o *office) string {
			act, err := inspection.NewAct(o.people[o.lead((*pool)[0])], time.Time{}, inspection.FileFeedback{Topic: inspection.TopicLegalGap})
			require.NoError(o.t, err)
			act.Reasoned = true
			in := activities.Filing{Kind: inspection.ProceedingFeedback, Origin: "2024", Key: "path", Act: act}
			in.HandedIn = o.vouched(in.Subject(), in.Key, o.lead((*pool)[0]), &in.Act)
			no, err := workflows.NewDispatcher(o.client).File(o.ctx, in)
			require.NoError(o.t, err)
			require.True(o.t, o.runs(no))
			again, err := workflows.NewDispatcher(o.client).File(o.ctx, in)
			require.NoError(o.t, err)
			require.Equal(o.t, no, again, "opened once")
			return "filing-path"
		}},
	}
}

// feedback files the lead's feedback out of the case and answers its number.
func (o *office) feedback(caseNo string, topic inspection.FeedbackTopic) string {
	o.t.Helper()
	c, err := o.store.Case(o.ctx, caseNo)
	require.NoError(o.t, err)
	view, _, err := o.FileFeedback(o.ctx, o.people[c.Team.Lead()], caseNo, entry(inspection.FileFeedback{Topic: topic}, []string{"台账难以核对"}), o.call("feedback/"+caseNo))
	require.NoError(o.t, err)
	return view.No
}

// objection enters the entity's objection from paper and answers its number.
func (o *office) objection(caseNo string) string {
	o.t.Helper()
	view, _, err := o.RaiseObjection(o.ctx, o.people["clerk"], caseNo, entry(inspection.RaiseObjection{On: o.today()}, []string{"该事项已办理"}), o.call("objections/"+caseNo))
	require.NoError(o.t, err)
	return view.No
}

var fine = []inspection.Penalty{{Kind: inspection.PenaltyFine, Fen: 5_000_00}}

// opened is the number of the case's first proceeding of the kind, once it runs.
func (o *office) opened(no string, kind inspection.ProceedingKind) string {
	o.t.Helper()
	of := inspection.ProceedingNo(no, kind, 1)
	o.until(func() bool { return o.runs(of) })
	return of
}

func (o *office) proceedingNow(no string) inspection.Proceeding {
	o.t.Helper()
	p, err := o.store.Proceeding(o.ctx, no)
	require.NoError(o.t, err)
	return p
}

// untilClosed waits until the proceeding is over, on record and as a workflow.
func (o *office) untilClosed(no string) {
	o.t.Helper()
	o.until(func() bool { return !o.runs(no) && !o.proceedingNow(no).Stage.Open() })
}

func (o *office) runs(no string) bool {
	o.t.Helper()
	running, err := workflows.NewDispatcher(o.client).Running(o.ctx, no)
	require.NoError(o.t, err)
	return running
}

// proceed performs an act of a proceeding that must succeed.
func (o *office) proceed(who, no string, facts inspection.Facts, reason ...string) {
	o.t.Helper()
	_, _, err := o.ActOnProceeding(o.ctx, o.people[who], no, entry(facts, reason), o.call(no))
	require.NoError(o.t, err, "%s", facts.Kind())
}

func (o *office) file(penalty string) {
	o.t.Helper()
	p := o.proceedingNow(penalty)
	o.proceed(p.Team.Lead(), penalty, inspection.ProposeFiling{Party: inspection.PartyOrganisation, EndedOn: calendar.DateOf(p.Opened).AddDays(-30)})
	o.proceed("director", penalty, inspection.ApproveFiling{})
}

// punish takes a penalty case from its filing to its closing, the defence waived.
func (o *office) punish(penalty string) {
	o.t.Helper()
	lead, today := o.proceedingNow(penalty).Team.Lead(), o.today()
	inPerson := inspection.PaperService{Method: inspection.ServedInPerson, On: today}
	terms := inspection.DecisionTerms{Kind: inspection.DecisionPenalty, Penalties: fine, Articles: []string{"劳动保障监察条例第30条"},
		Grade: inspection.GradeOrdinary, Leniency: inspection.LeniencyNone}
	o.proceed(lead, penalty, inspection.EndInvestigation{On: today, Established: true, Decision: inspection.DecisionPenalty, Penalties: fine, Grade: inspection.GradeOrdinary})
	o.proceed(lead, penalty, inspection.ServePriorNotice{Service: inPerson})
	o.proceed("clerk", penalty, inspection.WaiveDefence{On: today})
	o.proceed(lead, penalty, inspection.ProposeDecision{Terms: terms})
	o.proceed("legal", penalty, inspection.ReviewLegally{Passed: true})
	o.proceed("director", penalty, inspection.DecidePenaltyCase{Terms: terms}, "事实清楚，裁量适当")
	o.proceed(lead, penalty, inspection.ServeDecision{Service: inPerson})
	o.proceed("clerk", penalty, inspection.PreparePenaltyEntry{})
	o.proceed("director", penalty, inspection.ApprovePenaltyEntry{})
	o.proceed("clerk", penalty, inspection.RecordPayment{On: today, Fen: fine[0].Fen})
	o.proceed("director", penalty, inspection.ClosePenaltyCase{})
	require.Equal(o.t, inspection.PenaltyPublicTerm, o.proceedingNow(penalty).Stage)
}

func (o *office) toReply(referral string) {
	o.t.Helper()
	lead := o.proceedingNow(referral).Team.Lead()
	o.proceed(lead, referral, inspection.ProposeReferral{To: inspection.Addressee{Place: inspection.OtherDepartment, Name: "市场监督管理局"}})
	o.proceed("director", referral, inspection.ApproveReferral{})
	o.proceed(lead, referral, inspection.HandOverReferral{On: o.today(), Method: inspection.HandedInPerson})
	o.proceed("clerk", referral, inspection.RecordReferralReceipt{On: o.today()})
}

func (o *office) transfer(police string) {
	o.t.Helper()
	lead := o.proceedingNow(police).Team.Lead()
	o.proceed(lead, police, inspection.WritePoliceReport{})
	o.proceed("director", police, inspection.DecideTransfer{})
	o.proceed(lead, police, inspection.SendPoliceFile{At: o.proceedingNow(police).Police.DecidedAt, Method: inspection.HandedInPerson, Penalty: inspection.NoPenaltyDecided})
	o.proceed(lead, police, inspection.RecordProcuratorateCopy{On: o.today()})
	o.proceed(lead, police, inspection.RecordPoliceReceipt{On: o.today()})
}

func (o *office) decided(police string, answer inspection.PoliceAnswer) {
	o.t.Helper()
	f := inspection.RecordPoliceDecision{Answer: answer, DecidedOn: o.today(), ToldOn: o.today()}
	if answer == inspection.PoliceRefuses {
		f.ReturnedOn = o.today()
	}
	o.proceed("clerk", police, f)
}

// TestALeadOpensAPenaltyCase: what is clearly suspected stays out of the draw and
// needs no inspection; who handles it is named when it is filed.
func TestALeadOpensAPenaltyCase(t *testing.T) {
	o := openOffice(t, setup{entities: 40, standing: startOfMonth})
	listed, err := o.store.Entities(o.ctx, record.EntityFilter{Kind: "人力资源服务机构"}, record.Page{Limit: 1})
	require.NoError(t, err)
	suspected := listed.Items[0]
	suspected.Lead = "群众举报无证经营，线索明确"
	_, _, _, err = o.store.SaveEntities(o.ctx, "clerk", startOfMonth, []inspection.Entity{suspected})
	require.NoError(t, err)
	o.importPlan(plan("2024年4月", 1), false)
	o.drawn("2024001-001", smallDraw(0))
	penalty := inspection.ProceedingNo(inspection.LeadNo("2024001-001", 1), inspection.ProceedingPenalty, 1)
	o.until(func() bool { return o.runs(penalty) })
	p := o.proceedingNow(penalty)
	require.Equal(t, suspected.Code, p.Entity)
	require.Empty(t, p.Case)
	o.proceed("clerk", penalty, inspection.ProposeFiling{Party: inspection.PartyOrganisation, Continuing: true})
	_, _, err = o.ActOnProceeding(o.ctx, o.people["director"], penalty, entry(inspection.ApproveFiling{}, nil), o.call(penalty))
	require.Error(t, err, "nobody is named")
	team := o.casesOf("2024001-001")[0].Team
	o.proceed("director", penalty, inspection.ApproveFiling{Team: team})
	require.Equal(t, team, o.proceedingNow(penalty).Team)
}
