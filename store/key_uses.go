package store

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"

	"gorm.io/gorm"

	"shuangsuiji/record"
	"shuangsuiji/seal"
)

// KeyUses tells for which of the office's keys the record calls, by their names. It
// goes through all acts.
func (s *Store) KeyUses(ctx context.Context) ([]record.KeyUse, error) {
	var uses map[string]*record.KeyUse
	err := s.read(ctx, func(db *gorm.DB) error {
		uses = map[string]*record.KeyUse{}
		of := func(id string) *record.KeyUse {
			if uses[id] == nil {
				uses[id] = &record.KeyUse{Key: id}
			}
			return uses[id]
		}
		if err := actsByKey(db, func(id string, acts int64) { of(id).Acts += acts }); err != nil {
			return err
		}
		return sealedSecrets(db, func(sealed []byte) { of(seal.KeyOf(sealed)).Secrets++ })
	})
	if err != nil {
		return nil, err
	}
	all := make([]record.KeyUse, 0, len(uses))
	for _, id := range slices.Sorted(maps.Keys(uses)) {
		all = append(all, *uses[id])
	}
	return all, nil
}

// actsByKey counts the sealed acts. In a seal, two digits say how long the name of
// its key is, and the name follows; so acts are counted for each length of a name.
func actsByKey(db *gorm.DB, count func(id string, acts int64)) error {
	var lengths []string
	if err := db.Model(&actRow{}).Where("seal <> ''").Distinct().Pluck("substr(seal, 1, 2)", &lengths).Error; err != nil {
		return err
	}
	for _, length := range lengths {
		size, err := hex.DecodeString(length)
		if err != nil || len(size) != 1 {
			continue // no seal of ours; the check of the record names the act
		}
		var heads []struct {
			Head string
			Acts int64
		}
		err = db.Model(&actRow{}).Select(fmt.Sprintf("substr(seal, 1, %d) AS head, COUNT(*) AS acts", 2+2*int(size[0]))).
			Where("seal LIKE ?", length+"%").Group("head").Scan(&heads).Error
		if err != nil {
			return err
		}
		for _, h := range heads {
			if raw, err := hex.DecodeString(h.Head); err == nil && seal.KeyOf(raw) != "" {
				count(seal.KeyOf(raw), h.Acts)
			}
		}
	}
	return nil
}

// sealedSecrets goes through what is kept sealed beside acts.
func sealedSecrets(db *gorm.DB, found func(sealed []byte)) error {
	var draws []drawRow
	var factors []secondFactorRow
	err := errors.Join(
		db.Select("nonce", "roster_key").Find(&draws).Error,
		db.Select("secret", "pending").Find(&factors).Error)
	if err != nil {
		return err
	}
	var all [][]byte
	for _, d := range draws {
		all = append(all, d.Nonce, d.RosterKey)
	}
	for _, f := range factors {
		all = append(all, f.Secret, f.Pending)
	}
	for _, b := range all {
		if seal.Sealed(b) && seal.KeyOf(b) != "" {
			found(b)
		}
	}
	return nil
}

// ActsSealedWith are a few acts that were sealed with the key.
func (s *Store) ActsSealedWith(ctx context.Context, key string, limit int) ([]record.Act, error) {
	head := hex.EncodeToString(append([]byte{byte(len(key))}, key...))
	var rows []actRow
	err := s.read(ctx, func(db *gorm.DB) error {
		rows = nil
		return db.Where("seal LIKE ?", head+"%").Limit(limit).Find(&rows).Error
	})
	if err != nil {
		return nil, err
	}
	return convertAll(rows, actRow.act)
}
