package year

import (
	"slices"

	"shuangsuiji/demo/people"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/tasks"
)

// Two tasks that draw the same few entities, so that each is visited once for both.
// The first waits for its witness until the second's cases are open: an entity with
// an open case would stay out of its draw otherwise.

const (
	jointLeading = plan2024 + "-005"
	jointJoining = plan2024 + "-006"
)

// jointConditions are met by a handful of the made-up entities.
var jointConditions = map[string][]string{"nature": {"国有", "外资"}, "enterpriseType": {"股份有限公司"}}

func jointTasks() []task {
	return []task{
		{plan: plan2024, no: "005", name: "股份制机构定向抽查（演示）", month: "2024年7月", rest: leading(), targeted: true,
			steps: join([]step{jointDraw("R1", 1), does("director", tasks.ApproveDraw{}), sealed(people.Witnesses[0]).once(opened(jointJoining)), entryOpened(people.Witnesses[0])}, summarised())},
		{plan: plan2024, no: "006", name: "股份制机构专项定向抽查（演示）", month: "2024年7月", rest: joining(), targeted: true,
			steps: join([]step{jointDraw("R2.1", 0), does("director", tasks.ApproveDraw{}).once(frozen(jointLeading))}, summarised())},
	}
}

func jointDraw(item string, seals int) step {
	return does("clerk", tasks.PrepareDraw{Joint: jointDepartments, Rules: tasks.DrawRules{Mode: plans.DrawTargeted, Conditions: jointConditions, Ratio: "100%",
		TeamSize: 2, Witnesses: seals, Items: []string{item}}})
}

// opened: the task has drawn, and opened every case.
func opened(task string) func(moment) bool {
	return func(m moment) bool {
		t := m.cast.tasks[task]
		return t.Draw.Drawn > 0 && len(m.cast.cases[task]) >= t.Draw.Drawn-t.Draw.NoTeam
	}
}

// frozen: the task's roster stands, whatever is opened from now on.
func frozen(task string) func(moment) bool {
	return func(m moment) bool { return m.cast.tasks[task].Draw.Commitment != "" }
}

// partner is the other task's case of the same entity.
func (m moment) partner(task string) (cases.Case, bool) {
	of := m.cast.cases[task]
	i := slices.IndexFunc(of, func(c cases.Case) bool { return c.Entity == m.c.Entity })
	if i < 0 {
		return cases.Case{}, false
	}
	return of[i], true
}

// joining is a case that is inspected with the other task's; its clerk changes his
// mind once. One whose entity the other task has not drawn is inspected by itself.
func joining() script {
	alone := func(m moment) bool {
		_, paired := m.partner(jointLeading)
		return !paired && opened(jointLeading)(m)
	}
	together := func(s step) step {
		s.when = opened(jointLeading)
		return s.unless(alone)
	}
	joins := together(step{who: "clerk", act: cases.ActJoinVisit, facts: func(m moment) law.Facts {
		lead, _ := m.partner(jointLeading)
		return cases.JoinVisit{With: lead.No}
	}})
	return script{name: "合并检查（并办案件）", steps: join(noticed(),
		[]step{joins, together(does("clerk", cases.PartVisit{}).because("检查日期不便")), joins, visit{}.recorded().only(alone), signed(byLead).only(alone), signed(byMember).only(alone)},
		[]step{found(law.OutcomeNoProblem), confirmed()}, published())}
}

// leading is a case whose team takes the other task's along.
func leading() script {
	return script{name: "合并检查（主办案件）", steps: join(noticed(), []step{visit{}.recorded().once(func(m moment) bool {
		_, paired := m.partner(jointJoining)
		return m.c.Leading() || !paired
	})}, concluded(law.OutcomeNoProblem))}
}

// only is the step where the condition holds; unless, where it does not.
func (s step) only(holds func(moment) bool) step {
	s.times = func(m moment) int {
		if holds(m) {
			return 1
		}
		return 0
	}
	return s
}

func (s step) unless(holds func(moment) bool) step {
	return s.only(func(m moment) bool { return !holds(m) })
}
