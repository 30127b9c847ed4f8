package proceedings

import (
	"shuangsuiji/inspection/law"
)

// 终止办理: there is nobody left who could be punished. Neither 撤销立案 (劳动保障监察条例
// 第18条) nor 不予行政处罚 (行政处罚法第33条) is meant for that.

// TerminationGround is why nobody is left.
type TerminationGround string

// The grounds.
const (
	PartyDissolved TerminationGround = "dissolved" // 当事人终止，没有权利义务承受人
	PartyDead      TerminationGround = "dead"      // 当事人死亡
)

// TerminationGrounds are both.
var TerminationGrounds = []TerminationGround{PartyDissolved, PartyDead}

var terminationNames = map[TerminationGround]string{PartyDissolved: "当事人终止，没有权利义务承受人", PartyDead: "当事人死亡"}

// Chinese is its name.
func (g TerminationGround) Chinese() string { return terminationNames[g] }

// checkTermination: 终止办理 names its ground, which fits the party, and no other
// decision names one.
func checkTermination(bad *law.Invalid, at law.Path, d DecisionTerms, party PartyKind) {
	fits := map[PartyKind]TerminationGround{PartyOrganisation: PartyDissolved, PartyCitizen: PartyDead}
	switch {
	case d.Kind != DecisionTerminated && d.Termination != "":
		bad.Add(at, string(d.Termination), "只有终止办理的写明终止的情形")
	case d.Kind == DecisionTerminated && d.Termination != fits[party]:
		bad.Add(at, string(d.Termination), "终止办理的必须写明情形：法人或者其他组织终止且没有权利义务承受人的，或者公民死亡的")
	}
}

// terminationReviewed: nobody can contest the end, so it is reviewed legally each time
// (本单位规定).
func (p Proceeding) terminationReviewed(kind DecisionKind) error {
	if kind == DecisionTerminated && p.Penalty.Proposal.ReviewedBy == "" {
		return law.Errorf(law.KindNotAllowed, "legal_review_missing", "终止办理的，应当先经法制审核。")
	}
	return nil
}
