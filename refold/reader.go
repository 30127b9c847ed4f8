package refold

import (
	"context"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// Reader is the record as far as subjects are folded from it.
type Reader interface {
	Acts(ctx context.Context, subject string, p record.Page) (record.Listed[record.Act], error)
	Task(ctx context.Context, id string) (tasks.Task, error)
	Proceeding(ctx context.Context, no string) (proceedings.Proceeding, error)
	Plan(ctx context.Context, no string) (record.Plan, error)
	DrawPart(ctx context.Context, task string, number int, name string) ([]byte, error)

	Accounts(ctx context.Context) ([]record.Account, error)
	AccountHistory(ctx context.Context, id string) ([]record.Change, error)
	Delegations(ctx context.Context, account string, on calendar.Date) ([]record.Delegation, error)
	Calendar(ctx context.Context) (*calendar.Calendar, error)
}
