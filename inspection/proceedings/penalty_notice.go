package proceedings

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 事先告知, 陈述申辩 (行政处罚法第44条、第45条; 劳动保障监察条例第19条).

func (t *transition) servePriorNotice(f ServePriorNotice) error {
	w := t.p.Penalty
	day, err := t.Served(f.Service, w.Investigation.On, "调查终结之日")
	if err != nil {
		return err
	}
	w.Notice = &PriorNotice{Service: f.Service, On: day, Kind: w.Investigation.Kind, Penalties: w.Investigation.Penalties,
		Seq: t.p.Seq, Hearing: hearingOpen(t.Law.Edition, w.Party, w.Investigation.Penalties)}
	t.investigated()
	t.p.Stage = PenaltyDefence
	t.OpenFrom(law.DeadlineDefence, day)
	t.remindOfExtension(t.p.window(), "陈述申辩和要求听证的期限")
	return nil
}

// window is the last day for defence and for asking for a hearing.
func (p Proceeding) window() calendar.Date { return p.lastDay(law.DeadlineDefence) }

// lastDay is the last day of a period that runs or has ended; zero where there was
// none.
func (p Proceeding) lastDay(kind law.DeadlineKind) calendar.Date {
	if d, running := p.Deadlines.Find(kind); running {
		return d.Last
	}
	for _, m := range slices.Backward(p.Met) {
		if m.Kind == kind {
			return m.Last
		}
	}
	return calendar.Date{}
}

// sinceNotice is the day of what the entity does after it was told, by its link or
// from paper.
func (t *transition) sinceNotice(on calendar.Date, what string) (calendar.Date, error) {
	day, err := t.EntityDay(on)
	if err != nil {
		return day, err
	}
	return day, t.PastDay(day, t.p.Penalty.Notice.Service.On, what+"日期", "事先告知书送达之日")
}

// inWindow is such a day within the five working days, also where it is entered after
// the window has lapsed.
func (t *transition) inWindow(on calendar.Date, what, code string) (calendar.Date, error) {
	day, err := t.sinceNotice(on, what)
	if err != nil {
		return day, err
	}
	if last := t.p.window(); day.After(last) {
		return day, law.Errorf(law.KindNotAllowed, code, "%s的期限已于%s届满。", what, last.ChineseString())
	}
	return day, nil
}

// recordDefence takes a statement or defence until the decision: the five working
// days bind only the request for a hearing (行政处罚法第64条第一项), and who refuses to
// hear may not decide (第45条、第62条). What comes later is marked so, and is reviewed
// all the same.
func (t *transition) recordDefence(f RecordDefence) error {
	on, err := t.sinceNotice(f.On, "陈述申辩")
	if err != nil {
		return err
	}
	late := on.After(t.p.window())
	t.p.Penalty.Defence = &Defence{On: on, EnteredFor: !t.ByEntity(), Late: late}
	t.p.Penalty.Proposal = nil
	if late {
		t.Tell(law.NoticeTask, t.ToTeam(), "当事人在告知的期限届满后陈述申辩，决定作出前仍应听取，请复核并写明是否采纳。")
		return nil
	}
	t.Tell(law.NoticeTask, t.ToTeam(), "当事人已陈述申辩，请复核并写明是否采纳。")
	return nil
}

// waiveDefence ends the window at once: the entity gives up its rights.
func (t *transition) waiveDefence(f WaiveDefence) error {
	on, err := t.inWindow(f.On, "放弃陈述申辩", "defence_out_of_time")
	if err != nil {
		return err
	}
	t.p.Penalty.Notice.WaivedOn = on
	t.Meet(law.DeadlineDefence, on.Start())
	t.toDecision("当事人放弃陈述申辩和听证")
	return nil
}

// defenceLapsed: the window is over; a hearing that was asked for is still held.
func (t *transition) defenceLapsed() {
	i := t.Deadlines.Index(law.DeadlineDefence)
	t.End(i, t.Deadlines[i].Due, true)
	if t.p.hearingPending() != nil {
		t.toDecision("陈述申辩和要求听证的期限届满")
	}
}

// reviewDefence: facts, grounds and evidence are checked again, and what holds is
// accepted; nothing becomes heavier for it (行政处罚法第45条).
func (t *transition) reviewDefence(f ReviewDefence) error {
	w := t.p.Penalty
	if err := t.PastDay(f.On, t.p.lastHeard(), "复核日期", "陈述申辩或者听证之日"); err != nil {
		return err
	}
	var bad law.Invalid
	if f.View.Chinese() == "" {
		bad.Add("view", string(f.View), "必须写明是否采纳")
	}
	if len(f.Penalties) > 0 {
		checkPenalties(&bad, "penalties", w.Notice.Kind, f.Penalties)
	}
	if err := bad.Err("defence_review_invalid", "复核意见"); err != nil {
		return err
	}
	if heavier(w.Notice.Penalties, f.Penalties) {
		return errHeavier(w.Notice.Penalties)
	}
	if w.Defence == nil {
		w.Defence = &Defence{}
	}
	w.Defence.ReviewedOn, w.Defence.View, w.Defence.Penalties = f.On, f.View, f.Penalties
	t.investigated()
	return nil
}

func errHeavier(told []Penalty) error {
	return law.Errorf(law.KindNotAllowed, "heavier_after_defence", "不得因当事人陈述、申辩而给予更重的处罚（行政处罚法第四十五条第二款）；告知的是：%s。", penaltiesText(told))
}

// wasHeard: the entity made a statement or a hearing took place.
func (p Proceeding) wasHeard() bool {
	w := p.Penalty
	return (w.Defence != nil && !w.Defence.On.IsZero()) || (w.Hearing != nil && !w.Hearing.HeldOn.IsZero() && !w.Hearing.Abandoned)
}

// lastHeard is the day of the last step before the decision is made.
func (p Proceeding) lastHeard() calendar.Date {
	w := p.Penalty
	last := w.Investigation.On
	for _, day := range []calendar.Date{p.noticeDay(), p.defenceDay(), p.hearingDay()} {
		if day.After(last) {
			last = day
		}
	}
	return last
}

func (p Proceeding) noticeDay() calendar.Date {
	if n := p.Penalty.Notice; n != nil {
		return n.Service.On
	}
	return calendar.Date{}
}

func (p Proceeding) defenceDay() calendar.Date {
	if d := p.Penalty.Defence; d != nil {
		return d.On
	}
	return calendar.Date{}
}

func (p Proceeding) hearingDay() calendar.Date {
	if h := p.Penalty.Hearing; h != nil {
		return h.HeldOn
	}
	return calendar.Date{}
}

func (p Proceeding) windowKnown() error {
	n := p.Penalty.Notice
	if n == nil {
		return law.Errorf(law.KindNotAllowed, "prior_notice_missing", "本案没有事先告知，不涉及陈述申辩和听证。")
	}
	if !n.WaivedOn.IsZero() {
		return law.Errorf(law.KindNotAllowed, "defence_waived", "当事人已于%s放弃陈述申辩和听证。", n.WaivedOn.ChineseString())
	}
	return nil
}

// nothingDefended: who has used a right cannot give it up any more.
func (p Proceeding) nothingDefended() error {
	if p.Penalty.Defence != nil || p.Penalty.Hearing != nil {
		return law.Errorf(law.KindNotAllowed, "defence_made", "当事人已经陈述申辩或者要求听证，应当复核或者举行听证。")
	}
	if _, running := p.Deadlines.Find(law.DeadlineDefence); !running {
		return law.Errorf(law.KindNotAllowed, "defence_out_of_time", "陈述申辩和要求听证的期限已经届满。")
	}
	return nil
}

func (p Proceeding) defenceUnreviewed() error {
	if !p.wasHeard() {
		return law.Errorf(law.KindNotAllowed, "nothing_to_review", "当事人没有陈述申辩，也没有举行听证。")
	}
	if d := p.Penalty.Defence; d != nil && !d.ReviewedOn.IsZero() && !d.ReviewedOn.Before(p.lastHeard()) {
		return law.Errorf(law.KindDuplicate, "defence_reviewed", "陈述申辩或者听证意见已经复核。")
	}
	return nil
}
