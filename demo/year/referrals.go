package year

import (
	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// The scripts of the referrals, to other departments and to the police.

func referredTo(place inspection.Place, name string) step {
	return does(byLead, inspection.ProposeReferral{To: inspection.Addressee{Place: place, Name: name}})
}

func handedOver() []step {
	return []step{
		doesToday(byLead, func(day calendar.Date) inspection.Facts {
			return inspection.HandOverReferral{On: day, Method: inspection.HandedInPerson}
		}),
		doesToday("clerk", func(day calendar.Date) inspection.Facts { return inspection.RecordReferralReceipt{On: day} }),
	}
}

func replied(answer inspection.ReferralAnswer, result inspection.ReferralResult) step {
	return doesToday("clerk", func(day calendar.Date) inspection.Facts {
		return inspection.RecordReferralReply{On: day, Answer: answer, Result: result}
	})
}

func supplemented() []step {
	return []step{does("clerk", inspection.PrepareReferralResult{}), does("director", inspection.ApproveReferralResult{})}
}

func withReferral(name string, steps ...[]step) script {
	return withProblem(name, map[inspection.ProceedingKind]script{inspection.ProceedingReferral: {steps: join(steps...)}})
}

func referralScripts() []script {
	market := referredTo(inspection.OtherDepartment, "市场监督管理局")
	late := handedOver() // not before the case's result is published
	late[1] = objectionFirst(late[1])
	plain := handedOver()
	plain[1] = objectionFirst(plain[1])
	return []script{
		withReferral("移送其他部门被退回，改送本局科室", []step{replacedInvestigator(), suspend(), resume(), extend("head", inspection.DeadlineReferralProposal, workingDays(2)), market,
			does("director", inspection.ReturnReferral{}).because("移送函要件不全"), market, does("director", inspection.ApproveReferral{})},
			late, []step{replied(inspection.ReferralDeclined, "").once(overdue(inspection.DeadlineReferralReply)),
				referredTo(inspection.WithinBureau, "社会保险科"), does("head", inspection.ApproveReferral{})}, handedOver(),
			[]step{replied(inspection.ReferralTaken, inspection.ReferralNoViolation), supplemented()[0],
				does("director", inspection.ReturnReferralResult{}).because("表述不准确")}, supplemented()).with(inspection.ProceedingObjection, upheld()),
		withReferral("移送其他部门，已依法处理", []step{market, does("director", inspection.ApproveReferral{})}, plain,
			[]step{replied(inspection.ReferralTaken, inspection.ReferralDealtWith)}, supplemented()).with(inspection.ProceedingObjection, rejected()),
		withReferral("不予移送", []step{market, does("director", inspection.RefuseReferral{}).because("属于本局职责")}, supplemented()),
	}
}

// sentToPolice is the way to the police, up to their receipt.
func sentToPolice() []step {
	return []step{
		does(byLead, inspection.WritePoliceReport{}), does("director", inspection.DecideTransfer{}),
		{who: byLead, act: inspection.ActSendPoliceFile, facts: func(m moment) inspection.Facts {
			return inspection.SendPoliceFile{At: m.now, Method: inspection.HandedInPerson, Penalty: inspection.NoPenaltyDecided}
		}},
		doesToday(byLead, func(day calendar.Date) inspection.Facts { return inspection.RecordProcuratorateCopy{On: day} }),
		policeReceipt(),
	}
}

func policeReceipt() step {
	return doesToday(byLead, func(day calendar.Date) inspection.Facts { return inspection.RecordPoliceReceipt{On: day} })
}

func policeDecides(answer inspection.PoliceAnswer) step {
	return doesToday("clerk", func(day calendar.Date) inspection.Facts {
		f := inspection.RecordPoliceDecision{Answer: answer, DecidedOn: day, ToldOn: day}
		if answer == inspection.PoliceRefuses {
			f.ReturnedOn = day
		}
		return f
	})
}

// reconsidered: the bureau objects, and the police answer.
func reconsidered(answer inspection.PoliceAnswer) []step {
	return []step{
		doesToday("director", func(day calendar.Date) inspection.Facts { return inspection.RequestPoliceReconsideration{On: day} }),
		doesToday("clerk", func(day calendar.Date) inspection.Facts {
			return inspection.RecordPoliceReconsideration{Answer: answer, DecidedOn: day, ToldOn: day}
		}),
	}
}

func supervised(answer inspection.PoliceAnswer) []step {
	return []step{
		doesToday("director", func(day calendar.Date) inspection.Facts { return inspection.SuggestSupervision{On: day} }),
		doesToday("clerk", func(day calendar.Date) inspection.Facts {
			return inspection.RecordSupervision{Answer: answer, ToldOn: day}
		}),
	}
}

func evidenceHandedOver() step {
	return doesToday(byLead, func(day calendar.Date) inspection.Facts { return inspection.HandOverEvidence{On: day} })
}

func withPolice(name string, beside []step, steps ...[]step) script {
	then := map[inspection.ProceedingKind]script{inspection.ProceedingPolice: {steps: join(steps...)}}
	if beside != nil {
		then[inspection.ProceedingPenalty] = script{steps: beside}
	}
	return withProblem(name, then)
}

func policeScripts() []script {
	// The penalty case is filed, and then stands until the police have decided.
	later := plainPenalty(fine(5_000))
	later[2] = later[2].once(func(m moment) bool { return len(m.b.Suspensions) > 0 })
	return []script{
		withPolice("公安机关转送后立案，处罚案件终结", filed(), []step{replacedInvestigator(), suspend(), resume(), extend("director", inspection.DeadlinePoliceReport, workingDays(2))}, sentToPolice(),
			[]step{doesToday("clerk", func(day calendar.Date) inspection.Facts { return inspection.RecordPoliceForwarding{On: day} }), policeReceipt(),
				policeDecides(inspection.PoliceFiles), evidenceHandedOver()}),
		withPolice("公安机关不予立案，接受，处罚案件恢复", later, sentToPolice(),
			[]step{policeDecides(inspection.PoliceRefuses), does("director", inspection.AcceptPoliceRefusal{}).because("不予立案的理由成立")}),
		withPolice("复议后立案", nil, sentToPolice(), []step{policeDecides(inspection.PoliceRefuses)}, reconsidered(inspection.PoliceFiles), []step{evidenceHandedOver()}),
		withPolice("复议维持，检察院监督后立案", nil, sentToPolice(), []step{policeDecides(inspection.PoliceRefuses).once(overdue(inspection.DeadlinePoliceDecision))},
			reconsidered(inspection.PoliceRefuses), supervised(inspection.PoliceFiles), []step{evidenceHandedOver()}),
		withPolice("决定不移送", nil, []step{does(byLead, inspection.WritePoliceReport{}), does("director", inspection.DecideNoTransfer{}).because("不构成犯罪")}),
	}
}
