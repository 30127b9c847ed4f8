package bureau

import (
	"bytes"
	"context"
	"slices"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/settings"
)

// Import is a file to be taken into a register.
type Import struct {
	File documents.File
	// GoodOnly takes the good rows and leaves the bad; otherwise one bad row keeps
	// all out.
	GoodOnly bool
	// Preview looks at what the file would change, and writes nothing.
	Preview bool
	// Historic marks an imported plan as one whose time has passed.
	Historic bool
	// Reason is why a plan that was approved is changed.
	Reason string
	// MaxKept bounds the rows that are held in memory, in bytes; 0 for that of
	// [documents.DefaultOptions].
	MaxKept int64
}

// Imported says what became of each row.
type Imported struct {
	Added     int  `json:"added"`
	Changed   int  `json:"changed"`
	Unchanged int  `json:"unchanged"`
	Taken     bool `json:"taken"` // false: nothing was taken, because of the bad rows
	// Preview: nothing was written, and the counts are of what the good rows would do.
	// Incoming are those that would change anything, as many as are listed.
	Preview  bool               `json:"preview,omitempty"`
	Incoming []Incoming         `json:"incoming,omitempty"`
	Warnings []RowWarning       `json:"warnings,omitempty"`
	Bad      []documents.BadRow `json:"bad,omitempty"`
	// Notices are what is to be told of the file as a whole, in Chinese.
	Notices []string `json:"notices,omitempty"`
	// IgnoredSheets hold such a table too and were not read.
	IgnoredSheets []string `json:"ignoredSheets,omitempty"`
	// Tasks are those that a plan's rows made.
	Tasks []string `json:"tasks,omitempty"`
	// Corrections is the file with the bad rows and their reasons.
	Corrections []byte `json:"-"`
}

// RowWarning is something in a row that was taken and that the clerk should look at.
type RowWarning struct {
	Sheet string `json:"sheet,omitempty"`
	Row   int    `json:"row"`
	Text  string `json:"text"`
}

// ImportTurn is the office's one turn to import, until the caller leaves: it is asked
// for before the file is received. The error is import_busy while another has it.
func (o *Office) ImportTurn(ctx context.Context) (leave func(), err error) {
	return o.record.ImportTurn(ctx)
}

// ImportRegister takes a file into a register.
func (o *Office) ImportRegister(ctx context.Context, actor law.Actor, register Register, in Import) (Imported, error) {
	if err := access.ImportRegisters.Require(actor); err != nil {
		return Imported{}, err
	}
	now, err := o.Now(ctx)
	if err != nil {
		return Imported{}, err
	}
	switch register {
	case RegisterEntities:
		scale, err := settings.GradeScale.Read(ctx, o.record)
		if err != nil {
			return Imported{}, err
		}
		return load(ctx, documents.Entities(scale), in, o.entityNow, nil, func(rows []registers.Entity) (int, int, int, error) {
			return o.record.SaveEntities(ctx, actor.ID, now, rows)
		})
	case RegisterInspectors:
		certificates, err := o.certificates(ctx)
		if err != nil {
			return Imported{}, err
		}
		return load(ctx, certificates.watched(documents.Inspectors()), in, byKey(o.record.AllInspectors, func(i registers.Inspector) string { return i.Certificate }), nil, func(rows []registers.Inspector) (int, int, int, error) {
			return o.record.SaveInspectors(ctx, actor.ID, now, rows)
		})
	case RegisterItems:
		return load(ctx, documents.Items(), in, byKey(o.allItems, codeOfItem), keepConfirmation, func(rows []registers.Item) (int, int, int, error) {
			return o.record.SaveItems(ctx, actor.ID, now, rows)
		})
	case RegisterVisits:
		table := documents.Visits()
		return load(ctx, table, in, byKey(o.record.ExternalVisits, table.Key), nil, func(rows []registers.ExternalVisit) (int, int, int, error) {
			return o.record.SaveExternalVisits(ctx, actor.ID, now, rows)
		})
	case RegisterPlans:
		return o.importPlan(ctx, actor, in)
	}
	return Imported{}, errRegister(register)
}

// keepConfirmation: the item list's table has no column for the bureau's own
// confirmation of a legal basis, nor for a withdrawal; both stand as long as the
// basis is the same, and what gives the power to inspect, where the file says it.
func keepConfirmation(before, item registers.Item) registers.Item {
	item.Active = before.Active
	same := before.Basis == item.Basis && (item.Authority == "" || before.Authority == item.Authority)
	item.Confirmed = item.Confirmed || (before.Confirmed && same)
	return item
}

// load reads the whole file, and saves its rows or none. A column that the file
// does not have leaves what the register holds; keep carries over what is no
// column at all.
func load[T any](ctx context.Context, table *documents.Table[T], in Import, now func(context.Context, T) (T, bool, error), keep func(before, row T) T, save func([]T) (int, int, int, error)) (Imported, error) {
	read, out, err := readImport(table, in)
	if err != nil || !out.Taken && !in.Preview {
		return out, err
	}
	rows := make([]T, 0, len(read.Good))
	partial := len(read.Present) < len(table.Columns)
	for _, row := range read.Good {
		value := row.Value
		if partial || keep != nil || in.Preview {
			before, known, err := now(ctx, value)
			if err != nil {
				return Imported{}, err
			}
			if known && keep != nil {
				value = keep(before, value)
			}
			if known && partial {
				merged := before
				if err := table.Merge(&merged, value, read.Present); err != nil {
					return Imported{}, err
				}
				value = merged
			}
			if in.Preview {
				out.foresee(incoming(table, row, known, before, value))
				continue
			}
		}
		rows = append(rows, value)
	}
	if in.Preview {
		return out, nil
	}
	out.Added, out.Changed, out.Unchanged, err = save(rows)
	return out, err
}

// readImport reads the whole file, decides whether its rows are taken, and makes
// the file of the bad ones.
func readImport[T any](table *documents.Table[T], in Import) (documents.Result[T], Imported, error) {
	read, err := table.Read(in.File, documents.Options{MaxKept: in.MaxKept})
	if err != nil {
		return read, Imported{}, err
	}
	out := Imported{Preview: in.Preview, Bad: read.Bad, Taken: len(read.Bad) == 0 || (in.GoodOnly && len(read.Good) > 0), Notices: read.Notices, IgnoredSheets: read.IgnoredSheets}
	for _, row := range read.Good {
		for _, w := range row.Warnings {
			out.Warnings = append(out.Warnings, RowWarning{Sheet: row.Sheet, Row: row.Row, Text: w})
		}
	}
	if len(read.Bad) == 0 {
		return read, out, nil
	}
	var file bytes.Buffer
	if err := table.WriteCorrections(&file, read.Format, slices.Values(read.Bad)); err != nil {
		return read, out, err
	}
	out.Corrections = file.Bytes()
	return read, out, nil
}

func known[T any](value T, err error) (T, bool, error) {
	if err == nil {
		return value, true, nil
	}
	if law.KindOf(err) == law.KindNotFound {
		err = nil
	}
	return value, false, err
}

func (o *Office) entityNow(ctx context.Context, e registers.Entity) (registers.Entity, bool, error) {
	return known(o.record.Entity(ctx, e.Code))
}

// byKey finds rows of a register that is small enough to be read at once, when the
// first of them is asked for.
func byKey[T any](all func(context.Context) ([]T, error), key func(T) string) func(context.Context, T) (T, bool, error) {
	var present map[string]T
	return func(ctx context.Context, row T) (T, bool, error) {
		if present == nil {
			rows, err := all(ctx)
			if err != nil {
				return row, false, err
			}
			present = make(map[string]T, len(rows))
			for _, r := range rows {
				present[key(r)] = r
			}
		}
		before, known := present[key(row)]
		return before, known, nil
	}
}
