package api

import (
	"encoding/csv"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/documents"
	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/planyear"
)

// allNumbers follows a figure's pages to the end.
func (b *bench) allNumbers(id string, limit int) []string {
	b.Helper()
	numbers, after := []string{}, ""
	for {
		var page list[string]
		b.get("supervisor", "/api/years/2024/figures/"+url.PathEscape(id)+"/cases?limit="+strconv.Itoa(limit)+"&after="+after).is(200).into(&page)
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
	b.act(served.Team.Lead(), "cases/"+served.No, inspection.ServeNotice{Method: inspection.ServedInPerson, On: calendar.DateOf(startOfMonth)}).is(200)

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
				}
			}
		}
		require.Equal(t, len(numbers), counts["year.due"])
		require.Equal(t, 1, counts["deadline.notify.in_time"])
		require.Equal(t, numbers, b.allNumbers("year.due", 2))
		require.Equal(t, numbers[:1], b.allNumbers("deadline.notify.in_time", 1))
		require.Empty(t, b.allNumbers("year.checked", 10))
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
		require.Equal(t, []string{"类别", "对象", "指标", "数量", "比率", "指标编号"}, rows[0])
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
