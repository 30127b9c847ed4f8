package law_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
)

func TestRolesExclude(t *testing.T) {
	t.Parallel()
	const (
		clerk = law.RoleClerk
		insp  = law.RoleInspector
		head  = law.RoleSectionHead
		boss  = law.RoleBureauHead
		legal = law.RoleLegalReviewer
		watch = law.RoleSupervisor
		admin = law.RoleAdministrator
	)
	// Of all pairs only these go together.
	together := map[[2]law.Role]bool{{clerk, insp}: true, {clerk, head}: true, {insp, head}: true, {head, boss}: true}
	for i, a := range law.StaffRoles {
		require.NoError(t, law.RolesExclude(a))
		for _, b := range law.StaffRoles[i+1:] {
			for _, roles := range [][]law.Role{{a, b}, {b, a}} {
				err := law.RolesExclude(roles...)
				if together[[2]law.Role{a, b}] {
					require.NoError(t, err, roles)
					continue
				}
				require.ErrorIs(t, err, &law.Error{Code: "roles_exclude"}, roles)
				require.Contains(t, err.Error(), a.Chinese())
				require.Contains(t, err.Error(), b.Chinese())
			}
		}
	}
	require.NoError(t, law.RolesExclude(clerk, insp, head))
	require.Error(t, law.RolesExclude(clerk, insp, legal))
	require.Error(t, law.RolesExclude(clerk, watch))
	require.Error(t, law.RolesExclude(head, boss, admin))
}
