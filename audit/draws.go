package audit

import (
	"context"
	"errors"

	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/refold"
)

// draws: each that ended follows from its commitment, in public and in full, and
// both tell of one draw.
func (c *check) draws(ctx context.Context, t tasks.Task) error {
	for n := 1; n <= t.Draw.Number; n++ {
		d, err := c.record.Draw(ctx, t.ID, n)
		if refold.Absent(err) {
			if n < t.Draw.Number || t.Draw.Commitment != "" {
				if err := c.found("draws", t.ID, "draw_missing", "任务%s第%d次抽取不在案卷中。", t.ID, n); err != nil {
					return err
				}
			}
			continue
		}
		if err != nil {
			return err
		}
		if err := c.draw(ctx, t, d); err != nil {
			return err
		}
	}
	return nil
}

func (c *check) draw(ctx context.Context, t tasks.Task, d record.Draw) error {
	odd := func(code, message string) error {
		return c.found("draws", t.ID, code, "任务%s第%d次抽取：%s", t.ID, d.Number, message)
	}
	if d.Number == t.Draw.Number && t.Draw.Commitment != "" && t.Draw.Commitment != d.Hash {
		if err := odd("draw_commitment", "承诺与任务所载的不同。"); err != nil {
			return err
		}
	}
	if d.Stage == record.DrawCommitted {
		return nil
	}
	c.done.Draws++
	var published draw.Hash
	if err := published.UnmarshalText([]byte(d.Hash)); err != nil {
		return odd("commitment_unreadable", "承诺无法识别。")
	}
	for _, part := range []struct{ name, what string }{{record.PartPublic, "公开证据"}, {record.PartFull, "完整证据"}} {
		raw, err := c.record.DrawPart(ctx, t.ID, d.Number, part.name)
		if err == nil {
			err = draw.VerifyPublished(raw, published)
		}
		if err == nil {
			continue
		}
		var wrong *draw.Error
		switch {
		case errors.As(err, &wrong):
			err = odd("draw_"+wrong.Code, part.what+"不能通过验证："+wrong.Message)
		case refold.Absent(err):
			err = odd(codeOf(err), err.Error())
		}
		if err != nil {
			return err
		}
	}
	return nil
}
