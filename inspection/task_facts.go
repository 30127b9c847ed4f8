package inspection

import "shuangsuiji/inspection/calendar"

// The acts of a task.
const (
	ActImportPlan     ActKind = "import_plan" // makes the task, or changes it while it waits; in no table
	ActAdoptScheme    ActKind = "adopt_scheme"
	ActStartEarly     ActKind = "start_early"
	ActPutOff         ActKind = "put_off"
	ActMonthCome      ActKind = "month_come"
	ActPrepareDraw    ActKind = "prepare_draw"
	ActReturnDraw     ActKind = "return_draw"
	ActApproveDraw    ActKind = "approve_draw"
	ActSealEntry      ActKind = "seal_entry"
	ActOpenEntry      ActKind = "open_entry"
	ActVoidDraw       ActKind = "void_draw"
	ActRevealDraw     ActKind = "reveal_draw"
	ActFormTeam       ActKind = "form_team"
	ActLeaveOut       ActKind = "leave_out"
	ActReplaceEntity  ActKind = "replace_entity"
	ActCasesClosed    ActKind = "cases_closed"
	ActWriteSummary   ActKind = "write_summary"
	ActConfirmSummary ActKind = "confirm_summary"
	ActReturnSummary  ActKind = "return_summary"
	ActApproveSummary ActKind = "approve_summary"
	ActCancelTask     ActKind = "cancel_task"
)

// AdoptScheme fixes name, items, windows and mode before the draw (附件备注1). An
// empty field leaves what the plan says.
type AdoptScheme struct {
	Name     string                           `json:"name,omitempty"`
	Mode     DrawMode                         `json:"mode,omitempty"`
	Items    []string                         `json:"items,omitempty"`
	Lengths  map[DeadlineKind]calendar.Period `json:"lengths,omitempty"`
	FinishBy calendar.Date                    `json:"finishBy,omitzero"`
}

// StartEarly sets the task going before its month.
type StartEarly struct{}

// PutOff moves the task's start to a later day.
type PutOff struct {
	To calendar.Date `json:"to"`
}

// MonthCome: the first working day of the planned month has come.
type MonthCome struct{}

// PrepareDraw is the clerk's proposal of the draw's rules.
type PrepareDraw struct {
	Rules DrawRules `json:"rules"`
	// Joint are the joint departments as confirmed by the clerk.
	Joint []string `json:"joint,omitempty"`
}

// ReturnDraw returns the proposal; ApproveDraw approves it: the roster is frozen
// and the draw committed with it. Commitment is the hash that is published.
type (
	ReturnDraw  struct{}
	ApproveDraw struct {
		Commitment string `json:"commitment,omitempty"`
	}
)

// SealEntry is a witness's sealed entry; an unsealed one, typed in by the clerk,
// is marked so in the evidence for ever.
type SealEntry struct {
	Witness  string `json:"witness"`
	Seal     string `json:"seal,omitempty"`
	Unsealed bool   `json:"unsealed,omitempty"`
	Entry    string `json:"entry,omitempty"` // only unsealed
}

// OpenEntry opens a seal once all seals are in.
type OpenEntry struct {
	Witness string `json:"witness"`
	Entry   string `json:"entry"`
	Salt    string `json:"salt"` // hex, 16 bytes or more
}

// VoidDraw: a seal was not opened; the draw is void, on record.
type VoidDraw struct {
	Witness string `json:"witness"`
}

// RevealDraw: the draw was computed and its evidence published.
type RevealDraw struct {
	Drawn  int `json:"drawn"`
	NoTeam int `json:"noTeam"`
	// Teamless are the case numbers of the NoTeam entities.
	Teamless []string `json:"teamless,omitempty"`
}

// FormTeam orders a team to be drawn, from the inspectors of today, for a drawn
// entity that had none at the draw.
type FormTeam struct {
	Case string `json:"case"`
}

// LeaveOut decides that a drawn entity without a team is not inspected in this
// task.
type LeaveOut struct {
	Case string `json:"case"`
}

// ReplaceEntity orders the next alternate in a case's place.
type ReplaceEntity struct {
	Case string `json:"case"`
}

// CasesClosed: the last case of the task is closed or only waits for a branch.
type CasesClosed struct{}

// WriteSummary, ConfirmSummary, ReturnSummary and ApproveSummary end the task.
type (
	WriteSummary   struct{}
	ConfirmSummary struct{}
	ReturnSummary  struct{}
	ApproveSummary struct{}
)

// CancelTask ends the task with a reason.
type CancelTask struct{}

func (AdoptScheme) Kind() ActKind    { return ActAdoptScheme }
func (StartEarly) Kind() ActKind     { return ActStartEarly }
func (PutOff) Kind() ActKind         { return ActPutOff }
func (MonthCome) Kind() ActKind      { return ActMonthCome }
func (PrepareDraw) Kind() ActKind    { return ActPrepareDraw }
func (ReturnDraw) Kind() ActKind     { return ActReturnDraw }
func (ApproveDraw) Kind() ActKind    { return ActApproveDraw }
func (SealEntry) Kind() ActKind      { return ActSealEntry }
func (OpenEntry) Kind() ActKind      { return ActOpenEntry }
func (VoidDraw) Kind() ActKind       { return ActVoidDraw }
func (RevealDraw) Kind() ActKind     { return ActRevealDraw }
func (FormTeam) Kind() ActKind       { return ActFormTeam }
func (LeaveOut) Kind() ActKind       { return ActLeaveOut }
func (ReplaceEntity) Kind() ActKind  { return ActReplaceEntity }
func (CasesClosed) Kind() ActKind    { return ActCasesClosed }
func (WriteSummary) Kind() ActKind   { return ActWriteSummary }
func (ConfirmSummary) Kind() ActKind { return ActConfirmSummary }
func (ReturnSummary) Kind() ActKind  { return ActReturnSummary }
func (ApproveSummary) Kind() ActKind { return ActApproveSummary }
func (CancelTask) Kind() ActKind     { return ActCancelTask }
