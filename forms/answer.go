package forms

import "strings"

// Answer is what was filled in, in words.
type Answer struct {
	Label string
	Said  string
}

// Answers are what stands in the inputs, in their order, without what was left open.
func Answers(inputs []Input) []Answer { return answers("", inputs) }

func answers(of string, inputs []Input) (out []Answer) {
	for _, in := range inputs {
		if said := in.said(); said != "" {
			out = append(out, Answer{Label: of + in.Label, Said: said})
		}
		out = append(out, answers(of, in.Parts)...)
		for _, row := range in.Rows {
			out = append(out, answers(row.of(in), row.Inputs)...)
		}
	}
	return out
}

// of is what stands before the labels of a row's inputs.
func (r Row) of(in Input) string {
	if in.Kind == EachByKey { // the row's name is the label itself
		return in.Label + "，"
	}
	return in.Label + "，" + r.Label + "，"
}

// said is the value in words.
func (i Input) said() string {
	switch i.Kind {
	case Moment:
		return strings.TrimSpace(i.Value + " " + i.Second)
	case Period:
		if i.Value == "" {
			return ""
		}
		return i.Value + i.chosen()
	case Tick:
		if i.Value == "true" {
			return "是"
		}
		return ""
	case Money:
		if i.Value == "" {
			return ""
		}
		return i.Value + "元"
	}
	if len(i.Options) > 0 {
		return i.chosen()
	}
	return i.Value
}

func (i Input) chosen() string {
	var names []string
	for _, o := range i.Options {
		if o.Chosen && o.Value != "" {
			names = append(names, o.Name)
		}
	}
	return strings.Join(names, "、")
}
