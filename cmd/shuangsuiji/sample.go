package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/law"
	"shuangsuiji/store"
)

// sampleCommand does for separate processes what `up --demo` does for its folder.
type sampleCommand struct {
	database
	temporalServer
	Accounts string `arg:"" type:"path" help:"file to write the accounts with their passwords to, readable by this user only"`
}

func (m sampleCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) (err error) {
	c, err := connect(ctx, m.database, m.temporalServer, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.close()) }()
	if err := demonstrationOnly(ctx, c.record); err != nil {
		return err
	}
	office, err := newOffice(ctx, c.record, c.temporal, log)
	if err != nil {
		return err
	}
	made, err := seed(ctx, m.Accounts, office, c.record, true)
	if err == nil && made == nil {
		fmt.Fprintln(out, "样例数据已经在案，未作更改 the sample data is there already")
	} else if err == nil {
		fmt.Fprintf(out, "样例数据已载入，账号写入 %s  sample data is in, accounts are in that file\n", m.Accounts)
	}
	return err
}

// demonstrationOnly makes an empty record a demonstration's, and refuses one that
// somebody works with.
func demonstrationOnly(ctx context.Context, s *store.Store) error {
	if _, marked, err := s.Mark(ctx, markDemonstration); err != nil || marked {
		return err
	}
	accounts, err := bureau.New(s, nil, nil, false).Accounts(ctx, law.Actor{Roles: []law.Role{law.RoleAdministrator}})
	if err != nil {
		return err
	}
	if len(accounts) > 0 {
		return law.Errorf(law.KindNotAllowed, "record_in_use", "案卷已有账号，不能改作演示。样例数据只能载入空的案卷。")
	}
	return markAsDemonstration(ctx, s)
}
