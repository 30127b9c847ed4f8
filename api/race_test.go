package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/store"
	"shuangsuiji/workflows"
)

// racing is the record as a repeat sees it whose first try is recorded at the
// worst moment: right after the repeat looked for it.
type racing struct {
	*store.Store
	once   sync.Once
	looked func()
}

func (r *racing) OnRecord(ctx context.Context, subject, key string) (bool, error) {
	done, err := r.Store.OnRecord(ctx, subject, key)
	r.once.Do(r.looked)
	return done, err
}

// takeKey claims a key as a request does before its act.
func (b *bench) takeKey(person, route, key string, form testForm) {
	b.Helper()
	raw, err := json.Marshal(form)
	require.NoError(b, err)
	sum := sha256.Sum256(raw)
	known, err := b.store.BeginRequest(b.Context(), record.Request{Person: person, Route: route, Key: key, BodyHash: hex.EncodeToString(sum[:]), Created: registers.Recorded(time.Now())})
	require.NoError(b, err)
	require.Nil(b, known)
}

func TestARepeatThatOvertakesItsFirstTry(t *testing.T) {
	b := newBench(t, generous())
	no := b.drawn()[0]
	lead := b.theCase(no).Team.Lead()
	b.act(lead, "cases/"+no, cases.ServeNotice{Method: law.ServedByMail, On: b.today()}).is(200)
	path := "/api/cases/" + no + "/acts/agree_visit"
	agree := testForm{"facts": cases.AgreeVisit{On: calendar.NewDate(2024, 4, 10)}}
	seen := etag(b.theCase(no).Seq)
	send := func() answered {
		return b.request(lead, "POST", path, agree, "Idempotency-Key", "race", "If-Match", seen)
	}
	b.takeKey(lead, "POST "+path, "race", agree) // the first try is at work
	first := b.office
	r := &racing{Store: b.store, looked: func() {
		plain := b.in(t)
		plain.office = first
		plain.serve(generous())
		plain.request(lead, "POST", path, agree, "Idempotency-Key", "race", "If-Match", seen).is(200)
		b.forgetAnswer(lead, "POST "+path, "race") // recorded, not yet answered
	}}
	b.office = bureau.New(r, workflows.NewDispatcher(b.temporal), silent, true, bureau.WithSeals(b.keys))
	b.serve(generous())
	send().is(200)
	send().is(200)
	require.Equal(t, 1, countOf(b.acts("cases/"+no), cases.ActAgreeVisit))
}

// judgedTwice are procedures whose workflow was reset between recording an act
// and answering: what arrives is the refusal of the second judgement.
type judgedTwice struct {
	bureau.Procedures
	refusal error
}

func (j judgedTwice) ActOnCase(ctx context.Context, no string, req workflows.ActRequest) (cases.Case, error) {
	c, err := j.Procedures.ActOnCase(ctx, no, req)
	if err == nil {
		err = j.refusal
	}
	return c, err
}

// TestRefusedThoughOnRecord: the record has the last word, and keeps what was
// written.
func TestRefusedThoughOnRecord(t *testing.T) {
	b := newBench(t, generous())
	no := b.drawn()[0]
	lead := b.theCase(no).Team.Lead()
	refusal := law.Errorf(law.KindStale, "stale_view", "您看到的内容已经过时。")
	b.office = bureau.New(b.store, judgedTwice{workflows.NewDispatcher(b.temporal), refusal}, silent, true, bureau.WithSeals(b.keys))
	b.serve(generous())
	b.request(lead, "POST", "/api/cases/"+no+"/acts/serve_notice", testForm{
		"facts": cases.ServeNotice{Method: law.ServedByMail, On: b.today()}, "narrative": "已送达前台"}, "Idempotency-Key", "judged").is(200)
	acts, err := b.store.Acts(t.Context(), no, record.Page{})
	require.NoError(t, err)
	served := acts.Items[len(acts.Items)-1]
	require.Equal(t, cases.ActServeNotice, served.Kind)
	written, err := b.store.Payload(t.Context(), served.PayloadID)
	require.NoError(t, err)
	require.Contains(t, string(written.Body), "已送达前台")
}

// noting is the record that remembers what requests had kept.
type noting struct {
	*store.Store
	mu   sync.Mutex
	kept []string
}

func (n *noting) BeginRequest(ctx context.Context, r record.Request) (*record.Request, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.kept = append(n.kept, r.Written.ID)
	return n.Store.BeginRequest(ctx, r)
}

// TestWhatNoActCarriesIsErased: what was written stays with the act on record, and
// nowhere else.
func TestWhatNoActCarriesIsErased(t *testing.T) {
	b := newBench(t, generous())
	no := b.drawn()[0]
	lead := b.theCase(no).Team.Lead()
	n := &noting{Store: b.store}
	b.office = bureau.New(n, workflows.NewDispatcher(b.temporal), silent, true, bureau.WithSeals(b.keys))
	b.serve(generous())
	serve := testForm{"facts": cases.ServeNotice{Method: law.ServedByMail, On: b.today()}, "narrative": "已送达前台"}
	path := "/api/cases/" + no + "/acts/serve_notice"
	send := func(key, seen string) answered {
		return b.request(lead, "POST", path, serve, "Idempotency-Key", key, "If-Match", seen)
	}
	now := etag(b.theCase(no).Seq)
	send("outdated", etag(b.theCase(no).Seq-1)).is(412, "stale_view")
	send("served", now).is(200)
	b.forgetAnswer(lead, "POST "+path, "served")
	send("served", now).is(200)
	send("again", etag(b.theCase(no).Seq)).is(409, "act_not_at_this_stage")

	var bodies []bool
	for _, id := range n.kept {
		p, err := b.store.Payload(t.Context(), id)
		require.NoError(t, err)
		require.Equal(t, len(p.Body) == 0, !p.Erased.IsZero())
		bodies = append(bodies, len(p.Body) > 0)
	}
	require.Equal(t, []bool{true, false}, bodies, "what is refused at once is not kept at all")
}

// interrupted is a record on which something happens just before a case is read the
// next time.
type interrupted struct {
	*store.Store
	before func()
}

func (i *interrupted) Case(ctx context.Context, no string) (cases.Case, error) {
	if do := i.before; do != nil {
		i.before = nil
		do()
	}
	return i.Store.Case(ctx, no)
}

// TestTwoTriesAtOnce: the second arrives before the first has taken the key and reads
// the case when the first is done. It hears what the first did.
func TestTwoTriesAtOnce(t *testing.T) {
	b := newBench(t, generous())
	no := b.drawn()[0]
	lead := b.theCase(no).Team.Lead()
	record := &interrupted{Store: b.store}
	b.office = bureau.New(record, workflows.NewDispatcher(b.temporal), silent, true, bureau.WithSeals(b.keys))
	b.serve(generous())
	send := func() answered {
		return b.request(lead, "POST", "/api/cases/"+no+"/acts/serve_notice", testForm{
			"facts": cases.ServeNotice{Method: law.ServedByMail, On: b.today()}}, "Idempotency-Key", "both")
	}
	record.before = func() { send().is(200) }
	second := send().is(200)
	require.Equal(t, "true", second.header.Get("Idempotency-Replayed"))
}
