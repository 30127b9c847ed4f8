package deploy

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/stretchr/testify/require"
)

// loadAsCompose reads a compose file as Docker Compose itself does: by the schema
// of the specification, with what the schema cannot say.
func loadAsCompose(ctx context.Context, text string) (*types.Project, error) {
	folder, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	return loader.LoadWithContext(ctx, types.ConfigDetails{WorkingDir: folder, Environment: types.Mapping{},
		ConfigFiles: []types.ConfigFile{{Filename: "docker-compose.yml", Content: []byte(text)}}})
}

// TestComposeSpecification: the specification's own loader takes the file, and
// reads out of it what this project's does.
func TestComposeSpecification(t *testing.T) {
	t.Parallel()
	text := composeText(t)
	project, err := loadAsCompose(t.Context(), text)
	require.NoError(t, err)
	c := compose(t)
	names := project.ServiceNames()
	slices.Sort(names)
	require.Equal(t, c.Names(), names)
	for name, ours := range c.Services {
		theirs := project.Services[name]
		require.Equal(t, ours.Image, theirs.Image)
		require.Equal(t, ours.User, theirs.User)
		require.Equal(t, ours.Command, []string(theirs.Command))
		environment := map[string]string{}
		for key, value := range theirs.Environment {
			if value != nil {
				environment[key] = *value
			}
		}
		require.Len(t, environment, len(ours.Environment))
		for key, value := range ours.Environment {
			require.Equal(t, value, environment[key], "%s of %s", key, name)
		}
		var secrets []string
		for _, s := range theirs.Secrets {
			secrets = append(secrets, s.Source)
		}
		require.Equal(t, ours.Secrets, secrets)
		require.Len(t, theirs.DependsOn, len(ours.DependsOn))
	}

	for name, mistake := range map[string][2]string{
		"key that there is not":     {"    restart: unless-stopped\n", "    restarts: unless-stopped\n"},
		"value of the wrong kind":   {"      retries: 12\n", "      retries: often\n"},
		"port that is none":         {"127.0.0.1:${SSJ_PORT:-8080}:8080", "127.0.0.1:${SSJ_PORT:-8080}:api"},
		"dependency that is not":    {"mysql: {condition: service_healthy}", "mariadb: {condition: service_healthy}"},
		"condition that there isnt": {"condition: service_completed_successfully", "condition: service_done"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Contains(t, text, mistake[0])
			_, err := loadAsCompose(t.Context(), strings.Replace(text, mistake[0], mistake[1], 1))
			require.Error(t, err)
		})
	}
}
