package api

import (
	"encoding"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/codes"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/calendar"
)

// The forms and the types of the facts are held against each other both ways: the same
// fields, of the kinds that the types hold, required where the types require them.
func TestFormsDescribeTheFacts(t *testing.T) {
	for facts, form := range described() {
		t.Run(facts.String(), func(t *testing.T) {
			require.NotEmpty(t, form.Act, "no form describes %s", facts)
			describes(t, string(form.Act), facts, form.Fields)
		})
	}
}

func TestEveryActHasAForm(t *testing.T) {
	for _, f := range slices.Concat(caseActs, taskActs, proceedingActs, filingActs, entityActs, partyActs, witnessActs) {
		_, known := forms.Of(f.subject, f.kind)
		require.True(t, known, "%s of %s", f.kind, f.subject)
	}
	for _, subject := range []forms.Subject{forms.Case, forms.Task, forms.Proceeding, forms.Filing, forms.ByEntity, forms.ByParty, forms.ByWitness} {
		for _, form := range forms.For(subject) {
			require.True(t, slices.ContainsFunc(slices.Concat(caseActs, taskActs, proceedingActs, filingActs, entityActs, partyActs, witnessActs),
				func(f actForm) bool { return f.subject == subject && f.kind == form.Act }), "no act takes the form %s of %s", form.Act, subject)
		}
	}
}

func describes(t *testing.T, at string, facts reflect.Type, fields []forms.Field) {
	t.Helper()
	var described, there []string
	for _, f := range fields {
		described = append(described, f.Name)
		require.Regexp(t, `\p{Han}`, f.Label, "%s.%s", at, f.Name)
	}
	for _, f := range reflect.VisibleFields(facts) {
		if f.Anonymous { // its own fields are visible too
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		there = append(there, name)
		i := slices.IndexFunc(fields, func(d forms.Field) bool { return d.Name == name })
		if i < 0 {
			continue
		}
		at, d := at+"."+name, fields[i]
		compulsory := !strings.Contains(options, "omitempty") && !strings.Contains(options, "omitzero")
		// What a form requires beyond the type the tests of the law hold against the law.
		require.True(t, !compulsory || d.Required.IsAlways() && d.Shown.IsAlways(), "%s is required by the type", at)
		isOfKind(t, at, f.Type, d)
	}
	require.ElementsMatch(t, there, described, at)
}

func isOfKind(t *testing.T, at string, is reflect.Type, d forms.Field) {
	t.Helper()
	if is.Kind() == reflect.Pointer {
		is = is.Elem()
	}
	switch d.Kind {
	case forms.Choice:
		isCode(t, at, is, d)
	case forms.Choices:
		require.Equal(t, reflect.Slice, is.Kind(), at)
		isCode(t, at, is.Elem(), d)
	case forms.YesNo, forms.Tick:
		require.Equal(t, reflect.Bool, is.Kind(), at)
	case forms.Day:
		require.Equal(t, reflect.TypeFor[calendar.Date](), is, at)
	case forms.Moment:
		require.Equal(t, reflect.TypeFor[time.Time](), is, at)
	case forms.Text, forms.LongText:
		require.Equal(t, reflect.String, is.Kind(), at)
		require.Empty(t, codes.Types()[is], "%s is a code", at)
	case forms.Number, forms.Money:
		require.Contains(t, []reflect.Kind{reflect.Int, reflect.Int64}, is.Kind(), at)
		require.Equal(t, d.Kind == forms.Money, strings.HasSuffix(strings.ToLower(at), "fen"), at)
	case forms.Period:
		require.Equal(t, reflect.TypeFor[calendar.Period](), is, at)
	case forms.Lines:
		require.Equal(t, reflect.TypeFor[[]string](), is, at)
	case forms.Group:
		describes(t, at, is, d.Fields)
	case forms.Rows:
		require.Equal(t, reflect.Slice, is.Kind(), at)
		describes(t, at, is.Elem(), d.Fields)
	case forms.ByKey:
		require.Equal(t, reflect.Map, is.Kind(), at)
		describes(t, at, is.Elem(), d.Fields)
	case forms.EachByKey:
		require.Equal(t, reflect.Map, is.Kind(), at)
		require.Len(t, d.Fields, 1, at)
		isOfKind(t, at+".*", is.Elem(), d.Fields[0])
	default:
		t.Fatalf("%s: unknown kind %s", at, d.Kind)
	}
}

// isCode: what one chooses from is the list of the field's type, or part of it; where
// the subject has the choices, the type is a text or one of the codes of an edition.
func isCode(t *testing.T, at string, is reflect.Type, d forms.Field) {
	t.Helper()
	require.Equal(t, reflect.String, is.Kind(), at)
	require.False(t, is.Implements(reflect.TypeFor[json.Marshaler]()) || is.Implements(reflect.TypeFor[encoding.TextMarshaler]()), at)
	if d.Source != "" {
		require.Empty(t, d.Codes, at)
		return
	}
	require.Equal(t, is, d.Type, at)
	require.NotEmpty(t, d.Codes, at)
	for _, c := range d.Codes {
		require.Contains(t, codes.Types()[is], c, at)
	}
}
