package web_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/officetest"
	"shuangsuiji/web"
)

// addresses are those at which pages are looked at whose path has a part of its own: of
// the test's case, and of the acts that come next.
func (b *bench) addresses(no, penalty string) map[string][]string {
	c := b.at.CaseNow(no)
	return map[string][]string{
		"/tasks/{no}":                  {"/tasks/" + officetest.TaskID},
		"/tasks/{no}/draw":             {"/tasks/" + officetest.TaskID + "/draw", "/tasks/" + officetest.TaskID + "/draw?verify=1"},
		"/tasks/{no}/visit-approvals":  {"/tasks/" + officetest.TaskID + "/visit-approvals"},
		"/tasks/{no}/acts/{act}":       {"/tasks/" + officetest.TaskID + "/acts/replace_entity"},
		"/tasks/{no}/batch/{act}":      {"/tasks/" + officetest.TaskID + "/batch/serve_notice", "/tasks/" + officetest.TaskID + "/batch/confirm_result"},
		"/cases/{no}":                  {"/cases/" + no},
		"/cases/{no}/entity-link":      {"/cases/" + no + "/entity-link"},
		"/cases/{no}/visit-code":       {"/cases/" + no + "/visit-code"},
		"/cases/{no}/acts/{act}":       {"/cases/" + no + "/acts/prepare_publication", "/cases/" + no + "/acts/correct_entry"},
		"/cases/{no}/file/{act}":       {"/cases/" + no + "/file/file_feedback", "/cases/" + no + "/file/raise_objection"},
		"/file/{act}":                  {"/file/file_feedback"},
		"/proceedings/{no}":            {"/proceedings/" + penalty},
		"/proceedings/{no}/party-link": {"/proceedings/" + penalty + "/party-link"},
		"/proceedings/{no}/acts/{act}": {"/proceedings/" + penalty + "/acts/propose_filing"},
		"/flow/{id}":                   {"/flow/" + officetest.TaskID, "/flow/" + no, "/flow/" + penalty},
		"/plans/{no}":                  {"/plans/2024001"},
		"/years/{year}":                {"/years/2024"},
		"/years/{year}/figures/{id}":   {"/years/2024/figures/year.due"},
		"/registers/entities/{key}":    {"/registers/entities/" + c.Entity},
		"/registers/inspectors/{key}":  {"/registers/inspectors/" + c.Team.Lead()},
		"/registers/items/{key}":       {"/registers/items/" + c.Items[0]},
		"/registers/{register}/import": {"/registers/entities/import"},
		"/registers/import/{register}": {"/registers/import/entities"},
		"/calendar/{year}/notice":      {"/calendar/2025/notice"},
		"/office/settings/{name}":      {"/office/settings/reminders"},
		"/office/accounts/{id}":        {"/office/accounts/clerk"},
		"/office/rules/{edition}":      {"/office/rules/2024"},
	}
}

// withAProblem is the number of a case with a problem, and of the penalty case that came out
// of it.
func (b *bench) withAProblem() (no, penalty string) {
	b.Helper()
	no = b.at.Drawn()[0]
	item := b.at.SelfChecked(no).Items[0]
	b.at.Inspected(no, item)
	b.at.Concluded(no, law.OutcomeFollowUp, map[string]cases.ItemResult{item: {Outcome: law.OutcomeFollowUp, Branches: []law.ProceedingKind{law.ProceedingPenalty}}})
	return no, b.at.Branch(no, law.ProceedingPenalty).No
}

// pathsOf are those at which the page is looked at.
func (b *bench) pathsOf(p web.Page, at map[string][]string) []string {
	b.Helper()
	if !strings.Contains(p.Path, "{") {
		return []string{p.Path}
	}
	require.NotEmpty(b, at[p.Path], "addresses says nothing of %s", p.Path)
	return at[p.Path]
}

// Every page is shown to those whom the table names, and refused to others with who may;
// whatever is answered is one sound page in Chinese.
func TestEveryPageByEveryRole(t *testing.T) {
	b := newBench(t)
	no, penalty := b.withAProblem()
	at := b.addresses(no, penalty)
	for _, who := range []string{"clerk", "head", "director", "supervisor", "legal", "admin", b.at.CaseNow(no).Team.Lead()} {
		s := b.loggedIn(who)
		roles := b.at.Actor(who).Roles
		for _, p := range web.Pages() {
			for _, path := range b.pathsOf(p, at) {
				t.Run(who+path, func(t *testing.T) {
					s.t = t
					page := s.get(web.Root + path)
					page.sound()
					named := p.Roles == nil || slices.ContainsFunc(p.Roles, func(r law.Role) bool { return slices.Contains(roles, r) })
					if !named {
						page.is(http.StatusForbidden, "应由")
					} else if p.Roles != nil {
						require.Equal(t, http.StatusOK, page.status, page.text)
					}
				})
			}
		}
	}
}

var (
	ids      = regexp.MustCompile(`\sid="([^"]*)"`)
	local    = regexp.MustCompile(`\s(?:for|aria-labelledby|aria-describedby)="([^"]*)"|\shref="#([^"]+)"`)
	heading  = regexp.MustCompile(`<h1[ >]`)
	headless = regexp.MustCompile(`<th(?: class="[^"]*")?>`)
	inline   = regexp.MustCompile(`(?i)\s(?:style|on[a-z]+)=|<script>|<style`)
)

// sound asserts of a page what its policy, its readers' programs and its people ask for.
func (p shown) sound() {
	p.t.Helper()
	require.Less(p.t, p.status, http.StatusInternalServerError, p.text)
	require.Contains(p.t, p.header.Get("Content-Type"), "text/html")
	require.Len(p.t, heading.FindAllString(p.text, -1), 1, "one heading of the page")
	require.Regexp(p.t, `<h1[^>]*>\s*[^<]*\p{Han}`, p.text)
	require.NotRegexp(p.t, headless, p.text, "a heading of a table says of what it is one")
	require.NotRegexp(p.t, inline, p.text)
	for _, fault := range []string{"%!", "<no value>", "ZgotmplZ"} {
		require.NotContains(p.t, p.text, fault)
	}
	known := map[string]bool{}
	for _, id := range ids.FindAllStringSubmatch(p.text, -1) {
		require.False(p.t, known[id[1]], "two elements are %s", id[1])
		known[id[1]] = true
	}
	for _, to := range local.FindAllStringSubmatch(p.text, -1) {
		for _, id := range strings.Fields(to[1] + " " + to[2]) {
			require.True(p.t, known[id], "nothing is %s", id)
		}
	}
}
