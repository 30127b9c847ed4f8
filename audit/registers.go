package audit

import (
	"context"
	"strings"

	"shuangsuiji/inspection/registers"
)

// registers: each row has as many earlier states as it says.
func (c *check) registers(ctx context.Context) error {
	gaps, err := c.record.RegisterGaps(ctx)
	if err != nil {
		return err
	}
	for _, g := range gaps {
		register, code, _ := strings.Cut(g, "/")
		if err := c.found(register, code, "history_gap", "%s中%s的变更记录不连续。", register, code); err != nil {
			return err
		}
	}
	return nil
}

// itemSets are kept under the hash of their text.
func (c *check) itemSets(ctx context.Context) error {
	off, err := c.record.ItemSetsOff(ctx)
	if err != nil {
		return err
	}
	for _, hash := range off {
		if err := c.found("item_sets", hash, "item_set_altered", "抽查事项的留存文本%.12s…与其校验值不一致。", hash); err != nil {
			return err
		}
	}
	return nil
}

// clock: one that stands still has not gone back behind what was entered.
func (c *check) clock(ctx context.Context) error {
	clock, err := c.record.Clock(ctx)
	if err != nil || !clock.Standing {
		return err
	}
	if clock.Now.Before(registers.Recorded(c.latest)) {
		return c.found("business_clock", "1", "clock_behind", "业务时钟早于已有的办理记录。")
	}
	return nil
}
