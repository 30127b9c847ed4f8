package settings_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/settings"
)

// kept is what was set, by name, as JSON.
type kept map[string]string

func (k kept) Setting(_ context.Context, name string, into any) (bool, error) {
	raw, found := k[name]
	if !found {
		return false, nil
	}
	return true, json.Unmarshal([]byte(raw), into)
}

func TestTheTableIsWhole(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, s := range settings.All {
		about := s.About()
		require.Regexp(t, `^[a-z_]+$`, about.Name)
		require.False(t, names[about.Name], about.Name)
		names[about.Name] = true
		for _, text := range []string{about.Title, about.Meaning, about.Bounds} {
			require.Regexp(t, `\p{Han}`, text, about.Name)
		}
		require.NotEmpty(t, about.Who)
		found, err := settings.Of(about.Name)
		require.NoError(t, err)
		require.Equal(t, about, found.About())

		raw, err := json.Marshal(s.Standard())
		require.NoError(t, err)
		value, err := s.Parse(t.Context(), kept{}, raw)
		require.NoError(t, err, "the default of %s is legal", about.Name)
		require.Equal(t, s.Standard(), value)
		for _, k := range []kept{{}, {about.Name: "null"}} {
			value, set, err := s.Now(t.Context(), k)
			require.NoError(t, err)
			require.False(t, set)
			require.Equal(t, s.Standard(), value)
		}
		_, set, err := s.Now(t.Context(), kept{about.Name: string(raw)})
		require.NoError(t, err)
		require.True(t, set)
	}
	_, err := settings.Of("colour")
	require.Equal(t, law.KindNotFound, law.KindOf(err))
}

// What one reading finds does not become the default of the next.
func TestReadingLeavesTheDefaultsAlone(t *testing.T) {
	t.Parallel()
	set := kept{"reminders": `{"daysBefore":[9,8]}`, "grade_scale": `{"grades":[{"code":"甲","name":"低","weight":7}]}`}
	r, err := settings.Reminders.Read(t.Context(), set)
	require.NoError(t, err)
	require.Equal(t, law.Reminders{DaysBefore: []int{9, 8}, Hour: 9, DailyAfter: true}, r)
	_, err = settings.GradeScale.Read(t.Context(), set)
	require.NoError(t, err)
	require.Equal(t, []int{5, 3, 1, 0}, law.DefaultReminders.DaysBefore)
	require.Equal(t, "A", registers.HebeiScale.Grades[0].Code)
}

func TestParse(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, raw string
		field     string // of the refusal; "-" for none
		message   string
	}{
		{"reminders", `{"daysBefore":[1,3,10]}`, "-", ""},
		{"reminders", `{"daysBefore":[]}`, "daysBefore", "1至10次"},
		{"reminders", `{"daysBefore":[1,2,3,4,5,6,7,8,9,10,11]}`, "daysBefore", "现为11次"},
		{"reminders", `{"daysBefore":[0]}`, "-", ""},
		{"reminders", `{"daysBefore":[60]}`, "-", ""},
		{"reminders", `{"daysBefore":[61]}`, "daysBefore", "不能是61"},
		{"reminders", `{"daysBefore":[-1]}`, "daysBefore", "不能是-1"},
		{"reminders", `{"daysBefore":[3,1,3]}`, "daysBefore", "提醒日3重复"},
		{"reminders", `{"hour":0,"minute":59}`, "-", ""},
		{"reminders", `{"hour":23,"minute":0}`, "-", ""},
		{"reminders", `{"hour":24}`, "hour", "不能是24"},
		{"reminders", `{"hour":-1}`, "hour", "不能是-1"},
		{"reminders", `{"minute":60}`, "minute", "不能是60"},
		{"reminders", `{"hour":"九"}`, "hour", "类型不正确"},
		{"reminders", `{"hours":9}`, "hours", "没有名为“hours”的项目"},
		{"reminders", `{"Hour":9}`, "Hour", "没有名为“Hour”的项目"},
		{"reminders", `9`, "", "类型不正确"},
		{"reminders", `{"hour":`, "", "不是有效的JSON"},
		{"reminders", `{"hour":9} {}`, "", "不是有效的JSON"},
		{"agency", `" 迁西县人力资源和社会保障局 "`, "-", ""},
		{"agency", `""`, "-", ""},
		{"agency", `{}`, "", "类型不正确"},
		{"agency", `"` + strings.Repeat("局", 200) + `"`, "-", ""},
		{"agency", `"` + strings.Repeat("局", 201) + `"`, "", "不能超过200个字符"},
		{"visit_limits", `{"perYear":0,"byGrade":{"A":1,"":3}}`, "-", ""},
		{"visit_limits", `{"perYear":-1}`, "perYear", "0至365"},
		{"visit_limits", `{"perYear":366}`, "perYear", "不能是366"},
		{"visit_limits", `{"byGrade":{"E":400}}`, "byGrade.E", "不能是400"},
		{"visit_limits", `{"byGrade":{"` + strings.Repeat("级", 33) + `":1}}`, "byGrade", "不能超过32个字符"},
		{"visit_limits", `{"perDay":-1}`, "perDay", "不能是-1"},
		{"visit_limits", `{"clearInARow":365,"perWeek":365,"perMonth":365}`, "-", ""},
		{"visit_limits", `{"perHour":1}`, "perHour", "没有名为“perHour”的项目"},
		{"public_bodies", `true`, "-", ""},
		{"public_bodies", `"是"`, "", "类型不正确"},
		{"near_visit_days", `0`, "-", ""},
		{"near_visit_days", `366`, "-", ""},
		{"near_visit_days", `367`, "", "0至366"},
		{"near_visit_days", `-1`, "", "0至366"},
		{"near_visit_days", `1.5`, "", "类型不正确"},
		{"second_factor_roles", `["clerk"]`, "-", ""},
		{"second_factor_roles", `[]`, "-", ""},
		{"second_factor_roles", `["entity"]`, "", "没有名为“entity”的角色"},
		{"second_factor_roles", `["clerk","clerk"]`, "", "“经办”重复"},
		{"second_factor_roles", `"clerk"`, "", "类型不正确"},
		{"mail", `{"mode":"digest"}`, "-", ""},
		{"mail", `{"mode":"single_and_digest","domain":"RSJ.qianxi.gov.cn"}`, "-", ""},
		{"mail", `{"mode":"sometimes"}`, "mode", "不能是“sometimes”"},
		{"mail", `{"domain":"不是域名"}`, "domain", "不是有效的域名"},
		{"mail", `{"domain":"localhost"}`, "domain", "不是有效的域名"},
		{"mail", `{"domain":""}`, "domain", "不是有效的域名"},
		{"mail", `{"domain":"` + strings.Repeat("a.", 60) + `cn"}`, "domain", "不是有效的域名"},
		{"grade_scale", scale(1, 2, 4), "-", ""},
		{"grade_scale", scale(1, 1), "-", ""},
		{"grade_scale", scale(1_000_000), "-", ""},
		{"grade_scale", scale(1_000_001), "grades.0.weight", "1至1000000"},
		{"grade_scale", scale(0), "grades.0.weight", "1至1000000"},
		{"grade_scale", scale(), "grades", "1至20级"},
		{"grade_scale", scale(make([]int, 21)...), "grades", "现为21级"},
		{"grade_scale", scale(2, 1), "grades.1.weight", "由低到高"},
		{"grade_scale", `{"grades":[{"code":"A","name":"低","weight":1},{"code":"A","name":"高","weight":2}]}`, "grades.1.code", "重复"},
		{"grade_scale", `{"grades":[{"code":"Z"}]}`, "grades.0.name", "不能为空"},
		{"grade_scale", `{"grades":[{"code":"A\u0007","name":"低","weight":1}]}`, "grades.0.code", "不允许的字符"},
		{"grade_scale", `{"name":" "}`, "name", "不能为空"},
		{"grade_scale", `{"name":"` + strings.Repeat("名", 101) + `"}`, "name", "不能超过100个字符"},
	} {
		s, err := settings.Of(tt.name)
		require.NoError(t, err)
		_, err = s.Parse(t.Context(), kept{}, []byte(tt.raw))
		if tt.field == "-" {
			require.NoError(t, err, tt.raw)
			continue
		}
		var refused *law.Error
		require.ErrorAs(t, err, &refused, tt.raw)
		require.Equal(t, "setting_invalid", refused.Code)
		require.Contains(t, refused.Message, s.About().Title)
		require.Equal(t, tt.field, refused.Fields[0].Field, tt.raw)
		require.Contains(t, refused.Fields[0].Message, tt.message, tt.raw)
	}
}

// scale is a scale with grades of these weights.
func scale(weights ...int) string {
	grades := make([]string, len(weights))
	for i, w := range weights {
		grades[i] = fmt.Sprintf(`{"code":"g%d","name":"%d级","weight":%d}`, i, i, w)
	}
	return `{"code":"own","name":"本县分级","grades":[` + strings.Join(grades, ",") + `]}`
}

func TestFieldsLeftOutStayAsTheyAre(t *testing.T) {
	t.Parallel()
	now := kept{"reminders": `{"daysBefore":[7,2],"hour":14,"minute":30,"dailyAfter":false}`, "mail": `{"mode":"digest","domain":"rsj.gov.cn"}`}
	r, err := settings.Reminders.Parse(t.Context(), now, []byte(`{"daysBefore":[1,4]}`))
	require.NoError(t, err)
	require.Equal(t, law.Reminders{DaysBefore: []int{4, 1}, Hour: 14, Minute: 30}, r)
	m, err := settings.Mail.Parse(t.Context(), now, []byte(`{"mode":"single"}`))
	require.NoError(t, err)
	require.Equal(t, settings.MailSetting{Mode: settings.MailSingle, Domain: "rsj.gov.cn"}, m)
}

func TestWhatEachModeSends(t *testing.T) {
	t.Parallel()
	for mode, want := range map[settings.MailMode][3]bool{ // anything, singly, digest
		"": {}, settings.MailOff: {}, settings.MailSingle: {true, true, false},
		settings.MailSingleWithDigest: {true, true, true}, settings.MailDigest: {true, false, true},
	} {
		m := settings.MailSetting{Mode: mode}
		require.Equal(t, want, [3]bool{m.On(), m.Singly(), m.Digest()}, mode)
	}
}

func TestMessageIDIsThatOfTheThingAndThePerson(t *testing.T) {
	t.Parallel()
	m := settings.MailSetting{Domain: "rsj.gov.cn"}
	id := m.MessageID("digest", "2024-04-08", "u1")
	require.Regexp(t, `^<[0-9a-f]{32}@rsj\.gov\.cn>$`, id)
	require.Equal(t, id, m.MessageID("digest", "2024-04-08", "u1"))
	for _, other := range []string{m.MessageID("digest", "2024-04-09", "u1"), m.MessageID("digest", "2024-04-08", "u2"), m.MessageID("x", "2024-04-08", "u1")} {
		require.NotEqual(t, id, other)
	}
}

func TestContactsInASentence(t *testing.T) {
	for want, c := range map[string]settings.Contacts{
		"": {Telephone: "0315-0000000"},
		"对检查行为有意见的，可以向12345热线反映。":                         settings.OversightContacts.Standard().(settings.Contacts),
		"对检查行为有意见的，可以向迁安市司法局反映。":                          {Office: "迁安市司法局"},
		"对检查行为有意见的，可以向迁安市司法局（电话0315-0000000）或者12345热线反映。": {Office: "迁安市司法局", Telephone: "0315-0000000", Hotline: "12345"},
	} {
		require.Equal(t, want, c.Text())
	}
	long, err := settings.OversightContacts.Parse(t.Context(), settings.Kept{}, []byte(`{"office":"`+strings.Repeat("局", 101)+`"}`))
	require.Error(t, err, "%v", long)
	trimmed, err := settings.OversightContacts.Parse(t.Context(), settings.Kept{}, []byte(`{"office":" 迁安市司法局 "}`))
	require.NoError(t, err)
	require.Equal(t, settings.Contacts{Office: "迁安市司法局", Hotline: "12345"}, trimmed)
}
