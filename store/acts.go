package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

type actRow struct {
	Subject     string `gorm:"primaryKey"`
	Seq         int    `gorm:"primaryKey;autoIncrement:false"`
	Kind        string
	Name        string
	Clause      string
	Actor       string
	ActorRole   string
	Delegation  string
	Happened    moment
	Entered     moment
	Recorded    moment
	Facts       string
	PayloadID   *string
	PayloadHash string
	ActKey      string
	Via         string
	Statement   string
	Proof       string
	StateHash   string
	Seal        string
}

// TableName implements gorm's Tabler.
func (actRow) TableName() string { return "acts" }

func actRowOf(a record.Act) actRow {
	row := actRow{Subject: a.Subject, Seq: a.Seq, Kind: string(a.Kind), Name: a.Name, Clause: a.Clause, Actor: a.Actor,
		ActorRole: string(a.ActorRole), Delegation: a.Delegation, Happened: momentOf(a.Happened), Entered: momentOf(a.Entered),
		Recorded: momentOf(a.Recorded), Facts: string(a.Facts), PayloadHash: a.PayloadHash, ActKey: a.Key,
		Via: string(a.Via), Statement: a.Statement, Proof: a.Proof, StateHash: a.StateHash, Seal: a.Seal}
	if a.PayloadID != "" {
		row.PayloadID = &a.PayloadID
	}
	return row
}

func (r actRow) act() (record.Act, error) {
	a := record.Act{Subject: r.Subject, Seq: r.Seq, Kind: law.ActKind(r.Kind), Name: r.Name, Clause: r.Clause, Actor: r.Actor,
		ActorRole: law.Role(r.ActorRole), Delegation: r.Delegation, Happened: r.Happened.at, Entered: r.Entered.at,
		Recorded: r.Recorded.at, PayloadHash: r.PayloadHash, Key: r.ActKey,
		Via: law.Via(r.Via), Statement: r.Statement, Proof: r.Proof, StateHash: r.StateHash, Seal: r.Seal}
	if r.Facts != "" {
		a.Facts = json.RawMessage(r.Facts)
	}
	if r.PayloadID != nil {
		a.PayloadID = *r.PayloadID
	}
	return a, nil
}

// Acts lists the acts of a subject in order.
func (s *Store) Acts(ctx context.Context, subject string, page record.Page) (record.Listed[record.Act], error) {
	var out record.Listed[record.Act]
	after, err := numberOf(page.After)
	if err != nil {
		return out, err
	}
	limit := limitOf(page)
	err = s.read(ctx, func(db *gorm.DB) error {
		var rows []actRow
		if err := db.Where("subject = ? AND seq > ?", subject, after).Order("seq").Limit(limit + 1).Find(&rows).Error; err != nil {
			return err
		}
		out, err = listed(rows, limit, actRow.act, func(r actRow) string { return cursorOf(strconv.Itoa(r.Seq)) })
		return err
	})
	return out, err
}

// RecordAct records an act on a subject that is neither case nor task (a
// register, the clock, an account). The store numbers it: Seq of the argument
// does not count. With a key that is on record already nothing is written and
// repeated is true.
func (s *Store) RecordAct(ctx context.Context, act record.Act) (repeated bool, err error) {
	err = s.write(ctx, func(tx *gorm.DB) error {
		if repeated, err = actExists(tx, act.Subject, act.Key); repeated || err != nil {
			return err
		}
		if err := tx.Model(&actRow{}).Where("subject = ?", act.Subject).Select("COALESCE(MAX(seq), 0)").Scan(&act.Seq).Error; err != nil {
			return err
		}
		act.Seq++
		return racedIfDuplicate(s.insertAct(tx, act, ""))
	})
	return repeated, err
}

// OnRecord reports whether the subject has an act under the key.
func (s *Store) OnRecord(ctx context.Context, subject, key string) (found bool, err error) {
	err = s.read(ctx, func(db *gorm.DB) error {
		found, err = actExists(db, subject, key)
		return err
	})
	return found, err
}

func actExists(tx *gorm.DB, subject, key string) (bool, error) {
	var n int64
	err := tx.Model(&actRow{}).Where("subject = ? AND act_key = ?", subject, key).Limit(1).Count(&n).Error
	return n > 0, err
}

// actRow is the act as it is written, sealed with the state that it led to.
func (s *Store) actRow(act record.Act, state string) (actRow, error) {
	if s.signer == nil {
		return actRowOf(act), nil
	}
	if state != "" {
		sum := sha256.Sum256([]byte(state))
		act.StateHash = hex.EncodeToString(sum[:])
	}
	text, err := act.Sealed()
	if err != nil {
		return actRow{}, err
	}
	act.Seal = hex.EncodeToString(s.signer.Sign(text, []byte(record.ActContext)))
	return actRowOf(act), nil
}

// insertAct is a plain INSERT: the service's user has no right to update acts,
// which an upsert of any kind asks for on MySQL. An act whose payload was
// discarded was refused before, and stays refused ([Store.DiscardPayload]). The
// attachments that the payload names become the act's.
func (s *Store) insertAct(tx *gorm.DB, act record.Act, state string) error {
	row, err := s.actRow(act, state)
	if err != nil {
		return err
	}
	if err := tx.Create(&row).Error; err != nil || row.PayloadID == nil {
		return err
	}
	body, err := carried(tx, *row.PayloadID)
	if err != nil {
		return err
	}
	return bindAttachments(tx, act, body)
}

// fitAct fills in what the caller may leave out and refuses an act that would
// leave a gap or contradict what it belongs to.
func fitAct(a *record.Act, subject, key string, seq, before int) error {
	if a.Subject == "" {
		a.Subject = subject
	}
	if a.Key == "" {
		a.Key = key
	}
	if a.Seq == 0 {
		a.Seq = seq
	}
	if a.Subject != subject || a.Key != key || a.Seq != seq || seq != before+1 {
		return final{law.Errorf(law.KindCorrupt, "act_out_of_order",
			"%s的第%d号记录与案卷不一致（案卷现有%d项记录），本次办理没有记录。", subject, a.Seq, before)}
	}
	return nil
}
