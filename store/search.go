package store

import (
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"shuangsuiji/names"
)

// entityFound is the condition that the entity whose search key the column is has the
// [names.Sought] in it. INSTR takes the text as it is; LIKE would read % and _ in it.
func entityFound(column string) string { return "INSTR(" + column + ", ?) > 0" }

// publishedFor narrows a public list, aliased, to entries of entities that were sought. The
// entries themselves can't be given a key any more: they are found by the register's, and
// by the name that was published where the entity has another one since.
func publishedFor(q *gorm.DB, alias, text string, sought names.Sought) *gorm.DB {
	return q.Joins("LEFT JOIN entities e ON e.code = "+alias+".entity").
		Where("("+entityFound("e.search_key")+" OR INSTR("+alias+".name, ?) > 0)", sought, strings.TrimSpace(text))
}

// decidedOn narrows decisions d to those on a party that was sought, whether it is the
// entity that was drawn or not.
func decidedOn(q *gorm.DB, text string, sought names.Sought) *gorm.DB {
	return q.Joins("LEFT JOIN entities e ON e.code = d.entity").
		Joins("LEFT JOIN proceedings p ON p.no = d.proceeding").Joins("LEFT JOIN parties q ON q.no = p.party").
		Where("("+entityFound("e.search_key")+" OR "+entityFound("q.search_key")+" OR INSTR(d.name, ?) > 0)", sought, sought, strings.TrimSpace(text))
}

// proceedingsFound narrows proceedings p, with their entities e and parties q, to those
// with the sought text in their numbers or in what entity and party are found by.
func proceedingsFound(q *gorm.DB, sought names.Sought) *gorm.DB {
	return q.Where("(INSTR(LOWER(p.no), ?) > 0 OR "+entityFound("e.search_key")+" OR "+entityFound("q.search_key")+")", sought, sought, sought)
}

// casesFound narrows cases to those with the sought text in their numbers or in what their
// entities are found by. As EXISTS, the cases are still read in the order asked for.
func casesFound(q *gorm.DB, sought names.Sought) *gorm.DB {
	return q.Where("(INSTR(LOWER(c.no), ?) > 0 OR EXISTS (SELECT 1 FROM entities s WHERE s.code = c.entity AND "+entityFound("s.search_key")+"))", sought, sought)
}

// fillBatch is how many search keys one statement writes.
const fillBatch = 400

// FillSearchKeys makes the search keys that are missing, of entities that were there
// before there were any, batch by batch, each in a transaction of its own: where it is
// stopped, it goes on from there. It is no change of the register, and leaves no history.
func (s *Store) FillSearchKeys(ctx context.Context) (filled int, err error) {
	for after := ""; ; {
		var codes []string
		err := s.read(ctx, func(db *gorm.DB) error {
			return db.Model(&entityRow{}).Where("search_key IS NULL AND code > ?", after).Order("code").Limit(fillBatch).Pluck("code", &codes).Error
		})
		if err != nil || len(codes) == 0 {
			return filled, err
		}
		if err := s.write(ctx, func(tx *gorm.DB) error { return s.fillSearchKeys(tx, codes) }); err != nil {
			return filled, err
		}
		filled, after = filled+len(codes), codes[len(codes)-1]
	}
}

// fillSearchKeys makes those of the codes, from the names as they are under the lock.
func (s *Store) fillSearchKeys(tx *gorm.DB, codes []string) error {
	var rows []entityRow
	if err := s.forUpdate(tx).Select("code", "name").Where("code IN ?", codes).Find(&rows).Error; err != nil {
		return err
	}
	made := make([]any, 0, 2*len(rows))
	for _, r := range rows {
		made = append(made, r.Code, names.SearchKey(r.Name, r.Code))
	}
	byCode := "CASE code" + strings.Join(slices.Repeat([]string{" WHEN ? THEN ?"}, len(rows)), "") + " END"
	return tx.Model(&entityRow{}).Where("code IN ?", codes).Update("search_key", gorm.Expr(byCode, made...)).Error
}
