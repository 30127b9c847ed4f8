package access

import (
	"slices"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// onTeam: an inspector of the case's team.
func onTeam(actor law.Actor, c cases.Case) bool {
	return actor.Has(inspector) && c.Team.Has(actor.Certificate)
}

// MayMakeEntityLink refuses whoever is neither on the case's team nor clerk of the
// initiating department, the lender's where that power is lent.
//
// Errors: not_your_case.
func MayMakeEntityLink(actor law.Actor, c cases.Case) error {
	if onTeam(actor, c) || slices.Contains(Departments(actor, clerk), c.Department) {
		return nil
	}
	return law.Errorf(law.KindForbidden, "not_your_case", "只有本案检查组成员和发起处室经办可以生成检查对象的链接。")
}

// MayRevokeEntityLink lets the supervisor end a link too.
//
// Errors: not_your_case.
func MayRevokeEntityLink(actor law.Actor, c cases.Case) error {
	if actor.Has(supervisor) {
		return nil
	}
	return MayMakeEntityLink(actor, c)
}

// MayWatchEntityLink lets those who watch see who made a case's links, and what
// became of them; a secret is not among it.
//
// Errors: not_your_case.
func MayWatchEntityLink(actor law.Actor, c cases.Case) error {
	if actor.Has(supervisor, bureauHead) {
		return nil
	}
	return MayMakeEntityLink(actor, c)
}

// MayInviteWitness refuses whoever is neither supervisor nor clerk of the department
// that draws.
//
// Errors: not_your_act, not_your_task.
func MayInviteWitness(actor law.Actor, t tasks.Task) error {
	if err := InviteWitnesses.Require(actor); err != nil {
		return err
	}
	if actor.Has(supervisor) || slices.Contains(Departments(actor, clerk), t.Department) {
		return nil
	}
	return law.Errorf(law.KindForbidden, "not_your_task", "只有发起处室经办和监督人员可以邀请见证人。")
}

// MayShowVisitCode refuses whoever is not on the case's team.
//
// Errors: not_your_case.
func MayShowVisitCode(actor law.Actor, c cases.Case) error {
	if onTeam(actor, c) {
		return nil
	}
	return law.Errorf(law.KindForbidden, "not_your_case", "只有本案检查组成员可以出示检查码。")
}
