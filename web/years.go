package web

import (
	"context"
	"net/http"
	"strconv"

	"shuangsuiji/door"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/planyear"
	"shuangsuiji/record"
)

// yearOf is the plan year of the address.
func yearOf(r *http.Request) (int, error) {
	year, err := strconv.Atoi(r.PathValue("year"))
	if err != nil {
		return 0, law.Errorf(law.KindNotFound, "plan_year_unknown", "没有%s年度的抽查工作计划。", r.PathValue("year"))
	}
	return year, nil
}

// year is the report of a plan year: its coverage of the item list, its tasks held
// against the plan, its figures.
func (s *console) year(ctx context.Context, r *http.Request) (view, error) {
	year, err := yearOf(r)
	if err != nil {
		return view{}, err
	}
	report, err := s.office.YearReport(ctx, door.PersonOf(ctx).Actor, year)
	if err != nil {
		return view{}, err
	}
	return view{Template: "year", Title: strconv.Itoa(year) + "年度报告", Data: report}, nil
}

// figureView are the cases or the proceedings that make a figure.
type figureView struct {
	listView
	Year    int
	ID      string
	Name    string // of the section, the row and the figure
	Numbers []numbered
}

// numbered is a subject's number with its page.
type numbered struct{ No, Address string }

func (s *console) figure(ctx context.Context, r *http.Request) (view, error) {
	year, err := yearOf(r)
	if err != nil {
		return view{}, err
	}
	id, actor := r.PathValue("id"), door.PersonOf(ctx).Actor
	numbers := s.office.FigureCases
	if !planyear.Known(id, planyear.OfCases) {
		numbers = s.office.FigureProceedings
	}
	listed, err := numbers(ctx, actor, year, id, pageOf(r))
	if err != nil {
		return view{}, err
	}
	report, err := s.office.YearReport(ctx, actor, year)
	if err != nil {
		return view{}, err
	}
	v := figureView{listView: listOf(r, nil, listed.Next), Year: year, ID: id, Name: nameOfFigure(report, id), Numbers: numberedOf(listed)}
	return view{Template: "figure", Title: "指标", Data: v}, nil
}

func numberedOf(listed record.Listed[string]) []numbered {
	out := make([]numbered, len(listed.Items))
	for i, no := range listed.Items {
		out[i] = numbered{No: no, Address: addressOf(no)}
	}
	return out
}

// nameOfFigure is how the report calls the figure; its ID where the report has it no
// more.
func nameOfFigure(report planyear.Report, id string) string {
	for _, section := range report.Sections {
		for _, row := range section.Rows {
			for _, f := range row.Figures {
				if f.ID == id {
					return section.Name + "：" + row.Name + "，" + f.Name
				}
			}
		}
	}
	return id
}
