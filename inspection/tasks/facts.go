package tasks

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
)

// The acts of a task.
const (
	ActImportPlan     law.ActKind = "import_plan" // makes the task, or changes it while it waits; in no table
	ActAdoptScheme    law.ActKind = "adopt_scheme"
	ActStartEarly     law.ActKind = "start_early"
	ActPutOff         law.ActKind = "put_off"
	ActMonthCome      law.ActKind = "month_come"
	ActPrepareDraw    law.ActKind = "prepare_draw"
	ActReturnDraw     law.ActKind = "return_draw"
	ActApproveDraw    law.ActKind = "approve_draw"
	ActSealEntry      law.ActKind = "seal_entry"
	ActOpenEntry      law.ActKind = "open_entry"
	ActVoidDraw       law.ActKind = "void_draw"
	ActRevealDraw     law.ActKind = "reveal_draw"
	ActFormTeam       law.ActKind = "form_team"
	ActLeaveOut       law.ActKind = "leave_out"
	ActReplaceEntity  law.ActKind = "replace_entity"
	ActCasesClosed    law.ActKind = "cases_closed"
	ActWriteSummary   law.ActKind = "write_summary"
	ActConfirmSummary law.ActKind = "confirm_summary"
	ActReturnSummary  law.ActKind = "return_summary"
	ActApproveSummary law.ActKind = "approve_summary"
	ActCancelTask     law.ActKind = "cancel_task"
)

// ImportPlan is how the import read the names of the task's row: what the registers had
// on that day decided where a name ends. Imports of before put none on record; their
// rows are read by [plans.Row.NamesAsBefore].
type ImportPlan struct{ plans.Names }

// AdoptScheme fixes name, items, windows and mode before the draw (附件备注1). An
// empty field leaves what the plan says.
type AdoptScheme struct {
	Name     string                               `json:"name,omitempty"`
	Mode     plans.DrawMode                       `json:"mode,omitempty"`
	Items    []string                             `json:"items,omitempty"`
	Lengths  map[law.DeadlineKind]calendar.Period `json:"lengths,omitempty"`
	FinishBy calendar.Date                        `json:"finishBy,omitzero"`
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
	// Kinds are the categories to draw from, in place of the task's own, which a plan's
	// row may have written otherwise than the register does; no list leaves them as they
	// are. They hold for the task from here on, so for a further draw too; the plan's row
	// stays on record as it was written.
	Kinds []string `json:"kinds,omitzero"`
	// Joint are the joint departments as confirmed by the clerk: an empty list says that
	// there are none, no list leaves them as they are.
	Joint []string `json:"joint,omitzero"`
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

func (ImportPlan) Kind() law.ActKind     { return ActImportPlan }
func (AdoptScheme) Kind() law.ActKind    { return ActAdoptScheme }
func (StartEarly) Kind() law.ActKind     { return ActStartEarly }
func (PutOff) Kind() law.ActKind         { return ActPutOff }
func (MonthCome) Kind() law.ActKind      { return ActMonthCome }
func (PrepareDraw) Kind() law.ActKind    { return ActPrepareDraw }
func (ReturnDraw) Kind() law.ActKind     { return ActReturnDraw }
func (ApproveDraw) Kind() law.ActKind    { return ActApproveDraw }
func (SealEntry) Kind() law.ActKind      { return ActSealEntry }
func (OpenEntry) Kind() law.ActKind      { return ActOpenEntry }
func (VoidDraw) Kind() law.ActKind       { return ActVoidDraw }
func (RevealDraw) Kind() law.ActKind     { return ActRevealDraw }
func (FormTeam) Kind() law.ActKind       { return ActFormTeam }
func (LeaveOut) Kind() law.ActKind       { return ActLeaveOut }
func (ReplaceEntity) Kind() law.ActKind  { return ActReplaceEntity }
func (CasesClosed) Kind() law.ActKind    { return ActCasesClosed }
func (WriteSummary) Kind() law.ActKind   { return ActWriteSummary }
func (ConfirmSummary) Kind() law.ActKind { return ActConfirmSummary }
func (ReturnSummary) Kind() law.ActKind  { return ActReturnSummary }
func (ApproveSummary) Kind() law.ActKind { return ActApproveSummary }
func (CancelTask) Kind() law.ActKind     { return ActCancelTask }
