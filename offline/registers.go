package offline

import (
	"errors"
	"fmt"
	"strings"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

// Registers are the two files, read without a fault.
type Registers struct {
	// IgnoreUnknown passes over columns that the registers' tables do not know.
	IgnoreUnknown bool

	Entities   []documents.Row[registers.Entity]
	Inspectors []documents.Row[registers.Inspector]
	Notes      []string // what the operator is to know of the files
}

// ReadEntities reads the whole file of that name; one bad row refuses all of it.
func (r *Registers) ReadEntities(name string, file documents.File) (err error) {
	r.Entities, err = readTable(r, name, file, documents.Entities(Scale))
	return err
}

// ReadInspectors reads the whole file of that name; one bad row refuses all of it.
func (r *Registers) ReadInspectors(name string, file documents.File) (err error) {
	r.Inspectors, err = readTable(r, name, file, documents.Inspectors())
	return err
}

func readTable[T any](r *Registers, name string, file documents.File, table *documents.Table[T]) ([]documents.Row[T], error) {
	options := documents.DefaultOptions()
	options.RefuseUnknown = !r.IgnoreUnknown
	result, err := table.Read(file, options)
	var refusal *law.Error
	switch {
	case errors.As(err, &refusal):
		return nil, law.Errorf(refusal.Kind, refusal.Code, "%s：%s", name, refusal.Message)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, err)
	case len(result.Bad) > 0:
		return nil, badRows(name, table.Name, result.Bad)
	}
	for _, notice := range result.Notices {
		r.Notes = append(r.Notes, name+"："+notice)
	}
	return result.Good, nil
}

// mostBadRows is how many bad rows are named one by one.
const mostBadRows = 50

func badRows(file, register string, bad []documents.BadRow) error {
	var text strings.Builder
	fmt.Fprintf(&text, "%s：%s有%d行错误，未采用任何一行。", file, register, len(bad))
	for _, b := range bad[:min(len(bad), mostBadRows)] {
		place := ""
		if b.Sheet != "" {
			place = "工作表“" + b.Sheet + "”"
		}
		for _, f := range b.Faults {
			fmt.Fprintf(&text, "\n  %s第%d行", place, b.Row)
			if f.Column != "" {
				fmt.Fprintf(&text, "“%s”列", f.Column)
			}
			fmt.Fprintf(&text, "的值“%s”：%s", f.Value, f.Reason)
		}
	}
	if more := len(bad) - mostBadRows; more > 0 {
		fmt.Fprintf(&text, "\n  另有%d行", more)
	}
	return refused("bad_rows", "%s", text.String())
}
