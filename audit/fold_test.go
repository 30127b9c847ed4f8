package audit

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestDiffering names fields by their paths, and passes over those left out at any
// depth.
func TestDiffering(t *testing.T) {
	a := map[string]any{"no": 1, "docket": []any{map[string]any{"due": "x", "next": "a"}}, "team": []any{"p"}}
	b := map[string]any{"no": 1, "docket": []any{map[string]any{"due": "y", "next": "b"}}, "team": []any{"p", "q"}, "more": true}
	paths, err := differing(a, b, "next")
	require.NoError(t, err)
	require.Equal(t, []string{"docket[0].due", "more", "team"}, paths)
	paths, err = differing(a, a)
	require.NoError(t, err)
	require.Empty(t, paths)
}
