package law

import "slices"

// notDelegable are the powers that nobody lends: who administers or supervises is
// chosen for it, and could else be whom it is about; an inspector's certificate is
// the person's own.
var notDelegable = []Role{RoleAdministrator, RoleSupervisor, RoleInspector}

// Delegable reports whether the power can be lent to another at all (委托).
func Delegable(r Role) bool { return !slices.Contains(notDelegable, r) }

// MayHoldLent reports whether somebody who holds the roles may act in the one that is
// lent: an older delegation may lend what nobody may lend any more, and whoever it was
// lent to may have been given a role that excludes it.
func MayHoldLent(holds []Role, lent Role) bool {
	return Delegable(lent) && RolesExclude(append(slices.Clone(holds), lent)...) == nil
}
