package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

const (
	ours   = "劳动保障监察大队"
	theirs = "社会保险科"
)

func holder(id, department string, roles ...inspection.Role) inspection.Actor {
	return inspection.Actor{ID: id, Department: department, Roles: roles}
}

// deputyOf is an account of another department with the role lent by from.
func deputyOf(of inspection.Role, from, department string) inspection.Actor {
	return inspection.Actor{ID: "deputy", Department: theirs, Roles: []inspection.Role{inspection.RoleClerk, of}, DelegatedRoles: []inspection.Role{of},
		DelegatedFrom: from, DelegatedDepartment: department, Delegation: "d"}
}

// TestMayHandOver: every role × every target, in the own department and another. What
// is not named here is refused.
func TestMayHandOver(t *testing.T) {
	t.Parallel()
	all := inspection.StaffRoles
	below := []inspection.Role{inspection.RoleClerk, inspection.RoleInspector}
	for name, c := range map[string]struct {
		actor          inspection.Actor
		here, anywhere []inspection.Role // leavers of ours only; of any department
	}{
		"clerk":                      {actor: holder("x", ours, inspection.RoleClerk)},
		"inspector":                  {actor: holder("x", ours, inspection.RoleInspector)},
		"section head":               {actor: holder("x", ours, inspection.RoleSectionHead), here: below},
		"bureau head":                {actor: holder("x", "局领导", inspection.RoleBureauHead), anywhere: all},
		"legal reviewer":             {actor: holder("x", ours, inspection.RoleLegalReviewer)},
		"supervisor":                 {actor: holder("x", ours, inspection.RoleSupervisor)},
		"administrator":              {actor: holder("x", ours, inspection.RoleAdministrator)},
		"deputy of our section head": {actor: deputyOf(inspection.RoleSectionHead, "head", ours), here: below},
		"deputy of the bureau head": {actor: deputyOf(inspection.RoleBureauHead, "boss", "局领导"), anywhere: []inspection.Role{inspection.RoleClerk, inspection.RoleInspector,
			inspection.RoleSectionHead, inspection.RoleLegalReviewer, inspection.RoleSupervisor, inspection.RoleAdministrator}},
	} {
		for _, role := range all {
			for _, department := range []string{ours, theirs} {
				leaver, receiver := holder("leaver", department, role), holder("receiver", department, role)
				err := inspection.MayHandOver(c.actor, leaver, receiver)
				may := contains(c.anywhere, role) || contains(c.here, role) && department == ours
				if may {
					require.NoError(t, err, "%s hands over %s of %s", name, role, department)
				} else {
					require.Equal(t, inspection.KindForbidden, inspection.KindOf(err), "%s hands over %s of %s", name, role, department)
				}
			}
		}
	}
}

func contains(roles []inspection.Role, r inspection.Role) bool {
	for _, x := range roles {
		if x == r {
			return true
		}
	}
	return false
}

func TestWhoReceivesAHandover(t *testing.T) {
	t.Parallel()
	boss := holder("boss", "局领导", inspection.RoleBureauHead)
	head := holder("head", ours, inspection.RoleSectionHead)
	for name, c := range map[string]struct {
		actor, leaver, receiver inspection.Actor
		code                    string
	}{
		"the same work":             {head, holder("a", ours, inspection.RoleClerk), holder("b", ours, inspection.RoleClerk), ""},
		"more than that":            {head, holder("a", ours, inspection.RoleClerk), holder("b", ours, inspection.RoleClerk, inspection.RoleInspector), ""},
		"the head itself":           {head, holder("a", ours, inspection.RoleClerk), head, "handover_receiver"},
		"part of it":                {head, holder("a", ours, inspection.RoleClerk, inspection.RoleInspector), holder("b", ours, inspection.RoleClerk), "handover_receiver"},
		"nothing of it":             {boss, holder("a", ours, inspection.RoleSupervisor), boss, "handover_receiver"},
		"another department":        {boss, holder("a", ours, inspection.RoleSectionHead), holder("b", theirs, inspection.RoleSectionHead), "handover_receiver"},
		"for the whole bureau":      {boss, holder("a", ours, inspection.RoleInspector), holder("b", theirs, inspection.RoleInspector), ""},
		"out of the department":     {head, holder("a", ours, inspection.RoleInspector), holder("b", theirs, inspection.RoleInspector), "handover_beyond_your_power"},
		"only lent":                 {boss, holder("a", theirs, inspection.RoleSectionHead), deputyOf(inspection.RoleSectionHead, "a", theirs), "handover_receiver"},
		"to the leaver":             {boss, holder("a", ours, inspection.RoleClerk), holder("a", ours, inspection.RoleClerk), "handover_invalid"},
		"a section head's own":      {holder("head", ours, inspection.RoleSectionHead, inspection.RoleClerk), holder("head", ours, inspection.RoleClerk), holder("b", ours, inspection.RoleClerk), "handover_beyond_your_power"},
		"the bureau head's own":     {boss, boss, holder("boss2", "局领导", inspection.RoleBureauHead), ""},
		"somebody without any role": {head, holder("a", ours), holder("b", ours, inspection.RoleClerk), ""},
	} {
		err := inspection.MayHandOver(c.actor, c.leaver, c.receiver)
		if c.code == "" {
			require.NoError(t, err, name)
		} else {
			require.ErrorIs(t, err, &inspection.Error{Code: c.code}, name)
		}
	}
}

func TestTheSecondPersonOfAHandover(t *testing.T) {
	t.Parallel()
	for _, role := range inspection.StaffRoles {
		require.Equal(t, role == inspection.RoleSupervisor || role == inspection.RoleAdministrator, inspection.NeedsSecondPerson(holder("a", ours, role)), role)
		err := inspection.MayConfirmHandover(holder("second", ours, role), "boss", holder("leaver", ours), holder("receiver", ours))
		if role == inspection.RoleBureauHead || role == inspection.RoleSupervisor || role == inspection.RoleAdministrator {
			require.NoError(t, err, role)
		} else {
			require.ErrorIs(t, err, &inspection.Error{Code: "not_your_act"}, role)
		}
	}
	leaver, receiver := holder("leaver", ours, inspection.RoleSupervisor), holder("receiver", ours, inspection.RoleSupervisor)
	for _, one := range []inspection.Actor{holder("boss", ours, inspection.RoleBureauHead), leaver, receiver} {
		require.ErrorIs(t, inspection.MayConfirmHandover(one, "boss", leaver, receiver), &inspection.Error{Code: "same_person"}, one.ID)
	}
	require.ErrorIs(t, inspection.MayConfirmHandover(deputyOf(inspection.RoleBureauHead, "boss", ""), "boss", leaver, receiver), &inspection.Error{Code: "not_your_act"},
		"a lent power is the lender's")
}
