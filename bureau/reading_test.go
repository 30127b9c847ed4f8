package bureau_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/documents"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// The departments of the test, as they stand to the case that is asked for.
const (
	ownDepartment   = "劳动保障监察大队" // that initiated it
	jointDepartment = "社会保险科"    // that takes part in its task
	otherDepartment = "就业促进科"
)

// power is a role that a person has, and for which department.
type power struct {
	role       law.Role
	department string
}

// reader is a person with an own power and at most one that was lent, by the powers
// from which the expectation follows.
type reader struct {
	name   string
	powers []power
	actor  law.Actor
}

func (r reader) has(roles ...law.Role) bool {
	return slices.ContainsFunc(r.powers, func(p power) bool { return slices.Contains(roles, p.role) })
}

func (r reader) in(department string, roles ...law.Role) bool {
	return slices.ContainsFunc(r.powers, func(p power) bool { return p.department == department && slices.Contains(roles, p.role) })
}

var lendable = []law.Role{law.RoleClerk, law.RoleSectionHead, law.RoleBureauHead, law.RoleLegalReviewer, law.RoleSupervisor}

// readers are each role in each department, alone and with each role that can be
// lent by a person of each department; and two roles in one person.
func readers(d *desk) []reader {
	departments := []string{ownDepartment, jointDepartment, otherDepartment}
	lender := map[power]string{}
	for _, role := range lendable {
		for _, department := range departments {
			p := power{role, department}
			lender[p] = fmt.Sprintf("lender-%d", len(lender))
			d.account(lender[p], department, role)
		}
	}
	var out []reader
	add := func(department string, own []law.Role, lent *power) {
		id := fmt.Sprintf("reader-%d", len(out))
		r := reader{name: fmt.Sprintf("%s %v of %s", id, own, department)}
		for _, role := range own {
			r.powers = append(r.powers, power{role, department})
		}
		account := d.account(id, department, own...)
		if lent != nil && !slices.Contains(own, lent.role) {
			d.lend(lender[*lent], id, lent.role)
			r.name += fmt.Sprintf(", deputy as %s of %s", lent.role, lent.department)
			// What an older delegation lends and nobody may lend any more, or not to this
			// person, opens nothing.
			if lent.role != law.RoleSupervisor && law.RolesExclude(append(slices.Clone(own), lent.role)...) == nil {
				r.powers = append(r.powers, *lent)
			}
		}
		r.actor = d.actor(account)
		out = append(out, r)
	}
	for _, department := range departments {
		for _, role := range law.StaffRoles {
			add(department, []law.Role{role}, nil)
			if role == law.RoleAdministrator {
				continue
			}
			for _, lent := range lendable {
				for _, of := range departments {
					if lent != role {
						add(department, []law.Role{role}, &power{lent, of})
					}
				}
			}
		}
		add(department, []law.Role{law.RoleInspector, law.RoleClerk}, nil)
	}
	return out
}

// permitted is false where the error is the refusal of the code; any other error
// says that the person was let in.
func permitted(err error, code string) bool {
	var e *law.Error
	return !errors.As(err, &e) || e.Code != code
}

// TestReading holds every way to read against what a person's powers say: a list
// and its counts show what can be read one by one, no more and no less.
func TestReading(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	d.entities(3)
	ours := tasks.Task{ID: "2024001-001", Department: ownDepartment, Joint: []string{jointDepartment, "社会保险中心"}}
	theirs := tasks.Task{ID: "2024001-002", Department: "社会保险中心"}
	d.tasks(ours, theirs)
	readers := readers(d)
	inspectors := slices.DeleteFunc(slices.Clone(readers), func(r reader) bool { return !r.has(law.RoleInspector) })
	require.NotEmpty(t, inspectors)
	var everyone []string
	for _, i := range inspectors {
		everyone = append(everyone, i.actor.Certificate)
	}
	// The first case has a team of strangers, the second one of all inspectors of the
	// test, the third is nobody's business.
	strangers := []string{"冀B-1", "冀B-2"}
	foreign, team, nobodys := d.open(ours, 1, strangers...), d.open(ours, 2, everyone...), d.open(theirs, 3, strangers...)
	fromTeam, byTeam := d.proceeding(team, 1, strangers...), d.proceeding(nobodys, 1, everyone...)
	fromForeign := d.proceeding(foreign, 1, strangers...)

	for _, r := range readers {
		all := r.has(law.RoleBureauHead, law.RoleLegalReviewer, law.RoleSupervisor)
		department := r.in(ownDepartment, law.RoleClerk, law.RoleSectionHead) || r.in(jointDepartment, law.RoleClerk, law.RoleSectionHead)
		inspects := r.has(law.RoleInspector)
		may := map[string]bool{foreign.No: all || department, team.No: all || department || inspects, nobodys.No: all}
		// Departments see what came out of a case; of the inspectors those who handle it.
		mayProceeding := map[string]bool{fromForeign.No: all || department, fromTeam.No: all || department, byTeam.No: all || inspects}
		staff := !r.has(law.RoleAdministrator)

		var want []string
		for _, c := range []cases.Case{foreign, team, nobodys} {
			_, err := d.office.Case(ctx, r.actor, c.No)
			require.Equal(t, may[c.No], err == nil, "%s reads %s: %v", r.name, c.No, err)
			require.Equal(t, may[c.No], permitted(err, "not_your_case"), "%s reads %s: %v", r.name, c.No, err)
			_, err = d.office.CaseActs(ctx, r.actor, c.No, record.Page{})
			require.Equal(t, may[c.No], err == nil, "%s reads the acts of %s: %v", r.name, c.No, err)
			_, err = d.office.CaseItems(ctx, r.actor, c.No)
			require.Equal(t, may[c.No], err == nil, "%s reads the items of %s: %v", r.name, c.No, err)
			_, _, err = d.office.MakeEntityLink(ctx, r.actor, c.No, record.CodeOnPaper, bureau.Call{Person: r.name, Route: c.No, Key: "link"})
			link := c.No == team.No && inspects || r.in(c.Department, law.RoleClerk)
			require.Equal(t, link, permitted(err, "not_your_case"), "%s makes the link of %s: %v", r.name, c.No, err)
			_, err = d.office.EntityLinks(ctx, r.actor, c.No)
			require.Equal(t, link || r.has(law.RoleSupervisor, law.RoleBureauHead), permitted(err, "not_your_case"), "%s watches the link of %s: %v", r.name, c.No, err)
			err = d.office.RevokeEntityLink(ctx, r.actor, c.No)
			require.Equal(t, link || r.has(law.RoleSupervisor), permitted(err, "not_your_case"), "%s revokes the link of %s: %v", r.name, c.No, err)
			_, err = d.office.VisitCode(ctx, r.actor, c.No)
			require.Equal(t, c.No == team.No && inspects, permitted(err, "not_your_case"), "%s shows the code of %s: %v", r.name, c.No, err)
			if may[c.No] {
				want = append(want, c.No)
			}
		}
		for _, byDue := range []bool{false, true} {
			listed, err := d.office.Cases(ctx, r.actor, record.CaseFilter{ByDue: byDue}, record.Page{Limit: 10})
			require.Equal(t, staff, err == nil, "%s lists: %v", r.name, err)
			require.Equal(t, staff, permitted(err, "not_your_act"), "%s lists: %v", r.name, err)
			var got []string
			for _, c := range listed.Items {
				got = append(got, c.No)
			}
			require.Equal(t, want, got, "%s lists", r.name)
		}
		counts, err := d.office.CountCases(ctx, r.actor, record.CaseFilter{}, "stage")
		require.Equal(t, staff, err == nil, "%s counts: %v", r.name, err)
		var counted int64
		for _, c := range counts {
			counted += c.Count
		}
		require.EqualValues(t, len(want), counted, "%s counts", r.name)

		var wanted []string
		for _, p := range []proceedings.Proceeding{fromForeign, fromTeam, byTeam} {
			_, err := d.office.Proceeding(ctx, r.actor, p.No)
			require.Equal(t, mayProceeding[p.No], err == nil, "%s reads %s: %v", r.name, p.No, err)
			_, err = d.office.ProceedingActs(ctx, r.actor, p.No, record.Page{})
			require.Equal(t, mayProceeding[p.No], err == nil, "%s reads the acts of %s: %v", r.name, p.No, err)
			_, err = d.office.ProceedingDecisions(ctx, r.actor, p.No)
			require.Equal(t, mayProceeding[p.No], err == nil, "%s reads the decisions of %s: %v", r.name, p.No, err)
			if mayProceeding[p.No] {
				wanted = append(wanted, p.No)
			}
		}
		listed, err := d.office.Proceedings(ctx, r.actor, record.ProceedingFilter{}, record.Page{Limit: 10})
		require.Equal(t, staff, err == nil, "%s lists proceedings: %v", r.name, err)
		var got []string
		for _, p := range listed.Items {
			got = append(got, p.No)
		}
		require.Equal(t, wanted, got, "%s lists proceedings", r.name)

		err = d.office.ExportRegister(ctx, r.actor, bureau.RegisterItems, documents.CSV, &bytes.Buffer{})
		require.Equal(t, staff, permitted(err, "not_your_act"), "%s exports: %v", r.name, err)
	}
	require.Len(t, readers, 249)
}

// TestReadingNarrowsWhatWasAskedFor: what a person may read narrows the filter and
// does not take its place.
func TestReadingNarrowsWhatWasAskedFor(t *testing.T) {
	d := newDesk(t)
	d.entities(3)
	ours := tasks.Task{ID: "2024001-001", Department: ownDepartment}
	alone := tasks.Task{ID: "2024001-002", Department: jointDepartment}
	d.tasks(ours, alone)
	first, second, third := d.open(ours, 1, "冀B-1", "冀B-2"), d.open(ours, 2, "head", "冀B-2"), d.open(alone, 3, "head", "冀B-3")
	// Clerk and inspector in one person; a head who inspects as well.
	both := d.actor(d.account("head", ownDepartment, law.RoleSectionHead, law.RoleInspector))
	plain := d.actor(d.account("clerk", ownDepartment, law.RoleClerk))
	list := func(actor law.Actor, f record.CaseFilter) string {
		listed, err := d.office.Cases(t.Context(), actor, f, record.Page{Limit: 10})
		require.NoError(t, err)
		var got []string
		for _, c := range listed.Items {
			got = append(got, c.No)
		}
		return strings.Join(got, " ")
	}
	require.Equal(t, strings.Join([]string{first.No, second.No, third.No}, " "), list(both, record.CaseFilter{}))
	require.Equal(t, third.No, list(both, record.CaseFilter{Department: jointDepartment}))
	require.Equal(t, second.No+" "+third.No, list(both, record.CaseFilter{Certificate: "head"}))
	require.Equal(t, first.No+" "+second.No, list(both, record.CaseFilter{Certificate: "冀B-2"}))
	require.Equal(t, first.No+" "+second.No, list(plain, record.CaseFilter{}))
	require.Empty(t, list(plain, record.CaseFilter{Department: jointDepartment}), "another department's cases are not one's own")
	require.Equal(t, second.No, list(plain, record.CaseFilter{Certificate: "head"}))
	require.Equal(t, first.No, list(plain, record.CaseFilter{Entity: first.Entity}))
	// Page after page nothing is passed over.
	page, got := record.Page{Limit: 1}, []string{}
	for {
		listed, err := d.office.Cases(t.Context(), both, record.CaseFilter{ByDue: true}, page)
		require.NoError(t, err)
		for _, c := range listed.Items {
			got = append(got, c.No)
		}
		if page.After = listed.Next; page.After == "" {
			break
		}
	}
	require.Equal(t, []string{first.No, second.No, third.No}, got)
}
