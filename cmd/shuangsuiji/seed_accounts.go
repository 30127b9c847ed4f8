package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"shuangsuiji/bureau"
	"shuangsuiji/demo/people"
	"shuangsuiji/inspection/law"
	"shuangsuiji/web"
)

// accountsFile holds the first passwords, one account a line: login, password,
// role, department.
const accountsFile = "accounts.txt"

// firstPasswords are on disk before the first account has one, so that a start
// which is cut short loses none: the next finds them there and uses them again. A
// file of other accounts is never overwritten (accounts_file_exists).
func firstPasswords(path string, accounts []bureau.NewAccount) ([]seededAccount, error) {
	there, err := passwordsIn(path, accounts)
	if err != nil || there != nil {
		return there, err
	}
	made := make([]seededAccount, len(accounts))
	for i, a := range accounts {
		made[i] = seededAccount{Login: a.Login, Password: rand.Text()[:16], Roles: law.RoleNames(a.Roles), Department: a.Department}
	}
	return made, writeOnce(path, func(w io.Writer) error { return printAccounts(w, made) })
}

// passwordsIn are those that the file has for exactly these accounts; nil where
// there is no file, or nothing in it.
func passwordsIn(path string, accounts []bureau.NewAccount) ([]seededAccount, error) {
	if is, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) || err == nil && is.Size() == 0 {
		return nil, nil
	}
	found, err := people.ReadAccounts(path)
	other := law.Errorf(law.KindNotAllowed, "accounts_file_exists", "%s已存在，且不是本系统的初始账号；不会覆盖，请移走该文件或者换一个文件名。", path)
	if err != nil {
		return nil, errors.Join(other, err)
	}
	if len(found) != len(accounts) {
		return nil, other
	}
	out := make([]seededAccount, len(accounts))
	for i, a := range accounts {
		if found[i].Login != a.Login {
			return nil, other
		}
		out[i] = seededAccount{Login: a.Login, Password: found[i].Password, Roles: law.RoleNames(a.Roles), Department: a.Department}
	}
	return out, nil
}

// writeOnce writes a file whole or not at all, readable by its owner only, and
// never in the place of one that has something in it.
func writeOnce(path string, write func(io.Writer) error) (err error) {
	temporary, err := writeBeside(output{path: path, mode: modeInside, write: write})
	if temporary != "" {
		defer func() { err = errors.Join(err, os.Remove(temporary)) }()
	}
	if err != nil {
		return err
	}
	if is, err := os.Stat(path); err == nil && is.Size() == 0 {
		if err := os.Remove(path); err != nil {
			return cannotWrite(path, err)
		}
	}
	if err := os.Link(temporary, path); err != nil { // unlike a renaming it never replaces
		return cannotWrite(path, fmt.Errorf("%s: %w", filepath.Base(path), err))
	}
	return nil
}

// shownAccounts are the first accounts of a demonstration, which its login page shows;
// nil for a real office, whose passwords are secret.
func shownAccounts(ctx context.Context, f *folder, office *bureau.Office) ([]web.DemonstrationAccount, error) {
	if !office.Demonstration() {
		return nil, nil
	}
	found, err := people.ReadAccounts(f.file(accountsFile))
	if errors.Is(err, fs.ErrNotExist) { // taken away, and the passwords changed
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	accounts, err := office.Accounts(ctx, law.Actor{Roles: []law.Role{law.RoleAdministrator}})
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, a := range accounts {
		names[a.Login] = a.Name
	}
	out := make([]web.DemonstrationAccount, len(found))
	for i, a := range found {
		out[i] = web.DemonstrationAccount{Login: a.Login, Password: a.Password, Name: names[a.Login], Roles: a.Roles, Department: a.Department}
	}
	return out, nil
}
