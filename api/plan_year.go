package api

import (
	"context"
	"io"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/planyear"
)

// YearPath names a plan year.
type YearPath struct {
	Year int `path:"year" minimum:"2000" maximum:"2200" doc:"计划年度" example:"2024"`
}

func (s *server) yearCoverage(ctx context.Context, in *YearPath) (*reply[planyear.Coverage], error) {
	coverage, err := s.office.YearCoverage(ctx, personOf(ctx).Actor, in.Year)
	return &reply[planyear.Coverage]{Body: coverage}, err
}

func (s *server) yearReport(ctx context.Context, in *YearPath) (*reply[planyear.Report], error) {
	report, err := s.office.YearReport(ctx, personOf(ctx).Actor, in.Year)
	return &reply[planyear.Report]{Body: report}, err
}

type yearFileInput struct {
	YearPath
	Format string `query:"format" enum:"xlsx,csv" default:"xlsx" doc:"文件格式"`
}

func (s *server) exportYearReport(ctx context.Context, in *yearFileInput) (*huma.StreamResponse, error) {
	format, err := documents.ParseFormat(in.Format)
	if err != nil {
		return nil, err
	}
	actor := personOf(ctx).Actor
	return s.file("report-"+strconv.Itoa(in.Year), format, func(w io.Writer) error {
		return s.office.ExportYearReport(ctx, actor, in.Year, format, w)
	})
}

type figureInput struct {
	YearPath
	ID string `path:"id" maxLength:"300" doc:"指标编号，见年度报告" example:"item.R1.checked"`
	PageQuery
}

func (s *server) figureCases(ctx context.Context, in *figureInput) (*listReply[string], error) {
	listed, err := s.office.FigureCases(ctx, personOf(ctx).Actor, in.Year, in.ID, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(listed, same), nil
}

func (s *server) figureProceedings(ctx context.Context, in *figureInput) (*listReply[string], error) {
	listed, err := s.office.FigureProceedings(ctx, personOf(ctx).Actor, in.Year, in.ID, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(listed, same), nil
}
