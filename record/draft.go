package record

import (
	"time"

	"shuangsuiji/inspection/law"
)

// CodeNoDraft refuses a draft that there is not, CodeDraftStale one that was saved in
// another window meanwhile.
const (
	CodeNoDraft    = "draft_not_found"
	CodeDraftStale = "draft_stale"
)

// Draft is a form that somebody has begun to fill in and not handed in (暂存).
type Draft struct {
	// Subject is what the act is about, as pages name it: "case/2024001-001-0001".
	Subject string
	Act     law.ActKind
	// Key is the idempotency key with which the form will be handed in.
	Key string
	// Entries are the inputs by their names, as they were typed.
	Entries map[string][]string
	// Seen is how many acts of the subject were on record when the form was made.
	Seen int
	// Revision counts how often it was saved, from 1; a form that is saved for the first
	// time has 0.
	Revision int
	Saved    time.Time // real time
}
