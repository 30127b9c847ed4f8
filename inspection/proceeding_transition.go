package inspection

// proceedingTransition is one act being performed on its copy of the proceeding.
type proceedingTransition struct {
	transition
	p        *Proceeding
	entry    *PublicEntry
	corrects bool
}

func onProceeding(p *Proceeding, law Law, act Act) proceedingTransition {
	return proceedingTransition{transition: transition{Docket: &p.Docket, subject: p, law: law, act: act}, p: p}
}

// close ends the proceeding as the effect of an act.
func (t *proceedingTransition) close(how Ending) error {
	t.finish(how)
	return nil
}

// finish: no period runs any more.
func (t *proceedingTransition) finish(how Ending) {
	t.p.Stage, t.p.Ending, t.p.Closed = ProceedingClosed, how, t.act.Entered
	t.Deadlines = nil
	t.tell(NoticeChange, t.toTeam(), "已办结：%s。", how.Chinese())
}

// proceedingLapses is what follows by itself when a period of the kind has
// passed; nothing for most.
var proceedingLapses = map[DeadlineKind]func(*proceedingTransition){
	DeadlineDefence:         (*proceedingTransition).defenceLapsed,
	DeadlineReconsideration: settled(func(t *proceedingTransition) { t.lapsedBy(DeadlineReconsideration) }),
	DeadlineLitigation:      settled(func(t *proceedingTransition) { t.litigationLapsed(DeadlineLitigation) }),
	DeadlineLitigationAfter: settled(func(t *proceedingTransition) { t.litigationLapsed(DeadlineLitigationAfter) }),
	DeadlineDemand:          settled((*proceedingTransition).demandLapsed),
	DeadlinePublicTerm:      settled((*proceedingTransition).publicTermLapsed),
}
