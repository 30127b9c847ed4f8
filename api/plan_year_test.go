package api

import (
	"context"
	"encoding/csv"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/documents"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/planyear"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/workflows"
)

// allNumbers follows the pages of a figure of cases or of proceedings to the end.
func (b *bench) allNumbers(id string, of planyear.Counted, limit int) []string {
	b.Helper()
	numbers, after := []string{}, ""
	for {
		var page list[string]
		b.get("supervisor", "/api/years/2024/figures/"+url.PathEscape(id)+"/"+string(of)+"?limit="+strconv.Itoa(limit)+"&after="+after).is(200).into(&page)
		require.LessOrEqual(b, len(page.Items), limit)
		numbers = append(numbers, page.Items...)
		if after = page.Next; after == "" {
			return numbers
		}
	}
}

func TestPlanYear(t *testing.T) {
	b := newBench(t, generous())
	numbers := b.drawn()
	served := b.theCase(numbers[0])
	b.act(served.Team.Lead(), "cases/"+served.No, cases.ServeNotice{Method: law.ServedInPerson, On: calendar.DateOf(startOfMonth)}).is(200)
	gap := proceedings.FileFeedback{Topic: proceedings.TopicLegalGap}
	feedback := []string{b.begun(served.Team.Lead(), "/api/cases/"+served.No+"/feedback", gap, "f1").No, b.begun(served.Team.Lead(), "/api/feedback", gap, "f2").No}

	t.Run("coverage", func(t *testing.T) {
		b := b.in(t)
		var c planyear.Coverage
		b.get("clerk", "/api/years/2024/coverage").is(200).into(&c)
		require.NotZero(t, c.Active)
		require.Equal(t, c.Active, c.Covered, "the plan's one task covers the whole list")
		require.Equal(t, "100.0%", c.CoveredPercent)
		require.Len(t, c.Unchecked, c.Active, "planned is not checked")
		require.Equal(t, []string{taskID}, c.Items[0].Tasks)
		b.get("clerk", "/api/years/2023/coverage").is(404, "plan_year_unknown")
		b.get("admin", "/api/years/2024/coverage").is(403, "not_your_act")
	})
	t.Run("each figure opens to its cases", func(t *testing.T) {
		b := b.in(t)
		var r planyear.Report
		b.get("director", "/api/years/2024/report").is(200).into(&r)
		require.Equal(t, taskID, r.Tasks[0].ID)
		require.True(t, r.Tasks[0].InMonth)
		counts := map[string]int{}
		for _, s := range r.Sections {
			for _, row := range s.Rows {
				for _, g := range row.Figures {
					counts[g.ID] = g.Count
					require.Len(t, b.allNumbers(g.ID, s.Of, 100), g.Count, g.ID)
				}
			}
		}
		require.Equal(t, len(numbers), counts["year.due"])
		require.Equal(t, 1, counts["deadline.notify.in_time"])
		require.Equal(t, numbers, b.allNumbers("year.due", planyear.OfCases, 2))
		require.Equal(t, numbers[:1], b.allNumbers("deadline.notify.in_time", planyear.OfCases, 1))
		require.Empty(t, b.allNumbers("year.checked", planyear.OfCases, 10))
		require.Equal(t, feedback, b.allNumbers("feedback.legal_gap.filed", planyear.OfProceedings, 1))
		b.get("clerk", "/api/years/2024/figures/year.due/proceedings").is(404, "figure_unknown")
		b.get("clerk", "/api/years/2024/figures/feedback.legal_gap.filed/cases").is(404, "figure_unknown")
		b.get("admin", "/api/years/2024/figures/feedback.legal_gap.filed/proceedings").is(403, "not_your_act")
		b.get("clerk", "/api/years/2024/figures/year.nothing/cases").is(404, "figure_unknown")
		b.get("clerk", "/api/years/2024/figures/year.due/cases?after=2023001-001-0001").is(422, "cursor_invalid")
		b.get("admin", "/api/years/2024/figures/year.due/cases").is(403, "not_your_act")
	})
	t.Run("as a spreadsheet", func(t *testing.T) {
		b := b.in(t)
		xlsx := b.get("clerk", "/api/years/2024/report/export").is(200)
		require.Equal(t, documents.XLSX.ContentType(), xlsx.header.Get("Content-Type"))
		require.Contains(t, xlsx.header.Get("Content-Disposition"), "report-2024.xlsx")
		text := b.get("clerk", "/api/years/2024/report/export?format=csv").is(200).text
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\uFEFF"))).ReadAll()
		require.NoError(t, err)
		require.Equal(t, []string{"类别", "对象", "指标", "数值", "比率", "指标编号"}, rows[0])
		require.Contains(t, rows, []string{"办理进度", "全年", "应检查", strconv.Itoa(len(numbers)), "", "year.due"})
		require.Contains(t, rows, []string{"办理进度", "全年", "检查完成率", "0", "0.0%", "year.checked"})
		b.get("clerk", "/api/years/2023/report/export").is(404, "plan_year_unknown")
	})
}

func TestMonthlyGrades(t *testing.T) {
	b := newBench(t, generous())
	var page list[entity]
	b.get("clerk", "/api/registers/entities?limit=1").is(200).into(&page)
	e := page.Items[0]
	file := "统一社会信用代码,风险等级\n" + e.Code + ",e\n91999999MADEM0011Y,A\n"
	path := "/api/grades/import?source=" + url.QueryEscape("省平台推送") + "&month="
	post := func(month, file string, more ...string) answered {
		return b.request("clerk", "POST", path+month+strings.Join(more, ""), file, "Content-Type", csvType)
	}
	post("2024-05", file).is(422, "grade_month_to_come")
	post("四月", file).is(422, "grade_month_invalid")
	b.request("clerk", "POST", "/api/grades/import?month=2024-04", file, "Content-Type", csvType).is(422, "grade_source_required")
	var r GradesReport
	post("2024-04", file).is(200).into(&r)
	require.Equal(t, 1, r.Added)
	require.Equal(t, []string{"91999999MADEM0011Y"}, r.UnknownCodes)
	require.Equal(t, 1, r.Unknown)
	post("2024-03", strings.Replace(file, ",e", ",B", 1)).is(200).into(&r)
	require.Zero(t, r.Moved, "an earlier month moves nothing")
	b.get("clerk", "/api/registers/entities?text="+e.Code).is(200).into(&page)
	require.Equal(t, "E", page.Items[0].Grade)
	var history list[datedGrade]
	b.get("supervisor", "/api/grades/"+e.Code+"/history").is(200).into(&history)
	require.Len(t, history.Items, 2)
	require.Equal(t, "省平台推送", history.Items[0].Source)
	require.Equal(t, calendar.NewDate(2024, 3, 1), history.Items[1].Month)
	b.get("clerk", "/api/grades/91999999MADEM0011Y/history").is(404, "not_in_register")

	var bad importReply
	post("2024-04", file+e.Code[:17]+"?,A\n").is(422, "import_rows_invalid").into(&bad)
	require.Equal(t, "grades-corrections.csv", bad.CorrectionsName)
	post("2024-04", file+"91999999MADEM0011X,A\n", "&mode=good").is(200).into(&r)
	require.Equal(t, 1, r.Unchanged)
	require.Contains(t, b.get("clerk", "/api/grades/template?format=csv").is(200).text, "统一社会信用代码,风险等级")
}

func TestPlanApproval(t *testing.T) {
	b := newBench(t, generous())
	const path = "/api/plans/2024001"
	act := func(who, kind string, version int, reason string) answered {
		return b.request(who, "POST", path+"/"+kind, map[string]any{"version": version, "reason": reason})
	}
	published := func() []publicPlan {
		var l list[publicPlan]
		b.get("", "/public/plans").is(200).into(&l)
		return l.Items
	}
	var plan planView
	b.get("clerk", path).is(200).into(&plan)
	require.Equal(t, plans.StageDrafted, plan.Stage)
	require.Equal(t, taskID, plan.Tasks[0].ID)
	require.Equal(t, "导入", plan.Steps[0].Name)
	act("head-insurance", "propose", 1, "").is(403, "not_your_act")
	act("director", "approve", 1, "").is(409, "act_not_at_this_stage")
	act("head", "propose", 2, "").is(412, "plan_changed")
	act("head", "propose", 1, "").is(200).into(&plan)
	require.Equal(t, "待批准", plan.StageName)
	act("director", "return", 1, "").is(422, "reason_required")
	act("director", "return", 1, "请补充下半年任务").is(200)
	act("head", "propose", 1, "").is(200)
	act("director", "approve", 1, "").is(200)
	require.Empty(t, published())
	require.Contains(t, b.get("", "/plans").is(200).text, "尚未公布年度抽查工作计划")
	act("clerk", "publish", 1, "").is(200)
	page := b.get("", "/plans").is(200).text
	for _, shown := range []string{plan.Name, "2024001", published()[0].Rows[0]["抽查任务名称"], "发起处室"} {
		require.Contains(t, page, shown)
	}
	require.Equal(t, 1, published()[0].Version)
	require.NotEmpty(t, published()[0].Rows[0]["抽查任务名称"])
	b.get("clerk", "/api/plans/none").is(404, "plan_not_found")

	// The task has begun with its month; another is added during the year.
	b.until(func(context.Context) bool { return b.task().Stage == tasks.StagePreparing })
	file := string(documents.SamplePlan())
	lines := strings.Split(strings.TrimSpace(file), "\n")
	last := lines[len(lines)-1]
	added := func(month string) string {
		return file + "\n" + strings.Replace(strings.Replace(last, "001号", "002号", 1), "2024年4月", month, 1) + "\n"
	}
	imported := func(file, query string) answered {
		return b.request("clerk", "POST", "/api/registers/plans/import"+query, file, "Content-Type", csvType)
	}
	imported(added("2024年9月"), "").is(422, "reason_required")
	imported(strings.Replace(file, "2024年4月", "2024年5月", 1), "?reason=x").is(409, "plan_in_use")
	imported(added("2024年9月"), "?reason="+url.QueryEscape("增加九月的任务")).is(200)
	imported(added("2024年8月"), "?reason="+url.QueryEscape("提前到八月")).is(200)
	second, err := b.temporal.QueryWorkflow(t.Context(), "2024001-002", "", workflows.QueryState)
	require.NoError(t, err)
	var waits tasks.Task
	require.NoError(t, second.Get(&waits))
	require.Equal(t, calendar.NewDate(2024, 8, 1), waits.Month, "the waiting workflow heard of the change")
	b.get("clerk", path).is(200).into(&plan)
	require.Equal(t, 3, plan.Version)
	require.Equal(t, plans.StageDrafted, plan.Stage)
	require.Len(t, plan.Tasks, 2)
	require.Equal(t, 1, published()[0].Version, "a change is public once it is published")
	var versions list[bureau.PlanVersion]
	b.get("supervisor", path+"/versions").is(200).into(&versions)
	require.Len(t, versions.Items, 3)
	require.Equal(t, "增加九月的任务", versions.Items[1].Reason)
	require.Equal(t, "added", versions.Items[1].Changes[0].Kind)
	require.Equal(t, []plans.CellChange{{Column: "抽查时间", Before: "2024年9月", After: "2024年8月"}}, versions.Items[2].Changes[0].Cells)
	act("head", "propose", 3, "").is(200)
	act("director", "approve", 3, "").is(200)
	act("clerk", "publish", 3, "").is(200)
	require.Len(t, published()[0].Rows, 2)
	// What the plan has no more hears of it, and ends.
	imported(file, "?reason="+url.QueryEscape("取消八月的任务")).is(200)
	require.NoError(t, b.temporal.GetWorkflow(t.Context(), "2024001-002", "").Get(t.Context(), nil))
}
