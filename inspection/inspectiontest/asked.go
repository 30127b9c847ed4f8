package inspectiontest

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"github.com/stretchr/testify/require"

	"shuangsuiji/forms"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// What a form asks for and what the law judges must agree both ways. Each act that the
// law accepts in a test is held against its form: nothing that the form requires may be
// missing in it, and nothing stand in it that the form does not show. That nothing is
// optional without which the law accepts no act is for [MainReaching]: of each optional
// field it asks for an accepted act without it.

// Asked is a field of an act's form.
type Asked struct {
	Subject forms.Subject
	Act     law.ActKind
	Path    law.Path
}

func (a Asked) String() string { return fmt.Sprintf("%s: %s: %s", a.Subject, a.Act, a.Path) }

// saidBefore is what acts say instead that are older than the field: the record follows
// from them still.
var saidBefore = map[Asked]string{
	{forms.Case, cases.ActOrderCorrection, "service"}: "on",
}

// omitted are the optional fields of which an act was accepted without them.
var omitted = struct {
	sync.Mutex
	seen map[Asked]bool
}{seen: map[Asked]bool{}}

// accepted holds an act that the law has accepted against its form.
func accepted(t require.TestingT, subject forms.Subject, a law.Act) {
	if a.Actor.Has(law.RoleSystem) {
		return
	}
	if a.Actor.Has(law.RoleEntity) {
		subject = map[forms.Subject]forms.Subject{forms.Case: forms.ByEntity, forms.Proceeding: forms.ByParty}[subject]
	}
	form, described := forms.Of(subject, a.Kind)
	if !described {
		form, described = forms.Of(forms.Filing, a.Kind)
		subject = forms.Filing
	}
	if !described {
		return // by the code at the door, which asks for nothing
	}
	var facts map[string]any
	require.NoError(t, json.Unmarshal(a.Facts, &facts))
	holdAgainst(t, Asked{Subject: subject, Act: a.Kind}, form.Fields, facts)
}

func holdAgainst(t require.TestingT, at Asked, fields []forms.Field, object map[string]any) {
	beside := map[string]any{}
	for _, f := range fields {
		if filled(f, object[f.Name]) {
			beside[f.Name] = object[f.Name]
		}
	}
	for _, f := range fields {
		here := Asked{Subject: at.Subject, Act: at.Act, Path: at.Path.Join(f.Name)}
		value, there := beside[f.Name]
		if onSubject(f.Shown) || onSubject(f.Required) {
			continue // what is so of the subject the rig does not know
		}
		if there {
			// What is ticked beside the point the law passes over.
			require.True(t, f.Kind == forms.Tick || f.Shown.Holds(beside, nil), "the law accepts what the form does not show: %s", here)
			within(t, here, f, value)
			continue
		}
		if object[saidBefore[here]] != nil {
			continue
		}
		require.False(t, f.Shown.Holds(beside, nil) && f.Required.Holds(beside, nil), "the law accepts the act without what the form requires: %s", here)
		omitted.Lock()
		omitted.seen[here] = true
		omitted.Unlock()
	}
}

func within(t require.TestingT, at Asked, f forms.Field, value any) {
	switch f.Kind {
	case forms.Group:
		object, _ := value.(map[string]any)
		holdAgainst(t, at, f.Fields, object)
	case forms.Rows:
		list, _ := value.([]any)
		for _, row := range list {
			object, _ := row.(map[string]any)
			holdAgainst(t, at, f.Fields, object)
		}
	case forms.ByKey:
		all, _ := value.(map[string]any)
		for _, one := range all {
			object, _ := one.(map[string]any)
			holdAgainst(t, at, f.Fields, object)
		}
	}
}

// filled reports whether the value is one that somebody filled in: facts in Go have a
// zero value for what was left out.
func filled(f forms.Field, v any) bool {
	switch f.Kind {
	case forms.YesNo, forms.Number:
		return v != nil
	case forms.Money:
		return v != nil && v != float64(0)
	case forms.Moment:
		return v != nil && v != "0001-01-01T00:00:00Z"
	}
	switch v := v.(type) {
	case nil:
		return false
	case string:
		return v != ""
	case bool:
		return v
	case map[string]any:
		return len(v) > 0
	case []any:
		return len(v) > 0
	}
	return true
}

// onSubject reports whether the condition asks for something of the subject.
func onSubject(w forms.When) bool {
	return w.Fact != "" || slices.ContainsFunc(slices.Concat(w.All, w.Any), onSubject)
}

// Optional are the fields of the subjects' forms that need not be filled in.
func Optional(subjects ...forms.Subject) []Asked {
	var out []Asked
	for _, s := range subjects {
		for _, form := range forms.For(s) {
			out = append(out, optionalIn(Asked{Subject: s, Act: form.Act}, form.Fields)...)
		}
	}
	return out
}

func optionalIn(at Asked, fields []forms.Field) []Asked {
	var out []Asked
	for _, f := range fields {
		here := Asked{Subject: at.Subject, Act: at.Act, Path: at.Path.Join(f.Name)}
		if f.Required.IsNever() && !f.Shown.IsNever() && !onSubject(f.Shown) {
			out = append(out, here)
		}
		if f.Kind == forms.Group || f.Kind == forms.Rows || f.Kind == forms.ByKey {
			out = append(out, optionalIn(here, f.Fields)...)
		}
	}
	return out
}
