package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// The acts of a penalty case up to its decision.
const (
	ActProposeFiling       law.ActKind = "propose_filing"
	ActApproveFiling       law.ActKind = "approve_filing"
	ActRefuseFiling        law.ActKind = "refuse_filing"
	ActPunishOnTheSpot     law.ActKind = "punish_on_the_spot"
	ActEndInvestigation    law.ActKind = "end_investigation"
	ActServePriorNotice    law.ActKind = "serve_prior_notice"
	ActRecordDefence       law.ActKind = "record_defence"
	ActWaiveDefence        law.ActKind = "waive_defence"
	ActRequestHearing      law.ActKind = "request_hearing"
	ActNotifyHearing       law.ActKind = "notify_hearing"
	ActRecordHearing       law.ActKind = "record_hearing"
	ActReviewDefence       law.ActKind = "review_defence"
	ActReturnInvestigation law.ActKind = "return_investigation"
	ActProposeDecision     law.ActKind = "propose_decision"
	ActReviewLegally       law.ActKind = "review_legally"
	ActDiscussDecision     law.ActKind = "discuss_decision"
	ActDecidePenaltyCase   law.ActKind = "decide_penalty_case"
)

// ProposeFiling: 提请立案. Either the day on which the conduct ended is named, or
// that it goes on. KnownOn and KnownBy are named where the conduct was known before
// the bureau found it at the visit or took up the lead; Endangers where it falls
// under the limitation of five years. Role says who the party is where that is not the
// entity that was drawn; who exactly is told beside the facts.
type ProposeFiling struct {
	Party      PartyKind     `json:"party"`
	Role       PartyRole     `json:"role,omitempty"`
	EndedOn    calendar.Date `json:"endedOn,omitzero"`
	Continuing bool          `json:"continuing,omitempty"`
	KnownOn    calendar.Date `json:"knownOn,omitzero"`
	KnownBy    KnownBy       `json:"knownBy,omitempty"`
	Endangers  Endangered    `json:"endangers,omitempty"`
}

// ApproveFiling: 立案. Team names the certificates where the case came without a
// team; otherwise it is empty.
type ApproveFiling struct {
	Team law.Team `json:"team,omitempty"`
}

// RefuseFiling: 不予立案.
type RefuseFiling struct{}

// PunishOnTheSpot: 当场处罚, served at once: a warning, or a fine of Fen. Party is named
// where the case was not filed, which it need not be. ToldOrally and Heard: the party
// was told before, and what it said was heard. It holds once the second officer has
// confirmed it.
type PunishOnTheSpot struct {
	Party      PartyKind     `json:"party,omitempty"`
	ToldOrally bool          `json:"toldOrally"`
	Heard      bool          `json:"heard"`
	On         calendar.Date `json:"on"`
	Penalty    Penalty       `json:"penalty"`
	Articles   []string      `json:"articles"`
	Ordered
}

// EndInvestigation: 调查终结 with what the lead proposes.
type EndInvestigation struct {
	On          calendar.Date   `json:"on"`
	Established bool            `json:"established"`
	Decision    DecisionKind    `json:"decision"`
	Penalties   []Penalty       `json:"penalties,omitempty"`
	Grade       DiscretionGrade `json:"grade,omitempty"`
	Weight      Weight          `json:"weight,omitzero"`
	Mitigation  Mitigation      `json:"mitigation,omitzero"`
	// NewFacts: the further investigation found new facts; only they can make heavier
	// what the entity had already defended itself against.
	NewFacts bool `json:"newFacts,omitempty"`
}

// ServePriorNotice: the notice of facts, grounds, proposed penalties and rights was
// served (事先告知). It tells what the investigation proposed, nothing else.
type ServePriorNotice struct {
	Service law.PaperService `json:"service"`
}

// RecordDefence: the entity's statement or defence, by its link or entered for it.
type RecordDefence struct {
	On calendar.Date `json:"on,omitzero"`
}

// WaiveDefence: the entity gives up statement, defence and hearing.
type WaiveDefence struct {
	On calendar.Date `json:"on,omitzero"`
}

// RequestHearing: 要求听证.
type RequestHearing struct {
	On calendar.Date `json:"on,omitzero"`
}

// NotifyHearing: the entity was told day and presider of the hearing.
type NotifyHearing struct {
	On  calendar.Date `json:"on"`
	Day calendar.Date `json:"day"`
	// Presider is an account; PresiderCertificate its certificate, if it has one.
	Presider            string `json:"presider"`
	PresiderCertificate string `json:"presiderCertificate,omitempty"`
}

// RecordHearing: the hearing was held, or the entity stayed away and gave it up.
type RecordHearing struct {
	On        calendar.Date `json:"on"`
	Abandoned bool          `json:"abandoned,omitempty"`
}

// ReviewDefence: what the team makes of the defence or the hearing, and what it
// proposes after it, never more than was told.
type ReviewDefence struct {
	On        calendar.Date `json:"on"`
	View      DefenceView   `json:"view"`
	Penalties []Penalty     `json:"penalties,omitempty"`
}

// ReturnInvestigation: 退回补充调查.
type ReturnInvestigation struct{}

// ProposeDecision: the decision as proposed.
type ProposeDecision struct {
	Terms DecisionTerms `json:"terms"`
}

// ReviewLegally: 法制审核 of the proposed decision; not passed needs a reason. Reviewer
// says what entitles the reviewer to it.
type ReviewLegally struct {
	Passed   bool             `json:"passed"`
	Reviewer ReviewerStanding `json:"reviewer"`
}

// DiscussDecision: 集体讨论 of the proposed decision.
type DiscussDecision struct {
	On calendar.Date `json:"on"`
}

// DecidePenaltyCase: the bureau head's decision, as proposed or otherwise.
type DecidePenaltyCase struct {
	Terms DecisionTerms `json:"terms"`
}

func (ProposeFiling) Kind() law.ActKind       { return ActProposeFiling }
func (ApproveFiling) Kind() law.ActKind       { return ActApproveFiling }
func (RefuseFiling) Kind() law.ActKind        { return ActRefuseFiling }
func (PunishOnTheSpot) Kind() law.ActKind     { return ActPunishOnTheSpot }
func (ServePriorNotice) Kind() law.ActKind    { return ActServePriorNotice }
func (RecordDefence) Kind() law.ActKind       { return ActRecordDefence }
func (WaiveDefence) Kind() law.ActKind        { return ActWaiveDefence }
func (RequestHearing) Kind() law.ActKind      { return ActRequestHearing }
func (NotifyHearing) Kind() law.ActKind       { return ActNotifyHearing }
func (RecordHearing) Kind() law.ActKind       { return ActRecordHearing }
func (ReviewDefence) Kind() law.ActKind       { return ActReviewDefence }
func (ReturnInvestigation) Kind() law.ActKind { return ActReturnInvestigation }
func (ProposeDecision) Kind() law.ActKind     { return ActProposeDecision }
func (ReviewLegally) Kind() law.ActKind       { return ActReviewLegally }
func (DiscussDecision) Kind() law.ActKind     { return ActDiscussDecision }
func (DecidePenaltyCase) Kind() law.ActKind   { return ActDecidePenaltyCase }

func (EndInvestigation) Kind() law.ActKind { return ActEndInvestigation }
