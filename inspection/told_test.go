package inspection_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

// TestWhatEachActTells, and whom: whoever is to act next hears of it, and whoever
// works on the case hears of what changes.
func TestWhatEachActTells(t *testing.T) {
	section := " " + department + ": "
	for _, test := range []struct {
		name string
		at   func(testing.TB) *caseRun
		act  func(*caseRun)
		want []string
	}{
		{"notice made out", func(t testing.TB) *caseRun { return openCase(t, april(8)) }, func(r *caseRun) { r.issue() },
			[]string{"task Z1,Z2 : 您被随机抽取为本案检查组成员，请送达检查通知书。"}},
		{"served", func(t testing.TB) *caseRun { return openCase(t, april(8)).issue() }, func(r *caseRun) { r.serve() }, []string{}},
		{"extended", served, func(r *caseRun) {
			r.do("head", inspection.ExtendDeadline{Deadline: inspection.DeadlineSelfCheck, By: working(1)})
		}, []string{"change Z1,Z2,entity" + section + "“自查”期限由2024年4月22日延长至2024年4月23日。"}},
		{"suspended", served, func(r *caseRun) { r.suspend() }, []string{"change Z1,Z2 : 自2024年4月8日起中止，各项期限停止计算。"}},
		{"resumed", func(t testing.TB) *caseRun { return served(t).suspend() }, func(r *caseRun) { r.resume() },
			[]string{"change Z1,Z2 : 自2024年4月8日起恢复办理，各项期限自次日起继续计算。"}},
		{"self-check", served, func(r *caseRun) { r.file() }, []string{"task Z1,Z2 : 检查对象已提交自查报告，可以安排检查。"}},
		{"visit agreed", filed, func(r *caseRun) { r.do("lead", inspection.AgreeVisit{On: april(9)}) }, []string{"change Z1,Z2 : 约定于2024年4月9日检查。"}},
		{"inspector replaced", filed, func(r *caseRun) {
			r.do("head", inspection.ReplaceInspector{Out: "Z2", Team: inspection.Team{"Z1", "Z4"}})
		}, []string{"change Z1,Z4,Z2 : 检查人员Z2已更换，检查组现为Z1、Z4（首位为组长）。"}},
		{"record filled", filed, func(r *caseRun) { r.visit(clear()) }, []string{"task Z1,Z2 : 检查记录表已填写，请检查组成员核对签字。"}},
		{"signed by one, then by all", visited, func(r *caseRun) { r.sign() }, []string{"task Z1 : 检查记录表已全部签字，请提出认定意见。"}},
		{"proposed", signed, func(r *caseRun) { r.propose(inspection.OutcomeNoProblem, nil) },
			[]string{"task section_head" + section + "检查组提出认定意见“未发现问题”，请认定或者退回。"}},
		{"sent back", signed, func(r *caseRun) { r.do("head", inspection.SendBackRecord{}) },
			[]string{"task Z1,Z2 : 检查记录表被审核退回，请修改或者核对后重新签字。"}},
		{"confirmed, no problem", proposed, func(r *caseRun) { r.confirm() }, []string{"task clerk" + section + "检查结果已认定，请拟定公示内容。"}},
		{"confirmed, to be corrected", func(t testing.TB) *caseRun {
			return filed(t).visit(problemOn("R1")).sign().propose(inspection.OutcomeCorrection, correctR1)
		}, func(r *caseRun) { r.confirm() }, []string{
			"task Z1 : 检查结果已认定，请办理责令改正。", "task clerk" + section + "检查结果已认定，请拟定公示内容（后续处理中）。"}},
		{"confirmed, with two branches", func(t testing.TB) *caseRun {
			items := map[string]inspection.ItemResult{"R1": {Outcome: inspection.OutcomeFollowUp, Branches: []inspection.ProceedingKind{inspection.ProceedingPolice, inspection.ProceedingPenalty}}}
			return filed(t).visit(problemOn("R1")).sign().propose(inspection.OutcomeFollowUp, items)
		}, func(r *caseRun) { r.confirm() }, []string{
			"change section_head" + section + "需要办理“行政处罚案件”，结案前等待其办结或者移交。",
			"change section_head" + section + "需要办理“移送公安机关”，结案前等待其办结或者移交。",
			"task clerk" + section + "检查结果已认定，请拟定公示内容。"}},
		{"correction reported", func(t testing.TB) *caseRun { return handling(t).order() }, func(r *caseRun) { r.report() },
			[]string{"task Z1,Z2 : 检查对象已提交整改报告，请复查。"}},
		{"corrected", func(t testing.TB) *caseRun { return handling(t).order().report() }, func(r *caseRun) { r.reinspect(true) },
			[]string{"task clerk" + section + "问题已处理，请拟定公示内容；处理前拟定的公示稿不再有效。"}},
		{"not corrected", func(t testing.TB) *caseRun { return handling(t).order().report() }, func(r *caseRun) { r.reinspect(false) }, []string{
			"change section_head" + section + "需要办理“行政处罚案件”，结案前等待其办结或者移交。",
			"task clerk" + section + "问题已处理，请拟定公示内容；处理前拟定的公示稿不再有效。"}},
		{"draft", confirmed, func(r *caseRun) { r.prepare() }, []string{"task bureau_head" + section + "公示稿已拟定，请批准或者退回。"}},
		{"draft returned", func(t testing.TB) *caseRun { return confirmed(t).prepare() }, func(r *caseRun) { r.do("director", inspection.ReturnPublication{}) },
			[]string{"task u-clerk : 公示稿被退回，请修改后重新拟定。"}},
		{"published", func(t testing.TB) *caseRun { return confirmed(t).prepare() }, func(r *caseRun) { r.do("director", inspection.ApprovePublication{}) }, []string{}},
		{"cancelled", served, func(r *caseRun) { r.do("system", inspection.CancelCase{}) }, []string{"change Z1,Z2 : 因抽查任务取消而终止。"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := test.at(t)
			r.told = nil
			test.act(r)
			require.Equal(t, test.want, read(r.told))
			for i, n := range r.told {
				require.True(t, strings.HasPrefix(n.Text, "案件"+caseNo+"："), n.Text)
				require.Equal(t, fmt.Sprintf("act/%d/%d", r.c.Seq, i), n.Key, "told once, by act and place")
			}
		})
	}
}

// TestWhatEachActOfATaskTells, and whom.
func TestWhatEachActOfATaskTells(t *testing.T) {
	section := " " + department + ": "
	for _, test := range []struct {
		name string
		at   func(testing.TB) *taskRun
		act  func(*taskRun)
		want []string
	}{
		{"month come", func(t testing.TB) *taskRun { return planned(t).onDay(april(1)) }, func(r *taskRun) { r.do("system", inspection.MonthCome{}) },
			[]string{"task clerk" + section + "已启动，请拟定抽取方案。"}},
		{"start moved by a notice", func(t testing.TB) *taskRun { return planned(t).do("head", inspection.PutOff{To: date(2027, 1, 1)}) }, func(r *taskRun) {
			r.law.Calendar = newerCalendar(t, 2027)
			r.do("system", inspection.Recount{Calendar: r.law.Calendar.Version()})
		}, []string{"change clerk" + section + "启动日期因放假安排公布由2027年1月1日改为2027年1月4日。"}},
		{"put off", planned, func(r *taskRun) { r.do("head", inspection.PutOff{To: april(20)}) },
			[]string{"change clerk,section_head" + section + "推迟至2024年4月22日启动。"}},
		{"draw proposed", preparing, func(r *taskRun) { r.do("clerk", inspection.PrepareDraw{Rules: drawRules(), Joint: jointDepartments}) },
			[]string{"task bureau_head" + section + "抽取方案已拟定，请批准或者退回。"}},
		{"draw returned", prepared, func(r *taskRun) { r.do("director", inspection.ReturnDraw{}) }, []string{"task u-clerk : 抽取方案被退回，请修改后重新拟定。"}},
		{"draw approved", prepared, func(r *taskRun) { r.do("director", inspection.ApproveDraw{Commitment: seal}) },
			[]string{"task supervisor" + section + "名单已锁定，抽取承诺已公布，请见证人封存内容。"}},
		{"draw void", sealed, func(r *taskRun) { r.do("director", inspection.VoidDraw{Witness: "见证人"}) },
			[]string{"task clerk" + section + "第1次抽取因见证人“见证人”未启封而作废，请重新拟定抽取方案。"}},
		{"drawn", revealable, func(r *taskRun) {
			r.do("system", inspection.RevealDraw{Drawn: 3, NoTeam: 1, Teamless: []string{teamless}})
		}, []string{
			"task section_head,bureau_head" + section + "有1户因符合条件的执法人员不足2名未能组成检查组，请决定补抽检查人员或者本次不予检查。",
			"task clerk,section_head" + section + "抽取完成，抽中3户。"}},
		{"drawn, a team for each", revealable, func(r *taskRun) { r.do("system", inspection.RevealDraw{Drawn: 3}) },
			[]string{"task clerk,section_head" + section + "抽取完成，抽中3户。"}},
		{"nobody witnesses", func(t testing.TB) *taskRun {
			rules := drawRules()
			rules.Witnesses = 0
			return preparing(t).do("clerk", inspection.PrepareDraw{Rules: rules, Joint: jointDepartments})
		}, func(r *taskRun) { r.do("director", inspection.ApproveDraw{Commitment: seal}) }, []string{}},
		{"team formed", runningTeamless, func(r *taskRun) { r.do("head", inspection.FormTeam{Case: teamless}) },
			[]string{"task clerk,section_head" + section + "案件2024001-001-0002已补抽检查人员并立项。"}},
		{"left out", runningTeamless, func(r *taskRun) { r.do("director", inspection.LeaveOut{Case: teamless}) },
			[]string{"task clerk,section_head" + section + "案件编号2024001-001-0002的检查对象因未能组成检查组，经决定本次不予检查。"}},
		{"cases settled", runningTask, func(r *taskRun) { r.do("system", inspection.CasesClosed{}) },
			[]string{"task clerk" + section + "案件已全部办结，请撰写总结。"}},
		{"summary", summary, func(r *taskRun) { r.do("clerk", inspection.WriteSummary{}) },
			[]string{"task section_head " + elsewhere + ": 总结已撰写，请联合处室确认。", "task section_head " + thirdParty + ": 总结已撰写，请联合处室确认。"}},
		{"summary of one department", func(t testing.TB) *taskRun {
			r := summary(t)
			r.task.Joint = nil
			return r
		}, func(r *taskRun) { r.do("clerk", inspection.WriteSummary{}) }, []string{"task bureau_head" + section + "总结已撰写，请批准。"}},
		{"summary confirmed by one", written, func(r *taskRun) { r.do("joint head", inspection.ConfirmSummary{}) }, []string{}},
		{"summary confirmed by the last", func(t testing.TB) *taskRun {
			r := written(t)
			r.task.Joint = []string{elsewhere}
			return r
		}, func(r *taskRun) { r.do("joint head", inspection.ConfirmSummary{}) }, []string{"task bureau_head" + section + "联合处室均已确认总结，请批准。"}},
		{"summary returned", written, func(r *taskRun) { r.do("director", inspection.ReturnSummary{}) }, []string{"task u-clerk : 总结被退回，请修改。"}},
		{"cancelled", preparing, func(r *taskRun) { r.do("head", inspection.CancelTask{}) },
			[]string{"change clerk,section_head,supervisor" + section + "已取消。"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := test.at(t)
			r.told = nil
			test.act(r)
			require.Equal(t, test.want, read(r.told))
			for i, n := range r.told {
				require.True(t, strings.HasPrefix(n.Text, "抽查任务2024001-001："), n.Text)
				require.Equal(t, fmt.Sprintf("act/%d/%d", r.task.Seq, i), n.Key, "told once, by act and place")
			}
		})
	}
}
