package inspection

import (
	"fmt"

	"shuangsuiji/inspection/calendar"
)

// caseTransition is one act being performed on its copy of the case.
type caseTransition struct {
	c       *Case
	law     Law
	act     Act
	notices []Notice
}

func (t *caseTransition) tell(kind NoticeKind, to Audience, format string, args ...any) {
	t.notices = append(t.notices, Notice{Kind: kind, Key: fmt.Sprintf("act/%d/%d", t.c.Seq, len(t.notices)), To: to,
		Text: "案件" + t.c.No + "：" + fmt.Sprintf(format, args...)})
}

func (t *caseTransition) toTeam() Audience { return Audience{Certificates: t.c.Team} }

func (t *caseTransition) toLead() Audience { return Audience{Certificates: []string{t.c.Team.Lead()}} }

func (t *caseTransition) toRole(r Role) Audience {
	return Audience{Roles: []Role{r}, Department: t.c.Department}
}

// today is the day on which the act is entered.
func (t *caseTransition) today() calendar.Date { return calendar.DateOf(t.act.Entered) }

// pastDay refuses a date among the facts that is missing, has not come, lies
// before what it follows, or is entered late without a reason.
func (t *caseTransition) pastDay(day, earliest calendar.Date, what, event string) error {
	if day.IsZero() {
		return Errorf(KindInvalid, "date_required", "必须填写%s。", what)
	}
	if latest := calendar.DateOf(t.act.Happened); day.After(latest) {
		return Errorf(KindInvalid, "in_the_future", "%s（%s）不能晚于办理之日（%s）。", what, day.ChineseString(), latest.ChineseString())
	}
	if err := notBefore(day, earliest, what, event); err != nil {
		return err
	}
	return t.act.checkLateEntry(day, t.law.Calendar)
}

func notBefore(day, earliest calendar.Date, what, event string) error {
	if day.Before(earliest) {
		return Errorf(KindInvalid, "out_of_order", "%s（%s）不能早于%s（%s）。", what, day.ChineseString(), event, earliest.ChineseString())
	}
	return nil
}

// byEntity reports whether the entity itself acts by its link. What somebody else
// enters for it from paper is marked so on record.
func (t *caseTransition) byEntity() bool { return t.act.Actor.Has(RoleEntity) }

// entityDay is the day of an act of the entity: by its link it is today, and the
// facts may say nothing else; from paper it is the day that the facts name.
func (t *caseTransition) entityDay(on calendar.Date) (calendar.Date, error) {
	if !t.byEntity() {
		return on, nil
	}
	if !on.IsZero() && on != t.today() {
		return on, Errorf(KindInvalid, "entity_acts_now", "检查对象通过链接办理的，办理时间为当日。")
	}
	return t.today(), nil
}
