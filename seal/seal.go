// Package seal keeps the office's small secrets (the nonce of a draw, the key of
// its roster, what a telephone makes codes from) so that a copy of the database
// opens none of them: it encrypts and signs with keys that stand outside it.
package seal

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Sealer makes secrets unreadable to whoever has only the database. The context
// says what is sealed (which draw, whose secret): a sealed secret that was moved
// to another place does not open there.
type Sealer interface {
	Seal(plain, context []byte) ([]byte, error)
	Open(sealed, context []byte) ([]byte, error)
}

// Signer tells what the office made itself from what others made up. The context
// says what is signed: a signature for one purpose is none for another.
type Signer interface {
	Sign(message, context []byte) []byte
	Verify(message, context, signature []byte) bool
}

// Witness tells what the office signed at any time, also with a key that it trusts
// no more with anything new.
type Witness interface {
	VerifyKept(message, context, signature []byte) bool
}

// Keys is what the office has of its keys.
type Keys interface {
	Sealer
	Signer
	Witness
}

// Key is one key of the office with the name by which sealed secrets call for it.
type Key struct {
	ID    string // 1 to 64 bytes without space, unique among all keys the office ever had
	Bytes []byte // at least 32, random
	// Retired keys open what was sealed, and bear witness to what is on record.
	// Nothing new is believed on their word.
	Retired bool
}

// KeySize is how many random bytes a new key has.
const KeySize = 32

// NewID names a new key: the day on which it is made, and something random, so that
// the keys of two offices are not taken for each other.
func NewID(on time.Time) string {
	return on.Format("20060102") + "-" + strings.ToLower(rand.Text()[:6])
}

// NewKey makes a key from the operating system's random bytes.
func NewKey(id string) Key {
	b := make([]byte, KeySize)
	_, _ = rand.Read(b) // it never fails
	return Key{ID: id, Bytes: b}
}

// magic begins whatever is sealed, so that it is told from a secret that was kept
// before there were seals. None of those is text: they are random bytes.
var magic = []byte("ssj-seal-1\x00")

var (
	// ErrUnsealed is the answer to what was never sealed.
	ErrUnsealed = errors.New("seal: not sealed")
	// ErrUnknownKey is the answer to what was sealed with a key that is not here.
	ErrUnknownKey = errors.New("seal: sealed with a key that is not in the ring")
	// ErrRetired refuses to seal and sign with a retired key.
	ErrRetired = errors.New("seal: the first key is retired")
	// ErrBroken is the answer to what was altered, or sealed for another context.
	ErrBroken = errors.New("seal: altered, or sealed for another place")
)

// Ring seals and signs with its first key, and opens and verifies with all. A key
// is replaced by putting the new one before it; the old one stays, since what is on
// record calls for it for ever.
type Ring struct{ keys []ready }

var _ Keys = (*Ring)(nil)

type ready struct {
	id      string
	aead    cipher.AEAD
	signing []byte
	retired bool
}

// New makes a ring of the keys; the first seals.
//
// Errors: no key, a first key that is retired ([ErrRetired]), a key that is too short, a name that
// is missing, too long or taken.
func New(keys ...Key) (*Ring, error) {
	if len(keys) == 0 {
		return nil, errors.New("seal: a ring needs a key")
	}
	if keys[0].Retired {
		return nil, ErrRetired
	}
	r := &Ring{}
	for _, k := range keys {
		if k.ID == "" || len(k.ID) > 64 {
			return nil, fmt.Errorf("seal: a key's name has 1 to 64 bytes, not %d", len(k.ID))
		}
		if r.key(k.ID) != nil {
			return nil, fmt.Errorf("seal: two keys are named %q", k.ID)
		}
		if len(k.Bytes) < KeySize {
			return nil, fmt.Errorf("seal: key %q has %d bytes and needs %d", k.ID, len(k.Bytes), KeySize)
		}
		one, err := prepare(k)
		if err != nil {
			return nil, err
		}
		r.keys = append(r.keys, one)
	}
	return r, nil
}

// prepare derives a key for each use, so that none serves two.
func prepare(k Key) (ready, error) {
	sealing, err := hkdf.Key(sha256.New, k.Bytes, nil, "shuangsuiji seal", 32)
	if err != nil {
		return ready{}, fmt.Errorf("seal: %w", err)
	}
	signing, err := hkdf.Key(sha256.New, k.Bytes, nil, "shuangsuiji sign", 32)
	if err != nil {
		return ready{}, fmt.Errorf("seal: %w", err)
	}
	block, err := aes.NewCipher(sealing)
	if err != nil {
		return ready{}, fmt.Errorf("seal: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return ready{}, fmt.Errorf("seal: %w", err)
	}
	return ready{id: k.ID, aead: aead, signing: signing, retired: k.Retired}, nil
}

func (r *Ring) key(id string) *ready {
	for i := range r.keys {
		if r.keys[i].id == id {
			return &r.keys[i]
		}
	}
	return nil
}

// Sealed reports whether b looks like something that Seal made.
func Sealed(b []byte) bool { return bytes.HasPrefix(b, magic) }

// KeyOf is the name of the key that a sealed secret or a signature calls for; ""
// where b is neither.
func KeyOf(b []byte) string {
	id, _, err := named(bytes.TrimPrefix(b, magic))
	if err != nil {
		return ""
	}
	return id
}

// Seal encrypts the secret for the context with the first key.
func (r *Ring) Seal(plain, context []byte) ([]byte, error) {
	k := &r.keys[0]
	head := k.head(magic)
	//nolint:gosec // the AEAD draws a nonce of its own
	return k.aead.Seal(head, nil, plain, bytes.Join([][]byte{head, context}, nil)), nil
}

// head is the beginning, then the key's name with its length.
func (k *ready) head(beginning []byte) []byte {
	head := make([]byte, 0, len(beginning)+1+len(k.id))
	head = append(head, beginning...)
	head = append(head, byte(len(k.id)))
	return append(head, k.id...)
}

// named reads a key's name with its length, and what follows it.
func named(b []byte) (id string, rest []byte, err error) {
	if len(b) == 0 || len(b) < 1+int(b[0]) {
		return "", nil, ErrBroken
	}
	size := 1 + int(b[0])
	return string(b[1:size]), b[size:], nil
}

// behead finds the key that a head names, and what follows it.
func (r *Ring) behead(b, beginning []byte) (k *ready, head, rest []byte, err error) {
	id, rest, err := named(b[len(beginning):])
	if err != nil {
		return nil, nil, nil, err
	}
	if k = r.key(id); k == nil {
		return nil, nil, nil, ErrUnknownKey
	}
	return k, b[:len(b)-len(rest)], rest, nil
}

// Open decrypts what Seal made for the same context with any key of the ring.
//
// Errors: [ErrUnsealed], [ErrUnknownKey], [ErrBroken].
func (r *Ring) Open(sealed, context []byte) ([]byte, error) {
	if !Sealed(sealed) {
		return nil, ErrUnsealed
	}
	k, head, rest, err := r.behead(sealed, magic)
	if err != nil {
		return nil, err
	}
	plain, err := k.aead.Open(nil, nil, rest, bytes.Join([][]byte{head, context}, nil))
	if err != nil {
		return nil, ErrBroken
	}
	return plain, nil
}

// Sign makes the signature of the message for the context with the first key. It
// names the key.
func (r *Ring) Sign(message, context []byte) []byte {
	k := &r.keys[0]
	return k.sum(k.head(nil), message, context)
}

// Verify reports whether the signature was made by Sign with a key of the ring that
// is not retired, for this message and context.
func (r *Ring) Verify(message, context, signature []byte) bool {
	k := r.signed(message, context, signature)
	return k != nil && !k.retired
}

// VerifyKept is [Ring.Verify] for a signature that has long been on record: it may
// be of a key that has been retired since.
func (r *Ring) VerifyKept(message, context, signature []byte) bool {
	return r.signed(message, context, signature) != nil
}

// signed is the key that made the signature, nil where none of the ring did.
func (r *Ring) signed(message, context, signature []byte) *ready {
	k, head, _, err := r.behead(signature, nil)
	if err != nil || !hmac.Equal(signature, k.sum(bytes.Clone(head), message, context)) {
		return nil
	}
	return k
}

func (k *ready) sum(head, message, context []byte) []byte {
	mac := hmac.New(sha256.New, k.signing)
	// The context's length keeps one pair of context and message from being another.
	fmt.Fprintf(mac, "%d\x00", len(context))
	mac.Write(context)
	mac.Write(message)
	return mac.Sum(head)
}
