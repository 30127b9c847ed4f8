package e2e

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/documents/sample"
	"shuangsuiji/door"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

const (
	fewCases   = 100
	manyCases  = 100_000
	listRounds = 41
	pageRows   = 20
)

// lists are what staff ask for; each holds half of the cases or all of them.
var lists = []struct{ name, query string }{
	{"number", ""},
	{"due", "sort=due"},
	{"stage", "stage=on_site"},
	{"stage-due", "stage=on_site&sort=due"},
	{"overdue", "overdue=true"},
	{"overdue-due", "overdue=true&sort=due"},
	{"team", "certificate=冀B00"},
	{"team-due", "certificate=冀B00&open=true&sort=due"},
}

// BenchmarkLists asks the API for a page of each list, the first one and one from
// the middle, where the record holds 100,000 cases and, in turn, where it holds
// 100.
func BenchmarkLists(b *testing.B) {
	onEachBench(b, func(b *testing.B, on database) {
		few, many := listing(b, on, "few", fewCases), listing(b, on, "many", manyCases)
		metrics := map[string]float64{}
		worst := 0.
		for _, l := range lists {
			for _, page := range []struct {
				name  string
				after float64 // a share of the list's rows
			}{{"first", 0}, {"deep", 0.25}} {
				ours, theirs := many.page(l.query, page.after), few.page(l.query, page.after)
				ours() // neither side is measured on a cold file
				theirs()
				var large, small side
				for range listRounds {
					large.time(ours)
					small.time(theirs)
				}
				ratio := large.over(small)
				worst = max(worst, ratio)
				metrics[l.name+"-"+page.name+"-ms"], metrics[l.name+"-"+page.name+"-ratio"] = 1e3*large.median(), ratio
			}
		}
		metrics["worst-ratio"] = worst
		report(b, metrics)
	})
}

// named gives each of several databases of one benchmark its own name.
type named struct {
	testing.TB
	suffix string
}

func (n named) Name() string { return n.TB.Name() + "_" + n.suffix }

// listed is a record of so many cases behind the API.
type listed struct {
	*overHTTP
	cases int
}

func listing(b *testing.B, on database, name string, all int) listed {
	b.Helper()
	o := recordOffice(b, on(named{b, name}))
	o.importPlan(plan("2024年4月", 1), false)
	entities := sample.Entities(all, 1)
	_, _, _, err := o.store.SaveEntities(o.ctx, "system", startOfMonth, entities)
	require.NoError(b, err)
	var openings []record.CaseOpening
	for n, e := range entities {
		openings = append(openings, openingOf(n, e))
	}
	for chunk := range slices.Chunk(openings, 1000) {
		_, err := o.store.OpenCases(o.ctx, taskID, chunk)
		require.NoError(b, err)
	}
	server := httptest.NewServer(o.handler(unlimited()))
	b.Cleanup(server.Close)
	return listed{&overHTTP{office: o, base: server.URL, tokens: map[string]string{}}, all}
}

// unlimited keeps the limits on requests away from what is not about them.
func unlimited() door.Limits {
	lots := door.Rate{PerSecond: 1e9, Burst: 1e9}
	return door.Limits{Acts: 1e6, Everybody: lots, Account: lots, Strangers: lots, Address: lots}
}

// openingOf is the n-th case. Every other one is on site, every other one overdue,
// and each inspector is in half of the teams. As the cases of a task are, they are
// due together: a fifth of them on each of five days.
func openingOf(n int, e registers.Entity) record.CaseOpening {
	due := startOfMonth.AddDate(0, 0, n%5)
	c := cases.Case{No: registers.No(taskID, n+1), Task: taskID, Entity: e.Code, Kind: e.Kind, Grade: e.Grade, Edition: "2024",
		Department: "劳动保障监察大队", Items: []string{"R1", "R2.1"}, Team: law.Team{fmt.Sprintf("冀B0%d", n%2), fmt.Sprintf("冀B0%d", 2+n%2)},
		Stage: []cases.Stage{cases.StageOnSite, cases.StageResult}[n/2%2], Seq: 1, Opened: startOfMonth,
		Docket: law.Docket{Calendar: "2023-2026", Deadlines: law.Deadlines{{Kind: law.DeadlineOnSite, Name: "实地检查", From: startOfMonth, Due: due, Last: calendar.DateOf(due),
			Calendar: "2023-2026", Generation: 1, Overdue: n/4%2 == 0}}}}
	return record.CaseOpening{Case: c, Act: record.Act{Subject: c.No, Seq: 1, Kind: cases.ActOpenCase, Name: "立项", Clause: "文件四(一)",
		Actor: law.System.ID, ActorRole: law.RoleSystem, Happened: startOfMonth, Entered: startOfMonth, Recorded: startOfMonth, Key: "open"}}
}

// page asks for the page of the list behind that share of all cases.
func (l listed) page(query string, share float64) func() {
	after := ""
	for left := int(share * float64(l.cases)); left > 0; left -= 500 {
		after = l.ask(query, after, min(left, 500)).Next
		require.NotEmpty(l.t, after, query)
	}
	return func() { require.Len(l.t, l.ask(query, after, pageRows).Items, pageRows, query) }
}

type casePage struct {
	Items []json.RawMessage
	Next  string
}

func (l listed) ask(query, after string, limit int) (page casePage) {
	url := fmt.Sprintf("%s/api/cases?%s&limit=%d&after=%s", l.base, query, limit, after)
	req, err := http.NewRequestWithContext(l.ctx, http.MethodGet, url, nil)
	require.NoError(l.t, err)
	l.authorise(req, "supervisor")
	resp, err := http.DefaultClient.Do(req)
	require.NoError(l.t, err)
	answer, err := io.ReadAll(resp.Body)
	require.NoError(l.t, err)
	require.NoError(l.t, resp.Body.Close())
	require.Equal(l.t, http.StatusOK, resp.StatusCode, string(answer))
	require.NoError(l.t, json.Unmarshal(answer, &page))
	return page
}
