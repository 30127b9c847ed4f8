package web

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"shuangsuiji/documents"
	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/record"
)

// What the pages of the three registers have in common.

// registerTools are what may be done with a register as a whole.
type registerTools struct {
	Register string // in addresses of the interface
	Imports  bool
	Exports  bool
}

func toolsFor(p door.Person, register string) registerTools {
	return registerTools{Register: register, Imports: access.ImportRegisters.HeldBy(p.Actor), Exports: access.ExportRegisters.HeldBy(p.Actor)}
}

// fact is one thing that a register says of its row, by the title of the column.
type fact struct{ Name, Value string }

// factsOf are what the row says; columns without content are left out.
func factsOf[T any](table *documents.Table[T], row T) []fact {
	var out []fact
	for _, c := range table.Columns {
		if value := c.Get(row); value != "" {
			out = append(out, fact{Name: c.Title, Value: value})
		}
	}
	return out
}

// version is a state of a register's row beside the one before.
type version struct {
	Version int
	At      time.Time
	By      string
	Cells   []plans.CellChange // none of the first
}

// versionsOf are the states of a row, the latest first. more are differences of what is
// no column of the table.
func versionsOf[T any](table *documents.Table[T], changes []record.Change, more func(before, after T) []plans.CellChange) ([]version, error) {
	var before T
	out := make([]version, len(changes))
	for i, c := range changes {
		var row T
		if err := json.Unmarshal(c.Body, &row); err != nil {
			return nil, fmt.Errorf("read version %d of a register's row: %w", c.Version, err)
		}
		out[i] = version{Version: c.Version, At: c.At, By: c.By}
		if i > 0 {
			out[i].Cells = slices.Concat(table.Differences(before, row), more(before, row))
		}
		before = row
	}
	slices.Reverse(out)
	return out, nil
}

func nothingMore[T any](_, _ T) []plans.CellChange { return nil }

func errNotInRegister(key string) error {
	return law.Errorf(law.KindNotFound, "not_in_register", "名录库中没有%s。", key)
}
