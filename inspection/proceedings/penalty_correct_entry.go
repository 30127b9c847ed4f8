package proceedings

import (
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// 更正记录 in a penalty case: a day of service that was entered by mistake. The
// periods that run from it follow, as long as nothing was built on them.

var correctable = []Stage{PenaltyDefence, PenaltyExecution}

// correctEntry sets right the day of the prior notice's service while the window for
// the defence runs, and that of the decision's while the entity can still ask for a
// reconsideration.
//
// Errors: entry_mismatch, out_of_order, and those of the service.
func (t *transition) correctEntry(f cases.CorrectEntry) error {
	if f.ServedOn.IsZero() || !f.Ended.IsZero() {
		return law.Errorf(law.KindInvalid, "entry_mismatch", "行政处罚案件可以更正的是送达日期，请填写正确的送达日期。")
	}
	if t.p.Stage == PenaltyDefence {
		return t.correctNotice(f)
	}
	return t.correctDecisionService(f)
}

func (t *transition) correctNotice(f cases.CorrectEntry) error {
	w := t.p.Penalty
	if w.Notice.Seq != f.Seq {
		return law.Errorf(law.KindInvalid, "entry_mismatch", "第%d号记录不是行政处罚事先告知书的送达记录。", f.Seq)
	}
	s := w.Notice.Service
	s.On = f.ServedOn
	day, err := t.Served(s, w.Investigation.On, "调查终结之日")
	if err != nil {
		return err
	}
	if d := w.Defence; d != nil && f.ServedOn.After(d.On) {
		return law.Errorf(law.KindInvalid, "out_of_order", "更正后的送达日期不能晚于陈述申辩之日（%s）。", d.On.ChineseString())
	}
	if h := w.Hearing; h != nil && f.ServedOn.After(h.RequestedOn) {
		return law.Errorf(law.KindInvalid, "out_of_order", "更正后的送达日期不能晚于要求听证之日（%s）。", h.RequestedOn.ChineseString())
	}
	w.Notice.Service, w.Notice.On = s, day
	t.Move(law.DeadlineDefence, day.Start())
	if w.Defence != nil {
		w.Defence.Late = w.Defence.On.After(t.p.window())
	}
	return nil
}

// correctDecisionService: what was paid or done meanwhile is held against the right
// term.
func (t *transition) correctDecisionService(f cases.CorrectEntry) error {
	x := &t.p.Penalty.Execution
	if x.ServedSeq != f.Seq {
		return law.Errorf(law.KindInvalid, "entry_mismatch", "第%d号记录不是决定书的送达记录。", f.Seq)
	}
	s := x.Service
	s.On = f.ServedOn
	day, err := t.Served(s, t.p.Penalty.Decision.On, "作出决定之日")
	if err != nil {
		return err
	}
	x.Service, x.ServedOn = s, day
	t.RecountMet(law.DeadlineDecisionService, func(m *law.MetDeadline) { m.Met = s.On.Start() })
	for _, kind := range []law.DeadlineKind{law.DeadlinePayment, law.DeadlinePerformance, law.DeadlineReconsideration, law.DeadlineLitigation} {
		t.Move(kind, day.Start())
	}
	return nil
}

// serviceCorrectable: the service stands on record, and nothing rests on its day yet
// but periods.
func (p Proceeding) serviceCorrectable() error {
	if p.Stage == PenaltyDefence {
		if _, running := p.Deadlines.Find(law.DeadlineDefence); !running {
			return law.Errorf(law.KindNotAllowed, "entry_final", "陈述申辩和要求听证的期限已经届满，不能再更正送达日期。")
		}
		return nil
	}
	if err := p.decisionServed(); err != nil {
		return err
	}
	w := p.Penalty
	_, contestable := p.Deadlines.Find(law.DeadlineReconsideration)
	x := w.Execution
	if w.Decision.OnTheSpot || !contestable || len(w.Remedies) > 0 || x.Plan != nil || x.Asked != nil || x.RemittedFen > 0 || !x.DemandedOn.IsZero() {
		return law.Errorf(law.KindNotAllowed, "entry_final", "申请行政复议的期限已经届满，或者已经依送达日期办理复议、诉讼、分期、减免、催告的，不能再更正送达日期。")
	}
	return nil
}
