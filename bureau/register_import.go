package bureau

import (
	"bytes"
	"context"
	"errors"
	"iter"
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
	// MaxKept bounds the rows' content, in bytes, whether they are held in memory or not;
	// 0 for that of [documents.DefaultOptions].
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
	Preview  bool                   `json:"preview,omitempty"`
	Incoming []Incoming             `json:"incoming,omitempty"`
	Warnings []documents.RowWarning `json:"warnings,omitempty"`
	Bad      []documents.BadRow     `json:"bad,omitempty"`
	// Notices are what is to be told of the file as a whole, in Chinese.
	Notices []string `json:"notices,omitempty"`
	// IgnoredSheets hold such a table too and were not read.
	IgnoredSheets []string `json:"ignoredSheets,omitempty"`
	// Tasks are those that a plan's rows made.
	Tasks []string `json:"tasks,omitempty"`
	// Corrections is the file with the bad rows and their reasons.
	Corrections []byte `json:"-"`
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
		return load(ctx, documents.Entities(scale), in, o.entityNow, nil, func(rows iter.Seq2[registers.Entity, error], merge merge[registers.Entity]) (int, int, int, error) {
			return o.record.ImportEntities(ctx, actor.ID, now, rows, merge)
		})
	case RegisterInspectors:
		certificates, err := o.certificates(ctx)
		if err != nil {
			return Imported{}, err
		}
		present := byKey(o.record.AllInspectors, func(i registers.Inspector) string { return i.Certificate })
		return load(ctx, certificates.watched(documents.Inspectors()), in, present, nil, collected(ctx, present, func(rows []registers.Inspector) (int, int, int, error) {
			return o.record.SaveInspectors(ctx, actor.ID, now, rows)
		}))
	case RegisterItems:
		present := byKey(o.allItems, codeOfItem)
		return load(ctx, documents.Items(), in, present, keepConfirmation, collected(ctx, present, func(rows []registers.Item) (int, int, int, error) {
			return o.record.SaveItems(ctx, actor.ID, now, rows)
		}))
	case RegisterVisits:
		table := documents.Visits()
		present := byKey(o.record.ExternalVisits, table.Key)
		return load(ctx, table, in, present, nil, collected(ctx, present, func(rows []registers.ExternalVisit) (int, int, int, error) {
			return o.record.SaveExternalVisits(ctx, actor.ID, now, rows)
		}))
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

// merge is a row of a file as it goes into the one that the register has.
type merge[T any] func(before, row T) (T, error)

// saving brings a register to the rows, or takes none of them in; one that it has is
// merged first, unless merge is nil.
type saving[T any] func(rows iter.Seq2[T, error], merge merge[T]) (added, changed, unchanged int, err error)

// finding is the row as the register has it, if it does.
type finding[T any] func(context.Context, T) (before T, known bool, err error)

// collected hands all rows over at once: those of a register that is small.
func collected[T any](ctx context.Context, now finding[T], save func([]T) (int, int, int, error)) saving[T] {
	return func(rows iter.Seq2[T, error], merge merge[T]) (int, int, int, error) {
		var all []T
		for row, err := range rows {
			if err == nil && merge != nil {
				row, err = merged(ctx, now, merge, row)
			}
			if err != nil {
				return 0, 0, 0, err
			}
			all = append(all, row)
		}
		return save(all)
	}
}

func merged[T any](ctx context.Context, now finding[T], merge merge[T], row T) (T, error) {
	before, known, err := now(ctx, row)
	if err != nil || !known {
		return row, err
	}
	return merge(before, row)
}

// load examines the whole file, and then saves its rows or none. They are walked a second
// time for that, since a register of a million takes gigabytes as rows. A column that the
// file does not have leaves what the register holds; keep carries over what is no column at all.
func load[T any](ctx context.Context, table *documents.Table[T], in Import, now finding[T], keep func(before, row T) T, save saving[T]) (out Imported, err error) {
	file, read, out, err := examine(table, in)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	merge := mergeOf(table, read.Present, keep)
	switch {
	case in.Preview:
		err = foreseen(ctx, table, file.Good(), now, merge, &out)
	case out.Taken:
		out.Added, out.Changed, out.Unchanged, err = save(valuesOf(file.Good()), merge)
	}
	return out, err
}

// mergeOf is nil where a row of the file says all that the register holds of it.
func mergeOf[T any](table *documents.Table[T], present []string, keep func(before, row T) T) merge[T] {
	partial := len(present) < len(table.Columns)
	if !partial && keep == nil {
		return nil
	}
	return func(before, row T) (T, error) {
		if keep != nil {
			row = keep(before, row)
		}
		if !partial {
			return row, nil
		}
		err := table.Merge(&before, row, present)
		return before, err
	}
}

func foreseen[T any](ctx context.Context, table *documents.Table[T], rows iter.Seq2[documents.Row[T], error], now finding[T], merge merge[T], out *Imported) error {
	for row, err := range rows {
		if err != nil {
			return err
		}
		before, known, err := now(ctx, row.Value)
		if err != nil {
			return err
		}
		value := row.Value
		if known && merge != nil {
			if value, err = merge(before, value); err != nil {
				return err
			}
		}
		out.foresee(incoming(table, row, known, before, value))
	}
	return nil
}

func valuesOf[T any](rows iter.Seq2[documents.Row[T], error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for row, err := range rows {
			if !yield(row.Value, err) {
				return
			}
		}
	}
}

// readImport takes the whole file, and keeps its rows.
func readImport[T any](table *documents.Table[T], in Import) (documents.Result[T], Imported, error) {
	read, err := table.Read(in.File, documents.Options{MaxKept: in.MaxKept})
	if err != nil {
		return read, Imported{}, err
	}
	out, err := judged(table, read, in)
	return read, out, err
}

// examine takes the whole file, but for its good rows. The caller closes it.
func examine[T any](table *documents.Table[T], in Import) (*documents.Reader[T], documents.Result[T], Imported, error) {
	var read documents.Result[T]
	var out Imported
	file, err := table.Open(in.File, documents.Options{MaxKept: in.MaxKept})
	if err != nil {
		return nil, read, out, err
	}
	if read, err = file.Examine(); err == nil {
		out, err = judged(table, read, in)
	}
	if err != nil {
		return nil, read, out, errors.Join(err, file.Close())
	}
	return file, read, out, nil
}

// judged decides whether a file's rows are taken, and makes the file of the bad ones.
func judged[T any](table *documents.Table[T], read documents.Result[T], in Import) (Imported, error) {
	out := Imported{Preview: in.Preview, Bad: read.Bad, Taken: len(read.Bad) == 0 || (in.GoodOnly && read.Taken > 0), Warnings: read.Warnings, Notices: read.Notices, IgnoredSheets: read.IgnoredSheets}
	if len(read.Bad) == 0 {
		return out, nil
	}
	var file bytes.Buffer
	if err := table.WriteCorrections(&file, read.Format, slices.Values(read.Bad)); err != nil {
		return out, err
	}
	out.Corrections = file.Bytes()
	return out, nil
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
func byKey[T any](all func(context.Context) ([]T, error), key func(T) string) finding[T] {
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
