package year

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// The scripts of the referrals, to other departments and to the police.

func referredTo(place law.Place, name string) step {
	return does(byLead, proceedings.ProposeReferral{To: law.Addressee{Place: place, Name: name}})
}

func handedOver() []step {
	return []step{
		doesToday(byLead, func(day calendar.Date) law.Facts {
			return proceedings.HandOverReferral{On: day, Method: law.HandedInPerson}
		}),
		doesToday("clerk", func(day calendar.Date) law.Facts { return proceedings.RecordReferralReceipt{On: day} }),
	}
}

func replied(answer proceedings.ReferralAnswer, result proceedings.ReferralResult) step {
	return doesToday("clerk", func(day calendar.Date) law.Facts {
		return proceedings.RecordReferralReply{On: day, Answer: answer, Result: result}
	})
}

func supplemented() []step {
	return []step{does("clerk", proceedings.PrepareReferralResult{}), does("director", proceedings.ApproveReferralResult{})}
}

func withReferral(name string, steps ...[]step) script {
	return withProblem(name, map[law.ProceedingKind]script{law.ProceedingReferral: {steps: join(steps...)}})
}

func referralScripts() []script {
	market := referredTo(law.OtherDepartment, "市场监督管理局")
	late := handedOver() // not before the case's result is published
	late[1] = objectionFirst(late[1])
	plain := handedOver()
	plain[1] = objectionFirst(plain[1])
	return []script{
		withReferral("移送其他部门被退回，改送本局科室", []step{replacedInvestigator(), suspend(), resume(), extend("head", law.DeadlineReferralProposal, workingDays(2)), market,
			does("director", proceedings.ReturnReferral{}).because("移送函要件不全"), market, does("director", proceedings.ApproveReferral{})},
			late, []step{replied(proceedings.ReferralDeclined, "").once(overdue(law.DeadlineReferralReply)),
				referredTo(law.WithinBureau, "社会保险科"), does("head", proceedings.ApproveReferral{})}, handedOver(),
			[]step{replied(proceedings.ReferralTaken, proceedings.ReferralNoViolation), supplemented()[0],
				does("director", proceedings.ReturnReferralResult{}).because("表述不准确")}, supplemented()).with(law.ProceedingObjection, upheld()),
		withReferral("移送其他部门，已依法处理", []step{market, does("director", proceedings.ApproveReferral{})}, plain,
			[]step{replied(proceedings.ReferralTaken, proceedings.ReferralDealtWith)}, supplemented()).with(law.ProceedingObjection, rejected()),
		withReferral("不予移送", []step{market, does("director", proceedings.RefuseReferral{}).because("属于本局职责")}, supplemented()),
	}
}

// sentToPolice is the way to the police, up to their receipt.
func sentToPolice() []step { return sentWith(proceedings.NoPenaltyDecided) }

// sentAfterDecision is the same where a penalty was decided before.
func sentAfterDecision() []step {
	return append(sentWith(proceedings.PenaltyDecisionEnclosed), doesToday("clerk", func(day calendar.Date) law.Facts { return proceedings.RecordPenaltyCopy{On: day} }))
}

func sentWith(penalty proceedings.PenaltyEnclosure) []step {
	return []step{
		does(byLead, proceedings.WritePoliceReport{}), does("director", proceedings.DecideTransfer{}),
		{who: byLead, act: proceedings.ActSendPoliceFile, facts: func(m moment) law.Facts {
			return proceedings.SendPoliceFile{At: m.now, Method: law.HandedInPerson, Penalty: penalty}
		}},
		doesToday(byLead, func(day calendar.Date) law.Facts { return proceedings.RecordProcuratorateCopy{On: day} }),
		policeReceipt(),
	}
}

func policeReceipt() step {
	return doesToday(byLead, func(day calendar.Date) law.Facts { return proceedings.RecordPoliceReceipt{On: day} })
}

func policeDecides(answer proceedings.PoliceAnswer) step {
	return doesToday("clerk", func(day calendar.Date) law.Facts {
		f := proceedings.RecordPoliceDecision{Answer: answer, DecidedOn: day, ToldOn: day}
		if answer == proceedings.PoliceRefuses {
			f.ReturnedOn = day
		}
		return f
	})
}

// reconsidered: the bureau objects, and the police answer.
func reconsidered(answer proceedings.PoliceAnswer) []step {
	return []step{
		doesToday("director", func(day calendar.Date) law.Facts { return proceedings.RequestPoliceReconsideration{On: day} }),
		doesToday("clerk", func(day calendar.Date) law.Facts {
			return proceedings.RecordPoliceReconsideration{Answer: answer, DecidedOn: day, ToldOn: day}
		}),
	}
}

func supervised(answer proceedings.PoliceAnswer) []step {
	return []step{
		doesToday("director", func(day calendar.Date) law.Facts { return proceedings.SuggestSupervision{On: day} }),
		doesToday("clerk", func(day calendar.Date) law.Facts {
			return proceedings.RecordSupervision{Answer: answer, ToldOn: day}
		}),
	}
}

func evidenceHandedOver() step {
	return doesToday(byLead, func(day calendar.Date) law.Facts { return proceedings.HandOverEvidence{On: day} })
}

func withPolice(name string, beside []step, steps ...[]step) script {
	then := map[law.ProceedingKind]script{law.ProceedingPolice: {steps: join(steps...)}}
	if beside != nil {
		then[law.ProceedingPenalty] = script{steps: beside}
	}
	return withProblem(name, then)
}

// sentenced ends the penalty case once the police have filed theirs.
func sentenced() step {
	return doesToday("director", func(day calendar.Date) law.Facts { return proceedings.EndByJudgment{On: day} }).because("刑事判决生效").once(filedByPolice)
}

// returned comes back from the criminal case, with the procuratorate's opinion.
func returned() []step {
	return []step{
		doesToday("clerk", func(day calendar.Date) law.Facts {
			return proceedings.RecordCriminalReturn{Outcome: proceedings.CriminalNotProsecuted, On: day, Opinion: true}
		}).once(filedByPolice),
		doesToday(byLead, func(day calendar.Date) law.Facts { return proceedings.AnswerProcuratorate{On: day} }),
	}
}

// filedByPolice: the police filed a case, for which the penalty case waits.
func filedByPolice(m moment) bool {
	return slices.ContainsFunc(m.b.Penalty.Holds, func(h proceedings.PoliceHold) bool { return !h.FiledOn.IsZero() })
}

func policeScripts() []script {
	// The penalty case is filed, and then stands until the police have decided.
	later := plainPenalty(fine(5_000))
	later[2] = later[2].once(func(m moment) bool { return len(m.b.Suspensions) > 0 })
	return []script{
		withPolice("公安机关转送后立案，刑事判决生效，处罚案件终结", []step{sentenced()}, []step{replacedInvestigator(), suspend(), resume(), extend("director", law.DeadlinePoliceReport, workingDays(2))}, sentToPolice(),
			[]step{doesToday("clerk", func(day calendar.Date) law.Facts { return proceedings.RecordPoliceForwarding{On: day} }), policeReceipt(),
				policeDecides(proceedings.PoliceFiles), evidenceHandedOver()}),
		withPolice("公安机关不予立案，接受，处罚案件恢复", later, sentToPolice(),
			[]step{policeDecides(proceedings.PoliceRefuses), does("director", proceedings.AcceptPoliceRefusal{}).because("不予立案的理由成立")}),
		withPolice("公安机关立案，不起诉后移回，回复检察意见", join(returned(), plainPenalty(fine(4_000))),
			sentToPolice(), []step{policeDecides(proceedings.PoliceFiles), evidenceHandedOver()}),
		withPolice("复议后立案", nil, sentToPolice(), []step{policeDecides(proceedings.PoliceRefuses)}, reconsidered(proceedings.PoliceFiles), []step{evidenceHandedOver()}),
		withPolice("复议维持，检察院监督后立案", nil, sentToPolice(), []step{policeDecides(proceedings.PoliceRefuses).once(overdue(law.DeadlinePoliceDecision))},
			reconsidered(proceedings.PoliceRefuses), supervised(proceedings.PoliceFiles), []step{evidenceHandedOver()}),
		withPolice("决定不移送", nil, []step{does(byLead, proceedings.WritePoliceReport{}), does("director", proceedings.DecideNoTransfer{}).because("不构成犯罪")}),
	}
}
