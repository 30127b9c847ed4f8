package topology

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/demo"
	"shuangsuiji/deploy"
)

const root = ".."

// start starts the system in a folder of its own. The programs are built by make.
func start(t *testing.T) *System {
	t.Helper()
	cfg := Config{Root: root, Program: filepath.Join(root, "bin", "shuangsuiji-slim"), Tools: filepath.Join(root, ".cache", "bin"), Sample: true}
	for _, program := range []string{cfg.Program, filepath.Join(cfg.Tools, "temporal-server")} {
		require.FileExists(t, program, "make slim temporal comes first")
	}
	var err error
	cfg.Tools, err = filepath.Abs(cfg.Tools)
	require.NoError(t, err)
	// Not t.TempDir: PostgreSQL runs as another user, and a socket's path is short.
	cfg.Folder, err = os.MkdirTemp("", "ssj-")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, os.RemoveAll(cfg.Folder)) })
	s, err := Start(t.Context(), cfg)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Stop()) })
	return s
}

// TestDemonstration plays the plan through both APIs, and then asks every check
// that there is.
func TestDemonstration(t *testing.T) {
	t.Parallel()
	s := start(t)
	t.Run("same as the compose file", func(t *testing.T) { sameAsCompose(t, s) })
	t.Run("strangers get nothing", func(t *testing.T) { strangersGetNothing(t, s) })
	t.Run("holders of the certificate change nothing", func(t *testing.T) { holdersOfTheCertificateChangeNothing(t, s) })
	t.Run("one import at a time", func(t *testing.T) { oneImportAtATime(t, s) })
	t.Run("demonstration", func(t *testing.T) {
		var out bytes.Buffer
		acting := &midway{Writer: &out, reached: make(chan struct{})}
		changed := make(chan error, 1)
		go func() {
			<-acting.reached
			changed <- changeKeys(t.Context(), s)
		}()
		play := demo.Play{Base: s.APIs()[0], Accounts: s.Accounts(), Out: acting}
		require.NoError(t, play.Run(t.Context()), out.String())
		require.NoError(t, <-changed)
		// All is done: the second API finds nothing left to do, and checks the same.
		again := demo.Play{Base: s.APIs()[1], Accounts: s.Accounts(), Out: &out}
		require.NoError(t, again.Run(t.Context()), out.String())
	})
	t.Run("acts are sealed with the old key and with the new", func(t *testing.T) {
		var out bytes.Buffer
		require.NoError(t, s.Run(t.Context(), &out, "api", "keys", "list"))
		require.Regexp(t, `使用中 +办理记录[1-9][0-9]*条.*\n.*可识别 +办理记录[1-9][0-9]*条`, out.String())
	})
	for _, check := range []string{"check", "reconcile"} {
		t.Run(check, func(t *testing.T) {
			require.NoError(t, s.Run(t.Context(), t.Output(), "api", check))
		})
	}
	t.Run("rights of the service's users", func(t *testing.T) {
		require.ErrorContains(t, s.Run(t.Context(), t.Output(), "worker", "migrate", "--service-user", "ssj_worker"), "denied")
	})
	t.Run("sample data only once, and into no record in use", func(t *testing.T) {
		before, err := os.ReadFile(s.Accounts())
		require.NoError(t, err)
		require.NoError(t, s.Run(t.Context(), t.Output(), "api", "sample", s.Accounts()))
		after, err := os.ReadFile(s.Accounts())
		require.NoError(t, err)
		require.Equal(t, before, after, "the passwords are those of the first time")
	})
}

// sameAsCompose: each service of the compose file runs, with its settings and
// secrets, and nothing runs that it does not have but the other store.
func sameAsCompose(t *testing.T, s *System) {
	text, err := os.ReadFile(filepath.Join(root, "docker-compose.yml"))
	require.NoError(t, err)
	c, err := deploy.ParseCompose(text)
	require.NoError(t, err)

	var wanted []string
	for _, name := range c.Names() {
		switch {
		case c.OneShot()[name]:
		case instances[name] > 0:
			wanted = append(wanted, name+"-1", name+"-2")
		default:
			wanted = append(wanted, name)
		}
	}
	var running []string
	for _, p := range s.Processes() {
		running = append(running, p.Name)
		require.Equal(t, 1, p.Starts(), "%s was started again", p.Name)
	}
	require.ElementsMatch(t, append(wanted, "postgresql"), running)

	for _, name := range []string{"worker-1", "worker-2", "api-1", "api-2"} {
		service := strings.TrimRight(name, "-12")
		env := environmentOf(t, s.Process(name))
		require.NotEqual(t, "", env["PATH"])
		settings := maps.Clone(c.Services[service].Environment)
		for key, value := range settings {
			require.Equal(t, s.translate(name, value), env[key], "%s of %s", key, name)
			delete(env, key)
		}
		delete(env, "PATH")
		require.Empty(t, env, "settings of %s that the compose file does not have", name)

		var secrets []string
		entries, err := os.ReadDir(filepath.Join(s.cfg.Folder, "run", name))
		require.NoError(t, err)
		for _, e := range entries {
			secrets = append(secrets, e.Name())
		}
		require.ElementsMatch(t, c.Services[service].Secrets, secrets)
	}
	reached := map[string][]string{}
	for _, l := range s.Links() {
		reached[l.From] = append(reached[l.From], l.To)
	}
	for _, name := range []string{"worker-1", "worker-2", "api-1", "api-2"} {
		slices.Sort(reached[name])
		require.Equal(t, []string{"mysql", "temporal"}, reached[name])
	}
}

// environmentOf is what the process really runs with.
func environmentOf(t *testing.T, p *Process) map[string]string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(p.PID()), "environ"))
	require.NoError(t, err)
	env := map[string]string{}
	for line := range strings.SplitSeq(strings.TrimRight(string(raw), "\x00"), "\x00") {
		key, value, _ := strings.Cut(line, "=")
		env[key] = value
	}
	return env
}

func TestInOrder(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(root, "docker-compose.yml"))
	require.NoError(t, err)
	c, err := deploy.ParseCompose(text)
	require.NoError(t, err)
	order := inOrder(c)
	require.ElementsMatch(t, c.Names(), order)
	for name, service := range c.Services {
		for before := range service.DependsOn {
			require.Less(t, slices.Index(order, before), slices.Index(order, name), "%s before %s", before, name)
		}
	}
}
