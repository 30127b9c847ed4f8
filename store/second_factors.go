package store

import (
	"context"
	"errors"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"shuangsuiji/record"
)

type secondFactorRow struct {
	Account     string `gorm:"primaryKey"`
	Secret      []byte
	Pending     []byte
	Enrolled    moment
	LastStep    int64
	Failures    int
	LockedUntil moment
}

// TableName implements gorm's Tabler.
func (secondFactorRow) TableName() string { return "second_factors" }

type recoveryCodeRow struct {
	Account string `gorm:"primaryKey"`
	Hash    string `gorm:"primaryKey"`
	Used    moment
}

// TableName implements gorm's Tabler.
func (recoveryCodeRow) TableName() string { return "recovery_codes" }

// SecondFactor is the account's second factor, the zero value where it has none.
func (s *Store) SecondFactor(ctx context.Context, account string) (f record.SecondFactor, err error) {
	err = s.read(ctx, func(db *gorm.DB) error {
		f, err = secondFactorIn(db, db, account)
		return err
	})
	return f, err
}

func secondFactorIn(db, query *gorm.DB, account string) (record.SecondFactor, error) {
	var row secondFactorRow
	var codes []recoveryCodeRow
	err := query.Where("account = ?", account).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return record.SecondFactor{}, nil
	}
	if err != nil {
		return record.SecondFactor{}, err
	}
	f := record.SecondFactor{Secret: row.Secret, Pending: row.Pending, Enrolled: row.Enrolled.at, LastStep: row.LastStep,
		Failures: row.Failures, LockedUntil: row.LockedUntil.at}
	if err := db.Where("account = ?", account).Order("hash").Find(&codes).Error; err != nil {
		return f, err
	}
	for _, c := range codes {
		f.Codes = append(f.Codes, record.RecoveryCode{Hash: c.Hash, Used: c.Used.at})
	}
	return f, nil
}

// ChangeSecondFactor changes the account's second factor under its row's lock, so that
// of two who bring the same code at once one comes too late. What change refuses is not
// written.
func (s *Store) ChangeSecondFactor(ctx context.Context, account string, change func(*record.SecondFactor) error) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		f, err := secondFactorIn(tx, s.forUpdate(tx), account)
		if err != nil {
			return err
		}
		before := slices.Clone(f.Codes)
		if err := change(&f); err != nil {
			return final{err}
		}
		row := secondFactorRow{Account: account, Secret: notNil(f.Secret), Pending: notNil(f.Pending), Enrolled: momentOf(f.Enrolled),
			LastStep: f.LastStep, Failures: f.Failures, LockedUntil: momentOf(f.LockedUntil)}
		if err := tx.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "account"}}, UpdateAll: true}).Create(&row).Error; err != nil {
			return err
		}
		if slices.Equal(before, f.Codes) {
			return nil
		}
		if err := tx.Where("account = ?", account).Delete(&recoveryCodeRow{}).Error; err != nil {
			return err
		}
		codes := make([]recoveryCodeRow, len(f.Codes))
		for i, c := range f.Codes {
			codes[i] = recoveryCodeRow{Account: account, Hash: c.Hash, Used: momentOf(c.Used)}
		}
		return insertAll(tx, codes)
	})
}

func dropSecondFactor(tx *gorm.DB, account string) error {
	if err := tx.Where("account = ?", account).Delete(&recoveryCodeRow{}).Error; err != nil {
		return err
	}
	return tx.Where("account = ?", account).Delete(&secondFactorRow{}).Error
}
