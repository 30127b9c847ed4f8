package audit

import (
	"context"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// Reader is the record as the check reads it. Pages are read in the order of
// numbers, after the one given; fewer than limit are the last.
type Reader interface {
	HeldTasks(ctx context.Context, after string, limit int) ([]record.Held[tasks.Task], error)
	HeldCases(ctx context.Context, after string, limit int) ([]record.Held[cases.Case], error)
	HeldProceedings(ctx context.Context, after string, limit int) ([]record.Held[proceedings.Proceeding], error)
	// SubjectsOfNothing are the subjects of acts that are no task, case or proceeding.
	SubjectsOfNothing(ctx context.Context, after string, limit int) ([]string, error)

	Acts(ctx context.Context, subject string, p record.Page) (record.Listed[record.Act], error)
	VerifyPayload(ctx context.Context, act record.Act) error
	Payload(ctx context.Context, id string) (record.Payload, error)
	// ActAttachments are the files that the acts of a subject carry, by their numbers.
	ActAttachments(ctx context.Context, subject string) (map[int][]record.Attachment, error)
	// FilesOff are the files whose bytes aren't those of their hash.
	FilesOff(ctx context.Context) ([]string, error)
	Mark(ctx context.Context, name string) (value string, set bool, err error)

	Task(ctx context.Context, id string) (tasks.Task, error)
	CaseItems(ctx context.Context, no string) ([]registers.Item, error)
	CasePublications(ctx context.Context, no string) ([]record.Publication, error)
	CaseRating(ctx context.Context, no string) (*record.Rating, error)
	CaseMessages(ctx context.Context, subject string) ([]record.Message, error)
	Proceeding(ctx context.Context, no string) (proceedings.Proceeding, error)
	// PartiesNamed are the parties that the proceeding's acts named.
	PartiesNamed(ctx context.Context, no string) ([]record.Party, error)
	Party(ctx context.Context, no string) (record.Party, error)
	ProceedingsOfCase(ctx context.Context, no string) ([]proceedings.Proceeding, error)
	ProceedingDecisions(ctx context.Context, no string) ([]record.Decision, error)
	Plan(ctx context.Context, no string) (record.Plan, error)
	PlanHistory(ctx context.Context, no string) ([]record.Change, error)
	Draw(ctx context.Context, task string, number int) (record.Draw, error)
	DrawPart(ctx context.Context, task string, number int, name string) ([]byte, error)

	Accounts(ctx context.Context) ([]record.Account, error)
	AccountHistory(ctx context.Context, id string) ([]record.Change, error)
	Delegations(ctx context.Context, account string, on calendar.Date) ([]record.Delegation, error)
	EntityHistory(ctx context.Context, code string) ([]record.Change, error)
	Calendar(ctx context.Context) (*calendar.Calendar, error)
	Clock(ctx context.Context) (record.Clock, error)
	// ItemSetsOff are the sets of items whose text isn't that of their hash.
	ItemSetsOff(ctx context.Context) ([]string, error)
	// RegisterGaps are the rows, as register/code, whose history has gaps.
	RegisterGaps(ctx context.Context) ([]string, error)
}
