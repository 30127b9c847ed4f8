package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

func TestRolesExclude(t *testing.T) {
	t.Parallel()
	const (
		clerk = inspection.RoleClerk
		insp  = inspection.RoleInspector
		head  = inspection.RoleSectionHead
		boss  = inspection.RoleBureauHead
		legal = inspection.RoleLegalReviewer
		watch = inspection.RoleSupervisor
		admin = inspection.RoleAdministrator
	)
	// Of all pairs only these go together.
	together := map[[2]inspection.Role]bool{{clerk, insp}: true, {clerk, head}: true, {insp, head}: true, {head, boss}: true}
	for i, a := range inspection.StaffRoles {
		require.NoError(t, inspection.RolesExclude(a))
		for _, b := range inspection.StaffRoles[i+1:] {
			for _, roles := range [][]inspection.Role{{a, b}, {b, a}} {
				err := inspection.RolesExclude(roles...)
				if together[[2]inspection.Role{a, b}] {
					require.NoError(t, err, roles)
					continue
				}
				require.ErrorIs(t, err, &inspection.Error{Code: "roles_exclude"}, roles)
				require.Contains(t, err.Error(), a.Chinese())
				require.Contains(t, err.Error(), b.Chinese())
			}
		}
	}
	require.NoError(t, inspection.RolesExclude(clerk, insp, head))
	require.Error(t, inspection.RolesExclude(clerk, insp, legal))
	require.Error(t, inspection.RolesExclude(clerk, watch))
	require.Error(t, inspection.RolesExclude(head, boss, admin))
}
