package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"shuangsuiji/inspection/law"
)

// doctorCommand says what is wrong with an installation. It changes nothing.
type doctorCommand struct {
	recordPlace
	sealing
	temporalServer
	mailSettings
	Host         string `help:"of a folder: IP address on which up listens" default:"127.0.0.1"`
	Port         int    `help:"of a folder: port of the API" default:"8080"`
	TemporalPort int    `name:"temporal-port" help:"of a folder: port of the Temporal frontend" default:"7233"`
	API          string `name:"api" help:"address of the API, where it is a process of its own" default:"http://127.0.0.1:8080"`
	Full         bool   `help:"also compare every open task and case with its workflow"`
}

// Help teaches the command.
func (doctorCommand) Help() string {
	return `逐项检查，每项一行：正常、异常、提醒、未查。“→”后面是建议。只查看，不改动；有异常时退出码为3，
要求--full而没有能够核对的退出码为1。

  shuangsuiji doctor                                   默认数据文件夹
  shuangsuiji doctor --demo                            演示数据的默认文件夹
  shuangsuiji doctor --data /srv/ssj --port 9080       另选的文件夹和端口
  shuangsuiji doctor --full                            并核对案卷与流程
  shuangsuiji doctor --dsn-file 连接 --address temporal:7233 --api http://api:8080` + helpPlace
}

// The states of a check.
const (
	stateFine  = "正常"
	stateAmiss = "异常"
	stateNote  = "提醒" // of the office's data, not of the installation
	stateBlank = "未查"
)

// finding is one line of the report.
type finding struct{ state, text, advice string }

func fine(format string, args ...any) finding {
	return finding{state: stateFine, text: fmt.Sprintf(format, args...)}
}

func unseen(why string) finding { return finding{state: stateBlank, text: why} }

func amiss(text, advice string) finding { return finding{stateAmiss, text, advice} }

func note(text, advice string) finding { return finding{stateNote, text, advice} }

// broken is a check that itself met an error.
func broken(err error) finding { return amiss(plain(err), "") }

// checks are all of them, in the order in which one follows from the other.
var checks = []struct {
	name string
	look func(*patient, context.Context) finding
}{
	{"数据文件夹", (*patient).dataFolder},
	{"初始账号文件", (*patient).firstAccounts},
	{"磁盘空间", (*patient).diskSpace},
	{"文件夹占用", (*patient).holder},
	{"案卷文件", (*patient).recordPages},
	{"流程引擎文件", (*patient).enginePages},
	{"案卷结构", (*patient).schema},
	{"只追加保护", onRecord((*patient).guards)},
	{"密钥", onRecord((*patient).keys)},
	{"业务时钟", onRecord((*patient).clock)},
	{"工作日历", onRecord((*patient).calendar)},
	{"管理员账号", onRecord((*patient).administrators)},
	{"执法证件", onRecord((*patient).certificates)},
	{"抽查事项依据", onRecord((*patient).items)},
	{"端口", (*patient).ports},
	{"接口", (*patient).api},
	{"流程服务", (*patient).procedures},
	{"流程查询字段", (*patient).searchAttributes},
	{"工作进程", (*patient).workers},
	{"邮件", (*patient).mail},
	{checkDifferences, (*patient).differences},
}

// checkDifferences is what --full asks for.
const checkDifferences = "案卷与流程"

// checkTimeout bounds one check, so that a server that hangs is one line.
const checkTimeout = 10 * time.Second

func (d doctorCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) (err error) {
	p, err := d.examine(ctx, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	wrong, unlooked := 0, ""
	for _, c := range checks {
		f := p.look(ctx, c.look)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if f.state == stateAmiss {
			wrong++
		}
		if d.Full && c.name == checkDifferences && f.state == stateBlank {
			unlooked = f.text
		}
		line := f.state + "  " + c.name + "：" + f.text
		if f.advice != "" {
			line += " → " + f.advice
		}
		if _, err := fmt.Fprintln(out, line); err != nil {
			return err
		}
	}
	if wrong > 0 {
		return law.Errorf(law.KindCorrupt, "installation_amiss", "有%d项异常。", wrong)
	}
	if unlooked != "" { // what was asked for was not done
		return law.Errorf(law.KindNotAllowed, "not_compared", "没有核对案卷与流程：%s。请在系统运行时执行--full。", unlooked)
	}
	return nil
}

func (p *patient) look(ctx context.Context, check func(*patient, context.Context) finding) finding {
	if !p.Full {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, checkTimeout)
		defer cancel()
	}
	return check(p, ctx)
}
