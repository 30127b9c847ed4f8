package chaos

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"

	"shuangsuiji/apiclient"
)

// Answer is how a request ended for the client.
type Answer string

// The answers. Unknown is none, or one that does not say whether it happened.
const (
	Acknowledged Answer = "acknowledged"
	Refused      Answer = "refused"
	Unknown      Answer = "unknown"
)

func answerOf(err error) Answer {
	var p *apiclient.Problem
	switch {
	case err == nil:
		return Acknowledged
	case errors.As(err, &p) && p.Code == "link_ended": // another link took its place meanwhile: whoever has it is not let in, and hears nothing of the act
		return Unknown
	case errors.As(err, &p) && p.Status < http.StatusInternalServerError && p.Status != http.StatusTooManyRequests:
		return Refused
	}
	return Unknown
}

// Request is one request of the crew, with its repeats under the same key.
type Request struct {
	// ID is the key, and stands in what was written with the act.
	ID string
	// Subject is what the act is of; of one that begins something, what that is
	// numbered after: the case, whose number the new one's begins with.
	Subject string
	Begins  bool
	Act     string
	Answers []Answer
}

// is reports whether the act on record is what was asked for.
func (r Request) is(found string) bool {
	if !r.Begins {
		return found == r.Subject+"/"+r.Act
	}
	return strings.HasPrefix(found, r.Subject+"-") && strings.HasSuffix(found, "/"+r.Act)
}

// Ledger is what the clients know.
type Ledger struct {
	mu       sync.Mutex
	requests []Request
}

func (l *Ledger) add(r Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.requests = append(l.requests, r)
}

// Requests are all so far.
func (l *Ledger) Requests() []Request {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.requests)
}

// count is how many requests had the answer, at least once.
func (l *Ledger) count(a Answer) (n int) {
	for _, r := range l.Requests() {
		if slices.Contains(r.Answers, a) {
			n++
		}
	}
	return n
}

// repeated is how many requests were made more than once.
func (l *Ledger) repeated() (n int) {
	for _, r := range l.Requests() {
		if len(r.Answers) > 1 {
			n++
		}
	}
	return n
}
