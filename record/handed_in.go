package record

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/seal"
)

// HandedIn is who handed in an act, and the office's word for it. A workflow passes
// it on as it came; the record judges.
type HandedIn struct {
	By law.By `json:"by,omitzero"`
	// Proof is the office's signature over the [Statement], in hex. Only the office
	// has the key to it; Temporal never sees that.
	Proof string `json:"proof,omitempty"`
}

// Statement is what the office vouches for with an act: that this person handed in
// just this, for this subject, under this key.
type Statement struct {
	Subject     string      `json:"subject"`
	Key         string      `json:"key"`
	By          law.By      `json:"by"`
	Kind        law.ActKind `json:"kind"`
	FactsHash   string      `json:"facts"` // SHA-256, hex
	Happened    time.Time   `json:"happened,omitzero"`
	Reasoned    bool        `json:"reasoned,omitempty"`
	Seen        law.Seen    `json:"seen,omitzero"`
	PayloadID   string      `json:"payload,omitempty"`
	PayloadHash string      `json:"payloadHash,omitempty"`
}

// StatementOf is the statement of an act as it is handed in.
func StatementOf(subject, key string, by law.By, act law.Act, payloadID, payloadHash string, seen law.Seen) Statement {
	return Statement{Subject: subject, Key: key, By: by, Kind: act.Kind, FactsHash: FactsHash(act.Facts), Happened: act.Happened.UTC(),
		Reasoned: act.Reasoned, Seen: seen, PayloadID: payloadID, PayloadHash: payloadHash}
}

// FactsHash is the hash by which a statement names the facts.
func FactsHash(facts json.RawMessage) string {
	sum := sha256.Sum256(facts)
	return hex.EncodeToString(sum[:])
}

// Text is the statement as it is signed and kept.
func (s Statement) Text() ([]byte, error) { return json.Marshal(s) }

// Vouch signs the statement.
func Vouch(signer seal.Signer, s Statement) (HandedIn, error) {
	text, err := s.Text()
	if err != nil {
		return HandedIn{}, err
	}
	return HandedIn{By: s.By, Proof: hex.EncodeToString(signer.Sign(text, []byte(HandedInContext)))}, nil
}

// HandedInContext is what statements are signed for.
const HandedInContext = "act handed in"

// Asking is who is to be looked up on record, and as of when.
type Asking struct {
	By law.By
	On calendar.Date // the business clock's day: delegations hold by it
	At time.Time     // real time: links end by it
}
