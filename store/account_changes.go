package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"shuangsuiji/record"
)

// AddAccount adds an account and begins its history. The change's Judge may still
// alter it. A login that another account has is login_taken.
func (s *Store) AddAccount(ctx context.Context, a record.Account, change record.AccountChange) (record.Account, error) {
	var made record.Account
	err := s.write(ctx, func(tx *gorm.DB) error {
		others, err := s.lockAccounts(tx)
		if err != nil {
			return err
		}
		made = a
		told, err := change.Judge(&made, others)
		if err != nil {
			return final{err}
		}
		if err := writeAccount(tx, made, true); err != nil {
			return err
		}
		return tellOfAccount(tx, made, record.Account{}, change, told)
	})
	return made, err
}

// ChangeAccount changes an account as it is at that moment, and keeps in its history
// who did so and when. What the account may no longer do ends in the same
// transaction: its sessions where password, second factor or roles changed or it was
// closed, its tokens where password or second factor changed or it was closed.
//
// Errors: account_not_found, login_taken, what Judge refuses.
func (s *Store) ChangeAccount(ctx context.Context, id string, change record.AccountChange) (record.Account, error) {
	var changed record.Account
	err := s.write(ctx, func(tx *gorm.DB) error {
		all, err := s.lockAccounts(tx)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(a record.Account) bool { return a.ID == id })
		if i < 0 {
			return final{notFound("account_not_found", "没有账号“%s”。", id)}
		}
		old := all[i]
		changed = old
		changed.Roles = slices.Clone(old.Roles)
		told, err := change.Judge(&changed, slices.Delete(all, i, i+1))
		if err != nil {
			return final{err}
		}
		if err := writeAccount(tx, changed, false); err != nil {
			return err
		}
		if err := endAccess(tx, changed, old, change); err != nil {
			return err
		}
		return tellOfAccount(tx, changed, old, change, told)
	})
	return changed, err
}

// lockAccounts reads and locks all accounts, in the order of their ids. A bureau has
// some hundreds and seldom changes one; with all of them locked, what must hold among
// accounts is judged on what will be there when the change is written.
func (s *Store) lockAccounts(tx *gorm.DB) ([]record.Account, error) {
	return accountsIn(tx, s.forUpdate(tx).Order("id"))
}

func endAccess(tx *gorm.DB, a, old record.Account, change record.AccountChange) error {
	renewed, closed := a.PasswordHash != old.PasswordHash || change.DropSecondFactor, old.Active && !a.Active
	if change.DropSecondFactor {
		if err := dropSecondFactor(tx, a.ID); err != nil {
			return err
		}
	}
	if renewed || closed {
		if err := tx.Model(&tokenRow{}).Where("account = ? AND revoked IS NULL", a.ID).Update("revoked", momentOf(change.At)).Error; err != nil {
			return err
		}
	}
	if renewed || closed || !slices.Equal(a.Roles, old.Roles) {
		return tx.Where("account = ?", a.ID).Delete(&sessionRow{}).Error
	}
	return nil
}

func tellOfAccount(tx *gorm.DB, a, old record.Account, change record.AccountChange, told []record.Message) error {
	if err := keepAccountHistory(tx, a, old, change); err != nil {
		return err
	}
	_, err := deliver(tx, told)
	return err
}
