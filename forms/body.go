package forms

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Body is what the values say, as JSON takes it. The values are those of inputs whose
// names are paths ("facts.method", "facts.penalties.0.fen"); a moment has the two inputs
// "….date" and "….time", a period "….amount" and "….unit". What is not shown is left
// out, and so is what was not filled in.
func Body(fields []Field, values url.Values, so map[Fact]bool) map[string]any {
	return reader{values: values, so: so}.object("", fields)
}

type reader struct {
	values url.Values
	so     map[Fact]bool
}

// object reads the fields of one object; nil where nothing of it was filled in. All are
// read before it is asked which of them are shown.
func (r reader) object(at string, fields []Field) map[string]any {
	read := map[string]any{}
	for _, f := range fields {
		if v := r.value(at+f.Name, f); v != nil {
			read[f.Name] = v
		}
	}
	shown := make(map[string]any, len(read))
	for _, f := range fields {
		if v, there := read[f.Name]; there && f.Shown.Holds(read, r.so) {
			shown[f.Name] = v
		}
	}
	if len(shown) == 0 {
		return nil
	}
	return shown
}

// value reads what stands under the name; nil where nothing does.
func (r reader) value(name string, f Field) any {
	switch f.Kind {
	case Group:
		return orNil(r.object(name+".", f.Fields))
	case Rows, Files:
		return r.rows(name, f)
	case ByKey, EachByKey:
		return r.byKey(name, f)
	case Choices:
		return r.choices(name, f)
	case Lines:
		return listOf(strings.Split(r.one(name), "\n"))
	case Moment:
		return momentOf(r.one(name+".date"), r.one(name+".time"))
	case Period:
		return r.period(name)
	}
	return r.plain(name, f)
}

// choices are what was chosen; nothing chosen is an empty list where that is an answer
// and the form asked, which it says by an empty value.
func (r reader) choices(name string, f Field) any {
	if chosen := listOf(r.values[name]); chosen != nil || !f.Exactly || !r.values.Has(name) {
		return chosen
	}
	return []any{}
}

func (r reader) plain(name string, f Field) any {
	typed := r.one(name)
	if f.Kind == LongText {
		typed = strings.TrimSpace(strings.ReplaceAll(r.values.Get(name), "\r\n", "\n"))
	}
	if typed == "" {
		return nil
	}
	switch f.Kind {
	case YesNo:
		return truth(typed)
	case Tick:
		if typed == "true" {
			return true
		}
		return nil
	case Day:
		return dayOf(typed)
	case Number:
		return numberOf(typed)
	case Money:
		return fenOf(typed)
	}
	return typed
}

// one is the value of a single input, without blanks around it.
func (r reader) one(name string) string { return strings.TrimSpace(r.values.Get(name)) }

func (r reader) period(name string) any {
	amount, unit := r.one(name+".amount"), r.one(name+".unit")
	if amount == "" { // a unit alone is what the page began with
		return nil
	}
	out := map[string]any{"amount": numberOf(amount)}
	if unit != "" {
		out["unit"] = unit
	}
	return out
}

// rows are those of which anything was filled in, in the order of their numbers.
func (r reader) rows(name string, f Field) any {
	var out []any
	for _, n := range r.numbers(name + ".") {
		row := r.object(name+"."+strconv.Itoa(n)+".", f.Fields)
		if row == nil || f.Kind == Files && row["name"] == nil { // a file whose name was taken away is not sent
			continue
		}
		out = append(out, row)
	}
	if out == nil {
		return nil
	}
	return out
}

// numbers are those that follow the prefix in the inputs' names.
func (r reader) numbers(prefix string) []int {
	found := map[int]bool{}
	for name := range r.values {
		rest, under := strings.CutPrefix(name, prefix)
		if !under {
			continue
		}
		first, _, _ := strings.Cut(rest, ".")
		if n, err := strconv.Atoi(first); err == nil && n >= 0 {
			found[n] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

func (r reader) byKey(name string, f Field) any {
	out := map[string]any{}
	for _, key := range r.keys(name+".", f) {
		if f.Kind == EachByKey {
			if v := r.value(name+"."+key, f.Fields[0]); v != nil {
				out[key] = v
			}
		} else if v := r.object(name+"."+key+".", f.Fields); v != nil {
			out[key] = v
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// keys are those that stand between the prefix and an input of the fields. A key may
// hold points itself, and may be empty.
func (r reader) keys(prefix string, f Field) []string {
	found := map[string]bool{}
	for name := range r.values {
		rest, under := strings.CutPrefix(name, prefix)
		if !under {
			continue
		}
		for _, end := range endings(f) {
			if key, ends := strings.CutSuffix(rest, end); ends {
				found[key] = true
				break
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// endings are how the names of the inputs go on behind a key.
func endings(f Field) []string {
	if f.Kind == EachByKey {
		return inputsOf(f.Fields[0].Kind)
	}
	var out []string
	for _, inner := range f.Fields {
		for _, end := range inputsOf(inner.Kind) {
			out = append(out, "."+inner.Name+end)
		}
	}
	return out
}

// inputsOf are the endings of the inputs that a field of the kind has.
func inputsOf(k Kind) []string {
	switch k {
	case Moment:
		return []string{".date", ".time"}
	case Period:
		return []string{".amount", ".unit"}
	}
	return []string{""}
}

func orNil(object map[string]any) any {
	if object == nil {
		return nil
	}
	return object
}

func listOf(typed []string) any {
	var out []any
	for _, one := range typed {
		if one = strings.TrimSpace(one); one != "" {
			out = append(out, one)
		}
	}
	if out == nil {
		return nil
	}
	return out
}
