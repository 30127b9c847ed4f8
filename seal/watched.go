package seal

import (
	"bytes"
	"crypto/hmac"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// lookEvery is how old a look at the file may be when a key is needed.
const lookEvery = time.Second

// Watched is the ring of keys in a file that may change while it is in use: the file
// is read again when a key is needed and it was not looked at for a second, and at
// once when something calls for a key that is not known yet. So a key that another
// process already signs with is known here as soon as it is met.
//
// A file that can't be read, is no file of keys, or lacks a key that it had, changes
// nothing: the keys that were read before stay, and the log says why.
type Watched struct {
	path string
	log  *slog.Logger
	ring atomic.Pointer[Ring]

	mu      sync.Mutex // held while the file is looked at
	looked  time.Time
	text    []byte // that the ring was made of
	trouble string // that the log was last told of
}

var _ Keys = (*Watched)(nil)

// Watch reads the file of keys and keeps to it.
//
// Errors: those of reading the file, of [ParseKeys] and [New].
func Watch(path string, log *slog.Logger) (*Watched, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r, err := parseRing(text)
	if err != nil {
		return nil, err
	}
	w := &Watched{path: path, log: log, looked: time.Now(), text: text}
	w.ring.Store(r)
	return w, nil
}

// Seal is [Ring.Seal] with the keys as they stand.
func (w *Watched) Seal(plain, context []byte) ([]byte, error) {
	return w.current().Seal(plain, context)
}

// Open is [Ring.Open] with the keys as they stand.
func (w *Watched) Open(sealed, context []byte) ([]byte, error) {
	return w.knowing(sealed).Open(sealed, context)
}

// Sign is [Ring.Sign] with the keys as they stand.
func (w *Watched) Sign(message, context []byte) []byte { return w.current().Sign(message, context) }

// Verify is [Ring.Verify] with the keys as they stand.
func (w *Watched) Verify(message, context, signature []byte) bool {
	return w.knowing(signature).Verify(message, context, signature)
}

// VerifyKept is [Ring.VerifyKept] with the keys as they stand.
func (w *Watched) VerifyKept(message, context, signature []byte) bool {
	return w.knowing(signature).VerifyKept(message, context, signature)
}

// Has reports whether the named key is among the keys as they stand.
func (w *Watched) Has(id string) bool { return w.current().key(id) != nil }

// current is the ring after a look at the file, if one is due. Who comes while
// another looks does not wait for him.
func (w *Watched) current() *Ring {
	if w.mu.TryLock() {
		if time.Since(w.looked) >= lookEvery {
			w.look()
		}
		w.mu.Unlock()
	}
	return w.ring.Load()
}

// knowing is the ring, after a look at the file if the ring does not know the key
// that is called for.
func (w *Watched) knowing(b []byte) *Ring {
	r := w.current()
	if id := KeyOf(b); id == "" || r.key(id) != nil {
		return r
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.look()
	return w.ring.Load()
}

// look reads the file again; w.mu is held.
func (w *Watched) look() {
	w.looked = time.Now()
	text, err := os.ReadFile(w.path)
	if err == nil && !bytes.Equal(text, w.text) {
		err = w.take(text)
	}
	switch {
	case err == nil:
		w.trouble = ""
	case err.Error() != w.trouble:
		w.trouble = err.Error()
		w.log.Error("the changed file of keys is not taken; the keys of before stay in use", "file", w.path, "error", err)
	}
}

func (w *Watched) take(text []byte) error {
	r, err := parseRing(text)
	if err != nil {
		return err
	}
	if err := w.ring.Load().within(r); err != nil {
		return err
	}
	w.ring.Store(r)
	w.text = text
	w.log.Info("the keys were read again", "file", w.path, "seals", r.keys[0].id, "keys", len(r.keys))
	return nil
}

// within refuses a ring in which a key of this one is missing or another.
func (r *Ring) within(other *Ring) error {
	for _, k := range r.keys {
		there := other.key(k.id)
		if there == nil {
			return fmt.Errorf("seal: key %q is not in the file any more", k.id)
		}
		if !hmac.Equal(k.signing, there.signing) {
			return errors.New("seal: another key is named " + k.id)
		}
	}
	return nil
}
