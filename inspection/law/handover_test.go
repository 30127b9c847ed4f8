package law_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
)

const (
	ours   = "劳动保障监察大队"
	theirs = "社会保险科"
)

func holder(id, department string, roles ...law.Role) law.Actor {
	return law.Actor{ID: id, Department: department, Roles: roles}
}

// deputyOf is an account of another department with the role lent by from.
func deputyOf(of law.Role, from, department string) law.Actor {
	return law.Actor{ID: "deputy", Department: theirs, Roles: []law.Role{law.RoleClerk, of}, DelegatedRoles: []law.Role{of},
		DelegatedFrom: from, DelegatedDepartment: department, Delegation: "d"}
}

// TestMayHandOver: every role × every target, in the own department and another. What
// is not named here is refused.
func TestMayHandOver(t *testing.T) {
	t.Parallel()
	all := law.StaffRoles
	below := []law.Role{law.RoleClerk, law.RoleInspector}
	for name, c := range map[string]struct {
		actor          law.Actor
		here, anywhere []law.Role // leavers of ours only; of any department
	}{
		"clerk":                      {actor: holder("x", ours, law.RoleClerk)},
		"inspector":                  {actor: holder("x", ours, law.RoleInspector)},
		"section head":               {actor: holder("x", ours, law.RoleSectionHead), here: below},
		"bureau head":                {actor: holder("x", "局领导", law.RoleBureauHead), anywhere: all},
		"legal reviewer":             {actor: holder("x", ours, law.RoleLegalReviewer)},
		"supervisor":                 {actor: holder("x", ours, law.RoleSupervisor)},
		"administrator":              {actor: holder("x", ours, law.RoleAdministrator)},
		"deputy of our section head": {actor: deputyOf(law.RoleSectionHead, "head", ours), here: below},
		"deputy of the bureau head": {actor: deputyOf(law.RoleBureauHead, "boss", "局领导"), anywhere: []law.Role{law.RoleClerk, law.RoleInspector,
			law.RoleSectionHead, law.RoleLegalReviewer, law.RoleSupervisor, law.RoleAdministrator}},
	} {
		for _, role := range all {
			for _, department := range []string{ours, theirs} {
				leaver, receiver := holder("leaver", department, role), holder("receiver", department, role)
				err := law.MayHandOver(c.actor, leaver, receiver)
				may := contains(c.anywhere, role) || contains(c.here, role) && department == ours
				if may {
					require.NoError(t, err, "%s hands over %s of %s", name, role, department)
				} else {
					require.Equal(t, law.KindForbidden, law.KindOf(err), "%s hands over %s of %s", name, role, department)
				}
			}
		}
	}
}

func contains(roles []law.Role, r law.Role) bool {
	for _, x := range roles {
		if x == r {
			return true
		}
	}
	return false
}

func TestWhoReceivesAHandover(t *testing.T) {
	t.Parallel()
	boss := holder("boss", "局领导", law.RoleBureauHead)
	head := holder("head", ours, law.RoleSectionHead)
	for name, c := range map[string]struct {
		actor, leaver, receiver law.Actor
		code                    string
	}{
		"the same work":             {head, holder("a", ours, law.RoleClerk), holder("b", ours, law.RoleClerk), ""},
		"more than that":            {head, holder("a", ours, law.RoleClerk), holder("b", ours, law.RoleClerk, law.RoleInspector), ""},
		"the head itself":           {head, holder("a", ours, law.RoleClerk), head, "handover_receiver"},
		"part of it":                {head, holder("a", ours, law.RoleClerk, law.RoleInspector), holder("b", ours, law.RoleClerk), "handover_receiver"},
		"nothing of it":             {boss, holder("a", ours, law.RoleSupervisor), boss, "handover_receiver"},
		"another department":        {boss, holder("a", ours, law.RoleSectionHead), holder("b", theirs, law.RoleSectionHead), "handover_receiver"},
		"for the whole bureau":      {boss, holder("a", ours, law.RoleInspector), holder("b", theirs, law.RoleInspector), ""},
		"out of the department":     {head, holder("a", ours, law.RoleInspector), holder("b", theirs, law.RoleInspector), "handover_beyond_your_power"},
		"only lent":                 {boss, holder("a", theirs, law.RoleSectionHead), deputyOf(law.RoleSectionHead, "a", theirs), "handover_receiver"},
		"to the leaver":             {boss, holder("a", ours, law.RoleClerk), holder("a", ours, law.RoleClerk), "handover_invalid"},
		"a section head's own":      {holder("head", ours, law.RoleSectionHead, law.RoleClerk), holder("head", ours, law.RoleClerk), holder("b", ours, law.RoleClerk), "handover_beyond_your_power"},
		"the bureau head's own":     {boss, boss, holder("boss2", "局领导", law.RoleBureauHead), ""},
		"somebody without any role": {head, holder("a", ours), holder("b", ours, law.RoleClerk), ""},
	} {
		err := law.MayHandOver(c.actor, c.leaver, c.receiver)
		if c.code == "" {
			require.NoError(t, err, name)
		} else {
			require.ErrorIs(t, err, &law.Error{Code: c.code}, name)
		}
	}
}

func TestTheSecondPersonOfAHandover(t *testing.T) {
	t.Parallel()
	for _, role := range law.StaffRoles {
		require.Equal(t, role == law.RoleSupervisor || role == law.RoleAdministrator, law.NeedsSecondPerson(holder("a", ours, role)), role)
		err := law.MayConfirmHandover(holder("second", ours, role), "boss", holder("leaver", ours), holder("receiver", ours))
		if role == law.RoleBureauHead || role == law.RoleSupervisor || role == law.RoleAdministrator {
			require.NoError(t, err, role)
		} else {
			require.ErrorIs(t, err, &law.Error{Code: "not_your_act"}, role)
		}
	}
	leaver, receiver := holder("leaver", ours, law.RoleSupervisor), holder("receiver", ours, law.RoleSupervisor)
	for _, one := range []law.Actor{holder("boss", ours, law.RoleBureauHead), leaver, receiver} {
		require.ErrorIs(t, law.MayConfirmHandover(one, "boss", leaver, receiver), &law.Error{Code: "same_person"}, one.ID)
	}
	require.ErrorIs(t, law.MayConfirmHandover(deputyOf(law.RoleBureauHead, "boss", ""), "boss", leaver, receiver), &law.Error{Code: "not_your_act"},
		"a lent power is the lender's")
}
