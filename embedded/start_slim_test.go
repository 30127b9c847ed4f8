//go:build slim

package embedded

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSlimBuildSaysSo(t *testing.T) {
	_, err := Start(context.Background(), Config{Dir: t.TempDir()})
	require.ErrorIs(t, err, ErrNotIncluded)
}
