package api

import (
	"database/sql"
	"fmt"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// An act of another kind of proceeding, at any stage and whoever sends it, is a
// refusal and no fault, and nothing of it is kept: neither the request nor what was
// written.
func TestActsOfAnotherKindLeaveNothing(t *testing.T) {
	b := newBench(t, generous())
	no := b.drawn()[0]
	lead := b.theCase(no).Team.Lead()
	feedback := b.begun(lead, "/api/cases/"+no+"/feedback", proceedings.FileFeedback{Topic: proceedings.TopicLegalGap}, "f1").No
	before := b.kept()

	foreign := 0
	try := func(stage string) {
		t.Helper()
		for _, f := range proceedingActs {
			if _, own := proceedings.RuleOf(law.ProceedingFeedback, f.kind); own {
				continue
			}
			foreign++
			for _, who := range []string{"clerk", lead, "head", "director", "supervisor", "legal", "admin"} {
				form := testForm{"facts": map[string]any{}, "reason": "试", "narrative": "身份证号130283197001011234"}
				res := b.request(who, http.MethodPost, fmt.Sprintf("/api/proceedings/%s/acts/%s", feedback, f.kind), form, "Idempotency-Key", stage+who+string(f.kind))
				require.GreaterOrEqual(t, res.status, 400, "%s as %s at %s: %s", f.kind, who, stage, res.text)
				require.Less(t, res.status, 500, "%s as %s at %s: %s", f.kind, who, stage, res.text)
			}
		}
	}
	try("routing")
	b.act("head", "proceedings/"+feedback, proceedings.RouteFeedback{To: law.Addressee{Place: law.OtherDepartment, Name: "市司法局"}}).is(200)
	before.requests++ // with its first answer
	before.bodies++
	try("answering")
	require.NotZero(t, foreign)
	require.Equal(t, before, b.kept())
}

// keptRows counts what is on record of requests and of what came with them.
type keptRows struct{ requests, bodies int }

func (b *bench) kept() (k keptRows) {
	b.Helper()
	pool, err := sql.Open("sqlite", b.file+"?_pragma=busy_timeout(10000)")
	require.NoError(b, err)
	defer func() { require.NoError(b, pool.Close()) }()
	require.NoError(b, pool.QueryRowContext(b.Context(), "SELECT (SELECT COUNT(*) FROM requests), (SELECT COUNT(*) FROM payloads WHERE body IS NOT NULL)").Scan(&k.requests, &k.bodies))
	return k
}
