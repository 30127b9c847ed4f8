package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// The acts of a penalty case from its decision on.
const (
	ActServeDecision       law.ActKind = "serve_decision"
	ActReportOnTheSpot     law.ActKind = "report_on_the_spot"
	ActPreparePenaltyEntry law.ActKind = "prepare_penalty_entry"
	ActReturnPenaltyEntry  law.ActKind = "return_penalty_entry"
	ActApprovePenaltyEntry law.ActKind = "approve_penalty_entry"
	ActRecordPayment       law.ActKind = "record_payment"
	ActRecordRefund        law.ActKind = "record_refund"
	ActAskInstalments      law.ActKind = "ask_instalments"
	ActApproveInstalments  law.ActKind = "approve_instalments"
	ActRefuseInstalments   law.ActKind = "refuse_instalments"
	ActRemitSurcharge      law.ActKind = "remit_surcharge"
	ActRecordPerformance   law.ActKind = "record_performance"
	ActRecordRemedy        law.ActKind = "record_remedy"
	ActRecordRemedyOutcome law.ActKind = "record_remedy_outcome"
	ActWithdrawEntry       law.ActKind = "withdraw_entry"
	ActServeDemand         law.ActKind = "serve_demand"
	ActApplyToCourt        law.ActKind = "apply_to_court"
	ActRecordCourtResult   law.ActKind = "record_court_result"
	ActClosePenaltyCase    law.ActKind = "close_penalty_case"
	ActAskCreditRepair     law.ActKind = "ask_credit_repair"
	ActApproveCreditRepair law.ActKind = "approve_credit_repair"
	ActRefuseCreditRepair  law.ActKind = "refuse_credit_repair"
	ActDecidePublicity     law.ActKind = "decide_publicity"
	ActRecountPublicTerm   law.ActKind = "recount_public_term"
)

// ServeDecision: the decision was served.
type ServeDecision struct {
	Service law.PaperService `json:"service"`
	// RepairNotice: 信用修复告知书 went with it.
	RepairNotice bool `json:"repairNotice,omitempty"`
}

// ReportOnTheSpot: a decision made on the spot was put on file with the bureau.
type ReportOnTheSpot struct {
	On calendar.Date `json:"on"`
}

// PreparePenaltyEntry, ReturnPenaltyEntry and ApprovePenaltyEntry are the draft of
// the decision's public entry, its return with a reason, and its approval.
type (
	PreparePenaltyEntry struct{}
	ReturnPenaltyEntry  struct{}
	ApprovePenaltyEntry struct{}
)

// RecordPayment: money came in; For is the fine unless it names the confiscation. It
// came in at the bank unless Channel says otherwise; Receipt is the number of the
// receipt, Ground why an officer took it on the spot.
type RecordPayment struct {
	On      calendar.Date    `json:"on"`
	Fen     int64            `json:"fen"`
	For     PenaltyKind      `json:"for,omitempty"`
	Channel PaymentChannel   `json:"channel,omitempty"`
	Receipt string           `json:"receipt,omitempty"`
	Ground  CollectionGround `json:"ground,omitempty"`
}

// RecordRefund: what the decision no longer orders was paid back.
type RecordRefund struct {
	On  calendar.Date `json:"on"`
	Fen int64         `json:"fen"`
	For PenaltyKind   `json:"for,omitempty"`
}

// AskInstalments: the entity asks to pay what is left of the fine later (one part)
// or in parts.
type AskInstalments struct {
	On    calendar.Date `json:"on,omitzero"`
	Parts []Instalment  `json:"parts"`
}

// ApproveInstalments and RefuseInstalments decide on it.
type (
	ApproveInstalments struct{}
	RefuseInstalments  struct{}
)

// RemitSurcharge lets off a part of what was added for delay.
type RemitSurcharge struct {
	Fen int64 `json:"fen"`
}

// RecordPerformance: whatever was ordered beside payment was done.
type RecordPerformance struct {
	On calendar.Date `json:"on"`
}

// RecordRemedy: somebody went to reconsideration or to court; By is the party unless it
// names another.
type RecordRemedy struct {
	Remedy RemedyKind      `json:"remedy"`
	On     calendar.Date   `json:"on"`
	By     RemedyApplicant `json:"by,omitempty"`
}

// RecordRemedyOutcome: what came of it, with the day on which the reconsideration
// decision was served or the judgment took effect; Penalties is what a change, a
// quashing in part or a mediation leaves, Anew the order to decide anew that may go with
// a quashing, whole or in part.
type RecordRemedyOutcome struct {
	On        calendar.Date `json:"on"`
	Outcome   RemedyOutcome `json:"outcome"`
	Penalties []Penalty     `json:"penalties,omitempty"`
	Anew      *Anew         `json:"anew,omitempty"`
	// Opposed: a third party asked for the opposite, or an interested party sued as well
	// with an opposite claim. Only then may a change burden an applicant more
	// (行政复议法第63条第二款; 行政诉讼法第77条第二款).
	Opposed bool `json:"opposed,omitempty"`
}

// WithdrawEntry takes the public entry back.
type WithdrawEntry struct{}

// ServeDemand: 催告书 was served.
type ServeDemand struct {
	Service law.PaperService `json:"service"`
}

// ApplyToCourt: the court was asked to enforce the decision.
type ApplyToCourt struct {
	On calendar.Date `json:"on"`
}

// RecordCourtResult: what the court ruled or did.
type RecordCourtResult struct {
	On     calendar.Date `json:"on"`
	Result CourtResult   `json:"result"`
}

// ClosePenaltyCase: 结案.
type ClosePenaltyCase struct{}

// AskCreditRepair: the entity asks for the public term to end (信用修复).
type AskCreditRepair struct {
	On calendar.Date `json:"on,omitzero"`
}

// ApproveCreditRepair and RefuseCreditRepair decide on it.
type (
	ApproveCreditRepair struct{}
	RefuseCreditRepair  struct{}
)

// DecidePublicity: the bureau head's reasoned choice of how a decision is shown that is
// otherwise not shown, or not with the name.
type DecidePublicity struct {
	Show bool `json:"show"`
	// Named: with the name of a citizen.
	Named bool `json:"named,omitempty"`
}

// RecountPublicTerm: the term of an entry that is shown is counted by the credit rules
// with the code, or lets their day be awaited; only the system says so.
type RecountPublicTerm struct {
	Rules string `json:"rules"`
}

func (ServeDecision) Kind() law.ActKind       { return ActServeDecision }
func (ReportOnTheSpot) Kind() law.ActKind     { return ActReportOnTheSpot }
func (PreparePenaltyEntry) Kind() law.ActKind { return ActPreparePenaltyEntry }
func (ReturnPenaltyEntry) Kind() law.ActKind  { return ActReturnPenaltyEntry }
func (ApprovePenaltyEntry) Kind() law.ActKind { return ActApprovePenaltyEntry }
func (RecordPayment) Kind() law.ActKind       { return ActRecordPayment }
func (RecordRefund) Kind() law.ActKind        { return ActRecordRefund }
func (AskInstalments) Kind() law.ActKind      { return ActAskInstalments }
func (ApproveInstalments) Kind() law.ActKind  { return ActApproveInstalments }
func (RefuseInstalments) Kind() law.ActKind   { return ActRefuseInstalments }
func (RemitSurcharge) Kind() law.ActKind      { return ActRemitSurcharge }
func (RecordPerformance) Kind() law.ActKind   { return ActRecordPerformance }
func (RecordRemedy) Kind() law.ActKind        { return ActRecordRemedy }
func (RecordRemedyOutcome) Kind() law.ActKind { return ActRecordRemedyOutcome }
func (WithdrawEntry) Kind() law.ActKind       { return ActWithdrawEntry }
func (ServeDemand) Kind() law.ActKind         { return ActServeDemand }
func (ApplyToCourt) Kind() law.ActKind        { return ActApplyToCourt }
func (RecordCourtResult) Kind() law.ActKind   { return ActRecordCourtResult }
func (ClosePenaltyCase) Kind() law.ActKind    { return ActClosePenaltyCase }
func (AskCreditRepair) Kind() law.ActKind     { return ActAskCreditRepair }
func (ApproveCreditRepair) Kind() law.ActKind { return ActApproveCreditRepair }
func (RefuseCreditRepair) Kind() law.ActKind  { return ActRefuseCreditRepair }
func (DecidePublicity) Kind() law.ActKind     { return ActDecidePublicity }
func (RecountPublicTerm) Kind() law.ActKind   { return ActRecountPublicTerm }
