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

func TestManualShowsItsPictures(t *testing.T) {
	t.Parallel()
	files := readAssets()
	m, err := manualOf([]byte("![登录页](pictures/login.png)\n"), files)
	require.NoError(t, err)
	require.Contains(t, files.content, files.address["login.png"])
	require.Contains(t, m.Body, `<img src="`+files.address["login.png"]+`" alt="登录页" width="1366" height="768" loading="lazy">`)
	_, err = manualOf([]byte("![没有](pictures/missing.png)\n"), files)
	require.Error(t, err)
}

func TestManualHoldsNoCode(t *testing.T) {
	t.Parallel()
	m, err := manualOf([]byte("# 手册\n\n## 一\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) | a |\n"), readAssets())
	require.NoError(t, err)
	require.NotContains(t, m.Body, "<script")
	require.NotContains(t, m.Body, "javascript:")
}
