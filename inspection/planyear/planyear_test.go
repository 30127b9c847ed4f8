package planyear_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/planyear"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
)

const task = "2024001-001"

func april(day int) calendar.Date { return calendar.NewDate(2024, time.April, day) }

// aCase is a case of the task on its way to its visit.
func aCase(n int, change ...func(*cases.Case)) cases.Case {
	c := cases.Case{No: registers.No(task, n), Task: task, Entity: fmt.Sprint("E", n), Kind: "人力资源服务机构", Grade: "C", Edition: "2024",
		Items: []string{"R1", "R2"}, Stage: cases.StageOnSite, Opened: april(2).At(9, 0)}
	for _, f := range change {
		f(&c)
	}
	return c
}

func met(kind law.DeadlineKind, late, lapsed bool) func(*cases.Case) {
	return func(c *cases.Case) {
		c.Met = append(c.Met, law.MetDeadline{Kind: kind, Late: late, Lapsed: lapsed})
	}
}

// visited puts the record's answers to R1 and R2 on the case.
func visited(r1, r2 law.Finding) func(*cases.Case) {
	return func(c *cases.Case) {
		c.Stage = cases.StageResult
		c.Visit = &cases.Visit{Ended: april(19).At(17, 0), Findings: map[string]law.Finding{"R1": r1, "R2": r2}}
	}
}

func result(outcome law.Outcome, items map[string]cases.ItemResult) func(*cases.Case) {
	return func(c *cases.Case) {
		c.Stage = cases.StagePublication
		c.Result = &cases.Result{Outcome: outcome, Items: items, ProposedBy: "a", ConfirmedBy: "b"}
	}
}

func closedCase(c *cases.Case) {
	c.Stage, c.Publication = cases.StageClosed, cases.PublicationWork{Entries: 1, Final: true}
}

func TestFiguresOfACase(t *testing.T) {
	t.Parallel()
	problem := map[string]cases.ItemResult{"R2": {Outcome: law.OutcomeFollowUp}}
	for name, tc := range map[string]struct {
		c         cases.Case
		has, lack []string
	}{
		"drawn, nothing done yet": {aCase(1), []string{"year.drawn", "year.due", "grade.C.due", "task.2024001-001.due"},
			[]string{"year.checked", "year.closed", "result.decided", "publication.outstanding", "item.R1.checked"}},
		"without a grade": {aCase(1, func(c *cases.Case) { c.Grade = "" }), []string{"ungraded.due"}, []string{"grade..due"}},
		"a grade that looks like part of an address": {aCase(1, func(c *cases.Case) { c.Grade = "高/较.高" }), []string{"grade.高%2F较%2E高.due"}, nil},
		"cancelled": {aCase(1, func(c *cases.Case) { c.Stage = cases.StageCancelled }), []string{"year.drawn", "year.cancelled"}, []string{"year.due"}},
		"an alternate took its place": {aCase(1, visited("", ""), result(law.OutcomeDeregistered, nil), func(c *cases.Case) { c.Replaced = true }),
			[]string{"replacement.replaced", "outcome.deregistered.decided"}, []string{"year.due", "year.checked", "replacement.not_replaced"}},
		"an alternate could take its place": {aCase(1, visited("", ""), result(law.OutcomeUnreachable, nil)), []string{"replacement.not_replaced", "year.checked"}, nil},
		"an alternate":                      {aCase(31, func(c *cases.Case) { c.Replaces = registers.No(task, 1) }), []string{"replacement.alternates", "year.due"}, nil},
		"a failed attempt checks no item":   {aCase(1, visited("", "")), []string{"year.checked"}, []string{"item.R1.checked", "item.R2.checked", "item.R1.not_applicable"}},
		"不涉及 is no check of the item": {aCase(1, visited(law.FindingClear, law.FindingNotApplicable)),
			[]string{"item.R1.checked", "item.R1.clear", "item.R2.not_applicable"}, []string{"item.R2.checked"}},
		"a proposal is no result": {aCase(1, visited(law.FindingClear, law.FindingProblem), func(c *cases.Case) {
			c.Result = &cases.Result{Outcome: law.OutcomeFollowUp, Items: problem, ProposedBy: "a"}
		}), []string{"item.R2.problem"}, []string{"result.decided", "item.R2.follow_up", "grade.C.problem"}},
		"a problem decided": {aCase(1, visited(law.FindingClear, law.FindingProblem), result(law.OutcomeFollowUp, problem), func(c *cases.Case) {
			c.Branches = []cases.Branch{{Kind: law.ProceedingPenalty, Done: true}, {Kind: law.ProceedingPenalty}, {Kind: law.ProceedingPolice, Done: true}}
		}), []string{"result.decided", "result.problem", "item.R2.follow_up", "grade.C.problem", "outcome.follow_up.decided", "publication.outstanding",
			"branch.penalty.opened", "branch.police.opened", "branch.police.done"},
			[]string{"branch.penalty.done", "branch.referral.opened", "item.R1.follow_up"}},
		"closed in time": {aCase(1, visited(law.FindingClear, law.FindingClear), result(law.OutcomeNoProblem, nil), met(law.DeadlinePublication, false, false), closedCase),
			[]string{"year.closed", "publication.published", "publication.in_time", "deadline.publication.ended", "deadline.publication.in_time"},
			[]string{"publication.late", "publication.outstanding", "result.problem"}},
		"published late": {aCase(1, visited(law.FindingClear, law.FindingClear), result(law.OutcomeNoProblem, nil), met(law.DeadlinePublication, true, false), closedCase),
			[]string{"publication.late", "deadline.publication.late"}, []string{"publication.in_time", "deadline.publication.lapsed"}},
		"a late supplement leaves the publication in time": {aCase(1, closedCase, met(law.DeadlinePublication, false, false), met(law.DeadlineSupplement, true, false)),
			[]string{"publication.in_time", "deadline.supplement.late"}, []string{"publication.late"}},
		"a lapse is not also done late": {aCase(1, met(law.DeadlineSelfCheck, true, true)), []string{"deadline.self_check.ended", "deadline.self_check.lapsed"}, []string{"deadline.self_check.late", "deadline.self_check.in_time"}},
		"the worst of two ends":         {aCase(1, met(law.DeadlineResult, true, false), met(law.DeadlineResult, false, false)), []string{"deadline.result.late"}, []string{"deadline.result.in_time"}},
		"running and overdue": {aCase(1, func(c *cases.Case) {
			c.Deadlines = law.Deadlines{{Kind: law.DeadlineOnSite, Overdue: true}}
		}),
			[]string{"deadline.on_site.running", "deadline.on_site.overdue", "year.overdue"}, []string{"deadline.on_site.ended"}},
		"suspended":            {aCase(1, func(c *cases.Case) { c.SuspendedOn = april(3) }), []string{"year.suspended"}, nil},
		"self-check filed":     {aCase(1, func(c *cases.Case) { c.SelfCheck = &cases.SelfCheck{Filed: true} }), []string{"self_check.filed"}, []string{"self_check.late"}},
		"self-check late":      {aCase(1, func(c *cases.Case) { c.SelfCheck = &cases.SelfCheck{Filed: true, Late: true} }), []string{"self_check.late"}, []string{"self_check.filed"}},
		"self-check not filed": {aCase(1, func(c *cases.Case) { c.SelfCheck = &cases.SelfCheck{} }), []string{"self_check.not_filed"}, []string{"self_check.filed"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ids, err := planyear.Of(tc.c)
			require.NoError(t, err)
			require.Subset(t, ids, tc.has)
			for _, id := range tc.lack {
				require.NotContains(t, ids, id)
			}
			require.Len(t, slices.Compact(slices.Sorted(slices.Values(ids))), len(ids), "each once")
			for _, id := range ids {
				require.True(t, planyear.Known(id, planyear.OfCases), id)
			}
		})
	}
	_, err := planyear.Of(aCase(1, func(c *cases.Case) { c.Edition = "1999" }))
	require.ErrorContains(t, err, "1999")
}

func TestUnknownFigures(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"", "year", "year.", "year.due.due", "item.R1", "item..checked", "item.R1.no_problem", "item.R1.checked.checked", "grade.A.closed", "nothing.due"} {
		require.False(t, planyear.Known(id, planyear.OfCases), id)
	}
}

func theYear() planyear.Year {
	item := func(code string, active bool) registers.Item {
		return registers.Item{Code: code, Name: "事项" + code, EntityKind: "人力资源服务机构", Active: active}
	}
	agency := item("S1", true)
	agency.EntityKind = "社保经办机构"
	return planyear.Year{Year: 2024, Scale: registers.HebeiScale,
		Items: []registers.Item{item("R1", true), item("R2", true), item("R3", true), item("R8", false), item("R9", false), agency},
		Tasks: []tasks.Task{
			{ID: task, Plan: "2024001", Name: "一", Kinds: []string{"人力资源服务机构"}, Month: april(1), Stage: tasks.StageRunning, Rules: tasks.DrawRules{Items: []string{"R1", "R2", "R9"}}},
			{ID: "2024001-002", Plan: "2024001", Name: "二", Kinds: []string{"社保经办机构"}, Month: april(1), Stage: tasks.StageCancelled},
		}}
}

func fold(t *testing.T, y planyear.Year, all ...cases.Case) *planyear.Fold {
	t.Helper()
	f := planyear.NewFold(y)
	for _, c := range all {
		require.NoError(t, f.Add(c))
	}
	return f
}

func TestCoverageIsFromTheCases(t *testing.T) {
	t.Parallel()
	c := fold(t, theYear(), aCase(1, visited(law.FindingClear, law.FindingNotApplicable)), aCase(2, visited(law.FindingProblem, ""))).Coverage()
	require.Equal(t, 4, c.Active)
	require.Equal(t, []string{"R3", "S1"}, c.Uncovered, "a cancelled task covers nothing")
	require.Equal(t, "50.0%", c.CoveredPercent)
	require.Equal(t, []string{"R2", "R3", "S1"}, c.Unchecked, "planned is not checked")
	require.Equal(t, 1, c.Checked)
	require.Equal(t, planyear.Figure{ID: "item.R1.checked", Name: "已检查", Count: 2}, c.Items[0].Checked)
	require.Equal(t, 1, c.Items[0].Problem.Count)
	require.Equal(t, 1, c.Items[1].NotApplicable.Count)
	require.Equal(t, []string{task}, c.Items[1].Tasks)
}

func TestReport(t *testing.T) {
	t.Parallel()
	all := []cases.Case{
		aCase(1, visited(law.FindingClear, law.FindingClear), result(law.OutcomeNoProblem, nil), met(law.DeadlinePublication, false, false), closedCase),
		aCase(2, visited(law.FindingClear, law.FindingProblem), result(law.OutcomeFollowUp, map[string]cases.ItemResult{"R2": {Outcome: law.OutcomeFollowUp}}),
			func(c *cases.Case) {
				c.Items, c.Visit.Findings["R9"] = []string{"R1", "R2", "R9"}, law.FindingClear
			}),
		aCase(3),
		aCase(4, func(c *cases.Case) { c.Grade, c.Opened = "旧", april(1).At(9, 0) }),
	}
	r := fold(t, theYear(), all...).Report()
	rows := map[string]planyear.Row{}
	counts := map[string]int{}
	for _, s := range r.Sections {
		for _, row := range s.Rows {
			rows[s.ID+"/"+row.Code] = row
			for _, g := range row.Figures {
				require.NotContains(t, counts, g.ID)
				require.True(t, planyear.Known(g.ID, s.Of), g.ID)
				require.Regexp(t, `\p{Han}`, g.Name)
				counts[g.ID] = g.Count
			}
			for _, ratio := range row.Ratios {
				require.Contains(t, counts, ratio.Part)
				require.Contains(t, counts, ratio.Whole)
			}
		}
	}
	require.Equal(t, []planyear.Ratio{
		{Name: "检查完成率", Part: "year.checked", Whole: "year.due", Percent: "50.0%"},
		{Name: "完结率", Part: "year.closed", Whole: "year.checked", Percent: "50.0%"}}, rows["year/"].Ratios)
	require.Equal(t, 1, counts["item.R9.checked"], "an item withdrawn after it was checked stays in the report")
	require.NotContains(t, rows, "item/R8", "one that was not is left out")
	require.Equal(t, "", rows["item/R3"].Ratios[0].Percent, "nothing to hold it against")
	require.Equal(t, "旧（原分级）", rows["grade/旧"].Name)
	require.Equal(t, 3, counts["grade.C.due"])
	require.Equal(t, "50.0%", rows["grade/C"].Ratios[0].Percent)
	require.Contains(t, rows, "deadline/publication")
	require.NotContains(t, rows, "deadline/correction", "no case had the period")
	require.Equal(t, planyear.TaskLine{ID: task, Plan: "2024001", Name: "一", Month: april(1), DrawnOn: april(1), InMonth: true, Stage: tasks.StageRunning}, r.Tasks[0])
	require.False(t, r.Tasks[1].InMonth)

	lines := r.Lines()
	for _, want := range []planyear.Line{
		{Section: "事项覆盖", Row: "全年", Figure: "年度任务已覆盖的事项", Value: "2", Percent: "50.0%"},
		{Section: "事项覆盖", Row: "R3 事项R3", Figure: "没有任务覆盖"},
		{Section: "计划执行对照", Row: task + " 一", Figure: "计划月份", Value: "2024年4月"},
		{Section: "计划执行对照", Row: task + " 一", Figure: "抽取立案日期", Value: "2024年4月1日"},
		{Section: "计划执行对照", Row: "2024001-002 二", Figure: "抽取立案日期"},
		{Section: "办理进度", Row: "全年", Figure: "检查完成率", Value: "2", Percent: "50.0%", ID: "year.checked"},
		{Section: "各抽查事项", Row: "R1 事项R1", Figure: "已检查", Value: "2", ID: "item.R1.checked"},
		{Section: "检查结果", Row: "未发现问题", Figure: "案件数", Value: "1", ID: "outcome.no_problem.decided"},
		{Section: "风险等级与检查结果", Row: "未分级", Figure: "应检查", Value: "0", ID: "ungraded.due"},
	} {
		require.Contains(t, lines, want)
	}

	// Each figure is the number of the cases behind it.
	behind := map[string]int{}
	for _, c := range all {
		ids, err := planyear.Of(c)
		require.NoError(t, err)
		for _, id := range ids {
			behind[id]++
		}
	}
	for id, n := range behind {
		require.Equal(t, n, counts[id], id)
	}
	for id, n := range counts {
		require.Equal(t, behind[id], n, id)
	}
}

func TestReportOfAYearWithoutCases(t *testing.T) {
	t.Parallel()
	r := fold(t, theYear()).Report()
	require.Equal(t, "", r.Sections[0].Rows[0].Ratios[0].Percent)
	require.Equal(t, "0.0%", r.Coverage.CheckedPercent)
}

func TestPercent(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		part, whole int
		want        string
	}{{0, 0, ""}, {0, 3, "0.0%"}, {1, 3, "33.3%"}, {2, 3, "66.7%"}, {1, 8, "12.5%"}, {1, 2000, "0.1%"}, {1, 2001, "0.0%"}, {3, 3, "100.0%"}, {999, 1000, "99.9%"}} {
		require.Equal(t, tc.want, planyear.Percent(tc.part, tc.whole), "%d/%d", tc.part, tc.whole)
	}
}
