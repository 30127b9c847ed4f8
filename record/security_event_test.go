package record

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEveryKindOfSecurityEventIsListed(t *testing.T) {
	t.Parallel()
	require.Len(t, SecurityEventKinds, len(securityEventNames))
	for _, k := range SecurityEventKinds {
		require.Contains(t, securityEventNames, k)
	}
}
