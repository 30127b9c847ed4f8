package api

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
)

// operation is what a test looks at in the OpenAPI document.
type operation struct {
	OperationID string                     `json:"operationId"`
	Summary     string                     `json:"summary"`
	Description string                     `json:"description"`
	Tags        []string                   `json:"tags"`
	Parameters  []parameter                `json:"parameters"`
	RequestBody json.RawMessage            `json:"requestBody"`
	Responses   map[string]json.RawMessage `json:"responses"`
	Security    *[]map[string][]string     `json:"security"`
}

type parameter struct {
	Name     string         `json:"name"`
	In       string         `json:"in"`
	Required bool           `json:"required"`
	Schema   map[string]any `json:"schema"`
}

type document struct {
	OpenAPI    string                          `json:"openapi"`
	Info       struct{ Title, Version string } `json:"info"`
	Paths      map[string]map[string]operation `json:"paths"`
	Components struct {
		Schemas map[string]map[string]any `json:"schemas"`
	} `json:"components"`
}

func documentOf(t *testing.T) (document, string) {
	t.Helper()
	w := httptest.NewRecorder()
	whole(unopened(silent)).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost/openapi.json", nil))
	require.Equal(t, http.StatusOK, w.Code)
	require.Equal(t, "application/openapi+json", w.Header().Get("Content-Type"))
	var d document
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &d))
	return d, w.Body.String()
}

func TestEveryHumanActHasItsRouteAndNoOther(t *testing.T) {
	d, _ := documentOf(t)
	type row struct{ name, clause string }
	wanted := map[string]row{}
	byLink := map[law.ActKind]bool{cases.ActStartVisit: true} // by the code at the door
	for _, f := range entityActs {
		byLink[f.kind] = true
	}
	for _, r := range cases.Rules {
		if r.ByLink() {
			require.True(t, byLink[r.Act], r.Act)
		} else if !r.BySystem() {
			wanted["/api/cases/{no}/acts/"+string(r.Act)] = row{r.Name, r.Clause}
		}
	}
	for _, r := range tasks.Rules {
		if !r.BySystem() {
			wanted["/api/tasks/{id}/acts/"+string(r.Act)] = row{r.Name, r.Clause}
		}
	}
	for _, kind := range law.ProceedingKinds {
		for _, r := range proceedings.Rules(kind) {
			begins := proceedings.BeginsByAct(kind) && slices.Contains(r.Stages, proceedings.Stages(kind)[0])
			if !r.BySystem() && !begins {
				wanted["/api/proceedings/{no}/acts/"+string(r.Act)] = row{r.Name, r.Clause}
			}
		}
	}
	require.Len(t, wanted, len(caseActs)+len(taskActs)+len(proceedingActs))
	got := map[string]row{}
	for path, methods := range d.Paths {
		if !regexp.MustCompile(`^/api/(cases|tasks|proceedings)/[^/]+/acts/`).MatchString(path) {
			continue
		}
		op, posted := methods["post"]
		require.True(t, posted && len(methods) == 1, path)
		clause := regexp.MustCompile(`依据：(.*)。\n`).FindStringSubmatch(op.Description)
		require.NotNil(t, clause, op.Description)
		got[path] = row{op.Summary, clause[1]}
	}
	require.Equal(t, wanted, got)
}

// TestEveryActThatBeginsHasItsRoutes: nothing is there yet under whose number it
// could be asked for.
func TestEveryActThatBeginsHasItsRoutes(t *testing.T) {
	d, _ := documentOf(t)
	for path, act := range map[string]law.ActKind{"/api/cases/{no}/feedback": proceedings.ActFileFeedback, "/api/feedback": proceedings.ActFileFeedback,
		"/api/cases/{no}/objections": proceedings.ActRaiseObjection, "/entity/{secret}/objections": proceedings.ActRaiseObjection,
		"/api/cases/{no}/oversight": proceedings.ActRegisterOversight, "/api/oversight": proceedings.ActRegisterOversight} {
		kind := map[law.ActKind]law.ProceedingKind{proceedings.ActFileFeedback: law.ProceedingFeedback, proceedings.ActRaiseObjection: law.ProceedingObjection,
			proceedings.ActRegisterOversight: law.ProceedingOversight}[act]
		rule, _ := proceedings.RuleOf(kind, act)
		op, posted := d.Paths[path]["post"]
		require.True(t, posted, path)
		require.Contains(t, op.Summary, rule.Name)
		require.Contains(t, op.Description, rule.Clause)
		require.True(t, slices.ContainsFunc(op.Parameters, func(p parameter) bool { return p.Name == "Idempotency-Key" && p.Required }), path)
		require.False(t, slices.ContainsFunc(op.Parameters, func(p parameter) bool { return p.Name == "If-Match" }), path)
	}
	for _, body := range []string{"ActBodyFileFeedback", "ActBodyRaiseObjection", "ActBodyRegisterOversight"} {
		require.Contains(t, d.Components.Schemas[body]["properties"], "reason")
		require.NotContains(t, d.Components.Schemas[body]["properties"], "happened")
		require.NotContains(t, d.Components.Schemas[body]["properties"], "expectedStage")
	}
}

func TestActsAskForTheirHeadersAndForms(t *testing.T) {
	d, _ := documentOf(t)
	for path, methods := range d.Paths {
		if !strings.Contains(path, "/acts/") {
			continue
		}
		op := methods["post"]
		key := slices.IndexFunc(op.Parameters, func(p parameter) bool { return p.Name == "Idempotency-Key" && p.In == "header" })
		require.GreaterOrEqual(t, key, 0, path)
		require.True(t, op.Parameters[key].Required, path)
		require.True(t, slices.ContainsFunc(op.Parameters, func(p parameter) bool { return p.Name == "If-Match" && p.In == "header" }), path)
		require.Contains(t, string(op.RequestBody), "#/components/schemas/ActBody", path)
	}
	visit := d.Components.Schemas["ActBodyRecordVisit"]["properties"].(map[string]any)
	require.Contains(t, visit, "items")
	require.NotContains(t, d.Components.Schemas["ActBodyServeNotice"]["properties"], "items")
	require.Contains(t, d.Components.Schemas["ActBodyFileSelfCheck"]["properties"], "enteredFor")
	require.NotContains(t, d.Components.Schemas["ActBodyApprovePublication"]["properties"], "enteredFor")
	require.Equal(t, map[string]any{"type": "object", "additionalProperties": false}, d.Components.Schemas["ApproveDraw"], "the commitment is the system's")
	require.NotContains(t, d.Components.Schemas["ReplaceInspector"]["properties"], "team", "nobody chooses a team")
	on := d.Components.Schemas["ServeNotice"]["properties"].(map[string]any)["on"].(map[string]any)
	require.Equal(t, "string", on["type"])
	require.Equal(t, "date", on["format"])
	require.Equal(t, "object", d.Components.Schemas["Period"]["type"])
}

func TestDocumentIsWhole(t *testing.T) {
	d, text := documentOf(t)
	require.Equal(t, "3.1.0", d.OpenAPI)
	require.Equal(t, documentTitle, d.Info.Title)
	s := newServer(unopened(silent))
	ids := map[string]string{}
	n := 0
	for _, r := range s.routes() {
		op, known := d.Paths[r.path][strings.ToLower(r.method)]
		require.True(t, known, "%s %s is not in the document", r.method, r.path)
		n++
		require.Equal(t, r.summary, op.Summary)
		require.Regexp(t, `\p{Han}`, op.Summary)
		require.Contains(t, op.Description, "办理人："+r.who)
		require.NotEmpty(t, op.Tags[0], r.path)
		require.NotContains(t, ids, op.OperationID, r.path)
		ids[op.OperationID] = r.path
		require.Contains(t, op.Responses, "default", r.path)
		require.NotNil(t, op.Security, r.path)
		for _, m := range regexp.MustCompile(`\{(\w+)\}`).FindAllStringSubmatch(r.path, -1) {
			require.True(t, slices.ContainsFunc(op.Parameters, func(p parameter) bool { return p.Name == m[1] && p.In == "path" && p.Required }), "%s: %s", r.path, m[1])
		}
		if r.way.OfStaff() {
			require.NotEmpty(t, *op.Security, r.path)
		} else {
			require.Empty(t, *op.Security, r.path)
		}
	}
	for _, methods := range d.Paths {
		n -= len(methods)
	}
	require.Zero(t, n, "the document has routes that the table has not")
	for _, m := range regexp.MustCompile(`"\$ref":"#/components/schemas/([^"]+)"`).FindAllStringSubmatch(text, -1) {
		require.Contains(t, d.Components.Schemas, m[1])
	}
}

func TestDocumentAlsoInYAML(t *testing.T) {
	w := httptest.NewRecorder()
	whole(unopened(silent)).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost/openapi.yaml", nil))
	require.Equal(t, http.StatusOK, w.Code)
	require.Contains(t, w.Body.String(), "openapi: 3.1.0")
	require.Contains(t, w.Body.String(), "/api/cases/{no}/acts/serve_notice:")
}

// The registers' rows are converted field by field; the names outside are the
// domain's own.
func TestRegisterRowsKeepTheDomainsNames(t *testing.T) {
	for _, pair := range [][2]reflect.Type{
		{reflect.TypeFor[entity](), reflect.TypeFor[registers.Entity]()},
		{reflect.TypeFor[inspector](), reflect.TypeFor[registers.Inspector]()},
		{reflect.TypeFor[item](), reflect.TypeFor[registers.Item]()},
	} {
		for i := range pair[0].NumField() {
			name := strings.Split(pair[0].Field(i).Tag.Get("json"), ",")[0]
			require.Equal(t, pair[1].Field(i).Name, strings.ToUpper(name[:1])+name[1:])
		}
	}
}
