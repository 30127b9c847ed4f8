package web

import (
	"net/http"

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
	get   page
	post  http.HandlerFunc // takes what the page's form sends; nil for none
}

// routes is the table of all pages: tests walk it by every role.
func (s *console) routes() []route {
	return []route{
		{path: "", title: "工作台", get: s.home},
		{path: "/tasks", title: "抽查任务", roles: access.ReadTasks.Roles(), get: s.tasks},
		{path: "/tasks/{no}", title: "抽查任务", roles: access.ReadTasks.Roles(), get: s.subjectPage(taskDesk)},
		{path: "/tasks/{no}/acts/{act}", title: "办理", get: s.actPage(taskDesk), post: s.act(taskDesk)},
		{path: "/cases", title: "检查案件", roles: access.ReadCases.Roles(), get: s.cases},
		{path: "/cases/{no}", title: "检查案件", get: s.subjectPage(caseDesk)},
		{path: "/cases/{no}/acts/{act}", title: "办理", get: s.actPage(caseDesk), post: s.act(caseDesk)},
		{path: "/cases/{no}/file/{act}", title: "办理", get: s.actPage(caseFilingDesk), post: s.act(caseFilingDesk)},
		{path: "/file/{act}", title: "办理", get: s.actPage(feedbackDesk), post: s.act(feedbackDesk)},
		{path: "/proceedings", title: "后续处理", roles: access.ReadProceedings.Roles(), get: s.proceedings},
		{path: "/proceedings/{no}", title: "后续处理", get: s.subjectPage(proceedingDesk)},
		{path: "/proceedings/{no}/acts/{act}", title: "办理", get: s.actPage(proceedingDesk), post: s.act(proceedingDesk)},
		{path: "/plans", title: "年度计划", roles: access.ReadPlans.Roles(), get: s.plans},
		s.sheetAt("/plans/{no}", "年度计划", access.ReadPlans.Roles(), s.planSheet()),
		{path: "/years/{year}", title: "年度报告", roles: access.ReadYear.Roles(), way: door.Way{Long: true}, get: s.year},
		{path: "/years/{year}/figures/{id}", title: "指标", roles: access.ReadYear.Roles(), way: door.Way{Long: true}, get: s.figure},
		s.sheetAt("/inbox", "系统消息", nil, s.inboxSheet()),
		{path: "/me", title: "本人账号", get: s.me},
		s.sheetAt("/me/password", "修改密码", nil, s.passwordSheet()),
		s.sheetAt("/me/second-factor", "动态口令", nil, s.secondFactorSheet()),
		s.sheetAt("/me/sessions", "登录", nil, s.sessionsSheet()),
		s.sheetAt("/me/tokens", "令牌", nil, s.tokensSheet()),
		s.sheetAt("/me/delegations", "委托", nil, s.delegationsSheet()),
	}
}

// mount serves the pages. What is no page of the console is not found, as a page.
func (s *console) mount(mux *http.ServeMux) {
	mux.HandleFunc("GET "+assetRoot, s.serveAsset)
	mux.HandleFunc("GET "+Root+"/login", s.loginPage)
	mux.HandleFunc("POST "+Root+"/login", s.login)
	mux.HandleFunc("POST "+Root+"/logout", s.logout)
	for _, one := range s.routes() {
		mux.HandleFunc("GET "+Root+one.path, s.serve(one))
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
