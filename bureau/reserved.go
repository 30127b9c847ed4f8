package bureau

import (
	"encoding/json"
	"fmt"
	"slices"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// What a register has for some only: leads on unlawful conduct, and who is on leave
// when. [access.ReadReserved] says for whom.

// reservedTitles are the columns of a register's table that hold it.
var reservedTitles = map[Register][]string{
	RegisterEntities:   {"违法线索"},
	RegisterInspectors: {"请假开始", "请假结束"},
}

// reservedFields are the same in the register's history.
var reservedFields = map[Register][]string{
	RegisterEntities:   {"Lead"},
	RegisterInspectors: {"LeaveFrom", "LeaveTo"},
}

// titlesFor leaves out of a table's columns what the actor may not read.
func titlesFor(actor law.Actor, register Register, titles []string) []string {
	if access.ReadReserved.HeldBy(actor) {
		return titles
	}
	return slices.DeleteFunc(slices.Clone(titles), func(t string) bool { return slices.Contains(reservedTitles[register], t) })
}

// changesFor leaves out of a row's history what the actor may not read.
func changesFor(actor law.Actor, register Register, changes []record.Change) ([]record.Change, error) {
	fields := reservedFields[register]
	if len(fields) == 0 || access.ReadReserved.HeldBy(actor) {
		return changes, nil
	}
	for i, c := range changes {
		var row map[string]json.RawMessage
		if err := json.Unmarshal(c.Body, &row); err != nil {
			return nil, fmt.Errorf("read version %d: %w", c.Version, err)
		}
		for _, name := range fields {
			delete(row, name)
		}
		body, err := json.Marshal(row)
		if err != nil {
			return nil, fmt.Errorf("show version %d: %w", c.Version, err)
		}
		changes[i].Body = body
	}
	return changes, nil
}
