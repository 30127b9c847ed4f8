package store

import (
	"context"

	"gorm.io/gorm"

	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

type linkRow struct {
	Hash       string `gorm:"primaryKey"`
	Purpose    string
	Subject    string
	Holder     string
	Draw       int
	Generation int
	MadeBy     string
	Request    *string // the request that made it; NULL for links of before
	Created    moment
	Expires    moment
	Code       string
	CodeWay    string
	Opened     moment
	Tries      int
	Paused     moment
	Locked     moment
	Ended      moment
	EndedBy    string
	Ending     string
}

// TableName implements gorm's Tabler.
func (linkRow) TableName() string { return "links" }

// linkChanges are the columns of a link that change.
var linkChanges = []string{"opened", "tries", "paused", "locked", "ended", "ended_by", "ending"}

func linkRowOf(l record.Link) linkRow {
	return linkRow{Hash: l.Hash, Purpose: string(l.Purpose), Subject: l.Subject, Holder: l.Holder, Draw: l.Draw, Generation: l.Generation,
		MadeBy: l.MadeBy, Created: momentOf(l.Created), Expires: momentOf(l.Expires), Code: l.Code, CodeWay: string(l.CodeWay),
		Opened: momentOf(l.Opened), Tries: l.Tries, Paused: momentOf(l.Paused), Locked: momentOf(l.Locked),
		Ended: momentOf(l.Ended), EndedBy: l.EndedBy, Ending: string(l.Ending)}
}

func (r linkRow) link() (record.Link, error) {
	return record.Link{Hash: r.Hash, Purpose: record.LinkPurpose(r.Purpose), Subject: r.Subject, Holder: r.Holder, Draw: r.Draw, Generation: r.Generation,
		MadeBy: r.MadeBy, Created: r.Created.at, Expires: r.Expires.at, Code: r.Code, CodeWay: record.CodeWay(r.CodeWay),
		Opened: r.Opened.at, Tries: r.Tries, Paused: r.Paused.at, Locked: r.Locked.at,
		Ended: r.Ended.at, EndedBy: r.EndedBy, Ending: record.LinkEnding(r.Ending)}, nil
}

// MakeLink keeps a new link, with the mail that tells its code, in one transaction
// under its subject's lock. judge sees the task as it stands (the zero value for an
// entity's link) with all links of the same purpose and subject, the latest first,
// and may refuse. The link becomes its holder's next generation,
// and a living one of before ends with it.
//
// The request that makes a link makes one: where it has made it already, that is
// returned, and repeated is true. Its secret is known to nobody then but to whom it
// was shown.
func (s *Store) MakeLink(ctx context.Context, request string, link record.Link, mails []record.Mail, judge func(t tasks.Task, all []record.Link) error) (kept record.Link, repeated bool, err error) {
	err = s.write(ctx, func(tx *gorm.DB) error {
		task, err := s.lockSubject(tx, link)
		if err != nil {
			return err
		}
		rows, err := linkRows(tx, link.Purpose, link.Subject)
		if err != nil {
			return err
		}
		all, err := convertAll(rows, linkRow.link)
		if err != nil {
			return err
		}
		for i, r := range rows {
			if r.Request != nil && *r.Request == request {
				kept, repeated = all[i], true
				return nil
			}
		}
		if err := judge(task, all); err != nil {
			return final{err}
		}
		kept, repeated = link, false
		kept.Generation = 1
		for _, l := range all {
			if l.Holder != link.Holder {
				continue
			}
			kept.Generation = max(kept.Generation, l.Generation+1)
			if !l.Ended.IsZero() {
				continue
			}
			l.Ended, l.EndedBy, l.Ending = link.Created, link.MadeBy, record.LinkRenewed
			if err := changeLink(tx, l); err != nil {
				return err
			}
		}
		row := linkRowOf(kept)
		row.Request = &request
		if err := racedIfDuplicate(tx.Create(&row).Error); err != nil {
			return err
		}
		return queueMail(tx, mails)
	})
	return kept, repeated, err
}

// lockSubject keeps the links of a case, task or party in order where two are made at once.
// A task is read with it.
func (s *Store) lockSubject(tx *gorm.DB, l record.Link) (tasks.Task, error) {
	if l.Purpose == record.LinkWitness {
		var row taskRow
		if err := s.forUpdate(tx).Where("id = ?", l.Subject).Take(&row).Error; err != nil {
			return tasks.Task{}, orNotFound(err, "task_not_found", "没有编号为“%s”的抽查任务。", l.Subject)
		}
		return row.task()
	}
	if l.OfParty() {
		var party partyRow // never changed, and therefore not to be locked itself
		if err := tx.Where("no = ?", l.Subject).Take(&party).Error; err != nil {
			return tasks.Task{}, noParty(err, l.Subject)
		}
		return tasks.Task{}, s.forUpdate(tx).Select("no").Where("no = ?", party.Proceeding).Take(&proceedingRow{}).Error
	}
	err := s.forUpdate(tx).Select("no").Where("no = ?", l.Subject).Take(&caseRow{}).Error
	return tasks.Task{}, orNotFound(err, "case_not_found", "没有编号为“%s”的案件。", l.Subject)
}

// linkRows are all links of a subject, the latest first.
func linkRows(db *gorm.DB, purpose record.LinkPurpose, subject string) (rows []linkRow, err error) {
	err = db.Where("subject = ? AND purpose = ?", subject, string(purpose)).Order("created DESC, generation DESC, hash").Find(&rows).Error
	return rows, err
}

func changeLink(tx *gorm.DB, l record.Link) error {
	row := linkRowOf(l)
	return tx.Model(&linkRow{}).Where("hash = ?", l.Hash).Select(linkChanges).Updates(&row).Error
}

// ChangeLink shows change the link as it stands, locked, and keeps what it made of
// it: the first look, wrong codes, the end. Nothing else of a link changes. change
// may run more than once and must depend on its argument alone.
func (s *Store) ChangeLink(ctx context.Context, hash string, change func(*record.Link)) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		var row linkRow
		if err := s.forUpdate(tx).Where("hash = ?", hash).Take(&row).Error; err != nil {
			return orNotFound(err, "link_not_found", "链接无效，请核对是否完整。")
		}
		before, err := row.link()
		if err != nil {
			return err
		}
		after := before
		change(&after)
		if after == before {
			return nil
		}
		return changeLink(tx, after)
	})
}

// LinkByHash returns the link by the SHA-256 of its secret. Whether it has ended is
// for the caller to see.
func (s *Store) LinkByHash(ctx context.Context, hash string) (record.Link, error) {
	var r linkRow
	if err := s.read(ctx, func(db *gorm.DB) error { return db.Where("hash = ?", hash).Take(&r).Error }); err != nil {
		return record.Link{}, orNotFound(err, "link_not_found", "链接无效，请核对是否完整。")
	}
	return r.link()
}

// Links are all links of a subject, the latest first.
func (s *Store) Links(ctx context.Context, purpose record.LinkPurpose, subject string) ([]record.Link, error) {
	var rows []linkRow
	err := s.read(ctx, func(db *gorm.DB) (err error) {
		rows, err = linkRows(db, purpose, subject)
		return err
	})
	if err != nil {
		return nil, err
	}
	return convertAll(rows, linkRow.link)
}
