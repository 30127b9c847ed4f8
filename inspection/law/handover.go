package law

import "slices"

// Handover (交接): somebody leaves, the account is closed, and what it was told and has
// not read goes to a receiver who does the same work.

// ofOneDepartment are the roles held for a department, not for the whole bureau.
var ofOneDepartment = []Role{RoleClerk, RoleSectionHead}

// MayHandOver refuses a handover that the actor may not do, or not to this receiver.
// leaver and receiver are taken with their own roles.
//
//   - A section head hands over within the own department and below the own rank:
//     clerks and inspectors.
//   - The bureau head hands over everybody. Whoever deputises for a bureau head does not
//     close the account of one.
//   - The receiver holds all the leaver's roles, those of a department for the same
//     department: the messages tell of work that nobody else may see.
//
// Errors: not_your_act, handover_beyond_your_power, handover_invalid,
// handover_receiver.
func MayHandOver(actor, leaver, receiver Actor) error {
	if !actor.Has(RoleSectionHead, RoleBureauHead) {
		return Errorf(KindForbidden, "not_your_act", "“交接工作”应由%s、%s办理，您不能办理。", RoleSectionHead.Chinese(), RoleBureauHead.Chinese())
	}
	if err := withinPower(actor, leaver, receiver); err != nil {
		return err
	}
	return mayReceive(leaver, receiver)
}

// NeedsSecondPerson reports whether a handover of the leaver's is proposed by one and
// confirmed by another: with the account of a supervisor or an administrator one
// person alone would put out of the way who watches, or who lets people in.
func NeedsSecondPerson(leaver Actor) bool { return leaver.Has(RoleSupervisor, RoleAdministrator) }

// MayConfirmHandover refuses whoever may not be the second person: it takes a bureau
// head, a supervisor or an administrator by own right who is none of the others. The
// errors are not_your_act and same_person.
func MayConfirmHandover(confirmer Actor, proposer string, leaver, receiver Actor) error {
	if !slices.ContainsFunc([]Role{RoleBureauHead, RoleSupervisor, RoleAdministrator}, confirmer.holdsItself) {
		return Errorf(KindForbidden, "not_your_act", "“确认交接”应由%s、%s或者%s本人办理，您不能办理。",
			RoleBureauHead.Chinese(), RoleSupervisor.Chinese(), RoleAdministrator.Chinese())
	}
	for _, id := range []string{proposer, leaver.ID, receiver.ID} {
		if confirmer.SamePerson(id) {
			return Errorf(KindForbidden, "same_person", "交接应由提出人、离任人和接收人以外的另一人确认。")
		}
	}
	return nil
}

func withinPower(actor, leaver, receiver Actor) error {
	beyond := func(format string, args ...any) error {
		return Errorf(KindForbidden, "handover_beyond_your_power", format, args...)
	}
	if actor.Has(RoleBureauHead) {
		if !actor.holdsItself(RoleBureauHead) && leaver.Has(RoleBureauHead) {
			return beyond("受委托行使%s职权的，不能交接%s的账号。", RoleBureauHead.Chinese(), RoleBureauHead.Chinese())
		}
		return nil
	}
	if leaver.Has(RoleSectionHead, RoleBureauHead, RoleLegalReviewer, RoleSupervisor, RoleAdministrator) || actor.SamePerson(leaver.ID) {
		return beyond("%s只能交接本科室经办和执法人员的工作，其余由%s办理。", RoleSectionHead.Chinese(), RoleBureauHead.Chinese())
	}
	for _, x := range []Actor{leaver, receiver} {
		if x.Department != actor.DepartmentFor(RoleSectionHead) {
			return beyond("%s只能在本科室内交接工作。", RoleSectionHead.Chinese())
		}
	}
	return nil
}

func mayReceive(leaver, receiver Actor) error {
	if leaver.ID == receiver.ID {
		return Errorf(KindInvalid, "handover_invalid", "接收人不能是离任人本人。")
	}
	for _, r := range leaver.Roles {
		if !receiver.holdsItself(r) {
			return Errorf(KindNotAllowed, "handover_receiver", "接收人不是%s，不能接收离任人的工作；请另选接收人，或者由管理员先调整其角色。", r.Chinese())
		}
		if slices.Contains(ofOneDepartment, r) && receiver.Department != leaver.Department {
			return Errorf(KindNotAllowed, "handover_receiver", "接收人不是%s的%s，不能接收离任人的工作。", leaver.Department, r.Chinese())
		}
	}
	return nil
}

// holdsItself reports whether the role is the actor's own, not lent.
func (a Actor) holdsItself(r Role) bool {
	return slices.Contains(a.Roles, r) && !slices.Contains(a.DelegatedRoles, r)
}
