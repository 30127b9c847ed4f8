package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

type draftRow struct {
	Account    string `gorm:"primaryKey"`
	Subject    string `gorm:"primaryKey"`
	Act        string `gorm:"primaryKey"`
	RequestKey string
	Entries    string
	Seen       int
	Revision   int
	Saved      moment
}

// TableName implements gorm's Tabler.
func (draftRow) TableName() string { return "drafts" }

func (r draftRow) draft() (record.Draft, error) {
	d := record.Draft{Subject: r.Subject, Act: law.ActKind(r.Act), Key: r.RequestKey, Seen: r.Seen, Revision: r.Revision, Saved: r.Saved.at}
	if r.Entries == "" {
		return d, nil // of a list
	}
	if err := json.Unmarshal([]byte(r.Entries), &d.Entries); err != nil {
		return d, fmt.Errorf("store: decode draft of %s for %s: %w", r.Account, r.Subject, err)
	}
	return d, nil
}

// SaveDraft saves what the account has typed and answers it with its new revision. It
// follows upon the revision that d has: one that was saved meanwhile is draft_stale, a
// form that was handed in meanwhile draft_handed_in. More forms than mostDrafts are
// drafts_too_many.
func (s *Store) SaveDraft(ctx context.Context, account string, d record.Draft, mostDrafts int) (record.Draft, error) {
	entries, err := json.Marshal(d.Entries)
	if err != nil {
		return d, fmt.Errorf("store: encode draft: %w", err)
	}
	row := draftRow{Account: account, Subject: d.Subject, Act: string(d.Act), RequestKey: d.Key, Entries: string(entries), Seen: d.Seen, Revision: d.Revision + 1, Saved: momentOf(d.Saved)}
	err = s.write(ctx, func(tx *gorm.DB) error {
		if err := refuseHandedIn(tx, account, d.Key); err != nil {
			return err
		}
		var there []draftRow
		if err := s.forUpdate(tx).Select("revision").Where("account = ? AND subject = ? AND act = ?", account, d.Subject, d.Act).Find(&there).Error; err != nil {
			return err
		}
		if len(there) == 0 && d.Revision == 0 {
			if err := refuseMore(tx, account, mostDrafts); err != nil {
				return err
			}
			return racedIfDuplicate(tx.Create(&row).Error)
		}
		if len(there) == 0 || there[0].Revision != d.Revision {
			return law.Errorf(law.KindStale, record.CodeDraftStale, "该表单已在另一窗口保存或者删除，本窗口的内容没有保存。")
		}
		return tx.Model(&draftRow{}).Where("account = ? AND subject = ? AND act = ?", account, d.Subject, d.Act).
			Select("request_key", "entries", "seen", "revision", "saved").Updates(&row).Error
	})
	d.Revision, d.Saved = row.Revision, row.Saved.at
	return d, err
}

// refuseHandedIn keeps a page that was slow to save from bringing a form back after its
// act.
func refuseHandedIn(tx *gorm.DB, account, key string) error {
	var finished int64
	err := tx.Model(&requestRow{}).Where("person = ? AND request_key = ? AND status <> 0", account, key).Limit(1).Count(&finished).Error
	if err == nil && finished > 0 {
		err = law.Errorf(law.KindStale, "draft_handed_in", "该表单已经提交办理，不再保存。")
	}
	return err
}

func refuseMore(tx *gorm.DB, account string, most int) error {
	var n int64
	err := tx.Model(&draftRow{}).Where("account = ?", account).Count(&n).Error
	if err == nil && n >= int64(most) {
		err = law.Errorf(law.KindTooMany, "drafts_too_many", "暂存的表单已有%d份，请先提交或者删除一些。", n)
	}
	return err
}

// Draft is what the account has typed for an act on the subject.
func (s *Store) Draft(ctx context.Context, account, subject string, act law.ActKind) (record.Draft, error) {
	var row draftRow
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Where("account = ? AND subject = ? AND act = ?", account, subject, act).Take(&row).Error
	})
	if err != nil {
		return record.Draft{}, orNotFound(err, record.CodeNoDraft, "没有暂存的表单。")
	}
	return row.draft()
}

// Drafts are those of the account without their entries, the latest first.
func (s *Store) Drafts(ctx context.Context, account string) ([]record.Draft, error) {
	var rows []draftRow
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Omit("entries").Where("account = ?", account).Order("saved DESC, subject, act").Find(&rows).Error
	})
	if err != nil {
		return nil, err
	}
	return convertAll(rows, draftRow.draft)
}

// DropDraft forgets one; it need not be there.
func (s *Store) DropDraft(ctx context.Context, account, subject string, act law.ActKind) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		return tx.Where("account = ? AND subject = ? AND act = ?", account, subject, act).Delete(&draftRow{}).Error
	})
}

// dropHandedIn forgets the forms that the person handed in with the key, in the
// transaction that keeps the answer.
func dropHandedIn(tx *gorm.DB, person, key string) error {
	return tx.Where("account = ? AND request_key = ?", person, key).Delete(&draftRow{}).Error
}

// PurgeDrafts forgets those that were saved before the moment and returns how many.
func (s *Store) PurgeDrafts(ctx context.Context, before time.Time) (int, error) {
	return s.purge(ctx, &draftRow{}, "saved", before)
}
