package record

import (
	"time"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
)

// Attachment is a file that somebody sent (附件), named by its own hash.
type Attachment struct {
	SHA256 string    `json:"sha256"` // of the bytes, hex
	Name   string    `json:"name"`
	Type   string    `json:"type"` // media type, by its bytes
	Size   int64     `json:"size"` // in bytes
	Sent   time.Time `json:"sent"` // real time
}

// Sender names who sends attachments, and whose acts may name them: an account, or
// whoever acts by a link, by all generations of it.
func Sender(via law.Via, actor string) string { return string(via) + ":" + actor }

// SenderOf is the sender that the actor is.
func SenderOf(actor law.Actor) string { return Sender(actor.HandsIn().Via, actor.ID) }

// AttachmentQuota is how much a sender may send since a moment.
type AttachmentQuota struct {
	Since time.Time
	Bytes int64
}

// AttachmentReach is which attachments somebody may read: the own ones that were sent
// and not yet forgotten, and those of the acts on subjects that may be read.
type AttachmentReach struct {
	Sender string
	Within access.Reach
	// Tasks: those of all tasks' acts too.
	Tasks bool
	// But are kinds of acts of which only others may read what was written.
	But []law.ActKind
}
