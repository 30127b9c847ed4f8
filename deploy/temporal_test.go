package deploy

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/dynamicconfig"
	"go.temporal.io/server/common/headers"
	dbschemas "go.temporal.io/server/schema"

	"shuangsuiji/workflows"
)

func TestTemporalReadsItsConfiguration(t *testing.T) {
	t.Parallel()
	c := compose(t)
	temporal := c.Services["temporal"]
	require.Equal(t, "temporalio/server:"+headers.ServerVersion, temporal.Image, "not the version that is embedded")

	cfg, err := config.Load(config.WithConfigFile("temporal/server.yaml"))
	require.NoError(t, err)
	require.NoError(t, cfg.Persistence.Validate())
	for store, database := range map[string]string{cfg.Persistence.DefaultStore: "temporal", cfg.Persistence.VisibilityStore: "temporal_visibility"} {
		sql := cfg.Persistence.DataStores[store].SQL
		require.NotNil(t, sql, store)
		require.Equal(t, database, sql.DatabaseName)
		require.Equal(t, "mysql8", sql.PluginName)
		require.Equal(t, "mysql:3306", sql.ConnectAddr)
		require.Equal(t, c.Services["temporal-schema"].Environment["SQL_USER"], sql.User)
		require.Equal(t, []string{"/run/secrets/temporal_database_password"}, sql.PasswordCommand.Args)
	}
	for name, service := range cfg.Services {
		require.Equal(t, name == "frontend", service.RPC.BindOnIP == "0.0.0.0", "%s listens on %s", name, service.RPC.BindOnIP)
	}
	require.Len(t, cfg.Services, 4)

	mounted := map[string]string{}
	for _, volume := range temporal.Volumes {
		parts := strings.Split(volume, ":")
		mounted[parts[1]] = parts[0]
	}
	require.Equal(t, "./deploy/temporal/server.yaml", mounted[temporal.Environment["TEMPORAL_SERVER_CONFIG_FILE_PATH"]])
	require.Equal(t, "./deploy/temporal/dynamicconfig.yaml", mounted[cfg.DynamicConfigClient.Filepath])
	address := "temporal:" + strconv.Itoa(cfg.Services["frontend"].RPC.GRPCPort)
	for _, name := range []string{"api", "worker"} {
		require.Equal(t, address, c.Services[name].Environment["SSJ_TEMPORAL_ADDRESS"])
	}
	for _, name := range []string{"temporal-ui", "temporal-namespace"} {
		require.Equal(t, address, c.Services[name].Environment["TEMPORAL_ADDRESS"])
	}
}

// settings are the names by which embedded/temporalconfig.go sets the keys.
var settings = map[string]dynamicconfig.Key{
	"EnableServerVersionCheck":                     dynamicconfig.EnableServerVersionCheck.Key(),
	"HistoryCacheHostLevelMaxSize":                 dynamicconfig.HistoryCacheHostLevelMaxSize.Key(),
	"FrontendMaxNamespaceVisibilityRPSPerInstance": dynamicconfig.FrontendMaxNamespaceVisibilityRPSPerInstance.Key(),
	"MatchingNumTaskqueueReadPartitions":           dynamicconfig.MatchingNumTaskqueueReadPartitions.Key(),
	"MatchingNumTaskqueueWritePartitions":          dynamicconfig.MatchingNumTaskqueueWritePartitions.Key(),
	"WorkflowExecutionMaxInFlightUpdates":          dynamicconfig.WorkflowExecutionMaxInFlightUpdates.Key(),
}

func TestDynamicConfigurationIsThatOfTheEmbeddedServer(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("temporal/dynamicconfig.yaml")
	require.NoError(t, err)
	loaded := dynamicconfig.LoadYamlFile(raw)
	require.Empty(t, loaded.Errors)
	require.Empty(t, loaded.Warnings)
	values := map[dynamicconfig.Key]any{}
	for key, value := range loaded.Map {
		require.Len(t, value, 1, key.String())
		values[key] = value[0].Value
	}
	require.Equal(t, embeddedDynamicConfig(t), values)
}

// embeddedDynamicConfig reads the literal in the source; the package itself would
// link a whole server into this test, and does not export it.
func embeddedDynamicConfig(t *testing.T) map[dynamicconfig.Key]any {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, "embedded", "temporalconfig.go"), nil, parser.SkipObjectResolution)
	require.NoError(t, err)
	values := map[dynamicconfig.Key]any{}
	ast.Inspect(file, func(n ast.Node) bool {
		entry, isEntry := n.(*ast.KeyValueExpr)
		if !isEntry {
			return true
		}
		call, isCall := entry.Key.(*ast.CallExpr)
		if !isCall {
			return true
		}
		name := call.Fun.(*ast.SelectorExpr).X.(*ast.SelectorExpr).Sel.Name
		require.Contains(t, settings, name, "a setting that this test does not know")
		switch value := entry.Value.(type) {
		case *ast.BasicLit:
			number, err := strconv.Atoi(value.Value)
			require.NoError(t, err)
			values[settings[name]] = number
		case *ast.Ident:
			truth, err := strconv.ParseBool(value.Name)
			require.NoError(t, err)
			values[settings[name]] = truth
		default:
			require.Failf(t, "value of another form", "%s: %T", name, value)
		}
		return true
	})
	require.NotEmpty(t, values)
	return values
}

func TestSchemasAreInTheTool(t *testing.T) {
	t.Parallel()
	require.Equal(t, "temporalio/admin-tools:"+headers.ServerVersion, compose(t).Services["temporal-schema"].Image)
	script := read(t, "temporal/schema.sh")
	called := regexp.MustCompile(`(?m)^schema (\S+) (\S+)$`).FindAllStringSubmatch(script, -1)
	require.Len(t, called, 2)
	for _, call := range called {
		require.Contains(t, dbschemas.PathsByDB("sql"), call[2])
		require.Contains(t, read(t, "mysql/init.sh"), "GRANT ALL PRIVILEGES ON "+call[1]+".* TO 'temporal'@'%';")
	}
}

// runNamespace runs namespace.sh with a CLI that writes its arguments down, knows
// no namespace unless it is told of one, and lists the attributes given.
func runNamespace(t *testing.T, known bool, listed string) (commands []string) {
	t.Helper()
	told := filepath.Join(t.TempDir(), "told")
	describe := "1"
	if known {
		describe = "0"
	}
	cmd := exec.CommandContext(t.Context(), "sh", "temporal/namespace.sh")
	cmd.Env = append(recorder(t, "temporal", `echo "$*" >>`+told+`
case "$*" in
*"namespace describe"*) exit `+describe+` ;;
*"search-attribute list"*) printf '%s' "$LISTED" ;;
esac
`), "TEMPORAL_NAMESPACE=shuangsuiji", "TEMPORAL_ADDRESS=temporal:7233", "LISTED="+listed)
	said, err := cmd.CombinedOutput()
	require.NoError(t, err, string(said))
	return strings.Split(strings.TrimSpace(read(t, told)), "\n")
}

func TestNamespaceHasTheAttributesOfTheWorkflows(t *testing.T) {
	t.Parallel()
	commands := runNamespace(t, false, "  Name Type\n  BatcherUser Keyword\n  TaskOwner Keyword\n")
	created := commands[len(commands)-1]
	require.Contains(t, created, "search-attribute create ")
	types := map[string]string{}
	for _, match := range regexp.MustCompile(`--name (\S+) --type (\S+)`).FindAllStringSubmatch(created, -1) {
		types[match[1]] = match[2]
	}
	wanted := map[string]string{}
	var listed strings.Builder
	for name, kind := range workflows.SearchAttributes() {
		wanted[name] = kind.String()
		listed.WriteString("  " + name + "   " + kind.String() + "  \n")
	}
	require.Equal(t, wanted, types)

	require.Contains(t, commands, "operator namespace create --namespace shuangsuiji --retention "+embeddedRetention(t))
	for _, command := range runNamespace(t, true, listed.String()) {
		require.NotContains(t, command, "create", "a second run changes nothing")
	}
}

// embeddedRetention is embedded.DefaultRetention as the CLI writes it, in hours.
func embeddedRetention(t *testing.T) string {
	t.Helper()
	source := read(t, filepath.Join(root, "embedded", "config.go"))
	match := regexp.MustCompile(`DefaultRetention = ([0-9* ]+) \* time\.Hour`).FindStringSubmatch(source)
	require.Len(t, match, 2)
	hours := 1
	for factor := range strings.SplitSeq(match[1], " * ") {
		n, err := strconv.Atoi(factor)
		require.NoError(t, err)
		hours *= n
	}
	require.Greater(t, time.Duration(hours)*time.Hour, 24*time.Hour)
	return strconv.Itoa(hours) + "h"
}
