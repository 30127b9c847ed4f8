package record

import (
	"slices"

	"shuangsuiji/inspection/law"
)

// Deputise gives the actor the power that the delegation lends, if the lender may
// still lend it: an account in use that holds the role, which lets itself be lent and
// goes with the actor's own. One who deputises for two
// could approve for the one what was proposed for the other, so that only the first
// lender's powers count.
func Deputise(actor law.Actor, d Delegation, lender Account) law.Actor {
	switch {
	case d.To != actor.ID || d.From != lender.ID, slices.Contains(actor.Roles, d.Role), actor.DelegatedFrom != "" && actor.DelegatedFrom != d.From:
		return actor
	case !lender.Active || !slices.Contains(lender.Roles, d.Role) || !law.MayHoldLent(actor.Roles, d.Role):
		return actor
	}
	actor.Roles = append(slices.Clone(actor.Roles), d.Role)
	actor.DelegatedRoles = append(slices.Clone(actor.DelegatedRoles), d.Role)
	actor.Delegation, actor.DelegatedFrom, actor.DelegatedDepartment = d.ID, d.From, lender.Department
	return actor
}
