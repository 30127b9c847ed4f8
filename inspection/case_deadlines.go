package inspection

func (t *caseTransition) lapse(f Lapse) error { return t.transition.lapse(f, t.lapsed) }

// lapsed is what follows by itself when a period has passed.
func (t *caseTransition) lapsed(kind DeadlineKind) {
	i := t.Deadlines.index(kind)
	d := t.Deadlines[i]
	switch kind {
	case DeadlineSelfCheck:
		// 未按要求自查: the case goes on to the visit all the same (文件四(三)).
		t.c.SelfCheck = &SelfCheck{}
		t.c.Stage = StageOnSite
		t.end(i, d.Due, true)
		t.openFrom(DeadlineOnSite, d.Last)
	case DeadlineCorrection:
		t.end(i, d.Due, true)
		t.openFrom(DeadlineReinspection, d.Last)
	}
}
