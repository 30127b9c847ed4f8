package e2e

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/workflows"
)

// proceedingPaths are the ways of what goes beyond an inspection, each from a case
// of the pool. The machine's clock runs, so that what waits for days is waived.
func proceedingPaths(pool *[]string) []path {
	var held, released string // cases with a penalty case and a referral to the police
	var quashed string        // a penalty case whose decision has to be taken anew
	next := func(o *office, branches ...law.ProceedingKind) string {
		no := (*pool)[0]
		*pool = (*pool)[1:]
		o.foundProblem(no, law.OutcomeFollowUp, branches...)
		o.publish(no)
		return no
	}
	return []path{
		{"case_branches_handed_over", func(o *office) string {
			no := next(o, law.ProceedingReferral)
			referral := o.opened(no, law.ProceedingReferral)
			o.toReply(referral)
			o.untilStage(no, cases.StageClosed)
			return no
		}},
		{"penalty_executed", func(o *office) string {
			penalty := o.opened(next(o, law.ProceedingPenalty), law.ProceedingPenalty)
			o.file(penalty)
			o.punish(penalty)
			return penalty
		}},
		{"penalty_quashed", func(o *office) string {
			quashed = o.opened(next(o, law.ProceedingPenalty), law.ProceedingPenalty)
			o.file(quashed)
			o.punish(quashed)
			o.proceed("clerk", quashed, proceedings.RecordRemedy{Remedy: proceedings.RemedyReconsideration, On: o.today()})
			o.proceed("clerk", quashed, proceedings.RecordRemedyOutcome{On: o.today(), Outcome: proceedings.RemedyQuashed, Anew: &proceedings.Anew{Procedural: true}})
			o.proceed("director", quashed, proceedings.WithdrawEntry{}, "决定已被撤销")
			o.proceed("clerk", quashed, proceedings.RecordRefund{On: o.today(), Fen: fine[0].Fen})
			o.untilClosed(quashed)
			return quashed
		}},
		{"penalty_decided_anew", func(o *office) string {
			penalty := o.opened(quashed, law.ProceedingPenalty)
			require.Equal(o.t, quashed, o.proceedingNow(penalty).Penalty.Anew.Of)
			o.punish(penalty)
			return penalty
		}},
		{"referral_answered", func(o *office) string {
			referral := o.opened(next(o, law.ProceedingReferral), law.ProceedingReferral)
			o.toReply(referral)
			o.proceed("clerk", referral, proceedings.RecordReferralReply{On: o.today(), Answer: proceedings.ReferralTaken, Result: proceedings.ReferralDealtWith})
			o.proceed("clerk", referral, proceedings.PrepareReferralResult{})
			o.proceed("director", referral, proceedings.ApproveReferralResult{})
			o.untilClosed(referral)
			return referral
		}},
		{"penalty_ended_by_police", func(o *office) string {
			held = next(o, law.ProceedingPenalty, law.ProceedingPolice)
			penalty, police := o.opened(held, law.ProceedingPenalty), o.opened(held, law.ProceedingPolice)
			o.file(penalty)
			o.transfer(police)
			o.until(func() bool { return o.proceedingNow(penalty).Suspended() })
			_, _, err := o.ActOnProceeding(o.ctx, o.people[o.proceedingNow(penalty).Team.Lead()], penalty,
				entry(proceedings.EndInvestigation{On: o.today(), Established: true, Decision: proceedings.DecisionPenalty, Penalties: fine, Grade: proceedings.GradeOrdinary}, nil), o.call(penalty))
			require.Error(o.t, err, "it waits for the police")
			o.decided(police, proceedings.PoliceFiles)
			o.until(func() bool { return !o.proceedingNow(penalty).Penalty.Holds[0].FiledOn.IsZero() })
			require.True(o.t, o.runs(penalty), "it waits for the criminal case")
			o.proceed("director", penalty, proceedings.EndByJudgment{On: o.today()}, "刑事判决已经生效")
			o.untilClosed(penalty)
			require.Equal(o.t, proceedings.PenaltyEndedSentenced, o.proceedingNow(penalty).Ending)
			return penalty
		}},
		{"police_filed", func(o *office) string {
			police := law.ProceedingNo(held, law.ProceedingPolice, 1)
			o.proceed(o.proceedingNow(police).Team.Lead(), police, proceedings.HandOverEvidence{On: o.today()})
			o.untilClosed(police)
			return police
		}},
		{"police_refused", func(o *office) string {
			released = next(o, law.ProceedingPenalty, law.ProceedingPolice)
			police := o.opened(released, law.ProceedingPolice)
			o.transfer(police)
			o.until(func() bool { return o.proceedingNow(o.opened(released, law.ProceedingPenalty)).Suspended() })
			o.decided(police, proceedings.PoliceRefuses)
			o.proceed("director", police, proceedings.AcceptPoliceRefusal{}, "不予立案的理由成立")
			o.untilClosed(police)
			return police
		}},
		{"penalty_released", func(o *office) string {
			penalty := law.ProceedingNo(released, law.ProceedingPenalty, 1)
			o.until(func() bool { return !o.proceedingNow(penalty).Suspended() })
			o.file(penalty)
			o.punish(penalty)
			return penalty
		}},
		{"credit_rules_changed", func(o *office) string {
			penalty := o.opened(next(o, law.ProceedingPenalty), law.ProceedingPenalty)
			o.file(penalty)
			o.punish(penalty)
			o.countedByTheFirstRules(penalty)
			missing, _, err := o.Reconcile(o.ctx, false)
			require.NoError(o.t, err)
			require.Len(o.t, missing, 1)
			require.Equal(o.t, penalty, missing[0].Subject)
			_, _, err = o.Reconcile(o.ctx, true)
			require.NoError(o.t, err)
			require.Equal(o.t, law.CreditRulesOn(o.today()).Code, o.proceedingNow(penalty).Penalty.Public.Rules)
			left, _, err := o.Reconcile(o.ctx, true)
			require.NoError(o.t, err)
			require.Empty(o.t, left)
			return penalty
		}},
		{"feedback_answered", func(o *office) string {
			no := (*pool)[0]
			feedback := o.feedback(no, proceedings.TopicWeakPoint)
			o.proceed("head", feedback, proceedings.RouteFeedback{To: law.Addressee{Place: law.WithinBureau, Name: "社会保险科"}})
			o.proceed("head", feedback, proceedings.RouteFeedback{To: law.Addressee{Place: law.OtherDepartment, Name: "市司法局"}})
			o.proceed("clerk", feedback, proceedings.AnswerFeedback{On: o.today(), Answer: proceedings.FeedbackAdopted})
			o.untilClosed(feedback)
			return feedback
		}},
		{"objection_upheld", func(o *office) string {
			no := next(o, law.ProceedingReferral)
			objection := o.objection(no)
			o.proceed("head", objection, proceedings.CheckObjection{Opinion: proceedings.ObjectionRejected}, "维持")
			o.proceed("director", objection, proceedings.ReturnObjection{}, "凭证未核对")
			o.proceed("head", objection, proceedings.CheckObjection{Opinion: proceedings.ObjectionUpheld}, "凭证属实")
			o.proceed("director", objection, proceedings.DecideObjection{Decision: proceedings.ObjectionUpheld}, "同意")
			o.proceed("clerk", objection, proceedings.PrepareCorrectedEntry{Result: proceedings.PublishedResult{Outcome: law.OutcomeNoProblem}})
			o.proceed("director", objection, proceedings.ApproveCorrectedEntry{})
			o.proceed("clerk", objection, proceedings.AnswerObjection{On: o.today(), Method: law.ServedByMail})
			o.untilClosed(objection)
			entries, err := o.store.CasePublications(o.ctx, no)
			require.NoError(o.t, err)
			require.Len(o.t, entries, 2)
			return objection
		}},
		{"oversight_answered", func(o *office) string {
			opinion := o.oversight(next(o, law.ProceedingReferral))
			o.proceed("head", opinion, proceedings.ProposeOversightAnswer{Answer: proceedings.OversightCorrected}, "已整改")
			o.proceed("director", opinion, proceedings.ReturnOversightAnswer{}, "整改情况不具体")
			o.proceed("head", opinion, proceedings.ProposeOversightAnswer{Answer: proceedings.OversightExplained}, "有计划、有审批")
			o.proceed("director", opinion, proceedings.ApproveOversightAnswer{})
			o.proceed("clerk", opinion, proceedings.DispatchOversightAnswer{On: o.today()})
			o.untilClosed(opinion)
			return opinion
		}},
		{"objection_rejected", func(o *office) string {
			objection := o.objection(next(o, law.ProceedingReferral))
			o.proceed("head", objection, proceedings.CheckObjection{Opinion: proceedings.ObjectionRejected}, "维持")
			o.proceed("director", objection, proceedings.DecideObjection{Decision: proceedings.ObjectionRejected}, "同意")
			o.proceed("clerk", objection, proceedings.AnswerObjection{On: o.today(), Method: law.ServedInPerson})
			o.untilClosed(objection)
			return objection
		}},
		{"filing", func(o *office) string {
			act, err := law.NewAct(o.people[o.lead((*pool)[0])], time.Time{}, proceedings.FileFeedback{Topic: proceedings.TopicLegalGap})
			require.NoError(o.t, err)
			act.Reasoned = true
			in := activities.Filing{Kind: law.ProceedingFeedback, Origin: "2024", Key: "path", Act: act}
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

// countedByTheFirstRules makes the term of the entry one of before the software knew the
// rules of the day.
func (o *office) countedByTheFirstRules(penalty string) {
	o.t.Helper()
	at := registers.Recorded(time.Now())
	_, _, err := o.store.RecordProceeding(o.ctx, penalty, "first-rules", record.Asking{}, func(p proceedings.Proceeding, _ law.Actor) (record.ProceedingWrite, error) {
		p.Seq++
		p.Penalty.Public.Rules = ""
		act := nearAct(at)
		act.Name = "测试：按原规定计算"
		return record.ProceedingWrite{Proceeding: p, Act: act}, nil
	})
	require.NoError(o.t, err)
	require.NoError(o.t, workflows.NewDispatcher(o.client).TellProceeding(o.ctx, penalty, activities.UpdateRecordChanged, "", activities.Announcement{}))
}

// feedback files the lead's feedback out of the case and answers its number.
func (o *office) feedback(caseNo string, topic proceedings.FeedbackTopic) string {
	o.t.Helper()
	c, err := o.store.Case(o.ctx, caseNo)
	require.NoError(o.t, err)
	view, _, err := o.FileFeedback(o.ctx, o.people[c.Team.Lead()], caseNo, entry(proceedings.FileFeedback{Topic: topic}, []string{"台账难以核对"}), o.call("feedback/"+caseNo))
	require.NoError(o.t, err)
	return view.No
}

// objection enters the entity's objection from paper and answers its number.
func (o *office) objection(caseNo string) string {
	o.t.Helper()
	view, _, err := o.RaiseObjection(o.ctx, o.people["clerk"], caseNo, entry(proceedings.RaiseObjection{On: o.today()}, []string{"该事项已办理"}), o.call("objections/"+caseNo))
	require.NoError(o.t, err)
	return view.No
}

// oversight registers an opinion of the judicial bureau on the case and answers its number.
func (o *office) oversight(caseNo string) string {
	o.t.Helper()
	view, _, err := o.RegisterOversight(o.ctx, o.people["clerk"], caseNo, entry(proceedings.RegisterOversight{Source: proceedings.OversightByJustice, From: "市司法局",
		Topic: proceedings.TopicDiscretion, On: o.today()}, []string{"请说明裁量依据"}), o.call("oversight/"+caseNo))
	require.NoError(o.t, err)
	return view.No
}

var fine = []proceedings.Penalty{{Kind: proceedings.PenaltyFine, Fen: 5_000_00}}

// opened is the number of the case's first proceeding of the kind, once it runs.
func (o *office) opened(no string, kind law.ProceedingKind) string {
	o.t.Helper()
	of := law.ProceedingNo(no, kind, 1)
	o.until(func() bool { return o.runs(of) })
	return of
}

func (o *office) proceedingNow(no string) proceedings.Proceeding {
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
func (o *office) proceed(who, no string, facts law.Facts, reason ...string) {
	o.t.Helper()
	_, _, err := o.ActOnProceeding(o.ctx, o.people[who], no, entry(facts, reason), o.call(no))
	require.NoError(o.t, err, "%s", facts.Kind())
}

func (o *office) file(penalty string) {
	o.t.Helper()
	p := o.proceedingNow(penalty)
	o.proceed(p.Team.Lead(), penalty, proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, EndedOn: calendar.DateOf(p.Opened).AddDays(-30)})
	o.proceed("director", penalty, proceedings.ApproveFiling{})
}

// punish takes a penalty case from its filing to its closing, the defence waived.
func (o *office) punish(penalty string) {
	o.t.Helper()
	lead, today := o.proceedingNow(penalty).Team.Lead(), o.today()
	inPerson := law.PaperService{Method: law.ServedInPerson, On: today}
	terms := proceedings.DecisionTerms{Kind: proceedings.DecisionPenalty, Penalties: fine, Articles: []string{"劳动保障监察条例第30条"},
		Grade: proceedings.GradeOrdinary, Leniency: proceedings.LeniencyNone, Publicity: law.PublicityOrdinary, Ordered: proceedings.Ordered{Correction: proceedings.CorrectAtOnce}}
	o.proceed(lead, penalty, proceedings.EndInvestigation{On: today, Established: true, Decision: proceedings.DecisionPenalty, Penalties: fine, Grade: proceedings.GradeOrdinary})
	o.proceed(lead, penalty, proceedings.ServePriorNotice{Service: inPerson})
	o.proceed("clerk", penalty, proceedings.WaiveDefence{On: today})
	o.proceed(lead, penalty, proceedings.ProposeDecision{Terms: terms})
	o.proceed("legal", penalty, proceedings.ReviewLegally{Passed: true, Reviewer: proceedings.ReviewerQualified})
	o.proceed("director", penalty, proceedings.DecidePenaltyCase{Terms: terms}, "事实清楚，裁量适当")
	o.proceed(lead, penalty, proceedings.ServeDecision{Service: inPerson, RepairNotice: true})
	o.proceed("clerk", penalty, proceedings.PreparePenaltyEntry{})
	o.proceed("director", penalty, proceedings.ApprovePenaltyEntry{})
	o.proceed("clerk", penalty, proceedings.RecordPayment{On: today, Fen: fine[0].Fen})
	o.proceed("director", penalty, proceedings.ClosePenaltyCase{})
	require.Equal(o.t, proceedings.PenaltyPublicTerm, o.proceedingNow(penalty).Stage)
}

func (o *office) toReply(referral string) {
	o.t.Helper()
	lead := o.proceedingNow(referral).Team.Lead()
	o.proceed(lead, referral, proceedings.ProposeReferral{To: law.Addressee{Place: law.OtherDepartment, Name: "市场监督管理局"}})
	o.proceed("director", referral, proceedings.ApproveReferral{})
	o.proceed(lead, referral, proceedings.HandOverReferral{On: o.today(), Method: law.HandedInPerson})
	o.proceed("clerk", referral, proceedings.RecordReferralReceipt{On: o.today()})
}

func (o *office) transfer(police string) {
	o.t.Helper()
	lead := o.proceedingNow(police).Team.Lead()
	o.proceed(lead, police, proceedings.WritePoliceReport{})
	o.proceed("director", police, proceedings.DecideTransfer{})
	o.proceed(lead, police, proceedings.SendPoliceFile{At: o.proceedingNow(police).Police.DecidedAt, Method: law.HandedInPerson, Penalty: proceedings.NoPenaltyDecided})
	o.proceed(lead, police, proceedings.RecordProcuratorateCopy{On: o.today()})
	o.proceed(lead, police, proceedings.RecordPoliceReceipt{On: o.today()})
}

func (o *office) decided(police string, answer proceedings.PoliceAnswer) {
	o.t.Helper()
	f := proceedings.RecordPoliceDecision{Answer: answer, DecidedOn: o.today(), ToldOn: o.today()}
	if answer == proceedings.PoliceRefuses {
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
	_, _, _, err = o.store.SaveEntities(o.ctx, "clerk", startOfMonth, []registers.Entity{suspected})
	require.NoError(t, err)
	o.importPlan(plan("2024年4月", 1), false)
	o.drawn("2024001-001", smallDraw(0))
	penalty := law.ProceedingNo(law.LeadNo("2024001-001", 1), law.ProceedingPenalty, 1)
	o.until(func() bool { return o.runs(penalty) })
	p := o.proceedingNow(penalty)
	require.Equal(t, suspected.Code, p.Entity)
	require.Empty(t, p.Case)
	o.proceed("clerk", penalty, proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, Continuing: true})
	_, _, err = o.ActOnProceeding(o.ctx, o.people["director"], penalty, entry(proceedings.ApproveFiling{}, nil), o.call(penalty))
	require.Error(t, err, "nobody is named")
	team := o.casesOf("2024001-001")[0].Team
	o.proceed("director", penalty, proceedings.ApproveFiling{Team: team})
	require.Equal(t, team, o.proceedingNow(penalty).Team)
}
