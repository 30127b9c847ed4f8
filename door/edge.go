package door

import (
	"errors"
	"math"
	"time"
)

// atEdge is a refusal with what is said of it over HTTP alone.
type atEdge struct {
	error
	status int    // 0 for that of its kind
	title  string // with the status
	wait   time.Duration
}

// Unwrap gives the refusal.
func (e *atEdge) Unwrap() error { return e.error }

// Later says after which wait a refusal's repeat makes sense.
func Later(refused error, wait time.Duration) error { return &atEdge{error: refused, wait: wait} }

// saying gives a refusal another status than that of its kind.
func saying(status int, title string, refused error) error {
	return &atEdge{error: refused, status: status, title: title}
}

// atEdge adds what is said of the error over HTTP alone.
func (p *Problem) atEdge(err error) {
	var e *atEdge
	if !errors.As(err, &e) {
		return
	}
	if e.status != 0 {
		p.Status, p.Title = e.status, e.title
	}
	if e.wait > 0 {
		p.retryAfter = max(1, int(math.Ceil(e.wait.Seconds())))
	}
}
