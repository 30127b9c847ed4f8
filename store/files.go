package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

type fileRow struct {
	Hash   string `gorm:"primaryKey"`
	Media  string
	Size   int64
	Pieces int
}

// TableName implements gorm's Tabler.
func (fileRow) TableName() string { return "files" }

type filePieceRow struct {
	Hash  string `gorm:"primaryKey"`
	Piece int    `gorm:"primaryKey;autoIncrement:false"`
	Body  []byte
}

// TableName implements gorm's Tabler.
func (filePieceRow) TableName() string { return "file_pieces" }

// keepFile keeps the bytes once, whoever sends them. The row is locked by who refers to
// it, so that it can't be forgotten meanwhile.
func keepFile(tx *gorm.DB, a record.Attachment, body io.ReaderAt) error {
	var there int64
	if err := tx.Model(&fileRow{}).Where("hash = ?", a.SHA256).Count(&there).Error; err != nil || there > 0 {
		return err
	}
	row := fileRow{Hash: a.SHA256, Media: a.Type, Size: a.Size, Pieces: int((a.Size + pieceSize - 1) / pieceSize)}
	if err := racedIfDuplicate(tx.Create(&row).Error); err != nil {
		return err
	}
	buffer := make([]byte, min(pieceSize, a.Size))
	for n := range row.Pieces {
		at := int64(n) * pieceSize
		piece := buffer[:min(pieceSize, a.Size-at)]
		if _, err := body.ReadAt(piece, at); err != nil && !errors.Is(err, io.EOF) {
			return final{fmt.Errorf("store: read attachment: %w", err)}
		}
		if err := tx.Create(&filePieceRow{Hash: a.SHA256, Piece: n, Body: piece}).Error; err != nil {
			return err
		}
	}
	return nil
}

// forgetFiles removes those of the files that nobody sent lately and no act carries.
func (s *Store) forgetFiles(tx *gorm.DB, hashes []string) error {
	for _, hash := range hashes {
		var row fileRow
		err := s.forUpdate(tx).Where("hash = ?", hash).
			Where("NOT EXISTS (SELECT 1 FROM uploads u WHERE u.hash = files.hash) AND NOT EXISTS (SELECT 1 FROM attachments a WHERE a.hash = files.hash)").
			Take(&row).Error
		if errors.Is(err, gorm.ErrRecordNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if err := tx.Where("hash = ?", hash).Delete(&filePieceRow{}).Error; err != nil {
			return err
		}
		err = tx.Delete(&row).Error
		if isForeignKey(err) { // somebody took it up between the look and this
			return errRaced
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// AttachmentPart reads a part of an attachment from the offset: at most the piece in
// which the offset lies.
func (s *Store) AttachmentPart(ctx context.Context, hash string, offset int64) ([]byte, error) {
	var row filePieceRow
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Where("hash = ? AND piece = ?", hash, offset/pieceSize).Take(&row).Error
	})
	if err != nil {
		return nil, orNotFound(err, "attachment_not_found", "没有该附件。")
	}
	return row.Body[min(offset%pieceSize, int64(len(row.Body))):], nil
}

// FilesOff are the hashes of files whose bytes are not all there or have another hash.
func (s *Store) FilesOff(ctx context.Context) ([]string, error) {
	var off []string
	for after := ""; ; {
		var rows []fileRow
		err := s.read(ctx, func(db *gorm.DB) error {
			return db.Where("hash > ?", after).Order("hash").Limit(keysPerQuery).Find(&rows).Error
		})
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			after = row.Hash
			whole, err := s.fileIsWhole(ctx, row)
			if err != nil {
				return nil, err
			}
			if !whole {
				off = append(off, row.Hash)
			}
		}
		if len(rows) < keysPerQuery {
			return off, nil
		}
	}
}

func (s *Store) fileIsWhole(ctx context.Context, row fileRow) (bool, error) {
	hash, size := sha256.New(), int64(0)
	for size < row.Size {
		piece, err := s.AttachmentPart(ctx, row.Hash, size)
		if law.KindOf(err) == law.KindNotFound || err == nil && len(piece) == 0 {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		hash.Write(piece)
		size += int64(len(piece))
	}
	return size == row.Size && hex.EncodeToString(hash.Sum(nil)) == row.Hash, nil
}
