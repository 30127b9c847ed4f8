package inspection

// proceedingTransition is one act being performed on its copy of the proceeding.
type proceedingTransition struct {
	transition
	p     *Proceeding
	entry *PublicEntry
}

func onProceeding(p *Proceeding, law Law, act Act) proceedingTransition {
	return proceedingTransition{transition: transition{Docket: &p.Docket, subject: p, law: law, act: act}, p: p}
}

// close ends the proceeding: no period runs any more.
func (t *proceedingTransition) close(how Ending) error {
	t.p.Stage, t.p.Ending, t.p.Closed = ProceedingClosed, how, t.act.Entered
	t.Deadlines = nil
	t.tell(NoticeChange, t.toTeam(), "已办结：%s。", how.Chinese())
	return nil
}

// proceedingLapses is what follows by itself when a period of the kind has
// passed; nothing for most.
var proceedingLapses = map[DeadlineKind]func(*proceedingTransition){}
