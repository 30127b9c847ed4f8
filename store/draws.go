package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/klauspost/compress/zstd"
	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

type drawRow struct {
	Task       string `gorm:"primaryKey"`
	Number     int    `gorm:"primaryKey;autoIncrement:false"`
	Stage      string
	Commitment string
	Hash       string
	Nonce      []byte
	RosterKey  []byte
	Committed  moment
	Ended      moment
}

// TableName implements gorm's Tabler.
func (drawRow) TableName() string { return "draws" }

type drawPartRow struct {
	Task   string `gorm:"primaryKey"`
	Number int    `gorm:"primaryKey;autoIncrement:false"`
	Name   string `gorm:"primaryKey"`
	Hash   string
	Size   int64
	Pieces int
}

// TableName implements gorm's Tabler.
func (drawPartRow) TableName() string { return "draw_parts" }

type drawPieceRow struct {
	Task   string `gorm:"primaryKey"`
	Number int    `gorm:"primaryKey;autoIncrement:false"`
	Name   string `gorm:"primaryKey"`
	Piece  int    `gorm:"primaryKey;autoIncrement:false"`
	Body   []byte
}

// TableName implements gorm's Tabler.
func (drawPieceRow) TableName() string { return "draw_pieces" }

// pieceSize keeps a statement below any packet size in use.
const pieceSize = 512 << 10

func (r drawRow) draw() (record.Draw, error) {
	return record.Draw{Task: r.Task, Number: r.Number, Stage: record.DrawStage(r.Stage), Commitment: []byte(r.Commitment), Hash: r.Hash,
		Nonce: r.Nonce, RosterKey: r.RosterKey, Committed: r.Committed.at, Ended: r.Ended.at}, nil
}

// writeDraw adds a draw or takes it a stage further; the task is locked. What
// was committed stays as it was, and so do parts that are there.
func writeDraw(tx *gorm.DB, d record.Draw) error {
	row := drawRow{Task: d.Task, Number: d.Number, Stage: string(d.Stage), Commitment: string(d.Commitment), Hash: d.Hash,
		Nonce: notNil(d.Nonce), RosterKey: notNil(d.RosterKey), Committed: momentOf(d.Committed), Ended: momentOf(d.Ended)}
	var old drawRow
	err := tx.Where("task = ? AND number = ?", d.Task, d.Number).Take(&old).Error
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound):
		err = tx.Create(&row).Error
	case err == nil:
		err = advanceDraw(tx, old, row)
	}
	if err != nil {
		return err
	}
	names := make([]string, 0, len(d.Parts))
	for name := range d.Parts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if err := writePart(tx, d.Task, d.Number, name, d.Parts[name]); err != nil {
			return err
		}
	}
	return nil
}

func notNil(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

func advanceDraw(tx *gorm.DB, old, row drawRow) error {
	same := old.Commitment == row.Commitment && old.Hash == row.Hash && bytes.Equal(old.Nonce, row.Nonce) &&
		bytes.Equal(old.RosterKey, row.RosterKey) && old.Committed == row.Committed
	if !same {
		return final{law.Errorf(law.KindCorrupt, "draw_differs", "第%d次抽取已经公布承诺，内容不能更改。", row.Number)}
	}
	if old.Stage == row.Stage {
		return nil
	}
	if old.Stage != string(record.DrawCommitted) {
		return final{law.Errorf(law.KindCorrupt, "draw_ended", "第%d次抽取已经结束，不能再更改。", row.Number)}
	}
	return tx.Model(&drawRow{}).Where("task = ? AND number = ?", row.Task, row.Number).
		Updates(map[string]any{"stage": row.Stage, "ended": row.Ended}).Error
}

func writePart(tx *gorm.DB, task string, number int, name string, body []byte) error {
	sum := sha256.Sum256(body)
	row := drawPartRow{Task: task, Number: number, Name: name, Hash: hex.EncodeToString(sum[:]), Size: int64(len(body))}
	var old drawPartRow
	err := tx.Where("task = ? AND number = ? AND name = ?", task, number, name).Take(&old).Error
	if err == nil {
		if old.Hash != row.Hash {
			return final{law.Errorf(law.KindCorrupt, "draw_part_differs", "第%d次抽取的文件“%s”已经在案，内容不能更改。", number, name)}
		}
		return nil
	}
	if !errors.Is(err, gorm.ErrRecordNotFound) {
		return err
	}
	packed, err := compress(body)
	if err != nil {
		return err
	}
	for piece := range slices.Chunk(packed, pieceSize) {
		p := drawPieceRow{Task: task, Number: number, Name: name, Piece: row.Pieces, Body: piece}
		if err := tx.Create(&p).Error; err != nil {
			return err
		}
		row.Pieces++
	}
	return tx.Create(&row).Error
}

// compress uses one core: acts that run beside it need the other. Most of what it
// compresses are hashes, in which a slower level finds no more.
func compress(body []byte) ([]byte, error) {
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		return nil, fmt.Errorf("store: compress: %w", err)
	}
	packed := encoder.EncodeAll(body, nil)
	return packed, encoder.Close()
}

// Draw returns a draw with its secrets (nonce and roster key) and without its
// parts. It is for the activity that computes the draw; whoever shows a draw reads
// its [Store.DrawHead].
func (s *Store) Draw(ctx context.Context, task string, number int) (record.Draw, error) {
	var row drawRow
	err := s.read(ctx, func(db *gorm.DB) error { return db.Where("task = ? AND number = ?", task, number).Take(&row).Error })
	if err != nil {
		return record.Draw{}, orNotFound(err, "draw_not_found", "抽查任务%s没有第%d次抽取。", task, number)
	}
	return row.draw()
}

// DrawHead returns a draw without its secrets and its parts.
func (s *Store) DrawHead(ctx context.Context, task string, number int) (record.DrawHead, error) {
	var row drawRow
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Omit("nonce", "roster_key").Where("task = ? AND number = ?", task, number).Take(&row).Error
	})
	if err != nil {
		return record.DrawHead{}, orNotFound(err, "draw_not_found", "抽查任务%s没有第%d次抽取。", task, number)
	}
	return record.DrawHead{Task: row.Task, Number: row.Number, Stage: record.DrawStage(row.Stage), Commitment: []byte(row.Commitment),
		Hash: row.Hash, Committed: row.Committed.at, Ended: row.Ended.at}, nil
}

// Draws are all draws of a task in order, without secrets and parts.
func (s *Store) Draws(ctx context.Context, task string) ([]record.Draw, error) {
	var rows []drawRow
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Omit("nonce", "roster_key").Where("task = ?", task).Order("number").Find(&rows).Error
	})
	if err != nil {
		return nil, err
	}
	return convertAll(rows, drawRow.draw)
}

// PublicDraws are the draws of all tasks, the latest numbers first.
func (s *Store) PublicDraws(ctx context.Context, page record.Page) (record.Listed[record.PublicDraw], error) {
	var out record.Listed[record.PublicDraw]
	limit := limitOf(page)
	keys, err := keysOf(page.After, 2)
	if err != nil {
		return out, err
	}
	err = s.read(ctx, func(db *gorm.DB) error {
		q := db.Select("task", "number", "stage", "hash", "committed", "ended")
		if keys != nil {
			q = q.Where("task <= ? AND (task < ? OR number < ?)", keys[0], keys[0], keys[1])
		}
		var rows []drawRow
		if err := q.Order("task DESC, number DESC").Limit(limit + 1).Find(&rows).Error; err != nil {
			return err
		}
		out, err = listed(rows, limit, drawRow.public, func(r drawRow) string { return cursorOf(r.Task, strconv.Itoa(r.Number)) })
		return err
	})
	return out, err
}

func (r drawRow) public() (record.PublicDraw, error) {
	return record.PublicDraw{Task: r.Task, Number: r.Number, Stage: record.DrawStage(r.Stage), Hash: r.Hash, Committed: r.Committed.at, Ended: r.Ended.at}, nil
}

// DrawPart returns one of the large documents of a draw, held against its hash.
func (s *Store) DrawPart(ctx context.Context, task string, number int, name string) ([]byte, error) {
	var part drawPartRow
	var pieces [][]byte
	err := s.read(ctx, func(db *gorm.DB) error {
		if err := db.Where("task = ? AND number = ? AND name = ?", task, number, name).Take(&part).Error; err != nil {
			return err
		}
		return db.Model(&drawPieceRow{}).Where("task = ? AND number = ? AND name = ?", task, number, name).
			Order("piece").Pluck("body", &pieces).Error
	})
	if err != nil {
		return nil, orNotFound(err, "draw_part_not_found", "抽查任务%s第%d次抽取没有文件“%s”。", task, number, name)
	}
	return part.unpack(pieces)
}

func (r drawPartRow) unpack(pieces [][]byte) ([]byte, error) {
	damaged := law.Errorf(law.KindCorrupt, "draw_part_damaged", "抽查任务%s第%d次抽取的文件“%s”与其校验值不一致。", r.Task, r.Number, r.Name)
	decoder, err := zstd.NewReader(bytes.NewReader(bytes.Join(pieces, nil)), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, wrap(damaged, err)
	}
	defer decoder.Close()
	body := bytes.NewBuffer(make([]byte, 0, r.Size))
	if _, err := decoder.WriteTo(body); err != nil {
		return nil, wrap(damaged, err)
	}
	sum := sha256.Sum256(body.Bytes())
	if len(pieces) != r.Pieces || hex.EncodeToString(sum[:]) != r.Hash {
		return nil, damaged
	}
	return body.Bytes(), nil
}
