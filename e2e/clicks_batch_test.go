package e2e

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
)

// manyClean is how many cases without a problem are acted on together.
const manyClean = 30

// batchTask is the task whose cases they are.
const batchTask = "2024002-001"

// together has the cases of a task, all of one team, brought to their end by the acts
// that can be done for several at once. What has to be looked at case by case is done
// by the use cases.
func (c *clicks) together() {
	c.t.Helper()
	numbers := c.ofOneTeam(c.today())
	member := c.lead(numbers[0])
	c.batch(member, cases.ActServeNotice, "送达检查通知书", numbers, with("送达方式", "直接送达"))
	for _, no := range numbers {
		c.fileSelfCheck(no, nil)
		c.record(no, "", nil)
		c.act(c.lead(no), no, cases.ProposeResult{Outcome: law.OutcomeNoProblem})
	}
	c.batch("head", cases.ActConfirmResult, "认定检查结果", numbers)
	c.batch("clerk", cases.ActPreparePublication, "拟定公示内容", numbers)
	c.batch("director", cases.ActApprovePublication, "批准公示", numbers)
	for _, no := range numbers {
		c.untilStage(no, cases.StageClosed)
		for _, act := range []law.ActKind{cases.ActServeNotice, cases.ActConfirmResult, cases.ActPreparePublication, cases.ActApprovePublication} {
			require.Equal(c.t, 1, c.count(no, act), "%s of %s", act, no)
		}
	}
}

// ofOneTeam draws the cases of another plan while only one team is there.
func (c *clicks) ofOneTeam(today calendar.Date) []string {
	c.t.Helper()
	month := fmt.Sprintf("%d年%d月", today.Year(), today.Month())
	c.importPlan([]byte(strings.ReplaceAll(string(plan(month, 1)), "2024001", "2024002")), false)
	c.onlyTeamThere()
	return c.drawn(batchTask, tasks.DrawRules{Mode: plans.DrawUntargeted, Ratio: "54%", TeamSize: 2, Items: []string{"R1"}})
}

// onlyTeamThere sends all inspectors on leave but two, one of whom is of the department
// that leads.
func (c *clicks) onlyTeamThere() {
	c.t.Helper()
	c.onLeave(true)
	all, err := c.store.AllInspectors(c.ctx)
	require.NoError(c.t, err)
	leads := func(i registers.Inspector) bool { return i.Department == "劳动保障监察大队" }
	lead := slices.IndexFunc(all, leads)
	partner := slices.IndexFunc(all, func(i registers.Inspector) bool { return !leads(i) })
	for _, i := range []int{lead, partner} {
		all[i].LeaveFrom = calendar.Date{}
	}
	_, _, _, err = c.store.SaveInspectors(c.ctx, "system", startOfMonth, all)
	require.NoError(c.t, err)
}

// batch performs the act on all of the cases from the desk, by one form.
func (c *clicks) batch(who string, act law.ActKind, name string, numbers []string, entries ...entered) {
	c.t.Helper()
	require.Len(c.t, numbers, manyClean)
	v := c.visitor(who)
	before := v.Effort
	v.Menu("栏目", "工作台")
	v.Follow(fmt.Sprintf("一并办理：%s（%d件）", name, len(numbers)))
	v.Follow("全选")
	p := handIn(v, "办理勾选的案件", entries)
	require.Equal(c.t, http.StatusOK, p.Status, p)
	require.NotContains(c.t, p.Text(), "没有办理：")
	done := v.Effort.Since(before)
	require.LessOrEqual(c.t, done.Presses, 5)
	c.done.addAll(c.story, c.people[who].Roles[0], len(numbers), done)
	for _, no := range numbers {
		require.Equal(c.t, 1, c.count(no, act), no)
	}
}
