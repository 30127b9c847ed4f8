package topology

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// prepareFolder makes the folder, and the secrets as an administrator does.
func (s *System) prepareFolder(ctx context.Context) error {
	if err := s.makeFolder(); err != nil {
		return err
	}
	return s.tool(exec.CommandContext(ctx, "bash", filepath.Join(s.cfg.Root, "deploy/secrets.sh"), s.secrets()))
}

func (s *System) makeFolder() error {
	// Passable, not readable, by others: PostgreSQL refuses to run as root.
	if err := os.MkdirAll(s.cfg.Folder, 0o711); err != nil {
		return err
	}
	return errors.Join(os.Chmod(s.cfg.Folder, 0o711), os.MkdirAll(filepath.Join(s.cfg.Folder, "log"), 0o700))
}

func (s *System) secrets() string { return filepath.Join(s.cfg.Folder, "secrets") }

func (s *System) secret(name string) (string, error) {
	raw, err := os.ReadFile(filepath.Join(s.secrets(), name))
	return strings.TrimSpace(string(raw)), err
}

// takePort gives the process a port, the same for as long as the system lives. It
// is below those that the machine hands out, so that nothing else gets it while
// the process is away; nor can Temporal's PostgreSQL store keep one above 32,767.
func (s *System) takePort(name string) error {
	for {
		port := 20_000 + rand.IntN(12_000) // #nosec G404 -- no secret
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if errors.Is(err, syscall.EADDRINUSE) {
			continue
		}
		if err != nil {
			return err
		}
		s.ports[name] = port
		return l.Close()
	}
}

// link is the connection from one process to another.
func (s *System) link(from, to string) *Link {
	for _, l := range s.links {
		if l.From == from && l.To == to {
			return l
		}
	}
	l, err := newLink(from, to, s.at(to))
	if err != nil {
		panic(err) // the machine has no port left
	}
	s.links = append(s.links, l)
	return l
}

// at is where the process listens.
func (s *System) at(process string) string {
	host := "127.0.0.1"
	if s.embedded && process == office && s.cfg.Host != "" {
		host = s.cfg.Host
	}
	return net.JoinHostPort(host, strconv.Itoa(s.ports[process]))
}

// hosts are the services that others connect to, as the compose file writes them.
var hosts = []struct{ written, process string }{
	{"mysql:3306", "mysql"},
	{"temporal:7233", "temporal"},
}

// translate puts what is so on this machine in the place of what the compose file
// says, in a setting of the process.
func (s *System) translate(process, text string) string {
	for _, h := range hosts {
		if strings.Contains(text, h.written) {
			text = strings.ReplaceAll(text, h.written, s.link(process, h.process).Address())
		}
	}
	return strings.NewReplacer(
		"/run/secrets", filepath.Join(s.cfg.Folder, "run", process),
		"0.0.0.0:8080", net.JoinHostPort("127.0.0.1", strconv.Itoa(s.ports[process])),
	).Replace(text)
}

// environment is a service's of ours, for one of its processes, whose secrets it
// lays down.
func (s *System) environment(service, process string) ([]string, error) {
	if s.embedded {
		driver, dsn, err := s.Record()
		keys := s.TemporalKeys()
		return []string{"SSJ_DATABASE_DRIVER=" + driver, "SSJ_DATABASE_DSN=" + dsn, "SSJ_TEMPORAL_ADDRESS=" + s.Temporal(),
			"SSJ_TEMPORAL_CA=" + keys.CA, "SSJ_TEMPORAL_CERTIFICATE=" + keys.Certificate, "SSJ_TEMPORAL_KEY=" + keys.Key}, err
	}
	if err := s.laySecrets(service, process); err != nil {
		return nil, err
	}
	env := []string{"PATH=" + os.Getenv("PATH")}
	settings := s.compose.Services[service].Environment
	for _, key := range slices.Sorted(maps.Keys(settings)) {
		env = append(env, key+"="+s.translate(process, settings[key]))
	}
	return env, nil
}

// laySecrets gives the process the secrets of its service, and no others.
func (s *System) laySecrets(service, process string) error {
	folder := filepath.Join(s.cfg.Folder, "run", process)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	for _, name := range s.compose.Services[service].Secrets {
		text, err := s.secret(name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(s.translate(process, text)), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// tool runs a program to its end; what it says belongs to the error.
func (s *System) tool(cmd *exec.Cmd) error {
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", filepath.Base(cmd.Path), err, said)
	}
	return nil
}
