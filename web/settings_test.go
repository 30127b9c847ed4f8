package web

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/forms"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/settings"
)

// Every setting has a form that shows its value and gives it back as it was.
func TestSettingsComeBackFromTheirForms(t *testing.T) {
	t.Parallel()
	require.Len(t, forms.Settings, len(settings.All))
	about := forms.About{Options: map[forms.Source][]forms.Option{}}
	for _, g := range registers.HebeiScale.Grades {
		about.Options[forms.FromOwnScale] = append(about.Options[forms.FromOwnScale], forms.Option{Value: g.Code, Name: g.Name})
	}
	for _, s := range settings.All {
		name := s.About().Name
		require.Contains(t, forms.Settings, name)
		values, err := valuesOf(name, s.Standard())
		require.NoError(t, err, name)
		body := settingBody(forms.Settings[name], values)
		raw, err := json.Marshal(body[forms.ValueName])
		require.NoError(t, err, name)
		got, err := s.Parse(t.Context(), settings.Kept{}, raw)
		require.NoError(t, err, "%s: %s", name, raw)
		require.Equal(t, s.Standard(), got, name)
		told, err := settingInWords(about, name, s.Standard())
		require.NoError(t, err, name)
		require.NotEmpty(t, told, name)
	}
}

// What was emptied in a form is sent as empty; what is no number is handed on.
func TestEmptiedSetting(t *testing.T) {
	t.Parallel()
	body := settingBody(forms.Settings["visit_limits"], map[string][]string{"value.perYear": {"x"}, "value.byGrade.A": {""}})
	require.Equal(t, map[string]any{"perYear": "x", "byGrade": map[string]any{}, "campaign": "", "perDay": "", "perWeek": "", "perMonth": "", "clearInARow": ""}, body[forms.ValueName])
	require.Equal(t, []any{}, settingBody(forms.Settings["second_factor_roles"], nil)[forms.ValueName])
}

// A scale of grades is said a grade a line.
func TestRowsOfASettingAreLines(t *testing.T) {
	t.Parallel()
	told, err := settingInWords(forms.About{}, "grade_scale", registers.HebeiScale)
	require.NoError(t, err)
	require.Len(t, told, 2+len(registers.HebeiScale.Grades))
	require.Equal(t, forms.Said{Label: "等级（由低到高）第1项", Text: "代码A，名称信用风险低，权重1"}, told[2])
}
