package cases

import "shuangsuiji/inspection/law"

func (t *transition) lapse(f law.Lapse) error { return t.Lapse(f, t.lapsed) }

// lapsed is what follows by itself when a period has passed.
func (t *transition) lapsed(kind law.DeadlineKind) {
	i := t.Deadlines.Index(kind)
	d := t.Deadlines[i]
	switch kind {
	case law.DeadlineSelfCheck:
		// 未按要求自查: the case goes on to the visit all the same (文件四(三)).
		t.c.SelfCheck = &SelfCheck{}
		t.c.Stage = StageOnSite
		t.End(i, d.Due, true)
		t.OpenFrom(law.DeadlineOnSite, d.Last)
	case law.DeadlineCorrection:
		t.End(i, d.Due, true)
		t.OpenFrom(law.DeadlineReinspection, d.Last)
	}
}
