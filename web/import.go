package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
)

// intake is what can be imported: a register, the plan's table, a month's grades.
type intake struct {
	name     string // in Chinese
	back     string // page to which one returns, below Root
	endpoint string // of the interface
	right    access.Right
	template string // address of the empty form
	fields   []forms.Field
	table    func(s *console, ctx context.Context) (bureau.TableForm, error)
}

// intakes are those of the registers by their names in addresses.
var intakes = map[string]intake{
	string(bureau.RegisterEntities):   registerIntake(bureau.RegisterEntities, "检查对象名录库", "/registers/entities"),
	string(bureau.RegisterInspectors): registerIntake(bureau.RegisterInspectors, "执法检查人员名录库", "/registers/inspectors"),
	string(bureau.RegisterItems):      registerIntake(bureau.RegisterItems, "抽查事项清单", "/registers/items"),
	string(bureau.RegisterVisits):     registerIntake(bureau.RegisterVisits, "其他部门入企检查", "/registers/entities"),
	string(bureau.RegisterPlans):      registerIntake(bureau.RegisterPlans, "年度抽查工作计划", "/plans", forms.PlanImport...),
	"grades": {name: "企业信用风险分级", back: "/registers/entities", endpoint: "/api/grades/import", right: access.ImportGrades, template: "/api/grades/template", fields: forms.GradeImport,
		table: func(s *console, ctx context.Context) (bureau.TableForm, error) { return s.office.GradesForm(ctx) }},
}

func registerIntake(r bureau.Register, name, back string, fields ...forms.Field) intake {
	return intake{name: name, back: back, endpoint: "/api/registers/" + string(r) + "/import", right: access.ImportRegisters, template: "/api/registers/" + string(r) + "/template", fields: fields,
		table: func(s *console, ctx context.Context) (bureau.TableForm, error) { return s.office.TableForm(ctx, r) }}
}

// importSheet takes a file in two steps: first a look at what would come in, then the
// import of it.
func (s *console) importSheet() sheet {
	return sheet{way: door.Way{Long: true}, most: mostImportForm, fields: slices.Concat(forms.PlanImport, forms.GradeImport), show: s.showImport, do: s.importFile}
}

// importView is the form, and after the first step what the file would do.
type importView struct {
	filled
	Name, Back, Template string
	Inputs               []forms.Input
	Columns              []string
	Found                *foreseen
	Carried              string
}

// Told reports whether the input says something about the file.
func (v importView) Told(name string) bool {
	return slices.ContainsFunc(v.Inputs, func(in forms.Input) bool { return in.Name == name })
}

// foreseen is what the interface answers to a preview, and to the import itself.
type foreseen struct {
	bureau.Imported
	Corrections     []byte
	CorrectionsName string
	Moved           int
	Unknown         int
}

// Nothing reports whether the import would change nothing.
func (f foreseen) Nothing() bool { return f.Added+f.Changed == 0 }

// Good is how many rows are without an error.
func (f foreseen) Good() int { return f.Added + f.Changed + f.Unchanged + f.Unknown }

// What the buttons of the page ask for.
const (
	inputDo       = "do"
	doImport      = "import"
	doImportGood  = "import_good"
	doCorrections = "corrections"
)

func intakeOf(ctx context.Context, r *http.Request) (intake, error) {
	name := r.PathValue("register")
	in, known := intakes[name]
	if !known {
		return in, law.Errorf(law.KindNotFound, "register_unknown", "没有名为“%s”的名录。", name)
	}
	return in, in.right.Require(door.PersonOf(ctx).Actor)
}

func (s *console) showImport(ctx context.Context, r *http.Request, t filled) (view, error) {
	return s.showForeseen(ctx, r, t, nil, nil)
}

// showForeseen shows beside the form what the file would change; the file is carried on.
func (s *console) showForeseen(ctx context.Context, r *http.Request, t filled, found *foreseen, file *sent) (view, error) {
	in, err := intakeOf(ctx, r)
	if err != nil {
		return view{}, err
	}
	table, err := in.table(s, ctx)
	if err != nil {
		return view{}, err
	}
	v := importView{filled: t, Name: in.name, Back: Root + in.back, Template: in.template, Inputs: t.inputs(forms.About{}, in.fields), Columns: table.Titles(), Found: found}
	if file != nil {
		v.Carried = file.carried()
	}
	return view{Template: "import", Title: "导入" + in.name, Data: v}, nil
}

func (s *console) importFile(ctx context.Context, r *http.Request, values url.Values) (after, error) {
	in, err := intakeOf(ctx, r)
	if err != nil {
		return after{}, err
	}
	table, err := in.table(s, ctx)
	if err != nil {
		return after{}, err
	}
	file, err := sentBy(r, table)
	if err != nil {
		return after{}, err
	}
	do := values.Get(inputDo)
	if do == doImport || do == doImportGood {
		if _, err := s.sendFile(r, in, file, values, do == doImportGood, false); err != nil {
			return after{}, err
		}
		return goOnTo(in.back, "imported"), nil
	}
	found, err := s.sendFile(r, in, file, values, false, true)
	if err != nil {
		return after{}, err
	}
	if do == doCorrections {
		kind, err := file.kind()
		return after{file: &attached{name: found.CorrectionsName, kind: kind, content: found.Corrections}}, err
	}
	v, err := s.showForeseen(ctx, r, filled{Values: values}, &found, &file)
	return after{shown: &v}, err
}

// sendFile hands the file to the interface, with what was said about it.
func (s *console) sendFile(r *http.Request, in intake, file sent, values url.Values, goodOnly, preview bool) (foreseen, error) {
	var out foreseen
	kind, err := file.kind()
	if err != nil {
		return out, err
	}
	query := url.Values{}
	for name, value := range forms.Body(in.fields, values, nil) {
		if text, is := value.(string); is {
			query.Set(name, strings.TrimSpace(text))
		} else if value == true {
			query.Set(name, "true")
		}
	}
	if goodOnly {
		query.Set("mode", "good")
	}
	if preview {
		query.Set("preview", "true")
	}
	_, refused := s.send(r, http.MethodPost, &url.URL{Path: in.endpoint, RawQuery: query.Encode()}, http.Header{"Content-Type": {kind}}, file.content, &out)
	if refused != nil {
		return out, refused
	}
	return out, nil
}
