package activities

import (
	"context"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// CaseRecord is the record of cases as activities need it.
type CaseRecord interface {
	// Errors: case_not_found.
	Case(ctx context.Context, no string) (cases.Case, error)
	// RecordCase performs build on the case as it stands, with the person whom it
	// looks up, and writes its result in one transaction; with a key that is on record
	// already it answers the case as it is now and true.
	//
	// Errors: case_not_found, those of [Office.ActorFor], payload_discarded,
	// act_out_of_order, what build refuses.
	RecordCase(ctx context.Context, no, key string, who record.Asking, build func(cases.Case, law.Actor) (record.CaseWrite, error)) (cases.Case, bool, error)
	// Errors: case_number_taken, act_out_of_order.
	OpenCases(ctx context.Context, task string, openings []record.CaseOpening) (int, error)
	OpenCaseCount(ctx context.Context, task string) (open, waiting int, err error)
	OpenCaseNumbers(ctx context.Context, task, after string, limit int) ([]string, error)
	// Errors: case_not_found.
	CaseItems(ctx context.Context, no string) ([]registers.Item, error)
	LastCaseNumber(ctx context.Context, task string) (int, error)
	CasePublications(ctx context.Context, no string) ([]record.Publication, error)
}

// TaskRecord is the record of tasks and their draws.
type TaskRecord interface {
	// Errors: task_not_found.
	Task(ctx context.Context, id string) (tasks.Task, error)
	// Errors: task_not_found, those of [Office.ActorFor], payload_discarded,
	// act_out_of_order, draw_differs, draw_ended, draw_part_differs, what build refuses.
	RecordTask(ctx context.Context, id, key string, who record.Asking, build func(record.TaskAtHand) (record.TaskWrite, error)) (tasks.Task, bool, error)
	OpenTaskIDs(ctx context.Context, after string, limit int) ([]string, error)
	// Errors: plan_not_found.
	Plan(ctx context.Context, no string) (record.Plan, error)
	// Errors: draw_not_found.
	Draw(ctx context.Context, task string, number int) (record.Draw, error)
	// Errors: draw_part_not_found, draw_part_damaged.
	DrawPart(ctx context.Context, task string, number int, name string) ([]byte, error)
}

// TaskAndCaseRecord is the record of tasks and of their cases.
type TaskAndCaseRecord interface {
	TaskRecord
	CaseRecord
}

// ProceedingRecord is the record of what goes beyond the inspections.
type ProceedingRecord interface {
	// Errors: proceeding_not_found.
	Proceeding(ctx context.Context, no string) (proceedings.Proceeding, error)
	// OpenProceeding opens it with its first act; one that is there is returned as it
	// stands.
	//
	// Errors: payload_discarded, act_out_of_order.
	OpenProceeding(ctx context.Context, o record.ProceedingOpening) (proceedings.Proceeding, error)
	// Opened finds the proceeding of the series that began with the act under the key;
	// "" where there is none.
	Opened(ctx context.Context, series, key string) (no string, err error)
	// OpenByAct opens the next of its series with the person's act that it begins
	// with; with a key that opened one already it answers that and true.
	//
	// Errors: those of [Office.ActorFor], payload_discarded, act_out_of_order, what build
	// refuses.
	OpenByAct(ctx context.Context, origin, from string, kind law.ProceedingKind, key string, who record.Asking, build func(no string, actor law.Actor) (record.ProceedingOpening, error)) (proceedings.Proceeding, bool, error)
	// Errors: proceeding_not_found, those of [Office.ActorFor], payload_discarded,
	// act_out_of_order, what build refuses.
	RecordProceeding(ctx context.Context, no, key string, who record.Asking, build func(proceedings.Proceeding, law.Actor) (record.ProceedingWrite, error)) (proceedings.Proceeding, bool, error)
	// Errors: cursor_invalid.
	Proceedings(ctx context.Context, f record.ProceedingFilter, p record.Page) (record.Listed[record.ProceedingRow], error)
	// Errors: party_not_found.
	Party(ctx context.Context, no string) (record.Party, error)
	// Payload is what was written with an act.
	//
	// Errors: payload_not_found.
	Payload(ctx context.Context, id string) (record.Payload, error)
	ProceedingsOfCase(ctx context.Context, no string) ([]proceedings.Proceeding, error)
	OpenProceedingNumbers(ctx context.Context, after string, limit int) ([]string, error)
}

// Registers is 一单两库: items, entities and inspectors.
type Registers interface {
	// EachEntity stops at the first error of fn.
	//
	// Errors: what fn refuses.
	EachEntity(ctx context.Context, kinds []string, fn func(registers.Entity) error) error
	// EntityKinds are the categories that active entities are of, in order.
	EntityKinds(ctx context.Context) ([]string, error)
	// Errors: not_in_register.
	Entity(ctx context.Context, code string) (registers.Entity, error)
	AllInspectors(ctx context.Context) ([]registers.Inspector, error)
	Items(ctx context.Context, onlyActive bool) ([]registers.Item, error)
	OpenCaseEntities(ctx context.Context) (map[string]bool, error)
	InspectedThisYear(ctx context.Context, year int) (map[string]int, error)
	InspectorLoads(ctx context.Context) (map[string]int, error)
	// EntityVisits are the visits to the entity between the two days, of this bureau
	// and of other departments.
	EntityVisits(ctx context.Context, entity string, from, to calendar.Date) ([]cases.PastVisit, error)
}

// Office is what stands around the record: clock, calendar, settings, people.
type Office interface {
	Clock(ctx context.Context) (record.Clock, error)
	// Errors: calendar_corrupt.
	Calendar(ctx context.Context) (*calendar.Calendar, error)
	Setting(ctx context.Context, key string, into any) (bool, error)
	AccountsFor(ctx context.Context, to law.Audience, on calendar.Date) ([]record.Account, error)
	// ActorFor is the person as the record knows it, for the subject: a link or a code
	// must be the subject's own.
	//
	// Errors: account_not_found, account_inactive, link_of_another, link_ended,
	// unknown_way_in.
	ActorFor(ctx context.Context, who record.Asking, subject string) (law.Actor, error)
	NoteSecurityEvent(ctx context.Context, e record.SecurityEvent) error
	// Deliver puts messages into inboxes, each once.
	Deliver(ctx context.Context, messages []record.Message) (int, error)
}

// Record is everything that activities need of the store. Its methods name the
// refusals that they can answer. Not named is what any writing may be refused for
// (too_long, text_unreadable, reference_missing, already_there), and that the database
// is away, full, read-only or damaged.
type Record interface {
	TaskAndCaseRecord
	ProceedingRecord
	Registers
	Office
}

// Procedures starts and tells the workflows of cases and tasks. All answer
// procedure_unavailable while the Temporal server or its workers are away.
type Procedures interface {
	// StartCase starts the case's workflow; one that runs already is success.
	StartCase(ctx context.Context, c cases.Case, entityName string, clock Clock) error
	// TellCase sends the update and waits until it was performed; a workflow that
	// is closed already is success.
	//
	// Errors: act_unknown, what the workflow refuses.
	TellCase(ctx context.Context, no, update, updateID string, arg any) error
	// StartProceeding starts the proceeding's workflow; one that runs already is
	// success.
	StartProceeding(ctx context.Context, p proceedings.Proceeding, entityName string, clock Clock) error
	// Errors: act_unknown, what the workflow refuses.
	TellProceeding(ctx context.Context, no, update, updateID string, arg any) error
	// Errors: act_unknown, what the workflow refuses.
	TellTask(ctx context.Context, id, update, updateID string, arg any) error
	// Healthy reports whether the server of the procedures answers.
	Healthy(ctx context.Context) error
	// CasesSettled tells the task that no case of it is open any more.
	CasesSettled(ctx context.Context, task string) error
}

// Clock is the business clock as a workflow keeps it.
type Clock struct {
	Standing bool      `json:"standing,omitempty"`
	Now      time.Time `json:"now,omitzero"`
}
