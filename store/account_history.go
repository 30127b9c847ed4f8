package store

import (
	"context"

	"gorm.io/gorm"

	"shuangsuiji/record"
)

// accountState is an account as its history tells it: the password only by
// whether it changed.
type accountState struct {
	record.Account
	PasswordChanged bool `json:"passwordChanged,omitempty"`
}

// keepAccountHistory notes what an account was made into, from old.
func keepAccountHistory(tx *gorm.DB, a, old record.Account, change record.AccountChange) error {
	var last int
	if err := tx.Model(&historyRow{}).Where("register = ? AND code = ?", registerAccounts, a.ID).
		Select("COALESCE(MAX(version), 0)").Scan(&last).Error; err != nil {
		return err
	}
	return keepHistory(tx, registerAccounts, a.ID, revision{Version: last}.next(change.At, change.By), accountState{a, a.PasswordHash != old.PasswordHash})
}

// AccountHistory is what an account was made into, by whom and when, the oldest first. Its
// last line is the account as it is.
func (s *Store) AccountHistory(ctx context.Context, id string) ([]record.Change, error) {
	return s.history(ctx, registerAccounts, id)
}
