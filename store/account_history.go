package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/record"
)

// accountState is an account as its history tells it: the password only by
// whether it changed.
type accountState struct {
	record.Account
	PasswordChanged bool `json:"passwordChanged,omitempty"`
}

// SaveAccountBy is [Store.SaveAccount] with a line in the account's history: who
// made it so, and when.
func (s *Store) SaveAccountBy(ctx context.Context, a record.Account, by string, at time.Time) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		old, err := s.saveAccount(tx, a)
		if err != nil {
			return err
		}
		var last int
		if err := tx.Model(&historyRow{}).Where("register = ? AND code = ?", registerAccounts, a.ID).
			Select("COALESCE(MAX(version), 0)").Scan(&last).Error; err != nil {
			return err
		}
		return keepHistory(tx, registerAccounts, a.ID, revision{Version: last}.next(at, by), accountState{a, a.PasswordHash != old.PasswordHash})
	})
}

// AccountHistory is what an account was made into, by whom and when, the oldest first. Its
// last line is the account as it is.
func (s *Store) AccountHistory(ctx context.Context, id string) ([]record.Change, error) {
	return s.history(ctx, registerAccounts, id)
}
