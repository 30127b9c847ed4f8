package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/user"
	"path/filepath"
	"text/tabwriter"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// userCommand manages accounts from the machine itself, on the record, for the
// day on which nobody can log in as administrator any more.
type userCommand struct {
	List     userListCommand     `cmd:"" help:"list the accounts. 列出账号"`
	Add      userAddCommand      `cmd:"" help:"make an account. 新建账号"`
	Password userPasswordCommand `cmd:"" help:"give an account a new password. 重设密码"`
	Factor   userFactorCommand   `cmd:"" name:"second-factor" help:"forget the second factor of an account whose telephone is lost. 重设动态口令"`
	Disable  userDisableCommand  `cmd:"" help:"keep an account out. 停用账号"`
	Enable   userEnableCommand   `cmd:"" help:"let an account in again. 启用账号"`
	History  userHistoryCommand  `cmd:"" help:"who changed an account, and when. 账号变更记录"`
}

// Help teaches the group.
func (userCommand) Help() string {
	return `供管理本机的人员使用，不经过接口，直接在案卷上办理，系统正在运行时也可以用。日常管理账号请以管理员登录办理。
密码由程序生成，只显示一次，正式系统中首次登录后必须修改；重设密码、停用账号后，该账号已有的登录和令牌随即失效。每次变更都记入账号变更记录，
署名为本机用户；重设密码的，本人和监督人员都会收到消息。唯一启用的管理员账号不能停用。

  shuangsuiji user list
  shuangsuiji user password admin                    管理员忘记密码时
  shuangsuiji user second-factor admin               管理员的手机丢失、恢复码也没有时
  shuangsuiji user add wang --name 王某 --department 社会保险科 --role 经办
  shuangsuiji user add li --name 李某 --department 劳动保障监察大队 --role inspector --certificate YS-2024-0001
  shuangsuiji user disable wang --data /srv/ssj` + helpPlace
}

// visit opens the record and does something there as the operator.
func (p recordPlace) visit(ctx context.Context, log *slog.Logger, do func(*bureau.Office, *store.Store, law.Actor) error) (err error) {
	s, err := p.open(ctx, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	clock, err := s.Clock(ctx)
	if err != nil {
		return err
	}
	return do(bureau.New(s, nil, log, clock.Standing), s, operator())
}

// operator is who works on the machine itself: the account histories name the
// machine's own user.
func operator() law.Actor {
	id := "operator"
	if u, err := user.Current(); err == nil && len(u.Username) <= 40 {
		id += ":" + u.Username
	}
	return law.Actor{ID: id, Roles: []law.Role{law.RoleSystem, law.RoleAdministrator}}
}

func newPassword() string { return rand.Text()[:16] }

type userListCommand struct{ recordPlace }

func (l userListCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) error {
	return l.visit(ctx, log, func(o *bureau.Office, _ *store.Store, who law.Actor) error {
		all, err := o.Accounts(ctx, who)
		if err != nil {
			return err
		}
		t := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
		for _, a := range all {
			fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\n", a.Login, activity(a), law.RoleNames(a.Roles), a.Name, a.Department, a.Certificate)
		}
		return t.Flush()
	})
}

func activity(a record.Account) string {
	if a.Active {
		return "启用"
	}
	return "停用"
}

type userPasswordCommand struct {
	recordPlace
	Account string `arg:"" name:"login" help:"login name"`
	Reason  string `help:"why; the person and the supervisors are told" default:"本机重设"`
}

func (p userPasswordCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) error {
	return p.visit(ctx, log, func(o *bureau.Office, _ *store.Store, who law.Actor) error {
		a, err := o.AccountNamed(ctx, who, p.Account)
		if err != nil {
			return err
		}
		a, password, err := o.ResetPassword(ctx, who, a.ID, p.Reason)
		if err != nil {
			return err
		}
		if err := printPassword(out, a, password); err != nil {
			return err
		}
		if !a.Active {
			fmt.Fprintf(out, "该账号已停用，启用请执行 user enable %s\n", a.Login)
		}
		return p.mentionFirstPasswords(out)
	})
}

type userFactorCommand struct {
	recordPlace
	Account string `arg:"" name:"login" help:"login name"`
	Reason  string `help:"why; the person and the supervisors are told" default:"本机重设"`
}

func (f userFactorCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) error {
	return f.visit(ctx, log, func(o *bureau.Office, _ *store.Store, who law.Actor) error {
		a, err := o.AccountNamed(ctx, who, f.Account)
		if err != nil {
			return err
		}
		if a, err = o.ResetSecondFactor(ctx, who, a.ID, f.Reason); err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "账号%s的动态口令已重设，原有的登录和令牌全部失效。\n", a.Login)
		return err
	})
}

// printPassword shows a password the one time that it is shown.
func printPassword(out io.Writer, a record.Account, password string) error {
	_, err := fmt.Fprintf(out, "账号：%s\n密码：%s\n密码只显示这一次，请登录后修改。\n", a.Login, password)
	return err
}

// mentionFirstPasswords: the folder's accounts.txt still has the old password.
func (p recordPlace) mentionFirstPasswords(out io.Writer) error {
	if p.separate() {
		return nil
	}
	path, err := p.folder()
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(path, accountsFile)); err == nil {
		fmt.Fprintf(out, "%s中该账号的原密码已失效。\n", filepath.Join(path, accountsFile))
	}
	return nil
}

type userDisableCommand struct {
	recordPlace
	Account string `arg:"" name:"login" help:"login name"`
}

func (d userDisableCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) error {
	return d.setActive(ctx, log, out, d.Account, false)
}

type userEnableCommand struct {
	recordPlace
	Account string `arg:"" name:"login" help:"login name"`
}

func (e userEnableCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) error {
	return e.setActive(ctx, log, out, e.Account, true)
}

func (p recordPlace) setActive(ctx context.Context, log *slog.Logger, out io.Writer, login string, active bool) error {
	return p.visit(ctx, log, func(o *bureau.Office, _ *store.Store, who law.Actor) error {
		a, err := o.SetActive(ctx, who, login, active)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "账号%s已%s\n", a.Login, activity(a))
		return err
	})
}
