package todo_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/inspection/todo"
)

// agree holds the items of a subject against what it allows each person of the tests,
// and deputies of some: nobody misses an act, and nobody is named for one that is
// not theirs but where the table bars the person alone.
func agree(t *testing.T, items []todo.Item, allowed func(law.Actor) []law.Allowance, barred func(law.ActKind) bool) {
	t.Helper()
	people := []law.Actor{
		{ID: "u-deputy", Roles: []law.Role{law.RoleClerk, law.RoleSectionHead}, Department: inspectiontest.Elsewhere, Delegation: "d", DelegatedFrom: "u-head",
			DelegatedRoles: []law.Role{law.RoleSectionHead}, DelegatedDepartment: inspectiontest.Department},
		{ID: "u-two", Roles: []law.Role{law.RoleInspector, law.RoleClerk}, Department: inspectiontest.Department, Certificate: "Z2"},
	}
	for _, name := range inspectiontest.Names(inspectiontest.People) {
		people = append(people, inspectiontest.People[name])
	}
	for _, person := range people {
		held := todo.Held(person)
		named := map[law.ActKind]bool{}
		for _, i := range items {
			if slices.Contains(held, i.Holder) {
				named[i.Act] = true
			}
		}
		for _, a := range allowed(person) {
			staff := slices.ContainsFunc(person.Roles, law.IsStaffRole)
			switch {
			case a.Mine && !a.Aside && staff:
				require.True(t, named[a.Act], "%s misses %s", person.ID, a.Act)
			case !a.Mine && named[a.Act]:
				require.True(t, barred(a.Act), "%s may not %s", person.ID, a.Act)
			}
			delete(named, a.Act)
		}
		require.Empty(t, named, "%s: nothing waits for that", person.ID)
	}
}

func TestCases(t *testing.T) {
	t.Parallel()
	for _, cells := range []map[law.ActKind]inspectiontest.CaseCell{inspectiontest.CaseCells(), inspectiontest.Cells2025()} {
		for _, cell := range cells {
			for _, scene := range cell.At {
				c := scene(t).Case
				if !c.Stage.Open() {
					require.Empty(t, todo.OfCase(c))
					continue
				}
				agree(t, todo.OfCase(c), c.Allowed, func(a law.ActKind) bool {
					rule, _ := cases.RuleOf(a)
					return rule.Barred != nil
				})
			}
		}
	}
}

func TestTasks(t *testing.T) {
	t.Parallel()
	for _, cell := range inspectiontest.TaskCells() {
		for _, scene := range cell.At {
			task := scene(t).Task
			if !task.Stage.Open() || task.Stage == tasks.StagePlanned {
				require.Empty(t, todo.OfTask(task))
				continue
			}
			agree(t, todo.OfTask(task), task.Allowed, func(law.ActKind) bool { return true }) // its bars are its own
		}
	}
}

func TestProceedings(t *testing.T) {
	t.Parallel()
	for name, scene := range map[string]func(testing.TB) *inspectiontest.ProceedingRun{
		"opened": inspectiontest.PenaltyOpened, "filing proposed": inspectiontest.PenaltyFilingProposed, "filed": inspectiontest.PenaltyFiled,
		"investigated": inspectiontest.PenaltyInvestigated, "told": inspectiontest.PenaltyTold, "drafted": inspectiontest.PenaltyDrafted,
		"decided": inspectiontest.PenaltyDecided, "served": inspectiontest.PenaltyServed, "paid": inspectiontest.PenaltyPaid,
	} {
		p := scene(t).Proceeding
		require.NotEmpty(t, todo.OfProceeding(p), name)
		agree(t, todo.OfProceeding(p), p.Allowed, func(a law.ActKind) bool {
			rule, _ := proceedings.RuleOf(p.Kind, a)
			return rule.Barred != nil
		})
	}
	require.Empty(t, todo.OfProceeding(proceedings.Proceeding{Stage: proceedings.Closed}))
	require.Empty(t, todo.OfProceeding(proceedings.Proceeding{Kind: law.ProceedingPenalty, Stage: proceedings.PenaltyFiling}), "without its file")
}

// TestDue: the period that runs for the role, not the one that ends first.
func TestDue(t *testing.T) {
	t.Parallel()
	r := inspectiontest.Confirmed(t)
	c := r.Case
	publication := r.Deadline(law.DeadlinePublication)
	sooner := publication
	sooner.Kind, sooner.Due = law.DeadlineCorrection, publication.Due.Add(-48*time.Hour)
	c.Deadlines = law.Deadlines{sooner, publication}
	dueOf := func(act law.ActKind) time.Time {
		i := slices.IndexFunc(todo.OfCase(c), func(i todo.Item) bool { return i.Act == act })
		require.GreaterOrEqual(t, i, 0)
		return todo.OfCase(c)[i].Due
	}
	require.Equal(t, publication.Due, dueOf(cases.ActPreparePublication), "the clerk answers for the publication")
	c.Deadlines = law.Deadlines{sooner}
	require.Equal(t, sooner.Due, dueOf(cases.ActPreparePublication))
	c.Deadlines = nil
	require.Zero(t, dueOf(cases.ActPreparePublication))
}
