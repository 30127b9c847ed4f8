package store

import (
	"context"
	"strconv"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// writtenAtOnce is how many bytes of what was written one page of a history holds:
// an act may carry a megabyte, and a page of acts has five hundred.
const writtenAtOnce = 8 << 20

// ActsWritten lists the acts of a subject in order, each with what was written with
// it. A page ends before its limit where what was written is long; it has at least
// one act.
func (s *Store) ActsWritten(ctx context.Context, subject string, page record.Page) (record.Listed[record.ActWritten], error) {
	var out record.Listed[record.ActWritten]
	acts, err := s.Acts(ctx, subject, page)
	if err != nil {
		return out, err
	}
	out.Next = acts.Next
	sizes, err := s.payloadSizes(ctx, acts.Items)
	if err != nil {
		return out, err
	}
	total := 0
	for i, act := range acts.Items {
		if total += sizes[act.PayloadID]; total > writtenAtOnce && i > 0 {
			acts.Items, out.Next = acts.Items[:i], cursorOf(strconv.Itoa(acts.Items[i-1].Seq))
			break
		}
	}
	written, err := s.payloads(ctx, acts.Items)
	if err != nil {
		return out, err
	}
	for _, act := range acts.Items {
		p, kept := written[act.PayloadID]
		if act.PayloadID != "" && !kept {
			return out, law.Errorf(law.KindNotFound, "payload_not_found", "没有编号为“%s”的内容。", act.PayloadID)
		}
		out.Items = append(out.Items, record.ActWritten{Act: act, Payload: p})
	}
	return out, nil
}

func payloadIDs(acts []record.Act) []string {
	var ids []string
	for _, a := range acts {
		if a.PayloadID != "" {
			ids = append(ids, a.PayloadID)
		}
	}
	return ids
}

func (s *Store) payloadSizes(ctx context.Context, acts []record.Act) (map[string]int, error) {
	var rows []struct {
		ID   string
		Size int
	}
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Model(&payloadRow{}).Where("id IN ?", payloadIDs(acts)).Select("id, COALESCE(OCTET_LENGTH(body), 0) AS size").Scan(&rows).Error
	})
	sizes := map[string]int{}
	for _, r := range rows {
		sizes[r.ID] = r.Size
	}
	return sizes, err
}

// payloads are what was written with the acts, by its id.
func (s *Store) payloads(ctx context.Context, acts []record.Act) (map[string]record.Payload, error) {
	var rows []payloadRow
	err := s.read(ctx, func(db *gorm.DB) error { return db.Where("id IN ?", payloadIDs(acts)).Find(&rows).Error })
	out := map[string]record.Payload{}
	for _, r := range rows {
		out[r.ID] = r.payload()
	}
	return out, err
}
