package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

type userHistoryCommand struct {
	recordPlace
	Account string `arg:"" name:"login" help:"login name"`
}

func (h userHistoryCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) error {
	return h.visit(ctx, log, func(o *bureau.Office, _ *store.Store, who law.Actor) error {
		changes, err := o.AccountHistory(ctx, who, h.Account)
		if err != nil {
			return err
		}
		for _, c := range changes {
			var was struct {
				record.Account
				PasswordChanged bool
			}
			if err := json.Unmarshal(c.Body, &was); err != nil {
				return err
			}
			renewed := ""
			if was.PasswordChanged {
				renewed = "，密码已更换"
			}
			fmt.Fprintf(out, "%s  由%s改为：%s，%s，%s，%s%s\n", c.At.In(calendar.Shanghai).Format("2006-01-02 15:04:05"), c.By,
				was.Name, was.Department, law.RoleNames(was.Roles), activity(was.Account), renewed)
		}
		return nil
	})
}
