package law

import (
	"fmt"
	"time"

	"shuangsuiji/inspection/calendar"
)

// Subject is what an act changes, as far as all subjects with a docket are alike.
type Subject interface {
	About() About
	Is(Actor, Who) bool
}

// About is what is told of a subject, to whom, and what its periods depend on.
type About struct {
	Name               string // as people are told: 案件2024001-001-0007
	Acts               int    // on record, this one included
	Department, Entity string
	Team               Team
	Opened             time.Time
	SuspendedOn        calendar.Date
	Lengths            map[DeadlineKind]calendar.Period // instead of the edition's
}

// Is reports whether the actor is one of those meant.
func (b About) Is(a Actor, w Who) bool {
	if !a.Has(w.Role) {
		return false
	}
	switch w.Scope {
	case ScopeTeam:
		return b.Team.Has(a.Certificate)
	case ScopeLead:
		return a.Certificate != "" && b.Team.Lead() == a.Certificate
	case ScopeDepartment:
		return a.DepartmentFor(w.Role) == b.Department
	case ScopeSelf:
		return a.ID == b.Entity
	case ScopeAnyone, ScopeJoint:
	}
	return true
}

// Transition is one act being performed on a copy of its subject.
type Transition struct {
	*Docket // the copy's
	Subject Subject
	Law     Law
	Act     Act
	Notices []Notice
}

// Performed is the act.
func (t *Transition) Performed() Act { return t.Act }

// Tell adds what somebody is to be told; the text begins with the subject's name.
func (t *Transition) Tell(kind NoticeKind, to Audience, format string, args ...any) {
	about := t.Subject.About()
	t.Notices = append(t.Notices, Notice{Kind: kind, Key: fmt.Sprintf("act/%d/%d", about.Acts, len(t.Notices)), To: to,
		Text: about.Name + "：" + fmt.Sprintf(format, args...)})
}

// ToTeam are all inspectors of the team.
func (t *Transition) ToTeam() Audience { return Audience{Certificates: t.Subject.About().Team} }

// ToLead is the team's lead (组长).
func (t *Transition) ToLead() Audience {
	return Audience{Certificates: []string{t.Subject.About().Team.Lead()}}
}

// ToRole are those of the role in the subject's department.
func (t *Transition) ToRole(r Role) Audience {
	return Audience{Roles: []Role{r}, Department: t.Subject.About().Department}
}

// Today is the day on which the act is entered.
func (t *Transition) Today() calendar.Date { return calendar.DateOf(t.Act.Entered) }

// PastDay refuses a date among the facts that is missing, has not come, lies
// before what it follows, or is entered late without a reason.
func (t *Transition) PastDay(day, earliest calendar.Date, what, event string) error {
	if day.IsZero() {
		return Errorf(KindInvalid, "date_required", "必须填写%s。", what)
	}
	if latest := calendar.DateOf(t.Act.Happened); day.After(latest) {
		return Errorf(KindInvalid, "in_the_future", "%s（%s）不能晚于办理之日（%s）。", what, day.ChineseString(), latest.ChineseString())
	}
	if err := NotBefore(day, earliest, what, event); err != nil {
		return err
	}
	return t.Act.CheckLateEntry(day, t.Law)
}

// NotBefore refuses a day that lies before the event that it follows.
//
// Errors: out_of_order.
func NotBefore(day, earliest calendar.Date, what, event string) error {
	if day.Before(earliest) {
		return Errorf(KindInvalid, "out_of_order", "%s（%s）不能早于%s（%s）。", what, day.ChineseString(), event, earliest.ChineseString())
	}
	return nil
}

// ByEntity reports whether the entity itself acts by its link. What somebody else
// enters for it from paper is marked so on record.
func (t *Transition) ByEntity() bool { return t.Act.Actor.Has(RoleEntity) }

// EntityDay is the day of an act of the entity: by its link it is today, and the
// facts may say nothing else; from paper it is the day that the facts name.
func (t *Transition) EntityDay(on calendar.Date) (calendar.Date, error) {
	if !t.ByEntity() {
		return on, nil
	}
	if !on.IsZero() && on != t.Today() {
		return on, Errorf(KindInvalid, "entity_acts_now", "检查对象通过链接办理的，办理时间为当日。")
	}
	return t.Today(), nil
}
