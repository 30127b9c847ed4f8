package api

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/door"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// accountWith is the test's account for a role.
var accountWith = map[law.Role]string{
	law.RoleClerk: "clerk", law.RoleInspector: "YS-2024-0001", law.RoleSectionHead: "head", law.RoleBureauHead: "director",
	law.RoleLegalReviewer: "legal", law.RoleSupervisor: "supervisor", law.RoleAdministrator: "admin",
}

// bodies are what each writing route is tried with: well formed, so that what
// answers is the use case and not the validation of the form.
var bodies = map[string]any{
	"PUT /api/attachments/{sha256}":               "不是照片",
	"POST /api/inbox/read":                        map[string]any{"ids": []int{}},
	"POST /api/tasks/{id}/visit-approvals":        map[string]any{},
	"POST /api/tasks/{id}/witnesses":              map[string]any{"name": "企业代表"},
	"POST /api/registers/{register}/import":       "不是表格",
	"POST /api/grades/import":                     "不是表格",
	"POST /api/plans/{plan}/propose":              map[string]any{"version": 9},
	"POST /api/plans/{plan}/return":               map[string]any{"version": 9},
	"POST /api/plans/{plan}/approve":              map[string]any{"version": 9},
	"POST /api/plans/{plan}/publish":              map[string]any{"version": 9},
	"POST /api/items/{code}/confirm":              map[string]any{},
	"POST /api/accounts":                          map[string]any{"login": "x", "name": "x", "department": "x", "roles": []string{}, "password": "short"},
	"PUT /api/accounts/{id}":                      map[string]any{"login": "x", "name": "x", "department": "x", "roles": []string{}, "active": true},
	"POST /api/accounts/{id}/password":            map[string]any{"reason": "试"},
	"POST /api/accounts/{id}/second-factor/reset": map[string]any{"reason": "试"},
	"POST /api/handovers/{id}/confirm":            nil,
	"POST /api/delegations":                       map[string]any{"to": "legal", "role": "administrator", "begin": "2024-04-01", "end": "2024-04-02", "reason": "试"},
	"POST /api/handovers":                         map[string]any{"from": "nobody", "to": "nobody-else", "reason": "离任"},
	"POST /api/clock":                             map[string]any{"to": "2024-03-01T09:00:00+08:00"},
	"PUT /api/calendar/{year}":                    map[string]any{"notice": "试", "exceptions": []any{map[string]any{"date": "2024-05-01", "working": false, "holiday": "劳动节", "notice": "试"}}},
	"PUT /api/settings/{name}":                    map[string]any{"value": map[string]any{"hour": 9}, "reason": "试"},
	"POST /api/mail/undelivered/resume":           map[string]any{"messageIds": []string{"<none@rsj.gov.cn>"}},
	"POST /api/reconcile":                         nil,
}

// places fill the paths' variables. Nothing of it is changed by a refused try.
var places = strings.NewReplacer("{id}", taskID, "{n}", "1", "{code}", "R1", "{register}", "items", "{key}", "R1", "{year}", "2027", "{plan}", "2024001", "{no}", "2024001-001-0001", "{name}", "reminders", "{part}", "none", "{sha256}", strings.Repeat("0a", 32))

// queries are what routes are asked with that need one.
var queries = map[string]string{"PUT /api/attachments/{sha256}": "?name=a.jpg"}

// The table of routes says who may; the office decides. Both must say the same.
func TestEachRouteIsForWhomTheTableNames(t *testing.T) {
	b := newBench(t, generous())
	s := newServer(unopened(silent))
	for _, r := range s.routes() {
		if r.way.OfStaff() {
			res := b.request("", r.method, places.Replace(r.path), nil)
			require.Equal(t, http.StatusUnauthorized, res.status, "%s %s: %s", r.method, r.path, res.text)
		}
		if r.way.For != door.Staff || r.roles == nil {
			continue
		}
		name := r.method + " " + r.path
		body, told := bodies[name]
		require.True(t, told || r.method == http.MethodGet || r.method == http.MethodDelete, "no body for %s", name)
		for role, account := range accountWith {
			res := b.request(account, r.method, places.Replace(r.path)+queries[name], body, "Idempotency-Key", "permission")
			if slices.Contains(r.roles, role) {
				var p door.Problem
				if res.status >= http.StatusBadRequest {
					res.into(&p)
				}
				require.NotEqual(t, "not_your_act", p.Code, "%s as %s: %s", name, role, res.text)
				require.NotEqual(t, http.StatusInternalServerError, res.status, "%s as %s", name, role)
				require.NotEqual(t, "request_invalid", p.Code, "%s as %s: %s", name, role, res.text)
			} else {
				require.Equal(t, http.StatusForbidden, res.status, "%s as %s: %s", name, role, res.text)
			}
		}
	}
}

// TestListsOfDepartments walks the departments: who initiated, who takes part, who
// has nothing to do with it, and a deputy for each, over the interface.
func TestListsOfDepartments(t *testing.T) {
	b := newBench(t, generous())
	numbers := b.drawn()
	b.account("head-elsewhere", "人事科", law.RoleSectionHead)
	b.account("deputy-elsewhere", "人事科", law.RoleLegalReviewer)
	lend := func(from, to string, role law.Role) {
		b.request(from, "POST", "/api/delegations", map[string]any{"to": to, "role": role, "begin": "2024-04-01", "end": "2024-04-30", "reason": "外出学习"}).is(201)
	}
	// Clerks of strange departments, as deputies of the heads of the others.
	for from, to := range map[string]string{"head": "clerk-a", "head-insurance": "clerk-b", "head-elsewhere": "clerk-c"} {
		b.account(to, "财务科", law.RoleClerk)
		lend(from, to, law.RoleSectionHead)
	}
	// A clerk of the initiating department who deputises elsewhere still has the own.
	b.account("clerk-d", initiating, law.RoleClerk)
	b.account("head-far", "机关党委", law.RoleSectionHead)
	lend("head-far", "clerk-d", law.RoleSectionHead)
	// An inspector of the initiating department as deputy elsewhere has none of it.
	b.account("nobody", initiating, law.RoleInspector)
	b.account("head-further", "老干部科", law.RoleSectionHead)
	lend("head-further", "nobody", law.RoleSectionHead)
	for who, sees := range map[string]bool{"clerk": true, "head": true, "head-insurance": true, "head-elsewhere": false, "clerk-a": true, "clerk-b": true, "clerk-c": false,
		"clerk-d": true, "nobody": false, "director": true, "supervisor": true} {
		var listed list[caseRow]
		b.get(who, "/api/cases?limit=500").is(200).into(&listed)
		if sees {
			require.Len(t, listed.Items, len(numbers), who)
			b.get(who, "/api/cases/"+numbers[0]).is(200)
			continue
		}
		require.Empty(t, listed.Items, who)
		b.get(who, "/api/cases/"+numbers[0]).is(403, "not_your_case")
		b.get(who, "/api/cases/"+numbers[0]+"/acts").is(403, "not_your_case")
		b.get(who, "/api/cases/"+numbers[0]+"/items").is(403, "not_your_case")
	}
}

// TestRefusalsTellOnlyReaders: why an act is refused tells how its subject stands, and
// therefore only whom may read it.
func TestRefusalsTellOnlyReaders(t *testing.T) {
	b := newBench(t, generous())
	no := b.drawn()[0]
	b.account("head-elsewhere", "财务科", law.RoleSectionHead)
	b.account("clerk-elsewhere", "财务科", law.RoleClerk)
	tooEarly := testForm{"facts": map[string]any{}}
	try := func(who, path string) answered {
		return b.request(who, http.MethodPost, path, tooEarly, "Idempotency-Key", who+path)
	}
	for _, path := range []string{"/api/cases/" + no + "/acts/approve_publication", "/api/cases/" + no + "/acts/confirm_result"} {
		for _, who := range []string{"admin", "head-elsewhere", "clerk-elsewhere"} {
			try(who, path).is(403, "not_your_case")
		}
		for _, who := range []string{"supervisor", "director", "head"} {
			try(who, path).is(409, "act_not_at_this_stage")
		}
	}
	try("admin", "/api/tasks/"+taskID+"/acts/approve_summary").is(403, "not_your_act")
	try("supervisor", "/api/tasks/"+taskID+"/acts/approve_summary").is(409, "act_not_at_this_stage")
	// Whether anything is published yet is told to those of the case.
	objection := testForm{"facts": proceedings.RaiseObjection{On: calendar.NewDate(2024, 4, 1)}, "reason": "试"}
	for who, code := range map[string]string{"clerk-elsewhere": "not_your_case", "admin": "not_your_case", "clerk": "nothing_published"} {
		res := b.request(who, http.MethodPost, "/api/cases/"+no+"/objections", objection, "Idempotency-Key", who+"objection")
		var p door.Problem
		res.into(&p)
		require.Equal(t, code, p.Code, "%s: %s", who, res.text)
	}
}

func TestForeignPagesAreRefused(t *testing.T) {
	b := newBench(t, generous())
	b.withPassword("clerk")
	b.browser()
	login := loginForm("clerk", testPassword)
	b.request("", "POST", "/api/login", login, "Sec-Fetch-Site", "cross-site").is(403, "cross_origin")
	b.request("", "POST", "/api/login", login, "Origin", "https://evil.example").is(403, "cross_origin")
	b.request("", "POST", "/api/login", login, "Sec-Fetch-Site", "same-origin").is(200)
	b.request("", "POST", "/api/inbox/read", map[string]any{"ids": []int{}}, "Sec-Fetch-Site", "cross-site").is(403, "cross_origin")
	b.request("", "POST", "/api/inbox/read", map[string]any{"ids": []int{}}, "Sec-Fetch-Site", "same-origin").is(204)
	// A program's token is no cookie that a foreign page could bring.
	b.request("clerk", "POST", "/api/inbox/read", map[string]any{"ids": []int{}}, "Sec-Fetch-Site", "cross-site").is(204)
	preflight := b.request("", "OPTIONS", "/api/inbox/read", nil, "Origin", "https://evil.example", "Access-Control-Request-Method", "POST")
	require.Equal(t, http.StatusMethodNotAllowed, preflight.status)
	for _, res := range []answered{preflight, b.request("", "GET", "/public/publications", nil, "Origin", "https://evil.example")} {
		require.Empty(t, res.header.Get("Access-Control-Allow-Origin"))
		require.Equal(t, "nosniff", res.header.Get("X-Content-Type-Options"))
		require.Equal(t, "same-origin", res.header.Get("Referrer-Policy"))
		require.Equal(t, "no-store", res.header.Get("Cache-Control"))
		require.Contains(t, res.header.Get("Content-Security-Policy"), "frame-ancestors 'none'")
	}
}
