package api

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"shuangsuiji/forms"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/proceedings"
)

// described are the forms by the type of the facts that their acts take here.
var described = sync.OnceValue(func() map[reflect.Type]forms.Form {
	out := map[reflect.Type]forms.Form{}
	for _, f := range slices.Concat(caseActs, taskActs, proceedingActs, filingActs, entityActs, partyActs, witnessActs) {
		if described, known := forms.Of(f.subject, f.kind); known && out[f.facts].Act == "" {
			out[f.facts] = described
		}
	}
	return out
})

// filingActs are those with which a proceeding begins; see filingRoutes.
var filingActs = []actForm{
	formOf(forms.Filing, asIs[proceedings.FileFeedback], nil),
	formOf(forms.Filing, asIs[proceedings.RaiseObjection], nil),
	formOf(forms.Filing, asIs[proceedings.RegisterOversight], nil),
}

// nameFacts puts the words of the forms into the schemas of the facts: the domain's
// types carry no texts of an interface.
func nameFacts(r huma.Registry) {
	for t, form := range described() {
		nameFields(r, t, form.Fields)
	}
	period := schemaOf(r, reflect.TypeFor[calendar.Period]())
	period.Properties["amount"].Description = "数量"
	named(period.Properties["unit"], "单位")
}

func schemaOf(r huma.Registry, t reflect.Type) *huma.Schema {
	s := r.Schema(t, true, "")
	if s.Ref != "" {
		return r.SchemaFromRef(s.Ref)
	}
	return s
}

func nameFields(r huma.Registry, t reflect.Type, fields []forms.Field) {
	schema := schemaOf(r, t)
	for _, f := range fields {
		property := schema.Properties[f.Name]
		if property == nil {
			continue // a test finds it
		}
		named(property, f.Says())
		for _, w := range []forms.When{f.Shown, f.Required} {
			if !w.IsAlways() && !w.IsNever() {
				property.Description += "（" + w.Chinese(fields) + "时填写）"
			}
		}
		if inner := jsonField(t, f.Name); f.Kind == forms.Group || f.Kind == forms.Rows || f.Kind == forms.ByKey {
			nameFields(r, element(inner), f.Fields)
		}
	}
}

// named puts the name before what the values mean.
func named(property *huma.Schema, name string) {
	if property.Description != "" && len(property.Enum) > 0 {
		name += "：" + property.Description
	}
	property.Description = name
}

// element is the struct within pointers, lists and maps.
func element(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	return t
}

// jsonField is the type of a struct's field by its name in JSON.
func jsonField(t reflect.Type, name string) reflect.Type {
	for _, f := range reflect.VisibleFields(t) {
		if tag, _, _ := strings.Cut(f.Tag.Get("json"), ","); tag == name {
			return f.Type
		}
	}
	return nil
}
