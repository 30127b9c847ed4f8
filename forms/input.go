package forms

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"shuangsuiji/codes"
	"shuangsuiji/inspection/calendar"
)

// Input is a field as a page shows it: with its value, and from what one chooses.
type Input struct {
	Field

	Name    string // of the input, which is the path of its value
	Value   string
	Second  string   // of a moment the time of the day, of a period the unit
	Options []Choose // nil: typed in
	Hint    string   // when the input is for what stands in other inputs, in words
	Beside  string   // where the names of those inputs begin
	Errors  []string
	Parts   []Input // of a Group
	Rows    []Row   // of Rows, ByKey, EachByKey and Files
}

// Choose is an option, chosen or not.
type Choose struct {
	Option
	Chosen bool
}

// Row is one line of a table: a key's inputs, or those of one element of a list.
type Row struct {
	Key    string
	Label  string
	Inputs []Input
}

// mostRadios is how many options are shown all at once; more are folded into a list.
const mostRadios = 7

// Radios reports whether the options are few enough to be shown all at once.
func (i Input) Radios() bool { return len(i.Options) > 0 && len(i.Options) <= mostRadios }

// ID is the name as HTML takes it for an id.
func (i Input) ID() string { return InputID(i.Name) }

// InputID is the id of the input with the name.
func InputID(name string) string { return "f-" + strings.NewReplacer(".", "-", " ", "_").Replace(name) }

// DayInput and TimeInput are the types of the inputs for a day and for a time of the day.
// A browser shows nothing of what it cannot read as one, so that this is typed as text.
func (i Input) DayInput() string { return inputFor(i.Value, time.DateOnly, "date") }

// TimeInput is described at [Input.DayInput].
func (i Input) TimeInput() string { return inputFor(i.Second, "15:04", "time") }

func inputFor(value, layout, native string) string {
	if _, err := time.Parse(layout, value); value != "" && err != nil {
		return "text"
	}
	return native
}

// Used reports whether anything stands in the input or in one within, or was refused.
func (i Input) Used() bool {
	if i.Value != "" || i.Second != "" || len(i.Errors) > 0 || slices.ContainsFunc(i.Options, func(o Choose) bool { return o.Chosen }) {
		return true
	}
	return slices.ContainsFunc(i.Parts, Input.Used) || slices.ContainsFunc(i.Rows, func(r Row) bool { return slices.ContainsFunc(r.Inputs, Input.Used) })
}

// Condition is Shown as a script evaluates it.
func (i Input) Condition() (string, error) {
	raw, err := json.Marshal(i.Shown)
	return string(raw), err
}

// Compulsory reports whether the input has to be filled in wherever it is shown.
func (i Input) Compulsory() bool { return i.Required.IsAlways() }

// Inputs are the inputs of the fields with what stands in them. wrong are the refusals
// by the name of the input. What the subject has no use for is left out.
func (a About) Inputs(fields []Field, values url.Values, wrong map[string][]string) []Input {
	return besideAnswers(viewer{About: a, values: values, wrong: wrong}.inputs("", fields))
}

// besideAnswers puts the notes on items to the answers on the same items: a person
// thinks of one item at a time.
func besideAnswers(inputs []Input) []Input {
	notes := slices.IndexFunc(inputs, func(in Input) bool { return in.Name == NotesName })
	facts := slices.IndexFunc(inputs, func(in Input) bool { return in.Name == FactsName })
	if notes < 0 || facts < 0 {
		return inputs
	}
	answers := slices.IndexFunc(inputs[facts].Parts, func(in Input) bool { return in.Source == inputs[notes].Source && len(in.Rows) > 0 })
	if answers < 0 {
		return inputs
	}
	on := &inputs[facts].Parts[answers]
	answer := func(note Row) int {
		return slices.IndexFunc(on.Rows, func(r Row) bool { return r.Key == note.Key })
	}
	if slices.ContainsFunc(inputs[notes].Rows, func(note Row) bool { return answer(note) < 0 }) {
		return inputs // a note on what has no answer keeps its own place, and so do all
	}
	on.Kind = ByKey // each row has more than one input now
	for _, note := range inputs[notes].Rows {
		i := answer(note)
		for n := range on.Rows[i].Inputs {
			if on.Rows[i].Inputs[n].Label == on.Rows[i].Label {
				on.Rows[i].Inputs[n].Label = on.Label
			}
		}
		on.Rows[i].Inputs = append(on.Rows[i].Inputs, note.Inputs...)
	}
	return slices.Delete(inputs, notes, notes+1)
}

type viewer struct {
	About
	values url.Values
	wrong  map[string][]string
}

func (v viewer) inputs(at string, fields []Field) []Input {
	var out []Input
	for _, f := range fields {
		if f.Shown.AboutSubject() && !f.Shown.Holds(nil, v.So) {
			continue
		}
		if f.Exactly && len(v.optionsOf(f)) == 0 {
			continue // there is nothing to choose, and nobody is asked
		}
		if f.Required.AboutSubject() && !f.Required.IsNever() && f.Required.Holds(nil, v.So) {
			f.Required = Always
		}
		in := v.input(at+f.Name, f)
		if !f.Shown.AboutSubject() {
			in.Hint, in.Beside = f.Shown.Chinese(fields)+"时填写", at
		}
		out = append(out, in)
	}
	return out
}

func (v viewer) input(name string, f Field) Input {
	in := Input{Field: f, Name: name, Errors: v.wrong[name]}
	switch f.Kind {
	case Group:
		in.Parts = v.inputs(name+".", f.Fields)
	case Rows, Files:
		in.Rows = v.rows(name, f)
	case ByKey, EachByKey:
		in.Rows = v.byKey(name, f)
	case Moment:
		in.Value, in.Second = v.values.Get(name+".date"), v.values.Get(name+".time")
	case Period:
		in.Value, in.Second = v.values.Get(name+".amount"), v.values.Get(name+".unit")
		in.Options = chosenOf(unitOptions, []string{in.Second})
	case YesNo:
		in.Options = chosenOf(yesOrNo, v.values[name])
	default:
		in.Value = v.values.Get(name)
		in.Options = v.chosen(name, f)
	}
	return in
}

// chosen are the options of the field. What was chosen and is none of them any more is
// shown with them, so that it is not lost in silence.
func (v viewer) chosen(name string, f Field) []Choose {
	options := v.optionsOf(f)
	if len(options) == 0 {
		return nil
	}
	for _, value := range v.values[name] {
		if value != "" && !slices.ContainsFunc(options, func(o Option) bool { return o.Value == value }) && f.Kind != Lines {
			options = append(slices.Clone(options), Option{Value: value, Name: value})
		}
	}
	return chosenOf(options, v.values[name])
}

func chosenOf(options []Option, values []string) []Choose {
	out := make([]Choose, len(options))
	for i, o := range options {
		out[i] = Choose{Option: o, Chosen: slices.Contains(values, o.Value)}
	}
	return out
}

var (
	yesOrNo     = []Option{{Value: "true", Name: "是"}, {Value: "false", Name: "否"}}
	unitOptions = optionsOfCodes(codes.Of[calendar.Unit]())
)

func optionsOfCodes(list codes.List) []Option {
	out := make([]Option, len(list))
	for i, c := range list {
		out[i] = Option{Value: c.Value, Name: c.Name}
	}
	return out
}

// AddRow is the name of the button that asks for one more row of the list whose name is
// its value.
const AddRow = "addRow"

// NextRow is the number of the first row of the list that nothing stands in or behind.
func NextRow(values url.Values, list string) int {
	numbers := reader{values: values}.numbers(list + ".")
	if len(numbers) == 0 {
		return 0
	}
	return numbers[len(numbers)-1] + 1
}

// rows are those that were filled in, and an empty one where there is none or one more
// was asked for.
func (v viewer) rows(name string, f Field) []Row {
	numbers := reader{values: v.values}.numbers(name + ".")
	if wanted := v.values.Get(AddRow) == name; wanted || len(numbers) == 0 {
		next := NextRow(v.values, name)
		if wanted && len(numbers) == 0 {
			numbers, next = append(numbers, 0), 1
		}
		numbers = append(numbers, next)
	}
	out := make([]Row, len(numbers))
	for i, n := range numbers {
		key := strconv.Itoa(n)
		out[i] = Row{Key: key, Label: strconv.Itoa(i + 1), Inputs: v.inputs(name+"."+key+".", f.Fields)}
	}
	return out
}

// byKey has a row for each key that the subject has, and for each that was filled in
// before.
func (v viewer) byKey(name string, f Field) []Row {
	keys := slices.Clone(v.Options[f.Source])
	for _, key := range (reader{values: v.values}).keys(name+".", f) {
		if !slices.ContainsFunc(keys, func(o Option) bool { return o.Value == key }) {
			keys = append(keys, Option{Value: key, Name: key})
		}
	}
	out := make([]Row, len(keys))
	for i, key := range keys {
		out[i] = Row{Key: key.Value, Label: key.Name}
		if f.Kind == EachByKey {
			in := v.input(name+"."+key.Value, f.Fields[0])
			in.Label, in.Required = key.Name, f.Required
			out[i].Inputs = []Input{in}
		} else {
			out[i].Inputs = v.inputs(name+"."+key.Value+".", f.Fields)
		}
	}
	return out
}
