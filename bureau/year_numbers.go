package bureau

import (
	"context"
	"slices"
	"strings"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/planyear"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// streamed is how many cases or proceedings of a year are read at a time.
const streamed = 500

// FigureCases are the numbers of the cases that make a figure of the year's
// report, in order. The cursor is the last number of the page before.
//
// Errors: not_your_act, plan_year_unknown, figure_unknown, cursor_invalid.
func (o *Office) FigureCases(ctx context.Context, actor law.Actor, year int, id string, p record.Page) (record.Listed[string], error) {
	all, err := o.yearTasks(ctx, actor, year)
	if err != nil {
		return record.Listed[string]{}, err
	}
	if !planyear.Known(id, planyear.OfCases) {
		return record.Listed[string]{}, errFigure(id)
	}
	return o.yearCases(all).numbers(ctx, p, func(c cases.Case) (bool, error) {
		ids, err := planyear.Of(c)
		return slices.Contains(ids, id), err
	})
}

// FigureProceedings are those of the proceedings that make a figure, likewise.
func (o *Office) FigureProceedings(ctx context.Context, actor law.Actor, year int, id string, p record.Page) (record.Listed[string], error) {
	all, err := o.yearTasks(ctx, actor, year)
	if err != nil {
		return record.Listed[string]{}, err
	}
	if !planyear.Known(id, planyear.OfProceedings) {
		return record.Listed[string]{}, errFigure(id)
	}
	return o.yearProceedings(all, year).numbers(ctx, p, func(p proceedings.Proceeding) (bool, error) {
		return slices.Contains(planyear.OfProceeding(p), id), nil
	})
}

func errFigure(id string) error {
	return law.Errorf(law.KindNotFound, "figure_unknown", "年度报告中没有编号为“%s”的指标。", id)
}

// yearOf are the cases or the proceedings of a year, read page by page.
type yearOf[S any] struct {
	tasks []string // whose they are, in order; "" for what is of none
	read  func(ctx context.Context, task, after string, limit int) ([]S, error)
	no    func(S) string
	// of leaves out what is of another year; nil: nothing is.
	of func(S) bool
}

func (o *Office) yearCases(all []tasks.Task) yearOf[cases.Case] {
	return yearOf[cases.Case]{tasks: idsOf(all), read: o.record.TaskCases, no: func(c cases.Case) string { return c.No }}
}

// yearProceedings are those of the year's tasks, and those of no task that were
// opened in the year.
func (o *Office) yearProceedings(all []tasks.Task, year int) yearOf[proceedings.Proceeding] {
	return yearOf[proceedings.Proceeding]{tasks: append(idsOf(all), ""), read: o.record.TaskProceedings,
		no: func(p proceedings.Proceeding) string { return p.No },
		of: func(p proceedings.Proceeding) bool { return p.Task != "" || calendar.DateOf(p.Opened).Year() == year }}
}

func idsOf(all []tasks.Task) []string {
	ids := make([]string, len(all))
	for i, t := range all {
		ids[i] = t.ID
	}
	return ids
}

// numbers are a page of those that belong.
func (y yearOf[S]) numbers(ctx context.Context, p record.Page, belongs func(S) (bool, error)) (record.Listed[string], error) {
	var out record.Listed[string]
	limit := max(1, p.Limit)
	err := y.each(ctx, p.After, func(s S) (more bool, err error) {
		if in, err := belongs(s); err != nil || !in {
			return true, err
		}
		if len(out.Items) == limit {
			out.Next = out.Items[limit-1]
			return false, nil
		}
		out.Items = append(out.Items, y.no(s))
		return true, nil
	})
	return out, err
}

// each gives them to fn in order after the given number, until fn wants no more.
//
// Errors: cursor_invalid where the number is of no task of the year.
func (y yearOf[S]) each(ctx context.Context, after string, fn func(S) (more bool, err error)) error {
	all := y.tasks
	if after != "" {
		i := slices.IndexFunc(all, func(id string) bool { return id == "" || strings.HasPrefix(after, id+"-") })
		if i < 0 {
			return law.Errorf(law.KindInvalid, "cursor_invalid", "翻页标记无效，请从第一页重新查询。")
		}
		all = all[i:]
	}
	for _, task := range all {
		for {
			page, err := y.read(ctx, task, after, streamed)
			if err != nil {
				return err
			}
			for _, s := range page {
				if y.of != nil && !y.of(s) {
					continue
				}
				if more, err := fn(s); err != nil || !more {
					return err
				}
			}
			if len(page) < streamed {
				break
			}
			after = y.no(page[len(page)-1])
		}
		after = ""
	}
	return nil
}
