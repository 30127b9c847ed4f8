package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"

	"shuangsuiji/bureau"
	"shuangsuiji/documents"
	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/scratch"
)

type importInput struct {
	Register bureau.Register `path:"register" enum:"entities,inspectors,items,plans,visits" doc:"名录"`
	Mode     string          `query:"mode" enum:"all,good" default:"all" doc:"all：有一行错误就都不导入；good：只导入正确的行"`
	Preview  bool            `query:"preview" doc:"只查看将要导入的内容，不导入：答复各行是新增、变更还是不变，有错误的行逐行说明"`
	Historic bool            `query:"historic" doc:"历史计划（只用于年度计划）"`
	Reason   string          `query:"reason" maxLength:"1000" doc:"变更理由（只用于年度计划；计划批准后变更的，必须填写）"`
	request  huma.Context
}

// Resolve implements huma.Resolver: the handler reads the body itself.
func (in *importInput) Resolve(ctx huma.Context) []error {
	in.request = ctx
	return nil
}

// ImportReport says what became of a file. Corrections is the file of the wrong rows
// with their reasons, to be corrected and loaded again.
type ImportReport struct {
	bureau.Imported
	Corrections     []byte `json:"corrections,omitempty" doc:"有错误的行及其原因，可改正后重新导入（Base64）"`
	CorrectionsName string `json:"correctionsName,omitempty" doc:"该文件的名称"`
}

// importProblem refuses a file because of its wrong rows; nothing was taken.
type importProblem struct {
	door.Problem
	ImportReport
}

var importSchema = reflect.TypeFor[importProblem]()

// ContentType implements huma.ContentTypeFilter.
func (*importProblem) ContentType(string) string { return door.ProblemType }

func (s *server) importRegister(ctx context.Context, in *importInput) (_ *reply[ImportReport], err error) {
	if err := access.ImportRegisters.Require(personOf(ctx).Actor); err != nil {
		return nil, err
	}
	file, done, err := s.receiveImport(humagin.Unwrap(in.request))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, done()) }()
	report, err := s.office.ImportRegister(ctx, personOf(ctx).Actor, in.Register,
		bureau.Import{File: file, GoodOnly: in.Mode == "good", Preview: in.Preview, Historic: in.Historic, Reason: in.Reason, MaxKept: s.limits.ImportKept})
	if err != nil {
		return nil, err
	}
	out, err := reportOf(ctx, report, file, string(in.Register))
	return &reply[ImportReport]{Body: out}, err
}

// reportOf tells what became of a file; its error refuses one of which nothing was
// taken.
func reportOf(ctx context.Context, report bureau.Imported, file documents.File, name string) (ImportReport, error) {
	out := ImportReport{Imported: report, Corrections: report.Corrections}
	if len(report.Corrections) > 0 {
		format, err := documents.Detect(file)
		if err != nil {
			return out, err
		}
		out.CorrectionsName = fmt.Sprintf("%s-corrections.%s", name, format)
	}
	if report.Taken || report.Preview {
		return out, nil
	}
	return out, refusedImport(ctx, out)
}

func refusedImport(ctx context.Context, out ImportReport) error {
	const code = "import_rows_invalid"
	p := &importProblem{ImportReport: out, Problem: door.Problem{Type: door.ProblemURN + code, Title: "内容有误", Status: http.StatusUnprocessableEntity, Code: code,
		Detail:    fmt.Sprintf("文件有%d行错误，没有导入任何内容。请下载更正文件，改正后重新导入，或者只导入正确的行。", len(out.Bad)),
		RequestID: door.RequestID(ctx)}}
	for _, row := range out.Bad {
		for _, f := range row.Faults {
			p.Errors = append(p.Errors, door.FieldProblem{Field: placeOf(row, f), Value: f.Value, Message: f.Reason})
		}
	}
	return p
}

func placeOf(row documents.BadRow, f documents.Fault) string {
	place := "第" + strconv.Itoa(row.Row) + "行"
	if row.Sheet != "" {
		place = "“" + row.Sheet + "”" + place
	}
	if f.Column != "" {
		place += "“" + f.Column + "”列"
	}
	return place
}

type fileInput struct {
	Register bureau.Register `path:"register" enum:"entities,inspectors,items,plans,visits" doc:"名录"`
	Format   string          `query:"format" enum:"xlsx,csv" default:"xlsx" doc:"文件格式"`
}

func (s *server) exportRegister(ctx context.Context, in *fileInput) (*huma.StreamResponse, error) {
	format, err := documents.ParseFormat(in.Format)
	if err != nil {
		return nil, err
	}
	actor := personOf(ctx).Actor
	return s.file(string(in.Register), format, func(w io.Writer) error {
		return s.office.ExportRegister(ctx, actor, in.Register, format, w)
	})
}

func (s *server) template(ctx context.Context, in *fileInput) (*huma.StreamResponse, error) {
	format, err := documents.ParseFormat(in.Format)
	if err != nil {
		return nil, err
	}
	return s.file(string(in.Register)+"-template", format, func(w io.Writer) error {
		return s.office.Template(ctx, in.Register, format, w)
	})
}

// file writes a spreadsheet whole before the first byte is sent: what arrives is
// complete, or it is a problem.
func (s *server) file(name string, format documents.Format, write func(io.Writer) error) (*huma.StreamResponse, error) {
	file, err := scratch.File()
	if err != nil {
		return nil, err
	}
	if err := write(file); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	size, err := file.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		hc.SetHeader("Content-Type", format.ContentType())
		hc.SetHeader("Content-Length", strconv.FormatInt(size, 10))
		hc.SetHeader("Content-Disposition", fmt.Sprintf(`attachment; filename="%s.%s"`, asciiName(name), format))
		_, err := io.Copy(hc.BodyWriter(), file)
		if err = errors.Join(err, file.Close()); err != nil {
			s.log.Warn("file not sent whole", "request", door.RequestID(hc.Context()), "error", err)
		}
	}}, nil
}
