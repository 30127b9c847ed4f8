package store

import (
	"encoding/json"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/record"
)

// proceedingRow holds the columns that lists ask for; State is the proceeding
// itself.
type proceedingRow struct {
	No         string `gorm:"primaryKey"`
	Place      string
	Kind       string
	CaseNo     *string
	Task       *string
	Entity     *string
	Party      *string
	Department string
	Stage      string
	Ending     string
	IsOpen     bool
	Overdue    bool
	NextDue    moment
	NextKind   string
	Opened     moment
	Seq        int
	State      string
}

// TableName implements gorm's Tabler.
func (proceedingRow) TableName() string { return "proceedings" }

type proceedingTeamRow struct {
	Proceeding  string `gorm:"primaryKey"`
	Certificate string `gorm:"primaryKey"`
	Position    int
	Place       string
}

// TableName implements gorm's Tabler.
func (proceedingTeamRow) TableName() string { return "proceeding_team" }

// proceedingPlace is the number in a form that sorts: by the case, then by kind
// and number.
func proceedingPlace(no string) string {
	i := strings.LastIndex(no, "-")
	if i < 0 || i+2 > len(no) {
		return no
	}
	return fmt.Sprintf("%s-%s%06s", placeOf(no[:i]), no[i+1:i+2], no[i+2:])
}

func proceedingRowOf(p proceedings.Proceeding) (proceedingRow, error) {
	state, err := json.Marshal(p)
	if err != nil {
		return proceedingRow{}, fmt.Errorf("store: encode proceeding %s: %w", p.No, err)
	}
	row := proceedingRow{No: p.No, Place: proceedingPlace(p.No), Kind: string(p.Kind), CaseNo: orNull(p.Case), Task: orNull(p.Task), Entity: orNull(p.Entity), Party: partyOf(p), Department: p.Department,
		Stage: string(p.Stage), Ending: string(p.Ending), IsOpen: p.Stage.Open(), Overdue: p.Deadlines.Overdue(), NextDue: never,
		Opened: momentOf(p.Opened), Seq: p.Seq, State: string(state)}
	if next, ok := p.Deadlines.NextDue(); ok {
		row.NextDue, row.NextKind = momentOf(next.Due).orNever(), string(next.Kind)
	}
	return row, nil
}

// partyOf is the number of the party that is not the entity, NULL for none.
func partyOf(p proceedings.Proceeding) *string {
	if p.Party == nil {
		return nil
	}
	return &p.Party.No
}

// orNull: an empty reference refers to nothing.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func (r proceedingRow) proceeding() (proceedings.Proceeding, error) {
	var p proceedings.Proceeding
	if err := json.Unmarshal([]byte(r.State), &p); err != nil {
		return p, fmt.Errorf("store: decode proceeding %s: %w", r.No, err)
	}
	return p, nil
}

func proceedingTeamRows(p proceedings.Proceeding) []proceedingTeamRow {
	rows := make([]proceedingTeamRow, len(p.Team))
	for i, certificate := range p.Team {
		rows[i] = proceedingTeamRow{Proceeding: p.No, Certificate: certificate, Position: i, Place: proceedingPlace(p.No)}
	}
	return rows
}

// listedProceeding is a row of a list, with the names of the entity and of the party
// beside it.
type listedProceeding struct {
	Proceeding proceedingRow `gorm:"embedded"`
	EntityName *string
	PartyName  *string
}

// withNames is what makes such rows of proceedings p.
func withNames(db *gorm.DB) *gorm.DB {
	return withEntityName(db.Table("proceedings p"), "p").Joins("LEFT JOIN parties q ON q.no = p.party").
		Select("p.*, e.name AS entity_name, q.name AS party_name")
}

func (r listedProceeding) row() (record.ProceedingRow, error) {
	p, err := r.Proceeding.proceeding()
	return record.ProceedingRow{Proceeding: p, EntityName: textOf(r.EntityName), PartyName: textOf(r.PartyName), NextDue: r.Proceeding.NextDue.orZero(),
		NextKind: law.DeadlineKind(r.Proceeding.NextKind), Overdue: r.Proceeding.Overdue}, err
}
