package web

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestManual(t *testing.T) {
	t.Parallel()
	m := readManual(readAssets())
	require.Greater(t, len(m.Chapters), 5)
	for _, c := range m.Chapters {
		require.Contains(t, m.Body, `<h2 id="`+c.ID+`">`+c.Name)
	}
	require.Contains(t, m.Body, `<th scope="col">`)
	require.Equal(t, 1, strings.Count(string(m.Body), "<h1"))
}

func TestManualHoldsNoCode(t *testing.T) {
	t.Parallel()
	m, err := manualOf([]byte("# 手册\n\n## 一\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) | a |\n"), readAssets())
	require.NoError(t, err)
	require.NotContains(t, m.Body, "<script")
	require.NotContains(t, m.Body, "javascript:")
}
