package bureau

import (
	"context"
	"io"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// GradeImport is a file with the risk grades of a month.
type GradeImport struct {
	Import
	Month  string // 2024-04
	Source string
}

// GradesImported says what became of each row of a month's grades.
type GradesImported struct {
	Imported
	// Moved counts the entities whose grade in the register is now another.
	Moved int
	// Unknown counts the rows whose credit code is not in the register: the platform
	// pushes every enterprise. UnknownCodes are the first of them.
	Unknown      int
	UnknownCodes []string
}

// namedUnknown is how many credit codes that are not in the register are named.
const namedUnknown = 100

// ImportGrades takes the risk grades of a month.
//
// Errors: not_your_act, those of [registers.NewGradePush] and of the file.
func (o *Office) ImportGrades(ctx context.Context, actor law.Actor, in GradeImport) (GradesImported, error) {
	var out GradesImported
	if err := access.ImportGrades.Require(actor); err != nil {
		return out, err
	}
	now, err := o.Now(ctx)
	if err != nil {
		return out, err
	}
	push, err := registers.NewGradePush(in.Month, in.Source, calendar.DateOf(now))
	if err != nil {
		return out, err
	}
	scale, err := settings.GradeScale.Read(ctx, o.record)
	if err != nil {
		return out, err
	}
	read, imported, err := readImport(documents.MonthlyGrades(scale), in.Import)
	if out.Imported = imported; err != nil || !out.Taken && !in.Preview {
		return out, err
	}
	if in.Preview {
		for _, row := range read.Good {
			if err := o.previewGrade(ctx, push.Month, row, &out); err != nil {
				return out, err
			}
		}
		return out, nil
	}
	rows := make([]registers.MonthlyGrade, len(read.Good))
	for i, row := range read.Good {
		rows[i] = row.Value
	}
	saved, err := o.record.SaveMonthlyGrades(ctx, actor.ID, now, push, rows)
	if err != nil {
		return out, err
	}
	out.Added, out.Changed, out.Unchanged, out.Moved = saved.Added, saved.Corrected, saved.Unchanged, saved.Moved
	out.Unknown, out.UnknownCodes = len(saved.Unknown), saved.Unknown[:min(namedUnknown, len(saved.Unknown))]
	return out, nil
}

// GradesTemplate writes the empty form of a month's grades.
func (o *Office) GradesTemplate(ctx context.Context, format documents.Format, w io.Writer) error {
	form, err := o.GradesForm(ctx)
	if err != nil {
		return err
	}
	return form.WriteTemplate(w, format)
}

// GradesForm is the table in which a month's grades are imported.
func (o *Office) GradesForm(ctx context.Context) (TableForm, error) {
	scale, err := settings.GradeScale.Read(ctx, o.record)
	return documents.MonthlyGrades(scale), err
}

// GradeHistory are the grades of an entity by month, the latest first.
//
// Errors: not_your_act, not_in_register.
func (o *Office) GradeHistory(ctx context.Context, actor law.Actor, code string) (record.Listed[registers.DatedGrade], error) {
	if err := access.ReadGrades.Require(actor); err != nil {
		return record.Listed[registers.DatedGrade]{}, err
	}
	grades, err := o.record.GradeHistory(ctx, code)
	return record.Listed[registers.DatedGrade]{Items: grades}, err
}

// GradeScale is the scale of risk grades as it is set.
func (o *Office) GradeScale(ctx context.Context) (registers.GradeScale, error) {
	return settings.GradeScale.Read(ctx, o.record)
}
