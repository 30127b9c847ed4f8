package cases

import (
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 扫码入企 (国办发〔2024〕54号): the entity scans the code that the inspectors show, and
// the visit has begun. Where nobody could scan, the start is entered late.

// The acts at the door.
const (
	ActStartVisit    law.ActKind = "start_visit"
	ActEnterScanLate law.ActKind = "enter_scan_late"
)

// VisitStart is the beginning of a visit on the record.
type VisitStart struct {
	At      time.Time `json:"at"`
	Scanned bool      `json:"scanned"` // by the entity; otherwise entered late, with the reason
	// Cause is why it was entered late.
	Cause law.LateScanCause `json:"cause,omitempty"`
	Seq   int               `json:"seq"`
}

// StartVisit: the entity scanned the code.
type StartVisit struct{}

// EnterScanLate: when the visit began that nobody scanned, and why.
type EnterScanLate struct {
	At    time.Time         `json:"at"`
	Cause law.LateScanCause `json:"cause,omitempty"`
}

func (StartVisit) Kind() law.ActKind    { return ActStartVisit }
func (EnterScanLate) Kind() law.ActKind { return ActEnterScanLate }

// visitStartable: an approved visit that was not recorded yet, by a team that is
// not objected to.
func (c Case) visitStartable() error {
	if err := c.notVisitedYet(); err != nil {
		return err
	}
	if !c.Approval.Given() || c.Approval.Mode != ModeOnSite {
		return law.Errorf(law.KindNotAllowed, "visit_not_approved", "行政检查未经局负责人批准，不能入企检查。")
	}
	return c.recusalsHeeded()
}

func (c Case) notVisitedYet() error {
	if c.visited() {
		return c.notInspected()
	}
	return nil
}

func (c Case) notInspected() error {
	if c.Visit != nil {
		return law.Errorf(law.KindNotAllowed, "visit_recorded", "检查记录表已经填写。")
	}
	return nil
}

// CodeShowable refuses a code for the door where the visit is not approved for
// the day.
//
// Errors: act_not_in_edition, act_not_at_this_stage, case_suspended, visit_recorded,
// visit_not_approved, visit_outside_approval, recusal_unreplaced.
func (c Case) CodeShowable(day calendar.Date) error {
	act := law.Act{Kind: ActStartVisit, Actor: law.Actor{ID: c.Entity, Roles: []law.Role{law.RoleEntity}}}
	if err := c.Permit(act); err != nil {
		return err
	}
	return c.Approval.coversOr(day)
}

func (v *VisitApproval) coversOr(day calendar.Date) error {
	if v.Covers(day) {
		return nil
	}
	return law.Errorf(law.KindNotAllowed, "visit_outside_approval", "%s不在批准的检查日期（%s至%s）之内。", day.ChineseString(), v.From.ChineseString(), v.To.ChineseString())
}

func (t *transition) startVisit(StartVisit) error {
	if err := t.c.Approval.coversOr(t.Today()); err != nil {
		return err
	}
	if s := t.c.Start; s != nil && calendar.DateOf(s.At) == t.Today() {
		return errVisitStarted()
	}
	t.c.Start = &VisitStart{At: t.Act.Entered, Scanned: true, Seq: t.c.Seq}
	t.Tell(law.NoticeChange, t.ToTeam(), "检查对象已扫码，检查开始。")
	return nil
}

func errVisitStarted() error {
	return law.Errorf(law.KindDuplicate, "visit_started", "当日的入企时间已经记录。")
}

func (t *transition) enterScanLate(f EnterScanLate) error {
	if f.At.IsZero() || f.At.After(t.Act.Entered) {
		return law.Errorf(law.KindInvalid, "in_the_future", "必须填写入企时间，且不能晚于现在。")
	}
	day := calendar.DateOf(f.At)
	if err := t.PastDay(day, calendar.DateOf(t.c.Opened), "入企日期", "抽取之日"); err != nil {
		return err
	}
	rule, known := t.Law.Edition.LateScanOf(f.Cause)
	if !known {
		var bad law.Invalid
		bad.Add("cause", string(f.Cause), "未能扫码的原因应为%s或者%s", law.ScanImpossible.Chinese(), law.ScanEmergency.Chinese())
		return bad.Err("scan_cause_unknown", "补录入企时间")
	}
	if latest := rule.Until(day, t.Law.Calendar); !t.Act.Entered.Before(latest.At) {
		return law.Errorf(law.KindNotAllowed, "scan_too_late", "%s的，补录入企时间限于%s，已于%s届满。", rule.Cause.Chinese(), rule.Limit(), latest.Date.ChineseString())
	}
	if s := t.c.Start; s != nil && calendar.DateOf(s.At) == day {
		return errVisitStarted()
	}
	t.c.Start = &VisitStart{At: f.At, Cause: rule.Cause, Seq: t.c.Seq}
	return nil
}

// startedLawfully: the visit's start is on record, of the same day and not later
// than the record says. Where nobody was there, nobody could scan.
func (t *transition) startedLawfully(f RecordVisit) error {
	if !t.c.Under(law.DutyVisitCode) || f.EntitySignature == EntityAbsent {
		return nil
	}
	s := t.c.Start
	if s == nil || calendar.DateOf(s.At) != calendar.DateOf(f.Started) {
		return law.Errorf(law.KindNotAllowed, "visit_not_started", "检查对象当日没有扫码，也没有补录入企时间，不能填写检查记录表。")
	}
	if f.Started.Before(s.At.Truncate(time.Minute)) {
		return law.Errorf(law.KindInvalid, "out_of_order", "检查开始时间不能早于入企时间（%s）。", s.At.In(calendar.Shanghai).Format("15:04"))
	}
	return nil
}
