package proceedings

import (
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// The acts of a referral to the police.
const (
	ActWritePoliceReport            law.ActKind = "write_police_report"
	ActDecideTransfer               law.ActKind = "decide_transfer"
	ActDecideNoTransfer             law.ActKind = "decide_no_transfer"
	ActSendPoliceFile               law.ActKind = "send_police_file"
	ActRecordProcuratorateCopy      law.ActKind = "record_procuratorate_copy"
	ActRecordPoliceReceipt          law.ActKind = "record_police_receipt"
	ActRecordPoliceForwarding       law.ActKind = "record_police_forwarding"
	ActRecordPoliceDecision         law.ActKind = "record_police_decision"
	ActRequestPoliceReconsideration law.ActKind = "request_police_reconsideration"
	ActRecordPoliceReconsideration  law.ActKind = "record_police_reconsideration"
	ActSuggestSupervision           law.ActKind = "suggest_supervision"
	ActRecordSupervision            law.ActKind = "record_supervision"
	ActAcceptPoliceRefusal          law.ActKind = "accept_police_refusal"
	ActHandOverEvidence             law.ActKind = "hand_over_evidence"
)

// WritePoliceReport: the special team's report (移送涉嫌犯罪案件的书面报告), which the
// head receives with it.
type WritePoliceReport struct{}

// DecideTransfer and DecideNoTransfer are the decision of the head proper. The 24
// hours run from the minute at which the act happened.
type (
	DecideTransfer   struct{}
	DecideNoTransfer struct{}
)

// SendPoliceFile: letter of referral, report and evidence went to the police of
// the same level.
type SendPoliceFile struct {
	At      time.Time          `json:"at"`
	Method  law.HandoverMethod `json:"method"`
	Penalty PenaltyEnclosure   `json:"penalty"`
	// Decided is the system's own; see [PoliceFile].
	Decided []DecidedPenalty `json:"decided,omitempty"`
}

// RecordProcuratorateCopy: the letter's copy went to the procuratorate.
type RecordProcuratorateCopy struct {
	On calendar.Date `json:"on"`
}

// RecordPoliceReceipt: the police signed the letter's receipt (回执).
type RecordPoliceReceipt struct {
	On calendar.Date `json:"on"`
}

// RecordPoliceForwarding: the police are not competent and passed it on; those
// who are give a receipt of their own.
type RecordPoliceForwarding struct {
	On calendar.Date `json:"on"`
}

// RecordPoliceDecision: what the police decided, and when the bureau was told of
// it. ReturnedOn is the day on which a refused file came back, if it has.
type RecordPoliceDecision struct {
	Answer     PoliceAnswer  `json:"answer"`
	DecidedOn  calendar.Date `json:"decidedOn"`
	ToldOn     calendar.Date `json:"toldOn"`
	ReturnedOn calendar.Date `json:"returnedOn,omitzero"`
}

// RequestPoliceReconsideration: the police received the request on that day.
type RequestPoliceReconsideration struct {
	On calendar.Date `json:"on"`
}

// RecordPoliceReconsideration: whether the police file after all or maintain the
// refusal.
type RecordPoliceReconsideration struct {
	Answer    PoliceAnswer  `json:"answer"`
	DecidedOn calendar.Date `json:"decidedOn"`
	ToldOn    calendar.Date `json:"toldOn"`
}

// SuggestSupervision: 建议人民检察院依法进行立案监督.
type SuggestSupervision struct {
	On calendar.Date `json:"on"`
}

// RecordSupervision: what came of the procuratorate's supervision.
type RecordSupervision struct {
	Answer PoliceAnswer  `json:"answer"`
	ToldOn calendar.Date `json:"toldOn"`
}

// AcceptPoliceRefusal: nothing more is done against the refusal; the matter is
// dealt with by administrative law.
type AcceptPoliceRefusal struct{}

// HandOverEvidence: things and material went to the police, the handing over is
// complete.
type HandOverEvidence struct {
	On calendar.Date `json:"on"`
}

func (WritePoliceReport) Kind() law.ActKind            { return ActWritePoliceReport }
func (DecideTransfer) Kind() law.ActKind               { return ActDecideTransfer }
func (DecideNoTransfer) Kind() law.ActKind             { return ActDecideNoTransfer }
func (SendPoliceFile) Kind() law.ActKind               { return ActSendPoliceFile }
func (RecordProcuratorateCopy) Kind() law.ActKind      { return ActRecordProcuratorateCopy }
func (RecordPoliceReceipt) Kind() law.ActKind          { return ActRecordPoliceReceipt }
func (RecordPoliceForwarding) Kind() law.ActKind       { return ActRecordPoliceForwarding }
func (RecordPoliceDecision) Kind() law.ActKind         { return ActRecordPoliceDecision }
func (RequestPoliceReconsideration) Kind() law.ActKind { return ActRequestPoliceReconsideration }
func (RecordPoliceReconsideration) Kind() law.ActKind  { return ActRecordPoliceReconsideration }
func (SuggestSupervision) Kind() law.ActKind           { return ActSuggestSupervision }
func (RecordSupervision) Kind() law.ActKind            { return ActRecordSupervision }
func (AcceptPoliceRefusal) Kind() law.ActKind          { return ActAcceptPoliceRefusal }
func (HandOverEvidence) Kind() law.ActKind             { return ActHandOverEvidence }
