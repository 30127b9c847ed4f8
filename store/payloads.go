package store

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"time"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

type payloadRow struct {
	ID     string `gorm:"primaryKey"`
	Salt   []byte
	Body   *string
	Hash   string
	Erased moment
	Kept   moment // when it was kept; see [Store.EraseOrphans]
}

// TableName implements gorm's Tabler.
func (payloadRow) TableName() string { return "payloads" }

// keepPayload keeps what came with a request. A repeat that lost the connection
// when its transaction was committed finds it there.
func keepPayload(tx *gorm.DB, w record.Written, at time.Time) error {
	if w.ID == "" {
		return nil
	}
	body := string(w.Body)
	_, err := insertMissing(tx, []payloadRow{{ID: w.ID, Salt: w.Salt, Body: &body, Hash: w.Hash, Kept: momentOf(at)}},
		func(r payloadRow) string { return r.ID }, existingKeys(tx, &payloadRow{}, "id"))
	return err
}

// Payload returns what was written under the id; an erased one has no body.
func (s *Store) Payload(ctx context.Context, id string) (record.Payload, error) {
	row, err := s.payload(ctx, id)
	if err != nil {
		return record.Payload{}, err
	}
	return row.payload(), nil
}

func (r payloadRow) payload() record.Payload {
	p := record.Payload{ID: r.ID, Erased: r.Erased.at}
	if r.Body != nil {
		p.Body = json.RawMessage(*r.Body)
	}
	return p
}

func (s *Store) payload(ctx context.Context, id string) (payloadRow, error) {
	var row payloadRow
	err := s.read(ctx, func(db *gorm.DB) error { return db.Where("id = ?", id).Take(&row).Error })
	return row, orNotFound(err, "payload_not_found", "没有编号为“%s”的内容。", id)
}

// DiscardPayload removes what was written with an act that was refused, and the
// salt with it. Where an act on record carries the payload, the refusal told only
// of a later try: everything stays. An act that comes after the discarding is refused (payload_discarded): so a workflow that
// was reset and judges an old act anew can't record what was refused to a person.
// Discarding twice keeps the first time.
func (s *Store) DiscardPayload(ctx context.Context, id string, now time.Time) error {
	err := s.write(ctx, func(tx *gorm.DB) error {
		// The lock comes first: an act that is being inserted holds the row until its
		// transaction ends.
		var row payloadRow
		if err := s.forUpdate(tx).Where("id = ?", id).Take(&row).Error; err != nil {
			return err
		}
		var carried int64
		if err := tx.Model(&actRow{}).Where("payload_id = ?", id).Limit(1).Count(&carried).Error; err != nil {
			return err
		}
		if carried > 0 || !row.Erased.at.IsZero() {
			return nil
		}
		return tx.Model(&payloadRow{}).Where("id = ?", id).
			Updates(map[string]any{"salt": nil, "body": nil, "erased": momentOf(now)}).Error
	})
	return orNotFound(err, "payload_not_found", "没有编号为“%s”的内容。", id)
}

// carried is what was written with an act that is being inserted. Where nothing is left
// of it the act is refused. On MySQL the foreign key of the act has locked the row; the
// locking read sees it as it is now.
func carried(tx *gorm.DB, id string) (body string, err error) {
	query := "SELECT erased, body FROM payloads WHERE id = ?"
	if tx.Name() == MySQL {
		query += " LOCK IN SHARE MODE"
	}
	var row payloadRow
	if err := tx.Raw(query, id).Scan(&row).Error; err != nil {
		return "", err
	}
	if row.Body == nil || !row.Erased.at.IsZero() {
		return "", final{law.Errorf(law.KindStale, "payload_discarded", "这项办理先前已被拒绝，所填内容已删除，本次没有记录；请核对现状后重新办理。")}
	}
	return *row.Body, nil
}

// VerifyPayload holds what was written with the act against the act's hash. It
// is nil where they agree, where the act carries nothing and where the payload
// was erased; payload_altered or payload_missing where the record contradicts
// itself.
func (s *Store) VerifyPayload(ctx context.Context, act record.Act) error {
	if act.PayloadID == "" {
		return nil
	}
	row, err := s.payload(ctx, act.PayloadID)
	if errors.Is(err, &law.Error{Code: "payload_not_found"}) {
		return law.Errorf(law.KindCorrupt, "payload_missing", "%s第%d号记录的内容不在案卷中。", act.Subject, act.Seq)
	}
	if err != nil {
		return err
	}
	hash := row.Hash
	if row.Erased.at.IsZero() {
		if row.Body == nil {
			return law.Errorf(law.KindCorrupt, "payload_missing", "%s第%d号记录的内容不在案卷中。", act.Subject, act.Seq)
		}
		hash = record.PayloadHash(row.Salt, []byte(*row.Body))
	}
	if subtle.ConstantTimeCompare([]byte(hash), []byte(act.PayloadHash)) != 1 {
		return law.Errorf(law.KindCorrupt, "payload_altered", "%s第%d号记录的内容与其校验值不一致。", act.Subject, act.Seq)
	}
	return nil
}
