package year

import (
	"context"
	"slices"

	"shuangsuiji/demo/people"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/tasks"
)

// The plans of the year's play, and what becomes of each task and its cases.

const (
	plan2024 = "2024002"
	plan2025 = "2025001"
	plan2026 = "2026001"
)

// thePlans are those of the play, in order.
var thePlans = []string{plan2024, plan2025, plan2026}

// task is one task of the play.
type task struct {
	plan, no, name, month string
	targeted              bool
	// cases are the scripts of its cases in the order of their numbers; the cases
	// beyond them go by rest.
	cases []script
	rest  script
	steps []step
}

func (t task) id() string { return t.plan + "-" + t.no }

// allTasks are the ordinary ones and the two that visit the same entities. The share is what is drawn for
// the longest list of cases, the few what is drawn where two cases are enough.
func allTasks(share, few string) []task {
	return slices.Concat(ordinaryTasks(share, few), jointTasks())
}

// ordinaryTasks are four of the year 2024, two of 2025 and one of 2026; the last of 2024
// begins in its last month and so runs beside the first of 2025.
func ordinaryTasks(share, few string) []task {
	return []task{
		{plan: plan2024, no: "001", name: "第二季度随机抽查（演示）", month: "2024年4月", rest: smooth(),
			cases: slices.Concat(caseScripts(), referralScripts(), policeScripts()),
			steps: join([]step{adopted(finishSoon), drawProposed(share, len(people.Witnesses)), does("director", tasks.ReturnDraw{}).because("比例有误"),
				drawProposed(share, len(people.Witnesses)), does("director", tasks.ApproveDraw{})}, witnessed(),
				[]step{does("clerk", tasks.WriteSummary{}), does("director", tasks.ReturnSummary{}).because("数字有误")}, summarised())},
		{plan: plan2024, no: "002", name: "劳动用工专项抽查（演示）", month: "2024年5月", rest: smooth(), cases: penaltyScripts(),
			steps: join([]step{putOff(10),
				drawProposed(share, 1), does("director", tasks.ApproveDraw{}), sealed(people.Witnesses[1]),
				does("director", tasks.VoidDraw{Witness: people.Witnesses[1].Name}).because("见证人不能到场启封"),
				drawProposed(share, 0), does("director", tasks.ApproveDraw{})}, summarised())},
		{plan: plan2024, no: "003", name: "第四季度随机抽查（演示）", month: "2024年11月", rest: smooth(),
			steps: join([]step{startedEarly(), drawProposed(few, 0), nobodyThere(does("director", tasks.ApproveDraw{})),
				teamFormed(), leftOut()}, summarised())},
		{plan: plan2024, no: "004", name: "年终随机抽查（演示）", month: "2024年12月", rest: smooth(), cases: []script{unreachable(), allOverdue()},
			steps: join([]step{drawProposed(few, 0), does("director", tasks.ApproveDraw{}), replaced()}, summarised())},
		{plan: plan2025, no: "001", name: "第一季度随机抽查（演示）", month: "2025年1月", rest: underOrder54(), cases: order54Scripts(),
			steps: join([]step{putOff(underNewEdition), drawProposed(share, 0), does("director", tasks.ApproveDraw{})}, summarised())},
		{plan: plan2025, no: "002", name: "第二季度随机抽查（演示）", month: "2025年4月", rest: script{name: "随任务取消"},
			steps: []step{drawProposed(few, 0), does("director", tasks.ApproveDraw{}),
				does("director", tasks.CancelTask{}).because("机构改革").once(func(m moment) bool { return m.t.Stage == tasks.StageRunning })}},
		{plan: plan2026, no: "001", name: "第二季度随机抽查（演示）", month: "2026年4月", rest: underOrder54(), cases: order36Scripts(),
			steps: join([]step{drawProposed(few, 0), does("director", tasks.ApproveDraw{})}, summarised())},
	}
}

// underNewEdition is from January's first working day past the day on which
// edition 2025 comes into force.
const underNewEdition = 4

func putOff(days int) step {
	return step{who: "head", act: tasks.ActPutOff, facts: func(m moment) law.Facts { return tasks.PutOff{To: m.t.StartOn.AddDays(days)} },
		reason: "演示：人员不足"}
}

// startedEarly: a few weeks before its month, when little else goes on.
func startedEarly() step {
	return does("head", tasks.StartEarly{}).because("专项整治").once(func(m moment) bool { return !m.today().Before(m.t.StartOn.AddDays(-weeksEarly)) })
}

const weeksEarly = 21

// finishSoon is before the cases are done, so that the task's own period passes.
const finishSoon = 30

func adopted(days int) step {
	return step{who: "clerk", act: tasks.ActAdoptScheme, facts: func(m moment) law.Facts { return tasks.AdoptScheme{FinishBy: m.today().AddDays(days)} }}
}

var jointDepartments = []string{"社会保险科", "社会保险中心"}

func drawProposed(ratio string, seals int) step {
	return does("clerk", tasks.PrepareDraw{Joint: jointDepartments, Rules: tasks.DrawRules{Mode: plans.DrawUntargeted, Ratio: ratio,
		TeamSize: 2, Witnesses: seals, Items: []string{"R1", "R2.1"}}})
}

func sealed(w people.Witness) step {
	return step{who: w.Login, act: tasks.ActSealEntry, facts: func(m moment) law.Facts {
		f, err := w.Seal(m.t.Draw.Commitment)
		if err != nil {
			return tasks.SealEntry{Witness: w.Name} // refused as it is
		}
		return f
	}}
}

func witnessed() []step {
	var steps []step
	for _, w := range people.Witnesses {
		steps = append(steps, sealed(w))
	}
	for _, w := range people.Witnesses {
		steps = append(steps, entryOpened(w))
	}
	return steps
}

func entryOpened(w people.Witness) step { return does(w.Login, w.Open()) }

func summarised() []step {
	return []step{does("clerk", tasks.WriteSummary{}), does("head-insurance", tasks.ConfirmSummary{}), does("head-centre", tasks.ConfirmSummary{}),
		does("director", tasks.ApproveSummary{})}
}

// nobodyThere is the step on a day on which every inspector is away.
func nobodyThere(s step) step {
	s.before = func(y *year, ctx context.Context, _ moment) error { return y.everybodyAway(ctx) }
	return s
}

// teamFormed: the inspectors are back on the next day.
func teamFormed() step {
	return step{who: "head", act: tasks.ActFormTeam, facts: func(m moment) law.Facts { return tasks.FormTeam{Case: m.t.Draw.Teamless[0]} },
		reason: "演示：人员已到岗", when: func(m moment) bool { return m.today().After(m.cast.drawnOn[m.t.ID]) }}
}

// leftOut: what has no team by then is left out, one after the other.
func leftOut() step {
	return step{who: "director", act: tasks.ActLeaveOut, facts: func(m moment) law.Facts { return tasks.LeaveOut{Case: m.t.Draw.Teamless[0]} },
		reason: "演示：本季度无可派人员", times: func(m moment) int { return m.t.Draw.NoTeam - 1 }}
}

func unreachable() script {
	return attempted("无法联系，递补", law.OutcomeUnreachable)
}

// replaced: the first case's entity could not be reached, the next takes its place.
func replaced() step {
	return step{who: "head", act: tasks.ActReplaceEntity, facts: func(m moment) law.Facts { return tasks.ReplaceEntity{Case: m.cast.firstCase(m.t.ID)} },
		reason: "演示：检查对象无法联系", when: func(m moment) bool { return m.cast.confirmed(m.cast.firstCase(m.t.ID)) }}
}
