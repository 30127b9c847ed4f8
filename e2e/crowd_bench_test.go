package e2e

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// crowds are how many clients are at work at once, and how many cases they close.
var crowds = []struct{ clients, cases int }{{1, 4}, {10, 20}, {100, 100}}

// rush is how many acts come at the same moment, each of a case of its own.
const rush = 300

// BenchmarkCrowd lets clients close cases over HTTP, each act after a look at the
// case; then hands in more acts at once than the standard limits let in, until each
// is done; then floods the API with more requests than they allow, and sees that it
// is well again.
func BenchmarkCrowd(b *testing.B) {
	needed := rush + 1
	for _, c := range crowds {
		needed += c.cases
	}
	o := openOffice(b, setup{entities: 3 * needed})
	o.prepareHalf()
	o.onTask(taskID, "director", tasks.ApproveDraw{})
	o.patiently(func() bool { return o.open() >= needed })
	o.noticed()
	all := o.casesOf(taskID) // one page of them
	require.GreaterOrEqual(b, len(all), needed)
	tokens := map[string]string{}
	for who := range o.people {
		(&overHTTP{office: o, tokens: tokens}).token(who)
	}
	serve := func(l door.Limits) overHTTP {
		server := httptest.NewServer(o.handler(l))
		b.Cleanup(server.Close)
		return overHTTP{office: o, base: server.URL, tokens: tokens}
	}
	// Without this a hundred clients would make a new connection for most requests.
	http.DefaultTransport.(*http.Transport).MaxIdleConnsPerHost = 200

	metrics := map[string]float64{}
	limits := unlimited()
	limits.Deadline = time.Minute // how long acts take when they wait for each other is what is measured
	open := serve(limits)
	for _, c := range crowds {
		w := &work{}
		began := time.Now()
		together(c.cases, c.clients, func(i int) { w.closes(open, all[i].No) })
		acts, reads := slices.Sorted(slices.Values(w.acts)), slices.Sorted(slices.Values(w.reads))
		name := fmt.Sprintf("%d-", c.clients)
		metrics[name+"acts/s"] = float64(len(acts)) / time.Since(began).Seconds()
		metrics[name+"act-p50-ms"], metrics[name+"act-p99-ms"] = percentile(acts, 50), percentile(acts, 99)
		metrics[name+"read-p50-ms"], metrics[name+"read-p99-ms"] = percentile(reads, 50), percentile(reads, 99)
		all = all[c.cases:]
	}
	standard := serve(door.Limits{})
	rushed(standard, all[:rush], metrics)
	flood(standard, all[rush].No, metrics)
	report(b, metrics)
}

// work collects what requests took.
type work struct {
	mu          sync.Mutex
	acts, reads side
}

// closes takes a case to its archive, over HTTP.
func (w *work) closes(h overHTTP, no string) {
	playing := h.at(h.t) // counts its own calls
	h.office = playing
	playing.perform = func(who, no string, facts law.Facts, reason []string) (view bureau.CaseView) {
		var read, act side
		read.time(func() {
			status := h.look(who, "/api/cases/"+no)
			require.Equal(h.t, http.StatusOK, status)
		})
		request := h.request(who, no, facts, reason)
		act.time(func() { view = h.send(request) })
		w.mu.Lock()
		defer w.mu.Unlock()
		w.reads, w.acts = append(w.reads, read...), append(w.acts, act...)
		return view
	}
	playing.closes(no)
}

// percentile of what was sorted, in milliseconds.
func percentile(sorted side, percent int) float64 {
	return 1e3 * sorted[min(len(sorted)-1, len(sorted)*percent/100)].Seconds()
}

// look asks for a page and gives the status.
func (h *overHTTP) look(who, path string) int {
	req, err := http.NewRequestWithContext(h.ctx, http.MethodGet, h.base+path, nil)
	require.NoError(h.t, err)
	h.authorise(req, who)
	resp, err := http.DefaultClient.Do(req)
	require.NoError(h.t, err)
	_, err = io.Copy(io.Discard, resp.Body)
	require.NoError(h.t, err)
	require.NoError(h.t, resp.Body.Close())
	return resp.StatusCode
}

// rushed serves the notices of all cases at once, as if a bureau had waited for one
// moment, and those again that were refused, under their keys.
func rushed(h overHTTP, all []record.CaseRow, metrics map[string]float64) {
	requests := make([]actRequest, len(all))
	for i, c := range all {
		requests[i] = h.request(h.lead(c.No), c.No, cases.ServeNotice{Method: law.ServedInPerson, On: h.today()}, nil)
	}
	var mu sync.Mutex
	took := map[int]side{}
	var again []actRequest
	began := time.Now()
	together(len(requests), len(requests), func(i int) {
		began := time.Now()
		_, status, _ := h.try(requests[i])
		mu.Lock()
		defer mu.Unlock()
		took[status] = append(took[status], time.Since(began))
		if status != http.StatusOK {
			again = append(again, requests[i])
		}
	})
	together(len(again), floodClients/2, func(i int) { h.send(again[i]) })
	done, refused := slices.Sorted(slices.Values(took[http.StatusOK])), slices.Sorted(slices.Values(took[http.StatusServiceUnavailable]))
	require.Equal(h.t, len(requests), len(done)+len(refused))
	require.NotEmpty(h.t, refused)
	metrics["rush-done"], metrics["rush-done-p99-ms"] = float64(len(done)), percentile(done, 99)
	metrics["rush-refused"], metrics["rush-refused-p99-ms"] = float64(len(refused)), percentile(refused, 99)
	metrics["rush-all-s"] = time.Since(began).Seconds()
}

const (
	floodRequests = 3000
	floodClients  = 100
)

// flood asks for more than the standard limits allow to one account, and then
// performs an act as others.
func flood(h overHTTP, no string, metrics map[string]float64) {
	var mu sync.Mutex
	took := map[int]side{}
	together(floodRequests, floodClients, func(int) {
		began, status := time.Now(), h.look("supervisor", "/api/cases")
		mu.Lock()
		defer mu.Unlock()
		took[status] = append(took[status], time.Since(began))
	})
	var recovered side
	var view bureau.CaseView
	recovered.time(func() {
		h.until(func() bool { return h.look("clerk", "/api/cases/"+no) == http.StatusOK })
		serve := h.request(h.lead(no), no, cases.ServeNotice{Method: law.ServedInPerson, On: h.today()}, nil)
		h.until(func() bool {
			var status int
			view, status, _ = h.try(serve)
			return status == http.StatusOK
		})
	})
	require.Equal(h.t, cases.StageSelfCheck, view.Stage)
	answered := slices.Sorted(slices.Values(took[http.StatusOK]))
	refused := slices.Sorted(slices.Values(append(took[http.StatusTooManyRequests], took[http.StatusServiceUnavailable]...)))
	require.Equal(h.t, floodRequests, len(answered)+len(refused))
	require.NotEmpty(h.t, refused)
	metrics["answered"], metrics["answered-p99-ms"] = float64(len(answered)), percentile(answered, 99)
	metrics["refused"], metrics["refused-p99-ms"] = float64(len(refused)), percentile(refused, 99)
	metrics["recovered-ms"] = 1e3 * recovered.median()
}
