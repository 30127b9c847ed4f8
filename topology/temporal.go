package topology

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"go.temporal.io/sdk/client"
)

// startPostgreSQL starts the store of the Temporal server and makes its user and
// databases.
func (s *System) startPostgreSQL(ctx context.Context) error {
	port := strconv.Itoa(s.ports["postgresql"])
	bin, err := postgreSQL()
	if err != nil {
		return err
	}
	folder := filepath.Join(s.cfg.Folder, "postgresql")
	data := filepath.Join(folder, "data")
	as, err := s.unprivileged(folder)
	if err != nil {
		return err
	}
	_, err = os.Stat(data)
	isNew := os.IsNotExist(err)
	program := func(name string, args ...string) *exec.Cmd {
		cmd := exec.Command(filepath.Join(bin, name), args...)
		cmd.Dir, cmd.SysProcAttr = folder, as
		return cmd
	}
	if isNew {
		if err := s.tool(program("initdb", "--pgdata="+data, "--username=postgres", "--auth-local=trust", "--auth-host=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8")); err != nil {
			return err
		}
	}
	if err := s.secure(folder, data, as); err != nil {
		return err
	}
	// As many connections as the compose file gives MySQL.
	p, err := s.run("postgresql", func() *exec.Cmd {
		return program("postgres", "-D", data, "-p", port, "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=300",
			"-c", "ssl=on", "-c", "ssl_cert_file="+filepath.Join(folder, "certificate"), "-c", "ssl_key_file="+filepath.Join(folder, "key"))
	})
	if err != nil {
		return err
	}
	if err := s.until(ctx, p, func(context.Context) bool {
		return program("pg_isready", "-h", folder, "-p", port).Run() == nil
	}); err != nil || !isNew {
		return err
	}
	password, err := s.secret("temporal_database_password")
	if err != nil {
		return err
	}
	for _, statement := range []string{
		fmt.Sprintf("CREATE USER temporal PASSWORD '%s'", password),
		"CREATE DATABASE temporal OWNER temporal",
		"CREATE DATABASE temporal_visibility OWNER temporal",
	} {
		if err := s.tool(program("psql", "-h", folder, "-p", port, "-U", "postgres", "-q", "-c", statement)); err != nil {
			return err
		}
	}
	return nil
}

// secure gives PostgreSQL the certificate of the database whose place it takes, and
// lets nobody in over TCP without TLS, as MySQL does in the compose file.
func (s *System) secure(folder, data string, as *syscall.SysProcAttr) error {
	for secret, name := range map[string]string{"mysql_certificate": "certificate", "mysql_key": "key"} {
		text, err := s.secret(secret)
		if err != nil {
			return err
		}
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text+"\n"), 0o600); err != nil {
			return err
		}
		if as.Credential != nil {
			if err := os.Chown(path, int(as.Credential.Uid), int(as.Credential.Gid)); err != nil {
				return err
			}
		}
	}
	rules := "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n"
	return os.WriteFile(filepath.Join(data, "pg_hba.conf"), []byte(rules), 0o600)
}

// postgreSQL is where Debian keeps the newest version's programs.
func postgreSQL() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil || len(found) == 0 {
		return "", errors.Join(errors.New("PostgreSQL is not installed: apt-get install postgresql"), err)
	}
	slices.Sort(found)
	return found[len(found)-1], nil
}

// unprivileged makes a folder and says as whom to use it: PostgreSQL refuses to
// run as root.
func (s *System) unprivileged(folder string) (*syscall.SysProcAttr, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	if os.Geteuid() != 0 {
		return &syscall.SysProcAttr{}, nil
	}
	account, err := user.Lookup("postgres")
	if err != nil {
		return nil, err
	}
	uid, err := strconv.Atoi(account.Uid)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.Atoi(account.Gid)
	if err != nil {
		return nil, err
	}
	if err := os.Chown(folder, uid, gid); err != nil {
		return nil, err
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil // #nosec G115 -- ids of the system
}

// makeSchema runs the compose file's script against PostgreSQL.
func (s *System) makeSchema(ctx context.Context) error {
	cmd := exec.CommandContext(ctx, "sh", filepath.Join(s.cfg.Root, "deploy/temporal/schema.sh"))
	cmd.Env = append(os.Environ(), "PATH="+s.cfg.Tools+string(os.PathListSeparator)+os.Getenv("PATH"), "SSJ_SECRETS="+s.secrets(),
		"SQL_PLUGIN=postgres12", "SCHEMAS=postgresql/v12", "SQL_HOST=127.0.0.1", "SQL_PORT="+strconv.Itoa(s.ports["postgresql"]),
		"SQL_TLS_CA_FILE="+s.authority())
	for _, same := range []string{"SQL_USER", "SQL_TLS"} {
		cmd.Env = append(cmd.Env, same+"="+s.compose.Services["temporal-schema"].Environment[same])
	}
	return s.tool(cmd)
}

// startTemporal starts the server with the compose file's configuration, on
// PostgreSQL.
func (s *System) startTemporal(ctx context.Context) error {
	if err := s.laySecrets("temporal", "temporal"); err != nil {
		return err
	}
	env := os.Environ()
	for key, value := range s.compose.Services["temporal"].Environment {
		env = append(env, key+"="+strings.ReplaceAll(value, "/etc/temporal", filepath.Join(s.cfg.Folder, "temporal")))
	}
	if err := s.layConfiguration(); err != nil {
		return err
	}
	p, err := s.run("temporal", func() *exec.Cmd {
		cmd := exec.Command(filepath.Join(s.cfg.Tools, "temporal-server"), "start")
		cmd.Env = env
		return cmd
	})
	if err != nil {
		return err
	}
	return s.until(ctx, p, func(ctx context.Context) bool {
		c, err := s.DialTemporal(ctx, client.Options{})
		if err != nil {
			return false
		}
		c.Close()
		return true
	})
}

// layConfiguration writes the server's two files as the container has them, with
// this machine's ports and the other store.
func (s *System) layConfiguration() error {
	folder := filepath.Join(s.cfg.Folder, "temporal")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	static, err := os.ReadFile(filepath.Join(s.cfg.Root, "deploy/temporal/server.yaml"))
	if err != nil {
		return err
	}
	changes := []string{
		"pluginName: mysql8", "pluginName: postgres12",
		"mysql:3306", s.link("temporal", "postgresql").Address(),
		"/run/secrets", filepath.Join(s.cfg.Folder, "run", "temporal"),
		"/etc/temporal", folder,
		"bindOnIP: 0.0.0.0", "bindOnIP: 127.0.0.1",
		"127.0.0.1:7233", s.Temporal(),
		"grpcPort: 7233", "grpcPort: " + strconv.Itoa(s.ports["temporal"]),
	}
	for _, written := range []string{"grpcPort: 7234", "grpcPort: 7235", "grpcPort: 7239",
		"membershipPort: 6933", "membershipPort: 6934", "membershipPort: 6935", "membershipPort: 6939"} {
		if err := s.takePort("temporal/" + written); err != nil {
			return err
		}
		key, _, _ := strings.Cut(written, " ")
		changes = append(changes, written, key+" "+strconv.Itoa(s.ports["temporal/"+written]))
	}
	for n := 0; n < len(changes); n += 2 {
		if !strings.Contains(string(static), changes[n]) {
			return fmt.Errorf("deploy/temporal/server.yaml no longer says %q", changes[n])
		}
	}
	dynamic, err := os.ReadFile(filepath.Join(s.cfg.Root, "deploy/temporal/dynamicconfig.yaml"))
	if err != nil {
		return err
	}
	for key, value := range s.cfg.TemporalSettings {
		dynamic = fmt.Appendf(dynamic, "\n%s:\n  - value: %d\n", key, value)
	}
	return errors.Join(
		os.WriteFile(filepath.Join(folder, "server.yaml"), []byte(strings.NewReplacer(changes...).Replace(string(static))), 0o600),
		os.WriteFile(filepath.Join(folder, "dynamicconfig.yaml"), dynamic, 0o600))
}

// answers reports whether the page is there.
func answers(ctx context.Context, url string) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return false
	}
	resp, err := http.DefaultClient.Do(req)
	return err == nil && resp.Body.Close() == nil && resp.StatusCode == http.StatusOK
}
