package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shuangsuiji/apiclient"
	"shuangsuiji/demo/people"
	"shuangsuiji/inspection/law"
)

// apiAccess is how a command reaches a running system, and as whom.
type apiAccess struct {
	Address      string `help:"address of the running API" default:"http://127.0.0.1:8080" env:"SSJ_ADDRESS"`
	Token        string `help:"API token, in place of a login" env:"SSJ_TOKEN"`
	Login        string `help:"account to log in as; default clerk" env:"SSJ_LOGIN"`
	PasswordFile string `name:"password-file" help:"file that holds its password; default: the accounts.txt of the data folder" env:"SSJ_PASSWORD_FILE"`
	Code         string `help:"code of the account's second factor, or a recovery code" env:"SSJ_CODE"`
	Data         string `help:"data folder whose accounts.txt holds the password; default as for up --demo" type:"path" env:"SSJ_DATA"`
}

// helpAccess is the part of the help that is the same for all such commands.
const helpAccess = `

登录方式（任选其一）：
  演示数据：不写参数，以经办账号clerk登录，密码取自数据文件夹的accounts.txt；另选数据文件夹用--data
  正式数据：--login 用户名 --password-file 密码文件（设置了动态口令的，另写--code 动态口令）
  程序：    --token 令牌，或者环境变量SSJ_TOKEN`

// defaultLogin is the demonstration's clerk, who may both import and move the
// clock.
const defaultLogin = "clerk"

// loginPatience outlasts the pause that many logins in a row are given, so that a
// script of commands goes on.
const loginPatience = 15 * time.Second

// visit does something at the API, and leaves no session behind.
func (a apiAccess) visit(ctx context.Context, log *slog.Logger, do func(*apiclient.Client) error) error {
	c, err := apiclient.New(a.Address)
	if err != nil {
		return law.Errorf(law.KindInvalid, "address_invalid", "“%s”不是有效的接口地址，应如http://127.0.0.1:8080。", a.Address)
	}
	if a.Token != "" && a.Login == "" {
		return do(c.WithToken(a.Token))
	}
	login, password, err := a.credentials()
	if err != nil {
		return err
	}
	c.Patience = loginPatience
	if err := c.LogInWithCode(ctx, login, password, a.Code); err != nil {
		return err
	}
	c.Patience = 0
	defer func() {
		leaving, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		// What was done is done; the session then ends by itself.
		if err := c.LogOut(leaving); err != nil {
			log.WarnContext(ctx, "log out", "error", err)
		}
	}()
	return do(c)
}

func (a apiAccess) credentials() (login, password string, err error) {
	login = a.Login
	if login == "" {
		login = defaultLogin
	}
	if a.PasswordFile != "" {
		raw, err := os.ReadFile(a.PasswordFile)
		if err != nil {
			return "", "", law.Errorf(law.KindInvalid, "password_unreadable", "密码文件读不到：%v", err)
		}
		return login, strings.TrimRight(string(raw), "\r\n"), nil
	}
	path, err := folderOr(a.Data, true)
	if err != nil {
		return "", "", err
	}
	path = filepath.Join(path, accountsFile)
	accounts, err := people.ReadAccounts(path)
	at := slices.IndexFunc(accounts, func(x people.Account) bool { return x.Login == login })
	if err != nil || at < 0 {
		return "", "", law.Errorf(law.KindInvalid, "password_missing",
			"在%s中没有找到账号%s的密码，请用--password-file写明密码文件，或者用--token写明令牌。", path, login)
	}
	return login, accounts[at].Password, nil
}
