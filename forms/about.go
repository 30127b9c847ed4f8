package forms

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strings"
	"time"

	"shuangsuiji/inspection/calendar"
)

// Option is one of the values that can be chosen.
type Option struct {
	Value string
	Name  string // Chinese
}

// About is what a form has to know of the subject that its act is about.
type About struct {
	So      map[Fact]bool
	Options map[Source][]Option
	Now     time.Time // of the business clock
	// OnRecord is what stands on record already, as a body of the form has it; see
	// [Recorded].
	OnRecord map[string]any
}

// Suggested are the values with which a form begins.
func (a About) Suggested(fields []Field) url.Values {
	out := url.Values{}
	a.suggest("", fields, Values(fields, a.OnRecord), out)
	return out
}

func (a About) suggest(at string, fields []Field, recorded, out url.Values) {
	for _, f := range fields {
		name := at + f.Name
		switch f.Suggest {
		case Nothing:
		case Today:
			out.Set(name, calendar.DateOf(a.Now).String())
		case OnRecord:
			takeOver(name, recorded, out)
		}
		if f.Kind == Group {
			a.suggest(name+".", f.Fields, recorded, out)
		}
	}
}

// takeOver suggests what stands on record of the field and of all within it.
func takeOver(name string, recorded, out url.Values) {
	for known, values := range recorded {
		if known == name || strings.HasPrefix(known, name+".") {
			out[known] = values
		}
	}
}

// Recorded is a value of the record as a body has it.
func Recorded(v any) (body map[string]any, err error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	return body, d.Decode(&body)
}

// optionsOf are those from which one chooses the field's value.
func (a About) optionsOf(f Field) []Option {
	if f.Source != "" {
		return a.Options[f.Source]
	}
	out := make([]Option, len(f.Codes))
	for i, c := range f.Codes {
		out[i] = Option{Value: c.Value, Name: c.Name}
	}
	return out
}
