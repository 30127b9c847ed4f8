package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"shuangsuiji/names"
	"shuangsuiji/record"
)

type publicationRow struct {
	ID        string `gorm:"primaryKey"`
	CaseNo    string
	Task      string
	Entry     int
	Replaces  string
	Entity    string
	Name      string
	Agency    string
	PlanNo    string
	PlanName  string
	TaskName  string
	DrawMode  string
	Completed string
	Items     string
	Outcome   string
	FollowUp  bool
	Published moment
	Late      bool
	Evidence  string
	Reason    string
}

// TableName implements gorm's Tabler.
func (publicationRow) TableName() string { return "publications" }

func publicationRowOf(p record.Publication) publicationRow {
	return publicationRow{ID: p.ID, CaseNo: p.Case, Task: p.Task, Entry: p.Entry, Replaces: p.Replaces, Entity: p.Entity, Name: p.Name,
		Agency: p.Agency, PlanNo: p.PlanNo, PlanName: p.PlanName, TaskName: p.TaskName, DrawMode: p.DrawMode, Completed: p.Completed,
		Items: p.Items, Outcome: p.Outcome, FollowUp: p.FollowUp, Published: momentOf(p.Published), Late: p.Late, Evidence: p.Evidence, Reason: p.Reason}
}

func (r publicationRow) publication() (record.Publication, error) {
	return record.Publication{ID: r.ID, Case: r.CaseNo, Task: r.Task, Entry: r.Entry, Replaces: r.Replaces, Entity: r.Entity, Name: r.Name,
		Agency: r.Agency, PlanNo: r.PlanNo, PlanName: r.PlanName, TaskName: r.TaskName, DrawMode: r.DrawMode, Completed: r.Completed,
		Items: r.Items, Outcome: r.Outcome, FollowUp: r.FollowUp, Published: r.Published.at, Late: r.Late, Evidence: r.Evidence, Reason: r.Reason}, nil
}

// publish adds an entry. Where another came on the page since it was prepared, by
// the case or by an objection to it, it fails and is to be prepared anew.
func publish(tx *gorm.DB, p record.Publication) error {
	row := publicationRowOf(p)
	err := tx.Create(&row).Error
	if isDuplicate(err) {
		return final{fmt.Errorf("store: entry %s was published meanwhile: %w", p.ID, err)}
	}
	return err
}

// Publications lists the public record, the latest first.
func (s *Store) Publications(ctx context.Context, f record.PublicationFilter, page record.Page) (record.Listed[record.Publication], error) {
	var out record.Listed[record.Publication]
	limit := limitOf(page)
	keys, err := keysOf(page.After, 2)
	if err != nil {
		return out, err
	}
	sought, err := names.Seek(f.Text)
	if err != nil {
		return out, err
	}
	err = s.read(ctx, func(db *gorm.DB) error {
		q := whereEqual(db.Table("publications p"), "p.task", f.Task)
		q = whereEqual(q, "p.entity", f.Entity)
		if sought != "" {
			q = publishedFor(q, "p", f.Text, sought)
		}
		if f.CurrentOnly {
			// As NOT EXISTS, MariaDB would read all replaced ids before the first page.
			q = q.Joins("LEFT JOIN publications n ON n.replaces = p.id").Where("n.id IS NULL")
		}
		if keys != nil {
			q = q.Where("p.published <= ? AND (p.published < ? OR p.id < ?)", keys[0], keys[0], keys[1])
		}
		var rows []publicationRow
		if err := q.Select("p.*").Order("p.published DESC, p.id DESC").Limit(limit + 1).Scan(&rows).Error; err != nil {
			return err
		}
		out, err = listed(rows, limit, publicationRow.publication, func(r publicationRow) string { return cursorOf(r.Published.String(), r.ID) })
		return err
	})
	return out, err
}

// Publication returns one entry of the public record.
func (s *Store) Publication(ctx context.Context, id string) (record.Publication, error) {
	var row publicationRow
	err := s.read(ctx, func(db *gorm.DB) error { return db.Where("id = ?", id).Take(&row).Error })
	if err != nil {
		return record.Publication{}, orNotFound(err, "publication_not_found", "没有编号为“%s”的公示记录。", id)
	}
	return row.publication()
}

// CasePublications are the entries of a case in order.
func (s *Store) CasePublications(ctx context.Context, no string) ([]record.Publication, error) {
	var rows []publicationRow
	if err := s.read(ctx, func(db *gorm.DB) error { return db.Where("case_no = ?", no).Order("entry").Find(&rows).Error }); err != nil {
		return nil, err
	}
	return convertAll(rows, publicationRow.publication)
}
