package api

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/door"
)

func TestRequestsThatNeverArrive(t *testing.T) {
	b := newBench(t, generous())
	const visit = "/api/cases/2024001-001-0001/acts/record_visit"
	for _, c := range []struct {
		name, method, path string
		body               any
		headers            []string
		status             int
		code               string
		errors             string // of the reply
		hides              string // what must not appear in it: a library's words, a secret
	}{
		{"no such address", "GET", "/api/nothing", nil, nil, 404, "route_unknown", "", "page not found"},
		{"no such method", "DELETE", "/api/cases", nil, nil, 405, "method_not_allowed", "", "Method Not Allowed"},
		{"no JSON", "POST", visit, "{", nil, 400, "idempotency_key_required", "不是有效的JSON", "unexpected"},
		{"no body", "POST", visit, nil, []string{"Idempotency-Key", "k"}, 400, "request_invalid", "没有内容", "body is required"},
		{"no key", "POST", visit, map[string]any{"facts": map[string]any{}}, nil, 422, "idempotency_key_required", "header.Idempotency-Key", "parameter is missing"},
		{"wrong fields", "POST", visit, map[string]any{"facts": map[string]any{"mode": "by post", "extra": 1}}, []string{"Idempotency-Key", "k"}, 422, "request_invalid", "body.facts.mode", "unexpected property"},
		{"wrong date", "POST", "/api/cases/2024001-001-0001/acts/serve_notice", map[string]any{"facts": map[string]any{"method": "mail", "on": "2024-13-45"}}, []string{"Idempotency-Key", "k"}, 422, "request_invalid", "应为日期", "RFC 3339"},
		{"wrong part", "POST", "/api/proceedings/2024001-001-0001-P1/acts/ask_instalments", map[string]any{"facts": map[string]any{"parts": []any{map[string]any{"on": "2024-05-20", "fen": "all"}}}}, []string{"Idempotency-Key", "k"}, 422, "request_invalid", "body.facts.parts.0.fen", "parts[0]"},
		{"another form", "POST", visit, "facts=1", []string{"Idempotency-Key", "k", "Content-Type", "application/x-www-form-urlencoded"}, 415, "content_type_unsupported", "不支持的内容类型", "unknown content type"},
		{"wrong If-Match", "POST", "/api/tasks/2024001-001/acts/write_summary", map[string]any{}, []string{"Idempotency-Key", "k", "If-Match", "W/\"1\""}, 422, "if_match_invalid", "", "strconv"},
		{"unknown query", "GET", "/api/cases?satge=notify", nil, nil, 422, "request_invalid", "query.satge", "unknown query"},
		{"unknown stage", "GET", "/api/cases?stage=somewhere", nil, nil, 422, "request_invalid", "notify", "expected value"},
		{"wrong number", "GET", "/api/cases?limit=many", nil, nil, 422, "request_invalid", "应为整数", "invalid integer"},
		{"too many", "GET", "/api/cases?limit=501", nil, nil, 422, "request_invalid", "不能大于500", "expected number"},
		{"wrong cursor", "GET", "/api/cases?after=xx", nil, nil, 422, "cursor_invalid", "", "base64"},
		{"no such case", "GET", "/api/cases/2024001-001-9999", nil, nil, 404, "", "", "record not found"},
		{"too large", "POST", visit, make([]byte, 1<<20+1), []string{"Idempotency-Key", "k"}, 413, "body_too_large", "", "request body"},
		{"two jumps", "POST", "/api/clock", map[string]any{"days": 1, "nextDeadline": true}, nil, 422, "jump_invalid", "", ""},
		{"wrong password", "POST", "/api/login", map[string]any{"login": "clerk", "password": 12345678}, nil, 422, "request_invalid", "body.password", "12345678"},
		{"wrong entry", "POST", "/api/tasks/2024001-001/acts/open_entry", map[string]any{"facts": map[string]any{"witness": "甲", "entry": 12345678, "salt": "00"}}, []string{"Idempotency-Key", "k"}, 422, "request_invalid", "body.facts.entry", "12345678"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := b.in(t)
			res := b.request("clerk", c.method, c.path, c.body, c.headers...)
			res.is(c.status)
			if c.code != "" {
				res.is(c.status, c.code)
			}
			require.Contains(t, res.text, c.errors)
			if c.hides != "" {
				require.NotContains(t, res.text, c.hides)
			}
			var p door.Problem
			res.into(&p)
			for _, f := range p.Errors {
				require.Regexp(t, `\p{Han}`, f.Message)
			}
		})
	}
}

func TestAPanicIsAProblem(t *testing.T) {
	log := &logBuffer{}
	h := whole(unopened(slogTo(log))) // no office: every use case panics
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost/public/publications", nil))
	require.Equal(t, http.StatusInternalServerError, w.Code)
	require.Equal(t, door.ProblemType, w.Header().Get("Content-Type"))
	require.NotContains(t, w.Body.String(), "nil pointer")
	require.Contains(t, w.Body.String(), w.Header().Get("X-Request-Id"))
	require.Contains(t, log.String(), "nil pointer")
	require.Contains(t, log.String(), w.Header().Get("X-Request-Id"))
}
