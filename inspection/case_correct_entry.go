package inspection

import (
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
)

// 更正记录: a mistaken entry is corrected by a further act that names it. The
// periods that were counted from it, or that it met, are held against the right
// date, running or ended.

func (t *caseTransition) correctEntry(f CorrectEntry) error {
	if f.Seq <= 0 || f.Seq >= t.c.Seq {
		return Errorf(KindInvalid, "entry_unknown", "本案没有第%d号记录。", f.Seq)
	}
	switch service, end := !f.ServedOn.IsZero(), !f.Ended.IsZero(); {
	case service && end:
		return Errorf(KindInvalid, "entry_mismatch", "一次只能更正一项：送达日期或者检查结束时间。")
	case service:
		return t.correctService(f)
	case end:
		return t.correctEnd(f)
	}
	return nil
}

func (t *caseTransition) correctService(f CorrectEntry) error {
	s := t.c.Service
	if s == nil || s.Seq != f.Seq {
		return Errorf(KindInvalid, "entry_mismatch", "第%d号记录不是送达记录。", f.Seq)
	}
	if err := t.c.alone(); err != nil { // the leading case counts on this self-check's end
		return err
	}
	if err := t.pastDay(f.ServedOn, calendar.DateOf(t.c.Opened), "更正后的送达日期", "抽取之日"); err != nil {
		return err
	}
	if check := t.c.SelfCheck; check != nil && check.Filed && f.ServedOn.After(check.On) {
		return Errorf(KindInvalid, "out_of_order", "更正后的送达日期不能晚于提交自查报告之日（%s）。", check.On.ChineseString())
	}
	if t.c.Visit != nil && f.ServedOn.After(calendar.DateOf(t.c.Visit.Started)) {
		return Errorf(KindInvalid, "out_of_order", "更正后的送达日期不能晚于检查之日（%s）。", calendar.DateOf(t.c.Visit.Started).ChineseString())
	}
	s.On = f.ServedOn
	from := s.On.Start()
	t.recountMet(DeadlineNotify, func(m *MetDeadline) { m.Met = from })
	if !s.Served {
		t.move(DeadlineOnSite, from)
		return nil
	}
	if t.c.Stage == StageSelfCheck {
		t.move(DeadlineSelfCheck, from)
		return nil
	}
	t.correctWindow(from)
	return nil
}

// correctWindow counts a window that has ended already from the right date of
// service. Where it lapsed by mistake, nothing was filed and nobody has visited
// yet, the entity gets the rest of it; otherwise the visit's period follows.
func (t *caseTransition) correctWindow(from time.Time) {
	lapsed := t.c.SelfCheck.Late || !t.c.SelfCheck.Filed
	m, ok := t.recountMet(DeadlineSelfCheck, func(m *MetDeadline) { m.From = from })
	if !ok {
		return
	}
	t.c.SelfCheck.Late = t.c.SelfCheck.Filed && m.Late
	switch {
	case m.Lapsed && t.c.Visit == nil && m.Due.After(t.act.Entered):
		t.reopenWindow(m)
	case lapsed:
		t.move(DeadlineOnSite, m.Last.Start())
	}
}

func (t *caseTransition) reopenWindow(m MetDeadline) {
	t.Met = slices.DeleteFunc(t.Met, func(o MetDeadline) bool { return o.Kind == m.Kind })
	t.c.SelfCheck, t.c.Stage = nil, StageSelfCheck
	t.drop(DeadlineOnSite)
	p := t.period(DeadlineSelfCheck)
	t.openFor(p, m.Period, m.From, m.Extensions...)
	t.tell(NoticeChange, t.responsible(p), "送达日期已更正，自查期尚未届满，恢复至%s。", m.Last.ChineseString())
}

func (t *caseTransition) correctEnd(f CorrectEntry) error {
	v := t.c.Visit
	if v == nil || v.Seq != f.Seq {
		return Errorf(KindInvalid, "entry_mismatch", "第%d号记录不是现行的检查记录表。", f.Seq)
	}
	if f.Ended.Before(v.Started) || f.Ended.After(t.act.Entered) {
		return Errorf(KindInvalid, "visit_invalid", "更正后的检查结束时间应在检查开始之后、现在之前。")
	}
	day := calendar.DateOf(f.Ended)
	if r := t.c.Result; r != nil && day.After(r.ProposedOn) {
		return Errorf(KindInvalid, "out_of_order", "更正后的检查结束时间不能晚于提出认定意见之日（%s）。", r.ProposedOn.ChineseString())
	}
	v.Ended = f.Ended
	t.recountMet(DeadlineOnSite, func(m *MetDeadline) { m.Met = f.Ended })
	t.move(DeadlineResult, f.Ended)
	t.move(DeadlinePublication, f.Ended)
	return nil
}
