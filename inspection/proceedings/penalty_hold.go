package proceedings

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// A penalty case waits while the police decide on the same facts (行政处罚法第27条;
// 行政执法机关移送涉嫌犯罪案件的规定). What was decided before goes on (the same, 第11条).
const (
	ActHoldProceeding    law.ActKind = "hold_proceeding"
	ActReleaseProceeding law.ActKind = "release_proceeding"
	ActEndByPolice       law.ActKind = "end_by_police"
)

// HoldProceeding: a proceeding that hands the same facts to the police began.
type HoldProceeding struct {
	By string        `json:"by"` // its number
	On calendar.Date `json:"on"`
}

// ReleaseProceeding: it ended without the police having filed a case.
type ReleaseProceeding struct {
	By string        `json:"by"`
	On calendar.Date `json:"on"`
}

// EndByPolice: the police filed a case and criminal liability is pursued. It ended
// cases before they waited for the criminal case's outcome; nothing performs it any
// more, and records that have it are read by it.
type EndByPolice struct {
	By string        `json:"by"`
	On calendar.Date `json:"on"`
}

func (HoldProceeding) Kind() law.ActKind    { return ActHoldProceeding }
func (ReleaseProceeding) Kind() law.ActKind { return ActReleaseProceeding }
func (EndByPolice) Kind() law.ActKind       { return ActEndByPolice }

// PoliceHold is one proceeding for which the penalty case waits.
type PoliceHold struct {
	By string        `json:"by"`
	On calendar.Date `json:"on"`
	// Stopped: the case has stood still because of it; otherwise the bureau head had
	// let it stand before.
	Stopped bool `json:"stopped,omitempty"`
	// FiledOn: the bureau was told that the police filed a case. It then waits for that
	// one's outcome.
	FiledOn calendar.Date `json:"filedOn,omitzero"`
}

// holdProceeding lets every period stand still, if it does not already.
func (t *transition) holdProceeding(f HoldProceeding) error {
	if t.p.heldBy(f.By) {
		return law.Errorf(law.KindDuplicate, "already_held", "本案已因%s停止计算期限。", f.By)
	}
	w := t.p.Penalty
	goes := !t.Suspended()
	w.Holds = append(w.Holds, PoliceHold{By: f.By, On: f.On, Stopped: goes || (len(w.Holds) > 0 && w.Holds[0].Stopped)})
	if !goes {
		return nil
	}
	return t.Suspend(law.Suspend{On: t.standingDay(f.On)})
}

// standingDay is the day, or the first after it on which the system's step is
// possible: it must not fail for what happened before.
func (t *transition) standingDay(on calendar.Date) calendar.Date {
	earliest := calendar.DateOf(t.p.Opened)
	if n := len(t.Suspensions); n > 0 {
		earliest = t.Suspensions[n-1].From
		if to := t.Suspensions[n-1].To; !to.IsZero() {
			earliest = to
		}
	}
	if on.Before(earliest) {
		return earliest
	}
	if latest := calendar.DateOf(t.Act.Happened); on.After(latest) {
		return latest
	}
	return on
}

func (t *transition) releaseProceeding(f ReleaseProceeding) error {
	if !t.p.heldBy(f.By) {
		return law.Errorf(law.KindDuplicate, "not_held", "本案没有因%s停止计算期限。", f.By)
	}
	return t.letGo(f.By, f.On, "公安机关未予立案")
}

// letGo lets the case go on once nothing holds it any more. A case that the bureau
// head had let stand before waits for the bureau head.
func (t *transition) letGo(by string, on calendar.Date, why string) error {
	w := t.p.Penalty
	stopped := w.Holds[0].Stopped
	w.Holds = slices.DeleteFunc(w.Holds, func(h PoliceHold) bool { return h.By == by })
	if len(w.Holds) > 0 {
		return nil
	}
	if !stopped {
		t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "%s，本案此前已中止，需要办理的请恢复。", why)
		return nil
	}
	return t.Resume(law.Resume{On: t.standingDay(on)})
}

// endByPolice: criminal liability is pursued, no fine besides for the same facts.
func (t *transition) endByPolice(f EndByPolice) error {
	if !t.p.heldBy(f.By) {
		return law.Errorf(law.KindDuplicate, "not_held", "本案没有因%s停止计算期限。", f.By)
	}
	return t.close(PenaltyEndedByPolice)
}

// Awaits says in Chinese what the case waits for.
func (h PoliceHold) Awaits() string {
	if h.FiledOn.IsZero() {
		return "等待公安机关决定"
	}
	return "等待司法机关移回或者刑事判决生效"
}

func (p Proceeding) heldBy(no string) bool {
	return p.Penalty != nil && slices.ContainsFunc(p.Penalty.Holds, func(h PoliceHold) bool { return h.By == no })
}

// resumable: it stands still, and not for a decision of the police.
func (p Proceeding) resumable() error {
	if err := law.StandingStill(p); err != nil {
		return err
	}
	if p.Penalty != nil && len(p.Penalty.Holds) > 0 {
		return law.Errorf(law.KindNotAllowed, "held_by_police", "本案因%s%s，在此之前不能恢复。", p.Penalty.Holds[0].By, p.Penalty.Holds[0].Awaits())
	}
	return nil
}
