package store

import (
	"encoding/json"
	"fmt"
	"regexp"
	"time"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// caseRow holds the columns that lists ask for; State is the case itself.
type caseRow struct {
	No         string `gorm:"primaryKey"`
	Place      string
	Task       string
	Entity     string
	Department string
	Stage      string
	Outcome    string
	IsOpen     bool
	Overdue    bool
	NextDue    moment
	NextKind   string
	LastDue    moment
	Opened     moment
	Seq        int
	ItemSet    string
	State      string
}

// TableName implements gorm's Tabler.
func (caseRow) TableName() string { return "cases" }

type caseTeamRow struct {
	CaseNo      string `gorm:"primaryKey"`
	Certificate string `gorm:"primaryKey"`
	Position    int
	Place       string
	IsOpen      bool
	NextDue     moment
}

// TableName implements gorm's Tabler.
func (caseTeamRow) TableName() string { return "case_team" }

var trailingNumber = regexp.MustCompile(`^(.*-)(\d{1,12})$`)

// placeOf is the case number in a form that sorts: its last number has no fixed
// width, so that 10000 would otherwise stand before 9999.
func placeOf(no string) string {
	m := trailingNumber.FindStringSubmatch(no)
	if m == nil {
		return no
	}
	return fmt.Sprintf("%s%012s", m[1], m[2])
}

func caseRowOf(c cases.Case) (caseRow, error) {
	state, err := json.Marshal(c)
	if err != nil {
		return caseRow{}, fmt.Errorf("store: encode case %s: %w", c.No, err)
	}
	row := caseRow{No: c.No, Place: placeOf(c.No), Task: c.Task, Entity: c.Entity, Department: c.Department, Stage: string(c.Stage),
		IsOpen: c.Stage.Open(), Overdue: c.Deadlines.Overdue(), NextDue: never, Opened: momentOf(c.Opened), Seq: c.Seq, State: string(state)}
	// Before the section head confirms it, a result is a proposal and no outcome.
	if c.Result != nil && c.Result.ConfirmedBy != "" {
		row.Outcome = string(c.Result.Outcome)
	}
	if next, ok := c.Deadlines.NextDue(); ok {
		row.NextDue, row.NextKind = momentOf(next.Due).orNever(), string(next.Kind)
	}
	var last time.Time
	for _, d := range c.Deadlines {
		if d.Due.After(last) {
			last = d.Due
		}
	}
	row.LastDue = momentOf(last)
	return row, nil
}

func (r caseRow) toCase() (cases.Case, error) {
	var c cases.Case
	if err := json.Unmarshal([]byte(r.State), &c); err != nil {
		return c, fmt.Errorf("store: decode case %s: %w", r.No, err)
	}
	return c, nil
}

// listedCase is a row of a list, with the entity's name beside it.
type listedCase struct {
	Case       caseRow `gorm:"embedded"`
	EntityName string
}

func (r listedCase) row() (record.CaseRow, error) {
	c, err := r.Case.toCase()
	return record.CaseRow{Case: c, EntityName: r.EntityName, Outcome: law.Outcome(r.Case.Outcome), NextDue: r.Case.NextDue.orZero(),
		NextKind: law.DeadlineKind(r.Case.NextKind), Overdue: r.Case.Overdue}, err
}

// teamRows repeat what the inspectors' own lists ask of the case.
func teamRows(team law.Team, c caseRow) []caseTeamRow {
	rows := make([]caseTeamRow, len(team))
	for i, certificate := range team {
		rows[i] = caseTeamRow{CaseNo: c.No, Certificate: certificate, Position: i, Place: c.Place, IsOpen: c.IsOpen, NextDue: c.NextDue}
	}
	return rows
}
