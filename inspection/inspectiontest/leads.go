package inspectiontest

import (
	"fmt"
	"slices"
	"sync"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// A change of stage stands in the row of the act that makes it. Each run holds every
// performed act against its row, so that no row forgets one; that none names one that
// never comes is for [MainReaching].

// Move is a change of stage by an act, of a subject that the table governs.
type Move struct {
	Table, From, To string
	Act             law.ActKind
}

func (m Move) String() string { return fmt.Sprintf("%s: %s: %s → %s", m.Table, m.Act, m.From, m.To) }

// The tables of cases and tasks; those of proceedings go by the kind.
const (
	caseTable = "case"
	taskTable = "task"
)

// moved are the changes that the runs of this binary have made.
var moved = struct {
	sync.Mutex
	seen map[Move]bool
}{seen: map[Move]bool{}}

// CaseLed holds a change of stage against the row of the act that made it.
func CaseLed(t require.TestingT, before, after cases.Case, act law.ActKind) {
	rule, _ := cases.RuleOf(act)
	led(t, caseTable, act, rule.Leads, before.Stage, after.Stage)
}

// TaskLed does the same for a task.
func TaskLed(t require.TestingT, before, after tasks.Task, act law.ActKind) {
	rule, _ := tasks.RuleOf(act)
	led(t, taskTable, act, rule.Leads, before.Stage, after.Stage)
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
