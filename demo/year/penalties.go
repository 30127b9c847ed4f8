package year

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// The scripts of the penalty cases.

func fine(yuan int64) []proceedings.Penalty {
	return []proceedings.Penalty{{Kind: proceedings.PenaltyFine, Fen: yuan * 100}}
}

func by(method law.ServiceMethod) func(calendar.Date) law.PaperService {
	return func(day calendar.Date) law.PaperService {
		return law.PaperService{Method: method, On: day, Witnessed: method == law.ServedLeft,
			Consented:    method == law.ServedByEmail || method == law.ServedBySMS,
			OthersFailed: method == law.ServedByAnnouncement}
	}
}

func filed() []step {
	return []step{
		{who: byLead, act: proceedings.ActProposeFiling, facts: func(m moment) law.Facts {
			return proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, EndedOn: calendar.DateOf(m.b.Opened).AddDays(-30)}
		}},
		does("director", proceedings.ApproveFiling{}),
	}
}

// filedLongAfter is the filing of conduct that ended three years ago and did harm, so
// that its limitation is five years.
func filedLongAfter() []step {
	return []step{
		{who: byLead, act: proceedings.ActProposeFiling, facts: func(m moment) law.Facts {
			opened := calendar.DateOf(m.b.Opened)
			return proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, EndedOn: opened.AddDays(-3 * 365), Endangers: proceedings.EndangeredLife}
		}},
		does("director", proceedings.ApproveFiling{}),
	}
}

func notFiled() []step {
	return []step{filed()[0], does("director", proceedings.RefuseFiling{}).because("违法行为轻微，已经改正")}
}

func investigated(f proceedings.EndInvestigation) step {
	return doesToday(byLead, func(day calendar.Date) law.Facts {
		f.On = day
		return f
	})
}

// punishing is an investigation that proposes the penalties.
func punishing(penalties []proceedings.Penalty) proceedings.EndInvestigation {
	return proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionPenalty, Penalties: penalties, Grade: proceedings.GradeOrdinary,
		Mitigation: proceedings.Mitigation{Cooperated: true}}
}

func priorNotice(method law.ServiceMethod) step {
	return doesToday(byLead, func(day calendar.Date) law.Facts { return proceedings.ServePriorNotice{Service: by(method)(day)} })
}

func waived() step {
	return doesToday(byEntity, func(day calendar.Date) law.Facts { return proceedings.WaiveDefence{On: day} })
}

func defended(view proceedings.DefenceView) []step {
	return []step{
		doesToday(byEntity, func(day calendar.Date) law.Facts { return proceedings.RecordDefence{On: day} }),
		doesToday(byLead, func(day calendar.Date) law.Facts { return proceedings.ReviewDefence{On: day, View: view} }).because("复核事实、理由和证据"),
	}
}

// presiderObjected: the party objects to who presides, in vain.
func presiderObjected() []step {
	return []step{
		doesToday(byEntity, func(day calendar.Date) law.Facts { return proceedings.RequestPresiderRecusal{On: day} }).because("主持人与案件有直接利害关系"),
		does("director", proceedings.DecidePresiderRecusal{}).because("不存在利害关系"),
	}
}

func heard(abandoned bool, before ...step) []step {
	return join([]step{
		doesToday(byEntity, func(day calendar.Date) law.Facts { return proceedings.RequestHearing{On: day} }),
		doesToday("clerk", func(day calendar.Date) law.Facts {
			return proceedings.NotifyHearing{On: day, Day: day.AddDays(hearingAhead), Presider: "supervisor"}
		}),
	}, before, []step{
		doesToday("clerk", func(day calendar.Date) law.Facts {
			return proceedings.RecordHearing{On: day, Abandoned: abandoned}
		}).
			once(func(m moment) bool { return !m.today().Before(m.b.Penalty.Hearing.Day) }),
	})
}

// hearingAhead is more than the seven working days that the law asks for.
const hearingAhead = 14

func deciding(kind proceedings.DecisionKind, penalties []proceedings.Penalty) proceedings.DecisionTerms {
	t := proceedings.DecisionTerms{Kind: kind, Penalties: penalties, Articles: []string{"劳动保障监察条例第30条"}, Leniency: proceedings.LeniencyNone}
	if kind == proceedings.DecisionPenalty {
		t.Grade, t.Correction, t.Publicity = proceedings.GradeOrdinary, proceedings.CorrectAtOnce, law.PublicityOrdinary
	}
	return t
}

func proposed(terms proceedings.DecisionTerms) step {
	return does(byLead, proceedings.ProposeDecision{Terms: terms})
}

func reviewed(passed bool) step {
	return does("legal", proceedings.ReviewLegally{Passed: passed, Reviewer: proceedings.ReviewerExperienced}).because("法制审核意见")
}

func discussed() step {
	return doesToday("director", func(day calendar.Date) law.Facts { return proceedings.DiscussDecision{On: day} })
}

// decided proposes and takes the decision.
func decided(terms proceedings.DecisionTerms) []step {
	return []step{proposed(terms), reviewed(true), does("director", proceedings.DecidePenaltyCase{Terms: terms}).because("事实清楚，裁量适当")}
}

func educated() step {
	return doesToday(byLead, func(day calendar.Date) law.Facts { return proceedings.RecordEducation{On: day} })
}

func decisionServed(method law.ServiceMethod) step {
	return doesToday(byLead, func(day calendar.Date) law.Facts {
		return proceedings.ServeDecision{Service: by(method)(day), RepairNotice: law.CreditRulesOn(day).RepairNotice()}
	})
}

// serviceCorrected enters the day of the last service once more.
func serviceCorrected() step {
	return step{who: "head", act: cases.ActCorrectEntry, facts: func(m moment) law.Facts {
		f := cases.CorrectEntry{Seq: m.b.Penalty.Notice.Seq, ServedOn: m.b.Penalty.Notice.Service.On}
		if m.b.Stage == proceedings.PenaltyExecution {
			f = cases.CorrectEntry{Seq: m.b.Penalty.Execution.ServedSeq, ServedOn: m.b.Penalty.Execution.Service.On}
		}
		return f
	}, reason: "演示：送达方式误填"}
}

func entryPublished() []step {
	return []step{does("clerk", proceedings.PreparePenaltyEntry{}), does("director", proceedings.ApprovePenaltyEntry{})}
}

func paid(yuan int64) step {
	return doesToday("clerk", func(day calendar.Date) law.Facts { return proceedings.RecordPayment{On: day, Fen: yuan * 100} })
}

// paidUp is everything that is owed on the day, with what was added for delay.
func paidUp() step {
	return step{who: "clerk", act: proceedings.ActRecordPayment, facts: func(m moment) law.Facts {
		owed := m.b.Owed(m.today())
		return proceedings.RecordPayment{On: m.today(), Fen: owed.Fine + owed.Surcharge}
	}}
}

func caseClosed() step { return does("director", proceedings.ClosePenaltyCase{}) }

// punished is a penalty case from its filing to the published decision, the
// defence waived.
func punished(penalties []proceedings.Penalty, method law.ServiceMethod) []step {
	return join(filed(), []step{investigated(punishing(penalties)), priorNotice(method), waived()}, decided(deciding(proceedings.DecisionPenalty, penalties)),
		[]step{decisionServed(method)}, entryPublished())
}

func plainPenalty(penalties []proceedings.Penalty) []step {
	return join(punished(penalties, law.ServedInPerson), []step{paid(penalties[0].Fen / 100), caseClosed()})
}

func remedy(kind proceedings.RemedyKind) step {
	return doesToday("clerk", func(day calendar.Date) law.Facts { return proceedings.RecordRemedy{Remedy: kind, On: day} })
}

func remedied(outcome proceedings.RemedyOutcome, left ...proceedings.Penalty) step {
	return doesToday("clerk", func(day calendar.Date) law.Facts {
		return proceedings.RecordRemedyOutcome{On: day, Outcome: outcome, Penalties: left}
	})
}

// quashedAnew: quashed, and to be decided anew within the sixty days of the law.
func quashedAnew() step {
	return doesToday("clerk", func(day calendar.Date) law.Facts {
		return proceedings.RecordRemedyOutcome{On: day, Outcome: proceedings.RemedyQuashed, Anew: &proceedings.Anew{}}
	})
}

func withdrawn() step {
	return does("director", proceedings.WithdrawEntry{}).because("决定已被依法变更或者撤销")
}

func refunded(yuan int64) step {
	return doesToday("clerk", func(day calendar.Date) law.Facts { return proceedings.RecordRefund{On: day, Fen: yuan * 100} })
}

func repairAsked() step {
	return doesToday(byEntity, func(day calendar.Date) law.Facts { return proceedings.AskCreditRepair{On: day} }).
		once(func(m moment) bool { return m.today().After(m.b.Penalty.Decision.On.AddDays(shortestTerm)) })
}

// shortestTerm is more than the three months that an entry is shown at least.
const shortestTerm = 95

func instalments(days ...int) step {
	return step{who: byEntity, act: proceedings.ActAskInstalments, facts: func(m moment) law.Facts {
		left := m.b.Owed(m.today()).Fine
		f := proceedings.AskInstalments{On: m.today()}
		for i, n := range days {
			part := left / int64(len(days)-i)
			left -= part
			f.Parts = append(f.Parts, proceedings.Instalment{On: m.today().AddDays(n), Fen: part})
		}
		return f
	}}
}

func demanded(method law.ServiceMethod) step {
	return doesToday(byLead, func(day calendar.Date) law.Facts { return proceedings.ServeDemand{Service: by(method)(day)} }).
		once(overdue(law.DeadlinePayment))
}

func enforced(results ...proceedings.CourtResult) []step {
	steps := []step{doesToday("director", func(day calendar.Date) law.Facts { return proceedings.ApplyToCourt{On: day} })}
	for _, r := range results {
		steps = append(steps, doesToday("clerk", func(day calendar.Date) law.Facts { return proceedings.RecordCourtResult{On: day, Result: r} }))
	}
	return append(steps, caseClosed())
}

// enforcedByOrgan is the hand-over to the reconsideration organ, and what came of it.
func enforcedByOrgan() []step {
	return []step{doesToday("director", func(day calendar.Date) law.Facts { return proceedings.HandOverExecution{On: day} }).
		once(overdue(law.DeadlinePayment)),
		doesToday("clerk", func(day calendar.Date) law.Facts {
			return proceedings.RecordOrganResult{On: day, Result: proceedings.OrganEnforced}
		}), caseClosed()}
}

// penaltyScripts are the ways of a penalty case, each from a case of its own.
func penaltyScripts() []script {
	large := fine(30_000)
	processing := proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionProcessing}
	exempt := deciding(proceedings.DecisionNoPenalty, nil)
	exempt.Leniency = proceedings.LeniencyExempt
	transfer := deciding(proceedings.DecisionTransfer, nil)
	transfer.Transfer = law.ProceedingReferral
	grave := punishing(large)
	grave.Weight = proceedings.Weight{Grave: true}
	terminated := deciding(proceedings.DecisionTerminated, nil)
	terminated.Termination = proceedings.PartyDissolved
	return []script{
		withPenalty("当事人终止，终止办理", filed(), []step{investigated(proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionTerminated})}, decided(terminated)),
		withPenalty("罚款按期缴清，信用修复", plainPenalty(fine(5_000)), []step{repairAsked(), does("director", proceedings.RefuseCreditRepair{}).because("材料不齐"),
			repairAsked(), does("director", proceedings.ApproveCreditRepair{})}),
		withPenalty("听证，法制审核，集体讨论，分期缴纳", filed(), []step{investigated(grave), priorNotice(law.ServedLeft)}, heard(false, presiderObjected()...),
			[]step{doesToday(byLead, func(day calendar.Date) law.Facts {
				return proceedings.ReviewDefence{On: day, View: proceedings.DefencePartly, Penalties: fine(24_000)}
			}).because("部分采纳听证意见"), proposed(deciding(proceedings.DecisionPenalty, fine(24_000))), reviewed(false)},
			[]step{proposed(deciding(proceedings.DecisionPenalty, fine(24_000))), reviewed(true), discussed(),
				does("director", proceedings.DecidePenaltyCase{Terms: deciding(proceedings.DecisionPenalty, fine(24_000))}).because("集体讨论决定"),
				decisionServed(law.ServedLeft), does("clerk", proceedings.PreparePenaltyEntry{}),
				does("director", proceedings.ReturnPenaltyEntry{}).because("金额大小写不一致")}, entryPublished(),
			[]step{instalments(60), does("director", proceedings.RefuseInstalments{}).because("没有经济困难的证明"), instalments(30, 60, 90),
				does("director", proceedings.ApproveInstalments{}), paid(8_000), paid(8_000), paid(8_000), caseClosed()}),
		withPenalty("当场处罚", []step{
			doesToday(byMember, func(day calendar.Date) law.Facts {
				return proceedings.PunishOnTheSpot{Party: proceedings.PartyOrganisation, ToldOrally: true, Heard: true, On: day, Penalty: fine(1_000)[0], Articles: []string{"劳动保障监察条例第30条"},
					Ordered: proceedings.Ordered{Correction: proceedings.CorrectAtOnce}}
			}), does(byLead, proceedings.ConfirmOnTheSpot{}),
			doesToday(byLead, func(day calendar.Date) law.Facts { return proceedings.ReportOnTheSpot{On: day} }),
			does("director", proceedings.DecidePublicity{Show: true}).because("具有一定社会影响")}, entryPublished(), []step{
			doesToday(byLead, func(day calendar.Date) law.Facts {
				return proceedings.RecordPayment{On: day, Fen: 1_000_00, Channel: proceedings.CollectedOnTheSpot, Receipt: "演示0001", Ground: proceedings.CollectHardLater}
			}),
			doesToday(byLead, func(day calendar.Date) law.Facts { return proceedings.HandInCollected{On: day} }),
			doesToday("clerk", func(day calendar.Date) law.Facts { return proceedings.BankCollected{On: day} }), caseClosed()}),
		withPenalty("主动改正，不予处罚", filed(), []step{investigated(proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionNoPenalty,
			Mitigation: proceedings.Mitigation{Cooperated: true, Corrected: true, FirstTime: true, Slight: true}})}, decided(exempt),
			[]step{decisionServed(law.ServedByMail), educated(), caseClosed()}),
		withPenalty("办案人员回避、更换，从轻处罚", filed(), recused(), []step{replacedInvestigator(), investigated(punishing(fine(2_000))), priorNotice(law.ServedInPerson), waived()}, decided(lenient(proceedings.LeniencyLighter, proceedings.GradeLight, fine(1_500))),
			[]step{decisionServed(law.ServedInPerson)}, entryPublished(), []step{paid(1_500), caseClosed()}),
		withPenalty("退回立案，减轻处罚", []step{filed()[0], does("director", proceedings.ReturnFiling{}).because("当事人名称写错")}, filed(), []step{investigated(punishing(fine(2_000))), priorNotice(law.ServedInPerson), waived()},
			decided(lenient(proceedings.LeniencyReduced, proceedings.GradeReduced, fine(500))),
			[]step{decisionServed(law.ServedInPerson)}, entryPublished(), []step{paid(500), caseClosed()}),
		withPenalty("违法事实不成立，撤销立案", filed(), []step{investigated(proceedings.EndInvestigation{Decision: proceedings.DecisionDismissed})},
			decided(deciding(proceedings.DecisionDismissed, nil)), []step{decisionServed(law.ServedInPerson), caseClosed()}),
		withPenalty("行政处理决定", filed(), []step{extend("director", law.DeadlineInvestigation, workingDays(30)), suspend(), resume(), investigated(processing),
			priorNotice(law.ServedByMail)}, defended(proceedings.DefenceRejected), decided(deciding(proceedings.DecisionProcessing, nil)),
			[]step{decisionServed(law.ServedByEmail),
				doesToday("clerk", func(day calendar.Date) law.Facts { return proceedings.RecordPerformance{On: day} }), caseClosed()}),
		withPenalty("以移送结案", filed(), []step{investigated(proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionTransfer})}, decided(transfer)),
		withPenalty("公告送达，催告，法院强制执行", filedLongAfter(), []step{investigated(punishing(fine(5_000))), priorNotice(law.ServedByAnnouncement)},
			decided(deciding(proceedings.DecisionPenalty, fine(5_000))), []step{decisionServed(law.ServedByAnnouncement)}, entryPublished(),
			[]step{demanded(law.ServedLeft)}, enforced(proceedings.CourtGranted, proceedings.CourtEnforced)),
		withPenalty("复议变更，再诉讼维持", punished(large, law.ServedInPerson), []step{paid(30_000), remedy(proceedings.RemedyReconsideration),
			remedied(proceedings.RemedyChanged, fine(20_000)...), withdrawn(), refunded(10_000)}, entryPublished(),
			[]step{remedy(proceedings.RemedyLitigation), remedied(proceedings.RemedyUpheld), caseClosed()}),
		withPenalty("更正两次送达的日期", filed(), []step{investigated(punishing(fine(5_000))), priorNotice(law.ServedInPerson), serviceCorrected(), waived()},
			decided(deciding(proceedings.DecisionPenalty, fine(5_000))), []step{decisionServed(law.ServedInPerson), serviceCorrected()}, entryPublished(), []step{paid(5_000), caseClosed()}),
		withPenalty("诉讼撤销", punished(fine(5_000), law.ServedBySMS), []step{paid(5_000), remedy(proceedings.RemedyLitigation),
			remedied(proceedings.RemedyQuashed), withdrawn(), refunded(5_000), caseClosed()}),
		withPenalty("复议撤销，责令重新作出", punished(fine(5_000), law.ServedInPerson), []step{remedy(proceedings.RemedyReconsideration), quashedAnew(), withdrawn(), caseClosed()}).
			decidedAnew(join([]step{investigated(punishing(fine(3_000))), priorNotice(law.ServedInPerson), waived()}, decided(deciding(proceedings.DecisionPenalty, fine(3_000))),
				[]step{decisionServed(law.ServedInPerson)}, entryPublished(), []step{paid(3_000), caseClosed()})...),
		withPenalty("逾期缴纳，加处罚款，减免", punished(fine(5_000), law.ServedInPerson), []step{
			does("director", proceedings.RemitSurcharge{Fen: 1_00}).because("当事人确有困难").once(func(m moment) bool {
				return m.b.Owed(m.today()).Surcharge > 1_00
			}), paidUp(), caseClosed()}),
		withPenalty("退回补充调查，陈述申辩部分采纳", filed(), []step{investigated(punishing(fine(5_000))), priorNotice(law.ServedInPerson)}, defended(proceedings.DefencePartly),
			[]step{does("director", proceedings.ReturnInvestigation{}).because("证据需要补充"), investigated(punishing(fine(4_000))), priorNotice(law.ServedInPerson)},
			defended(proceedings.DefenceAccepted), decided(deciding(proceedings.DecisionPenalty, fine(4_000))), []step{decisionServed(law.ServedInPerson)}, entryPublished(), []step{paid(4_000), caseClosed()}),
		withPenalty("决定后发现涉嫌犯罪", punished(fine(5_000), law.ServedInPerson), []step{paid(5_000),
			doesToday(byLead, func(day calendar.Date) law.Facts { return proceedings.ReferFoundCrime{On: day} }).because("复核时发现涉嫌犯罪"), caseClosed()}).
			with(law.ProceedingPolice, script{name: "决定后移送公安机关", steps: join(sentAfterDecision(), []step{policeDecides(proceedings.PoliceFiles), evidenceHandedOver()})}),
		withPenalty("撤回复议，法院不准予执行", punished(fine(5_000), law.ServedInPerson), []step{remedy(proceedings.RemedyReconsideration), remedied(proceedings.RemedyWithdrawn),
			demanded(law.ServedByEmail)}, enforced(proceedings.CourtRefused)),
		withPenalty("自行变更", punished(fine(5_000), law.ServedInPerson), []step{paid(5_000),
			does(byLead, proceedings.ProposeSelfCorrection{Correction: proceedings.CorrectionChange, Penalties: fine(3_000)}).because("裁量档次认定有误"),
			does("legal", proceedings.ReviewSelfCorrection{Passed: true}), does("director", proceedings.DecideSelfCorrection{Approved: true}).because("依法自行纠正"),
			withdrawn(), refunded(2_000)}, entryPublished(), []step{caseClosed()}),
		withPenalty("复议部分撤销，再诉讼调解", punished(large, law.ServedInPerson), []step{paid(30_000), remedy(proceedings.RemedyReconsideration),
			remedied(proceedings.RemedyPartlyQuashed, fine(20_000)...), withdrawn(), refunded(10_000)}, entryPublished(),
			[]step{remedy(proceedings.RemedyLitigation), remedied(proceedings.RemedyMediated, fine(15_000)...), withdrawn(), refunded(5_000)}, entryPublished(), []step{caseClosed()}),
		withPenalty("复议变更，诉讼确认违法，移交复议机关执行", punished(large, law.ServedInPerson), []step{remedy(proceedings.RemedyReconsideration),
			remedied(proceedings.RemedyChanged, fine(20_000)...), withdrawn()}, entryPublished(), []step{remedy(proceedings.RemedyLitigation),
			remedied(proceedings.RemedyUnlawful), withdrawn()}, entryPublished(), enforcedByOrgan()),
		withPenalty("听证放弃，法院终结执行", filed(), []step{investigated(punishing(large)), priorNotice(law.ServedInPerson)}, heard(true),
			decided(deciding(proceedings.DecisionPenalty, large)), []step{decisionServed(law.ServedInPerson)}, entryPublished(),
			[]step{demanded(law.ServedInPerson)}, enforced(proceedings.CourtGranted, proceedings.CourtUnenforceable)),
	}
}

func lenient(by proceedings.Leniency, grade proceedings.DiscretionGrade, penalties []proceedings.Penalty) proceedings.DecisionTerms {
	t := deciding(proceedings.DecisionPenalty, penalties)
	t.Leniency, t.Grade = by, grade
	return t
}

// leadScripts are what becomes of clear leads, which come without a case or a
// team; the last way is that of all others.
func leadScripts(team law.Team) []script {
	byClerk := does("clerk", proceedings.ProposeFiling{Party: proceedings.PartyOrganisation, Continuing: true})
	return []script{
		{name: "明确线索，直接立案", steps: []step{byClerk, does("director", proceedings.ApproveFiling{Team: team}),
			investigated(proceedings.EndInvestigation{Decision: proceedings.DecisionDismissed}),
			proposed(deciding(proceedings.DecisionDismissed, nil)), does("director", proceedings.DecidePenaltyCase{Terms: deciding(proceedings.DecisionDismissed, nil)}).because("线索查无实据"),
			decisionServed(law.ServedInPerson), caseClosed()}},
		{name: "明确线索，不予立案", steps: []step{byClerk.once(overdue(law.DeadlinePenaltyFiling)), does("director", proceedings.RefuseFiling{}).because("线索不属实")}},
	}
}
