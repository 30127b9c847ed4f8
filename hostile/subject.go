package hostile

import (
	"slices"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// subject is a task, a case or a proceeding that acts are tried on.
type subject struct {
	path  string // its acts' prefix: /api/cases/2024901-001-0003
	route string // as the document writes it: /api/cases/{no}
	at    string // kind and stage, for a failure
	place place
	reads func(law.Actor) bool
	// row is who the law means at this stage; possible says that its table has the act
	// at this stage, known that it has it at all.
	row func(law.ActKind) (who []law.Who, possible, known bool)
}

// subjects are one for each stage at which there is any.
func (o *office) subjects() []subject {
	var out []subject
	for _, t := range oneEach(o.tasks, func(t tasks.Task) string { return string(t.Stage) }) {
		out = append(out, o.taskSubject(t))
	}
	for _, c := range o.caseStages() {
		out = append(out, o.caseSubject(c))
	}
	for _, p := range o.proceedingStages() {
		out = append(out, o.proceedingSubject(p))
	}
	return out
}

func (o *office) taskSubject(t tasks.Task) subject {
	drawn := !slices.Contains([]tasks.Stage{tasks.StagePlanned, tasks.StagePreparing}, t.Stage)
	return subject{path: "/api/tasks/" + t.ID, route: "/api/tasks/{id}", at: "task at " + string(t.Stage),
		place: place{department: t.Department, joint: t.Joint, ofTask: t}, reads: access.ReadTasks.HeldBy,
		row: func(kind law.ActKind) ([]law.Who, bool, bool) {
			rule, known := tasks.RuleOf(kind)
			who := rule.Who
			if drawn && rule.WhoAfterDraw != nil {
				who = rule.WhoAfterDraw
			}
			return who, known && slices.Contains(rule.Stages, t.Stage), known
		}}
}

func (o *office) caseSubject(c cases.Case) subject {
	where := place{department: c.Department, joint: o.task(c.Task).Joint, team: c.Team, ofCase: c}
	where.file = access.OfCase(c, where.joint)
	return subject{path: "/api/cases/" + c.No, route: "/api/cases/{no}", at: "case at " + string(c.Stage), place: where,
		reads: func(a law.Actor) bool { return access.MayRead(a, where.file) == nil },
		row: func(kind law.ActKind) ([]law.Who, bool, bool) {
			rule, known := cases.RuleOf(kind)
			possible := known && slices.Contains(rule.Stages, c.Stage) && (rule.Duty == "" || c.Under54) && (!c.Suspended() || rule.WhileSuspended)
			return rule.Who, possible, known
		}}
}

func (o *office) proceedingSubject(p proceedings.Proceeding) subject {
	where := place{department: p.Department, joint: o.task(p.Task).Joint, team: p.Team, ofProceeding: p}
	where.file = access.OfProceeding(p, where.joint)
	return subject{path: "/api/proceedings/" + p.No, route: "/api/proceedings/{no}", at: string(p.Kind) + " at " + string(p.Stage), place: where,
		reads: func(a law.Actor) bool { return access.MayRead(a, where.file) == nil },
		row: func(kind law.ActKind) ([]law.Who, bool, bool) {
			rule, known := proceedings.RuleOf(p.Kind, kind)
			return rule.Who, known && slices.Contains(rule.Stages, p.Stage) && (!p.Suspended() || rule.WhileSuspended), known
		}}
}
