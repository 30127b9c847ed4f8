package law_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
)

// TestDelegationFor: what somebody does by the own role is no deputy's act.
func TestDelegationFor(t *testing.T) {
	deputy := law.Actor{ID: "u-head", Roles: []law.Role{law.RoleSectionHead, law.RoleBureauHead}, Delegation: "d1",
		DelegatedRoles: []law.Role{law.RoleBureauHead}}
	require.Equal(t, "d1", deputy.DelegationFor(law.RoleBureauHead))
	require.Empty(t, deputy.DelegationFor(law.RoleSectionHead))
}
