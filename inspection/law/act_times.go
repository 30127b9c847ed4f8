package law

import (
	"time"

	"shuangsuiji/inspection/calendar"
)

// CheckTimes holds the act's two times against each other and against the
// opening of what it belongs to; a zero opening is not asked about.
func (a Act) CheckTimes(opened time.Time, l Law) error {
	if a.Happened.After(a.Entered) {
		return Errorf(KindInvalid, "in_the_future", "办理时间不能晚于现在。")
	}
	if a.Actor.Has(RoleSystem) {
		return nil
	}
	day := calendar.DateOf(a.Happened)
	if day.Before(calendar.DateOf(opened)) {
		return Errorf(KindInvalid, "before_opening", "办理时间不能早于%s（立项之日）。", calendar.DateOf(opened).ChineseString())
	}
	// By its link the entity acts at the moment of entering; what it did on paper
	// before is entered for it by the clerk.
	if a.Actor.Has(RoleEntity) && day != calendar.DateOf(a.Entered) {
		return Errorf(KindInvalid, "entity_acts_now", "检查对象通过链接办理的，办理时间为当日。")
	}
	return a.CheckLateEntry(day, l)
}

// CheckLateEntry asks for the reason where what happened on the day is entered
// late, whether the act's own time or a date among its facts says so.
func (a Act) CheckLateEntry(day calendar.Date, l Law) error {
	after := l.Edition.LateEntry.Period
	if a.Reasoned || a.Actor.Has(RoleSystem) || a.Entered.Before(l.Calendar.CountFromDate(day, after).At) {
		return nil
	}
	return Errorf(KindInvalid, "late_entry_needs_reason", "补录超过%s的办理事项必须写明理由。", after)
}
