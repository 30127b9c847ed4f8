package proceedings_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/proceedings"
)

// TestWhatPenaltyActsTell, and whom: whoever is to act next hears of it.
func TestWhatPenaltyActsTell(t *testing.T) {
	section := " " + inspectiontest.Department + ": "
	heavy := proceedings.EndInvestigation{Established: true, Decision: proceedings.DecisionPenalty, Penalties: inspectiontest.Fine(100), Grade: proceedings.GradeOrdinary, Weight: proceedings.Weight{Grave: true}}
	for _, test := range []struct {
		name string
		at   penaltyRun
		act  func(*inspectiontest.ProceedingRun)
		want []string
	}{
		{"proposed", inspectiontest.PenaltyOpened, func(r *inspectiontest.ProceedingRun) { r.ProposeFiling() }, []string{"task bureau_head" + section + "已提请立案，请批准或者不予立案。"}},
		{"filed", inspectiontest.PenaltyFilingProposed, func(r *inspectiontest.ProceedingRun) { r.Do("director", proceedings.ApproveFiling{}) }, []string{"task Z1,Z2 : 已立案，请依法调查取证；调查时应当主动出示执法证件。"}},
		{"not filed", inspectiontest.PenaltyFilingProposed, func(r *inspectiontest.ProceedingRun) { r.Do("director", proceedings.RefuseFiling{}) }, []string{"change Z1,Z2 : 已办结：不予立案。"}},
		{"given back", inspectiontest.PenaltyFilingProposed, func(r *inspectiontest.ProceedingRun) { r.Do("director", proceedings.ReturnFiling{}) }, []string{"task Z1 : 立案已退回，请核对当事人和违法事实后重新提请立案。"}},
		{"investigated", inspectiontest.PenaltyFiled, func(r *inspectiontest.ProceedingRun) { r.InvestigateFor(inspectiontest.Fine(100)) }, []string{"task Z1,Z2 : 调查终结，请送达行政处罚（处理）事先告知书。"}},
		{"told", inspectiontest.PenaltyInvestigated, func(r *inspectiontest.ProceedingRun) { r.Tell() }, []string{}},
		{"defended", inspectiontest.PenaltyTold, func(r *inspectiontest.ProceedingRun) { r.Do("entity", proceedings.RecordDefence{}) }, []string{"task Z1,Z2 : 当事人已陈述申辩，请复核并写明是否采纳。"}},
		{"waived", inspectiontest.PenaltyTold, func(r *inspectiontest.ProceedingRun) { r.Do("entity", proceedings.WaiveDefence{}) }, []string{"task Z1 : 当事人放弃陈述申辩和听证，请提出处理决定意见。"}},
		{"hearing asked for", inspectiontest.PenaltyTold, func(r *inspectiontest.ProceedingRun) { r.HearingAsked() }, []string{"task clerk" + section + "当事人要求听证，请确定主持人和日期并送达听证通知书。"}},
		{"hearing notified", func(t testing.TB) *inspectiontest.ProceedingRun { return inspectiontest.PenaltyTold(t).HearingAsked() }, func(r *inspectiontest.ProceedingRun) { r.HearingNotified(inspectiontest.April(18)) },
			[]string{"task u-presider : 请于2024年4月18日主持听证。", "change Z1,Z2 : 定于2024年4月18日举行听证。"}},
		{"decision proposed", inspectiontest.PenaltyHeard, func(r *inspectiontest.ProceedingRun) {
			r.ProposeTerms(inspectiontest.Punishing(inspectiontest.Fine(100)))
		}, []string{"task bureau_head" + section + "已提出处理决定意见，请作出决定。"}},
		{"decision of weight proposed", func(t testing.TB) *inspectiontest.ProceedingRun {
			return inspectiontest.PenaltyFiled(t).Investigate(heavy).Tell().OnDay(inspectiontest.April(16))
		},
			func(r *inspectiontest.ProceedingRun) {
				r.ProposeTerms(inspectiontest.Punishing(inspectiontest.Fine(100)))
			}, []string{"task legal_reviewer : 已提出处理决定意见，请进行法制审核。"}},
		{"reviewed", inspectiontest.PenaltyDrafted, func(r *inspectiontest.ProceedingRun) {
			r.Do("reviewer", proceedings.ReviewLegally{Passed: true, Reviewer: proceedings.ReviewerQualified})
		}, []string{"task bureau_head" + section + "法制审核通过，请作出决定。"}},
		{"not passed", inspectiontest.PenaltyDrafted, func(r *inspectiontest.ProceedingRun) {
			r.Do("reviewer", proceedings.ReviewLegally{Reviewer: proceedings.ReviewerQualified}, inspectiontest.Reasoned)
		}, []string{"task Z1 : 法制审核未通过，请修改后重新提出处理决定意见。"}},
		{"given back", inspectiontest.PenaltyDrafted, func(r *inspectiontest.ProceedingRun) { r.Do("director", proceedings.ReturnInvestigation{}) }, []string{"task Z1,Z2 : 本案退回补充调查；查明后重新告知。"}},
		{"decided", inspectiontest.PenaltyDrafted, func(r *inspectiontest.ProceedingRun) { r.Decide(inspectiontest.Punishing(inspectiontest.Fine(50_000))) },
			[]string{"task Z1,Z2 : 已作出决定，请送达决定书。", "task clerk" + section + "已作出行政处罚决定，请拟定公示内容。"}},
		{"entry prepared", inspectiontest.PenaltyServed, func(r *inspectiontest.ProceedingRun) { r.Do("clerk", proceedings.PreparePenaltyEntry{}) }, []string{"task bureau_head" + section + "处罚公示稿已拟定，请批准或者退回。"}},
		{"entry returned", func(t testing.TB) *inspectiontest.ProceedingRun {
			return inspectiontest.PenaltyServed(t).Do("clerk", proceedings.PreparePenaltyEntry{})
		},
			func(r *inspectiontest.ProceedingRun) { r.Do("director", proceedings.ReturnPenaltyEntry{}) }, []string{"task u-clerk : 处罚公示稿被退回，请修改后重新拟定。"}},
		{"paid", inspectiontest.PenaltyPublished, func(r *inspectiontest.ProceedingRun) { r.Pay(50_000) }, []string{"task bureau_head" + section + "决定已经执行完毕，请结案。"}},
		{"contested", inspectiontest.PenaltyPublished, func(r *inspectiontest.ProceedingRun) { r.Do("clerk", litigate(16)) }, []string{"change Z1,Z2 : 当事人已提起行政诉讼，决定不停止执行，加处罚款在此期间不予计算。"}},
		{"quashed", func(t testing.TB) *inspectiontest.ProceedingRun {
			return inspectiontest.PenaltyPublished(t).Do("clerk", litigate(16))
		},
			func(r *inspectiontest.ProceedingRun) {
				r.Do("clerk", proceedings.RecordRemedyOutcome{On: inspectiontest.April(16), Outcome: proceedings.RemedyQuashed})
			}, []string{"task bureau_head" + section + "处罚决定已被撤销，请在三个工作日内撤回公示信息并公开说明理由。"}},
		{"credit repair asked for", func(t testing.TB) *inspectiontest.ProceedingRun {
			return inspectiontest.PenaltyClosed(t).OnDay(inspectiontest.Date(2024, 7, 17))
		},
			func(r *inspectiontest.ProceedingRun) { r.Do("entity", proceedings.AskCreditRepair{}) }, []string{"task bureau_head" + section + "当事人申请信用修复，请办理。"}},
		{"held", inspectiontest.PenaltyFiled, func(r *inspectiontest.ProceedingRun) {
			r.Do("system", proceedings.HoldProceeding{By: "G1", On: inspectiontest.April(8)})
		}, []string{"change Z1,Z2 : 自2024年4月8日起中止，各项期限停止计算。"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := test.at(t)
			r.Told = nil
			test.act(r)
			require.Equal(t, test.want, inspectiontest.Read(r.Told))
		})
	}
	lead := inspectiontest.PenaltyCase(t, inspectiontest.April(8), func(o *proceedings.Opening) { o.Team = nil })
	require.Equal(t, []string{"task clerk" + section + "已转入行政处罚程序，请提请立案。"}, inspectiontest.Read(lead.Told))
	require.Equal(t, []string{"task Z1 : 已转入行政处罚程序，请提请立案。"}, inspectiontest.Read(inspectiontest.PenaltyOpened(t).Told))
}
