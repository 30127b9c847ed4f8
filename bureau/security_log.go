package bureau

import (
	"context"
	"time"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

// SecurityRecord keeps the security log.
type SecurityRecord interface {
	NoteSecurityEvent(ctx context.Context, e record.SecurityEvent) error
	// Errors: cursor_invalid.
	SecurityEvents(ctx context.Context, f record.SecurityEventFilter, p record.Page) (record.Listed[record.SecurityEvent], error)
}

type contextKey int

const addressKey contextKey = iota

// WithAddress says from where the context's request comes, for the security log.
func WithAddress(ctx context.Context, address string) context.Context {
	return context.WithValue(ctx, addressKey, address)
}

// AddressOf is from where the context's request comes; "" inside the office.
func AddressOf(ctx context.Context) string {
	address, _ := ctx.Value(addressKey).(string)
	return address
}

// note adds a line to the security log, with the moment and the request's
// address. What it tells of has happened already, so a log that can't be written
// stops nobody; it is an operator's error.
func (o *Office) note(ctx context.Context, e record.SecurityEvent) {
	e.At, e.Address = registers.Recorded(o.now()), AddressOf(ctx)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteWithin)
	defer cancel()
	if err := o.record.NoteSecurityEvent(ctx, e); err != nil {
		o.log.ErrorContext(ctx, "security event not noted", "kind", e.Kind, "account", e.Account, "subject", e.Subject, "error", err)
	}
}

// NoteThrottled notes that the address of the context's request is refused for what
// it did too often; detail says in Chinese what that was.
func (o *Office) NoteThrottled(ctx context.Context, subject, detail string) {
	o.note(ctx, record.SecurityEvent{Kind: record.EventThrottled, Subject: subject, Detail: detail})
}

const noteWithin = 5 * time.Second

// SecurityEvents lists the security log, the latest first.
func (o *Office) SecurityEvents(ctx context.Context, actor law.Actor, f record.SecurityEventFilter, p record.Page) (record.Listed[record.SecurityEvent], error) {
	if err := access.ReadSecurityLog.Require(actor); err != nil {
		return record.Listed[record.SecurityEvent]{}, err
	}
	return o.record.SecurityEvents(ctx, f, p)
}
