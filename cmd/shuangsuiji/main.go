// Command shuangsuiji runs a bureau's 双随机、一公开 inspections: everything in one
// process (up), or the parts one by one (migrate, worker, api).
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata"

	"github.com/alecthomas/kong"

	"shuangsuiji/inspection/law"
)

// version is set by the build.
var version = "dev"

type commands struct {
	LogLevel slog.Level `help:"least level of log lines: DEBUG, INFO, WARN, ERROR" default:"WARN" env:"SSJ_LOG_LEVEL"`

	Up         upCommand         `cmd:"" help:"run everything in this process: Temporal server and UI, worker, API, SQLite"`
	Worker     workerCommand     `cmd:"" help:"run a worker against a Temporal server and a database"`
	API        apiCommand        `cmd:"" name:"api" help:"run the HTTP API against a Temporal server and a database"`
	Migrate    migrateCommand    `cmd:"" help:"bring the database's schema to this version"`
	Namespace  namespaceCommand  `cmd:"" help:"make the office's namespace on a Temporal server, with its search attributes"`
	Sample     sampleCommand     `cmd:"" help:"make an empty record a demonstration: sample data, accounts, a clock that stands still"`
	Demo       demoCommand       `cmd:"" help:"play plan 2024001 through the API of a running demonstration"`
	Calendar   calendarCommand   `cmd:"" help:"working days and legal periods, offline. 工作日和期限计算"`
	Rules      rulesCommand      `cmd:"" help:"what a change of law changes, and would have changed. 规则版本对照和试算"`
	Template   templateCommand   `cmd:"" help:"an empty form with an example row. 名录库、清单、计划的空表"`
	Draw       drawCommand       `cmd:"" help:"draw entities and inspectors from files, offline. 由文件离线抽取"`
	Verify     verifyCommand     `cmd:"" help:"recompute a draw from its evidence file"`
	Reconcile  reconcileCommand  `cmd:"" help:"compare the record with the running workflows"`
	Check      checkCommand      `cmd:"" help:"check the whole record: acts, payloads, draws, publications"`
	Import     importCommand     `cmd:"" help:"take a register or plan in through the API. 导入名录库、清单和计划"`
	Export     exportCommand     `cmd:"" help:"write a register or the plans from the API. 导出名录库、清单和计划"`
	Clock      clockCommand      `cmd:"" help:"show the business clock; move that of a demonstration. 业务时钟"`
	User       userCommand       `cmd:"" help:"accounts, from the machine itself. 本机账号管理"`
	Keys       keysCommand       `cmd:"" help:"the office's keys: list, change, retire. 本单位密钥管理"`
	Doctor     doctorCommand     `cmd:"" help:"what is wrong with this installation; changes nothing. 检查安装情况"`
	Health     healthCommand     `cmd:"" help:"ask a running API whether it is ready (for container health checks)"`
	Completion completionCommand `cmd:"" help:"completion for bash, zsh or fish. 命令行补全"`
	Version    versionCommand    `cmd:"" help:"print the version"`
}

type versionCommand struct{}

func (versionCommand) Run(out io.Writer) error {
	_, err := fmt.Fprintln(out, "shuangsuiji", version)
	return err
}

// The exit codes, as --help tells them.
const (
	exitDone      = 0
	exitFailed    = 1 // refused, or something needed is away
	exitUsage     = 2 // the command line itself is wrong
	exitDiffering = 3 // a check was made, and what it looked at does not hold
)

const description = `双随机、一公开 inspections as durable workflows. 县级人社部门“双随机、一公开”抽查系统。

Exit codes 退出码: 0 done 完成; 1 refused or failed 被拒绝或失败; 2 wrong command line 命令有误; 3 a check found a difference 核对发现不一致.`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run performs one command line and answers its exit code.
func run(ctx context.Context, args []string, out, errs io.Writer) int {
	var c commands
	ended := -1
	parser, err := kong.New(&c, kong.Name("shuangsuiji"), kong.Description(description), kong.Writers(out, errs),
		kong.Exit(func(code int) { ended = code }), kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 110}))
	if err != nil {
		panic(err) // the commands' declaration itself is wrong
	}
	completes(parser)
	if ended >= 0 { // the shell has been told
		return ended
	}
	parsed, err := parser.Parse(args)
	if ended >= 0 { // --help has been shown
		return ended
	}
	if err == nil {
		log := slog.New(slog.NewTextHandler(errs, &slog.HandlerOptions{Level: c.LogLevel}))
		parsed.BindTo(ctx, (*context.Context)(nil))
		parsed.BindTo(out, (*io.Writer)(nil))
		err = parsed.Run(log)
	}
	code := exitCode(err)
	if code != exitDone {
		fmt.Fprintln(errs, "shuangsuiji:", plain(err))
	}
	if code == exitUsage {
		fmt.Fprintln(errs, `用 shuangsuiji --help 查看各项命令，用 shuangsuiji <命令> --help 查看用法和例子。`)
	}
	return code
}

func exitCode(err error) int {
	var usage *kong.ParseError
	switch {
	case err == nil, errors.Is(err, context.Canceled):
		return exitDone
	case errors.As(err, &usage):
		return exitUsage
	case law.KindOf(err) == law.KindCorrupt:
		return exitDiffering
	}
	return exitFailed
}

// plain is one clear line: the Chinese message of a domain error without the
// technical chain around it.
func plain(err error) string {
	var e *law.Error
	if errors.As(err, &e) && e.Kind != law.KindInternal && e.Kind != law.KindUnavailable {
		return e.Message + "（" + e.Code + "）"
	}
	return err.Error()
}
