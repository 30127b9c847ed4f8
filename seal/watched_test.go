package seal_test

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/seal"
)

// watched is a file of keys, the ring that keeps to it, and what that logs.
type watched struct {
	*seal.Watched
	path string
	log  bytes.Buffer
}

func watch(t *testing.T, keys ...seal.Key) *watched {
	t.Helper()
	w := &watched{path: filepath.Join(t.TempDir(), "keys")}
	w.write(t, keys...)
	var err error
	w.Watched, err = seal.Watch(w.path, slog.New(slog.NewTextHandler(&w.log, nil)))
	require.NoError(t, err)
	return w
}

// write replaces the file whole.
func (w *watched) write(t *testing.T, keys ...seal.Key) {
	t.Helper()
	var text strings.Builder
	for _, k := range keys {
		text.WriteString(k.Line())
	}
	require.NoError(t, os.WriteFile(w.path+".new", []byte(text.String()), 0o600))
	require.NoError(t, os.Rename(w.path+".new", w.path))
}

// key is the one that signs.
func (w *watched) key() string { return seal.KeyOf(w.Sign(secret, here)) }

func TestChangedFileIsTaken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		old, fresh := seal.NewKey("old"), seal.NewKey("fresh")
		w := watch(t, old)
		before := w.Sign(secret, here)
		w.write(t, fresh, old)
		require.Equal(t, "old", w.key(), "it was looked at just now")
		<-time.After(time.Second)
		require.Equal(t, "fresh", w.key())
		require.True(t, w.Verify(secret, here, before))
		require.Contains(t, w.log.String(), "seals=fresh")
	})
}

func TestUnknownKeyIsLookedUpAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // in which no time passes
		old, fresh := seal.NewKey("old"), seal.NewKey("fresh")
		another := ring(t, fresh)
		sealed, err := another.Seal(secret, here)
		require.NoError(t, err)
		for name, meets := range map[string]func(w *watched) bool{
			"a signature":      func(w *watched) bool { return w.Verify(secret, here, another.Sign(secret, here)) },
			"one on record":    func(w *watched) bool { return w.VerifyKept(secret, here, another.Sign(secret, here)) },
			"a sealed secret":  func(w *watched) bool { plain, _ := w.Open(sealed, here); return bytes.Equal(plain, secret) },
			"a seal of no key": func(w *watched) bool { return !w.Verify(secret, here, ring(t, seal.NewKey("none")).Sign(secret, here)) },
		} {
			w := watch(t, old)
			w.write(t, old, fresh)
			require.True(t, meets(w), name)
		}
	})
}

func TestBadFileChangesNothing(t *testing.T) {
	old, fresh := seal.NewKey("old"), seal.NewKey("fresh")
	for name, harm := range map[string]func(t *testing.T, w *watched){
		"gone":  func(t *testing.T, w *watched) { require.NoError(t, os.Remove(w.path)) },
		"empty": func(t *testing.T, w *watched) { w.write(t) },
		"half written": func(t *testing.T, w *watched) {
			require.NoError(t, os.WriteFile(w.path, []byte(fresh.Line()[:40]), 0o600))
		},
		"without a key":   func(t *testing.T, w *watched) { w.write(t, fresh) },
		"another old one": func(t *testing.T, w *watched) { w.write(t, fresh, seal.NewKey("old")) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := watch(t, old)
				before := w.Sign(secret, here)
				harm(t, w)
				for range 3 {
					<-time.After(time.Second)
					require.Equal(t, "old", w.key())
					require.True(t, w.Verify(secret, here, before))
				}
				require.Equal(t, 1, strings.Count(w.log.String(), "level=ERROR"), "told once: %s", w.log.String())
				require.NotContains(t, w.log.String(), strings.Fields(fresh.Line())[1][:16], "no log shows a key")

				w.write(t, fresh, old)
				<-time.After(time.Second)
				require.Equal(t, "fresh", w.key(), "the file was mended")
			})
		})
	}
	_, err := seal.Watch(filepath.Join(t.TempDir(), "none"), slog.New(slog.DiscardHandler))
	require.ErrorIs(t, err, os.ErrNotExist)
}

// TestKeysChangeUnderLoad: whatever is signed or sealed while the file changes is
// good for a second ring on the same file.
func TestKeysChangeUnderLoad(t *testing.T) {
	keys := []seal.Key{seal.NewKey("0")}
	w := watch(t, keys...)
	other, err := seal.Watch(w.path, slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	done := make(chan struct{})
	var working sync.WaitGroup
	for range 4 {
		working.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				if !other.Verify(secret, here, w.Sign(secret, here)) {
					t.Error("a signature was not known")
					return
				}
				sealed, err := other.Seal(secret, here)
				if err == nil {
					_, err = w.Open(sealed, here)
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for _, id := range []string{"1", "2", "3"} {
		keys = append([]seal.Key{seal.NewKey(id)}, keys...)
		w.write(t, keys...)
		require.Eventually(t, func() bool { return seal.KeyOf(other.Sign(secret, here)) == id && w.key() == id }, time.Minute, time.Millisecond)
	}
	close(done)
	working.Wait()
}
