package embedded

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestConfigDefaults(t *testing.T) {
	t.Parallel()
	cfg, err := Config{Dir: "state"}.withDefaults()
	require.NoError(t, err)
	require.Equal(t, DefaultNamespace, cfg.Namespace)
	require.Equal(t, DefaultRetention, cfg.Retention)
	require.NotNil(t, cfg.Logger)
}

func TestConfigRefusals(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		cfg  Config
		want string
	}{
		"no folder":       {Config{}, "Dir is empty"},
		"short retention": {Config{Dir: "d", Retention: time.Hour - time.Second}, "minimum is one hour"},
		"port too high":   {Config{Dir: "d", FrontendPort: 65536}, "65536"},
		"port negative":   {Config{Dir: "d", FrontendPort: -1}, "-1"},
		"namespace":       {Config{Dir: "d", Namespace: "人社局"}, "人社局"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Start(context.Background(), tt.cfg)
			require.ErrorContains(t, err, tt.want)
		})
	}
}
