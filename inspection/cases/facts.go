package cases

import (
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// The acts of a case.
const (
	ActOpenCase           law.ActKind = "open_case"
	ActIssueNotice        law.ActKind = "issue_notice"
	ActServeNotice        law.ActKind = "serve_notice"
	ActRecordNotServed    law.ActKind = "record_not_served"
	ActFileSelfCheck      law.ActKind = "file_self_check"
	ActAgreeVisit         law.ActKind = "agree_visit"
	ActRecordVisit        law.ActKind = "record_visit"
	ActSignRecord         law.ActKind = "sign_record"
	ActProposeResult      law.ActKind = "propose_result"
	ActConfirmResult      law.ActKind = "confirm_result"
	ActSendBackRecord     law.ActKind = "send_back_record"
	ActOrderCorrection    law.ActKind = "order_correction"
	ActReportCorrection   law.ActKind = "report_correction"
	ActReinspect          law.ActKind = "reinspect"
	ActPreparePublication law.ActKind = "prepare_publication"
	ActReturnPublication  law.ActKind = "return_publication"
	ActApprovePublication law.ActKind = "approve_publication"
	ActArchive            law.ActKind = "archive"
	ActCorrectEntry       law.ActKind = "correct_entry"
	ActReplaceInspector   law.ActKind = "replace_inspector"
	ActMarkReplaced       law.ActKind = "mark_replaced"
	ActCancelCase         law.ActKind = "cancel_case"
	ActSettleBranch       law.ActKind = "settle_branch"
)

// IssueNotice: the notice of inspection was made out, with the entity's link.
// Count is the system's own; see [Case.NoticeCount].
type IssueNotice struct {
	Count *VisitCount `json:"count,omitempty"`
}

// ServeNotice: the notice of inspection was served.
type ServeNotice struct {
	Method law.ServiceMethod `json:"method"`
	On     calendar.Date     `json:"on"`
}

// RecordNotServed: the notice could not be served; it is served at the visit and
// there is no self-check.
type RecordNotServed struct {
	On calendar.Date `json:"on"`
}

// FileSelfCheck: the entity's self-check, by its link or entered for it from
// paper.
type FileSelfCheck struct {
	On      calendar.Date              `json:"on,omitzero"` // of the paper; by the link it is the day
	Answers map[string]SelfCheckAnswer `json:"answers"`
}

// AgreeVisit: the day of the visit.
type AgreeVisit struct {
	On calendar.Date `json:"on"`
}

// RecordVisit: the inspection record (检查记录表); may be filled again until an
// inspector has signed.
type RecordVisit struct {
	Mode    VisitMode   `json:"mode"`
	Started time.Time   `json:"started"`
	Ended   time.Time   `json:"ended"`
	Attempt law.Outcome `json:"attempt,omitempty"`
	// Urgent: the visit could not wait for its approval, for the reason given.
	Urgent            bool `json:"urgent,omitempty"`
	CertificatesShown bool `json:"certificatesShown"`
	// NoticeHanded is how a notice that could not be served before was handed over at the
	// visit: in person or left.
	NoticeHanded    law.ServiceMethod      `json:"noticeHanded,omitempty"`
	Findings        map[string]law.Finding `json:"findings,omitempty"`
	EntitySignature EntitySignature        `json:"entitySignature"`
}

// SignRecord: an inspector of the team signs the record of that revision.
type SignRecord struct {
	Revision int `json:"revision"`
}

// ProposeResult: the lead's opinion; Items holds each item with a problem. Branches are
// what follows where the visit as a whole was a problem; none takes the edition's.
type ProposeResult struct {
	Outcome  law.Outcome           `json:"outcome"`
	Items    map[string]ItemResult `json:"items,omitempty"`
	Branches []law.ProceedingKind  `json:"branches,omitempty"`
}

// ConfirmResult: the section head's decision on the proposal.
type ConfirmResult struct{}

// SendBackRecord: 审核退回.
type SendBackRecord struct{}

// OrderCorrection: 责令改正通知书 was served.
type OrderCorrection struct {
	Service law.PaperService `json:"service,omitzero"`
	// On is the day of service in acts of before the ways of service.
	On calendar.Date `json:"on,omitzero"`
	// Within is the time allowed; zero takes the edition's.
	Within calendar.Period `json:"within,omitzero"`
}

// ReportCorrection: the entity reports what it corrected.
type ReportCorrection struct {
	On calendar.Date `json:"on,omitzero"` // as with the self-check
}

// Reinspect: the same team looked again.
type Reinspect struct {
	On        calendar.Date   `json:"on"`
	Corrected map[string]bool `json:"corrected"`
}

// PreparePublication, ReturnPublication and ApprovePublication are the draft of
// the public entry, its return with a reason, and its approval.
type (
	PreparePublication struct{}
	ReturnPublication  struct{}
	ApprovePublication struct{}
)

// Archive closes the file.
type Archive struct{}

// CorrectEntry corrects a mistaken entry by naming it. ServedOn or Ended is the
// right value where the entry was of service or of the visit; otherwise only the
// record's text is corrected.
type CorrectEntry struct {
	Seq      int           `json:"seq"`
	ServedOn calendar.Date `json:"servedOn,omitzero"`
	Ended    time.Time     `json:"ended,omitzero"`
}

// ReplaceInspector puts the next by rank in another's place. Team is the team
// that follows from the draw's ranks; people do not choose it.
type ReplaceInspector struct {
	Out  string   `json:"out"` // certificate
	Team law.Team `json:"team,omitempty"`
}

// MarkReplaced: an alternate was ordered in this entity's place.
type MarkReplaced struct{}

// CancelCase: the task was cancelled after its draw.
type CancelCase struct{}

// SettleBranch: a proceeding that came out of the case was handed over or, with
// Ended, has ended.
type SettleBranch struct {
	No    string        `json:"no"`
	Ended bool          `json:"ended,omitempty"`
	On    calendar.Date `json:"on"`
}

func (IssueNotice) Kind() law.ActKind        { return ActIssueNotice }
func (ServeNotice) Kind() law.ActKind        { return ActServeNotice }
func (RecordNotServed) Kind() law.ActKind    { return ActRecordNotServed }
func (FileSelfCheck) Kind() law.ActKind      { return ActFileSelfCheck }
func (AgreeVisit) Kind() law.ActKind         { return ActAgreeVisit }
func (RecordVisit) Kind() law.ActKind        { return ActRecordVisit }
func (SignRecord) Kind() law.ActKind         { return ActSignRecord }
func (ProposeResult) Kind() law.ActKind      { return ActProposeResult }
func (ConfirmResult) Kind() law.ActKind      { return ActConfirmResult }
func (SendBackRecord) Kind() law.ActKind     { return ActSendBackRecord }
func (OrderCorrection) Kind() law.ActKind    { return ActOrderCorrection }
func (ReportCorrection) Kind() law.ActKind   { return ActReportCorrection }
func (Reinspect) Kind() law.ActKind          { return ActReinspect }
func (PreparePublication) Kind() law.ActKind { return ActPreparePublication }
func (ReturnPublication) Kind() law.ActKind  { return ActReturnPublication }
func (ApprovePublication) Kind() law.ActKind { return ActApprovePublication }
func (Archive) Kind() law.ActKind            { return ActArchive }
func (CorrectEntry) Kind() law.ActKind       { return ActCorrectEntry }
func (ReplaceInspector) Kind() law.ActKind   { return ActReplaceInspector }
func (MarkReplaced) Kind() law.ActKind       { return ActMarkReplaced }
func (CancelCase) Kind() law.ActKind         { return ActCancelCase }
func (SettleBranch) Kind() law.ActKind       { return ActSettleBranch }
