package access

import (
	"slices"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// onTeam: an inspector of the file's team.
func onTeam(actor law.Actor, f File) bool {
	return actor.Has(inspector) && f.Team.Has(actor.Certificate)
}

// handles: on the file's team, or clerk of its department, the lender's where that
// power is lent.
func handles(actor law.Actor, f File) bool {
	return onTeam(actor, f) || slices.Contains(Departments(actor, clerk), f.Department)
}

func mayMakeLink(actor law.Actor, f File, refusal string) error {
	if handles(actor, f) {
		return nil
	}
	return law.Errorf(law.KindForbidden, "not_your_case", "%s", refusal)
}

// unlessHas is the refusal, which does not touch who has one of the roles.
func unlessHas(actor law.Actor, refusal error, roles ...law.Role) error {
	if actor.Has(roles...) {
		return nil
	}
	return refusal
}

// MayMakeEntityLink refuses whoever is neither on the case's team nor clerk of the
// initiating department, the lender's where that power is lent.
//
// Errors: not_your_case.
func MayMakeEntityLink(actor law.Actor, c cases.Case) error {
	return mayMakeLink(actor, OfCase(c, nil), "只有本案检查组成员和发起处室经办可以生成检查对象的链接。")
}

// MayMakePartyLink refuses whoever is neither on the proceeding's team nor clerk of its
// department.
//
// Errors: not_your_case.
func MayMakePartyLink(actor law.Actor, p proceedings.Proceeding) error {
	return mayMakeLink(actor, OfProceeding(p, nil), "只有本案办案人员和承办处室经办可以生成当事人的链接。")
}

// MayRevokePartyLink lets the supervisor end such a link too.
//
// Errors: not_your_case.
func MayRevokePartyLink(actor law.Actor, p proceedings.Proceeding) error {
	return unlessHas(actor, MayMakePartyLink(actor, p), supervisor)
}

// MayWatchPartyLink is as [MayWatchEntityLink].
//
// Errors: not_your_case.
func MayWatchPartyLink(actor law.Actor, p proceedings.Proceeding) error {
	return unlessHas(actor, MayMakePartyLink(actor, p), supervisor, bureauHead)
}

// NeedsParty reports whether the actor has to know the party's document, address and
// telephone for work of the own: who handles the proceeding, decides it or reviews it.
func NeedsParty(actor law.Actor, p proceedings.Proceeding) bool {
	return handles(actor, OfProceeding(p, nil)) || actor.Has(bureauHead, legalReviewer) || slices.Contains(Departments(actor, sectionHead), p.Department)
}

// MayRevokeEntityLink lets the supervisor end a link too.
//
// Errors: not_your_case.
func MayRevokeEntityLink(actor law.Actor, c cases.Case) error {
	return unlessHas(actor, MayMakeEntityLink(actor, c), supervisor)
}

// MayWatchEntityLink lets those who watch see who made a case's links, and what
// became of them; a secret is not among it.
//
// Errors: not_your_case.
func MayWatchEntityLink(actor law.Actor, c cases.Case) error {
	return unlessHas(actor, MayMakeEntityLink(actor, c), supervisor, bureauHead)
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
	if onTeam(actor, OfCase(c, nil)) {
		return nil
	}
	return law.Errorf(law.KindForbidden, "not_your_case", "只有本案检查组成员可以出示检查码。")
}
