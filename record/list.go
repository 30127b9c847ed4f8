package record

import (
	"time"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/tasks"
)

// Page asks for one page of a list by key: Limit rows after the cursor of the
// page before. Cursors are opaque to callers.
type Page struct {
	After string
	Limit int // 1…500; 0 takes 50
}

// Listed is one page. Next is "" on the last.
type Listed[T any] struct {
	Items []T
	Next  string
}

// CaseFilter narrows a list of cases; zero fields do not.
type CaseFilter struct {
	Task        string
	Stage       cases.Stage
	Department  string
	Certificate string // on the team
	Entity      string
	Text        string // part of the number, or what the entity is found by
	Outcome     law.Outcome
	DueBefore   time.Time // next deadline before
	Overdue     bool
	Open        bool
	// ByDue orders by next deadline; otherwise by case number.
	ByDue bool
	// Within is what the reader may read; nil where the office itself looks.
	Within *access.Reach
}

// CaseRow is a case as lists show it.
type CaseRow struct {
	cases.Case
	EntityName string
	Outcome    law.Outcome
	NextDue    time.Time
	NextKind   law.DeadlineKind
	Overdue    bool
}

// TaskFilter narrows a list of tasks.
type TaskFilter struct {
	Plan       string
	Stage      tasks.Stage
	Department string
	Open       bool
}

// Count is how many of something there are under one heading.
type Count struct {
	Heading string `json:"heading"`
	Count   int64  `json:"count"`
}

// EntityFilter narrows the entities' register.
type EntityFilter struct {
	Kind, Grade, Region, Status string
	Text                        string // part of the name or the code, pinyin or its initials; see [names.Seek]
}

// PublicationFilter narrows the public record.
type PublicationFilter struct {
	Task, Entity string
	Text         string // what the entity is found by
	// CurrentOnly leaves out entries that a later one replaced.
	CurrentOnly bool
}

// Plan is an annual plan as imported.
type Plan struct {
	No       string      `json:"no"`
	Name     string      `json:"name"`
	Unit     string      `json:"unit"`
	Year     int         `json:"year"`
	Historic bool        `json:"historic"`
	Rows     []plans.Row `json:"rows"`
	Imported time.Time   `json:"imported"`
	By       string      `json:"by"`
	// Version counts the imports that changed the table, from 1; the store sets it.
	Version int `json:"version,omitempty"`
	// Reason is why an import changes the plan; it is kept with the step, not with the
	// plan.
	Reason string `json:"-"`
}

// PlanImport is a plan with the tasks that its rows make.
type PlanImport struct {
	Plan  Plan
	Tasks []tasks.Task
}

// Clock is the business clock of the folder (业务时钟).
type Clock struct {
	Standing bool      `json:"standing"` // a demonstration or training folder: stands still, jumps on command
	Now      time.Time `json:"now,omitzero"`
	Jump     int       `json:"jump"` // jumps so far
}

// Change is one earlier state of a register's row (history kept on update).
type Change struct {
	Version int       `json:"version"`
	At      time.Time `json:"at"`
	By      string    `json:"by"`
	Reason  string    `json:"reason,omitempty"` // of a setting's change
	Body    []byte    `json:"body"`             // JSON of the row as it was from then on
}

// CalendarYear is one year's holiday notice as entered, replacing the embedded
// table's year wholly.
type CalendarYear struct {
	Year       int                  `json:"year"`
	Notice     string               `json:"notice"`
	Exceptions []calendar.Exception `json:"exceptions"`
	Entered    time.Time            `json:"entered"`
	By         string               `json:"by"`
	// Entry counts the notices entered for the year, from 1; the store sets it.
	Entry int `json:"entry,omitempty"`
}

// CalendarYearChanged refuses a notice that rests on an entry of the year in whose place
// another has come.
func CalendarYearChanged(year int) error {
	return law.Errorf(law.KindStale, "calendar_year_changed", "%d年的放假安排其间已由他人录入或者更改，本次没有录入。请核对现在的安排，再重新录入。", year)
}

// ActWritten is an act with what was written with it; the latter is the zero value
// where nothing was.
type ActWritten struct {
	Act
	Payload Payload
}
