package inspection

import (
	"fmt"
	"time"

	"shuangsuiji/inspection/calendar"
)

// subject is what an act changes, as far as all subjects with a docket are alike.
type subject interface {
	about() about
	is(Actor, Who) bool
}

// about is what is told of a subject, to whom, and what its periods depend on.
type about struct {
	name               string // as people are told: 案件2024001-001-0007
	acts               int    // on record, this one included
	department, entity string
	team               Team
	opened             time.Time
	suspendedOn        calendar.Date
	lengths            map[DeadlineKind]calendar.Period // instead of the edition's
}

// is reports whether the actor is one of those meant.
func (b about) is(a Actor, w Who) bool {
	if !a.Has(w.Role) {
		return false
	}
	switch w.Scope {
	case ScopeTeam:
		return b.team.Has(a.Certificate)
	case ScopeLead:
		return a.Certificate != "" && b.team.Lead() == a.Certificate
	case ScopeDepartment:
		return a.DepartmentFor(w.Role) == b.department
	case ScopeSelf:
		return a.ID == b.entity
	case ScopeAnyone, ScopeJoint:
	}
	return true
}

// transition is one act being performed on a copy of its subject.
type transition struct {
	*Docket // the copy's
	subject subject
	law     Law
	act     Act
	notices []Notice
}

func (t *transition) performed() Act { return t.act }

func (t *transition) tell(kind NoticeKind, to Audience, format string, args ...any) {
	about := t.subject.about()
	t.notices = append(t.notices, Notice{Kind: kind, Key: fmt.Sprintf("act/%d/%d", about.acts, len(t.notices)), To: to,
		Text: about.name + "：" + fmt.Sprintf(format, args...)})
}

func (t *transition) toTeam() Audience { return Audience{Certificates: t.subject.about().team} }

func (t *transition) toLead() Audience {
	return Audience{Certificates: []string{t.subject.about().team.Lead()}}
}

func (t *transition) toRole(r Role) Audience {
	return Audience{Roles: []Role{r}, Department: t.subject.about().department}
}

// today is the day on which the act is entered.
func (t *transition) today() calendar.Date { return calendar.DateOf(t.act.Entered) }

// pastDay refuses a date among the facts that is missing, has not come, lies
// before what it follows, or is entered late without a reason.
func (t *transition) pastDay(day, earliest calendar.Date, what, event string) error {
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
func (t *transition) byEntity() bool { return t.act.Actor.Has(RoleEntity) }

// entityDay is the day of an act of the entity: by its link it is today, and the
// facts may say nothing else; from paper it is the day that the facts name.
func (t *transition) entityDay(on calendar.Date) (calendar.Date, error) {
	if !t.byEntity() {
		return on, nil
	}
	if !on.IsZero() && on != t.today() {
		return on, Errorf(KindInvalid, "entity_acts_now", "检查对象通过链接办理的，办理时间为当日。")
	}
	return t.today(), nil
}
