package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/law"
	"shuangsuiji/store"
)

type userAddCommand struct {
	recordPlace
	Account     string      `arg:"" name:"login" help:"login name"`
	Name        string      `required:"" help:"the person's name"`
	Department  string      `required:"" help:"department, as in the inspectors' register"`
	Role        []staffRole `required:"" help:"role, in Chinese or by its code; several with commas"`
	Certificate string      `help:"certificate number, for inspectors"`
	Email       string      `help:"address for reminders"`
}

// Help shows the command at work.
func (userAddCommand) Help() string {
	return `角色：` + staffRoles() + `

  shuangsuiji user add wang --name 王某 --department 社会保险科 --role 经办
  shuangsuiji user add li --name 李某 --department 劳动保障监察大队 --role inspector --certificate YS-2024-0001` + helpPlace
}

func (u userAddCommand) Run(ctx context.Context, log *slog.Logger, out io.Writer) error {
	return u.visit(ctx, log, func(o *bureau.Office, _ *store.Store, who law.Actor) error {
		account := bureau.NewAccount{Login: u.Account, Name: u.Name, Department: u.Department, Certificate: u.Certificate, Email: u.Email, Password: newPassword()}
		for _, r := range u.Role {
			account.Roles = append(account.Roles, law.Role(r))
		}
		a, err := o.SaveAccount(ctx, who, account)
		if err != nil {
			return err
		}
		return printPassword(out, a, account.Password)
	})
}

// staffRole is a role as an operator writes it.
type staffRole law.Role

// UnmarshalText implements [encoding.TextUnmarshaler].
func (r *staffRole) UnmarshalText(text []byte) error {
	wanted := strings.TrimSpace(string(text))
	for _, role := range law.StaffRoles {
		if wanted == string(role) || wanted == role.Chinese() {
			*r = staffRole(role)
			return nil
		}
	}
	return fmt.Errorf("没有名为“%s”的角色，应为：%s", wanted, staffRoles())
}

// staffRoles are the names to choose from.
func staffRoles() string {
	names := make([]string, len(law.StaffRoles))
	for i, role := range law.StaffRoles {
		names[i] = role.Chinese() + "（" + string(role) + "）"
	}
	return strings.Join(names, "、")
}
