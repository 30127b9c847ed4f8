package web

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/law"
)

// settingsView are the bureau's settings with what holds now.
type settingsView struct {
	Settings []settingView
	Names    colleagues
}

// settingView is a setting with its value in words.
type settingView struct {
	bureau.SettingView
	Now, Default []forms.Said
}

func (s *console) settings(ctx context.Context, _ *http.Request) (view, error) {
	all, err := s.office.Settings(ctx, door.PersonOf(ctx).Actor)
	if err != nil {
		return view{}, err
	}
	about, err := s.aboutSettings(ctx)
	if err != nil {
		return view{}, err
	}
	v := settingsView{}
	for _, one := range all {
		shown, err := settingOf(about, one)
		if err != nil {
			return view{}, err
		}
		v.Settings = append(v.Settings, shown)
	}
	v.Names, err = s.colleagues(ctx)
	return view{Template: "settings", Title: "参数", Data: v}, err
}

// aboutSettings is from what their forms choose.
func (s *console) aboutSettings(ctx context.Context) (forms.About, error) {
	scale, err := s.office.GradeScale(ctx)
	about := forms.About{Options: map[forms.Source][]forms.Option{}}
	for _, g := range scale.Grades {
		about.Options[forms.FromOwnScale] = append(about.Options[forms.FromOwnScale], forms.Option{Value: g.Code, Name: g.Code + "（" + g.Name + "）"})
	}
	return about, err
}

func settingOf(about forms.About, one bureau.SettingView) (settingView, error) {
	out := settingView{SettingView: one}
	var err error
	if out.Now, err = settingInWords(about, one.Name, one.Value); err != nil {
		return out, err
	}
	out.Default, err = settingInWords(about, one.Name, one.Standard)
	return out, err
}

// valuesOf are what the inputs of a setting's form show of a value.
func valuesOf(name string, value any) (url.Values, error) {
	recorded, err := forms.Recorded(map[string]any{forms.ValueName: value})
	if err != nil {
		return nil, err
	}
	return forms.Values(forms.Settings[name], recorded), nil
}

// settingInWords says a setting's value by the labels of its form.
func settingInWords(about forms.About, name string, value any) ([]forms.Said, error) {
	body, err := forms.Recorded(map[string]any{forms.ValueName: value})
	if err != nil {
		return nil, err
	}
	form := forms.Settings[name][:1]
	told := lineByLine(about.Words().Read(form, body))
	if len(told) == 0 {
		told = []forms.Said{{Label: form[0].Label, Text: "没有设定"}}
	}
	return told, nil
}

// lineByLine are what was said, each row of a table in one line.
func lineByLine(told []forms.Said) []forms.Said {
	var out []forms.Said
	for _, one := range told {
		for _, row := range one.Parts {
			if len(row.Parts) == 0 {
				continue
			}
			cells := make([]string, len(row.Parts))
			for i, cell := range row.Parts {
				cells[i] = cell.Label + cell.Text
			}
			out = append(out, forms.Said{Label: one.Label + row.Label, Text: strings.Join(cells, "，")})
		}
		if len(one.Parts) == 0 || len(one.Parts[0].Parts) == 0 {
			out = append(out, forms.EachLine([]forms.Said{one})...)
		}
	}
	return out
}

// settingSheet is one setting: what holds, what held before, and the form to change it.
func (s *console) settingSheet() sheet {
	return sheet{fields: forms.Reset, show: s.showSetting, do: s.changeSetting}
}

// oneSettingView is a setting with its history; Inputs for who may change it.
type oneSettingView struct {
	filled
	settingView
	Inputs  []forms.Input
	Changes []settingChange
	Names   colleagues
}

// settingChange is a value that the setting was given.
type settingChange struct {
	At      time.Time
	By      string
	Reason  string
	Value   []forms.Said
	Default bool // back to the default
}

func (s *console) showSetting(ctx context.Context, r *http.Request, t filled) (view, error) {
	actor, name := door.PersonOf(ctx).Actor, r.PathValue("name")
	all, err := s.office.Settings(ctx, actor)
	if err != nil {
		return view{}, err
	}
	at := slices.IndexFunc(all, func(v bureau.SettingView) bool { return v.Name == name })
	if at < 0 {
		return view{}, law.Errorf(law.KindNotFound, "setting_unknown", "没有名为“%s”的参数。", name)
	}
	about, err := s.aboutSettings(ctx)
	if err != nil {
		return view{}, err
	}
	v := oneSettingView{filled: t}
	if v.settingView, err = settingOf(about, all[at]); err != nil {
		return view{}, err
	}
	if actor.Has(all[at].Who...) {
		holds, err := valuesOf(name, all[at].Value)
		if err != nil {
			return view{}, err
		}
		v.Inputs = t.begun(holds).inputs(about, forms.Settings[name])
	}
	if v.Changes, err = s.settingChanges(ctx, about, actor, name); err != nil {
		return view{}, err
	}
	v.Names, err = s.colleagues(ctx)
	return view{Template: "setting", Title: all[at].Title, Data: v}, err
}

func (s *console) settingChanges(ctx context.Context, about forms.About, actor law.Actor, name string) ([]settingChange, error) {
	changes, err := s.office.SettingHistory(ctx, actor, name)
	if err != nil {
		return nil, err
	}
	out := make([]settingChange, len(changes))
	for i, c := range changes {
		out[i] = settingChange{At: c.At, By: c.By, Reason: c.Reason, Default: string(c.Body) == "null"}
		if out[i].Default {
			continue
		}
		if out[i].Value, err = settingInWords(about, name, json.RawMessage(c.Body)); err != nil {
			return nil, err
		}
	}
	slices.Reverse(out)
	return out, nil
}

// doRestore gives a setting its default back.
const doRestore = "restore"

func (s *console) changeSetting(_ context.Context, r *http.Request, values url.Values) (after, error) {
	name := r.PathValue("name")
	form, known := forms.Settings[name]
	if !known {
		return after{}, law.Errorf(law.KindNotFound, "setting_unknown", "没有名为“%s”的参数。", name)
	}
	body := settingBody(form, values)
	if values.Get(inputDo) == doRestore {
		body[forms.ValueName] = nil
	}
	if _, err := s.ask(r, http.MethodPut, "/api/settings/"+name, body, nil); err != nil {
		return after{}, atValue(err)
	}
	return goOnTo("/office/settings/"+name, "setting"), nil
}

// settingBody is what the form says of a setting, whole: what was emptied is sent as
// empty, since what is left out would stay as it was.
func settingBody(form []forms.Field, values url.Values) map[string]any {
	body, value := filledBody(form, values), form[0]
	if value.Kind != forms.Group {
		if body[value.Name] == nil {
			body[value.Name] = emptyOf(value)
		}
		return body
	}
	parts, _ := body[value.Name].(map[string]any)
	if parts == nil {
		parts = map[string]any{}
	}
	for _, f := range value.Fields {
		if parts[f.Name] == nil {
			parts[f.Name] = emptyOf(f)
		}
		if f.Kind == forms.Lines {
			parts[f.Name] = numbersOf(parts[f.Name])
		}
	}
	body[value.Name] = parts
	return body
}

func emptyOf(f forms.Field) any {
	switch f.Kind {
	case forms.Choices, forms.Lines, forms.Rows:
		return []any{}
	case forms.ByKey, forms.EachByKey:
		return map[string]any{}
	}
	return "" // refused where it is no text
}

// numbersOf are the lines as numbers; what is none stays as it was typed and is refused.
func numbersOf(lines any) any {
	list, _ := lines.([]any)
	out := make([]any, len(list))
	for i, line := range list {
		out[i] = line
		if text, is := line.(string); is {
			if n, err := strconv.Atoi(text); err == nil {
				out[i] = n
			}
		}
	}
	return out
}

// atValue puts what is wrong with a setting's value where the form has it.
func atValue(err error) error {
	p, is := err.(*door.Problem) //nolint:errorlint // as the interface answered it
	if !is || p.Code != "setting_invalid" {
		return err
	}
	told := *p
	told.Errors = slices.Clone(p.Errors)
	for i, e := range told.Errors {
		told.Errors[i].Field = strings.TrimSuffix(forms.ValueName+"."+e.Field, ".")
	}
	return &told
}
