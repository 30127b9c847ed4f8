package proceedings

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 立案 (行政处罚法第36条、第54条; 劳动保障监察条例第20条).

func beginPenalty(t *transition) {
	switch w := t.p.Penalty; {
	case w != nil && w.Resumed != nil:
		t.beginResumed(w)
		return
	case w != nil:
		t.beginAnew(w)
		return
	}
	t.p.Stage, t.p.Penalty = PenaltyFiling, &PenaltyFile{}
	t.Open(law.DeadlinePenaltyFiling, t.Act.Entered)
	to := t.ToLead()
	if len(t.p.Team) == 0 {
		to = t.ToRole(law.RoleClerk)
	}
	t.Tell(law.NoticeTask, to, "已转入行政处罚程序，请提请立案。")
}

// proposer is who acts now, with the power of one of the roles.
func (t *transition) proposer(roles ...law.Role) Proposer {
	p := Proposer{By: t.Act.Actor.ID, On: calendar.DateOf(t.Act.Happened)}
	for _, r := range roles {
		if from := t.Act.Actor.Lender(r); from != "" {
			p.For = from
		}
	}
	return p
}

// investigated remembers the account of a member of the team, and whose power it
// used.
func (t *transition) investigated() {
	a := t.Act.Actor
	if !t.p.Team.Has(a.Certificate) {
		return
	}
	for _, id := range []string{a.ID, a.Lender(law.RoleInspector)} {
		if id != "" && !slices.Contains(t.p.Penalty.Investigators, id) {
			t.p.Penalty.Investigators = append(t.p.Penalty.Investigators, id)
		}
	}
}

// proposeFiling names the party, the conduct's end and how it became known.
//
// Errors: party_unknown, endangered_unknown, and those of the limitation.
func (t *transition) proposeFiling(f ProposeFiling) error {
	if f.Party.Chinese() == "" {
		return law.Errorf(law.KindInvalid, "party_unknown", "必须写明当事人是法人或者其他组织，还是公民。")
	}
	party, err := t.party(f.Role)
	if err != nil {
		return err
	}
	if f.Endangers != "" && f.Endangers.Chinese() == "" {
		return law.Errorf(law.KindInvalid, "endangered_unknown", "延长追责时效的情形只有涉及公民生命健康安全、金融安全且有危害后果的（行政处罚法第三十六条）。")
	}
	known, by, err := t.known(f)
	if err != nil {
		return err
	}
	if err := t.checkLimitation(f, known, by); err != nil {
		return err
	}
	t.p.Party, t.p.Penalty.Party, t.p.Penalty.Spot = party, f.Party, nil
	t.p.Penalty.Filing = &PenaltyFiled{Proposed: t.proposer(law.RoleInspector, law.RoleClerk), EndedOn: f.EndedOn, Continuing: f.Continuing,
		KnownOn: known, KnownBy: by, Endangers: f.Endangers}
	t.investigated()
	t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "已提请立案，请批准或者不予立案。")
	return nil
}

func (t *transition) approveFiling(f ApproveFiling) error {
	day := calendar.DateOf(t.Act.Happened)
	if err := law.NotBefore(day, t.p.Penalty.Filing.Proposed.On, "立案日期", "提请立案之日"); err != nil {
		return err
	}
	if err := t.team(f.Team); err != nil {
		return err
	}
	t.p.Penalty.Filing.On = day
	t.Meet(law.DeadlinePenaltyFiling, t.Act.Happened)
	t.p.Stage = PenaltyInvestigation
	if t.Deadlines.Index(law.DeadlineInvestigation) < 0 { // runs where an earlier filing was given back
		t.OpenFrom(law.DeadlineInvestigation, day)
	}
	t.Tell(law.NoticeTask, t.ToTeam(), "已立案，请依法调查取证；调查时应当主动出示执法证件。")
	return nil
}

// team is two or more inspectors with certificates (行政处罚法第42条): that of the
// inspection, or the one now named where there is none.
func (t *transition) team(named law.Team) error {
	if len(t.p.Team) > 0 {
		if len(named) > 0 && !slices.Equal(named, t.p.Team) {
			return law.Errorf(law.KindInvalid, "case_has_team", "%s已有检查组，立案时不另行指定。", t.p.About().Name)
		}
		return nil
	}
	distinct := slices.Compact(slices.Sorted(slices.Values(named)))
	if len(distinct) < t.Law.Edition.SmallestTeam || slices.Contains(distinct, "") || len(distinct) != len(named) {
		return law.Errorf(law.KindInvalid, "team_too_small", "调查应由%d名以上具有执法证件的执法人员进行，请写明执法证件号。", t.Law.Edition.SmallestTeam)
	}
	t.p.Team = named
	return nil
}

func (t *transition) refuseFiling(RefuseFiling) error {
	if err := law.NotBefore(calendar.DateOf(t.Act.Happened), t.p.Penalty.Filing.Proposed.On, "不予立案的日期", "提请立案之日"); err != nil {
		return err
	}
	if err := t.p.procuratorateAnswered(); err != nil {
		return err
	}
	t.Meet(law.DeadlinePenaltyFiling, t.Act.Happened)
	return t.close(PenaltyEndedNotFiled)
}

func (p Proceeding) filingNotProposed() error {
	if p.Penalty.Filing != nil {
		return law.Errorf(law.KindNotAllowed, "already_proposed", "已经提请立案，等待局负责人审批。")
	}
	return nil
}

// filingProposers: the lead, or the clerk while there is no team yet.
func (p Proceeding) filingProposers(who []law.Who) []law.Who {
	return slices.DeleteFunc(slices.Clone(who), func(w law.Who) bool { return (w == law.ByLead) != (len(p.Team) > 0) })
}

func (p Proceeding) filingProposed() error {
	if p.Penalty.Filing == nil {
		return law.Errorf(law.KindNotAllowed, "nothing_proposed", "尚未提请立案。")
	}
	return nil
}

func (p Proceeding) ownFiling(a law.Actor) error {
	return p.ownWork(a, "批准", p.Penalty.Filing.Proposed)
}

// ownWork bars who proposed it, and members of the team, each also by way of a
// delegated power.
func (p Proceeding) ownWork(a law.Actor, what string, by ...Proposer) error {
	for _, one := range by {
		if err := law.NotTheSame(a, what, one.By, one.For); err != nil {
			return err
		}
	}
	if p.investigator(a) {
		return law.Errorf(law.KindForbidden, "own_case", "本案调查人员不能%s，也不能委托他人代为办理。", what)
	}
	return nil
}

// investigator: a member of the team, or who uses a member's power.
func (p Proceeding) investigator(a law.Actor) bool {
	return p.Team.Has(a.Certificate) || slices.ContainsFunc(p.Penalty.Investigators, a.SamePerson)
}
