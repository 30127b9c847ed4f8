package e2e

import (
	"encoding/hex"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/seal"
)

// telling are keys that tell when an act was vouched for.
type telling struct {
	seal.Keys
	vouched chan struct{} // has room for one
}

func (k telling) Sign(message, context []byte) []byte {
	signature := k.Keys.Sign(message, context)
	if string(context) == record.HandedInContext {
		select {
		case k.vouched <- struct{}{}:
		default:
		}
	}
	return signature
}

// changing is an office whose API and worker read their keys from one file, each for
// itself, as separate processes do.
type changing struct {
	*office
	no          string
	path        string
	api, worker *seal.Watched
	vouched     chan struct{}
}

func openChanging(t *testing.T) *changing {
	t.Helper()
	c := &changing{path: filepath.Join(t.TempDir(), "seal.keys"), vouched: make(chan struct{}, 1)}
	require.NoError(t, os.WriteFile(c.path, []byte(seal.NewKey("first").Line()), 0o600))
	watch := func() *seal.Watched {
		w, err := seal.Watch(c.path, slog.New(slog.DiscardHandler))
		require.NoError(t, err)
		return w
	}
	c.api, c.worker = watch(), watch()
	c.office, c.no = oneCase(t, setup{apiKeys: telling{c.api, c.vouched}, workerKeys: c.worker})
	return c
}

// edit replaces the file of keys, as the command keys does.
func (c *changing) edit(change func(text []byte) ([]byte, error)) {
	c.t.Helper()
	text, err := os.ReadFile(c.path)
	require.NoError(c.t, err)
	text, err = change(text)
	require.NoError(c.t, err)
	require.NoError(c.t, os.WriteFile(c.path+".new", text, 0o600))
	require.NoError(c.t, os.Rename(c.path+".new", c.path))
}

// rotate puts a new key into use, and waits until both sign with it.
func (c *changing) rotate(id string) {
	c.t.Helper()
	c.edit(func(text []byte) ([]byte, error) { return seal.Add(text, seal.NewKey(id)) })
	c.edit(func(text []byte) ([]byte, error) { return seal.Use(text, id) })
	c.until(func() bool {
		return seal.KeyOf(c.api.Sign(nil, nil)) == id && seal.KeyOf(c.worker.Sign(nil, nil)) == id
	})
}

// onItsWay hands in an act that no worker takes yet; it is signed when this returns.
func (c *changing) onItsWay(days int) (answer chan error) {
	c.t.Helper()
	c.stopWorker()
	select { // what was told of acts of before
	case <-c.vouched:
	default:
	}
	answer = make(chan error, 1)
	call := c.call(c.no)
	go func() { answer <- c.agree(c.no, days, call) }()
	select {
	case <-c.vouched:
	case <-time.After(time.Minute):
		require.FailNow(c.t, "the act was not handed in")
	}
	return answer
}

// lastAct is the case's last act, with the names of the keys of its proof and seal.
func (c *changing) lastAct() (act record.Act, proof, sealed string) {
	c.t.Helper()
	acts, err := c.store.Acts(c.ctx, c.no, record.Page{Limit: 500})
	require.NoError(c.t, err)
	act = acts.Items[len(acts.Items)-1]
	key := func(text string) string {
		raw, err := hex.DecodeString(text)
		require.NoError(c.t, err)
		return seal.KeyOf(raw)
	}
	return act, key(act.Proof), key(act.Seal)
}

// TestKeysChangeWhileActsAreOnTheirWay: an act that was signed before a change is
// admitted after it, and of acts that come in meanwhile none is refused or doubled.
func TestKeysChangeWhileActsAreOnTheirWay(t *testing.T) {
	o := openChanging(t)
	answer := o.onItsWay(1)
	o.rotate("second")
	o.startWorker()
	require.NoError(t, <-answer)
	act, proof, sealed := o.lastAct()
	require.Equal(t, cases.ActAgreeVisit, act.Kind)
	require.Equal(t, []string{"first", "second"}, []string{proof, sealed}, "vouched for with the old key, recorded with the new one")

	var handedIn atomic.Int64
	done := make(chan struct{})
	var handing sync.WaitGroup
	var calls sync.Mutex
	for range 3 {
		handing.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				calls.Lock()
				call := o.call(o.no)
				calls.Unlock()
				days := 1 + int(handedIn.Add(1))%40
				if err := o.agree(o.no, days, call); err != nil {
					t.Error(err)
					return
				}
				if err := o.agree(o.no, days, call); err != nil { // a repeat
					t.Error(err)
					return
				}
			}
		})
	}
	o.rotate("third")
	o.rotate("fourth")
	close(done)
	handing.Wait()
	require.Equal(t, 1+int(handedIn.Load()), o.count(o.no, cases.ActAgreeVisit))
	uses, err := o.store.KeyUses(o.ctx)
	require.NoError(t, err)
	require.Subset(t, []string{"first", "second", "third", "fourth"}, keysOf(uses))
	require.Contains(t, keysOf(uses), "first")
	require.Contains(t, keysOf(uses), "fourth")
	o.inAgreement()
}

func keysOf(uses []record.KeyUse) (names []string) {
	for _, u := range uses {
		names = append(names, u.Key)
	}
	return names
}

// TestRetiredKeyVouchesForNothingNew: whoever has a key that leaked hands in nothing
// with it, while what was recorded with it still holds.
func TestRetiredKeyVouchesForNothingNew(t *testing.T) {
	o := openChanging(t)
	require.NoError(t, o.agree(o.no, 1, o.call(o.no)))
	answer := o.onItsWay(2)
	o.rotate("second")
	o.edit(func(text []byte) ([]byte, error) { return seal.Retire(text, "first") })
	first, err := seal.New(o.key("first"))
	require.NoError(t, err)
	signature := first.Sign(nil, nil)
	o.until(func() bool { return !o.worker.Verify(nil, nil, signature) && !o.api.Verify(nil, nil, signature) })
	o.startWorker()
	require.ErrorIs(t, <-answer, &law.Error{Code: "act_not_from_office"})
	require.Equal(t, 1, o.count(o.no, cases.ActAgreeVisit))
	require.NoError(t, o.agree(o.no, 3, o.call(o.no)), "handed in anew")
	o.inAgreement()
}

// key is the named one, still in full trust.
func (c *changing) key(id string) seal.Key {
	c.t.Helper()
	text, err := os.ReadFile(c.path)
	require.NoError(c.t, err)
	keys, err := seal.ParseKeys(text)
	require.NoError(c.t, err)
	for _, k := range keys {
		if k.ID == id {
			k.Retired = false
			return k
		}
	}
	require.FailNow(c.t, "no such key", id)
	return seal.Key{}
}
