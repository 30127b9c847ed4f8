package year

import (
	"context"
	"time"

	"shuangsuiji/demo/people"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// moment is what somebody of the year's play sees before acting: the business
// clock, and the one subject that it is about.
type moment struct {
	now  time.Time
	cast *cast
	c    *cases.Case
	b    *proceedings.Proceeding
	t    *tasks.Task
}

func (m moment) today() calendar.Date { return calendar.DateOf(m.now) }

// no, seq, open and path are the subject's.
func (m moment) no() string {
	switch {
	case m.c != nil:
		return m.c.No
	case m.b != nil:
		return m.b.No
	}
	return m.t.ID
}

func (m moment) seq() int {
	switch {
	case m.c != nil:
		return m.c.Seq
	case m.b != nil:
		return m.b.Seq
	}
	return m.t.Seq
}

// open: what is closed, be it by the police's decision, is over before its script.
func (m moment) open() bool {
	switch {
	case m.c != nil:
		return m.c.Stage.Open()
	case m.b != nil:
		return m.b.Stage.Open()
	}
	return m.t.Stage.Open()
}

func (m moment) path() string {
	switch {
	case m.c != nil:
		return "/api/cases/" + m.c.No
	case m.b != nil:
		return "/api/proceedings/" + m.b.No
	}
	return "/api/tasks/" + m.t.ID
}

func (m moment) allowed() []law.Allowance {
	switch {
	case m.c != nil:
		return m.c.Allowed(law.Actor{})
	case m.b != nil:
		return m.b.Allowed(law.Actor{})
	}
	return m.t.Allowed(law.Actor{})
}

func (m moment) deadlines() law.Deadlines {
	switch {
	case m.c != nil:
		return m.c.Deadlines
	case m.b != nil:
		return m.b.Deadlines
	}
	return m.t.Deadlines
}

func (m moment) team() law.Team {
	if m.b != nil {
		return m.b.Team
	}
	return m.c.Team
}

// step is one act of a script. It is due as soon as the transition table allows
// it and, if when is set, that holds too; so a script needs no dates, and waits
// for what the law lets it wait for.
type step struct {
	who    string // an account, or lead, member, entity
	act    law.ActKind
	facts  func(moment) law.Facts
	reason string
	party  *people.Party
	when   func(moment) bool
	// times is how often the step is made; nil: once.
	times func(moment) int
	// before is what has to be arranged for the step; made twice it does no harm.
	before func(*year, context.Context, moment) error
}

// Who acts, where it is not an account.
const (
	byLead   = "lead"
	byMember = "member"
	byEntity = "entity"
)

// because is the step with the reason that goes on record.
func (s step) because(reason string) step {
	s.reason = "演示：" + reason
	return s
}

// once is the step as soon as the condition holds too.
func (s step) once(holds func(moment) bool) step {
	s.when = holds
	return s
}

// does is a step whose facts are known beforehand.
func does(who string, facts law.Facts) step {
	return step{who: who, act: facts.Kind(), facts: func(moment) law.Facts { return facts }}
}

// doesToday is a step whose facts name its day.
func doesToday(who string, facts func(calendar.Date) law.Facts) step {
	return step{who: who, act: facts(calendar.Date{}).Kind(), facts: func(m moment) law.Facts { return facts(m.today()) }}
}

// overdue: the period runs and has passed.
func overdue(kind law.DeadlineKind) func(moment) bool {
	return func(m moment) bool {
		d, running := m.deadlines().Find(kind)
		return running && !m.now.Before(d.Due)
	}
}

// lapsed: the period does not run any more.
func lapsed(kind law.DeadlineKind) func(moment) bool {
	return func(m moment) bool {
		_, running := m.deadlines().Find(kind)
		return !running
	}
}

// begun: the period runs.
func begun(kind law.DeadlineKind) func(moment) bool {
	return func(m moment) bool {
		_, running := m.deadlines().Find(kind)
		return running
	}
}

// script is what people do about one subject, in order.
type script struct {
	name  string
	steps []step
	// then are the scripts of the proceedings that come out of a case.
	then map[law.ProceedingKind]script
	// anew is the script of the penalty case that follows a quashed decision.
	anew []step
}

// decidedAnew is the script with what is done when its penalty is decided anew.
func (s script) decidedAnew(steps ...step) script {
	s.anew = steps
	return s
}

func join(parts ...[]step) []step {
	var all []step
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}
