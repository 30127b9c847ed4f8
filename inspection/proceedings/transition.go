package proceedings

import "shuangsuiji/inspection/law"

// transition is one act being performed on its copy of the proceeding.
type transition struct {
	law.Transition
	p        *Proceeding
	entry    *PublicEntry
	corrects bool
}

func onProceeding(p *Proceeding, l law.Law, act law.Act) transition {
	return transition{Transition: law.Transition{Docket: &p.Docket, Subject: p, Law: l, Act: act}, p: p}
}

// close ends the proceeding as the effect of an act.
func (t *transition) close(how Ending) error {
	t.finish(how)
	return nil
}

// finish: no period runs any more.
func (t *transition) finish(how Ending) {
	t.p.Stage, t.p.Ending, t.p.Closed = Closed, how, t.Act.Entered
	t.Deadlines = nil
	t.Tell(law.NoticeChange, t.ToTeam(), "已办结：%s。", how.Chinese())
}

// proceedingLapses is what follows by itself when a period of the kind has
// passed; nothing for most.
var proceedingLapses = map[law.DeadlineKind]func(*transition){
	law.DeadlineDefence:         (*transition).defenceLapsed,
	law.DeadlineReconsideration: settled((*transition).reconsiderationLapsed),
	law.DeadlineLitigation:      settled(func(t *transition) { t.litigationLapsed(law.DeadlineLitigation) }),
	law.DeadlineLitigationAfter: settled(func(t *transition) { t.litigationLapsed(law.DeadlineLitigationAfter) }),
	law.DeadlineDemand:          settled((*transition).demandLapsed),
	law.DeadlinePublicTerm:      settled((*transition).publicTermLapsed),
	law.DeadlineCreditRules:     settled((*transition).creditRulesCame),
}

// lapseLeads is where that leads.
var lapseLeads = leads{PenaltyDefence: {PenaltyDecision}, PenaltyPublicTerm: {Closed}}
