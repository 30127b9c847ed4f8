package web

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"time"

	"shuangsuiji/codes"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// said is one thing that was written with an act, under the label that its form has.
type said struct {
	Label string
	Text  string
	Parts []said // of a group, of a row, of an item
}

// reader says in Chinese what stands in the body of an act. names are those of what was
// chosen among what the subject has.
type reader struct {
	names map[forms.Source]func(value string) string
}

// read are the fields of the body that were filled in, in the order of the form.
func (r reader) read(fields []forms.Field, body map[string]any) []said {
	var out []said
	for _, f := range fields {
		v, there := body[f.Name]
		if !there {
			continue
		}
		if f.Kind == forms.Group && f.Label == "" {
			out = append(out, r.read(f.Fields, object(v))...)
			continue
		}
		if one := r.field(f, v); one.Text != "" || len(one.Parts) > 0 {
			out = append(out, one)
		}
	}
	return out
}

func (r reader) field(f forms.Field, v any) said {
	out := said{Label: f.Label}
	switch f.Kind {
	case forms.Group:
		out.Parts = r.read(f.Fields, object(v))
	case forms.Rows, forms.Files:
		for i, row := range list(v) {
			out.Parts = append(out.Parts, said{Label: "第" + strconv.Itoa(i+1) + "项", Parts: r.read(f.Fields, object(row))})
		}
	case forms.ByKey:
		rows := object(v)
		for _, key := range slices.Sorted(maps.Keys(rows)) {
			out.Parts = append(out.Parts, said{Label: r.name(f.Source, key), Parts: r.read(f.Fields, object(rows[key]))})
		}
	case forms.EachByKey:
		rows := object(v)
		for _, key := range slices.Sorted(maps.Keys(rows)) {
			one := r.field(f.Fields[0], rows[key])
			one.Label = r.name(f.Source, key)
			out.Parts = append(out.Parts, one)
		}
	case forms.Choices, forms.Lines:
		var all []string
		for _, one := range list(v) {
			all = append(all, r.value(f, one))
		}
		out.Text = joined(all)
	default:
		out.Text = r.value(f, v)
	}
	return out
}

// value is one value as people read it; what is none of its kind stands as it is.
func (r reader) value(f forms.Field, v any) string {
	text := plain(v)
	switch f.Kind {
	case forms.YesNo, forms.Tick:
		return map[string]string{"true": "是", "false": "否"}[text]
	case forms.Day:
		if d, err := calendar.ParseDate(text); err == nil {
			return d.ChineseString()
		}
	case forms.Moment:
		if at, err := time.Parse(time.RFC3339, text); err == nil {
			return moment(at)
		}
	case forms.Money:
		if fen, err := strconv.ParseInt(text, 10, 64); err == nil {
			return law.Yuan(fen)
		}
	case forms.Period:
		p := object(v)
		return plain(p["amount"]) + calendar.Unit(plain(p["unit"])).Label()
	}
	if f.Source != "" {
		return r.name(f.Source, text)
	}
	if f.Codes != nil {
		return f.Codes.Name(text)
	}
	return text
}

func (r reader) name(from forms.Source, value string) string {
	switch from {
	case forms.FromOutcomes, forms.FromItemResults, forms.FromAttempts:
		return codes.Of[law.Outcome]().Name(value)
	case forms.FromPeriods, forms.FromLengths:
		return codes.Of[law.DeadlineKind]().Name(value)
	case forms.FromEntries:
		return "第" + value + "号记录"
	}
	if named := r.names[from]; named != nil && value != "" {
		return named(value)
	}
	return value
}

// bodyOf is what was handed in with an act, its facts as they stand on record.
func bodyOf(payload, facts json.RawMessage) map[string]any {
	body := decoded(payload)
	if body == nil {
		body = map[string]any{}
	}
	if onRecord := decoded(facts); len(onRecord) > 0 {
		body[forms.FactsName] = onRecord
	}
	return body
}

// decoded is a JSON object, nil for anything else.
func decoded(raw json.RawMessage) map[string]any {
	var out map[string]any
	if len(raw) == 0 || json.Unmarshal(raw, &out) != nil {
		return nil
	}
	return out
}

func object(v any) map[string]any { o, _ := v.(map[string]any); return o }

func list(v any) []any { l, _ := v.([]any); return l }

func plain(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}
