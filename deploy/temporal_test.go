package deploy

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/dynamicconfig"
	"go.temporal.io/server/common/headers"
	dbschemas "go.temporal.io/server/schema"
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
	for _, name := range []string{"api", "worker", "temporal-namespace"} {
		require.Equal(t, address, c.Services[name].Environment["SSJ_TEMPORAL_ADDRESS"])
	}
}

// TestTemporalTakesNobodyWithoutACertificate: what server.yaml says of TLS is what
// Temporal reads, and nothing turns it off again.
func TestTemporalTakesNobodyWithoutACertificate(t *testing.T) {
	t.Parallel()
	cfg, err := config.Load(config.WithConfigFile("temporal/server.yaml"))
	require.NoError(t, err)
	const authority = "/run/secrets/authority_certificate"
	for name, group := range map[string]config.GroupTLS{"internode": cfg.Global.TLS.Internode, "frontend": cfg.Global.TLS.Frontend} {
		require.True(t, group.IsServerEnabled(), name)
		require.True(t, group.Server.RequireClientAuth, name)
		require.Equal(t, []string{authority}, group.Server.ClientCAFiles, name)
		require.Empty(t, group.PerHostOverrides, name)
		require.Equal(t, []string{authority}, group.Client.RootCAFiles, name)
		require.False(t, group.Client.DisableHostVerification, name)
	}
	require.Equal(t, "/run/secrets/temporal_key", cfg.Global.TLS.SystemWorker.KeyFile)
	for _, store := range []string{cfg.Persistence.DefaultStore, cfg.Persistence.VisibilityStore} {
		tls := cfg.Persistence.DataStores[store].SQL.TLS
		require.NotNil(t, tls, store)
		require.True(t, tls.Enabled && tls.EnableHostVerification, store)
		require.Equal(t, authority, tls.CaFile, store)
	}
	authorizer, err := authorization.GetAuthorizerFromConfig(&cfg.Global.Authorization)
	require.NoError(t, err)
	require.False(t, authorization.IsNoopAuthorizer(authorizer))
	require.NotContains(t, compose(t).Services["temporal"].Environment, "TEMPORAL_ALLOW_NO_AUTH")
	require.Contains(t, read(t, "temporal/dynamicconfig.yaml"), "system.enableRingpopTLS:\n  - value: true\n")
	require.Contains(t, compose(t).Services["mysql"].Command, "--require-secure-transport=ON")
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
	// The embedded server's services do not look for each other.
	require.Equal(t, true, values[dynamicconfig.EnableRingpopTLS.Key()])
	delete(values, dynamicconfig.EnableRingpopTLS.Key())
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
	called := regexp.MustCompile(`(?m)^schema (\S+) "\$\{SCHEMAS:-(\S+)\}(\S+)"$`).FindAllStringSubmatch(script, -1)
	require.Len(t, called, 2)
	for _, call := range called {
		require.Contains(t, dbschemas.PathsByDB("sql"), call[2]+call[3])
		require.Contains(t, read(t, "mysql/init.sh"), "GRANT ALL PRIVILEGES ON "+call[1]+".* TO 'temporal'@'%';")
	}
}
