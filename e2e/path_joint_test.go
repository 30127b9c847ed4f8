package e2e

import (
	"slices"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// pair are two tasks' cases of one entity.
type pair struct{ leading, joining string }

// jointPaths are the ways of the two cases of a joint visit; each plays one pair.
func jointPaths(pairs []pair) []path {
	return []path{
		{"case_joint_leading", func(o *office) string { o.inspectedJointly(pairs[0]); return pairs[0].leading }},
		{"case_joint_joining", func(o *office) string { o.inspectedJointly(pairs[1]); return pairs[1].joining }},
	}
}

// drawnAlike draws every entity in both tasks: the first is frozen while no case is
// open, and waits for its witness until the second's are.
func (o *office) drawnAlike(first, second string) []pair {
	o.t.Helper()
	rules := smallDraw(1)
	rules.Ratio, rules.Items = "100%", []string{"R1"}
	o.untilTask(first, tasks.StagePreparing)
	o.onTask(first, "clerk", tasks.PrepareDraw{Joint: joint, Rules: rules})
	o.onTask(first, "director", tasks.ApproveDraw{})
	rules.Witnesses, rules.Items = 0, []string{"R2.1"}
	joining := o.drawn(second, rules)
	o.seals(first, "supervisor", "三五二六")
	o.opens(first, "supervisor", "三五二六")
	var pairs []pair
	for _, leading := range o.untilOpened(first) {
		i := slices.IndexFunc(joining, func(no string) bool { return o.caseNow(no).Entity == o.caseNow(leading).Entity })
		require.GreaterOrEqual(o.t, i, 0)
		pairs = append(pairs, pair{leading, joining[i]})
	}
	return pairs
}

// inspectedJointly inspects both in one visit, after the clerk has changed his mind
// once, and brings each to its own end.
func (o *office) inspectedJointly(p pair) {
	o.t.Helper()
	for _, no := range []string{p.leading, p.joining} {
		o.act(o.lead(no), no, cases.ServeNotice{Method: law.ServedInPerson, On: o.today()})
		o.fileSelfCheck(no, nil)
	}
	join := cases.JoinVisit{With: p.leading}
	o.act("clerk", p.joining, join)
	o.act("clerk", p.joining, cases.PartVisit{}, "检查日期不便")
	o.act("clerk", p.joining, join)
	o.record(p.leading, "", nil)
	o.untilStage(p.joining, cases.StageResult)
	require.ElementsMatch(o.t, o.caseNow(p.leading).Team, o.caseNow(p.joining).Team)
	for _, no := range []string{p.leading, p.joining} {
		o.conclude(no, law.OutcomeNoProblem, nil)
		o.publish(no)
		o.untilStage(no, cases.StageClosed)
	}
}
