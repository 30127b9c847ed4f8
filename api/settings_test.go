package api

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/notify"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

func (b *bench) set(who, name string, value any, reason string) answered {
	b.Helper()
	return b.request(who, "PUT", "/api/settings/"+name, map[string]any{"value": value, "reason": reason})
}

func (b *bench) setting(name string) settingView {
	b.Helper()
	var all list[settingView]
	b.get("supervisor", "/api/settings").is(200).into(&all)
	require.Len(b, all.Items, len(settings.All))
	for _, s := range all.Items {
		if s.Name == name {
			return s
		}
	}
	require.Fail(b, "no setting "+name)
	return settingView{}
}

func TestSettingsOverHTTP(t *testing.T) {
	b := newBench(t, generous())
	for _, s := range settings.All {
		v := b.setting(s.About().Name)
		require.False(t, v.Set)
		require.Equal(t, v.Standard, v.Value)
		require.NotNil(t, v.Value)
	}

	b.set("director", "reminders", map[string]any{"daysBefore": []int{1, 7}, "hour": 10}, "夏季作息时间调整").is(200)
	v := b.setting("reminders")
	require.True(t, v.Set)
	require.Equal(t, map[string]any{"daysBefore": []any{7.0, 1.0}, "hour": 10.0, "minute": 0.0, "dailyAfter": true}, v.Value)
	require.NotEqual(t, v.Standard, v.Value)
	require.Equal(t, "director", v.By)
	require.Equal(t, "夏季作息时间调整", v.Reason)
	require.Equal(t, startOfMonth, v.Since)

	refused := b.set("admin", "reminders", map[string]any{"hour": 24, "daysBefore": []int{61}}, "试").is(422, "setting_invalid")
	require.Contains(t, refused.text, "提醒应在届满前0至60个工作日，不能是61")
	require.Contains(t, refused.text, "时应为0至23")
	b.set("admin", "reminders", map[string]any{"hours": 8}, "试").is(422, "setting_invalid")
	b.set("admin", "reminders", map[string]any{"hour": 8}, "  ").is(422, "reason_required")
	b.set("admin", "reminders", map[string]any{"hour": 8}, "").is(422)
	b.set("admin", "reminders", map[string]any{"hour": 8}, strings.Repeat("长", 1001)).is(422)
	b.set("admin", "colour", "红", "试").is(404, "setting_unknown")
	b.get("admin", "/api/settings/colour/history").is(404, "setting_unknown")
	b.set("admin", "grade_scale", nil, "试").is(403, "not_your_act")
	b.set("director", "mail", map[string]any{"mode": "digest"}, "试").is(403, "not_your_act")
	b.set("clerk", "reminders", nil, "试").is(403, "not_your_act")

	b.set("admin", "reminders", nil, "恢复原作息").is(200)
	b.set("admin", "reminders", nil, "又一次").is(200) // no change
	v = b.setting("reminders")
	require.False(t, v.Set)
	require.Equal(t, v.Standard, v.Value)
	require.Equal(t, "恢复原作息", v.Reason)
	var history list[settingChange]
	b.get("head", "/api/settings/reminders/history").is(200).into(&history)
	require.Len(t, history.Items, 2)
	require.Equal(t, []string{"director", "admin"}, []string{history.Items[0].By, history.Items[1].By})
	require.JSONEq(t, `{"daysBefore":[7,1],"hour":10,"minute":0,"dailyAfter":true}`, string(history.Items[0].Value))
	require.Equal(t, "null", string(history.Items[1].Value))

	b.set("admin", "agency", "迁西县人力资源和社会保障局", "公示使用全称").is(200)
	require.Equal(t, "迁西县人力资源和社会保障局", b.setting("agency").Value)
}

// A grade that entities have cannot be taken away from under them.
func TestTheScaleCoversTheRegister(t *testing.T) {
	b := newBench(t, generous())
	own := registers.GradeScale{Code: "own", Name: "本县分级", Grades: []registers.Grade{{Code: "低", Name: "低", Weight: 1}, {Code: "高", Name: "高", Weight: 3}}}
	require.Contains(t, b.set("director", "grade_scale", own, "改用本县分级").is(409, "grade_in_use").text, "风险等级为“A”")
	wider := registers.HebeiScale
	wider.Grades = append(append([]registers.Grade(nil), wider.Grades...), registers.Grade{Code: "F", Name: "信用风险极高", Weight: 32})
	b.set("director", "grade_scale", wider, "增加一级").is(200)
	e, err := b.store.Entities(t.Context(), record.EntityFilter{}, record.Page{Limit: 1})
	require.NoError(t, err)
	e.Items[0].Grade = "F"
	_, _, _, err = b.store.SaveEntities(t.Context(), "system", startOfMonth, e.Items)
	require.NoError(t, err)
	b.set("director", "grade_scale", nil, "恢复").is(409, "grade_in_use")
}

// A running case keeps the moment that it waits for; the next one follows the
// setting.
func TestRunningCasesTakeChangedReminders(t *testing.T) {
	b := newBench(t, generous())
	no := b.drawn()[0]
	next := func() law.Moment {
		b.Helper()
		d, running := b.theCase(no).Deadlines.Find(law.DeadlineNotify)
		require.True(t, running)
		return *d.Next
	}
	first := next()
	require.Equal(t, calendar.NewDate(2024, 4, 3).At(9, 0), first.At)
	b.set("admin", "reminders", map[string]any{"hour": 10, "minute": 30}, "夏季作息").is(200)
	require.Equal(t, first, next())
	b.request("admin", "POST", "/api/clock", map[string]any{"to": "2024-04-03T09:00:00+08:00"}).is(200)
	require.Equal(t, calendar.NewDate(2024, 4, 3).At(10, 30), next().At)
	b.request("admin", "POST", "/api/clock", map[string]any{"to": "2024-04-03T10:30:00+08:00"}).is(200)
	require.Equal(t, calendar.NewDate(2024, 4, 7).At(10, 30), next().At)
}

func TestMailGoesOutAsItIsSet(t *testing.T) {
	b := newBench(t, generous())
	ctx := t.Context()
	for _, id := range []string{"director", "clerk"} {
		a, err := b.store.Account(ctx, id)
		require.NoError(t, err)
		a.Email = id + "@rsj.example.cn"
		require.NoError(t, b.store.SaveAccount(ctx, a))
	}
	waiting := func() (to []string) {
		b.Helper()
		mails, err := b.store.PendingMail(ctx, startOfMonth, 100)
		require.NoError(t, err)
		for _, m := range mails {
			if strings.HasSuffix(m.To, "@rsj.example.cn") {
				to = append(to, m.To)
			}
		}
		return to
	}
	b.set("admin", "mail", map[string]any{"mode": "digest", "domain": "rsj.example.cn"}, "邮件太多").is(200)
	b.prepared()
	require.Empty(t, waiting(), "what the bureau head is to approve comes with the digest")
	digests := notify.NewDigests(b.store)
	b.request("admin", "POST", "/api/clock", map[string]any{"to": "2024-04-02T09:00:00+08:00"}).is(200)
	for range 2 {
		_, err := digests.Round(ctx)
		require.NoError(t, err)
	}
	require.ElementsMatch(t, []string{"director@rsj.example.cn", "clerk@rsj.example.cn"}, waiting())

	b.set("admin", "mail", map[string]any{"mode": "single"}, "改为逐条").is(200)
	b.act("director", theTask, tasks.ReturnDraw{}, "比例过低").is(200)
	require.Equal(t, "clerk@rsj.example.cn", waiting()[2])
}

func TestUndeliveredMail(t *testing.T) {
	b := newBench(t, generous())
	ctx := t.Context()
	require.NoError(t, b.store.QueueMail(ctx, []record.Mail{
		{MessageID: "<1@rsj.cn>", To: "gone@example.cn", Subject: "【双随机抽查】2024001-001-0001", Body: "仅供收件人阅看", Created: startOfMonth},
		{MessageID: "<2@rsj.cn>", To: "here@example.cn", Created: startOfMonth}}))
	require.NoError(t, b.store.MarkMailFailed(ctx, "<1@rsj.cn>", record.MailFailure{Reason: "收件地址被邮件服务器拒绝（550）", At: startOfMonth}))

	var mails list[undeliveredMail]
	res := b.get("admin", "/api/mail/undelivered").is(200)
	res.into(&mails)
	require.Equal(t, []undeliveredMail{{MessageID: "<1@rsj.cn>", To: "gone@example.cn", Subject: "【双随机抽查】2024001-001-0001", Created: startOfMonth,
		Attempts: 1, LastError: "收件地址被邮件服务器拒绝（550）", GivenUp: startOfMonth}}, mails.Items)
	require.NotContains(t, res.text, "仅供收件人阅看")
	b.get("director", "/api/mail/undelivered").is(403, "not_your_act")

	var resumed resumedMail
	b.request("admin", "POST", "/api/mail/undelivered/resume", map[string]any{"messageIds": []string{"<2@rsj.cn>"}}).is(200).into(&resumed)
	require.Zero(t, resumed.Resumed, "it was never given up")
	b.request("admin", "POST", "/api/mail/undelivered/resume", map[string]any{}).is(200).into(&resumed)
	require.Equal(t, 1, resumed.Resumed)
	b.get("admin", "/api/mail/undelivered").is(200).into(&mails)
	require.Empty(t, mails.Items)
}
