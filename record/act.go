package record

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"shuangsuiji/inspection"
)

// Act is one entry of the record: append-only, never changed or deleted.
type Act struct {
	Subject     string             `json:"subject"` // case number, task id, or a register's name
	Seq         int                `json:"seq"`     // 1, 2, 3 … within the subject
	Kind        inspection.ActKind `json:"kind"`
	Name        string             `json:"name"`   // in Chinese
	Clause      string             `json:"clause"` // what it rests on
	Actor       string             `json:"actor"`
	ActorRole   inspection.Role    `json:"actorRole"`
	Delegation  string             `json:"delegation,omitempty"`
	Happened    time.Time          `json:"happened"`
	Entered     time.Time          `json:"entered"`  // business clock
	Recorded    time.Time          `json:"recorded"` // wall clock of the machine
	Facts       json.RawMessage    `json:"facts,omitempty"`
	PayloadID   string             `json:"payloadId,omitempty"`
	PayloadHash string             `json:"payloadHash,omitempty"` // salted SHA-256, hex
	Key         string             `json:"key"`                   // semantic key, unique within the subject
}

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
		return Written{}, inspection.Errorf(inspection.KindInvalid, "payload_invalid", "提交的内容不是有效的JSON。")
	}
	salt := make([]byte, payloadSalt)
	if _, err := rand.Read(salt); err != nil {
		return Written{}, fmt.Errorf("salt of a payload: %w", err)
	}
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

// CaseWrite is everything that one act of a case writes, in one transaction.
type CaseWrite struct {
	Act         Act
	Case        inspection.Case
	Inbox       []Message
	Mail        []Mail
	Publication *Publication
	Rating      *Rating
}

// Rating is how an entity rated its visit; it names nobody but the department.
type Rating struct {
	Department string
	Stars      int
	Entered    time.Time
}

// RatingCount is how many visits of a department were rated with so many stars.
type RatingCount struct {
	Department string `json:"department"`
	Stars      int    `json:"stars"`
	Count      int64  `json:"count"`
}

// CaseOpening is a new case with the items as they were on the day of the draw.
type CaseOpening struct {
	Case  inspection.Case
	Items []inspection.Item
	Act   Act
	Link  Link // the entity's own link
	Inbox []Message
}

// TaskWrite is everything that one act of a task writes, in one transaction.
type TaskWrite struct {
	Act   Act
	Task  inspection.Task
	Inbox []Message
	Mail  []Mail
	Draw  *Draw // created or replaced by (task, number); its stages only go forward
}
