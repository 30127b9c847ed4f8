package audit

import (
	"context"
	"slices"

	"shuangsuiji/record"
)

// accounts: each is what its history's last line says, and the lines are without a
// gap.
func (c *check) accounts(ctx context.Context) error {
	all, err := c.record.Accounts(ctx)
	if err != nil {
		return err
	}
	for _, a := range all {
		history, err := c.record.AccountHistory(ctx, a.ID)
		if err != nil {
			return err
		}
		if err := c.account(a, history); err != nil {
			return err
		}
	}
	return nil
}

func (c *check) account(a record.Account, history []record.Change) error {
	spans, err := c.past.Remember(a, history)
	if err != nil {
		return c.found("register_history", a.ID, "history_unreadable", "账号%s的变更记录无法读取。", a.Login)
	}
	if len(spans) == 0 {
		return c.found("accounts", a.ID, "account_without_history", "账号%s没有变更记录。", a.Login)
	}
	for i, line := range history {
		if line.Version != i+1 || i > 0 && line.At.Before(history[i-1].At) {
			if err := c.found("register_history", a.ID, "history_gap", "账号%s的变更记录不连续。", a.Login); err != nil {
				return err
			}
			break
		}
	}
	if last := spans[len(spans)-1].State; !sameAccount(a, last) {
		return c.found("accounts", a.ID, "account_differs", "账号%s与其最后一次变更记录不符。", a.Login)
	}
	return nil
}

// sameAccount leaves out the password, which a history doesn't tell.
func sameAccount(a, b record.Account) bool {
	return a.ID == b.ID && a.Login == b.Login && a.Name == b.Name && a.Department == b.Department && a.Certificate == b.Certificate &&
		a.Email == b.Email && a.Active == b.Active && slices.Equal(slices.Sorted(slices.Values(a.Roles)), slices.Sorted(slices.Values(b.Roles)))
}
