package embedded

import (
	"crypto/tls"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var keysDay = time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)

func TestKeysAreKept(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first, err := openKeys(dir, keysDay)
	require.NoError(t, err)
	for _, later := range []time.Duration{0, time.Hour, keysFresh - time.Hour} {
		again, err := openKeys(dir, keysDay.Add(later))
		require.NoError(t, err)
		require.Equal(t, first.client.Certificate, again.client.Certificate, "after %s", later)
		require.Equal(t, first.server.Certificate, again.server.Certificate, "after %s", later)
	}
	require.NoError(t, filepath.WalkDir(filepath.Join(dir, keysFolder), func(path string, entry fs.DirEntry, err error) error {
		require.NoError(t, err)
		info, err := entry.Info()
		require.NoError(t, err)
		want := fs.FileMode(0o600)
		if entry.IsDir() {
			want = 0o700
		}
		require.Equal(t, want, info.Mode().Perm(), path)
		return nil
	}))
	entries, err := os.ReadDir(filepath.Join(dir, keysFolder))
	require.NoError(t, err)
	require.Len(t, entries, 5, "the authority's own key is not kept")
	files := ClientKeys(dir)
	_, err = tls.LoadX509KeyPair(files.Certificate, files.Key)
	require.NoError(t, err)
	require.FileExists(t, files.CA)
}

// TestKeysAreRenewed: whatever cannot be relied on is made anew as a whole.
func TestKeysAreRenewed(t *testing.T) {
	t.Parallel()
	in := func(name string) string { return filepath.Join(keysFolder, name) }
	for name, spoil := range map[string]func(t *testing.T, dir string) (now time.Time){
		"half of their life is over": func(*testing.T, string) time.Time { return keysDay.Add(keysFresh + time.Hour) },
		"ended":                      func(*testing.T, string) time.Time { return keysDay.Add(keysLife + time.Hour) },
		"the clock was in the future when they were made": func(*testing.T, string) time.Time { return keysDay.Add(-48 * time.Hour) },
		"readable by others": func(t *testing.T, dir string) time.Time {
			require.NoError(t, os.Chmod(filepath.Join(dir, in("client-key.pem")), 0o644))
			return keysDay
		},
		"a folder open to others": func(t *testing.T, dir string) time.Time {
			require.NoError(t, os.Chmod(filepath.Join(dir, keysFolder), 0o755))
			return keysDay
		},
		"a file missing": func(t *testing.T, dir string) time.Time {
			require.NoError(t, os.Remove(filepath.Join(dir, in("server-key.pem"))))
			return keysDay
		},
		"a file damaged": func(t *testing.T, dir string) time.Time {
			require.NoError(t, os.WriteFile(filepath.Join(dir, in("server.pem")), []byte("no certificate"), 0o600))
			return keysDay
		},
		"of another authority": func(t *testing.T, dir string) time.Time {
			other := t.TempDir()
			_, err := openKeys(other, keysDay)
			require.NoError(t, err)
			for _, name := range []string{"client.pem", "client-key.pem"} {
				text, err := os.ReadFile(filepath.Join(other, in(name)))
				require.NoError(t, err)
				require.NoError(t, os.WriteFile(filepath.Join(dir, in(name)), text, 0o600))
			}
			return keysDay
		},
		"a making that was cut short": func(t *testing.T, dir string) time.Time {
			require.NoError(t, os.Rename(filepath.Join(dir, keysFolder), filepath.Join(dir, keysFolder+".new")))
			return keysDay
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			before, err := openKeys(dir, keysDay)
			require.NoError(t, err)
			now := spoil(t, dir)
			after, err := openKeys(dir, now)
			require.NoError(t, err)
			require.NotEqual(t, before.client.Certificate, after.client.Certificate)
			require.NotEqual(t, before.server.Certificate, after.server.Certificate)
			require.NoDirExists(t, filepath.Join(dir, keysFolder+".new"))
			again, err := openKeys(dir, now)
			require.NoError(t, err)
			require.Equal(t, after.client.Certificate, again.client.Certificate)
		})
	}
}

func TestKeysCannotBeMade(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	_, err := openKeys(file, keysDay)
	require.ErrorContains(t, err, "make the keys")
}
