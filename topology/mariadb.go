package topology

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
)

// startMariaDB starts the record's database with the options of the compose
// file, and on a new folder makes its users with the script that MySQL's image
// runs.
func (s *System) startMariaDB(ctx context.Context) error {
	folder := filepath.Join(s.cfg.Folder, "mysql")
	data, socket := filepath.Join(folder, "data"), filepath.Join(folder, "socket")
	me, err := user.Current()
	if err != nil {
		return err
	}
	_, err = os.Stat(data)
	isNew := os.IsNotExist(err)
	if isNew {
		if err := os.MkdirAll(filepath.Join(folder, "tmp"), 0o700); err != nil {
			return err
		}
		if err := s.tool(exec.CommandContext(ctx, "mariadb-install-db", "--no-defaults", "--user="+me.Username, "--datadir="+data,
			"--auth-root-authentication-method=normal", "--skip-test-db")); err != nil {
			return err
		}
	}
	server, err := exec.LookPath("mariadbd")
	if err != nil {
		server = "/usr/sbin/mariadbd" // not on everybody's path
	}
	if err := s.laySecrets("mysql", "mysql"); err != nil {
		return err
	}
	options := []string{"--no-defaults", "--user=" + me.Username, "--datadir=" + data, "--tmpdir=" + filepath.Join(folder, "tmp"),
		"--socket=" + socket, "--bind-address=127.0.0.1", "--port=" + strconv.Itoa(s.ports["mysql"]), "--skip-name-resolve"}
	for _, option := range s.compose.Services["mysql"].Command {
		options = append(options, s.translate("mysql", option))
	}
	p, err := s.run("mysql", func() *exec.Cmd { return exec.Command(server, options...) })
	if err != nil {
		return err
	}
	admin := func(args ...string) *exec.Cmd {
		return exec.CommandContext(ctx, "mariadb-admin", append([]string{"--no-defaults", "--socket=" + socket, "--user=root"}, args...)...)
	}
	if err := s.until(ctx, p, func(context.Context) bool { return admin("ping").Run() == nil }); err != nil || !isNew {
		return err
	}
	return s.makeUsers(ctx, socket, admin)
}

func (s *System) makeUsers(ctx context.Context, socket string, admin func(...string) *exec.Cmd) error {
	password, err := s.secret("mysql_root_password")
	if err != nil {
		return err
	}
	if err := s.tool(admin("password", password)); err != nil {
		return err
	}
	users := exec.CommandContext(ctx, "bash", filepath.Join(s.cfg.Root, "deploy/mysql/init.sh"))
	path, err := s.clientPath(socket)
	if err != nil {
		return err
	}
	users.Env = append(os.Environ(), "SSJ_SECRETS="+s.secrets(), "PATH="+path)
	return s.tool(users)
}

// clientPath is a path on which the client mysql finds this server, as it does in
// MySQL's image by itself; the machine's own option files name another.
func (s *System) clientPath(socket string) (string, error) {
	client, err := exec.LookPath("mariadb")
	if err != nil {
		return "", err
	}
	folder := filepath.Join(s.cfg.Folder, "mysql", "bin")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	script := fmt.Sprintf("#!/bin/sh\nexec %q --no-defaults --socket=%q \"$@\"\n", client, socket)
	return folder + string(os.PathListSeparator) + os.Getenv("PATH"), os.WriteFile(filepath.Join(folder, "mysql"), []byte(script), 0o700)
}
