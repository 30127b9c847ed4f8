package forms_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"shuangsuiji/forms"
)

// everyForm calls with each form and all that it asks for.
func everyForm(do func(name string, f forms.Form, parts []forms.Field)) {
	for _, subject := range []forms.Subject{forms.Case, forms.Task, forms.Proceeding, forms.Filing, forms.ByEntity, forms.ByParty, forms.ByWitness} {
		for _, f := range forms.For(subject) {
			do(string(subject)+" "+string(f.Act), f, f.Parts(true))
		}
	}
}

// Whatever can be filled in comes through the inputs of a page as it was.
func TestBodyThroughThePageAndBack(t *testing.T) {
	everyForm(func(name string, _ forms.Form, parts []forms.Field) {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				so := allFacts(rapid.Bool().Draw(t, "so"))
				values := forms.Values(parts, filledIn(t, parts))
				body := forms.Body(parts, values, so)
				again := forms.Body(parts, forms.Values(parts, body), so)
				require.Equal(t, body, again)
				asText, err := json.Marshal(body)
				require.NoError(t, err)
				require.True(t, json.Valid(asText))
			})
		})
	})
}

// A body without hidden fields is read from its own inputs, nothing more and nothing
// less.
func TestNothingIsLostOnTheWay(t *testing.T) {
	everyForm(func(name string, _ forms.Form, parts []forms.Field) {
		parts = allShown(parts)
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				body := filledIn(t, parts)
				got := forms.Body(parts, forms.Values(parts, body), nil)
				if len(body) == 0 {
					require.Empty(t, got)
					return
				}
				require.Equal(t, body, got)
			})
		})
	})
}

func allShown(fields []forms.Field) []forms.Field {
	out := make([]forms.Field, len(fields))
	for i, f := range fields {
		f.Shown, f.Fields = forms.Always, allShown(f.Fields)
		out[i] = f
	}
	return out
}

func allFacts(so bool) map[forms.Fact]bool {
	return map[forms.Fact]bool{forms.WithoutTeam: so, forms.NotNotified: so, forms.NotApproved: so, forms.Repeated: so,
		forms.ServiceCounted: so, forms.VisitCounted: so, forms.Contested: so, forms.OnPaper: so, forms.Graded: so, forms.BothPapers: so}
}

// filledIn draws a body in which some fields are filled in; nil where none is.
func filledIn(t *rapid.T, fields []forms.Field) map[string]any {
	out := map[string]any{}
	for _, f := range fields {
		if rapid.Bool().Draw(t, f.Name) {
			if v := drawn(t, f); v != nil {
				out[f.Name] = v
			}
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

var (
	words = rapid.StringMatching(`[A-Za-z0-9一-龥𠀀<>&"'.]{1,12}`)
	keys  = rapid.StringMatching(`[A-Z]{0,2}[0-9]{1,3}(\.[0-9])?`)
)

func drawn(t *rapid.T, f forms.Field) any {
	switch f.Kind {
	case forms.Group:
		return orNothing(filledIn(t, f.Fields))
	case forms.Rows, forms.Files:
		var rows []any
		for range rapid.IntRange(1, 3).Draw(t, "rows") {
			row := filledIn(t, f.Fields)
			if f.Kind == forms.Files && row != nil {
				row["name"] = words.Draw(t, "name")
			}
			if row != nil {
				rows = append(rows, row)
			}
		}
		if rows == nil {
			return nil
		}
		return rows
	case forms.ByKey, forms.EachByKey:
		return drawnByKey(t, f)
	case forms.Choices, forms.Lines:
		if f.Exactly && rapid.Bool().Draw(t, "none") {
			return []any{}
		}
		var all []any
		for _, one := range rapid.SliceOfN(words, 1, 3).Draw(t, "list") {
			all = append(all, one)
		}
		return all
	case forms.YesNo:
		return rapid.Bool().Draw(t, "answer")
	case forms.Tick:
		return true
	case forms.Day:
		return fmt.Sprintf("20%02d-%02d-%02d", rapid.IntRange(10, 40).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day"))
	case forms.Moment:
		return fmt.Sprintf("2024-04-%02dT%02d:%02d:00+08:00", rapid.IntRange(1, 30).Draw(t, "day"), rapid.IntRange(0, 23).Draw(t, "hour"), rapid.IntRange(0, 59).Draw(t, "minute"))
	case forms.Number, forms.Money:
		return rapid.Int64Range(0, 1_000_000_000_000).Draw(t, "number")
	case forms.Period:
		return map[string]any{"amount": rapid.Int64Range(0, 9999).Draw(t, "amount"), "unit": "working_days"}
	case forms.LongText:
		return words.Draw(t, "first") + "\n\n" + words.Draw(t, "last")
	}
	return words.Draw(t, "text")
}

func drawnByKey(t *rapid.T, f forms.Field) any {
	out := map[string]any{}
	for _, key := range rapid.SliceOfN(keys, 1, 3).Draw(t, "keys") {
		var v any
		if f.Kind == forms.EachByKey {
			v = drawn(t, f.Fields[0])
		} else {
			v = orNothing(filledIn(t, f.Fields))
		}
		if v != nil {
			out[key] = v
		}
	}
	return orNothing(out)
}

func orNothing(object map[string]any) any {
	if len(object) == 0 {
		return nil
	}
	return object
}

// What people type is read in the ways in which they type it, and handed on where it is
// not plain what they mean.
func TestAsPeopleTypeIt(t *testing.T) {
	one := func(kind forms.Kind, inputs map[string]string) any {
		values := url.Values{}
		for ending, typed := range inputs {
			values.Set("x"+ending, typed)
		}
		return forms.Body([]forms.Field{{Name: "x", Kind: kind, Shown: forms.Always}}, values, nil)["x"]
	}
	for typed, want := range map[string]any{
		"2024-4-9": "2024-04-09", "2024/04/09": "2024-04-09", "2024.4.9": "2024-04-09", "20240409": "2024-04-09", "2024年4月9日": "2024-04-09",
		"２０２４－０４－０９": "2024-04-09", " 2024-04-09 ": "2024-04-09", "明天": "明天", "2024-4": "2024-4", "": nil,
	} {
		require.Equal(t, want, one(forms.Day, map[string]string{"": typed}), typed)
	}
	for typed, want := range map[string]any{
		"5000": int64(500000), "5,000.00": int64(500000), "５０００": int64(500000), "¥5000.5": int64(500050), "5000元": int64(500000), "0.05": int64(5),
		"5,00": "5,00", "五千": "五千", "-1": "-1", "1.234": "1.234", "9999999999999999": "9999999999999999", "": nil,
	} {
		require.Equal(t, want, one(forms.Money, map[string]string{"": typed}), typed)
	}
	for typed, want := range map[[2]string]any{
		{"2024-4-9", "9:30"}: "2024-04-09T09:30:00+08:00", {"20240409", "0930"}: "2024-04-09T09:30:00+08:00", {"2024-04-09", "９：３０"}: "2024-04-09T09:30:00+08:00",
		{"2024-04-09", "9时"}: "2024-04-09T09:00:00+08:00", {"2024-04-09", ""}: "2024-04-09", {"", "9:30"}: "9:30", {"", ""}: nil,
	} {
		require.Equal(t, want, one(forms.Moment, map[string]string{".date": typed[0], ".time": typed[1]}), typed)
	}
	require.Equal(t, int64(12), one(forms.Number, map[string]string{"": "１２"}))
	require.Equal(t, "十二", one(forms.Number, map[string]string{"": "十二"}))
	require.Equal(t, false, one(forms.YesNo, map[string]string{"": "false"}))
	require.Nil(t, one(forms.YesNo, nil), "no answer is no answer")
	require.Nil(t, one(forms.Period, map[string]string{".unit": "days"}), "a unit without an amount is what the page began with")
	require.Equal(t, []any{"一", "二"}, one(forms.Lines, map[string]string{"": "一\r\n\r\n 二 \r\n"}))
}
