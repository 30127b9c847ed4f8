package e2e

import (
	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/pagetest"
)

// branched takes a case to a problem that goes beyond it.
func (c *clicks) branched(no string, ways ...string) {
	c.t.Helper()
	item := c.caseNow(no).Items[0]
	c.served(no)
	c.selfChecked(no)
	c.visited(no, item)
	const problem = "发现问题待后续处理"
	c.concluded(no, problem, with("有问题的事项及其结果", item, "该事项的结果", problem), func(f *pagetest.Form) {
		f.In("有问题的事项及其结果").In(item).Choose("另行处理的方式", ways...)
	})
	c.published(no)
}

// inPerson is how a paper of a penalty case was served.
func inPerson() entered { return with("送达情况", "送达方式", "直接送达") }

// punished goes on to a penalty case, from its filing to its closing.
func (c *clicks) punished(no string) {
	c.t.Helper()
	c.branched(no, "行政处罚案件")
	penalty := c.opened(no, law.ProceedingPenalty)
	on, lead := aProceeding(penalty), c.proceedingNow(penalty).Team.Lead()
	c.toldOfFine(penalty, "5000")
	c.do("clerk", on, "陈述申辩", with("陈述、申辩的内容", "已经补订劳动合同"))
	c.jumpUntil(func() bool { return c.proceedingNow(penalty).Stage == proceedings.PenaltyDecision })
	c.do(lead, on, "复核陈述申辩或者听证意见", with("复核意见", "不予采纳"), with("理由", "补订不影响违法事实的认定"))
	c.decidedAndServed(penalty)
	c.do("clerk", on, "拟定处罚公示内容")
	c.do("director", on, "批准处罚公示")
	c.do("clerk", on, "记录缴款", with("金额", "5,000.00"))
	c.do("director", on, "结案", with("结案报告", "罚款已缴清"))
	require.Equal(c.t, proceedings.PenaltyPublicTerm, c.proceedingNow(penalty).Stage)
	c.untilStage(no, cases.StageClosed)
}

// toldOfFine files and investigates the penalty case, until the party was told of the
// fine of so many yuan.
func (c *clicks) toldOfFine(penalty, yuan string) {
	c.t.Helper()
	on, lead := aProceeding(penalty), c.proceedingNow(penalty).Team.Lead()
	c.do(lead, on, "提请立案", with("违法事实和立案理由", "未订立书面劳动合同"), with("当事人类型", "法人或者其他组织"), with("违法行为终了之日", c.today().AddDays(-30).String()))
	c.do("director", on, "批准立案")
	c.do(lead, on, "调查终结", with("违法事实成立", "是"), with("建议作出的决定", "行政处罚"), with("裁量档次", "一般"),
		with("建议的处罚", "1", "处罚种类", "罚款"), with("建议的处罚", "1", "金额", yuan), with("有利于当事人的情节", "配合调查", "是"))
	c.do(lead, on, "送达行政处罚事先告知书", with("事先告知书内容", "拟处罚款"+yuan+"元"), inPerson())
}

// decidedAndServed has what is proposed decided as it is.
func (c *clicks) decidedAndServed(penalty string) {
	c.t.Helper()
	on, lead := aProceeding(penalty), c.proceedingNow(penalty).Team.Lead()
	terms := []entered{with("所依据的条款", "劳动保障监察条例第30条"), with("从轻、减轻或者不予处罚", "不从轻减轻"), with("责令改正", "责令立即改正")}
	c.do(lead, on, "提出处理决定意见", terms...)
	c.do("legal", on, "法制审核", with("审核通过", "是"), with("审核人员的资格", "已通过国家统一法律职业资格考试取得法律职业资格"))
	c.do("director", on, "作出处理决定", append(terms, with("理由", "事实清楚，裁量适当"))...)
	c.do(lead, on, "送达决定书", inPerson())
}

// referred goes on to the department in charge and to the police.
func (c *clicks) referred(no string) {
	c.t.Helper()
	c.branched(no, "移送有关主管部门", "移送公安机关")
	c.toDepartment(c.opened(no, law.ProceedingReferral))
	c.toPolice(c.opened(no, law.ProceedingPolice))
	c.untilStage(no, cases.StageClosed)
}

func (c *clicks) toDepartment(referral string) {
	c.t.Helper()
	on, lead := aProceeding(referral), c.proceedingNow(referral).Team.Lead()
	c.do(lead, on, "提出移送意见", with("接收单位", "本局其他科室或者其他部门", "其他部门"), with("接收单位", "单位名称", "市场监督管理局"))
	c.do("director", on, "批准移送")
	c.do(lead, on, "移交有关主管部门", with("移交方式", "当面移交"))
	c.do("clerk", on, "登记移送回执")
	c.do("clerk", on, "登记办理结果", with("是否受理", "已受理并反馈办理结果"), with("办理结果", "已依法处理"))
	c.do("clerk", on, "拟定补充公示内容")
	c.do("director", on, "批准补充公示")
	c.untilClosed(referral)
}

func (c *clicks) toPolice(police string) {
	c.t.Helper()
	on, lead := aProceeding(police), c.proceedingNow(police).Team.Lead()
	c.do(lead, on, "提出移送涉嫌犯罪案件的报告", with("移送涉嫌犯罪案件的书面报告", "涉嫌拒不支付劳动报酬"))
	c.do("director", on, "批准移送公安机关")
	c.do(lead, on, "向公安机关移送", with("移送案卷的时间", moment(c.proceedingNow(police).Police.DecidedAt)), with("移交方式", "当面移交"),
		with("移送前是否已作出行政处罚决定", "移送前未作出行政处罚决定"))
	c.do(lead, on, "登记抄送人民检察院")
	c.do("clerk", on, "登记移送书回执")
	c.do(lead, on, "登记公安机关立案决定", with("是否立案", "不予立案"), with("决定日期", c.today().String()), with("案卷退回的日期", c.today().String()))
	c.do("director", on, "提请公安机关复议")
	c.do("clerk", on, "登记公安机关复议决定", with("复议后是否立案", "立案"), with("复议决定日期", c.today().String()))
	c.do(lead, on, "移交涉案物品和材料")
	c.untilClosed(police)
}

// objected is a case whose published result is objected to and withdrawn, and out of
// which the team gives feedback.
func (c *clicks) objected(no string) {
	c.t.Helper()
	c.clean(no)
	objection := c.begins("clerk", no, "录入书面异议", "提出异议", with("异议的内容", "该户当日已停业"), with("理由", "检查对象不服"), with("提交人", "王某"),
		with("扫描件", "1", "名称", "异议书（纸质存档）"))
	on := aProceeding(objection)
	c.do("head", on, "提出核查意见", with("核查意见", "异议不成立"), with("理由", "维持"))
	c.do("director", on, "退回核查意见", with("理由", "凭证未核对"))
	c.do("head", on, "提出核查意见", with("核查意见", "异议成立"), with("理由", "凭证属实"))
	c.do("director", on, "决定异议是否成立", with("决定", "异议成立"), with("理由", "同意"))
	c.do("clerk", on, "拟定更正公示内容", with("更正后的公示内容", "检查结果", "注销、停业等其他"))
	c.do("director", on, "退回更正公示稿", with("理由", "名称有误"))
	c.do("clerk", on, "拟定更正公示内容", with("更正后的公示内容", "撤回公示内容", "是"))
	c.do("director", on, "批准更正公示")
	c.do("clerk", on, "答复异议", with("送达方式", "邮寄送达"))
	c.untilClosed(objection)

	feedback := c.begins(c.lead(no), no, "提交反馈", "提交反馈", with("反馈内容", "执法薄弱环节"), with("反馈的情况", "台账难以核对"), with("理由", "多户存在同样情况"))
	on = aProceeding(feedback)
	c.do("head", on, "转交反馈", with("有关部门", "本局其他科室或者其他部门", "本局其他科室"), with("有关部门", "单位名称", "社会保险科"))
	c.do("clerk", on, "登记反馈答复", with("答复", "已采纳改进"))
	c.untilClosed(feedback)
}
