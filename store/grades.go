package store

import (
	"context"

	"gorm.io/gorm"

	"shuangsuiji/record"
)

// GradesInUse counts the entities of the register by their risk grade; the heading
// of those without one is "".
func (s *Store) GradesInUse(ctx context.Context) ([]record.Count, error) {
	var counts []record.Count
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Model(&entityRow{}).Select("grade AS heading, COUNT(*) AS count").Group("grade").Order("grade").Scan(&counts).Error
	})
	return counts, err
}
