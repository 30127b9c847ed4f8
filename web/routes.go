package web

import (
	"net/http"
	"slices"

	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
)

// route is one page of the console.
type route struct {
	path  string // below Root
	title string
	roles []law.Role // those whose menu or pages lead there; nil: every account
	way   door.Way
	get   page             // nil for none
	post  http.HandlerFunc // takes what the page's form sends; nil for none
}

// routes is the table of all pages: tests walk it by every role.
func (s *console) routes() []route {
	return slices.Concat(s.formRoutes(), []route{
		{path: "", title: "工作台", get: s.home},
		{path: "/tasks", title: "抽查任务", roles: access.ReadTasks.Roles(), get: s.tasks},
		{path: "/tasks/{no}", title: "抽查任务", roles: access.ReadTasks.Roles(), get: s.subjectPage(taskDesk)},
		s.sheetAt("/tasks/{no}/draw", "抽取工作台", access.ReadTasks.Roles(), s.drawSheet()),
		s.sheetAt("/tasks/{no}/visit-approvals", "一并批准行政检查", access.ApproveVisits.Roles(), s.visitApprovalsSheet()),
		s.sheetAt("/tasks/{no}/batch/{act}", "一并办理", access.ReadCases.Roles(), s.batchSheet()),
		{path: "/cases", title: "检查案件", roles: access.ReadCases.Roles(), get: s.cases},
		{path: "/cases/{no}", title: "检查案件", get: s.subjectPage(caseDesk)},
		s.sheetAt("/cases/{no}/entity-link", "检查对象链接", nil, s.entityLinkSheet()),
		{path: "/cases/{no}/visit-code", title: "检查码", way: door.Way{Secret: true}, get: s.visitCode},
		{path: "/proceedings", title: "后续处理", roles: access.ReadProceedings.Roles(), get: s.proceedings},
		{path: "/proceedings/{no}", title: "后续处理", get: s.subjectPage(proceedingDesk)},
		s.sheetAt("/proceedings/{no}/party-link", "当事人链接", nil, s.partyLinkSheet()),
		{path: "/registers", title: "检查对象名录库", roles: access.ReadRegisters.Roles(), get: s.entities},
		{path: "/registers/entities", title: "检查对象名录库", roles: access.ReadRegisters.Roles(), get: s.entities},
		{path: "/registers/entities/{key}", title: "检查对象", roles: access.ReadRegisters.Roles(), get: s.entity},
		{path: "/registers/inspectors", title: "执法检查人员名录库", roles: access.ReadRegisters.Roles(), get: s.inspectors},
		{path: "/registers/inspectors/{key}", title: "执法检查人员", roles: access.ReadRegisters.Roles(), get: s.inspector},
		{path: "/registers/items", title: "抽查事项清单", roles: access.ReadRegisters.Roles(), get: s.items},
		s.sheetAt("/registers/items/{key}", "抽查事项", access.ReadRegisters.Roles(), s.itemSheet()),
		s.sheetAt("/registers/import/{register}", "导入", access.ImportRegisters.Roles(), s.importSheet()),
		{path: "/plans", title: "年度计划", roles: access.ReadPlans.Roles(), get: s.plans},
		s.sheetAt("/plans/{no}", "年度计划", access.ReadPlans.Roles(), s.planSheet()),
		{path: "/years/{year}", title: "年度报告", roles: access.ReadYear.Roles(), way: door.Way{Long: true}, get: s.year},
		{path: "/years/{year}/figures/{id}", title: "指标", roles: access.ReadYear.Roles(), way: door.Way{Long: true}, get: s.figure},
		{path: "/calendar", title: "工作日历", get: s.calendar},
		s.sheetAt("/calendar/{year}/notice", "放假安排", access.EnterNotice.Roles(), s.noticeSheet()),
		{path: "/office", title: "运行状况", roles: access.ReadSettings.Roles(), get: s.health},
		{path: "/office/accounts", title: "账号", roles: access.ReadAccounts.Roles(), get: s.officeAccounts},
		s.sheetAt("/office/accounts/new", "新建账号", access.KeepAccounts.Roles(), s.newAccountSheet()),
		s.sheetAt("/office/accounts/{id}", "账号", access.ReadAccounts.Roles(), s.accountSheet()),
		s.sheetAt("/office/handovers", "离任交接", handoverRoles, s.handoversSheet()),
		{path: "/office/settings", title: "参数", roles: access.ReadSettings.Roles(), get: s.settings},
		s.sheetAt("/office/settings/{name}", "参数", access.ReadSettings.Roles(), s.settingSheet()),
		s.sheetAt("/office/mail", "未送达的邮件", access.ReadUndelivered.Roles(), s.mailSheet()),
		{path: "/office/security", title: "安全日志", roles: access.ReadSecurityLog.Roles(), get: s.securityLog},
		s.sheetAt("/office/procedures", "核对案卷与流程", access.CompareProcedures.Roles(), s.proceduresSheet()),
		s.sheetAt("/office/clock", "业务时钟", access.MoveClock.Roles(), s.clockSheet()),
		{path: "/office/rules", title: "规则版本", get: editionsPage},
		{path: "/office/rules/{edition}", title: "规则版本", get: rulesPage},
		{path: "/flow", title: "流程", roles: access.WatchProcedures.Roles(), way: door.Way{Long: true}, get: s.flow},
		{path: "/flow/{id}", title: "流程", roles: access.WatchProcedures.Roles(), get: s.course},
		{path: "/help", title: "操作手册", get: s.help},
		{path: "/search", title: "查找", get: s.search},
		s.sheetAt("/inbox", "系统消息", nil, s.inboxSheet()),
		{path: "/me", title: "本人账号", get: s.me},
		s.sheetAt("/me/password", "修改密码", nil, s.passwordSheet()),
		s.sheetAt("/me/second-factor", "动态口令", nil, s.secondFactorSheet()),
		s.sheetAt("/me/sessions", "登录", nil, s.sessionsSheet()),
		s.sheetAt("/me/tokens", "令牌", nil, s.tokensSheet()),
		s.sheetAt("/me/delegations", "委托", nil, s.delegationsSheet()),
	})
}

// formRoutes are the forms of all acts, and their drafts.
func (s *console) formRoutes() []route {
	var out []route
	for path, d := range map[string]desk{"/tasks/{no}/acts/{act}": taskDesk, "/cases/{no}/acts/{act}": caseDesk, "/proceedings/{no}/acts/{act}": proceedingDesk,
		"/cases/{no}/file/{act}": caseFilingDesk, "/file/{act}": filingDesk} {
		out = append(out, route{path: path, title: "办理", get: s.actPage(d), post: s.act(d)},
			route{path: path + "/draft", title: "暂存", post: s.saveDraft(d)}, route{path: path + "/draft/drop", title: "放弃暂存", post: s.dropDraft(d)})
	}
	return out
}

// mount serves the pages. What is no page of the console is not found, as a page.
func (s *console) mount(mux *http.ServeMux) {
	mux.HandleFunc("GET "+assetRoot, s.serveAsset)
	mux.HandleFunc("GET "+Root+"/login", s.loginPage)
	mux.HandleFunc("POST "+Root+"/login", s.login)
	mux.HandleFunc("POST "+Root+"/logout", s.logout)
	for _, one := range s.routes() {
		if one.get != nil {
			mux.HandleFunc("GET "+Root+one.path, s.serve(one))
		}
		if one.post != nil {
			mux.HandleFunc("POST "+Root+one.path, one.post)
		}
	}
	mux.HandleFunc(Root+"/", func(w http.ResponseWriter, r *http.Request) {
		s.let(w, r, door.Way{For: door.Persons}, func(*http.Request) (view, error) {
			return view{}, law.Errorf(law.KindNotFound, "page_not_found", "没有这个页面。")
		})
	})
}

// serve shows a page to whom it lets in.
func (s *console) serve(one route) http.HandlerFunc {
	way := one.way
	way.For = door.Persons
	return func(w http.ResponseWriter, r *http.Request) {
		s.let(w, r, way, func(r *http.Request) (view, error) { return one.get(r.Context(), r) })
	}
}

// let lets a request in and answers it with the view, or says why not.
func (s *console) let(w http.ResponseWriter, r *http.Request, way door.Way, do func(*http.Request) (view, error)) {
	ctx, leave, err := s.door.Admit(w, r, way)
	if err != nil {
		s.refuse(r.Context(), w, r, err)
		return
	}
	defer leave()
	r = r.WithContext(ctx)
	v, err := do(r)
	if err != nil {
		s.refuse(ctx, w, r, err)
		return
	}
	s.show(ctx, w, r, v)
}
