package activities

import (
	"context"
	"time"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/record"
)

// CaseRecord is the record of cases as activities need it.
type CaseRecord interface {
	Case(ctx context.Context, no string) (inspection.Case, error)
	// RecordCase performs build on the case as it stands, with the person whom it
	// looks up, and writes its result in one transaction; with a key that is on record already it answers the case as
	// it is now and true.
	RecordCase(ctx context.Context, no, key string, who record.Asking, build func(inspection.Case, inspection.Actor) (record.CaseWrite, error)) (inspection.Case, bool, error)
	OpenCases(ctx context.Context, task string, openings []record.CaseOpening) (int, error)
	OpenCaseCount(ctx context.Context, task string) (open, waiting int, err error)
	OpenCaseNumbers(ctx context.Context, task, after string, limit int) ([]string, error)
	CaseItems(ctx context.Context, no string) ([]inspection.Item, error)
	LastCaseNumber(ctx context.Context, task string) (int, error)
	CasePublications(ctx context.Context, no string) ([]record.Publication, error)
}

// TaskRecord is the record of tasks and their draws.
type TaskRecord interface {
	Task(ctx context.Context, id string) (inspection.Task, error)
	RecordTask(ctx context.Context, id, key string, who record.Asking, build func(record.TaskAtHand) (record.TaskWrite, error)) (inspection.Task, bool, error)
	OpenTaskIDs(ctx context.Context, after string, limit int) ([]string, error)
	Plan(ctx context.Context, no string) (record.Plan, error)
	Draw(ctx context.Context, task string, number int) (record.Draw, error)
	DrawPart(ctx context.Context, task string, number int, name string) ([]byte, error)
}

// ProceedingRecord is the record of what goes beyond the inspections.
type ProceedingRecord interface {
	Proceeding(ctx context.Context, no string) (inspection.Proceeding, error)
	// OpenProceeding opens it with its first act; one that is there is returned as it
	// stands.
	OpenProceeding(ctx context.Context, o record.ProceedingOpening) (inspection.Proceeding, error)
	// Opened finds the proceeding of the series that began with the act under the key;
	// "" where there is none.
	Opened(ctx context.Context, series, key string) (no string, err error)
	// OpenByAct opens the next of its series with the person's act that it begins
	// with; with a key that opened one already it answers that and true.
	OpenByAct(ctx context.Context, origin, from string, kind inspection.ProceedingKind, key string, who record.Asking, build func(no string, actor inspection.Actor) (record.ProceedingOpening, error)) (inspection.Proceeding, bool, error)
	RecordProceeding(ctx context.Context, no, key string, who record.Asking, build func(inspection.Proceeding, inspection.Actor) (record.ProceedingWrite, error)) (inspection.Proceeding, bool, error)
	Proceedings(ctx context.Context, f record.ProceedingFilter, p record.Page) (record.Listed[record.ProceedingRow], error)
	ProceedingsOfCase(ctx context.Context, no string) ([]inspection.Proceeding, error)
	OpenProceedingNumbers(ctx context.Context, after string, limit int) ([]string, error)
}

// Registers is 一单两库: items, entities and inspectors.
type Registers interface {
	EachEntity(ctx context.Context, kinds []string, fn func(inspection.Entity) error) error
	Entity(ctx context.Context, code string) (inspection.Entity, error)
	AllInspectors(ctx context.Context) ([]inspection.Inspector, error)
	Items(ctx context.Context, onlyActive bool) ([]inspection.Item, error)
	OpenCaseEntities(ctx context.Context) (map[string]bool, error)
	InspectedThisYear(ctx context.Context, year int) (map[string]int, error)
	InspectorLoads(ctx context.Context) (map[string]int, error)
	// EntityVisits are the visits to the entity between the two days, of this bureau
	// and of other departments.
	EntityVisits(ctx context.Context, entity string, from, to calendar.Date) ([]inspection.PastVisit, error)
}

// Office is what stands around the record: clock, calendar, settings, people.
type Office interface {
	Clock(ctx context.Context) (record.Clock, error)
	Calendar(ctx context.Context) (*calendar.Calendar, error)
	Setting(ctx context.Context, key string, into any) (bool, error)
	AccountsFor(ctx context.Context, to inspection.Audience, on calendar.Date) ([]record.Account, error)
	// ActorFor is the person as the record knows it, for the subject: a link or a code
	// must be the subject's own.
	ActorFor(ctx context.Context, who record.Asking, subject string) (inspection.Actor, error)
	NoteSecurityEvent(ctx context.Context, e record.SecurityEvent) error
	// Deliver puts messages into inboxes, each once.
	Deliver(ctx context.Context, messages []record.Message) (int, error)
}

// Record is everything that activities need of the store.
type Record interface {
	CaseRecord
	TaskRecord
	ProceedingRecord
	Registers
	Office
}

// Procedures starts and tells the workflows of cases and tasks.
type Procedures interface {
	// StartCase starts the case's workflow; one that runs already is success.
	StartCase(ctx context.Context, c inspection.Case, entityName string, clock Clock) error
	// TellCase sends the update and waits until it was performed; a workflow that
	// is closed already is success.
	TellCase(ctx context.Context, no, update, updateID string, arg any) error
	// StartProceeding starts the proceeding's workflow; one that runs already is
	// success.
	StartProceeding(ctx context.Context, p inspection.Proceeding, entityName string, clock Clock) error
	TellProceeding(ctx context.Context, no, update, updateID string, arg any) error
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
