package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/audit"
)

// requireSoundRecord checks the whole record and names all that doesn't hold.
func (o *office) requireSoundRecord(t *testing.T) audit.Checked {
	t.Helper()
	var found []string
	checked, err := o.CheckRecord(o.ctx, func(f audit.Finding) error {
		found = append(found, f.String())
		return nil
	})
	require.NoError(t, err)
	require.Empty(t, found)
	return checked
}
