package record

import (
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// Account is a person of the bureau who can log in, or a program with a token.
type Account struct {
	ID           string     `json:"id"`
	Login        string     `json:"login"`
	Name         string     `json:"name"`
	Department   string     `json:"department"`
	Certificate  string     `json:"certificate,omitempty"`
	Roles        []law.Role `json:"roles"`
	Email        string     `json:"email,omitempty"`
	Active       bool       `json:"active"`
	PasswordHash string     `json:"-"`
	// MustChangePassword: somebody else set the password; it is changed before
	// anything else is done.
	MustChangePassword bool      `json:"mustChangePassword,omitempty"`
	Created            time.Time `json:"created"`
}

// AccountChange is how an account is made or changed, in one transaction.
type AccountChange struct {
	By string    // account, or what the system calls itself
	At time.Time // real time, UTC
	// Judge changes the account as it then is, or refuses. others are all other
	// accounts, which stay as they are until this one is written. The messages it
	// returns are delivered with the change. It may be called more than once.
	Judge func(a *Account, others []Account) ([]Message, error)
	// DropSecondFactor forgets the account's second factor, and ends its sessions and
	// tokens.
	DropSecondFactor bool
}

// Session is one login of an account on one device. Its times are real time, UTC.
type Session struct {
	ID      string    `json:"id"` // names the session; nobody gets in with it
	Account string    `json:"account"`
	Address string    `json:"address"`
	Device  string    `json:"device"` // what the browser calls itself, shortened
	Begun   time.Time `json:"begun"`
	Seen    time.Time `json:"seen"` // last, to the minute
	Current bool      `json:"current" doc:"即本次登录"`
}

// TokenScope is what a program may do with a token.
type TokenScope string

// The scopes of a token.
const (
	TokenReads TokenScope = "read" // look at what the account sees
	TokenActs  TokenScope = "act"  // whatever the account may do
)

// Chinese is what the scope lets a program do.
func (s TokenScope) Chinese() string {
	if s == TokenActs {
		return "查看和办理"
	}
	return "只能查看"
}

// Token lets a program act for an account; only its hash is kept.
type Token struct {
	ID      string     `json:"id"`
	Account string     `json:"account"`
	Name    string     `json:"name"`
	Scope   TokenScope `json:"scope"`
	Hash    string     `json:"-"` // SHA-256 of the token, hex
	Created time.Time  `json:"created"`
	Expires time.Time  `json:"expires"`
	Revoked time.Time  `json:"revoked,omitzero"`
	// LastUsed is to the hour, zero where it never was; LastAddress is from where.
	LastUsed    time.Time `json:"lastUsed,omitzero"`
	LastAddress string    `json:"lastAddress,omitempty"`
}

// SecondFactor is the second factor of an account (动态口令, TOTP). Its secrets are
// sealed with a key outside the database.
type SecondFactor struct {
	Secret   []byte    // sealed; empty where none is enrolled
	Pending  []byte    // sealed; one that no code has confirmed yet
	Enrolled time.Time // since when, zero where none is
	// LastStep is the time step of the last code that was used; none is used twice.
	LastStep int64
	// Failures counts the wrong codes in a row; LockedUntil is how long none is taken
	// after too many.
	Failures    int
	LockedUntil time.Time
	Codes       []RecoveryCode
}

// RecoveryCode stands in for the second factor once; only its hash is kept.
type RecoveryCode struct {
	Hash string
	Used time.Time // zero where it was not
}

// Delegation lends one power of one account to another for a time (委托).
type Delegation struct {
	ID      string        `json:"id"`
	From    string        `json:"from"` // account
	To      string        `json:"to"`
	Role    law.Role      `json:"role"`
	Begin   calendar.Date `json:"begin"`
	End     calendar.Date `json:"end"` // last day
	Reason  string        `json:"reason"`
	Revoked time.Time     `json:"revoked,omitzero"`
	Created time.Time     `json:"created"`
}

// ProposedHandover is a handover (交接) that one proposed and another is to confirm.
type ProposedHandover struct {
	ID       string    `json:"id"`
	From     string    `json:"from"` // account that leaves
	To       string    `json:"to"`   // account that receives
	Reason   string    `json:"reason"`
	By       string    `json:"by"` // account that proposed it
	Proposed time.Time `json:"proposed"`
	// ConfirmedBy is the second person, "" with Ended where it was withdrawn.
	ConfirmedBy string    `json:"confirmedBy,omitempty"`
	Ended       time.Time `json:"ended,omitzero"`
}

// Message is one thing that arrived in an account's inbox. (Subject, Key,
// Account) is unique: nobody is told the same thing twice.
type Message struct {
	ID      int64          `json:"id"`
	Account string         `json:"account"`
	Subject string         `json:"subject"` // case or task
	Key     string         `json:"key"`
	Kind    law.NoticeKind `json:"kind"`
	Text    string         `json:"text"`
	Created time.Time      `json:"created"` // business clock
	Read    time.Time      `json:"read,omitzero"`
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

// CodeKeyReused refuses a key under which something else was handed in before.
const CodeKeyReused = "idempotency_key_reused"

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
