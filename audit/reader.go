package audit

import (
	"context"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/refold"
)

// Reader is the record as the check reads it. Pages are read in the order of
// numbers, after the one given; fewer than limit are the last.
type Reader interface {
	refold.Reader

	HeldTasks(ctx context.Context, after string, limit int) ([]record.Held[tasks.Task], error)
	HeldCases(ctx context.Context, after string, limit int) ([]record.Held[cases.Case], error)
	HeldProceedings(ctx context.Context, after string, limit int) ([]record.Held[proceedings.Proceeding], error)
	// SubjectsOfNothing are the subjects of acts that are no task, case or proceeding.
	SubjectsOfNothing(ctx context.Context, after string, limit int) ([]string, error)

	VerifyPayload(ctx context.Context, act record.Act) error
	Payload(ctx context.Context, id string) (record.Payload, error)
	// ActAttachments are the files that the acts of a subject carry, by their numbers.
	ActAttachments(ctx context.Context, subject string) (map[int][]record.Attachment, error)
	// FilesOff are the files whose bytes aren't those of their hash.
	FilesOff(ctx context.Context) ([]string, error)
	Mark(ctx context.Context, name string) (value string, set bool, err error)

	CaseItems(ctx context.Context, no string) ([]registers.Item, error)
	CasePublications(ctx context.Context, no string) ([]record.Publication, error)
	CaseRating(ctx context.Context, no string) (*record.Rating, error)
	CaseMessages(ctx context.Context, subject string) ([]record.Message, error)
	// PartiesNamed are the parties that the proceeding's acts named.
	PartiesNamed(ctx context.Context, no string) ([]record.Party, error)
	Party(ctx context.Context, no string) (record.Party, error)
	ProceedingsOfCase(ctx context.Context, no string) ([]proceedings.Proceeding, error)
	ProceedingDecisions(ctx context.Context, no string) ([]record.Decision, error)
	PlanHistory(ctx context.Context, no string) ([]record.Change, error)
	Draw(ctx context.Context, task string, number int) (record.Draw, error)

	EntityHistory(ctx context.Context, code string) ([]record.Change, error)
	Clock(ctx context.Context) (record.Clock, error)
	// ItemSetsOff are the sets of items whose text isn't that of their hash.
	ItemSetsOff(ctx context.Context) ([]string, error)
	// RegisterGaps are the rows, as register/code, whose history has gaps.
	RegisterGaps(ctx context.Context) ([]string, error)
}
