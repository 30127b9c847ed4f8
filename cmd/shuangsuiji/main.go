// Command shuangsuiji runs a bureau's 双随机、一公开 inspections: everything in one
// process (up), or the parts one by one (migrate, worker, api).
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata"

	"github.com/alecthomas/kong"

	"shuangsuiji/inspection"
)

// version is set by the build.
var version = "dev"

type commands struct {
	LogLevel slog.Level `help:"least level of log lines: DEBUG, INFO, WARN, ERROR" default:"WARN" env:"SSJ_LOG_LEVEL"`

	Up        upCommand        `cmd:"" help:"run everything in this process: Temporal server and UI, worker, API, SQLite"`
	Worker    workerCommand    `cmd:"" help:"run a worker against a Temporal server and a database"`
	API       apiCommand       `cmd:"" name:"api" help:"run the HTTP API against a Temporal server and a database"`
	Migrate   migrateCommand   `cmd:"" help:"bring the database's schema to this version"`
	Demo      demoCommand      `cmd:"" help:"play plan 2024001 through the API of a running demonstration"`
	Verify    verifyCommand    `cmd:"" help:"recompute a draw from its evidence file"`
	Reconcile reconcileCommand `cmd:"" help:"compare the record with the running workflows"`
	Check     checkCommand     `cmd:"" help:"check the whole record: acts, payloads, draws, publications"`
	Health    healthCommand    `cmd:"" help:"ask a running API whether it is ready (for container health checks)"`
	Version   versionCommand   `cmd:"" help:"print the version"`
}

type versionCommand struct{}

func (versionCommand) Run() error {
	_, err := fmt.Println("shuangsuiji", version)
	return err
}

func main() {
	if err := run(); err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "shuangsuiji:", plain(err))
		os.Exit(1)
	}
}

func run() error {
	var c commands
	parsed := kong.Parse(&c, kong.Name("shuangsuiji"), kong.UsageOnError(),
		kong.Description("双随机、一公开 inspections as durable workflows. 县级人社部门“双随机、一公开”抽查系统。"))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: c.LogLevel}))
	parsed.BindTo(ctx, (*context.Context)(nil))
	return parsed.Run(log)
}

// plain is one clear line: the Chinese message of a domain error without the
// technical chain around it.
func plain(err error) string {
	var e *inspection.Error
	if errors.As(err, &e) && e.Kind != inspection.KindInternal && e.Kind != inspection.KindUnavailable {
		return e.Message + "（" + e.Code + "）"
	}
	return err.Error()
}
