package proceedings

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 听证 (行政处罚法第63条至第65条).

// requestHearing: until it is held, nothing is decided. One that was asked for on
// paper in time and entered after the window takes the case back.
func (t *transition) requestHearing(f RequestHearing) error {
	on, err := t.inWindow(f.On, "要求听证", "hearing_out_of_time")
	if err != nil {
		return err
	}
	t.p.Penalty.Hearing = &Hearing{RequestedOn: on, EnteredFor: !t.ByEntity()}
	t.p.Penalty.Proposal = nil
	t.p.Stage = PenaltyDefence
	t.OpenFrom(law.DeadlineHearing, on)
	t.Tell(law.NoticeTask, t.ToRole(law.RoleClerk), "当事人要求听证，请确定主持人和日期并送达听证通知书。")
	return nil
}

// notifyHearing: seven full working days lie between the notice and the hearing (七个工作日
// 前, 第64条第二项), presided over by somebody who did not
// investigate. It can be put off by a further notice.
func (t *transition) notifyHearing(f NotifyHearing) error {
	h := t.p.Penalty.Hearing
	if err := t.PastDay(f.On, h.RequestedOn, "听证通知书送达日期", "要求听证之日"); err != nil {
		return err
	}
	p := t.Period(law.PeriodHearingNotice)
	if earliest := t.Law.Calendar.CountFromDate(f.On, p.Period).Date.AddDays(1); f.Day.Before(earliest) {
		return law.Errorf(law.KindInvalid, "hearing_too_soon", "应当在举行听证的七个工作日前通知当事人，%s送达通知的，听证不能早于%s。", f.On.ChineseString(), earliest.ChineseString())
	}
	if err := t.p.mayPreside(f.Presider, f.PresiderCertificate); err != nil {
		return err
	}
	h.NotifiedOn, h.Day, h.Presider = f.On, f.Day, f.Presider
	t.Tell(law.NoticeTask, law.Audience{Accounts: []string{f.Presider}}, "请于%s主持听证。", f.Day.ChineseString())
	t.Tell(law.NoticeChange, t.ToTeam(), "定于%s举行听证。", f.Day.ChineseString())
	t.remindOfExtension(f.Day, "听证")
	return nil
}

func (t *transition) recordHearing(f RecordHearing) error {
	h := t.p.Penalty.Hearing
	if err := t.PastDay(f.On, h.Day, "举行听证日期", "通知的听证之日"); err != nil {
		return err
	}
	if slices.Contains(t.p.Penalty.Investigators, h.Presider) {
		return law.Errorf(law.KindInvalid, "presider_investigated", "听证由非本案调查人员主持（行政处罚法第六十四条第四项），请另行通知。")
	}
	h.HeldOn, h.Abandoned = f.On, f.Abandoned
	if d := t.p.Penalty.Defence; d != nil && !f.Abandoned {
		d.ReviewedOn = calendar.Date{} // what was said at the hearing is to be reviewed, too
	}
	t.Meet(law.DeadlineHearing, f.On.Start())
	t.Meet(law.DeadlineDefence, f.On.Start())
	t.toDecision("听证程序结束")
	return nil
}

func (p Proceeding) hearingOpen() error {
	if err := p.windowKnown(); err != nil {
		return err
	}
	if !p.Penalty.Notice.Hearing {
		return law.Errorf(law.KindNotAllowed, "hearing_not_open", "拟作出的处理不属于应当告知听证权利的情形（行政处罚法第六十三条）。")
	}
	if p.Penalty.Hearing != nil {
		return law.Errorf(law.KindDuplicate, "hearing_requested", "当事人已经要求听证。")
	}
	return nil
}

// hearingPending: one was asked for and has not been held.
func (p Proceeding) hearingPending() error {
	if h := p.Penalty.Hearing; h == nil || !h.HeldOn.IsZero() {
		return law.Errorf(law.KindNotAllowed, "no_hearing_pending", "没有待举行的听证。")
	}
	return nil
}

func (p Proceeding) hearingNotified() error {
	if err := p.hearingPending(); err != nil {
		return err
	}
	if p.Penalty.Hearing.Day.IsZero() {
		return law.Errorf(law.KindNotAllowed, "hearing_not_notified", "尚未送达听证通知书。")
	}
	return nil
}

// hearingReady: the party was notified, and it is decided who presides.
func (p Proceeding) hearingReady() error {
	if err := p.hearingNotified(); err != nil {
		return err
	}
	return p.presiderDecided()
}

// presides: the actor, or whose power it uses, presides over the hearing.
func (p Proceeding) presides(a law.Actor) bool {
	h := p.Penalty.Hearing
	return h != nil && a.SamePerson(h.Presider)
}
