package inspection_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// TestWhatEachActTells, and whom: whoever is to act next hears of it, and whoever
// works on the case hears of what changes.
func TestWhatEachActTells(t *testing.T) {
	section := " " + inspectiontest.Department + ": "
	for _, test := range []struct {
		name string
		at   func(testing.TB) *inspectiontest.CaseRun
		act  func(*inspectiontest.CaseRun)
		want []string
	}{
		{"notice made out", func(t testing.TB) *inspectiontest.CaseRun { return inspectiontest.OpenCase(t, inspectiontest.April(8)) }, func(r *inspectiontest.CaseRun) { r.Issue() },
			[]string{"task Z1,Z2 : 您被随机抽取为本案检查组成员，请送达检查通知书。"}},
		{"served", func(t testing.TB) *inspectiontest.CaseRun {
			return inspectiontest.OpenCase(t, inspectiontest.April(8)).Issue()
		}, func(r *inspectiontest.CaseRun) { r.Serve() }, []string{}},
		{"extended", inspectiontest.Served, func(r *inspectiontest.CaseRun) {
			r.Do("head", law.ExtendDeadline{Deadline: law.DeadlineSelfCheck, By: inspectiontest.Working(1)})
		}, []string{"change Z1,Z2,entity" + section + "“自查”期限由2024年4月22日延长至2024年4月23日。"}},
		{"suspended", inspectiontest.Served, func(r *inspectiontest.CaseRun) { r.Suspend() }, []string{"change Z1,Z2 : 自2024年4月8日起中止，各项期限停止计算。"}},
		{"resumed", func(t testing.TB) *inspectiontest.CaseRun { return inspectiontest.Served(t).Suspend() }, func(r *inspectiontest.CaseRun) { r.Resume() },
			[]string{"change Z1,Z2 : 自2024年4月8日起恢复办理，各项期限自次日起继续计算。"}},
		{"self-check", inspectiontest.Served, func(r *inspectiontest.CaseRun) { r.File() }, []string{"task Z1,Z2 : 检查对象已提交自查报告，可以安排检查。"}},
		{"visit agreed", inspectiontest.Filed, func(r *inspectiontest.CaseRun) { r.Do("lead", cases.AgreeVisit{On: inspectiontest.April(9)}) }, []string{"change Z1,Z2 : 约定于2024年4月9日检查。"}},
		{"inspector replaced", inspectiontest.Filed, func(r *inspectiontest.CaseRun) {
			r.Do("head", cases.ReplaceInspector{Out: "Z2", Team: law.Team{"Z1", "Z4"}})
		}, []string{"change Z1,Z4,Z2 : 检查人员Z2已更换，检查组现为Z1、Z4（首位为组长）。"}},
		{"record filled", inspectiontest.Filed, func(r *inspectiontest.CaseRun) { r.Visit(inspectiontest.Clear()) }, []string{"task Z1,Z2 : 检查记录表已填写，请检查组成员核对签字。"}},
		{"signed by one, then by all", inspectiontest.Visited, func(r *inspectiontest.CaseRun) { r.Sign() }, []string{"task Z1 : 检查记录表已全部签字，请提出认定意见。"}},
		{"proposed", inspectiontest.Signed, func(r *inspectiontest.CaseRun) { r.Propose(law.OutcomeNoProblem, nil) },
			[]string{"task section_head" + section + "检查组提出认定意见“未发现问题”，请认定或者退回。"}},
		{"sent back", inspectiontest.Signed, func(r *inspectiontest.CaseRun) { r.Do("head", cases.SendBackRecord{}) },
			[]string{"task Z1,Z2 : 检查记录表被审核退回，请修改或者核对后重新签字。"}},
		{"confirmed, no problem", inspectiontest.Proposed, func(r *inspectiontest.CaseRun) { r.Confirm() }, []string{"task clerk" + section + "检查结果已认定，请拟定公示内容。"}},
		{"confirmed, to be corrected", func(t testing.TB) *inspectiontest.CaseRun {
			return inspectiontest.Filed(t).Visit(inspectiontest.ProblemOn("R1")).Sign().Propose(law.OutcomeCorrection, inspectiontest.CorrectR1)
		}, func(r *inspectiontest.CaseRun) { r.Confirm() }, []string{
			"task Z1 : 检查结果已认定，请办理责令改正。", "task clerk" + section + "检查结果已认定，请拟定公示内容（后续处理中）。"}},
		{"confirmed, with two branches", func(t testing.TB) *inspectiontest.CaseRun {
			items := map[string]cases.ItemResult{"R1": {Outcome: law.OutcomeFollowUp, Branches: []law.ProceedingKind{law.ProceedingPolice, law.ProceedingPenalty}}}
			return inspectiontest.Filed(t).Visit(inspectiontest.ProblemOn("R1")).Sign().Propose(law.OutcomeFollowUp, items)
		}, func(r *inspectiontest.CaseRun) { r.Confirm() }, []string{
			"change section_head" + section + "需要办理“行政处罚案件”，结案前等待其办结或者移交。",
			"change section_head" + section + "需要办理“移送公安机关”，结案前等待其办结或者移交。",
			"task clerk" + section + "检查结果已认定，请拟定公示内容。"}},
		{"correction reported", func(t testing.TB) *inspectiontest.CaseRun { return inspectiontest.Handling(t).Order() }, func(r *inspectiontest.CaseRun) { r.Report() },
			[]string{"task Z1,Z2 : 检查对象已提交整改报告，请复查。"}},
		{"corrected", func(t testing.TB) *inspectiontest.CaseRun { return inspectiontest.Handling(t).Order().Report() }, func(r *inspectiontest.CaseRun) { r.Reinspect(true) },
			[]string{"task clerk" + section + "问题已处理，请拟定公示内容；处理前拟定的公示稿不再有效。"}},
		{"not corrected", func(t testing.TB) *inspectiontest.CaseRun { return inspectiontest.Handling(t).Order().Report() }, func(r *inspectiontest.CaseRun) { r.Reinspect(false) }, []string{
			"change section_head" + section + "需要办理“行政处罚案件”，结案前等待其办结或者移交。",
			"task clerk" + section + "问题已处理，请拟定公示内容；处理前拟定的公示稿不再有效。"}},
		{"draft", inspectiontest.Confirmed, func(r *inspectiontest.CaseRun) { r.Prepare() }, []string{"task bureau_head" + section + "公示稿已拟定，请批准或者退回。"}},
		{"draft returned", func(t testing.TB) *inspectiontest.CaseRun { return inspectiontest.Confirmed(t).Prepare() }, func(r *inspectiontest.CaseRun) { r.Do("director", cases.ReturnPublication{}) },
			[]string{"task u-clerk : 公示稿被退回，请修改后重新拟定。"}},
		{"published", func(t testing.TB) *inspectiontest.CaseRun { return inspectiontest.Confirmed(t).Prepare() }, func(r *inspectiontest.CaseRun) { r.Do("director", cases.ApprovePublication{}) }, []string{}},
		{"cancelled", inspectiontest.Served, func(r *inspectiontest.CaseRun) { r.Do("system", cases.CancelCase{}) }, []string{"change Z1,Z2 : 因抽查任务取消而终止。"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := test.at(t)
			r.Told = nil
			test.act(r)
			require.Equal(t, test.want, inspectiontest.Read(r.Told))
			for i, n := range r.Told {
				require.True(t, strings.HasPrefix(n.Text, "案件"+inspectiontest.CaseNo+"："), n.Text)
				require.Equal(t, fmt.Sprintf("act/%d/%d", r.Case.Seq, i), n.Key, "told once, by act and place")
			}
		})
	}
}

// TestWhatEachActOfATaskTells, and whom.
func TestWhatEachActOfATaskTells(t *testing.T) {
	section := " " + inspectiontest.Department + ": "
	for _, test := range []struct {
		name string
		at   func(testing.TB) *inspectiontest.TaskRun
		act  func(*inspectiontest.TaskRun)
		want []string
	}{
		{"month come", func(t testing.TB) *inspectiontest.TaskRun {
			return inspectiontest.Planned(t).OnDay(inspectiontest.April(1))
		}, func(r *inspectiontest.TaskRun) { r.Do("system", tasks.MonthCome{}) },
			[]string{"task clerk" + section + "已启动，请拟定抽取方案。"}},
		{"start moved by a notice", func(t testing.TB) *inspectiontest.TaskRun {
			return inspectiontest.Planned(t).Do("head", tasks.PutOff{To: inspectiontest.Date(2027, 1, 1)})
		}, func(r *inspectiontest.TaskRun) {
			r.Law.Calendar = inspectiontest.NewerCalendar(t, 2027)
			r.Do("system", law.Recount{Calendar: r.Law.Calendar.Version()})
		}, []string{"change clerk" + section + "启动日期因工作日历更新由2027年1月4日改为2027年1月5日。"}},
		{"put off", inspectiontest.Planned, func(r *inspectiontest.TaskRun) { r.Do("head", tasks.PutOff{To: inspectiontest.April(20)}) },
			[]string{"change clerk,section_head" + section + "推迟至2024年4月22日启动。"}},
		{"draw proposed", inspectiontest.Preparing, func(r *inspectiontest.TaskRun) {
			r.Do("clerk", tasks.PrepareDraw{Rules: inspectiontest.DrawRules(), Joint: inspectiontest.JointDepartments})
		},
			[]string{"task bureau_head" + section + "抽取方案已拟定，请批准或者退回。"}},
		{"draw proposed, its scope corrected", inspectiontest.Preparing, func(r *inspectiontest.TaskRun) {
			r.Do("clerk", tasks.PrepareDraw{Rules: inspectiontest.DrawRules(), Joint: inspectiontest.JointDepartments, Kinds: []string{"劳务派遣单位"}})
		}, []string{"task bureau_head" + section + "抽取方案已拟定，请批准或者退回。抽查对象范围由“人力资源服务机构、社保经办机构”更正为“劳务派遣单位”。"}},
		{"draw returned", inspectiontest.Prepared, func(r *inspectiontest.TaskRun) { r.Do("director", tasks.ReturnDraw{}) }, []string{"task u-clerk : 抽取方案被退回，请修改后重新拟定。"}},
		{"draw approved", inspectiontest.Prepared, func(r *inspectiontest.TaskRun) { r.Do("director", tasks.ApproveDraw{Commitment: inspectiontest.Seal}) },
			[]string{"task supervisor" + section + "名单已锁定，抽取承诺已公布，请见证人封存内容。"}},
		{"draw void", inspectiontest.Sealed, func(r *inspectiontest.TaskRun) { r.Do("director", tasks.VoidDraw{Witness: "见证人"}) },
			[]string{"task clerk" + section + "第1次抽取因见证人“见证人”未启封而作废，请重新拟定抽取方案。"}},
		{"drawn", inspectiontest.Revealable, func(r *inspectiontest.TaskRun) {
			r.Do("system", tasks.RevealDraw{Drawn: 3, NoTeam: 1, Teamless: []string{inspectiontest.Teamless}})
		}, []string{
			"task section_head,bureau_head" + section + "有1户因符合条件的执法人员不足2名未能组成检查组，请决定补抽检查人员或者本次不予检查。",
			"task clerk,section_head" + section + "抽取完成，抽中3户。"}},
		{"drawn, a team for each", inspectiontest.Revealable, func(r *inspectiontest.TaskRun) { r.Do("system", tasks.RevealDraw{Drawn: 3}) },
			[]string{"task clerk,section_head" + section + "抽取完成，抽中3户。"}},
		{"nobody witnesses", func(t testing.TB) *inspectiontest.TaskRun {
			rules := inspectiontest.DrawRules()
			rules.Witnesses = 0
			return inspectiontest.Preparing(t).Do("clerk", tasks.PrepareDraw{Rules: rules, Joint: inspectiontest.JointDepartments})
		}, func(r *inspectiontest.TaskRun) { r.Do("director", tasks.ApproveDraw{Commitment: inspectiontest.Seal}) }, []string{}},
		{"team formed", inspectiontest.RunningTeamless, func(r *inspectiontest.TaskRun) { r.Do("head", tasks.FormTeam{Case: inspectiontest.Teamless}) },
			[]string{"task clerk,section_head" + section + "案件2024001-001-0002已补抽检查人员并立项。"}},
		{"left out", inspectiontest.RunningTeamless, func(r *inspectiontest.TaskRun) { r.Do("director", tasks.LeaveOut{Case: inspectiontest.Teamless}) },
			[]string{"task clerk,section_head" + section + "案件编号2024001-001-0002的检查对象因未能组成检查组，经决定本次不予检查。"}},
		{"cases settled", inspectiontest.RunningTask, func(r *inspectiontest.TaskRun) { r.Do("system", tasks.CasesClosed{}) },
			[]string{"task clerk" + section + "案件已全部办结，请撰写总结。"}},
		{"summary", inspectiontest.Summary, func(r *inspectiontest.TaskRun) { r.Do("clerk", tasks.WriteSummary{}) },
			[]string{"task section_head " + inspectiontest.Elsewhere + ": 总结已撰写，请联合处室确认。", "task section_head " + inspectiontest.ThirdParty + ": 总结已撰写，请联合处室确认。"}},
		{"summary of one department", func(t testing.TB) *inspectiontest.TaskRun {
			r := inspectiontest.Summary(t)
			r.Task.Joint = nil
			return r
		}, func(r *inspectiontest.TaskRun) { r.Do("clerk", tasks.WriteSummary{}) }, []string{"task bureau_head" + section + "总结已撰写，请批准。"}},
		{"summary confirmed by one", inspectiontest.Written, func(r *inspectiontest.TaskRun) { r.Do("joint head", tasks.ConfirmSummary{}) }, []string{}},
		{"summary confirmed by the last", func(t testing.TB) *inspectiontest.TaskRun {
			r := inspectiontest.Written(t)
			r.Task.Joint = []string{inspectiontest.Elsewhere}
			return r
		}, func(r *inspectiontest.TaskRun) { r.Do("joint head", tasks.ConfirmSummary{}) }, []string{"task bureau_head" + section + "联合处室均已确认总结，请批准。"}},
		{"summary returned", inspectiontest.Written, func(r *inspectiontest.TaskRun) { r.Do("director", tasks.ReturnSummary{}) }, []string{"task u-clerk : 总结被退回，请修改。"}},
		{"cancelled", inspectiontest.Preparing, func(r *inspectiontest.TaskRun) { r.Do("head", tasks.CancelTask{}) },
			[]string{"change clerk,section_head,supervisor" + section + "已取消。"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := test.at(t)
			r.Told = nil
			test.act(r)
			require.Equal(t, test.want, inspectiontest.Read(r.Told))
			for i, n := range r.Told {
				require.True(t, strings.HasPrefix(n.Text, "抽查任务2024001-001："), n.Text)
				require.Equal(t, fmt.Sprintf("act/%d/%d", r.Task.Seq, i), n.Key, "told once, by act and place")
			}
		})
	}
}
