package draw

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash"
	"log/slog"
	"strconv"
)

// Hash is a SHA-256 value, in JSON 64 lower-case hexadecimal digits.
type Hash [sha256.Size]byte

// Salt is the 16 bytes that hide what stands beside them in a hash.
type Salt [16]byte

// Nonce is the system's own 32 random bytes of a draw. It is secret until the
// reveal: printing or logging one shows nothing, only evidence carries it.
type Nonce [32]byte

// Key is the roster key: 32 random bytes, fresh for each draw, from which all
// salts are made. It never leaves the office and is in no evidence.
type Key [32]byte

// Bytes is a witness's salt, of 16 to 64 bytes, in JSON hexadecimal.
type Bytes []byte

var errHex = errors.New("应为小写十六进制")

func unhex(dst, text []byte) error {
	if len(text) != hex.EncodedLen(len(dst)) {
		return errHex
	}
	if _, err := hex.Decode(dst, text); err != nil {
		return errHex
	}
	return nil
}

// AppendText implements [encoding.TextAppender].
func (h Hash) AppendText(b []byte) ([]byte, error) { return hex.AppendEncode(b, h[:]), nil }

// MarshalText implements [encoding.TextMarshaler].
func (h Hash) MarshalText() ([]byte, error) { return h.AppendText(nil) }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (h *Hash) UnmarshalText(text []byte) error { return unhex(h[:], text) }

// String gives the 64 hexadecimal digits.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// AppendText implements [encoding.TextAppender].
func (s Salt) AppendText(b []byte) ([]byte, error) { return hex.AppendEncode(b, s[:]), nil }

// MarshalText implements [encoding.TextMarshaler].
func (s Salt) MarshalText() ([]byte, error) { return s.AppendText(nil) }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (s *Salt) UnmarshalText(text []byte) error { return unhex(s[:], text) }

// AppendText implements [encoding.TextAppender].
func (n Nonce) AppendText(b []byte) ([]byte, error) { return hex.AppendEncode(b, n[:]), nil }

// MarshalText implements [encoding.TextMarshaler]. Evidence is the only place
// that may marshal a nonce.
func (n Nonce) MarshalText() ([]byte, error) { return n.AppendText(nil) }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (n *Nonce) UnmarshalText(text []byte) error { return unhex(n[:], text) }

const withheld = "(不公开)"

// String hides the nonce from formatted text.
func (n Nonce) String() string { return withheld }

// LogValue hides the nonce from logs.
func (n Nonce) LogValue() slog.Value { return slog.StringValue(withheld) }

// String hides the key from formatted text.
func (k Key) String() string { return withheld }

// LogValue hides the key from logs.
func (k Key) LogValue() slog.Value { return slog.StringValue(withheld) }

// MarshalText refuses: no document may carry a roster key.
func (k Key) MarshalText() ([]byte, error) {
	return nil, errors.New("名单密钥不得写入任何文书")
}

// AppendText implements [encoding.TextAppender].
func (b Bytes) AppendText(dst []byte) ([]byte, error) { return hex.AppendEncode(dst, b), nil }

// MarshalText implements [encoding.TextMarshaler].
func (b Bytes) MarshalText() ([]byte, error) { return b.AppendText(nil) }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (b *Bytes) UnmarshalText(text []byte) error {
	if len(text)%2 != 0 || len(text) > 1<<16 {
		return errHex
	}
	*b = make(Bytes, hex.DecodedLen(len(text)))
	return unhex(*b, text)
}

// appendField writes a field with its length before it, as four bytes, most
// significant first: no two different lists of fields have the same encoding.
func appendField[T ~string | ~[]byte](dst []byte, field T) []byte {
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(field))) // texts are limited to far below 4 GiB
	return append(dst, field...)
}

// H is SHA-256 over the domain label and the fields, each with its length
// before it. Integers are passed as their decimal digits.
func H(domain string, fields ...[]byte) Hash {
	buf := appendField(make([]byte, 0, 256), domain)
	for _, f := range fields {
		buf = appendField(buf, f)
	}
	return sha256.Sum256(buf)
}

func decimal(n int) []byte { return strconv.AppendInt(nil, int64(n), 10) }

// macer computes HMAC-SHA-256 over encoded fields without allocating: the
// state after the key's block is kept between messages (hash.Hash.Reset).
// It is not for several goroutines at once.
type macer struct {
	mac hash.Hash
	msg []byte
	sum []byte
}

func newMacer(key []byte) *macer {
	return &macer{
		mac: hmac.New(sha256.New, key),
		msg: make([]byte, 0, 256),
		sum: make([]byte, 0, sha256.Size),
	}
}

func (m *macer) start(domain string) { m.msg = appendField(m.msg[:0], domain) }

func (m *macer) finish() Hash {
	m.mac.Reset()
	mustWrite(m.mac, m.msg)
	m.sum = m.mac.Sum(m.sum[:0])
	return Hash(m.sum)
}

// saltsFor gives the two salts of a thing that is hidden: one for its name,
// one for its details. Opening the first tells nothing about the second.
func (m *macer) saltsFor(class, value string) (name, details Salt) {
	m.start("salt")
	m.msg = appendField(m.msg, class)
	m.msg = appendField(m.msg, value)
	sum := m.finish()
	return Salt(sum[:16]), Salt(sum[16:])
}

// appendInt writes an integer field as its decimal digits, without allocating.
func appendInt(dst []byte, n int) []byte {
	var scratch [20]byte
	return appendField(dst, strconv.AppendInt(scratch[:0], int64(n), 10))
}
