package e2e

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

const actCases = 30 // of eight acts by staff each

// BenchmarkAct performs the acts of whole cases through the HTTP API, one after
// another, each in turn with an update of a bare workflow that runs one activity
// with one insert. What the proof costs is taken apart afterwards, on the same acts.
func BenchmarkAct(b *testing.B) {
	o := openOffice(b, setup{entities: 12 * actCases})
	o.importPlan(plan("2024年4月", 1), true)
	cases := o.drawn(taskID, poolDraw())
	require.GreaterOrEqual(b, len(cases), actCases)
	o.startBare(b)
	server := httptest.NewServer(o.handler(door.Limits{}))
	b.Cleanup(server.Close)

	var ours, theirs side
	acts := overHTTP{office: o, base: server.URL, tokens: map[string]string{}}
	playing := o.at(b)
	playing.perform = func(who, no string, facts law.Facts, reason []string) (view bureau.CaseView) {
		request := acts.request(who, no, facts, reason)
		ours.time(func() { view = acts.send(request) })
		theirs.time(func() { o.updateBare("rows-"+no, "insert", string(request.body)) })
		return view
	}
	for _, no := range cases[:actCases] {
		o.startBareWorkflow("rows-"+no, bareRows)
		playing.closes(no)
	}
	proof := o.proofs(b, cases[:actCases])
	report(b, map[string]float64{"acts": float64(len(ours)), "ms/act": 1e3 * ours.median(), "ms/update": 1e3 * theirs.median(),
		"ratio": ours.over(theirs), "ms/proof": 1e3 * proof.median(), "proof/act": proof.median() / ours.median()})
}

// proofs does again what the proof of each act by staff takes: the office's word for
// it, the check of that, the look at the person on record (here in a transaction of
// its own, in an act within the one that there is), and the seal over act and state.
func (o *office) proofs(b *testing.B, cases []string) (proof side) {
	for _, no := range cases {
		c, err := o.store.Case(o.ctx, no)
		require.NoError(b, err)
		state, err := json.Marshal(c)
		require.NoError(b, err)
		acts, err := o.store.Acts(o.ctx, no, record.Page{Limit: 200})
		require.NoError(b, err)
		for _, a := range acts.Items {
			if a.Via != law.ViaAccount {
				continue
			}
			var said record.Statement
			require.NoError(b, json.Unmarshal([]byte(a.Statement), &said))
			asking := record.Asking{By: said.By, On: calendar.DateOf(a.Entered), At: a.Recorded}
			proof.time(func() {
				said.FactsHash = record.FactsHash(a.Facts)
				handedIn, err := record.Vouch(keys, said)
				require.NoError(b, err)
				signature, err := hex.DecodeString(handedIn.Proof)
				require.NoError(b, err)
				text, err := said.Text()
				require.NoError(b, err)
				require.True(b, keys.Verify(text, []byte(record.HandedInContext), signature))
				_, err = o.store.Actor(o.ctx, asking)
				require.NoError(b, err)
				sum := sha256.Sum256(state)
				a.StateHash = hex.EncodeToString(sum[:])
				sealed, err := a.Sealed()
				require.NoError(b, err)
				keys.Sign(sealed, []byte(record.ActContext))
			})
		}
	}
	require.NotEmpty(b, proof)
	return proof
}

// overHTTP performs acts as programs do, by token.
type overHTTP struct {
	*office
	base   string
	tokens map[string]string
}

type actRequest struct {
	*http.Request
	body []byte
}

func (h *overHTTP) request(who, no string, facts law.Facts, reason []string) actRequest {
	form := map[string]any{"facts": facts, "narrative": "演示"}
	if len(reason) > 0 {
		form["reason"] = reason[0]
	}
	body, err := json.Marshal(form)
	require.NoError(h.t, err)
	req, err := http.NewRequestWithContext(h.ctx, http.MethodPost, fmt.Sprintf("%s/api/cases/%s/acts/%s", h.base, no, facts.Kind()), bytes.NewReader(body))
	require.NoError(h.t, err)
	h.authorise(req, who)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", h.call(no).Key)
	return actRequest{req, body}
}

func (h *overHTTP) authorise(req *http.Request, who string) {
	req.Header.Set("Authorization", "Bearer "+h.token(who))
}

func (h *overHTTP) token(who string) string {
	if h.tokens[who] == "" {
		token, _, err := h.IssueToken(h.ctx, who, bureau.NewToken{Name: "benchmark", Scope: record.TokenActs})
		require.NoError(h.t, err)
		h.tokens[who] = token
	}
	return h.tokens[who]
}

func (h *overHTTP) send(r actRequest) bureau.CaseView {
	view, status, answer := h.try(r)
	require.Equal(h.t, http.StatusOK, status, answer)
	return view
}

// try sends the request once, however often it was sent before.
func (h *overHTTP) try(r actRequest) (view bureau.CaseView, status int, answer string) {
	r.Body = io.NopCloser(bytes.NewReader(r.body))
	resp, err := http.DefaultClient.Do(r.Request)
	require.NoError(h.t, err)
	body, err := io.ReadAll(resp.Body)
	require.NoError(h.t, err)
	require.NoError(h.t, resp.Body.Close())
	if resp.StatusCode == http.StatusOK {
		require.NoError(h.t, json.Unmarshal(body, &view))
	}
	return view, resp.StatusCode, string(body)
}
