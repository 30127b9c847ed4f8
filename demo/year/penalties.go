package year

import (
	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// The scripts of the penalty cases.

func fine(yuan int64) []inspection.Penalty {
	return []inspection.Penalty{{Kind: inspection.PenaltyFine, Fen: yuan * 100}}
}

func by(method inspection.ServiceMethod) func(calendar.Date) inspection.PaperService {
	return func(day calendar.Date) inspection.PaperService {
		return inspection.PaperService{Method: method, On: day, Witnessed: method == inspection.ServedLeft,
			Consented:    method == inspection.ServedByEmail || method == inspection.ServedBySMS,
			OthersFailed: method == inspection.ServedByAnnouncement}
	}
}

func filed() []step {
	return []step{
		{who: byLead, act: inspection.ActProposeFiling, facts: func(m moment) inspection.Facts {
			return inspection.ProposeFiling{Party: inspection.PartyOrganisation, EndedOn: calendar.DateOf(m.b.Opened).AddDays(-30)}
		}},
		does("director", inspection.ApproveFiling{}),
	}
}

func notFiled() []step {
	return []step{filed()[0], does("director", inspection.RefuseFiling{}).because("违法行为轻微，已经改正")}
}

func investigated(f inspection.EndInvestigation) step {
	return doesToday(byLead, func(day calendar.Date) inspection.Facts {
		f.On = day
		return f
	})
}

// punishing is an investigation that proposes the penalties.
func punishing(penalties []inspection.Penalty) inspection.EndInvestigation {
	return inspection.EndInvestigation{Established: true, Decision: inspection.DecisionPenalty, Penalties: penalties, Grade: inspection.GradeOrdinary,
		Mitigation: inspection.Mitigation{Cooperated: true}}
}

func priorNotice(method inspection.ServiceMethod) step {
	return doesToday(byLead, func(day calendar.Date) inspection.Facts { return inspection.ServePriorNotice{Service: by(method)(day)} })
}

func waived() step {
	return doesToday(byEntity, func(day calendar.Date) inspection.Facts { return inspection.WaiveDefence{On: day} })
}

func defended(view inspection.DefenceView) []step {
	return []step{
		doesToday(byEntity, func(day calendar.Date) inspection.Facts { return inspection.RecordDefence{On: day} }),
		doesToday(byLead, func(day calendar.Date) inspection.Facts { return inspection.ReviewDefence{On: day, View: view} }).because("复核事实、理由和证据"),
	}
}

func heard(abandoned bool) []step {
	return []step{
		doesToday(byEntity, func(day calendar.Date) inspection.Facts { return inspection.RequestHearing{On: day} }),
		doesToday("clerk", func(day calendar.Date) inspection.Facts {
			return inspection.NotifyHearing{On: day, Day: day.AddDays(hearingAhead), Presider: "supervisor"}
		}),
		doesToday("clerk", func(day calendar.Date) inspection.Facts {
			return inspection.RecordHearing{On: day, Abandoned: abandoned}
		}).
			once(func(m moment) bool { return !m.today().Before(m.b.Penalty.Hearing.Day) }),
	}
}

// hearingAhead is more than the seven working days that the law asks for.
const hearingAhead = 14

func deciding(kind inspection.DecisionKind, penalties []inspection.Penalty) inspection.DecisionTerms {
	t := inspection.DecisionTerms{Kind: kind, Penalties: penalties, Articles: []string{"劳动保障监察条例第30条"}, Leniency: inspection.LeniencyNone}
	if kind == inspection.DecisionPenalty {
		t.Grade = inspection.GradeOrdinary
	}
	return t
}

func proposed(terms inspection.DecisionTerms) step {
	return does(byLead, inspection.ProposeDecision{Terms: terms})
}

func reviewed(passed bool) step {
	return does("legal", inspection.ReviewLegally{Passed: passed}).because("法制审核意见")
}

func discussed() step {
	return doesToday("director", func(day calendar.Date) inspection.Facts { return inspection.DiscussDecision{On: day} })
}

// decided proposes and takes the decision.
func decided(terms inspection.DecisionTerms) []step {
	return []step{proposed(terms), reviewed(true), does("director", inspection.DecidePenaltyCase{Terms: terms}).because("事实清楚，裁量适当")}
}

func decisionServed(method inspection.ServiceMethod) step {
	return doesToday(byLead, func(day calendar.Date) inspection.Facts { return inspection.ServeDecision{Service: by(method)(day)} })
}

// serviceCorrected enters the day of the last service once more.
func serviceCorrected() step {
	return step{who: "head", act: inspection.ActCorrectEntry, facts: func(m moment) inspection.Facts {
		f := inspection.CorrectEntry{Seq: m.b.Penalty.Notice.Seq, ServedOn: m.b.Penalty.Notice.Service.On}
		if m.b.Stage == inspection.PenaltyExecution {
			f = inspection.CorrectEntry{Seq: m.b.Penalty.Execution.ServedSeq, ServedOn: m.b.Penalty.Execution.Service.On}
		}
		return f
	}, reason: "演示：送达方式误填"}
}

func entryPublished() []step {
	return []step{does("clerk", inspection.PreparePenaltyEntry{}), does("director", inspection.ApprovePenaltyEntry{})}
}

func paid(yuan int64) step {
	return doesToday("clerk", func(day calendar.Date) inspection.Facts { return inspection.RecordPayment{On: day, Fen: yuan * 100} })
}

// paidUp is everything that is owed on the day, with what was added for delay.
func paidUp() step {
	return step{who: "clerk", act: inspection.ActRecordPayment, facts: func(m moment) inspection.Facts {
		owed := m.b.Owed(m.today())
		return inspection.RecordPayment{On: m.today(), Fen: owed.Fine + owed.Surcharge}
	}}
}

func caseClosed() step { return does("director", inspection.ClosePenaltyCase{}) }

// punished is a penalty case from its filing to the published decision, the
// defence waived.
func punished(penalties []inspection.Penalty, method inspection.ServiceMethod) []step {
	return join(filed(), []step{investigated(punishing(penalties)), priorNotice(method), waived()}, decided(deciding(inspection.DecisionPenalty, penalties)),
		[]step{decisionServed(method)}, entryPublished())
}

func plainPenalty(penalties []inspection.Penalty) []step {
	return join(punished(penalties, inspection.ServedInPerson), []step{paid(penalties[0].Fen / 100), caseClosed()})
}

func remedy(kind inspection.RemedyKind) step {
	return doesToday("clerk", func(day calendar.Date) inspection.Facts { return inspection.RecordRemedy{Remedy: kind, On: day} })
}

func remedied(outcome inspection.RemedyOutcome, left ...inspection.Penalty) step {
	return doesToday("clerk", func(day calendar.Date) inspection.Facts {
		return inspection.RecordRemedyOutcome{On: day, Outcome: outcome, Penalties: left}
	})
}

// quashedAnew: quashed, and to be decided anew within the sixty days of the law.
func quashedAnew() step {
	return doesToday("clerk", func(day calendar.Date) inspection.Facts {
		return inspection.RecordRemedyOutcome{On: day, Outcome: inspection.RemedyQuashed, Anew: &inspection.Anew{}}
	})
}

func withdrawn() step {
	return does("director", inspection.WithdrawEntry{}).because("决定已被依法变更或者撤销")
}

func refunded(yuan int64) step {
	return doesToday("clerk", func(day calendar.Date) inspection.Facts { return inspection.RecordRefund{On: day, Fen: yuan * 100} })
}

func repairAsked() step {
	return doesToday(byEntity, func(day calendar.Date) inspection.Facts { return inspection.AskCreditRepair{On: day} }).
		once(func(m moment) bool { return m.today().After(m.b.Penalty.Decision.On.AddDays(shortestTerm)) })
}

// shortestTerm is more than the three months that an entry is shown at least.
const shortestTerm = 95

func instalments(days ...int) step {
	return step{who: byEntity, act: inspection.ActAskInstalments, facts: func(m moment) inspection.Facts {
		left := m.b.Owed(m.today()).Fine
		f := inspection.AskInstalments{On: m.today()}
		for i, n := range days {
			part := left / int64(len(days)-i)
			left -= part
			f.Parts = append(f.Parts, inspection.Instalment{On: m.today().AddDays(n), Fen: part})
		}
		return f
	}}
}

func demanded(method inspection.ServiceMethod) step {
	return doesToday(byLead, func(day calendar.Date) inspection.Facts { return inspection.ServeDemand{Service: by(method)(day)} }).
		once(overdue(inspection.DeadlinePayment))
}

func enforced(results ...inspection.CourtResult) []step {
	steps := []step{doesToday("director", func(day calendar.Date) inspection.Facts { return inspection.ApplyToCourt{On: day} })}
	for _, r := range results {
		steps = append(steps, doesToday("clerk", func(day calendar.Date) inspection.Facts { return inspection.RecordCourtResult{On: day, Result: r} }))
	}
	return append(steps, caseClosed())
}

// penaltyScripts are the ways of a penalty case, each from a case of its own.
func penaltyScripts() []script {
	large := fine(30_000)
	processing := inspection.EndInvestigation{Established: true, Decision: inspection.DecisionProcessing}
	exempt := deciding(inspection.DecisionNoPenalty, nil)
	exempt.Leniency = inspection.LeniencyExempt
	transfer := deciding(inspection.DecisionTransfer, nil)
	transfer.Transfer = inspection.ProceedingReferral
	grave := punishing(large)
	grave.Weight = inspection.Weight{Grave: true}
	return []script{
		withPenalty("罚款按期缴清，信用修复", plainPenalty(fine(5_000)), []step{repairAsked(), does("director", inspection.RefuseCreditRepair{}).because("材料不齐"),
			repairAsked(), does("director", inspection.ApproveCreditRepair{})}),
		withPenalty("听证，法制审核，集体讨论，分期缴纳", filed(), []step{investigated(grave), priorNotice(inspection.ServedLeft)}, heard(false),
			[]step{doesToday(byLead, func(day calendar.Date) inspection.Facts {
				return inspection.ReviewDefence{On: day, View: inspection.DefencePartly, Penalties: fine(24_000)}
			}).because("部分采纳听证意见"), proposed(deciding(inspection.DecisionPenalty, fine(24_000))), reviewed(false)},
			[]step{proposed(deciding(inspection.DecisionPenalty, fine(24_000))), reviewed(true), discussed(),
				does("director", inspection.DecidePenaltyCase{Terms: deciding(inspection.DecisionPenalty, fine(24_000))}).because("集体讨论决定"),
				decisionServed(inspection.ServedLeft), does("clerk", inspection.PreparePenaltyEntry{}),
				does("director", inspection.ReturnPenaltyEntry{}).because("金额大小写不一致")}, entryPublished(),
			[]step{instalments(60), does("director", inspection.RefuseInstalments{}).because("没有经济困难的证明"), instalments(30, 60, 90),
				does("director", inspection.ApproveInstalments{}), paid(8_000), paid(8_000), paid(8_000), caseClosed()}),
		withPenalty("当场处罚", filed(), []step{
			doesToday(byMember, func(day calendar.Date) inspection.Facts {
				return inspection.PunishOnTheSpot{On: day, Penalty: fine(1_000)[0], Articles: []string{"劳动保障监察条例第30条"}}
			}),
			doesToday(byLead, func(day calendar.Date) inspection.Facts { return inspection.ReportOnTheSpot{On: day} }), paid(1_000), caseClosed()}),
		withPenalty("主动改正，不予处罚", filed(), []step{investigated(inspection.EndInvestigation{Established: true, Decision: inspection.DecisionNoPenalty,
			Mitigation: inspection.Mitigation{Cooperated: true, Corrected: true, FirstTime: true, Slight: true}})}, decided(exempt),
			[]step{decisionServed(inspection.ServedByMail), caseClosed()}),
		withPenalty("办案人员回避、更换，从轻处罚", filed(), recused(), []step{replacedInvestigator(), investigated(punishing(fine(2_000))), priorNotice(inspection.ServedInPerson), waived()}, decided(lenient(inspection.LeniencyLighter, inspection.GradeLight, fine(1_500))),
			[]step{decisionServed(inspection.ServedInPerson)}, entryPublished(), []step{paid(1_500), caseClosed()}),
		withPenalty("减轻处罚", filed(), []step{investigated(punishing(fine(2_000))), priorNotice(inspection.ServedInPerson), waived()},
			decided(lenient(inspection.LeniencyReduced, inspection.GradeReduced, fine(500))),
			[]step{decisionServed(inspection.ServedInPerson)}, entryPublished(), []step{paid(500), caseClosed()}),
		withPenalty("违法事实不成立，撤销立案", filed(), []step{investigated(inspection.EndInvestigation{Decision: inspection.DecisionDismissed})},
			decided(deciding(inspection.DecisionDismissed, nil)), []step{decisionServed(inspection.ServedInPerson), caseClosed()}),
		withPenalty("行政处理决定", filed(), []step{extend("director", inspection.DeadlineInvestigation, workingDays(30)), suspend(), resume(), investigated(processing),
			priorNotice(inspection.ServedByMail)}, defended(inspection.DefenceRejected), decided(deciding(inspection.DecisionProcessing, nil)),
			[]step{decisionServed(inspection.ServedByEmail),
				doesToday("clerk", func(day calendar.Date) inspection.Facts { return inspection.RecordPerformance{On: day} }), caseClosed()}),
		withPenalty("以移送结案", filed(), []step{investigated(inspection.EndInvestigation{Established: true, Decision: inspection.DecisionTransfer})}, decided(transfer)),
		withPenalty("公告送达，催告，法院强制执行", filed(), []step{investigated(punishing(fine(5_000))), priorNotice(inspection.ServedByAnnouncement)},
			decided(deciding(inspection.DecisionPenalty, fine(5_000))), []step{decisionServed(inspection.ServedByAnnouncement)}, entryPublished(),
			[]step{demanded(inspection.ServedLeft)}, enforced(inspection.CourtGranted, inspection.CourtEnforced)),
		withPenalty("复议变更，再诉讼维持", punished(large, inspection.ServedInPerson), []step{paid(30_000), remedy(inspection.RemedyReconsideration),
			remedied(inspection.RemedyChanged, fine(20_000)...), withdrawn(), refunded(10_000)}, entryPublished(),
			[]step{remedy(inspection.RemedyLitigation), remedied(inspection.RemedyUpheld), caseClosed()}),
		withPenalty("更正两次送达的日期", filed(), []step{investigated(punishing(fine(5_000))), priorNotice(inspection.ServedInPerson), serviceCorrected(), waived()},
			decided(deciding(inspection.DecisionPenalty, fine(5_000))), []step{decisionServed(inspection.ServedInPerson), serviceCorrected()}, entryPublished(), []step{paid(5_000), caseClosed()}),
		withPenalty("诉讼撤销", punished(fine(5_000), inspection.ServedBySMS), []step{paid(5_000), remedy(inspection.RemedyLitigation),
			remedied(inspection.RemedyQuashed), withdrawn(), refunded(5_000), caseClosed()}),
		withPenalty("复议撤销，责令重新作出", punished(fine(5_000), inspection.ServedInPerson), []step{remedy(inspection.RemedyReconsideration), quashedAnew(), withdrawn(), caseClosed()}).
			decidedAnew(join([]step{investigated(punishing(fine(3_000))), priorNotice(inspection.ServedInPerson), waived()}, decided(deciding(inspection.DecisionPenalty, fine(3_000))),
				[]step{decisionServed(inspection.ServedInPerson)}, entryPublished(), []step{paid(3_000), caseClosed()})...),
		withPenalty("逾期缴纳，加处罚款，减免", punished(fine(5_000), inspection.ServedInPerson), []step{
			does("director", inspection.RemitSurcharge{Fen: 1_00}).because("当事人确有困难").once(func(m moment) bool {
				return m.b.Owed(m.today()).Surcharge > 1_00
			}), paidUp(), caseClosed()}),
		withPenalty("退回补充调查，陈述申辩部分采纳", filed(), []step{investigated(punishing(fine(5_000))), priorNotice(inspection.ServedInPerson)}, defended(inspection.DefencePartly),
			[]step{does("director", inspection.ReturnInvestigation{}).because("证据需要补充"), investigated(punishing(fine(4_000))), priorNotice(inspection.ServedInPerson)},
			defended(inspection.DefenceAccepted), decided(deciding(inspection.DecisionPenalty, fine(4_000))), []step{decisionServed(inspection.ServedInPerson)}, entryPublished(), []step{paid(4_000), caseClosed()}),
		withPenalty("撤回复议，法院不准予执行", punished(fine(5_000), inspection.ServedInPerson), []step{remedy(inspection.RemedyReconsideration), remedied(inspection.RemedyWithdrawn),
			demanded(inspection.ServedByEmail)}, enforced(inspection.CourtRefused)),
		withPenalty("听证放弃，法院终结执行", filed(), []step{investigated(punishing(large)), priorNotice(inspection.ServedInPerson)}, heard(true),
			decided(deciding(inspection.DecisionPenalty, large)), []step{decisionServed(inspection.ServedInPerson)}, entryPublished(),
			[]step{demanded(inspection.ServedInPerson)}, enforced(inspection.CourtGranted, inspection.CourtUnenforceable)),
	}
}

func lenient(by inspection.Leniency, grade inspection.DiscretionGrade, penalties []inspection.Penalty) inspection.DecisionTerms {
	t := deciding(inspection.DecisionPenalty, penalties)
	t.Leniency, t.Grade = by, grade
	return t
}

// leadScripts are what becomes of clear leads, which come without a case or a
// team; the last way is that of all others.
func leadScripts(team inspection.Team) []script {
	byClerk := does("clerk", inspection.ProposeFiling{Party: inspection.PartyOrganisation, Continuing: true})
	return []script{
		{name: "明确线索，直接立案", steps: []step{byClerk, does("director", inspection.ApproveFiling{Team: team}),
			investigated(inspection.EndInvestigation{Decision: inspection.DecisionDismissed}),
			proposed(deciding(inspection.DecisionDismissed, nil)), does("director", inspection.DecidePenaltyCase{Terms: deciding(inspection.DecisionDismissed, nil)}).because("线索查无实据"),
			decisionServed(inspection.ServedInPerson), caseClosed()}},
		{name: "明确线索，不予立案", steps: []step{byClerk.once(overdue(inspection.DeadlinePenaltyFiling)), does("director", inspection.RefuseFiling{}).because("线索不属实")}},
	}
}
