package e2e

import (
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/browsertest"
	"shuangsuiji/bureau"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// TestWaysAsideByClicks plays what a task comes upon only now and then: a draw that is
// void, a visit for two tasks, an entity that another replaces, a hearing.
func TestWaysAsideByClicks(t *testing.T) {
	o := openOffice(t, setup{entities: 8, standing: startOfMonth})
	o.gradedAlike()
	o.importPlan(plan("2024年4月", 2), false)
	next := taskIDs(1)
	leading, joining := next(), next()
	c := byClicks(o)
	var pairs []pair
	c.run(t, "抽取作废后重新抽取", func() { pairs = c.voidedByClicks(leading, joining) })
	require.GreaterOrEqual(t, len(pairs), 3, "each pair has its story")
	c.run(t, "合并检查", func() { c.jointly(pairs[0]) })
	c.run(t, "递补检查对象", func() { c.replaced(joining, pairs[1].joining) })
	c.run(t, "听证", func() { c.heard(pairs[2].leading) })
	o.requireSoundRecord(t)
	browsertest.RequireValidHTML(t, c.pages)
}

// gradedAlike gives all entities one grade of risk, so that each can take another's place.
func (o *office) gradedAlike() {
	o.t.Helper()
	listed, err := o.store.Entities(o.ctx, record.EntityFilter{}, record.Page{Limit: 100})
	require.NoError(o.t, err)
	for i := range listed.Items {
		listed.Items[i].Grade = "A"
	}
	_, _, _, err = o.store.SaveEntities(o.ctx, "clerk", startOfMonth, listed.Items)
	require.NoError(o.t, err)
}

// voidedByClicks has the first task's draw declared void, since its witness does not open
// what he sealed, and drawn again; the second is drawn meanwhile. It answers the cases of
// the entities that are drawn in both.
func (c *clicks) voidedByClicks(first, second string) (pairs []pair) {
	c.t.Helper()
	task := aTask(first)
	prepares := func() {
		c.do("clerk", task, "拟定抽取方案", with("抽取规则", "抽取方式", "不定向"), with("抽取规则", "抽查比例", "100%"), with("抽取规则", "见证人数", "1"), choosing("抽查事项", "R1"), choosing("联合处室（经办确认）", joint...))
		c.do("director", task, "批准抽取并锁定名单")
	}
	c.untilTask(first, tasks.StagePreparing)
	prepares()
	c.do("guest", task, "见证人封存内容", with("见证人", "guest"), with("封存值", c.sealed(first, "guest", "不再启封")))
	c.do("director", task, "宣布抽取作废", with("没有启封的见证人", "guest"), with("理由", "见证人拒绝启封"))
	require.Empty(c.t, c.casesOf(first))
	prepares()
	require.Equal(c.t, 2, c.taskAt(first).Draw.Number)

	rules := smallDraw(0)
	rules.Ratio, rules.Items = "50%", []string{"R2.1"}
	drawn := c.drawn(second, rules)
	c.do("supervisor", task, "见证人封存内容", with("见证人", "supervisor"), with("封存值", c.sealed(first, "supervisor", "三五二六")))
	c.do("supervisor", task, "见证人启封", with("见证人", "supervisor"), with("见证内容", "三五二六"), with("盐值", salt))
	for _, no := range c.untilOpened(first) {
		entity := c.caseNow(no).Entity
		if i := slices.IndexFunc(drawn, func(other string) bool { return c.caseNow(other).Entity == entity }); i >= 0 {
			pairs = append(pairs, pair{no, drawn[i]})
		}
	}
	v, err := c.VerifyDraw(c.ctx, first, 2)
	require.NoError(c.t, err)
	require.True(c.t, v.Valid, v.Message)
	return pairs
}

// jointly inspects for both tasks in one visit, after the clerk has changed his mind once.
func (c *clicks) jointly(p pair) {
	c.t.Helper()
	both := []string{p.leading, p.joining}
	for _, no := range both {
		c.served(no)
		c.selfChecked(no)
	}
	on := aCase(p.joining)
	c.do("clerk", on, "合并检查", with("主办案件的编号", p.leading))
	c.do("clerk", on, "分开检查", with("理由", "检查日期不便"))
	require.False(c.t, c.caseNow(p.joining).Joined())
	c.do("clerk", on, "合并检查", with("主办案件的编号", p.leading))
	c.visited(p.leading)
	c.untilStage(p.joining, cases.StageResult)
	require.ElementsMatch(c.t, c.caseNow(p.leading).Team, c.caseNow(p.joining).Team)
	require.Equal(c.t, c.caseNow(p.joining).Items, slices.Sorted(maps.Keys(c.caseNow(p.joining).Visit.Findings)), "each has the findings of its own items")
	for _, no := range both {
		c.concluded(no, "未发现问题")
		c.published(no)
		c.untilStage(no, cases.StageClosed)
	}
}

// replaced has the next entity in the draw's order take the place of one that is not found.
func (c *clicks) replaced(task, no string) {
	c.t.Helper()
	before := c.casesOf(task)
	c.unreachable(no)
	c.do("head", aTask(task), "递补检查对象", with("被替换的案件编号", no), with("理由", "查无此人"))
	after := c.untilOpenedCount(task, len(before)+1)
	known := map[string]bool{}
	for _, row := range before {
		known[row.Entity] = true
	}
	i := slices.IndexFunc(after, func(row record.CaseRow) bool { return !known[row.Entity] })
	require.GreaterOrEqual(c.t, i, 0, "somebody new")
	c.until(func() bool { return c.caseNow(after[i].No).NoticeIssued })
	v, err := c.VerifyDraw(c.ctx, task, 1)
	require.NoError(c.t, err)
	require.True(c.t, v.Valid, v.Message)
}

// heard goes on to a penalty case whose party asks for a hearing, after which less is
// proposed and decided.
func (c *clicks) heard(no string) {
	c.t.Helper()
	c.branched(no, "行政处罚案件")
	penalty := c.opened(no, law.ProceedingPenalty)
	on, lead := aProceeding(penalty), c.proceedingNow(penalty).Team.Lead()
	c.toldOfFine(penalty, "150000")
	c.do("clerk", on, "要求听证")
	day := c.today().AddDays(20)
	c.do("clerk", on, "送达听证通知书", with("听证日期", day.String()), with("听证主持人的账号", "head-insurance"))
	_, err := c.Jump(c.ctx, c.people["admin"], bureau.Jump{To: day.At(15, 0)})
	require.NoError(c.t, err)
	c.do("clerk", on, "记录听证", with("听证情况", "当事人提交了补订的劳动合同"))
	c.do(lead, on, "复核陈述申辩或者听证意见", with("复核意见", "部分采纳"), with("复核后建议的处罚", "1", "金额", "120000"), with("理由", "已经部分改正"))
	c.decidedAndServed(penalty)
	p := c.proceedingNow(penalty).Penalty
	require.Equal(c.t, day, p.Hearing.HeldOn)
	require.Equal(c.t, "head-insurance", p.Hearing.Presider)
	require.Equal(c.t, []proceedings.Penalty{{Kind: proceedings.PenaltyFine, Fen: 120_000_00}}, p.Decision.Terms.Penalties)
}
