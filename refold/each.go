package refold

import (
	"context"

	"shuangsuiji/record"
)

// pageOfSubjects is how many subjects are in memory at once.
const pageOfSubjects = 200

// Each goes through all rows of a kind of subject, in the order of their numbers, after
// the one given; a page of fewer than asked for is the last.
func Each[S any](ctx context.Context, read func(ctx context.Context, after string, limit int) ([]record.Held[S], error), do func(context.Context, record.Held[S]) error) error {
	after := ""
	for {
		rows, err := read(ctx, after, pageOfSubjects)
		if err != nil {
			return err
		}
		for _, h := range rows {
			after = h.No
			if err := do(ctx, h); err != nil {
				return err
			}
		}
		if len(rows) < pageOfSubjects {
			return nil
		}
	}
}
