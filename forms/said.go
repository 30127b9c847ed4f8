package forms

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"shuangsuiji/codes"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// Said is one thing that was filled in, in words, under the label that its form has.
type Said struct {
	Label string
	Text  string
	Parts []Said // of a group, of a row, of an item
}

// Words say in Chinese what stands in a body.
type Words struct {
	// Names are those of what was chosen among what the subject has.
	Names map[Source]func(value string) string
}

// Words are those in which the subject of the form speaks of what one chooses.
func (a About) Words() Words {
	w := Words{Names: map[Source]func(string) string{}}
	for source, options := range a.Options {
		w.Names[source] = func(value string) string {
			if i := slices.IndexFunc(options, func(o Option) bool { return o.Value == value }); i >= 0 {
				return options[i].Name
			}
			return value
		}
	}
	return w
}

// Read are the fields of the body that were filled in, in the order of the form.
func (w Words) Read(fields []Field, body map[string]any) []Said {
	var out []Said
	for _, f := range fields {
		v, there := body[f.Name]
		if !there {
			continue
		}
		if f.Kind == Group && f.Label == "" {
			out = append(out, w.Read(f.Fields, asObject(v))...)
			continue
		}
		if one := w.field(f, v); one.Text != "" || len(one.Parts) > 0 {
			out = append(out, one)
		}
	}
	return out
}

func (w Words) field(f Field, v any) Said {
	out := Said{Label: f.Label}
	switch f.Kind {
	case Group:
		out.Parts = w.Read(f.Fields, asObject(v))
	case Rows, Files:
		for i, row := range asList(v) {
			out.Parts = append(out.Parts, Said{Label: "第" + strconv.Itoa(i+1) + "项", Parts: w.Read(f.Fields, asObject(row))})
		}
	case ByKey:
		rows := asObject(v)
		for _, key := range slices.Sorted(maps.Keys(rows)) {
			out.Parts = append(out.Parts, Said{Label: w.Name(f.Source, key), Parts: w.Read(f.Fields, asObject(rows[key]))})
		}
	case EachByKey:
		rows := asObject(v)
		for _, key := range slices.Sorted(maps.Keys(rows)) {
			one := w.field(f.Fields[0], rows[key])
			one.Label = w.Name(f.Source, key)
			out.Parts = append(out.Parts, one)
		}
	case Choices, Lines:
		var all []string
		for _, one := range asList(v) {
			all = append(all, w.value(f, one))
		}
		out.Text = strings.Join(all, "、")
		if len(all) == 0 && f.Exactly {
			out.Text = "无"
		}
	default:
		out.Text = w.value(f, v)
	}
	return out
}

// value is one value as people read it; what is none of its kind stands as it is.
func (w Words) value(f Field, v any) string {
	text := shown(v)
	switch f.Kind {
	case YesNo, Tick:
		return map[string]string{"true": "是", "false": "否"}[text]
	case Day:
		if d, err := calendar.ParseDate(text); err == nil {
			return d.ChineseString()
		}
	case Moment:
		if at, err := time.Parse(time.RFC3339, text); err == nil {
			return at.In(calendar.Shanghai).Format("2006-01-02 15:04")
		}
	case Money:
		if fen, err := strconv.ParseInt(text, 10, 64); err == nil {
			return law.Yuan(fen)
		}
	case Period:
		p := asObject(v)
		return shown(p["amount"]) + calendar.Unit(shown(p["unit"])).Label()
	}
	if f.Source != "" {
		return w.Name(f.Source, text)
	}
	if f.Codes != nil {
		return f.Codes.Name(text)
	}
	return text
}

// Name is what a value from the source is called.
func (w Words) Name(from Source, value string) string {
	switch from {
	case FromOutcomes, FromItemResults, FromAttempts:
		return codes.Of[law.Outcome]().Name(value)
	case FromPeriods, FromLengths:
		return codes.Of[law.DeadlineKind]().Name(value)
	case FromEntries:
		return "第" + value + "号记录"
	}
	if named := w.Names[from]; named != nil {
		return named(value)
	}
	return value
}

// EachLine are the same without parts, each under the labels of all that it stands in.
func EachLine(all []Said) []Said { return linesOf("", all) }

func linesOf(within string, all []Said) (out []Said) {
	for _, one := range all {
		label := one.Label
		if within != "" {
			label = within + "，" + label
		}
		if one.Text != "" {
			out = append(out, Said{Label: label, Text: one.Text})
		}
		out = append(out, linesOf(label, one.Parts)...)
	}
	return out
}
