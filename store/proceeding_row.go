package store

import (
	"encoding/json"
	"fmt"
	"strings"

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
	row := proceedingRow{No: p.No, Place: proceedingPlace(p.No), Kind: string(p.Kind), CaseNo: orNull(p.Case), Task: orNull(p.Task), Entity: orNull(p.Entity), Department: p.Department,
		Stage: string(p.Stage), Ending: string(p.Ending), IsOpen: p.Stage.Open(), Overdue: p.Deadlines.Overdue(), NextDue: never,
		Opened: momentOf(p.Opened), Seq: p.Seq, State: string(state)}
	if next, ok := p.Deadlines.NextDue(); ok {
		row.NextDue, row.NextKind = momentOf(next.Due).orNever(), string(next.Kind)
	}
	return row, nil
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

// listedProceeding is a row of a list, with the entity's name beside it.
type listedProceeding struct {
	Proceeding proceedingRow `gorm:"embedded"`
	EntityName *string
}

func (r listedProceeding) row() (record.ProceedingRow, error) {
	p, err := r.Proceeding.proceeding()
	name := ""
	if r.EntityName != nil {
		name = *r.EntityName
	}
	return record.ProceedingRow{Proceeding: p, EntityName: name, NextDue: r.Proceeding.NextDue.orZero(),
		NextKind: law.DeadlineKind(r.Proceeding.NextKind), Overdue: r.Proceeding.Overdue}, err
}
