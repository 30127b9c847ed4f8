package bureau

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/planyear"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// YearCoverage holds the item list against the year's tasks and its cases.
//
// Errors: not_your_act, plan_year_unknown.
func (o *Office) YearCoverage(ctx context.Context, actor law.Actor, year int) (planyear.Coverage, error) {
	fold, err := o.foldYear(ctx, actor, year)
	if err != nil {
		return planyear.Coverage{}, err
	}
	return fold.Coverage(), nil
}

// YearReport is the year-end report, over what is on record now.
//
// Errors: not_your_act, plan_year_unknown.
func (o *Office) YearReport(ctx context.Context, actor law.Actor, year int) (planyear.Report, error) {
	fold, err := o.foldYear(ctx, actor, year)
	if err != nil {
		return planyear.Report{}, err
	}
	return fold.Report(), nil
}

// ExportYearReport writes the report's figures as a spreadsheet.
func (o *Office) ExportYearReport(ctx context.Context, actor law.Actor, year int, format documents.Format, w io.Writer) error {
	report, err := o.YearReport(ctx, actor, year)
	if err != nil {
		return err
	}
	o.noteExport(ctx, actor, "year_report/"+strconv.Itoa(year), format)
	return documents.YearReport(year).Write(w, format, documents.Values(report.Lines()))
}

func (o *Office) foldYear(ctx context.Context, actor law.Actor, year int) (*planyear.Fold, error) {
	all, err := o.yearTasks(ctx, actor, year)
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
	fold := planyear.NewFold(planyear.Year{Year: year, Tasks: all, Items: items, Scale: scale})
	if err := o.yearCases(all).each(ctx, "", func(c cases.Case) (bool, error) { return true, fold.Add(c) }); err != nil {
		return nil, err
	}
	return fold, o.yearProceedings(all, year).each(ctx, "", func(p proceedings.Proceeding) (bool, error) {
		fold.AddProceeding(p)
		return true, nil
	})
}

// yearTasks are the tasks of the year's plans, by id.
func (o *Office) yearTasks(ctx context.Context, actor law.Actor, year int) ([]tasks.Task, error) {
	if err := access.ReadYear.Require(actor); err != nil {
		return nil, err
	}
	plans, err := o.record.Plans(ctx)
	if err != nil {
		return nil, err
	}
	plans = slices.DeleteFunc(plans, func(p record.Plan) bool { return p.Year != year })
	if len(plans) == 0 {
		return nil, law.Errorf(law.KindNotFound, "plan_year_unknown", "没有%d年度的抽查工作计划。", year)
	}
	var all []tasks.Task
	for _, p := range plans {
		of, err := o.planTasks(ctx, p.No)
		if err != nil {
			return nil, err
		}
		all = append(all, of...)
	}
	slices.SortFunc(all, func(a, b tasks.Task) int { return strings.Compare(a.ID, b.ID) })
	return all, nil
}
