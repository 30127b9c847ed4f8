package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// PenaltyFile is what only a penalty case knows (行政处罚案件): each part is empty
// until the procedure has come to it.
type PenaltyFile struct {
	Party         PartyKind        `json:"party,omitempty"`
	Filing        *PenaltyFiled    `json:"filing,omitempty"`
	Anew          *AnewFile        `json:"anew,omitempty"`    // follows a quashed decision
	Resumed       *ResumedFile     `json:"resumed,omitempty"` // follows a decision to hand the facts to the police
	Investigation *Investigated    `json:"investigation,omitempty"`
	Spot          *SpotDraft       `json:"spot,omitempty"` // waits for the second officer
	Notice        *PriorNotice     `json:"notice,omitempty"`
	Defence       *Defence         `json:"defence,omitempty"`
	Hearing       *Hearing         `json:"hearing,omitempty"`
	Proposal      *DecisionDraft   `json:"proposal,omitempty"`
	Decision      *PenaltyDecided  `json:"decision,omitempty"`
	Execution     ExecutionRecord  `json:"execution,omitzero"`
	Remedies      []Remedy         `json:"remedies,omitempty"`
	Public        PenaltyPublicity `json:"public,omitzero"`
	// Correcting is a self-correction on its way, Corrected those that were decided.
	Correcting *SelfCorrection  `json:"correcting,omitempty"`
	Corrected  []SelfCorrection `json:"corrected,omitempty"`
	// Contested are the notices on which the entity was heard, before the case was
	// given back for further investigation: nothing may be heavier for that.
	Contested []PriorNotice `json:"contested,omitempty"`
	// Investigators are the accounts that acted as members of the team: none of
	// them presides over the hearing or makes the legal review.
	Investigators []string `json:"investigators,omitempty"`
	// Recusals are those that the entity asked for (行政处罚法第43条).
	Recusals []cases.Recusal `json:"recusals,omitempty"`
	Holds    []PoliceHold    `json:"holds,omitempty"`
	// Crime is what was found after the decision and went to the police.
	Crime *FoundCrime `json:"crime,omitempty"`
	// Returns are the cases that the judicial organs gave back.
	Returns []CriminalReturn `json:"returns,omitempty"`
	// ClosedOn is the day of 结案; the public term may still run.
	ClosedOn calendar.Date `json:"closedOn,omitzero"`
	// FirstFiledOn is the day of the first 立案, where that was given back after it.
	FirstFiledOn calendar.Date `json:"firstFiledOn,omitzero"`
}

// Proposer is who proposed something: the account and, where it used another's
// delegated power, that one too.
type Proposer struct {
	By  string        `json:"by,omitempty"`
	For string        `json:"for,omitempty"`
	On  calendar.Date `json:"on,omitzero"`
}

// PenaltyFiled is 立案.
type PenaltyFiled struct {
	Proposed   Proposer      `json:"proposed"`
	EndedOn    calendar.Date `json:"endedOn,omitzero"` // the last day of the conduct
	Continuing bool          `json:"continuing,omitempty"`
	KnownOn    calendar.Date `json:"knownOn,omitzero"` // found, reported or complained of
	KnownBy    KnownBy       `json:"knownBy,omitempty"`
	Endangers  Endangered    `json:"endangers,omitempty"` // its limitation is five years
	On         calendar.Date `json:"on,omitzero"`         // filed
}

// Penalty is one penalty with its amount in fen, 0 for one that is none.
type Penalty struct {
	Kind PenaltyKind `json:"kind"`
	Fen  int64       `json:"fen,omitempty"`
}

// Weight is what makes a case go through legal review and collective discussion
// (行政处罚法第57条第二款、第58条).
type Weight struct {
	Grave          bool `json:"grave,omitempty"`          // 重大违法
	Complex        bool `json:"complex,omitempty"`        // 疑难复杂、涉及多个法律关系
	PublicInterest bool `json:"publicInterest,omitempty"` // 涉及重大公共利益
}

// Mitigation is what the investigation found in the entity's favour.
type Mitigation struct {
	Cooperated bool `json:"cooperated,omitempty"` // 配合调查
	Corrected  bool `json:"corrected,omitempty"`  // 已经改正
	FirstTime  bool `json:"firstTime,omitempty"`  // 初次违法
	Slight     bool `json:"slight,omitempty"`     // 违法行为或者危害后果轻微
	NoHarm     bool `json:"noHarm,omitempty"`     // 没有造成危害后果
	Coerced    bool `json:"coerced,omitempty"`    // 受他人胁迫或者诱骗
	Merit      bool `json:"merit,omitempty"`      // 配合行政机关查处违法行为有立功表现
	NoFault    bool `json:"noFault,omitempty"`    // 有证据足以证明没有主观过错
	// Of a citizen only: age, and whether he could tell what he did or help it.
	Under14         bool `json:"under14,omitempty"`         // 不满十四周岁
	Under18         bool `json:"under18,omitempty"`         // 已满十四周岁不满十八周岁
	NoCapacity      bool `json:"noCapacity,omitempty"`      // 不能辨认或者不能控制自己行为
	LimitedCapacity bool `json:"limitedCapacity,omitempty"` // 尚未完全丧失辨认或者控制自己行为能力
}

// Investigated is the end of the investigation with what it proposes.
type Investigated struct {
	On          calendar.Date   `json:"on"`
	Established bool            `json:"established"`
	Kind        DecisionKind    `json:"kind"`
	Penalties   []Penalty       `json:"penalties,omitempty"`
	Grade       DiscretionGrade `json:"grade,omitempty"`
	Weight      Weight          `json:"weight,omitzero"`
	Mitigation  Mitigation      `json:"mitigation,omitzero"`
	NewFacts    bool            `json:"newFacts,omitempty"` // beyond those of a decision or notice before
	Proposed    Proposer        `json:"proposed"`
}

// PriorNotice is 事先告知: what the entity was told, fixed.
type PriorNotice struct {
	Service   law.PaperService `json:"service"`
	On        calendar.Date    `json:"on"` // counts as served
	Kind      DecisionKind     `json:"kind"`
	Penalties []Penalty        `json:"penalties,omitempty"`
	Hearing   bool             `json:"hearing,omitempty"` // it may ask for one
	WaivedOn  calendar.Date    `json:"waivedOn,omitzero"`
	Seq       int              `json:"seq,omitempty"` // of the act on record
}

// Defence is 陈述申辩 and what was made of it.
type Defence struct {
	On         calendar.Date `json:"on,omitzero"`
	EnteredFor bool          `json:"enteredFor,omitempty"`
	Late       bool          `json:"late,omitempty"` // after the window of five working days
	ReviewedOn calendar.Date `json:"reviewedOn,omitzero"`
	View       DefenceView   `json:"view,omitempty"`
	Penalties  []Penalty     `json:"penalties,omitempty"` // what is proposed after it
}

// Hearing is 听证.
type Hearing struct {
	RequestedOn calendar.Date `json:"requestedOn"`
	EnteredFor  bool          `json:"enteredFor,omitempty"`
	NotifiedOn  calendar.Date `json:"notifiedOn,omitzero"`
	Day         calendar.Date `json:"day,omitzero"` // of which the entity was notified
	Presider    string        `json:"presider,omitempty"`
	HeldOn      calendar.Date `json:"heldOn,omitzero"`
	Abandoned   bool          `json:"abandoned,omitempty"` // 视为放弃
	// Recusals of the presider that the party asked for (行政处罚法第64条第四项).
	Recusals []PresiderRecusal `json:"recusals,omitempty"`
}

// DecisionTerms is what a decision says.
type DecisionTerms struct {
	Kind      DecisionKind    `json:"kind"`
	Penalties []Penalty       `json:"penalties,omitempty"`
	Articles  []string        `json:"articles"` // codes of the articles it rests on
	Grade     DiscretionGrade `json:"grade,omitempty"`
	Leniency  Leniency        `json:"leniency"`
	// Transfer is to whom, where the case is handed over.
	Transfer law.ProceedingKind `json:"transfer,omitempty"`
	Ordered
	// Termination is why the case ends without a decision on the conduct (终止办理).
	Termination TerminationGround `json:"termination,omitempty"`
	// Publicity is the grade on which the public term depends, of a penalty only; "" in
	// decisions of before there were grades: it then follows from the kinds of penalty.
	Publicity law.PublicityGrade `json:"publicity,omitempty"`
}

// DecisionDraft is the proposal of a decision on its way to the bureau head.
type DecisionDraft struct {
	Terms       DecisionTerms    `json:"terms"`
	Proposed    Proposer         `json:"proposed"`
	ReviewedBy  string           `json:"reviewedBy,omitempty"` // legal review passed
	ReviewedOn  calendar.Date    `json:"reviewedOn,omitzero"`
	Reviewer    ReviewerStanding `json:"reviewer,omitempty"`
	DiscussedOn calendar.Date    `json:"discussedOn,omitzero"`
}

// PenaltyDecided is the decision in effect.
type PenaltyDecided struct {
	Terms     DecisionTerms `json:"terms"`
	By        string        `json:"by"`
	On        calendar.Date `json:"on"`
	OnTheSpot bool          `json:"onTheSpot,omitempty"` // 当场处罚
	With      string        `json:"with,omitempty"`      // the second officer, on the spot
	Changed   bool          `json:"changed,omitempty"`   // by a remedy, or by mediation in one
	Quashed   bool          `json:"quashed,omitempty"`
	// PartlyQuashed: Terms are what remains. Unlawful: it was found to be so and stands.
	PartlyQuashed bool `json:"partlyQuashed,omitempty"`
	Unlawful      bool `json:"unlawful,omitempty"`
}

// ExecutionRecord is what happened to carry the decision out.
type ExecutionRecord struct {
	Service     law.PaperService `json:"service,omitzero"`
	ServedOn    calendar.Date    `json:"servedOn,omitzero"`   // counts as served
	ServedSeq   int              `json:"servedSeq,omitempty"` // of the act on record
	ReportedOn  calendar.Date    `json:"reportedOn,omitzero"`
	Payments    []Payment        `json:"payments,omitempty"`
	Asked       *InstalmentPlan  `json:"asked,omitempty"` // waits for approval
	Plan        *InstalmentPlan  `json:"plan,omitempty"`
	RemittedFen int64            `json:"remittedFen,omitempty"` // of the surcharge
	PerformedOn calendar.Date    `json:"performedOn,omitzero"`
	EducatedOn  calendar.Date    `json:"educatedOn,omitzero"` // where the conduct is not punished
	Demand      law.PaperService `json:"demand,omitzero"`
	DemandedOn  calendar.Date    `json:"demandedOn,omitzero"`
	// LitigationOver is the last day of the time for going to court, once it is over
	// or a judgment is in effect.
	LitigationOver calendar.Date `json:"litigationOver,omitzero"`
	AppliedOn      calendar.Date `json:"appliedOn,omitzero"` // to the court
	Court          CourtResult   `json:"court,omitempty"`
	CourtOn        calendar.Date `json:"courtOn,omitzero"`
	// HandedOn is the day of the hand-over to the reconsideration organ, Organ what came
	// of it.
	HandedOn calendar.Date `json:"handedOn,omitzero"`
	Organ    OrganResult   `json:"organ,omitempty"`
	OrganOn  calendar.Date `json:"organOn,omitzero"`
	// RepairNotice: 信用修复告知书 was served with the decision.
	RepairNotice bool `json:"repairNotice,omitempty"`
}

// Payment is money that came in, in fen, or went back: then it is negative.
type Payment struct {
	On  calendar.Date `json:"on"`
	Fen int64         `json:"fen"`
	For PenaltyKind   `json:"for"`
	// Channel is "" in records from before.
	Channel  PaymentChannel   `json:"channel,omitempty"`
	Receipt  string           `json:"receipt,omitempty"`
	Ground   CollectionGround `json:"ground,omitempty"`
	HandedIn calendar.Date    `json:"handedIn,omitzero"` // by the officer who took it
}

// Instalment is a part of the fine and the last day for it.
type Instalment struct {
	On  calendar.Date `json:"on"`
	Fen int64         `json:"fen"`
}

// InstalmentPlan is deferment or payment in parts (行政处罚法第66条); one part is
// deferment.
type InstalmentPlan struct {
	Proposed Proposer     `json:"proposed"`
	Parts    []Instalment `json:"parts"`
	// From is the day of approval, SurchargeFen what had been added until then and
	// Payments how many payments had come in.
	From         calendar.Date `json:"from,omitzero"`
	SurchargeFen int64         `json:"surchargeFen,omitempty"`
	Payments     int           `json:"payments,omitempty"`
}

// Remedy is one reconsideration or lawsuit against the decision.
type Remedy struct {
	Kind RemedyKind    `json:"kind"`
	On   calendar.Date `json:"on"`
	// By is who asked for it; "" in records from before: the party.
	By        RemedyApplicant `json:"by,omitempty"`
	Outcome   RemedyOutcome   `json:"outcome,omitempty"`
	OutcomeOn calendar.Date   `json:"outcomeOn,omitzero"`
	Anew      *Anew           `json:"anew,omitempty"` // it has to be decided anew
	// Quashed is what a quashing in part took from the decision.
	Quashed []Penalty `json:"quashed,omitempty"`
}

// PenaltyPublicity is the decision's life on the public page.
type PenaltyPublicity struct {
	Prepared  Proposer      `json:"prepared,omitzero"`
	On        calendar.Date `json:"on,omitzero"`        // published; zero while nothing is shown
	Until     calendar.Date `json:"until,omitzero"`     // last day
	Repair    Proposer      `json:"repair,omitzero"`    // 信用修复 applied for
	Withdrawn calendar.Date `json:"withdrawn,omitzero"` // taken back
	// TakenBack is why what is shown has to be taken back.
	TakenBack RemedyOutcome `json:"takenBack,omitempty"`
	// Rules is the code of the credit rules that Until was counted by; "": the first.
	Rules  string           `json:"rules,omitempty"`
	Chosen *PublicityChoice `json:"chosen,omitempty"` // how it is to be shown
}

// PublicityChoice is the bureau head's word on how the decision is shown; without one
// what is slight is not shown, and a citizen is not named.
type PublicityChoice struct {
	By    Proposer `json:"by"`
	Show  bool     `json:"show,omitempty"`
	Named bool     `json:"named,omitempty"`
}
