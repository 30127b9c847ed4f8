package store

import (
	"context"
	"io"
	"slices"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

type uploadRow struct {
	Sender string `gorm:"primaryKey"`
	Hash   string `gorm:"primaryKey"`
	Name   string
	Sent   moment
}

// TableName implements gorm's Tabler.
func (uploadRow) TableName() string { return "uploads" }

// KeepAttachment keeps a file that the sender sent. Sent again it counts as sent now,
// under its first name, and first is false. The body is read from its beginning at each
// try. Past the quota it is attachments_quota.
func (s *Store) KeepAttachment(ctx context.Context, sender string, a record.Attachment, body io.ReaderAt, quota record.AttachmentQuota) (kept record.Attachment, first bool, err error) {
	err = s.write(ctx, func(tx *gorm.DB) error {
		var rows []uploadRow
		if err := s.forUpdate(tx).Where("sender = ? AND hash = ?", sender, a.SHA256).Find(&rows).Error; err != nil {
			return err
		}
		kept, first = a, len(rows) == 0
		if !first {
			kept.Name = rows[0].Name
			return tx.Model(&uploadRow{}).Where("sender = ? AND hash = ?", sender, a.SHA256).Update("sent", momentOf(a.Sent)).Error
		}
		var sent int64
		if err := tx.Table("uploads u").Joins("JOIN files f ON f.hash = u.hash").Where("u.sender = ? AND u.sent >= ?", sender, momentOf(quota.Since)).
			Select("COALESCE(SUM(f.size), 0)").Scan(&sent).Error; err != nil {
			return err
		}
		if sent+a.Size > quota.Bytes {
			return law.Errorf(law.KindTooMany, "attachments_quota", "一天之内上传的附件合计不能超过%dMB，请明天再上传。", quota.Bytes>>20)
		}
		if err := keepFile(tx, a, body); err != nil {
			return err
		}
		err := tx.Create(&uploadRow{Sender: sender, Hash: a.SHA256, Name: a.Name, Sent: momentOf(a.Sent)}).Error
		if isForeignKey(err) { // forgotten between the look and the row
			return errRaced
		}
		return racedIfDuplicate(err)
	})
	return kept, first, err
}

// AttachmentsMissing are those of the files that an act of the sender on the subject
// may not name: neither sent by the sender nor carried by an act of the subject, or of
// the case which that came out of.
func (s *Store) AttachmentsMissing(ctx context.Context, sender, subject string, hashes []string) (missing []string, err error) {
	if len(hashes) == 0 {
		return nil, nil
	}
	err = s.read(ctx, func(db *gorm.DB) error {
		there, err := nameable(db, sender, subject, hashes)
		missing = slices.DeleteFunc(slices.Clone(hashes), func(h string) bool { _, is := there[h]; return is })
		return err
	})
	return missing, err
}

// nameableRow is what an act that names a file takes over of it.
type nameableRow struct {
	Hash, Name string
	Sent       moment
}

// nameable are those of the files that an act of the sender on the subject may name, by
// their hashes.
func nameable(tx *gorm.DB, sender, subject string, hashes []string) (map[string]nameableRow, error) {
	about, err := belonging(tx, subject)
	if err != nil {
		return nil, err
	}
	out := make(map[string]nameableRow, len(hashes))
	for _, q := range []*gorm.DB{
		tx.Table("attachments").Where("subject IN ?", []string{subject, about.subject}),
		tx.Table("uploads").Where("sender = ?", sender),
	} {
		var rows []nameableRow
		if err := q.Where("hash IN ?", hashes).Select("hash, name, sent").Scan(&rows).Error; err != nil {
			return nil, err
		}
		for _, r := range rows {
			out[r.Hash] = r
		}
	}
	return out, nil
}

// PurgeUploads forgets what was sent before the moment: from then on its sender can
// neither read nor name it. Its bytes go too, unless an act carries them or another
// sent them as well. It returns how many were forgotten.
func (s *Store) PurgeUploads(ctx context.Context, before time.Time) (purged int, err error) {
	for {
		var rows []uploadRow
		err := s.write(ctx, func(tx *gorm.DB) error {
			if err := s.forUpdate(tx).Where("sent < ?", momentOf(before)).Order("sent, sender, hash").Limit(purgedFilesAtOnce).Find(&rows).Error; err != nil {
				return err
			}
			hashes := make([]string, len(rows))
			for i, r := range rows {
				if err := tx.Delete(&r).Error; err != nil {
					return err
				}
				hashes[i] = r.Hash
			}
			slices.Sort(hashes) // everybody locks in one order
			return s.forgetFiles(tx, slices.Compact(hashes))
		})
		purged += len(rows)
		if err != nil || len(rows) < purgedFilesAtOnce {
			return purged, err
		}
	}
}

// purgedFilesAtOnce is how many files one transaction forgets: each may have 20 MiB.
const purgedFilesAtOnce = 10
