package record

import (
	"time"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/inspection/todo"
)

// SubjectKind is what a subject is.
type SubjectKind string

// The kinds of subjects.
const (
	SubjectTask       SubjectKind = "task"
	SubjectCase       SubjectKind = "case"
	SubjectProceeding SubjectKind = "proceeding"
)

// ToDo is an act that a subject waits for, of one of those who may perform it (待办).
type ToDo struct {
	todo.Item
	Kind    SubjectKind
	Subject string
	// AskedBy is the person who acted last on the subject, after whom others are to act.
	AskedBy string
	// The subject as it stands, by its kind.
	Task       *tasks.Task
	Case       *cases.Case
	Proceeding *proceedings.Proceeding
	// EntityName is "" for a task and for what is about no entity.
	EntityName string
	// PartyName is that of a proceeding's party, where it is not the entity.
	PartyName string
}

// Allowed is what the subject as it stands allows the actor.
func (d ToDo) Allowed(actor law.Actor) []law.Allowance {
	switch {
	case d.Task != nil:
		return d.Task.Allowed(actor)
	case d.Case != nil:
		return d.Case.Allowed(actor)
	case d.Proceeding != nil:
		return d.Proceeding.Allowed(actor)
	}
	return nil
}

// ToDoFilter narrows a list of what is to do; zero fields do not.
type ToDoFilter struct {
	Kind SubjectKind
	Act  law.ActKind
	// DueFrom and DueBefore bound the ends of the periods; what has none is then left
	// out, and with NoPeriod all else.
	DueFrom, DueBefore time.Time
	NoPeriod           bool
}
