package bureau

import (
	"context"
	"io"
	"iter"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// ExportRegister writes a register in the columns in which it is imported, but for
// those that are not for the actor; what is imported without a column leaves it as it
// was. Each export stands in the security log.
func (o *Office) ExportRegister(ctx context.Context, actor law.Actor, register Register, format documents.Format, w io.Writer) error {
	if err := access.ExportRegisters.Require(actor); err != nil {
		return err
	}
	o.noteExport(ctx, actor, string(register), format)
	switch register {
	case RegisterEntities:
		scale, err := settings.GradeScale.Read(ctx, o.record)
		if err != nil {
			return err
		}
		table := documents.Entities(scale)
		return table.Only(titlesFor(actor, register, table.Titles())...).Write(w, format, o.everyEntity(ctx))
	case RegisterInspectors:
		all, err := o.record.AllInspectors(ctx)
		if err != nil {
			return err
		}
		table := documents.Inspectors()
		return table.Only(titlesFor(actor, register, table.Titles())...).Write(w, format, documents.Values(all))
	case RegisterItems:
		all, err := o.record.Items(ctx, false)
		if err != nil {
			return err
		}
		return documents.Items().Write(w, format, documents.Values(all))
	case RegisterVisits:
		all, err := o.record.ExternalVisits(ctx)
		if err != nil {
			return err
		}
		return documents.Visits().Write(w, format, documents.Values(all))
	case RegisterPlans:
		all, err := o.record.Plans(ctx)
		if err != nil {
			return err
		}
		var rows []plans.Row
		for _, p := range all {
			rows = append(rows, p.Rows...)
		}
		return documents.Plan().Write(w, format, documents.Values(rows))
	}
	return errRegister(register)
}

// noteExport puts an export into the security log, before its first byte leaves: a
// download that breaks off is one too.
func (o *Office) noteExport(ctx context.Context, actor law.Actor, what string, format documents.Format) {
	o.note(ctx, record.SecurityEvent{Kind: record.EventExported, Account: actor.ID, Subject: what, Detail: "导出为" + string(format)})
}

func (o *Office) everyEntity(ctx context.Context) iter.Seq2[registers.Entity, error] {
	return func(yield func(registers.Entity, error) bool) {
		page := record.Page{Limit: 500}
		for {
			listed, err := o.record.Entities(ctx, record.EntityFilter{}, page)
			if err != nil {
				yield(registers.Entity{}, err)
				return
			}
			for _, e := range listed.Items {
				if !yield(e, nil) {
					return
				}
			}
			if listed.Next == "" {
				return
			}
			page.After = listed.Next
		}
	}
}

// TableForm is the table in which a register is imported, whatever its rows are.
type TableForm interface {
	Titles() []string
	Titled(lines [][]string) bool
	WriteTemplate(w io.Writer, format documents.Format) error
}

// TableForm is that of a register.
//
// Errors: register_unknown.
func (o *Office) TableForm(ctx context.Context, register Register) (TableForm, error) {
	switch register {
	case RegisterEntities:
		scale, err := settings.GradeScale.Read(ctx, o.record)
		return documents.Entities(scale), err
	case RegisterInspectors:
		return documents.Inspectors(), nil
	case RegisterItems:
		return documents.Items(), nil
	case RegisterVisits:
		return documents.Visits(), nil
	case RegisterPlans:
		return documents.Plan(), nil
	}
	return nil, errRegister(register)
}

// Template writes a register's empty form.
func (o *Office) Template(ctx context.Context, register Register, format documents.Format, w io.Writer) error {
	form, err := o.TableForm(ctx, register)
	if err != nil {
		return err
	}
	return form.WriteTemplate(w, format)
}
