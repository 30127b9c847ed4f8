package year

import (
	"shuangsuiji/demo/people"
	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// The scripts of edition 2026: a decision goes with 信用修复告知书, and the party is not
// always the entity that was drawn.

// order36Scripts are the ways that edition 2026 adds.
func order36Scripts() []script {
	return []script{
		penaltyUnderOrder54("处罚决定书与信用修复告知书同时送达", plainPenalty(fine(5_000))),
		penaltyUnderOrder54("个案检查，处罚用人单位", penaltyOfEmployer(fine(3_000))),
	}
}

// penaltyUnderOrder54 is a case of a visit of its own kind whose problem is punished.
func penaltyUnderOrder54(name string, penalty []step) script {
	specific := step{who: byLead, act: cases.ActProposeVisit, facts: func(m moment) law.Facts {
		return cases.ProposeVisit{Mode: cases.ModeOnSite, Type: cases.VisitSpecific, From: m.today(), To: m.today().AddDays(1)}
	}, reason: "演示：投诉举报"}
	return script{name: name, then: map[law.ProceedingKind]script{law.ProceedingPenalty: {name: name, steps: penalty}},
		steps: join([]step{serve(law.ServedInPerson), selfCheck(byEntity, true), specific, does("director", cases.ApproveVisit{}), scanned(), visit{problem: true}.recorded()},
			bothSign(), []step{found(law.OutcomeFollowUp, law.ProceedingPenalty), confirmed(), told()}, published())}
}

// penaltyOfEmployer is a penalty case against an employer that no register has, which
// answers on paper.
func penaltyOfEmployer(penalties []proceedings.Penalty) []step {
	of := sample.Entities(1, employerSeed)[0]
	steps := plainPenalty(penalties)
	for i, s := range steps {
		switch s.act {
		case proceedings.ActProposeFiling:
			steps[i].party = &people.Party{Name: "演示用人单位有限公司", Identifier: of.Code, Address: of.Address, Phone: of.Phone}
			steps[i].facts = func(m moment) law.Facts {
				f, _ := s.facts(m).(proceedings.ProposeFiling)
				f.Role = proceedings.PartyEmployer
				return f
			}
		case proceedings.ActWaiveDefence:
			steps[i].who = "clerk"
			steps[i].reason = "演示：当事人书面放弃"
		}
	}
	return steps
}

// employerSeed makes the code of an employer that is in no register.
const employerSeed = 2026001
