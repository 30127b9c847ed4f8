package bureau

import (
	"context"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/registers"
)

// A preview looks at a file by all that an import checks of its rows, and at what the
// rows would change; nothing is written. What only the writing itself can refuse, as a
// task of a plan that has begun meanwhile, is not foreseen.

// IncomingKind is what a row of a file would do.
type IncomingKind string

// The kinds of incoming row.
const (
	IncomingAdded     IncomingKind = "added"
	IncomingChanged   IncomingKind = "changed"
	IncomingUnchanged IncomingKind = "unchanged"
	IncomingRemoved   IncomingKind = "removed" // of a plan: the row that is no longer there
	IncomingUnknown   IncomingKind = "unknown" // of grades: the entity is not in the register
)

var incomingNames = map[IncomingKind]string{IncomingAdded: "新增", IncomingChanged: "变更", IncomingUnchanged: "不变", IncomingRemoved: "删除", IncomingUnknown: "不在名录库"}

// Chinese is the kind's name.
func (k IncomingKind) Chinese() string { return incomingNames[k] }

// Incoming is a row of a file beside what the register holds.
type Incoming struct {
	Sheet string             `json:"sheet,omitempty"`
	Row   int                `json:"row,omitempty"` // as Excel numbers it
	Key   string             `json:"key" doc:"条目的代码"`
	Kind  IncomingKind       `json:"kind" doc:"added新增，changed变更，unchanged不变，removed删除，unknown不在名录库"`
	Cells []plans.CellChange `json:"cells,omitempty" doc:"变更的内容"`
}

// mostIncoming is how many rows that would change anything a preview lists; all are
// counted.
const mostIncoming = 1000

// foresee counts what the row would do, and lists it unless it would do nothing.
func (i *Imported) foresee(row Incoming) {
	switch row.Kind {
	case IncomingAdded:
		i.Added++
	case IncomingChanged, IncomingRemoved:
		i.Changed++
	case IncomingUnchanged:
		i.Unchanged++
	case IncomingUnknown:
	}
	if row.Kind != IncomingUnchanged && len(i.Incoming) < mostIncoming {
		i.Incoming = append(i.Incoming, row)
	}
}

// incoming holds a row of a register against what is there.
func incoming[T any](table *documents.Table[T], row documents.Row[T], known bool, before, value T) Incoming {
	out := Incoming{Sheet: row.Sheet, Row: row.Row, Key: table.Key(value), Kind: IncomingAdded}
	if known {
		out.Kind = IncomingUnchanged
		if out.Cells = table.Differences(before, value); len(out.Cells) > 0 {
			out.Kind = IncomingChanged
		}
	}
	return out
}

// previewPlan holds the rows of a plan's table against the plan on record.
func (o *Office) previewPlan(ctx context.Context, no string, read []documents.Row[plans.Row], out *Imported) error {
	var rows []plans.Row
	places := map[string]documents.Row[plans.Row]{}
	for _, r := range read {
		if r.Value.PlanNo == no {
			rows, places[r.Value.TaskNo] = append(rows, r.Value), r
		}
	}
	before, _, err := known(o.record.Plan(ctx, no))
	if err != nil {
		return err
	}
	changes := plans.Changes(before.Rows, rows)
	unchanged := len(rows)
	for _, c := range changes {
		place := places[c.TaskNo]
		row := Incoming{Sheet: place.Sheet, Row: place.Row, Key: no + " " + c.TaskNo, Kind: IncomingKind(c.Kind), Cells: c.Cells}
		if row.Kind != IncomingRemoved {
			unchanged--
		}
		out.foresee(row)
	}
	out.Unchanged += unchanged
	return nil
}

// previewGrade holds the grade of a month against what the register holds. Where it
// has one of a later month, that one stays.
func (o *Office) previewGrade(ctx context.Context, month calendar.Date, row documents.Row[registers.MonthlyGrade], out *GradesImported) error {
	code := row.Value.Code
	e, found, err := known(o.record.Entity(ctx, code))
	if err != nil {
		return err
	}
	in := Incoming{Sheet: row.Sheet, Row: row.Row, Key: code, Kind: IncomingUnknown}
	if !found {
		out.Unknown++
		if len(out.UnknownCodes) < namedUnknown {
			out.UnknownCodes = append(out.UnknownCodes, code)
		}
		out.foresee(in)
		return nil
	}
	months, err := o.record.GradeHistory(ctx, code)
	if err != nil && law.KindOf(err) != law.KindNotFound {
		return err
	}
	in.Kind = IncomingAdded
	later := false
	for _, g := range months {
		later = later || month.Before(g.Month)
		if g.Month != month || in.Kind != IncomingAdded { // the latest version of the month stands first
			continue
		}
		in.Kind = IncomingChanged
		if g.Grade == row.Value.Grade {
			in.Kind = IncomingUnchanged
		}
	}
	if in.Kind != IncomingUnchanged && !later && e.Grade != row.Value.Grade {
		out.Moved++
		in.Cells = []plans.CellChange{{Column: "风险等级", Before: e.Grade, After: row.Value.Grade}}
	}
	out.foresee(in)
	return nil
}
