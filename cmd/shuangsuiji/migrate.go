package main

import (
	"context"
	"errors"
	"log/slog"

	"shuangsuiji/store"
)

type migrateCommand struct {
	database
	ServiceUsers []string `name:"service-user" help:"on MySQL: grant these users, the worker's and the API's, what the service needs, and nothing more" env:"SSJ_SERVICE_USERS"`
}

func (m migrateCommand) Run(ctx context.Context, log *slog.Logger) error {
	cfg, err := m.config(log)
	if err != nil {
		return err
	}
	if err := store.Migrate(ctx, cfg); err != nil {
		return err
	}
	for _, user := range m.ServiceUsers {
		if err := store.Grant(ctx, cfg, user); err != nil {
			return err
		}
	}
	return fillDerived(ctx, cfg)
}

// fillDerived lists what waited for somebody before this version, or waits for others by
// its rules, and makes what entities are found by. Who starts an office by up has it done
// at the start ([bureau.Office.Reconcile], [upCommand.settle]).
func fillDerived(ctx context.Context, cfg store.Config) (err error) {
	s, err := store.Open(ctx, cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if _, err = s.CompareToDo(ctx, true); err != nil {
		return err
	}
	_, err = s.FillSearchKeys(ctx)
	return err
}
