package access

import (
	"slices"

	"shuangsuiji/inspection"
)

// onTeam: an inspector of the case's team.
func onTeam(actor inspection.Actor, c inspection.Case) bool {
	return actor.Has(inspector) && c.Team.Has(actor.Certificate)
}

// MayFetchEntityLink refuses whoever is neither on the case's team nor clerk of the
// initiating department, the lender's where that power is lent.
//
// Errors: not_your_case.
func MayFetchEntityLink(actor inspection.Actor, c inspection.Case) error {
	if onTeam(actor, c) || slices.Contains(Departments(actor, clerk), c.Department) {
		return nil
	}
	return inspection.Errorf(inspection.KindForbidden, "not_your_case", "只有本案检查组成员和发起处室经办可以取得检查对象的链接。")
}

// MayShowVisitCode refuses whoever is not on the case's team.
//
// Errors: not_your_case.
func MayShowVisitCode(actor inspection.Actor, c inspection.Case) error {
	if onTeam(actor, c) {
		return nil
	}
	return inspection.Errorf(inspection.KindForbidden, "not_your_case", "只有本案检查组成员可以出示检查码。")
}
