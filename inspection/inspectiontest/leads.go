package inspectiontest

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// A change of stage stands in the row of the act that makes it: each run holds every
// performed act against its row, and the tests of a package as a whole against all
// rows, so that neither a change is missing in a table nor a table names one that
// never comes.

// Move is a change of stage by an act, of a subject that the table governs.
type Move struct {
	Table, From, To string
	Act             law.ActKind
}

func (m Move) String() string { return fmt.Sprintf("%s: %s: %s → %s", m.Table, m.Act, m.From, m.To) }

// The tables of cases and tasks; those of proceedings go by the kind.
const (
	CaseTable = "case"
	TaskTable = "task"
)

// moved are the changes that the runs of this binary have made.
var moved = struct {
	sync.Mutex
	seen map[Move]bool
}{seen: map[Move]bool{}}

// CaseLed holds a change of stage against the row of the act that made it.
func CaseLed(t require.TestingT, before, after cases.Case, act law.ActKind) {
	rule, _ := cases.RuleOf(act)
	led(t, CaseTable, act, rule.Leads, before.Stage, after.Stage)
}

// TaskLed does the same for a task.
func TaskLed(t require.TestingT, before, after tasks.Task, act law.ActKind) {
	rule, _ := tasks.RuleOf(act)
	led(t, TaskTable, act, rule.Leads, before.Stage, after.Stage)
}

// ProceedingLed does the same for a proceeding, by the table of its kind.
func ProceedingLed(t require.TestingT, before, after proceedings.Proceeding, act law.ActKind) {
	rule, _ := proceedings.RuleOf(before.Kind, act)
	led(t, string(before.Kind), act, rule.Leads, before.Stage, after.Stage)
}

type stage interface {
	~string
	law.Stage
}

func led[G stage](t require.TestingT, table string, act law.ActKind, leads law.Leads[G], from, to G) {
	if from == to {
		return
	}
	m := Move{Table: table, Act: act, From: string(from), To: string(to)}
	require.True(t, slices.Contains(leads[from], to), "the act's row does not name it: %s", m)
	moved.Lock()
	defer moved.Unlock()
	moved.seen[m] = true
}

// CaseMoves are all changes that the rows of the case's table name.
func CaseMoves() []Move { return moves(CaseTable, cases.Rules, caseLeads) }

// TaskMoves are those of the task's table.
func TaskMoves() []Move { return moves(TaskTable, tasks.Rules, taskLeads) }

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

// MainReaching runs the tests of a package, for its TestMain, and fails where they
// never came upon one of the changes. Only a full run is held to that.
func MainReaching(m *testing.M, all []Move) int {
	code := m.Run()
	if code != 0 || testing.Short() || selected() {
		return code
	}
	moved.Lock()
	defer moved.Unlock()
	missing := slices.DeleteFunc(all, func(m Move) bool { return moved.seen[m] })
	if len(missing) == 0 {
		return 0
	}
	slices.SortFunc(missing, func(a, b Move) int { return strings.Compare(a.String(), b.String()) })
	for _, m := range missing {
		fmt.Fprintf(os.Stderr, "no test comes upon a change that a row names: %s\n", m)
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
