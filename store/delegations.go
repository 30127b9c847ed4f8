package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

type delegationRow struct {
	ID          string `gorm:"primaryKey"`
	FromAccount string
	ToAccount   string
	Role        string
	BeginOn     string
	EndOn       string
	Reason      string
	Revoked     moment
	Created     moment
}

// TableName implements gorm's Tabler.
func (delegationRow) TableName() string { return "delegations" }

func (r delegationRow) delegation() (record.Delegation, error) {
	begin, err1 := dateOf(r.BeginOn)
	end, err2 := dateOf(r.EndOn)
	return record.Delegation{ID: r.ID, From: r.FromAccount, To: r.ToAccount, Role: law.Role(r.Role), Begin: begin, End: end,
		Reason: r.Reason, Revoked: r.Revoked.at, Created: r.Created.at}, errors.Join(err1, err2)
}

// SaveDelegation adds a delegation; one with the same id is left as it is, for a
// delegation is not changed but revoked.
func (s *Store) SaveDelegation(ctx context.Context, d record.Delegation) error {
	row := delegationRow{ID: d.ID, FromAccount: d.From, ToAccount: d.To, Role: string(d.Role), BeginOn: d.Begin.String(), EndOn: d.End.String(),
		Reason: d.Reason, Revoked: momentOf(d.Revoked), Created: momentOf(d.Created)}
	return s.write(ctx, func(tx *gorm.DB) error {
		_, err := insertMissing(tx, []delegationRow{row}, func(r delegationRow) string { return r.ID }, existingKeys(tx, &delegationRow{}, "id"))
		return err
	})
}

// Delegations are those that the account holds on the day and that are not
// revoked. With the zero Date they are all that the account ever gave or held,
// the latest first; with an empty account, those of everybody.
func (s *Store) Delegations(ctx context.Context, account string, on calendar.Date) ([]record.Delegation, error) {
	var rows []delegationRow
	err := s.read(ctx, func(db *gorm.DB) error {
		q := db.Order("begin_on DESC, id")
		if on.IsZero() {
			if account != "" {
				q = q.Where("to_account = ? OR from_account = ?", account, account)
			}
			return q.Find(&rows).Error
		}
		return whereEqual(q, "to_account", account).
			Where("revoked IS NULL AND begin_on <= ? AND end_on >= ?", on.String(), on.String()).Find(&rows).Error
	})
	if err != nil {
		return nil, err
	}
	return convertAll(rows, delegationRow.delegation)
}

// RevokeDelegation ends a delegation; the first time stays.
func (s *Store) RevokeDelegation(ctx context.Context, id string, at time.Time) error {
	err := s.write(ctx, func(tx *gorm.DB) error { return revoke(tx, &delegationRow{}, id, at) })
	return orNotFound(err, "delegation_not_found", "没有编号为“%s”的委托。", id)
}

// revoke sets the time of revocation of a row that has none; gorm.ErrRecordNotFound
// where there is no such row.
func revoke(tx *gorm.DB, model any, id string, at time.Time) error {
	var n int64
	if err := tx.Model(model).Where("id = ?", id).Count(&n).Error; err != nil {
		return err
	}
	if n == 0 {
		return gorm.ErrRecordNotFound
	}
	return tx.Model(model).Where("id = ? AND revoked IS NULL", id).Update("revoked", momentOf(at)).Error
}
