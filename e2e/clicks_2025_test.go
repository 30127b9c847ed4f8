package e2e

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/browsertest"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
)

// TestEdition2025ByClicks plays what edition 2025 adds to a case, by pages.
func TestEdition2025ByClicks(t *testing.T) {
	o := openOffice(t, setup{entities: 60, standing: calendar.NewDate(2025, time.April, 1).At(9, 0)})
	o.importPlan(plan("2025年4月", 1), false)
	pool := o.drawn(taskID, smallDraw(0))
	c := byClicks(o)
	c.run(t, "回避和审批", func() { c.recusedByClicks(pool[0]) })
	c.run(t, "紧急检查", func() { c.urgent(pool[1]) })
	o.requireSoundRecord(t)
	browsertest.RequireValidHTML(t, c.pages)
}

// recusedByClicks has an inspector recused, its visit approved at the second attempt,
// and its result told before it is made public.
func (c *clicks) recusedByClicks(no string) {
	c.t.Helper()
	on, out := aCase(no), c.caseNow(no).Team[1]
	c.served(no)
	c.selfChecked(no)
	c.do("clerk", on, "申请回避", with("申请其回避的检查人员的执法证件号", out), with("理由", "与检查对象负责人系亲属"), with("提交人", "王某"), with("扫描件", "1", "名称", "回避申请书（纸质存档）"))
	c.do("director", on, "决定是否回避", with("被申请回避的检查人员的执法证件号", out), with("是否应当回避", "是"), with("理由", "情况属实"))
	c.do("head", on, "更换检查人员", with("被更换人员的执法证件号", out), with("理由", "回避"))
	c.proposed(no)
	c.do("director", on, "退回行政检查审批", with("理由", "日期不妥"))
	c.proposed(no)
	c.do("director", on, "批准行政检查")
	c.scan(no)
	c.visited(no)
	c.told(no)
}

// urgent is a case that is inspected at once and approved afterwards; the code at the
// door could not be scanned.
func (c *clicks) urgent(no string) {
	c.t.Helper()
	on, lead := aCase(no), c.lead(no)
	c.served(no)
	c.selfChecked(no)
	now, err := c.Now(c.ctx)
	require.NoError(c.t, err)
	c.do(lead, on, "补录入企时间", with("实际入企时间", moment(now)), with("未能扫码的原因", "情况紧急未能扫码"), with("理由", "群众举报，情况紧急"))
	c.do(lead, on, "填写检查记录表", append(c.visit(), each("逐项结论", "逐项结论", "未发现问题"), with("紧急检查", "是"), with("理由", "群众举报，情况紧急"))...)
	for _, member := range c.caseNow(no).Team {
		c.do(member, on, "检查人员签字")
	}
	c.proposed(no)
	c.do("director", on, "批准行政检查")
	c.told(no)
}

func (c *clicks) proposed(no string) {
	c.t.Helper()
	c.do(c.lead(no), aCase(no), "提请行政检查审批", with("核查方式", "实地检查"), with("拟检查起日", c.today().String()), with("拟检查止日（含当日）", c.today().AddDays(1).String()), with("理由", "按计划抽查"))
}

// told concludes a case without a problem, tells the entity, and publishes the result.
func (c *clicks) told(no string) {
	c.t.Helper()
	c.concluded(no, "未发现问题")
	c.do(c.lead(no), aCase(no), "书面告知检查结果", with("告知书内容", "未发现问题"), with("告知方式", "直接送达"))
	c.published(no)
	c.untilStage(no, cases.StageClosed)
}
