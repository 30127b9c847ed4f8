package store

import (
	"context"

	"gorm.io/gorm"

	"shuangsuiji/record"
)

type ratingRow struct {
	CaseNo     string `gorm:"primaryKey"`
	Department string
	Stars      int
	Entered    moment
}

// TableName implements gorm's Tabler.
func (ratingRow) TableName() string { return "ratings" }

func rate(tx *gorm.DB, no string, r record.Rating) error {
	return tx.Create(&ratingRow{CaseNo: no, Department: r.Department, Stars: r.Stars, Entered: momentOf(r.Entered)}).Error
}

// Ratings counts the ratings of each department by their stars.
func (s *Store) Ratings(ctx context.Context) ([]record.RatingCount, error) {
	var counts []record.RatingCount
	err := s.read(ctx, func(db *gorm.DB) error {
		return db.Model(&ratingRow{}).Group("department, stars").Select("department, stars, COUNT(*) AS count").
			Order("department, stars").Scan(&counts).Error
	})
	return counts, err
}
