package record

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"shuangsuiji/inspection/law"
)

// Payload is what people wrote with an act: narrative, names, reasons. It can be
// erased without touching the act, whose hash then stands for it.
type Payload struct {
	ID     string          `json:"id"`
	Body   json.RawMessage `json:"body,omitempty"`
	Erased time.Time       `json:"erased,omitzero"`
}

// Written is a payload that comes with a request and is not kept yet. Its hash is
// SHA-256 over the salt and the body, in hex: the salt keeps anybody from trying
// out short texts against it once the body is erased.
type Written struct {
	ID   string
	Salt []byte
	Body []byte
	Hash string
}

// NewWritten gives the body an id and a salt of its own. A body that is no JSON is
// payload_invalid.
func NewWritten(body []byte) (Written, error) {
	if !json.Valid(body) {
		return Written{}, law.Errorf(law.KindInvalid, "payload_invalid", "提交的内容不是有效的JSON。")
	}
	salt := make([]byte, payloadSalt)
	rand.Read(salt) // never fails
	return Written{ID: "p-" + rand.Text(), Salt: salt, Body: body, Hash: PayloadHash(salt, body)}, nil
}

const payloadSalt = 16 // bytes

// PayloadHash is the hash that stands for a payload.
func PayloadHash(salt, body []byte) string {
	h := sha256.New()
	h.Write(salt)
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}
