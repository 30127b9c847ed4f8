package record

import (
	"time"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// Account is a person of the bureau who can log in, or a program with a token.
type Account struct {
	ID           string            `json:"id"`
	Login        string            `json:"login"`
	Name         string            `json:"name"`
	Department   string            `json:"department"`
	Certificate  string            `json:"certificate,omitempty"`
	Roles        []inspection.Role `json:"roles"`
	Email        string            `json:"email,omitempty"`
	Active       bool              `json:"active"`
	PasswordHash string            `json:"-"`
	Created      time.Time         `json:"created"`
}

// Token lets a program act for an account; only its hash is kept.
type Token struct {
	ID      string    `json:"id"`
	Account string    `json:"account"`
	Name    string    `json:"name"`
	Hash    string    `json:"-"` // SHA-256 of the token, hex
	Created time.Time `json:"created"`
	Expires time.Time `json:"expires"`
	Revoked time.Time `json:"revoked,omitzero"`
}

// Delegation lends one power of one account to another for a time (委托).
type Delegation struct {
	ID      string          `json:"id"`
	From    string          `json:"from"` // account
	To      string          `json:"to"`
	Role    inspection.Role `json:"role"`
	Begin   calendar.Date   `json:"begin"`
	End     calendar.Date   `json:"end"` // last day
	Reason  string          `json:"reason"`
	Revoked time.Time       `json:"revoked,omitzero"`
	Created time.Time       `json:"created"`
}

// Message is one thing that arrived in an account's inbox. (Subject, Key,
// Account) is unique: nobody is told the same thing twice.
type Message struct {
	ID      int64                 `json:"id"`
	Account string                `json:"account"`
	Subject string                `json:"subject"` // case or task
	Key     string                `json:"key"`
	Kind    inspection.NoticeKind `json:"kind"`
	Text    string                `json:"text"`
	Created time.Time             `json:"created"` // business clock
	Read    time.Time             `json:"read,omitzero"`
}

// Mail is an e-mail waiting to be sent or sent; MessageID is stable, so that a
// repeated delivery is recognised by the receiver.
type Mail struct {
	MessageID string    `json:"messageId"` // unique
	To        string    `json:"to"`
	Subject   string    `json:"subject"`
	Body      string    `json:"body"`
	Created   time.Time `json:"created"`
	Sent      time.Time `json:"sent,omitzero"`
	// Attempts counts the failed ones, and the one that succeeded; LastError says in
	// Chinese why the last failed.
	Attempts  int    `json:"attempts"`
	LastError string `json:"lastError,omitempty"`
	// NextTry is when it may be tried (real time, UTC), zero for at once; GivenUp is
	// since when nobody tries any more.
	NextTry time.Time `json:"nextTry,omitzero"`
	GivenUp time.Time `json:"givenUp,omitzero"`
}

// MailFailure is an attempt at a mail that failed.
type MailFailure struct {
	Reason string    // for staff to read, without the address
	At     time.Time // real time, UTC
	Next   time.Time // when to try again; zero: the mail is given up
}

// Request is one Idempotency-Key used by one person on one route. Its body hash
// tells a repeat from another body under the same key.
type Request struct {
	Person   string
	Route    string
	Key      string
	BodyHash string
	Created  time.Time // wall clock
	// Written is what came with it, none where it has no ID.
	Written Written
	// Status and Response are the first answer; 0 while it is under way.
	Status   int
	Response []byte
}
