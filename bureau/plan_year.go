package bureau

import (
	"context"
	"io"
	"slices"
	"strings"

	"shuangsuiji/documents"
	"shuangsuiji/inspection"
	"shuangsuiji/inspection/planyear"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// streamed is how many cases of a year are read at a time.
const streamed = 500

// YearCoverage holds the item list against the year's tasks and its cases.
//
// Errors: not_your_act, plan_year_unknown.
func (o *Office) YearCoverage(ctx context.Context, actor inspection.Actor, year int) (planyear.Coverage, error) {
	fold, err := o.foldYear(ctx, actor, year)
	if err != nil {
		return planyear.Coverage{}, err
	}
	return fold.Coverage(), nil
}

// YearReport is the year-end report, over what is on record now.
//
// Errors: not_your_act, plan_year_unknown.
func (o *Office) YearReport(ctx context.Context, actor inspection.Actor, year int) (planyear.Report, error) {
	fold, err := o.foldYear(ctx, actor, year)
	if err != nil {
		return planyear.Report{}, err
	}
	return fold.Report(), nil
}

// ExportYearReport writes the report's figures as a spreadsheet.
func (o *Office) ExportYearReport(ctx context.Context, actor inspection.Actor, year int, format documents.Format, w io.Writer) error {
	report, err := o.YearReport(ctx, actor, year)
	if err != nil {
		return err
	}
	return documents.YearReport(year).Write(w, format, documents.Values(report.Lines()))
}

// FigureCases are the numbers of the cases that make a figure of the year's
// report, in order. The cursor is the last number of the page before.
//
// Errors: not_your_act, plan_year_unknown, figure_unknown, cursor_invalid.
func (o *Office) FigureCases(ctx context.Context, actor inspection.Actor, year int, id string, p record.Page) (record.Listed[string], error) {
	var out record.Listed[string]
	tasks, err := o.yearTasks(ctx, actor, year)
	if err != nil {
		return out, err
	}
	if !planyear.Known(id) {
		return out, inspection.Errorf(inspection.KindNotFound, "figure_unknown", "年度报告中没有编号为“%s”的指标。", id)
	}
	if p.After != "" {
		i := slices.IndexFunc(tasks, func(t inspection.Task) bool { return t.ID == taskOf(p.After) })
		if i < 0 {
			return out, inspection.Errorf(inspection.KindInvalid, "cursor_invalid", "翻页标记无效，请从第一页重新查询。")
		}
		tasks = tasks[i:]
	}
	limit := max(1, p.Limit)
	err = o.eachCase(ctx, tasks, p.After, func(c inspection.Case) (more bool, err error) {
		ids, err := planyear.Of(c)
		if err != nil || !slices.Contains(ids, id) {
			return true, err
		}
		if len(out.Items) == limit {
			out.Next = out.Items[limit-1]
			return false, nil
		}
		out.Items = append(out.Items, c.No)
		return true, nil
	})
	return out, err
}

// taskOf is the task in whose numbers a case is counted.
func taskOf(caseNo string) string {
	i := strings.LastIndex(caseNo, "-")
	return caseNo[:max(0, i)]
}

func (o *Office) foldYear(ctx context.Context, actor inspection.Actor, year int) (*planyear.Fold, error) {
	tasks, err := o.yearTasks(ctx, actor, year)
	if err != nil {
		return nil, err
	}
	items, err := o.record.Items(ctx, false)
	if err != nil {
		return nil, err
	}
	scale, err := settings.GradeScale.Read(ctx, o.record)
	if err != nil {
		return nil, err
	}
	fold := planyear.NewFold(planyear.Year{Year: year, Tasks: tasks, Items: items, Scale: scale})
	return fold, o.eachCase(ctx, tasks, "", func(c inspection.Case) (bool, error) { return true, fold.Add(c) })
}

// yearTasks are the tasks of the year's plans, by id.
func (o *Office) yearTasks(ctx context.Context, actor inspection.Actor, year int) ([]inspection.Task, error) {
	if err := require(actor, "查看年度报告", readers...); err != nil {
		return nil, err
	}
	plans, err := o.record.Plans(ctx)
	if err != nil {
		return nil, err
	}
	plans = slices.DeleteFunc(plans, func(p record.Plan) bool { return p.Year != year })
	if len(plans) == 0 {
		return nil, inspection.Errorf(inspection.KindNotFound, "plan_year_unknown", "没有%d年度的抽查工作计划。", year)
	}
	var tasks []inspection.Task
	for _, p := range plans {
		of, err := o.planTasks(ctx, p.No)
		if err != nil {
			return nil, err
		}
		tasks = append(tasks, of...)
	}
	slices.SortFunc(tasks, func(a, b inspection.Task) int { return strings.Compare(a.ID, b.ID) })
	return tasks, nil
}

// eachCase gives the cases of the tasks to fn in order, page by page, after the
// given number, until fn wants no more.
func (o *Office) eachCase(ctx context.Context, tasks []inspection.Task, after string, fn func(inspection.Case) (more bool, err error)) error {
	for _, t := range tasks {
		for {
			cases, err := o.record.TaskCases(ctx, t.ID, after, streamed)
			if err != nil {
				return err
			}
			for _, c := range cases {
				if more, err := fn(c); err != nil || !more {
					return err
				}
			}
			if len(cases) < streamed {
				break
			}
			after = cases[len(cases)-1].No
		}
		after = ""
	}
	return nil
}
