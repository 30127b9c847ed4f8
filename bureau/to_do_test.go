package bureau_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// waiting moves the case to where its result is to be confirmed, by an act of the
// person.
func (d *desk) waiting(c cases.Case, person record.Account) {
	d.Helper()
	_, _, err := d.store.RecordCase(d.Context(), c.No, "propose", record.Asking{}, func(c cases.Case, _ law.Actor) (record.CaseWrite, error) {
		c.Seq++
		c.Stage, c.Visit = cases.StageResult, &cases.Visit{Revision: 1, Signed: c.Team, SignedBy: c.Team} // accounts of the test are called as their certificates
		c.Result = &cases.Result{Outcome: law.OutcomeNoProblem, ProposedBy: person.ID}
		act := systemAct(cases.ActProposeResult)
		act.Actor, act.ActorRole, act.Via = person.ID, law.RoleInspector, law.ViaAccount
		return record.CaseWrite{Case: c, Act: act}, nil
	})
	require.NoError(d, err)
}

// TestToDoAsksTheSubject: the list finds what a role may do; what the table bars the
// person alone from does not stand in that person's list, and costs no page.
func TestToDoAsksTheSubject(t *testing.T) {
	d := newDesk(t)
	d.entities(3)
	task := tasks.Task{ID: "2024001-001", Department: ownDepartment}
	d.tasks(task)
	head := d.account("head", ownDepartment, law.RoleSectionHead, law.RoleInspector)
	deputy := d.account("deputy", otherDepartment, law.RoleClerk)
	d.lend("head", "deputy", law.RoleSectionHead)
	lead := d.account("lead", ownDepartment, law.RoleInspector)
	own := d.open(task, 1, head.Certificate, lead.Certificate) // the head was on the team
	theirs := d.open(task, 2, lead.Certificate, "冀B-2")
	elsewhere := d.open(tasks.Task{ID: "2024001-001", Department: ownDepartment}, 3, "冀B-2", "冀B-3")
	d.waiting(own, lead)
	d.waiting(theirs, lead)
	confirm := record.ToDoFilter{Act: cases.ActConfirmResult}
	subjects := func(listed record.Listed[record.ToDo], err error) (out []string) {
		require.NoError(t, err)
		for _, i := range listed.Items {
			out = append(out, i.Subject)
		}
		return out
	}
	// A page of one begins with the barred case, and goes on to the other.
	require.Equal(t, []string{theirs.No}, subjects(d.office.ToDo(t.Context(), d.actor(head), confirm, record.Page{Limit: 1})))
	require.Empty(t, subjects(d.office.ToDo(t.Context(), d.actor(lead), confirm, record.Page{})))
	require.Equal(t, []string{theirs.No}, subjects(d.office.ToDo(t.Context(), d.actor(deputy), confirm, record.Page{})), "in whose power the case was inspected may not confirm it either")

	waiting := subjects(d.office.WaitingFor(t.Context(), d.actor(lead), record.Page{}))
	require.Contains(t, waiting, own.No)
	require.Contains(t, waiting, theirs.No)
	require.NotContains(t, waiting, elsewhere.No)
	counts, err := d.office.CountToDo(t.Context(), d.actor(head))
	require.NoError(t, err)
	require.Equal(t, "无期限", counts[5].Name)
	require.Positive(t, counts[5].Count)
	for _, c := range counts[:5] {
		require.Zero(t, c.Count, c.Name)
	}
}
