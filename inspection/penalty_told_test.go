package inspection_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

// TestWhatPenaltyActsTell, and whom: whoever is to act next hears of it.
func TestWhatPenaltyActsTell(t *testing.T) {
	section := " " + department + ": "
	heavy := inspection.EndInvestigation{Established: true, Decision: inspection.DecisionPenalty, Penalties: fine(100), Grade: inspection.GradeOrdinary, Weight: inspection.Weight{Grave: true}}
	for _, test := range []struct {
		name string
		at   penaltyRun
		act  func(*proceedingRun)
		want []string
	}{
		{"proposed", pOpened, func(r *proceedingRun) { r.proposeFiling() }, []string{"task bureau_head" + section + "已提请立案，请批准或者不予立案。"}},
		{"filed", pProposed, func(r *proceedingRun) { r.do("director", inspection.ApproveFiling{}) }, []string{"task Z1,Z2 : 已立案，请依法调查取证；调查时应当主动出示执法证件。"}},
		{"not filed", pProposed, func(r *proceedingRun) { r.do("director", inspection.RefuseFiling{}) }, []string{"change Z1,Z2 : 已办结：不予立案。"}},
		{"investigated", pFiled, func(r *proceedingRun) { r.investigateFor(fine(100)) }, []string{"task Z1,Z2 : 调查终结，请送达行政处罚（处理）事先告知书。"}},
		{"told", pInvestigated, func(r *proceedingRun) { r.tell() }, []string{}},
		{"defended", pTold, func(r *proceedingRun) { r.do("entity", inspection.RecordDefence{}) }, []string{"task Z1,Z2 : 当事人已陈述申辩，请复核并写明是否采纳。"}},
		{"waived", pTold, func(r *proceedingRun) { r.do("entity", inspection.WaiveDefence{}) }, []string{"task Z1 : 当事人放弃陈述申辩和听证，请提出处理决定意见。"}},
		{"hearing asked for", pTold, func(r *proceedingRun) { r.hearingAsked() }, []string{"task clerk" + section + "当事人要求听证，请确定主持人和日期并送达听证通知书。"}},
		{"hearing notified", func(t testing.TB) *proceedingRun { return pTold(t).hearingAsked() }, func(r *proceedingRun) { r.hearingNotified(april(17)) },
			[]string{"task u-presider : 请于2024年4月17日主持听证。", "change Z1,Z2 : 定于2024年4月17日举行听证。"}},
		{"decision proposed", pHeard, func(r *proceedingRun) { r.proposeTerms(punishing(fine(100))) }, []string{"task bureau_head" + section + "已提出处理决定意见，请作出决定。"}},
		{"decision of weight proposed", func(t testing.TB) *proceedingRun { return pFiled(t).investigate(heavy).tell().onDay(april(16)) },
			func(r *proceedingRun) { r.proposeTerms(punishing(fine(100))) }, []string{"task legal_reviewer : 已提出处理决定意见，请进行法制审核。"}},
		{"reviewed", pDrafted, func(r *proceedingRun) { r.do("reviewer", inspection.ReviewLegally{Passed: true}) }, []string{"task bureau_head" + section + "法制审核通过，请作出决定。"}},
		{"not passed", pDrafted, func(r *proceedingRun) { r.do("reviewer", inspection.ReviewLegally{}, reasoned) }, []string{"task Z1 : 法制审核未通过，请修改后重新提出处理决定意见。"}},
		{"given back", pDrafted, func(r *proceedingRun) { r.do("director", inspection.ReturnInvestigation{}) }, []string{"task Z1,Z2 : 本案退回补充调查；查明后重新告知。"}},
		{"decided", pDrafted, func(r *proceedingRun) { r.decide(punishing(fine(50_000))) },
			[]string{"task Z1,Z2 : 已作出决定，请送达决定书。", "task clerk" + section + "已作出行政处罚决定，请拟定公示内容。"}},
		{"entry prepared", pServed, func(r *proceedingRun) { r.do("clerk", inspection.PreparePenaltyEntry{}) }, []string{"task bureau_head" + section + "处罚公示稿已拟定，请批准或者退回。"}},
		{"entry returned", func(t testing.TB) *proceedingRun { return pServed(t).do("clerk", inspection.PreparePenaltyEntry{}) },
			func(r *proceedingRun) { r.do("director", inspection.ReturnPenaltyEntry{}) }, []string{"task u-clerk : 处罚公示稿被退回，请修改后重新拟定。"}},
		{"paid", pPublished, func(r *proceedingRun) { r.pay(50_000) }, []string{"task bureau_head" + section + "决定已经执行完毕，请结案。"}},
		{"contested", pPublished, func(r *proceedingRun) { r.do("clerk", litigate(16)) }, []string{"change Z1,Z2 : 当事人已提起行政诉讼，决定不停止执行，加处罚款在此期间不予计算。"}},
		{"quashed", func(t testing.TB) *proceedingRun { return pPublished(t).do("clerk", litigate(16)) },
			func(r *proceedingRun) {
				r.do("clerk", inspection.RecordRemedyOutcome{On: april(16), Outcome: inspection.RemedyQuashed})
			}, []string{"task bureau_head" + section + "处罚决定已被变更或者撤销，请在三个工作日内撤回公示信息并公开说明理由。"}},
		{"credit repair asked for", func(t testing.TB) *proceedingRun { return pClosed(t).onDay(date(2024, 7, 17)) },
			func(r *proceedingRun) { r.do("entity", inspection.AskCreditRepair{}) }, []string{"task bureau_head" + section + "当事人申请信用修复，请办理。"}},
		{"held", pFiled, func(r *proceedingRun) { r.do("system", inspection.HoldProceeding{By: "G1", On: april(8)}) }, []string{"change Z1,Z2 : 自2024年4月8日起中止，各项期限停止计算。"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := test.at(t)
			r.told = nil
			test.act(r)
			require.Equal(t, test.want, read(r.told))
		})
	}
	lead := penaltyCase(t, april(8), func(o *inspection.ProceedingOpening) { o.Team = nil })
	require.Equal(t, []string{"task clerk" + section + "已转入行政处罚程序，请提请立案。"}, read(lead.told))
	require.Equal(t, []string{"task Z1 : 已转入行政处罚程序，请提请立案。"}, read(pOpened(t).told))
}
