package audit

import (
	"context"
	"time"

	"shuangsuiji/record"
)

// marks are the moments since which the record holds what it did not before: acts of
// before name files that lie in the bureau's own folders, and follow the law as it
// was read then.
func (c *check) marks(ctx context.Context) error {
	for name, at := range map[string]*time.Time{record.MarkAttachments: &c.keptSince, record.MarkLawReadAnew: &c.readAnew} {
		value, set, err := c.record.Mark(ctx, name)
		if err != nil {
			return err
		}
		if !set {
			continue
		}
		if *at, err = time.Parse(time.RFC3339, value); err != nil {
			if err := c.found("marks", name, "mark_unreadable", "“%s”标记的内容“%s”无法读取。", name, value); err != nil {
				return err
			}
		}
	}
	return nil
}
