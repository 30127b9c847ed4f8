package record

import (
	"slices"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// A draw is worth what its witnesses are worth: each holds what nobody else knows.
// So nobody has two entries of one draw in his hands, neither as a witness nor as
// the one who made and handed out a link, and nobody of the department that draws
// is a witness. Invitations and acts are judged under the task's lock: of two at
// once the second sees the first.

// MayInvite refuses an invitation beside the links of the task's witnesses. With
// separate, who has invited one witness of the draw invites no other.
//
// Errors: inviter_of_another, witnesses_not_wanted, inviter_is_witness.
func MayInvite(t tasks.Task, inviter, name string, separate bool, links []Link) error {
	others := map[string]bool{}
	for _, l := range ofDraw(links, t) {
		if l.Holder == name {
			continue
		}
		if l.Ended.IsZero() {
			others[l.Holder] = true
		}
		if separate && l.MadeBy == inviter && l.used() {
			return law.Errorf(law.KindForbidden, "inviter_of_another", "您已邀请本次抽取的另一名外部见证人“%s”；其余见证人由其他人员邀请。", l.Holder)
		}
	}
	if len(others) >= t.Rules.Witnesses {
		return law.Errorf(law.KindNotAllowed, "witnesses_not_wanted", "抽取方案中的见证人为%d名，不能再邀请。", t.Rules.Witnesses)
	}
	if slices.ContainsFunc(t.Draw.Witnesses, func(w tasks.WitnessState) bool { return w.By == inviter && !w.Unsealed }) {
		return law.Errorf(law.KindForbidden, "inviter_is_witness", "您是本次抽取的见证人，不能邀请外部见证人。")
	}
	return nil
}

// MayWitness refuses staff as witnesses of a draw whose outside witnesses they
// invited, under an invited name, and of the department that draws. Other acts
// than a witness's it lets pass, and an outside witness's: the link is his right.
//
// Errors: witness_of_own_department, inviter_cannot_witness, witness_invited.
func MayWitness(t tasks.Task, act law.Act, links []Link) error {
	name, witnessing, err := witness(act)
	if err != nil || !witnessing || act.Actor.Has(law.RoleWitness) {
		return err
	}
	if act.Actor.Department == t.Department {
		return law.Errorf(law.KindForbidden, "witness_of_own_department", "发起处室人员不能担任本次抽取的见证人。")
	}
	for _, l := range ofDraw(links, t) {
		switch {
		case l.used() && l.MadeBy == act.Actor.ID:
			return law.Errorf(law.KindForbidden, "inviter_cannot_witness", "您邀请了本次抽取的外部见证人“%s”，不能再担任见证人。", l.Holder)
		case l.used() && l.Holder == name:
			return law.Errorf(law.KindForbidden, "witness_invited", "“%s”是外部见证人，由其本人凭链接封存和启封。", name)
		}
	}
	return nil
}

// witness is in whose name an act seals or opens an entry. An entry typed in unsealed
// is what somebody else said, and the record says so.
func witness(act law.Act) (name string, witnessing bool, err error) {
	switch act.Kind {
	case tasks.ActSealEntry:
		f, err := law.FactsOf[tasks.SealEntry](act)
		return f.Witness, !f.Unsealed, err
	case tasks.ActOpenEntry:
		f, err := law.FactsOf[tasks.OpenEntry](act)
		return f.Witness, true, err
	default:
		return "", false, nil
	}
}

// ofDraw are the links of the witnesses of the task's present draw.
func ofDraw(links []Link, t tasks.Task) []Link {
	return slices.DeleteFunc(slices.Clone(links), func(l Link) bool { return l.Draw != t.Draw.Number && l.Generation > 0 })
}

// used: a link that ended unopened, such as one with a misspelt name, gave nobody
// anything.
func (l Link) used() bool { return l.Ended.IsZero() || !l.Opened.IsZero() }
