package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

type accountRow struct {
	ID                 string `gorm:"primaryKey"`
	Login              string
	Name               string
	Department         string
	Certificate        string
	Email              string
	Active             bool
	PasswordHash       string
	MustChangePassword bool
	Created            moment
}

// TableName implements gorm's Tabler.
func (accountRow) TableName() string { return "accounts" }

type accountRoleRow struct {
	Account  string `gorm:"primaryKey"`
	Role     string `gorm:"primaryKey"`
	Position int
}

// TableName implements gorm's Tabler.
func (accountRoleRow) TableName() string { return "account_roles" }

// SaveAccount adds the account, or changes it wholly where its id is known; the
// time of its creation stays, and nothing is kept of who did it: for what people do,
// see [Store.AddAccount] and [Store.ChangeAccount]. A login that another account has
// is login_taken.
func (s *Store) SaveAccount(ctx context.Context, a record.Account) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		var there int64
		if err := tx.Model(&accountRow{}).Where("id = ?", a.ID).Count(&there).Error; err != nil {
			return err
		}
		return writeAccount(tx, a, there == 0)
	})
}

// writeAccount writes a new account, or the whole row of one that is there.
func writeAccount(tx *gorm.DB, a record.Account, isNew bool) error {
	row := accountRow{ID: a.ID, Login: a.Login, Name: a.Name, Department: a.Department, Certificate: a.Certificate, Email: a.Email,
		Active: a.Active, PasswordHash: a.PasswordHash, MustChangePassword: a.MustChangePassword, Created: momentOf(a.Created)}
	var err error
	if isNew {
		err = tx.Create(&row).Error
	} else {
		err = tx.Model(&accountRow{}).Where("id = ?", a.ID).Select("*").Omit("id", "created").Updates(&row).Error
	}
	if duplicateOf(err, "accounts_login", "accounts.login") {
		return wrap(law.Errorf(law.KindDuplicate, "login_taken", "登录名“%s”已被使用。", a.Login), err)
	}
	if err != nil {
		return racedIfDuplicate(err)
	}
	if err := tx.Where("account = ?", a.ID).Delete(&accountRoleRow{}).Error; err != nil {
		return err
	}
	roles := make([]accountRoleRow, len(a.Roles))
	for i, role := range a.Roles {
		roles[i] = accountRoleRow{Account: a.ID, Role: string(role), Position: i}
	}
	return insertAll(tx, roles)
}

// Account returns the account with the id.
func (s *Store) Account(ctx context.Context, id string) (record.Account, error) {
	return s.oneAccount(ctx, "id = ?", id)
}

// AccountByLogin returns the account with the login name, active or not.
func (s *Store) AccountByLogin(ctx context.Context, login string) (record.Account, error) {
	return s.oneAccount(ctx, "login = ?", login)
}

func (s *Store) oneAccount(ctx context.Context, where, value string) (record.Account, error) {
	found, err := s.accounts(ctx, func(db *gorm.DB) *gorm.DB { return db.Where(where, value) })
	if err == nil && len(found) == 0 {
		err = notFound("account_not_found", "没有账号“%s”。", value)
	}
	if err != nil {
		return record.Account{}, err
	}
	return found[0], nil
}

// Accounts are all accounts by login name.
func (s *Store) Accounts(ctx context.Context) ([]record.Account, error) {
	return s.accounts(ctx, func(db *gorm.DB) *gorm.DB { return db.Order("login") })
}

func (s *Store) accounts(ctx context.Context, which func(*gorm.DB) *gorm.DB) (found []record.Account, err error) {
	err = s.read(ctx, func(db *gorm.DB) error {
		found, err = accountsIn(db, which(db))
		return err
	})
	return found, err
}

// accountsIn are the accounts that a query finds, with their roles.
func accountsIn(db, query *gorm.DB) ([]record.Account, error) {
	var rows []accountRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	roles := map[string][]law.Role{}
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	for chunk := range slices.Chunk(ids, keysPerQuery) {
		var held []accountRoleRow
		if err := db.Where("account IN ?", chunk).Order("account, position").Find(&held).Error; err != nil {
			return nil, err
		}
		for _, h := range held {
			roles[h.Account] = append(roles[h.Account], law.Role(h.Role))
		}
	}
	return convertAll(rows, func(r accountRow) (record.Account, error) {
		return record.Account{ID: r.ID, Login: r.Login, Name: r.Name, Department: r.Department, Certificate: r.Certificate, Roles: roles[r.ID],
			Email: r.Email, Active: r.Active, PasswordHash: r.PasswordHash, MustChangePassword: r.MustChangePassword, Created: r.Created.at}, nil
	})
}
