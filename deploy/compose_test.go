package deploy

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const root = ".."

func composeText(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "docker-compose.yml"))
	require.NoError(t, err)
	return string(text)
}

func compose(t *testing.T) Compose {
	t.Helper()
	c, err := ParseCompose([]byte(composeText(t)))
	require.NoError(t, err)
	return c
}

func TestCompose(t *testing.T) {
	t.Parallel()
	c := compose(t)
	require.Equal(t, []string{
		"api", "migrate", "mysql", "temporal", "temporal-namespace", "temporal-schema", "worker",
	}, c.Names())
	require.Empty(t, check(c, root))
}

// TestCheckFindsMistakes makes one mistake at a time in the real file.
func TestCheckFindsMistakes(t *testing.T) {
	t.Parallel()
	text := composeText(t)
	for name, tt := range map[string]struct{ old, new, want string }{
		"latest":                  {"temporalio/server:1.32.1", "temporalio/server:latest", "not pinned"},
		"no tag":                  {"mysql:8.4.7", "mysql", "not pinned"},
		"moving tag":              {"mysql:8.4.7", "mysql:8.4", "not pinned"},
		"own image without tag":   {"image: shuangsuiji:${SSJ_VERSION:-0.1.0}", "image: shuangsuiji", "not pinned"},
		"no health check":         {"    healthcheck:\n      test: [CMD, nc, -z, 127.0.0.1, \"7233\"]\n      interval: 5s\n      timeout: 3s\n      retries: 12\n      start_period: 1m\n", "", "waits for the health of temporal, which has no health check"},
		"health check off":        {"[CMD, nc, -z, 127.0.0.1, \"7233\"]", "[NONE]", "no command"},
		"no retries":              {"retries: 12", "retries: 0", "0 retries"},
		"a time without a unit":   {"timeout: 3s", "timeout: 3", `time "3"`},
		"root":                    {`"65532:65532"`, `"0:0"`, `runs as user "0:0"`},
		"no user":                 {"  user: \"65532:65532\"\n", "", `runs as user ""`},
		"another user":            {`"65532:65532"`, `"1000:1000"`, "its image as"},
		"capabilities":            {"  cap_drop: [ALL]\n  security_opt: [\"no-new-privileges:true\"]\n  logging: *logging\n\nservices", "  security_opt: [\"no-new-privileges:true\"]\n  logging: *logging\n\nservices", "keeps capabilities"},
		"writable image":          {"  read_only: true\n", "", "can write to its image"},
		"every address":           {"127.0.0.1:${SSJ_PORT:-8080}:8080", "${SSJ_PORT:-8080}:8080", "not bound to 127.0.0.1"},
		"0.0.0.0":                 {"127.0.0.1:${SSJ_PORT:-8080}:8080", "0.0.0.0:${SSJ_PORT:-8080}:8080", "not bound to 127.0.0.1"},
		"port out of reach":       {"networks: [database, temporal, front]\n    restart: unless-stopped\n    stop_grace_period: 30s", "networks: [database, temporal]\n    restart: unless-stopped\n    stop_grace_period: 30s", "cannot be reached"},
		"undefined network":       {"networks: [database, temporal, front]", "networks: [database, temporal, public]", "network public is not defined"},
		"default network":         {"    networks: [database, temporal]\n", "", "default network"},
		"undefined volume":        {"mysql-data:/var/lib/mysql", "mysql:/var/lib/mysql", "volume mysql is not defined"},
		"missing file":            {"./deploy/temporal/server.yaml", "./deploy/temporal/sever.yaml", "sever.yaml"},
		"writable file":           {"server.yaml:ro", "server.yaml", "could be written"},
		"undefined secret":        {"secrets: [ssj_api_dsn,", "secrets: [service_dsn,", "secret service_dsn is not defined"},
		"secret of another":       {"SSJ_DATABASE_DSN_FILE: /run/secrets/ssj_migration_dsn", "SSJ_DATABASE_DSN_FILE: /run/secrets/ssj_api_dsn", "reads secret ssj_api_dsn"},
		"secret missing to file":  {"    secrets: [temporal_database_password, authority_certificate, temporal_certificate, temporal_key]\n    volumes:\n      - ./deploy/temporal/server", "    volumes:\n      - ./deploy/temporal/server", "server.yaml reads secret temporal_database_password"},
		"secret in environment":   {"SQL_USER: temporal", "SQL_PASSWORD: temporal", "into the environment"},
		"another's key":           {"SSJ_TEMPORAL_KEY: /run/secrets/api_key", "SSJ_TEMPORAL_KEY: /run/secrets/worker_key", "reads secret worker_key"},
		"unused secret":           {"ssj_seal_keys, smtp_password,", "ssj_seal_keys,", "smtp_password: is defined and not used"},
		"dependency not there":    {"mysql: {condition: service_healthy}", "mariadb: {condition: service_healthy}", "mariadb, which is not there"},
		"only started":            {"temporal: {condition: service_healthy}", "temporal: {condition: service_started}", `condition "service_started"`},
		"waits for health of end": {"temporal-schema: {condition: service_completed_successfully}", "migrate: {condition: service_healthy}", "health of migrate"},
		"circle":                  {"worker: {condition: service_healthy}", "api: {condition: service_healthy}", "depends on itself"},
		"one-shot starts again":   {"restart: on-failure:5\n    depends_on", "restart: unless-stopped\n    depends_on", `ends, and restarts "unless-stopped"`},
		"does not come back":      {"    restart: unless-stopped\n    stop_grace_period: 45s", "    stop_grace_period: 45s", `runs on, and restarts ""`},
		"privileges":              {"  security_opt: [\"no-new-privileges:true\"]\n  logging: *logging\n\nservices", "  logging: *logging\n\nservices", "may gain privileges"},
		"log without bound":       {"    max-size: 20m\n", "", "fill the disk"},
		"misspelt key":            {"stop_grace_period: 45s", "stop_grace_time: 45s", "stop_grace_time"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Contains(t, text, tt.old, "the mistake cannot be made any more")
			c, err := ParseCompose([]byte(strings.Replace(text, tt.old, tt.new, 1)))
			if err != nil {
				require.ErrorContains(t, err, tt.want)
				return
			}
			require.Contains(t, strings.Join(check(c, root), "\n"), tt.want)
		})
	}
}

func TestDatabaseAndTemporalCannotBeReachedFromOutside(t *testing.T) {
	t.Parallel()
	c := compose(t)
	for _, name := range []string{"mysql", "temporal"} {
		require.Empty(t, c.Services[name].Ports)
		for _, network := range c.Services[name].Networks {
			require.True(t, c.Networks[network].Internal, "%s on %s", name, network)
		}
	}
}

func TestImageIsSlimAndStatic(t *testing.T) {
	t.Parallel()
	lines, err := parseDockerfile("Dockerfile")
	require.NoError(t, err)
	build := ""
	for _, line := range lines {
		if line.name == "RUN" && strings.Contains(line.rest, "go build") {
			build = line.rest
		}
		require.NotContains(t, line.rest, "secrets")
	}
	for _, part := range []string{"CGO_ENABLED=0", "-tags slim", "-trimpath", "-X main.version=${VERSION}", "./cmd/shuangsuiji"} {
		require.Contains(t, build, part)
	}
	toolchain := regexp.MustCompile(`(?m)^go (\S+)$`).FindStringSubmatch(read(t, filepath.Join(root, "go.mod")))
	require.Len(t, toolchain, 2)
	require.Equal(t, "golang:"+toolchain[1]+" AS build", lines[0].rest)
	require.Contains(t, strings.Split(read(t, "Dockerfile.dockerignore"), "\n"), "deploy/secrets")
	require.Contains(t, read(t, ".gitignore"), "/secrets/")
}

// TestProgramKnowsItsSettings compares with the program's source: a variable that
// it does not read would be ignored without a word.
func TestProgramKnowsItsSettings(t *testing.T) {
	t.Parallel()
	sources, err := filepath.Glob(filepath.Join(root, "cmd", "shuangsuiji", "*.go"))
	require.NoError(t, err)
	require.NotEmpty(t, sources)
	var program strings.Builder
	for _, source := range sources {
		program.WriteString(read(t, source))
	}
	for name, s := range compose(t).Services {
		if s.Build == nil {
			continue
		}
		require.Len(t, s.Command, 1)
		require.Regexp(t, `(?i)\s`+s.Command[0]+`\s+`+s.Command[0]+`Command\s`, program.String(), "command of %s", name)
		for key := range s.Environment {
			require.Contains(t, program.String(), `env:"`+key+`"`, "setting of %s", name)
		}
	}
}

// TestExampleEnvironment: each variable of the compose file is explained in
// example.env with the same default, and no other is.
func TestExampleEnvironment(t *testing.T) {
	t.Parallel()
	used := map[string]string{}
	for _, match := range variable.FindAllStringSubmatch(composeText(t), -1) {
		if before, again := used[match[1]]; again {
			require.Equal(t, before, match[2], "defaults of %s", match[1])
		}
		used[match[1]] = match[2]
	}
	example := map[string]string{}
	for line := range strings.Lines(read(t, "example.env")) {
		if key, value, found := strings.Cut(strings.TrimSpace(line), "="); found && !strings.HasPrefix(line, "#") {
			example[key] = value
		}
	}
	require.Equal(t, used, example)
}

func read(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(raw)
}
