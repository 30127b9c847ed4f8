package cases

import "shuangsuiji/inspection/law"

// transition is one act being performed on its copy of the case.
type transition struct {
	law.Transition
	c *Case
}

func onCase(c *Case, l law.Law, act law.Act) transition {
	return transition{law.Transition{Docket: &c.Docket, Subject: c, Law: l, Act: act}, c}
}

// About is what is told of the case, and what its periods depend on.
func (c Case) About() law.About {
	return law.About{Name: "案件" + c.No, Acts: c.Seq, Department: c.Department, Entity: c.Entity, Team: c.Team, Opened: c.Opened, SuspendedOn: c.SuspendedOn, Lengths: c.Lengths}
}
