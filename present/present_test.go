package present_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/present"
)

var firstOfApril = calendar.NewDate(2024, time.April, 1)

// states are those of the steps, in one line.
func states(steps []present.Step) string {
	var out string
	for _, s := range steps {
		out += s.Name + s.State.Chinese() + " "
	}
	return out
}

func TestStepsOfACase(t *testing.T) {
	served := &cases.Service{Served: true, Method: law.ServedInPerson, On: firstOfApril}
	confirmed := &cases.Result{Outcome: law.OutcomeNoProblem, ConfirmedBy: "head", ConfirmedOn: firstOfApril}
	for name, x := range map[string]struct {
		c    cases.Case
		want string
	}{
		"new": {cases.Case{Stage: cases.StageNotify}, "通知在办 自查未到 检查未到 认定未到 处理未到 公示未到 后续未到 归档未到 "},
		"not served": {cases.Case{Stage: cases.StageOnSite, Service: &cases.Service{On: firstOfApril}},
			"通知已办 自查无需办理 检查在办 认定未到 处理未到 公示未到 后续未到 归档未到 "},
		"sent back": {cases.Case{Stage: cases.StageOnSite, Service: served, SelfCheck: &cases.SelfCheck{}, Visit: &cases.Visit{Revision: 2}},
			"通知已办 自查已办 检查在办 认定未到 处理未到 公示未到 后续未到 归档未到 "},
		"clear": {cases.Case{Stage: cases.StagePublication, Service: served, SelfCheck: &cases.SelfCheck{Filed: true}, Visit: &cases.Visit{}, Result: confirmed},
			"通知已办 自查已办 检查已办 认定已办 处理无需办理 公示在办 后续无需办理 归档未到 "},
		"published as found": {cases.Case{Edition: law.Editions[0].Code, Stage: cases.StageHandling, Service: served, SelfCheck: &cases.SelfCheck{Filed: true}, Visit: &cases.Visit{},
			Result: &cases.Result{Outcome: law.OutcomeCorrection, ConfirmedBy: "head"}, Publication: cases.PublicationWork{Entries: 1, AsFound: true}},
			"通知已办 自查已办 检查已办 认定已办 处理在办 公示已办 后续无需办理 归档未到 "},
		"cancelled": {cases.Case{Stage: cases.StageCancelled, Service: served},
			"通知已办 自查无需办理 检查无需办理 认定无需办理 处理无需办理 公示无需办理 后续无需办理 归档无需办理 "},
	} {
		t.Run(name, func(t *testing.T) { require.Equal(t, x.want, states(present.CaseSteps(x.c))) })
	}
}

func TestStepsOfATask(t *testing.T) {
	require.Equal(t, "启动已办 抽取准备已办 抽取见证在办 检查未到 总结未到 ", states(present.TaskSteps(tasks.Task{Stage: tasks.StageWitnessing})))
	require.Equal(t, "启动已办 抽取准备已办 抽取见证已办 检查已办 总结已办 ", states(present.TaskSteps(tasks.Task{Stage: tasks.StageClosed})))
}

// What a step says beside its state is what came of it.
func TestNotesOfSteps(t *testing.T) {
	steps := present.CaseSteps(cases.Case{Stage: cases.StageOnSite, Service: &cases.Service{Served: true, Method: law.ServedByMail}, SelfCheck: &cases.SelfCheck{}})
	require.Equal(t, law.ServedByMail.Chinese(), steps[0].Note)
	require.Equal(t, "未按要求自查", steps[1].Note)
}

func TestAPeriodThatPassedIsMarked(t *testing.T) {
	rows := present.DeadlineRows(law.Deadlines{{Name: "自查", Last: firstOfApril, Overdue: true, Provisional: true}})
	require.Equal(t, present.Rows{{Name: "自查期限", Value: "2024年4月1日24时（暂按周末推算）", Mark: "已逾期"}}, rows)
}

// What an edition no longer knows still has a name.
func TestNamesOfOtherEditions(t *testing.T) {
	require.Equal(t, "未发现问题", present.OutcomeName("gone", law.OutcomeNoProblem))
	require.NotEmpty(t, present.PeriodName("gone", law.DeadlineNotify))
	require.Equal(t, "未分级", present.GradeName(""))
}

// What cannot be done now says why, in the law's words where another act has to come
// first; what can be done now is not among it.
func TestWhatWaits(t *testing.T) {
	c := cases.Case{No: "2024001-001-0001", Edition: law.Editions[0].Code, Stage: cases.StageHandling, Result: &cases.Result{ConfirmedBy: "head"}}
	why := map[string]string{}
	for _, w := range present.CaseWaiting(c) {
		why[w.Name] = w.Why
	}
	require.Equal(t, "在通知阶段办理。", why["送达检查通知书"])
	require.Equal(t, "尚未责令改正，不能复查。", why["复查"])
	require.NotContains(t, why, "归档", "the system's own")
	require.NotContains(t, why, "书面告知检查结果", "not in this edition")
	for _, a := range c.Allowed(law.Actor{}) {
		require.NotContains(t, why, a.Name)
	}
	c.SuspendedOn = firstOfApril
	for _, w := range present.CaseWaiting(c) {
		if w.Name == "责令改正" {
			require.Equal(t, "自2024年4月1日起中止，恢复后才能办理。", w.Why)
		}
	}
	task := tasks.Task{Stage: tasks.StagePreparing}
	for _, w := range present.TaskWaiting(task) {
		why["task "+w.Name] = w.Why
	}
	require.Equal(t, "没有待批准的抽取方案。", why["task 退回抽取方案"])
	require.NotContains(t, why, "task 拟定抽取方案")
}
