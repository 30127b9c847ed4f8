package bureau

import (
	"context"
	"time"
)

// SetNow puts another clock under the office, for what goes by real time.
func SetNow(o *Office, now func() time.Time) { o.now = now }

// HashOf is a password as the office keeps it.
func HashOf(ctx context.Context, o *Office, password string) (string, error) {
	return o.passwords.hash(ctx, password)
}

// Matches compares a password with a hash, in a slot of its own.
func Matches(ctx context.Context, o *Office, password, hash string) (bool, error) {
	return o.passwords.matches(ctx, password, hash)
}

// Decoy is the hash of no password.
func Decoy(o *Office) string { return o.passwords.decoy }

// FillSlots takes all slots in which passwords are hashed.
func FillSlots(o *Office) {
	for range hashings {
		o.passwords.slots <- struct{}{}
	}
}

// HandoverLife is how long a proposed handover may be confirmed.
const HandoverLife = handoverLife
