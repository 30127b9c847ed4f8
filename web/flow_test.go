package web_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/officetest"
	"shuangsuiji/web"
	"shuangsuiji/workflows"
)

// What runs is listed by kind, stage, department and task, each of which narrows the
// list; one workflow's page says whose turn it is and what was done, and leads to the
// file and to the Temporal UI.
func TestWhatRuns(t *testing.T) {
	b := newBench(t)
	no := b.at.Drawn()[0]
	watcher := b.loggedIn("supervisor")
	b.at.Until(func(context.Context) bool {
		page := watcher.get("/console/flow?type=InspectionCase")
		return page.count("/console/flow/"+officetest.TaskID+"-") == len(b.at.CaseNumbers())
	})
	page := watcher.get("/console/flow").is(http.StatusOK, "<h1>流程</h1>", "检查案件", "抽查任务", "通知", "怎样看", "本次启动以来没有核对过", "/console/flow?stage=", "/console/flow?department=",
		"/console/flow?task="+officetest.TaskID, "等待办理或者期限")
	page.without("中断的流程</h2>")
	page.sound()
	watcher.get("/console/flow?stage=归档").is(http.StatusOK, "没有符合条件的记录").without("/console/flow/" + no)
	watcher.get("/console/flow?failing=true").is(http.StatusOK, "没有正在重试的流程")
	watcher.get("/console/flow?after=wrong").is(http.StatusUnprocessableEntity, "翻页标记无效")

	one := watcher.get("/console/flow/"+no).is(http.StatusOK, "流程："+no, "现在由谁办理", "送达检查通知书", "查看案卷", "/console/cases/"+no, temporalUIOf(no), "Chromium 99", "业务时钟停着不走", "办理记录")
	one.without("请核对案卷与流程")
	one.sound()
	watcher.get("/console/cases/"+no).is(http.StatusOK, `<a href="/console/flow/`+no+`">流程</a>`)
	watcher.get("/console/flow/nowhere").is(http.StatusNotFound, "流程服务中没有nowhere的流程")

	b.loggedIn("admin").get("/console/flow/"+no).is(http.StatusOK, "流程："+no, "通知", "您无权查看").without("办理记录</h2>", "查看案卷<")
	clerk := b.loggedIn("clerk")
	clerk.get("/console/flow").is(http.StatusForbidden, "应由监督、局负责人、管理员办理")
	clerk.get("/console/flow/"+no).is(http.StatusForbidden, "应由监督、局负责人、管理员办理")
	clerk.get("/console/cases/" + no).is(http.StatusOK).without("/console/flow")
}

// A workflow that was cut short while its subject is open is told until a comparison
// has restored it; one whose code fails is found, and told from the office's own.
func TestWhatDoesNotRun(t *testing.T) {
	b := newBench(t)
	no := b.at.Drawn()[0]
	watcher := b.loggedIn("supervisor")
	require.NoError(t, b.at.Temporal.TerminateWorkflow(t.Context(), no, "", "test"))
	b.at.Until(func(context.Context) bool { return watcher.get("/console/flow").count("中断的流程</h2>") == 1 })
	watcher.get("/console/flow").is(http.StatusOK, "已被终止", "/console/flow/"+no, "/console/office/procedures")
	watcher.get("/console/flow/"+no).is(http.StatusOK, "已被终止", "查看案卷").without("正在进行的步骤")
	_, _, err := b.at.Reconcile(t.Context(), true)
	require.NoError(t, err)
	watcher.get("/console/flow").is(http.StatusOK, "1项不一致，已全部恢复").without("中断的流程</h2>")

	_, err = b.at.Temporal.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: "strange", TaskQueue: workflows.TaskQueue}, "Unknown")
	require.NoError(t, err)
	b.at.Until(func(context.Context) bool {
		return watcher.get("/console/flow?failing=true").count("/console/flow/strange") == 1
	})
	watcher.get("/console/flow?failing=true").is(http.StatusOK, "不是本系统的流程（Unknown）", "次尝试").without("/console/flow/" + no)
	watcher.get("/console/flow/strange").is(http.StatusOK, "流程自身的推进", "原因见服务日志", "不办理案卷").sound()
	require.NoError(t, b.at.Temporal.TerminateWorkflow(t.Context(), "strange", "", "test"))
}

// While the server is away the pages say so, and that one may try again.
func TestWatchingWhileTheServerIsAway(t *testing.T) {
	b := newBench(t)
	watcher := b.loggedIn("supervisor")
	require.NoError(t, b.at.Server.Stop())
	for _, path := range []string{"/console/flow", "/console/flow/" + officetest.TaskID} {
		watcher.get(path).is(http.StatusServiceUnavailable, "暂时不可用")
	}
}

func TestEndOfAPeriod(t *testing.T) {
	day := calendar.NewDate(2024, time.April, 7)
	for want, end := range map[string]time.Time{"2024-04-07 24:00": day.AddDays(1).At(0, 0), "2024-04-07 15:30": day.At(15, 30), "2024-04-07 23:59": day.At(23, 59), "": {}} {
		require.Equal(t, want, web.Until(end))
	}
}
