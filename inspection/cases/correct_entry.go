package cases

import (
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 更正记录: a mistaken entry is corrected by a further act that names it. The
// periods that were counted from it, or that it met, are held against the right
// date, running or ended.

func (t *transition) correctEntry(f CorrectEntry) error {
	if f.Seq <= 0 || f.Seq >= t.c.Seq {
		return law.Errorf(law.KindInvalid, "entry_unknown", "本案没有第%d号记录。", f.Seq)
	}
	switch service, end := !f.ServedOn.IsZero(), !f.Ended.IsZero(); {
	case service && end:
		return law.Errorf(law.KindInvalid, "entry_mismatch", "一次只能更正一项：送达日期或者检查结束时间。")
	case service:
		return t.correctService(f)
	case end:
		return t.correctEnd(f)
	}
	return nil
}

func (t *transition) correctService(f CorrectEntry) error {
	s := t.c.Service
	if s == nil || s.Seq != f.Seq {
		return law.Errorf(law.KindInvalid, "entry_mismatch", "第%d号记录不是送达记录。", f.Seq)
	}
	if err := t.c.alone(); err != nil { // the leading case counts on this self-check's end
		return err
	}
	if err := t.PastDay(f.ServedOn, calendar.DateOf(t.c.Opened), "更正后的送达日期", "抽取之日"); err != nil {
		return err
	}
	if check := t.c.SelfCheck; check != nil && check.Filed && f.ServedOn.After(check.On) {
		return law.Errorf(law.KindInvalid, "out_of_order", "更正后的送达日期不能晚于提交自查报告之日（%s）。", check.On.ChineseString())
	}
	if t.c.Visit != nil && f.ServedOn.After(calendar.DateOf(t.c.Visit.Started)) {
		return law.Errorf(law.KindInvalid, "out_of_order", "更正后的送达日期不能晚于检查之日（%s）。", calendar.DateOf(t.c.Visit.Started).ChineseString())
	}
	s.On = f.ServedOn
	from := s.On.Start()
	t.RecountMet(law.DeadlineNotify, func(m *law.MetDeadline) { m.Met = from })
	if !s.Served {
		t.Move(law.DeadlineOnSite, from)
		return nil
	}
	if t.c.Stage == StageSelfCheck {
		t.Move(law.DeadlineSelfCheck, from)
		return nil
	}
	t.correctWindow(from)
	return nil
}

// correctWindow counts a window that has ended already from the right date of
// service. Where it lapsed by mistake, nothing was filed and nobody has visited
// yet, the entity gets the rest of it; otherwise the visit's period follows.
func (t *transition) correctWindow(from time.Time) {
	lapsed := t.c.SelfCheck.Late || !t.c.SelfCheck.Filed
	m, ok := t.RecountMet(law.DeadlineSelfCheck, func(m *law.MetDeadline) { m.From = from })
	if !ok {
		return
	}
	t.c.SelfCheck.Late = t.c.SelfCheck.Filed && m.Late
	switch {
	case m.Lapsed && t.c.Visit == nil && m.Due.After(t.Act.Entered):
		t.reopenWindow(m)
	case lapsed:
		t.Move(law.DeadlineOnSite, m.Last.Start())
	}
}

func (t *transition) reopenWindow(m law.MetDeadline) {
	t.Met = slices.DeleteFunc(t.Met, func(o law.MetDeadline) bool { return o.Kind == m.Kind })
	t.c.SelfCheck, t.c.Stage = nil, StageSelfCheck
	t.Drop(law.DeadlineOnSite)
	p := t.Period(law.DeadlineSelfCheck)
	t.OpenFor(p, m.Period, m.From, m.Extensions...)
	t.Tell(law.NoticeChange, t.Responsible(p), "送达日期已更正，自查期尚未届满，恢复至%s。", m.Last.ChineseString())
}

func (t *transition) correctEnd(f CorrectEntry) error {
	v := t.c.Visit
	if v == nil || v.Seq != f.Seq {
		return law.Errorf(law.KindInvalid, "entry_mismatch", "第%d号记录不是现行的检查记录表。", f.Seq)
	}
	if f.Ended.Before(v.Started) || f.Ended.After(t.Act.Entered) {
		return law.Errorf(law.KindInvalid, "visit_invalid", "更正后的检查结束时间应在检查开始之后、现在之前。")
	}
	day := calendar.DateOf(f.Ended)
	if r := t.c.Result; r != nil && day.After(r.ProposedOn) {
		return law.Errorf(law.KindInvalid, "out_of_order", "更正后的检查结束时间不能晚于提出认定意见之日（%s）。", r.ProposedOn.ChineseString())
	}
	v.Ended = f.Ended
	t.RecountMet(law.DeadlineOnSite, func(m *law.MetDeadline) { m.Met = f.Ended })
	t.Move(law.DeadlineResult, f.Ended)
	t.Move(law.DeadlinePublication, f.Ended)
	return nil
}
