package hostile

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestVerdicts: only what was tried, would have been noticed and was refused has held.
func TestVerdicts(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		do    func(*Attack)
		wrong string
	}{
		"held":           {func(a *Attack) { a.try(true, "x"); a.control(true, "y") }, ""},
		"let in":         {func(a *Attack) { a.try(true, "x"); a.try(false, "clerk %d", 7); a.control(true, "y") }, "clerk 7"},
		"nothing tried":  {func(a *Attack) { a.control(true, "y") }, "nothing was tried"},
		"no control":     {func(a *Attack) { a.try(true, "x") }, "no control"},
		"control failed": {func(a *Attack) { a.try(true, "x"); a.control(false, "the right one") }, "control: the right one"},
		"not tried":      {func(a *Attack) { a.cannot("no root") }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := &Attack{By: "somebody", What: "something"}
			tt.do(a)
			var out strings.Builder
			require.NoError(t, Print(&out, []*Attack{a}))
			if tt.wrong == "" {
				require.Empty(t, a.Wrong())
				require.NotContains(t, out.String(), "NO")
				require.Equal(t, name != "not tried", a.Tried())
				return
			}
			require.Len(t, a.Wrong(), 1)
			require.Contains(t, a.Wrong()[0], tt.wrong)
			require.Contains(t, out.String(), "NO (1)")
			require.Contains(t, out.String(), "NOT HELD: something: ")
		})
	}
}
