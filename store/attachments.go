package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"shuangsuiji/record"
)

type attachmentRow struct {
	Subject string `gorm:"primaryKey"`
	ActSeq  int    `gorm:"primaryKey;autoIncrement:false"`
	Hash    string `gorm:"primaryKey"`
	Name    string
	Sent    moment
}

// TableName implements gorm's Tabler.
func (attachmentRow) TableName() string { return "attachments" }

// bindAttachments makes the files that were named with the act the act's own, in its
// transaction. What is not there any more, or was never its person's to name, refuses
// the act (attachments_missing).
func bindAttachments(tx *gorm.DB, act record.Act, body string) error {
	named, err := record.FilesNamed([]byte(body))
	if err != nil {
		return final{fmt.Errorf("store: what was written with act %d of %s: %w", act.Seq, act.Subject, err)}
	}
	if len(named) == 0 {
		return nil
	}
	hashes := record.HashesOf(named)
	there, err := nameable(tx, record.Sender(act.Via, act.Actor), act.Subject, hashes)
	if err != nil {
		return err
	}
	var missing []string
	var rows []attachmentRow
	for _, hash := range hashes {
		if file, is := there[hash]; is {
			rows = append(rows, attachmentRow{Subject: act.Subject, ActSeq: act.Seq, Hash: hash, Name: file.Name, Sent: file.Sent})
		} else {
			missing = append(missing, hash)
		}
	}
	if err := record.AttachmentsMissing(named, missing); err != nil {
		return final{err}
	}
	err = insertAll(tx, rows)
	if isForeignKey(err) { // forgotten between the look and the row
		return errRaced
	}
	return err
}

// attachmentFound is a file with the name under which it was sent.
type attachmentFound struct {
	Hash, Media, Name string
	Size              int64
	Sent              moment
}

func (f attachmentFound) attachment() record.Attachment {
	return record.Attachment{SHA256: f.Hash, Name: f.Name, Type: f.Media, Size: f.Size, Sent: f.Sent.at}
}

// Attachment is what the record says of a file, to somebody of the reach; to all others
// it is attachment_not_found.
func (s *Store) Attachment(ctx context.Context, hash string, reach record.AttachmentReach) (record.Attachment, error) {
	var found []attachmentFound
	err := s.read(ctx, func(db *gorm.DB) error {
		err := db.Table("uploads u").Joins("JOIN files f ON f.hash = u.hash").Where("u.sender = ? AND u.hash = ?", reach.Sender, hash).
			Select("f.hash, f.media, f.size, u.name, u.sent").Scan(&found).Error
		if err != nil || len(found) > 0 {
			return err
		}
		q, err := carriedWithin(db, reach)
		if err != nil {
			return err
		}
		return q.Joins("JOIN files f ON f.hash = a.hash").Where("a.hash = ?", hash).Order("a.subject, a.act_seq").Limit(1).
			Select("f.hash, f.media, f.size, a.name, a.sent").Scan(&found).Error
	})
	if err == nil && len(found) == 0 {
		err = gorm.ErrRecordNotFound
	}
	if err != nil {
		return record.Attachment{}, orNotFound(err, "attachment_not_found", "没有该附件，或者您无权查看。")
	}
	return found[0].attachment(), nil
}

// carriedWithin are the attachments of acts within the reach.
func carriedWithin(db *gorm.DB, reach record.AttachmentReach) (*gorm.DB, error) {
	w, err := withinReach(db, &reach.Within)
	if err != nil {
		return nil, err
	}
	cases := db.Table("cases c").Where("c.no = a.subject").Select("1")
	proceedings := db.Table("proceedings p").Where("p.no = a.subject").Select("1")
	if w != nil {
		cases, proceedings = w.cases(cases, ""), w.proceedings(proceedings)
	}
	of := db.Where("EXISTS (?)", cases).Or("EXISTS (?)", proceedings)
	if reach.Tasks {
		of = of.Or("EXISTS (?)", db.Table("tasks t").Where("t.id = a.subject").Select("1"))
	}
	q := db.Table("attachments a").Where(of)
	if len(reach.But) > 0 {
		q = q.Where("NOT EXISTS (SELECT 1 FROM acts x WHERE x.subject = a.subject AND x.seq = a.act_seq AND x.kind IN ?)", reach.But)
	}
	return q, nil
}

// ActAttachments are the files that the acts of a subject carry, by the numbers of the
// acts.
func (s *Store) ActAttachments(ctx context.Context, subject string) (map[int][]record.Attachment, error) {
	var rows []struct {
		File   attachmentFound `gorm:"embedded"`
		ActSeq int
	}
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Table("attachments a").Joins("JOIN files f ON f.hash = a.hash").Where("a.subject = ?", subject).Order("a.act_seq, a.hash").
			Select("a.act_seq, f.hash, f.media, f.size, a.name, a.sent").Scan(&rows).Error
	})
	out := map[int][]record.Attachment{}
	for _, r := range rows {
		out[r.ActSeq] = append(out[r.ActSeq], r.File.attachment())
	}
	return out, err
}
