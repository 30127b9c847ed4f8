package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

type handoverRow struct {
	ID          string `gorm:"primaryKey"`
	FromAccount string
	ToAccount   string
	Reason      string
	ProposedBy  string
	Proposed    moment
	ConfirmedBy string
	Ended       moment
}

// TableName implements gorm's Tabler.
func (handoverRow) TableName() string { return "handovers" }

func (r handoverRow) handover() (record.ProposedHandover, error) {
	return record.ProposedHandover{ID: r.ID, From: r.FromAccount, To: r.ToAccount, Reason: r.Reason, By: r.ProposedBy, Proposed: r.Proposed.at,
		ConfirmedBy: r.ConfirmedBy, Ended: r.Ended.at}, nil
}

// ProposeHandover keeps a handover that another is to confirm, and delivers the
// messages about it; one with the same id is left as it is.
func (s *Store) ProposeHandover(ctx context.Context, h record.ProposedHandover, told []record.Message) error {
	row := handoverRow{ID: h.ID, FromAccount: h.From, ToAccount: h.To, Reason: h.Reason, ProposedBy: h.By, Proposed: momentOf(h.Proposed)}
	return s.write(ctx, func(tx *gorm.DB) error {
		n, err := insertMissing(tx, []handoverRow{row}, func(r handoverRow) string { return r.ID }, existingKeys(tx, &handoverRow{}, "id"))
		if err != nil || n == 0 {
			return err
		}
		_, err = deliver(tx, told)
		return err
	})
}

// Handover returns a proposal, open or ended.
func (s *Store) Handover(ctx context.Context, id string) (record.ProposedHandover, error) {
	var row handoverRow
	if err := s.read(ctx, func(db *gorm.DB) error { return db.Where("id = ?", id).Take(&row).Error }); err != nil {
		return record.ProposedHandover{}, orNotFound(err, "handover_unknown", "没有该项待确认的交接。")
	}
	return row.handover()
}

// OpenHandovers are the proposals that nobody has confirmed or withdrawn, the latest
// first.
func (s *Store) OpenHandovers(ctx context.Context) ([]record.ProposedHandover, error) {
	var rows []handoverRow
	err := s.read(ctx, func(db *gorm.DB) error { return db.Where("ended IS NULL").Order("proposed DESC, id").Find(&rows).Error })
	if err != nil {
		return nil, err
	}
	return convertAll(rows, handoverRow.handover)
}

// EndHandover marks a proposal as confirmed, or with no confirmer as withdrawn. One that
// has ended is handover_ended.
func (s *Store) EndHandover(ctx context.Context, id, confirmedBy string, at time.Time) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		done := tx.Model(&handoverRow{}).Where("id = ? AND ended IS NULL", id).Updates(map[string]any{"confirmed_by": confirmedBy, "ended": momentOf(at)})
		if done.Error == nil && done.RowsAffected == 0 {
			return final{law.Errorf(law.KindNotAllowed, "handover_ended", "该项交接已经确认或者撤回。")}
		}
		return done.Error
	})
}
