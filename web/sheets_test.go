package web_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/officetest"
	"shuangsuiji/record"
)

// imported is the form of an import with what was pasted into it.
func imported(pasted string) url.Values { return url.Values{"pasted": {pasted}} }

// A changed password leaves the browser logged in, and no other; what was typed of it is
// never shown again.
func TestPasswordIsChangedInAPage(t *testing.T) {
	b := newBench(t)
	b.at.WithPassword("head")
	s, elsewhere := b.loginOf("head"), b.loginOf("head")
	const fresh = "另一个 battery 89"
	form := url.Values{"oldPassword": {"wrong"}, "newPassword": {fresh}, "repeated": {fresh}}
	s.post("/console/me/password", form).is(http.StatusUnauthorized, "不正确").without(fresh)
	form.Set("oldPassword", officetest.Password)
	form.Set("repeated", "x")
	s.post("/console/me/password", form).is(http.StatusUnprocessableEntity, "两次输入的新密码不一致").without(fresh)
	form.Set("repeated", fresh)
	s.post("/console/me/password", form).is(http.StatusSeeOther)
	s.get("/console/me?done=password").is(http.StatusOK, "密码已修改", "科长甲")
	elsewhere.get("/console/me").is(http.StatusUnauthorized)
}

// Whoever's password somebody else has set is led to where it is changed.
func TestPasswordOfOthersIsChangedFirst(t *testing.T) {
	b := newBench(t)
	s := b.loggedIn("legal")
	_, err := b.at.Store.ChangeAccount(t.Context(), "legal", record.AccountChange{By: "admin", At: officetest.StartOfMonth,
		Judge: func(a *record.Account, _ []record.Account) ([]record.Message, error) {
			a.MustChangePassword = true
			return nil, nil
		}})
	require.NoError(t, err)
	require.Equal(t, "/console/me/password", s.get("/console/cases").is(http.StatusSeeOther).header.Get("Location"))
	const fresh = "另一个 battery 89"
	s.get("/console/me/password").is(http.StatusOK, "请先修改密码")
	s.post("/console/me/password", url.Values{"oldPassword": {officetest.Password}, "newPassword": {fresh}, "repeated": {fresh}}).is(http.StatusSeeOther)
	s.get("/console/cases").is(http.StatusOK)
}

var secretShown = regexp.MustCompile(`密钥 <code>(\w+)</code>`)

// A second factor is enrolled with the picture and its first code; the recovery codes are
// shown once, and the session goes on.
func TestSecondFactorIsEnrolledInAPage(t *testing.T) {
	b := newBench(t)
	s := b.loggedIn("supervisor")
	const page = "/console/me/second-factor"
	s.post(page, url.Values{"step": {"enrol"}, "password": {"wrong"}}).is(http.StatusUnauthorized, "不正确")
	begun := s.post(page, url.Values{"step": {"enrol"}, "password": {officetest.Password}}).is(http.StatusOK, "data:image/png;base64,")
	secret := secretShown.FindStringSubmatch(begun.text)
	require.Len(t, secret, 2)
	s.post(page, url.Values{"step": {"confirm"}, "code": {"000000"}}).is(http.StatusUnauthorized, "动态口令不正确", "重新开始")
	code, err := totp.GenerateCode(secret[1], time.Now())
	require.NoError(t, err)
	s.post(page, url.Values{"step": {"confirm"}, "code": {code}}).is(http.StatusOK, "只显示这一次", "<li><code>")
	s.get(page).is(http.StatusOK, "尚未使用的恢复码10个", "更换动态口令").without(secret[1])
}

// A token is shown once; it is listed and can be revoked.
func TestTokenIsShownOnce(t *testing.T) {
	b := newBench(t)
	s := b.loggedIn("clerk")
	s.post("/console/me/tokens", url.Values{"name": {"台账"}, "scope": {"read"}, "days": {"x"}}).is(http.StatusUnprocessableEntity, "有效天数：", "台账")
	s.post("/console/me/tokens", url.Values{"name": {"台账"}, "scope": {"read"}}).is(http.StatusOK, "ssj_")
	listed := s.get("/console/me/tokens").is(http.StatusOK, "台账", "只能查看").without("ssj_")
	id := regexp.MustCompile(`name="revoke" value="([^"]+)"`).FindStringSubmatch(listed.text[strings.Index(listed.text, "台账"):])
	s.post("/console/me/tokens", url.Values{"revoke": {id[1]}}).is(http.StatusSeeOther)
	s.get("/console/me/tokens").is(http.StatusOK, "已吊销")
}

// A power is lent and taken back; both see whose it is by name.
func TestDelegationInAPage(t *testing.T) {
	b := newBench(t)
	s := b.loggedIn("director")
	form := url.Values{"role": {string(law.RoleBureauHead)}, "to": {"head-insurance"}, "begin": {"2024-04-01"}, "end": {"2024-03-01"}, "reason": {"外出学习"}}
	s.post("/console/me/delegations", form).is(http.StatusUnprocessableEntity, "外出学习", "起止日期")
	form.Set("end", "2024-04-05")
	s.post("/console/me/delegations", form).is(http.StatusSeeOther)
	given := s.get("/console/me/delegations").is(http.StatusOK, "科长乙", "有效")
	deputy := b.loggedIn("head-insurance")
	deputy.get("/console/me").is(http.StatusOK, "受局长甲委托")
	deputy.get("/console/me/delegations").is(http.StatusOK, "局长甲")
	s.post("/console/me/delegations", url.Values{"revoke": {given.value("revoke")}}).is(http.StatusSeeOther)
	s.get("/console/me/delegations").is(http.StatusOK, "已撤回")
	b.loggedIn("supervisor").get("/console/me/delegations").is(http.StatusOK, "不能委托")
}

// Messages lead to what they are about, and are marked as read one by one or all.
func TestInbox(t *testing.T) {
	b := newBench(t)
	b.at.Drawn()
	lead := b.at.CaseNow(b.at.CaseNumbers()[0]).Team.Lead()
	s := b.loggedIn(lead)
	unread := s.get("/console/inbox?unread=true").is(http.StatusOK, "/console/cases/2024001-001-", "标为已读")
	s.post("/console/inbox", url.Values{"id": {unread.value("id")}}).is(http.StatusSeeOther)
	s.post("/console/inbox", url.Values{"id": {"x"}}).is(http.StatusUnprocessableEntity)
	s.post("/console/inbox", url.Values{"all": {"true"}}).is(http.StatusSeeOther)
	s.get("/console/inbox?unread=true").is(http.StatusOK, "没有未读消息")
}

// The desk shows what arrived since the last working day began, and no more the day after.
func TestDeskShowsWhatArrived(t *testing.T) {
	b := newBench(t)
	b.at.Drawn()
	s := b.loggedIn(b.at.CaseNow(b.at.CaseNumbers()[0]).Team.Lead())
	s.get("/console").is(http.StatusOK, "昨日以来", "请送达检查通知书。")
	clerk := b.loggedIn("clerk")
	nextDay := func() {
		clerk.post("/console/office/clock", url.Values{"days": {"1"}}).is(http.StatusSeeOther)
	}
	nextDay()
	s.get("/console").is(http.StatusOK, "昨日以来", "请送达检查通知书。")
	nextDay()
	s.get("/console").is(http.StatusOK).without("请送达检查通知书。")
	s.get("/console/inbox").is(http.StatusOK, "请送达检查通知书。")
}

// A plan goes its way by buttons; who returns it says why.
func TestPlanGoesItsWay(t *testing.T) {
	b := newBench(t)
	head, director, clerk := b.loggedIn("head"), b.loggedIn("director"), b.loggedIn("clerk")
	const page = "/console/plans/2024001"
	step := func(s browser, step, reason string) shown {
		return s.post(page, url.Values{"step": {step}, "version": {"1"}, "reason": {reason}})
	}
	step(head, "propose", "").is(http.StatusSeeOther)
	step(director, "return", "").is(http.StatusUnprocessableEntity, "必须写明理由")
	step(director, "return", "月份有误").is(http.StatusSeeOther)
	head.get(page).is(http.StatusOK, "月份有误", "局长甲", "提请批准年度计划")
	step(head, "propose", "").is(http.StatusSeeOther)
	step(clerk, "approve", "").is(http.StatusForbidden, "应由")
	step(director, "approve", "").is(http.StatusSeeOther)
	step(clerk, "publish", "").is(http.StatusSeeOther)
	clerk.get(page).is(http.StatusOK, "没有需要办理的事项")
	clerk.get("/console/plans").is(http.StatusOK, "第1次导入的内容")
	step(head, "nothing", "").is(http.StatusUnprocessableEntity)
}

// A file is looked at before it is taken; wrong rows come back as a file.
func TestImportIsLookedAtFirst(t *testing.T) {
	b := newBench(t)
	s := b.loggedIn("clerk")
	const page = "/console/registers/import/items"
	s.post(page, url.Values{}).is(http.StatusUnprocessableEntity, "请选择文件")
	seen := s.post(page, imported("代码\t检查对象类别\t抽查事项\t一般/重点\nR1\t人力资源服务机构\t新的名称\t重点\nX9\t\t\t很重\n")).is(http.StatusOK, "变更1行", "有误1行", "新的名称", "很重", "还没有导入")
	s.get("/console/registers/items/R1").is(http.StatusOK).without("新的名称")
	s.post(page, imported("序号\t代码\t检查对象\t事项名称\t一般/重点\t备注\n1\tR1\t人力资源服务机构\t新的名称\t重点\t新\n")).is(http.StatusOK, "变更1行", "关于文件", "未采用的列“备注”", "“检查对象”即“检查对象类别”")
	carried := url.Values{"carried": {seen.value("carried")}}
	carried.Set("do", "corrections")
	file := s.post(page, carried).is(http.StatusOK, "X9", "错误原因")
	require.Contains(t, file.header.Get("Content-Disposition"), "items-corrections.csv")
	carried.Set("do", "import")
	s.post(page, carried).is(http.StatusUnprocessableEntity, "没有导入任何内容", "已经上传的内容仍然保留")
	carried.Set("do", "import_good")
	s.post(page, carried).is(http.StatusSeeOther)
	s.get("/console/registers/items/R1").is(http.StatusOK, "新的名称", "经办员甲")
	b.loggedIn("legal").post(page, carried).is(http.StatusForbidden, "应由经办办理")
}

// The basis of an item is confirmed where it is read.
func TestItemIsConfirmedInAPage(t *testing.T) {
	b := newBench(t)
	legal := b.loggedIn("legal")
	const page = "/console/registers/items/R1"
	legal.get(page).is(http.StatusOK, "依据尚未确认", "确认抽查事项依据")
	legal.post(page, url.Values{"basis": {"就业促进法第64条"}}).is(http.StatusSeeOther)
	legal.get(page).is(http.StatusOK, "依据已由法制审核确认", "就业促进法第64条", "法制员甲", "尚未确认")
	b.loggedIn("clerk").get(page).is(http.StatusOK).without("确认抽查事项依据")
}

var noticeDays = regexp.MustCompile(`(?s)<textarea[^>]* name="days"[^>]*>\n(.*?)</textarea>`)

// A notice is entered after a look at what it moves.
func TestNoticeIsLookedAtFirst(t *testing.T) {
	b := newBench(t)
	no := b.at.Drawn()[0]
	s := b.loggedIn("admin")
	const page = "/console/calendar/2024/notice"
	days := noticeDays.FindStringSubmatch(s.get(page).is(http.StatusOK, "2024-02-10至2024-02-17 春节 放假").text)
	require.Len(t, days, 2)
	form := url.Values{"notice": {"国办发明电〔2024〕9号"}, "days": {html.UnescapeString(days[1]) + "2024-04-02 调整 放假\n"}}
	s.post(page, form).is(http.StatusOK, no, "送达检查通知书", "2024-04-07", "2024-04-08", "还没有录入")
	s.post(page, url.Values{"notice": {"x"}, "days": {"昨天"}}).is(http.StatusUnprocessableEntity, "第1行", "昨天")
	form.Set("do", "import")
	s.post(page, form).is(http.StatusSeeOther)
	s.get("/console/calendar?year=2024").is(http.StatusOK, "国办发明电〔2024〕9号", "调整放假", "春节调休上班")
	// Who had opened the page before is told that somebody else was first.
	form.Set("entry", "0")
	form.Set("days", strings.Replace(form.Get("days"), "2024-04-02 调整", "2024-04-03 调整", 1))
	s.post(page, form).is(http.StatusPreconditionFailed, "其间已由他人录入或者更改")
	s.get(page).is(http.StatusOK, `name="entry" value="1"`)
	s.get("/console/calendar?year=2027").is(http.StatusOK, "2027-05-01劳动节", "全国年节及纪念日放假办法第二条，暂定", "国庆节放假（全国年节及纪念日放假办法第二条，暂定）")
}

// A notice of one day is one that amends, or the page says what it would drop and has it
// confirmed.
func TestNoticeDropsNoDayUnasked(t *testing.T) {
	b := newBench(t)
	s := b.loggedIn("admin")
	const page = "/console/calendar/2024/notice"
	days := html.UnescapeString(noticeDays.FindStringSubmatch(s.get(page).is(http.StatusOK, `name="amend" value="true" checked`).text)[1])
	one := url.Values{"notice": {"国办发明电〔2024〕9号"}, "days": {"2024-04-02 调整 放假"}}
	s.post(page, one).is(http.StatusUnprocessableEntity, "缺少法定节假日", "2024-01-01（元旦）", "端午节")

	without := url.Values{"notice": {"国办发明电〔2024〕9号"}, "days": {strings.Replace(days, "2024-02-18 春节 上班", "", 1)}}
	s.post(page, without).is(http.StatusOK, "录入后将被去掉", "<li>2024-02-18 春节 上班</li>", "确认去掉上述日期")
	without.Set("do", "import")
	s.post(page, without).is(http.StatusUnprocessableEntity, "2024-02-18 春节 上班", "补充通知")

	one.Set("amend", "true")
	s.post(page, one).is(http.StatusOK, "<li>2024-04-02 调整 放假</li>", "<li>2024-02-18 春节 上班</li>").without("录入后将被去掉")
	one.Set("do", "import")
	s.post(page, one).is(http.StatusSeeOther)
	s.get("/console/calendar?year=2024").is(http.StatusOK, `<td class="number">2024-02-18</td><td>春节调休上班</td><td>国办发明电〔2023〕7号</td>`, `<td class="number">2024-04-02</td><td>调整放假</td><td>国办发明电〔2024〕9号</td>`)
	without.Set("replace", "true")
	s.post(page, without).is(http.StatusSeeOther)
	s.get("/console/calendar?year=2024").is(http.StatusOK).without("调整放假", `<td class="number">2024-02-18</td>`)
}

// An account is made, changed and let in by pages; what lets it in is shown once.
func TestAccountsByPages(t *testing.T) {
	b := newBench(t)
	s := b.loggedIn("admin")
	form := url.Values{"login": {"new.one"}, "name": {"新人"}, "department": {"监察"}, "roles": {string(law.RoleClerk)}, "email": {"x"}}
	s.post("/console/office/accounts/new", form).is(http.StatusUnprocessableEntity, "电子邮件：", "新人")
	form.Set("email", "new@example.invalid")
	page := s.post("/console/office/accounts/new", form).is(http.StatusSeeOther).header.Get("Location")
	s.get(page).is(http.StatusOK, "账号已建立", "new@example.invalid")
	page, _, _ = strings.Cut(page, "?")
	s.post(page, url.Values{"do": {"reset_password"}, "reason": {""}}).is(http.StatusUnprocessableEntity)
	s.post(page, url.Values{"do": {"reset_password"}, "reason": {"新建"}}).is(http.StatusOK, "只显示这一次", "new.one")
	form.Set("name", "改名")
	form.Set("active", "false")
	s.post(page, form).is(http.StatusSeeOther)
	s.get(page).is(http.StatusOK, "改名", "已停用", "变更记录")
	b.loggedIn("supervisor").get(page).is(http.StatusOK, "变更记录").without("重设密码")
	b.loggedIn("head").post(page, form).is(http.StatusForbidden, "应由管理员办理")
}

// A supervisor's leaving takes two persons.
func TestHandoverByPages(t *testing.T) {
	b := newBench(t)
	b.at.AddAccount(record.Account{ID: "supervisor2", Login: "supervisor2", Name: "监督员乙", Department: "机关纪委", Roles: []law.Role{law.RoleSupervisor}, Active: true, Created: officetest.StartOfMonth})
	director, admin := b.loggedIn("director"), b.loggedIn("admin")
	const page = "/console/office/handovers"
	form := url.Values{"key": {director.get(page).is(http.StatusOK).value("key")}, "from": {"supervisor"}, "to": {"supervisor2"}, "reason": {""}}
	director.post(page, form).is(http.StatusUnprocessableEntity)
	form.Set("reason", "调离")
	director.post(page, form).is(http.StatusSeeOther)
	form.Set("reason", "借调") // gone back to, and changed
	again := director.post(page, form).is(http.StatusUnprocessableEntity, "作为新的一件办理").without("Idempotency-Key")
	require.NotEqual(t, form.Get("key"), again.value("key"))
	waiting := admin.get(page).is(http.StatusOK, "监督员甲", "监督员乙", "局长甲")
	director.get(page).is(http.StatusOK, "撤回")
	admin.post(page, url.Values{"key": {waiting.value("key")}, "confirm": {waiting.value("confirm")}}).is(http.StatusOK, "已交接")
	admin.get(page).is(http.StatusOK, "没有待确认的交接")
}

// A setting is changed with its reason, refused at its inputs, and goes back.
func TestSettingInAPage(t *testing.T) {
	b := newBench(t)
	s := b.loggedIn("director")
	const page = "/console/office/settings/reminders"
	form := url.Values{"value.daysBefore": {"7\n3"}, "value.hour": {"28"}, "value.minute": {"0"}, "value.dailyAfter": {"false"}, "reason": {"试行"}}
	s.post(page, form).is(http.StatusUnprocessableEntity, "时应为0至23", `id="f-value-hour-wrong"`, "试行")
	form.Set("value.hour", "8")
	s.post(page, form).is(http.StatusSeeOther)
	s.get(page).is(http.StatusOK, "7、3", "试行", "局长甲", `value="restore"`)
	s.post(page, url.Values{"do": {"restore"}, "reason": {"回"}}).is(http.StatusSeeOther)
	s.get(page).is(http.StatusOK, "现值为默认值")
	b.loggedIn("head").get(page).is(http.StatusOK, "由管理员、局负责人修改").without(`value="restore"`)
}

// The clock of a demonstration is moved from every page, by who may.
func TestClockInTheBar(t *testing.T) {
	b := newBench(t)
	s := b.loggedIn("clerk")
	s.get("/console/plans").is(http.StatusOK, "+7日", `name="back" value="/console/plans"`)
	require.Equal(t, "/console/plans", s.post("/console/office/clock", url.Values{"days": {"1"}, "back": {"/console/plans"}}).is(http.StatusSeeOther).header.Get("Location"))
	require.Equal(t, 2, b.at.Today().Day())
	require.Equal(t, "/console/office/clock?done=clock", s.post("/console/office/clock", url.Values{"days": {"1"}, "back": {"//elsewhere.example"}}).is(http.StatusSeeOther).header.Get("Location"))
	s.post("/console/office/clock", url.Values{"to.date": {"2024-01-01"}, "to.time": {"09:00"}}).is(http.StatusUnprocessableEntity, "只能向后拨", "2024-01-01")
	s.post("/console/office/clock", url.Values{"days": {"1"}, "jumps": {"0"}}).is(http.StatusPreconditionFailed, "其间已经拨动")
	head := b.loggedIn("head")
	head.get("/console/plans").is(http.StatusOK).without("+7日")
	head.post("/console/office/clock", url.Values{"days": {"1"}}).is(http.StatusForbidden)
}

// Record and workflows are compared, and mended by the administrator alone.
func TestProceduresAreCompared(t *testing.T) {
	b := newBench(t)
	b.loggedIn("supervisor").post("/console/office/procedures", url.Values{"do": {"compare"}}).is(http.StatusOK, "全部一致").without("核对并恢复")
	b.loggedIn("supervisor").post("/console/office/procedures", url.Values{"do": {"mend"}}).is(http.StatusForbidden)
	b.loggedIn("admin").post("/console/office/procedures", url.Values{"do": {"mend"}}).is(http.StatusOK, "全部一致")
}

// What was typed is carried over a login, but for secrets; another's form is not sent.
func TestSheetOutlivesItsSession(t *testing.T) {
	b := newBench(t)
	s := b.loggedIn("head")
	form := url.Values{"role": {string(law.RoleSectionHead)}, "reason": {"外出学习"}, "account": {"head"}}
	b.stranger().post("/console/me/delegations", form).is(http.StatusUnauthorized, "外出学习", "/console/me/delegations")
	b.stranger().post("/console/me/password", url.Values{"oldPassword": {"secret-1"}, "newPassword": {"secret-2"}}).is(http.StatusUnauthorized).without("secret-1", "secret-2")
	form.Set("continue", "true")
	s.post("/console/me/delegations", form).is(http.StatusOK, "外出学习")
	form.Set("account", "clerk")
	s.post("/console/me/delegations", form).is(http.StatusForbidden, "另一账号")
}

// A spreadsheet is too long for a login: that it has to be chosen again is said.
func TestSpreadsheetIsNotCarriedOverALogin(t *testing.T) {
	b := newBench(t)
	const page = "/console/registers/import/entities"
	b.stranger().post(page, url.Values{"carried": {strings.Repeat("A", 3<<20)}}).is(http.StatusUnauthorized, "重新选择").without("AAAA")
	b.stranger().post(page, url.Values{"pasted": {"甲公司"}}).is(http.StatusUnauthorized, "甲公司").without("重新选择")
}

// Mail that was given up is listed without its text, and sent again as chosen.
func TestUndeliveredMailInAPage(t *testing.T) {
	b := newBench(t)
	queued := []record.Mail{{MessageID: "<1@rsj.cn>", To: "gone@example.cn", Subject: "提醒", Body: "仅供收件人阅看", Created: officetest.StartOfMonth}}
	require.NoError(t, b.at.Store.QueueMail(t.Context(), queued))
	require.NoError(t, b.at.Store.MarkMailFailed(t.Context(), "<1@rsj.cn>", record.MailFailure{Reason: "收件地址被邮件服务器拒绝（550）", At: officetest.StartOfMonth}))
	s := b.loggedIn("admin")
	s.get("/console/office").is(http.StatusOK, "1件")
	listed := s.get("/console/office/mail").is(http.StatusOK, "gone@example.cn", "（550）").without("仅供收件人阅看")
	s.post("/console/office/mail", url.Values{}).is(http.StatusUnprocessableEntity, "请先勾选")
	s.post("/console/office/mail", url.Values{"id": {listed.value("id")}}).is(http.StatusSeeOther)
	s.get("/console/office/mail").is(http.StatusOK, "没有未送达的邮件")
}
