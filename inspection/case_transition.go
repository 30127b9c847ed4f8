package inspection

// caseTransition is one act being performed on its copy of the case.
type caseTransition struct {
	transition
	c *Case
}

func onCase(c *Case, law Law, act Act) caseTransition {
	return caseTransition{transition{Docket: &c.Docket, subject: c, law: law, act: act}, c}
}

func (c Case) about() about {
	return about{name: "案件" + c.No, acts: c.Seq, department: c.Department, entity: c.Entity, team: c.Team, opened: c.Opened, suspendedOn: c.SuspendedOn, lengths: c.Lengths}
}
