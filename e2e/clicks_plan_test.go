package e2e

import (
	"encoding/hex"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/browsertest"
	"shuangsuiji/documents"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/tasks"
)

// numbers are what pages of one kind differ by.
var numbers = regexp.MustCompile(`[0-9A-Z]+[0-9A-Z-]*`)

// TestPlan2024001ByClicks plays the plan from the draw's preparation to the summary:
// every role does its part on the console's pages, by what stands on them.
func TestPlan2024001ByClicks(t *testing.T) {
	o := openOffice(t, setup{entities: 60, standing: startOfMonth})
	o.importPlan(documents.SamplePlan(), false)
	o.untilTask(taskID, tasks.StagePreparing)
	c := byClicks(o)
	var pool, drawn []string
	next := func() string {
		no := pool[0]
		pool = pool[1:]
		return no
	}
	c.run(t, "年度计划", c.planned)
	c.run(t, "抽取", func() { drawn = c.draws(taskID); pool = slices.Clone(drawn) })
	c.run(t, "未发现问题的案件", func() { c.clean(next()) })
	c.run(t, "责令改正并复查的案件", func() { c.correctedByClicks(next()) })
	c.run(t, "转入行政处罚的案件", func() { c.punished(next()) })
	c.run(t, "移送的案件", func() { c.referred(next()) })
	c.run(t, "有变更的案件", func() { c.changed(next()) })
	c.run(t, "未能送达的案件", func() { c.unreachable(next()) })
	c.run(t, "提出异议的案件", func() { c.objected(next()) })
	require.Empty(t, pool, "each case has its story")
	c.run(t, "总结", func() { c.summarised(taskID) })
	c.run(t, "一并办理", c.together)
	o.requireSoundRecord(t)
	browsertest.RequireValidHTML(t, c.pages)
	items := func(no string) int { return len(o.caseNow(no).Items) }
	c.requireDocumented(
		c.done.table("The year's plan, from its table to the public", "年度计划"),
		c.done.table("A draw with two witnesses, the first proposal returned", "抽取"),
		c.done.table(fmt.Sprintf("A case without a problem, of %d items", items(drawn[0])), "未发现问题的案件"),
		c.done.table(fmt.Sprintf("A case with a problem that is corrected and checked again, of %d items", items(drawn[1])), "责令改正并复查的案件"),
		c.done.table(fmt.Sprintf("A case of %d items and its penalty case, with a defence", items(drawn[2])), "转入行政处罚的案件"),
		c.done.table("The task's summary, returned once", "总结"),
		c.done.table("Thirty clean cases by batch", "一并办理"))
}

// planned has the plan approved and published.
func (c *clicks) planned() {
	c.t.Helper()
	step := func(who, step string, entries ...entered) {
		c.t.Helper()
		v := c.visitor(who)
		before := v.Effort
		v.Menu("栏目", "年度计划")
		v.Follow("2024001")
		p := handIn(v, step, entries)
		require.Equal(c.t, http.StatusOK, p.Status, p)
		c.tally(who, v.Effort.Since(before))
	}
	step("head", "提请批准年度计划")
	step("director", "退回年度计划", with("理由", "请核对抽查比例"))
	step("head", "提请批准年度计划")
	step("director", "批准年度计划")
	step("clerk", "公布年度计划")
	p, err := c.Plan(c.ctx, c.people["clerk"], "2024001")
	require.NoError(c.t, err)
	require.Equal(c.t, plans.StagePublished, p.Stage)
}

// draws takes the task from its scheme to its opened cases, with two witnesses.
func (c *clicks) draws(id string) []string {
	c.t.Helper()
	task := aTask(id)
	rules := []entered{with("抽取规则", "抽取方式", "不定向"), with("抽取规则", "抽查比例", "10%"), with("抽取规则", "见证人数", "2"), choosing("联合处室（经办确认）", joint...)}
	c.do("clerk", task, "采用实施方案", with("实施方案的任务名称", "2024年度双随机抽查"))
	c.do("clerk", task, "拟定抽取方案", rules...)
	c.do("director", task, "退回抽取方案", with("理由", "见证人未商定"))
	c.do("clerk", task, "拟定抽取方案", rules...)
	c.do("director", task, "批准抽取并锁定名单")
	witnesses := map[string]string{"supervisor": "三十七号签", "guest": "双色球 07 11 19"}
	for _, who := range []string{"supervisor", "guest"} {
		c.do(who, task, "见证人封存内容", with("见证人", who), with("封存值", c.sealed(id, who, witnesses[who])))
	}
	for _, who := range []string{"guest", "supervisor"} {
		c.do(who, task, "见证人启封", with("见证人", who), with("见证内容", witnesses[who]), with("盐值", salt))
	}
	return c.untilOpened(id)
}

// sealed is what a witness works out outside of the office.
func (c *clicks) sealed(id, who, entry string) string {
	c.t.Helper()
	var commitment draw.Hash
	require.NoError(c.t, commitment.UnmarshalText([]byte(c.taskAt(id).Draw.Commitment)))
	raw, err := hex.DecodeString(salt)
	require.NoError(c.t, err)
	value, err := draw.Seal(commitment, who, entry, raw)
	require.NoError(c.t, err)
	return value.String()
}

// summarised ends the task, whose cases are closed.
func (c *clicks) summarised(id string) {
	c.t.Helper()
	task := aTask(id)
	c.untilTask(id, tasks.StageSummary)
	c.do("clerk", task, "撰写总结", with("任务总结", "共检查多户。"))
	c.do("director", task, "退回总结", with("理由", "请列明户数"))
	c.do("clerk", task, "撰写总结", with("任务总结", "共检查六户。"))
	c.do("head-insurance", task, "联合处室确认总结")
	c.do("head-centre", task, "联合处室确认总结")
	c.do("director", task, "批准总结并结束任务")
	c.untilTask(id, tasks.StageClosed)
}

// clean takes a case without a problem to its archive.
func (c *clicks) clean(no string) {
	c.t.Helper()
	c.served(no)
	c.selfChecked(no)
	c.visited(no)
	c.concluded(no, "未发现问题")
	c.published(no)
	c.untilStage(no, cases.StageClosed)
}

func (c *clicks) served(no string) {
	c.t.Helper()
	c.do(c.lead(no), aCase(no), "送达检查通知书", with("送达方式", "直接送达"))
}

// selfChecked enters the entity's report from paper.
func (c *clicks) selfChecked(no string) {
	c.t.Helper()
	c.do("clerk", aCase(no), "提交自查报告", each("逐项自查结果", "自查发现问题", "否"),
		with("代为录入：检查对象的书面材料", "提交人", "王某"), with("代为录入：检查对象的书面材料", "扫描件", "1", "名称", "自查报告（纸质存档）"))
}

// visited takes the record of the visit, and signs it; found is the item with a problem.
func (c *clicks) visited(no string, found ...string) {
	c.t.Helper()
	lead, on := c.lead(no), aCase(no)
	entries := append(c.visit(), each("逐项结论", "逐项结论", "未发现问题"))
	for _, item := range found {
		entries = append(entries, with("逐项结论", item, "逐项结论", "发现问题"), with("逐项结论", item, "查明的事实", "未与2名劳动者订立书面劳动合同"))
	}
	c.do(lead, on, "填写检查记录表", entries...)
	for _, member := range c.caseNow(no).Team {
		c.do(member, on, "检查人员签字")
	}
}

// visit is what every record of a visit has.
func (c *clicks) visit() []entered {
	c.t.Helper()
	now, err := c.Now(c.ctx)
	require.NoError(c.t, err)
	at := moment(now)
	return []entered{with("核查方式", "实地检查"), with("检查开始时间", at), with("检查结束时间", at), with("是否出示执法证件", "是"), with("检查对象签字情况", "已签字")}
}

// moment is a time as a person writes it into the two inputs of a form.
func moment(at time.Time) string { return at.In(calendar.Shanghai).Format("2006-01-02 15:04") }

func (c *clicks) concluded(no, result string, entries ...entered) {
	c.t.Helper()
	c.do(c.lead(no), aCase(no), "提出认定意见", append(entries, with("检查结果", result))...)
	c.do("head", aCase(no), "认定检查结果")
}

func (c *clicks) published(no string) {
	c.t.Helper()
	c.do("clerk", aCase(no), "拟定公示内容")
	c.do("director", aCase(no), "批准公示")
}

// correctedByClicks is a case whose problem is published as found, corrected in time,
// and published again.
func (c *clicks) correctedByClicks(no string) {
	c.t.Helper()
	on, lead, item := aCase(no), c.lead(no), c.caseNow(no).Items[0]
	c.served(no)
	c.selfChecked(no)
	c.visited(no, item)
	const problem = "发现问题已责令改正"
	c.concluded(no, problem, with("有问题的事项及其结果", item, "该事项的结果", problem))
	c.do(lead, on, "责令改正", with("责令改正的内容", "十日内补订劳动合同"), with("责令改正通知书送达情况", "送达方式", "直接送达"))
	c.published(no)
	c.do("clerk", on, "提交整改报告", with("整改报告", "已补订"), with("提交人", "王某"), with("扫描件", "1", "名称", "整改报告（纸质存档）"))
	c.do(lead, on, "复查", each("逐项是否已经改正", "", "是"))
	c.published(no)
	c.untilStage(no, cases.StageClosed)
}

// changed is a case in which much is changed on the way.
func (c *clicks) changed(no string) {
	c.t.Helper()
	on, out := aCase(no), c.caseNow(no).Team[1]
	c.served(no)
	c.do("head", on, "更正记录", with("被更正的记录号", "送达检查通知书"), with("正确的送达日期", c.today().String()), with("理由", "送达方式误填"))
	c.do("director", on, "中止", with("理由", "经营场所因暴雨受损"))
	c.do("director", on, "恢复")
	c.do("head", on, "延长期限", with("延长哪一期限", c.periodOf(no, law.DeadlineSelfCheck)), with("延长多久", "2 工作日"), with("理由", "材料需要补齐"))
	c.do("head", on, "更换检查人员", with("被更换人员的执法证件号", out), with("理由", "因病不能参加检查"))
	require.NotContains(c.t, c.caseNow(no).Team, out)
	c.do(c.lead(no), on, "约定检查日期", with("约定的检查日期", c.today().AddDays(7).String()))
	c.selfChecked(no)
	c.visited(no)
	c.do(c.lead(no), on, "提出认定意见", with("检查结果", "未发现问题"))
	c.do("head", on, "审核退回", with("理由", "请核对检查地点"))
	for _, member := range c.caseNow(no).Team {
		c.do(member, on, "检查人员签字")
	}
	c.concluded(no, "未发现问题")
	c.do("clerk", on, "拟定公示内容")
	c.do("director", on, "退回公示稿", with("理由", "名称有误"))
	c.published(no)
	c.untilStage(no, cases.StageClosed)
}

// periodOf is what the case's running period is called.
func (c *clicks) periodOf(no string, kind law.DeadlineKind) string {
	c.t.Helper()
	d, running := c.caseNow(no).Deadlines.Find(kind)
	require.True(c.t, running)
	return d.Name
}

// unreachable is a case whose entity is not found; the next one takes its place.
func (c *clicks) unreachable(no string) {
	c.t.Helper()
	on := aCase(no)
	const result = "通过登记的住所（经营场所）无法联系"
	c.do(c.lead(no), on, "记录未能送达", with("理由", "登记的住所无人"))
	c.do(c.lead(no), on, "填写检查记录表", append(c.visit()[:4], with("检查未能进行时的结果", result), with("检查对象签字情况", "无人在场"))...)
	for _, member := range c.caseNow(no).Team {
		c.do(member, on, "检查人员签字")
	}
	c.concluded(no, result)
	c.published(no)
	c.untilStage(no, cases.StageClosed)
}
