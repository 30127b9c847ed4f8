package store_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/store"
)

// A file that is no record is named as what it is, and left alone.
func TestFileThatIsNoRecord(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "record.db")
	text := strings.Repeat("这不是案卷。", 2000)
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	cfg := store.Config{Driver: store.SQLite, DSN: file}
	requireCode(t, store.Migrate(t.Context(), cfg), law.KindCorrupt, "record_damaged")
	_, err := store.Open(t.Context(), cfg)
	requireCode(t, err, law.KindCorrupt, "record_damaged")
	after, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, text, string(after))
}
