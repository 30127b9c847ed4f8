package inspectiontest

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
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
// come upon one of the changes nowhere. A run that leaves tests out is not held to it.
func MainReaching(m *testing.M, all []Move) int {
	code := m.Run()
	if code != 0 || testing.Short() || selected() {
		return code
	}
	moved.Lock()
	defer moved.Unlock()
	missing := slices.DeleteFunc(all, func(one Move) bool { return moved.seen[one] })
	if len(missing) == 0 {
		return 0
	}
	slices.SortFunc(missing, func(a, b Move) int { return strings.Compare(a.String(), b.String()) })
	for _, one := range missing {
		fmt.Fprintf(os.Stderr, "no test comes upon a change that a row names: %s\n", one)
	}
	return 1
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
