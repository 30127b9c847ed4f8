package door

import (
	"context"
	"crypto/rand"
)

type contextKey int

const (
	visitKey contextKey = iota
	personKey
)

// visit is what becomes known of a request on its way, for the log.
type visit struct {
	id       string
	expected bool   // a route has let it in or refused it
	account  string // "" for a stranger
}

// visitOf is the request's visit; outside of one, what is noted of it goes nowhere.
func visitOf(ctx context.Context) *visit {
	if v, ok := ctx.Value(visitKey).(*visit); ok {
		return v
	}
	return &visit{}
}

// RequestID is the request's name in the log, "" outside of one.
func RequestID(ctx context.Context) string { return visitOf(ctx).id }

// newRequestID names a request in the log and in its reply.
func newRequestID() string { return rand.Text()[:20] }
