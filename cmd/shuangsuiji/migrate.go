package main

import (
	"context"
	"log/slog"
	"shuangsuiji/store"
)

type migrateCommand struct {
	database
	ServiceUser string `help:"on MySQL: grant this user what the service needs, and nothing more" env:"SSJ_SERVICE_USER"`
}

func (m migrateCommand) Run(ctx context.Context, log *slog.Logger) error {
	cfg, err := m.config(log)
	if err != nil {
		return err
	}
	if err := store.Migrate(ctx, cfg); err != nil {
		return err
	}
	if m.ServiceUser == "" {
		return nil
	}
	return store.Grant(ctx, cfg, m.ServiceUser)
}
