package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

// TestDelegationFor: what somebody does by the own role is no deputy's act.
func TestDelegationFor(t *testing.T) {
	deputy := inspection.Actor{ID: "u-head", Roles: []inspection.Role{inspection.RoleSectionHead, inspection.RoleBureauHead}, Delegation: "d1",
		DelegatedRoles: []inspection.Role{inspection.RoleBureauHead}}
	require.Equal(t, "d1", deputy.DelegationFor(inspection.RoleBureauHead))
	require.Empty(t, deputy.DelegationFor(inspection.RoleSectionHead))
}
