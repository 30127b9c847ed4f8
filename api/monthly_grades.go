package api

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"

	"shuangsuiji/bureau"
	"shuangsuiji/documents"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/registers"
)

type gradesInput struct {
	Month   string `query:"month" maxLength:"10" doc:"风险等级所属月份，必填" example:"2024-04"`
	Source  string `query:"source" maxLength:"400" doc:"来源，例如平台名称和推送文号，必填"`
	Preview bool   `query:"preview" doc:"只查看将要导入的内容，不导入"`
	Mode    string `query:"mode" enum:"all,good" default:"all" doc:"all：有一行错误就都不导入；good：只导入正确的行"`
	request huma.Context
}

// Resolve implements huma.Resolver: the handler reads the body itself.
func (in *gradesInput) Resolve(ctx huma.Context) []error {
	in.request = ctx
	return nil
}

// GradesReport says what became of a file of a month's grades.
type GradesReport struct {
	ImportReport
	Moved        int      `json:"moved" doc:"名录库中的风险等级因此改变的检查对象数"`
	Unknown      int      `json:"unknown" doc:"名录库中没有、因而没有导入的行数"`
	UnknownCodes []string `json:"unknownCodes" doc:"其中前100个统一社会信用代码"`
}

func (s *server) importGrades(ctx context.Context, in *gradesInput) (_ *reply[GradesReport], err error) {
	if err := access.ImportGrades.Require(personOf(ctx).Actor); err != nil {
		return nil, err
	}
	file, done, err := s.receiveImport(humagin.Unwrap(in.request))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, done()) }()
	imported, err := s.office.ImportGrades(ctx, personOf(ctx).Actor, bureau.GradeImport{
		Import: bureau.Import{File: file, GoodOnly: in.Mode == "good", Preview: in.Preview, MaxKept: s.limits.ImportKept}, Month: in.Month, Source: in.Source})
	if err != nil {
		return nil, err
	}
	report, err := reportOf(ctx, imported.Imported, file, "grades")
	return &reply[GradesReport]{Body: GradesReport{ImportReport: report, Moved: imported.Moved, Unknown: imported.Unknown,
		UnknownCodes: orEmpty(imported.UnknownCodes)}}, err
}

type formatInput struct {
	Format string `query:"format" enum:"xlsx,csv" default:"xlsx" doc:"文件格式"`
}

func (s *server) gradesTemplate(ctx context.Context, in *formatInput) (*huma.StreamResponse, error) {
	format, err := documents.ParseFormat(in.Format)
	if err != nil {
		return nil, err
	}
	return s.file("grades-template", format, func(w io.Writer) error { return s.office.GradesTemplate(ctx, format, w) })
}

type gradeHistoryInput struct {
	Code string `path:"code" maxLength:"18" doc:"统一社会信用代码"`
}

// datedGrade is the grade of an entity in a month, as it was imported.
type datedGrade struct {
	Entity  string        `json:"entity" doc:"统一社会信用代码"`
	Month   calendar.Date `json:"month" doc:"所属月份的第一日"`
	Version int           `json:"version" doc:"同一月份第几次导入；大于1的更正此前导入的等级"`
	Grade   string        `json:"grade" doc:"风险等级"`
	Source  string        `json:"source" doc:"来源"`
	Entered time.Time     `json:"entered" doc:"导入时间"`
	By      string        `json:"by" doc:"导入账号"`
}

func (s *server) gradeHistory(ctx context.Context, in *gradeHistoryInput) (*listReply[datedGrade], error) {
	grades, err := s.office.GradeHistory(ctx, personOf(ctx).Actor, in.Code)
	if err != nil {
		return nil, err
	}
	return listOf(grades, func(g registers.DatedGrade) datedGrade { return datedGrade(g) }), nil
}
