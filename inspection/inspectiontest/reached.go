package inspectiontest

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"testing"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// CaseMoves are all changes that the rows of the case's table name.
func CaseMoves() []Move { return moves(caseTable, cases.Rules, caseLeads) }

// TaskMoves are those of the task's table.
func TaskMoves() []Move { return moves(taskTable, tasks.Rules, taskLeads) }

// ProceedingMoves are those of the tables of all kinds.
func ProceedingMoves() []Move {
	var out []Move
	for _, kind := range law.ProceedingKinds {
		out = append(out, moves(string(kind), proceedings.Rules(kind), proceedingLeads)...)
	}
	return out
}

func caseLeads(r cases.Rule) (law.ActKind, law.Leads[cases.Stage]) { return r.Act, r.Leads }

func taskLeads(r tasks.Rule) (law.ActKind, law.Leads[tasks.Stage]) { return r.Act, r.Leads }

func proceedingLeads(r proceedings.Rule) (law.ActKind, law.Leads[proceedings.Stage]) {
	return r.Act, r.Leads
}

func moves[R any, G stage](table string, rules []R, of func(R) (law.ActKind, law.Leads[G])) []Move {
	var out []Move
	for _, r := range rules {
		act, leads := of(r)
		for from, all := range leads {
			for _, to := range all {
				out = append(out, Move{Table: table, Act: act, From: string(from), To: string(to)})
			}
		}
	}
	return out
}

// MainReaching is the TestMain of a package: its tests fail as a whole where they
// come upon one of the changes nowhere, or upon no act without one of the fields that
// its form leaves open. A run that leaves tests out is not held to it.
func MainReaching(m *testing.M, all []Move, optional []Asked) int {
	code := m.Run()
	if code != 0 || testing.Short() || selected() {
		return code
	}
	moved.Lock()
	defer moved.Unlock()
	omitted.Lock()
	defer omitted.Unlock()
	var missing []string
	for _, one := range all {
		if !moved.seen[one] {
			missing = append(missing, fmt.Sprintf("no test comes upon a change that a row names: %s", one))
		}
	}
	for _, one := range optional {
		if !omitted.seen[one] {
			missing = append(missing, fmt.Sprintf("no act is accepted without what its form leaves open: %s", one))
		}
	}
	slices.Sort(missing)
	for _, one := range missing {
		fmt.Fprintln(os.Stderr, one)
	}
	return min(1, len(missing))
}

// selected reports whether the run leaves tests out.
func selected() bool {
	for _, name := range []string{"test.run", "test.skip", "test.list", "test.fuzz"} {
		if f := flag.Lookup(name); f != nil && f.Value.String() != "" {
			return true
		}
	}
	return false
}
