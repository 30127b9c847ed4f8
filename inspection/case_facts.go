package inspection

import (
	"time"

	"shuangsuiji/inspection/calendar"
)

// The acts of a case.
const (
	ActOpenCase           ActKind = "open_case"
	ActIssueNotice        ActKind = "issue_notice"
	ActServeNotice        ActKind = "serve_notice"
	ActRecordNotServed    ActKind = "record_not_served"
	ActFileSelfCheck      ActKind = "file_self_check"
	ActAgreeVisit         ActKind = "agree_visit"
	ActRecordVisit        ActKind = "record_visit"
	ActSignRecord         ActKind = "sign_record"
	ActProposeResult      ActKind = "propose_result"
	ActConfirmResult      ActKind = "confirm_result"
	ActSendBackRecord     ActKind = "send_back_record"
	ActOrderCorrection    ActKind = "order_correction"
	ActReportCorrection   ActKind = "report_correction"
	ActReinspect          ActKind = "reinspect"
	ActPreparePublication ActKind = "prepare_publication"
	ActReturnPublication  ActKind = "return_publication"
	ActApprovePublication ActKind = "approve_publication"
	ActArchive            ActKind = "archive"
	ActCorrectEntry       ActKind = "correct_entry"
	ActReplaceInspector   ActKind = "replace_inspector"
	ActMarkReplaced       ActKind = "mark_replaced"
	ActCancelCase         ActKind = "cancel_case"
	ActSettleBranch       ActKind = "settle_branch"
)

// IssueNotice: the notice of inspection was made out, with the entity's link.
// Count is the system's own; see [Case.NoticeCount].
type IssueNotice struct {
	Count *VisitCount `json:"count,omitempty"`
}

// ServeNotice: the notice of inspection was served.
type ServeNotice struct {
	Method ServiceMethod `json:"method"`
	On     calendar.Date `json:"on"`
}

// RecordNotServed: the notice could not be served; it is served at the visit and
// there is no self-check.
type RecordNotServed struct {
	On calendar.Date `json:"on"`
}

// FileSelfCheck: the entity's self-check, by its link or entered for it from
// paper.
type FileSelfCheck struct {
	On      calendar.Date              `json:"on"`
	Answers map[string]SelfCheckAnswer `json:"answers"`
}

// AgreeVisit: the day of the visit.
type AgreeVisit struct {
	On calendar.Date `json:"on"`
}

// RecordVisit: the inspection record (检查记录表); may be filled again until an
// inspector has signed.
type RecordVisit struct {
	Mode    VisitMode `json:"mode"`
	Started time.Time `json:"started"`
	Ended   time.Time `json:"ended"`
	Attempt Outcome   `json:"attempt,omitempty"`
	// Urgent: the visit could not wait for its approval, for the reason given.
	Urgent            bool               `json:"urgent,omitempty"`
	CertificatesShown bool               `json:"certificatesShown"`
	Findings          map[string]Finding `json:"findings,omitempty"`
	EntitySignature   EntitySignature    `json:"entitySignature"`
}

// SignRecord: an inspector of the team signs the record of that revision.
type SignRecord struct {
	Revision int `json:"revision"`
}

// ProposeResult: the lead's opinion; Items holds each item with a problem.
type ProposeResult struct {
	Outcome Outcome               `json:"outcome"`
	Items   map[string]ItemResult `json:"items,omitempty"`
}

// ConfirmResult: the section head's decision on the proposal.
type ConfirmResult struct{}

// SendBackRecord: 审核退回.
type SendBackRecord struct{}

// OrderCorrection: 责令改正通知书 was served.
type OrderCorrection struct {
	On calendar.Date `json:"on"`
	// Within is the time allowed; zero takes the edition's.
	Within calendar.Period `json:"within,omitzero"`
}

// ReportCorrection: the entity reports what it corrected.
type ReportCorrection struct {
	On calendar.Date `json:"on"`
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
	Out  string `json:"out"` // certificate
	Team Team   `json:"team,omitempty"`
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

func (IssueNotice) Kind() ActKind        { return ActIssueNotice }
func (ServeNotice) Kind() ActKind        { return ActServeNotice }
func (RecordNotServed) Kind() ActKind    { return ActRecordNotServed }
func (FileSelfCheck) Kind() ActKind      { return ActFileSelfCheck }
func (AgreeVisit) Kind() ActKind         { return ActAgreeVisit }
func (RecordVisit) Kind() ActKind        { return ActRecordVisit }
func (SignRecord) Kind() ActKind         { return ActSignRecord }
func (ProposeResult) Kind() ActKind      { return ActProposeResult }
func (ConfirmResult) Kind() ActKind      { return ActConfirmResult }
func (SendBackRecord) Kind() ActKind     { return ActSendBackRecord }
func (OrderCorrection) Kind() ActKind    { return ActOrderCorrection }
func (ReportCorrection) Kind() ActKind   { return ActReportCorrection }
func (Reinspect) Kind() ActKind          { return ActReinspect }
func (PreparePublication) Kind() ActKind { return ActPreparePublication }
func (ReturnPublication) Kind() ActKind  { return ActReturnPublication }
func (ApprovePublication) Kind() ActKind { return ActApprovePublication }
func (Archive) Kind() ActKind            { return ActArchive }
func (CorrectEntry) Kind() ActKind       { return ActCorrectEntry }
func (ReplaceInspector) Kind() ActKind   { return ActReplaceInspector }
func (MarkReplaced) Kind() ActKind       { return ActMarkReplaced }
func (CancelCase) Kind() ActKind         { return ActCancelCase }
func (SettleBranch) Kind() ActKind       { return ActSettleBranch }
