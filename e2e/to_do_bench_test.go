package e2e

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// BenchmarkToDo asks the API for what the home page shows, of an inspector who is on
// half of the teams and of the head of their department, where 100,000 open cases wait
// for somebody.
func BenchmarkToDo(b *testing.B) {
	onEachBench(b, func(b *testing.B, on database) {
		many := listing(b, on, "many", manyCases)
		_, err := many.store.AddAccount(b.Context(), record.Account{ID: "on-team", Login: "on-team", Name: "on-team", Department: "劳动保障监察大队",
			Certificate: "冀B00", Roles: []law.Role{law.RoleInspector}, Active: true, Created: startOfMonth},
			record.AccountChange{By: law.System.ID, At: startOfMonth, Judge: func(*record.Account, []record.Account) ([]record.Message, error) { return nil, nil }})
		require.NoError(b, err)
		metrics := map[string]float64{}
		for _, who := range []string{"on-team", "head"} {
			var first struct {
				Items []json.RawMessage
				Next  string
			}
			require.NoError(b, json.Unmarshal(many.told(who, "/api/todo?limit=50"), &first))
			require.Len(b, first.Items, 50)
			for name, path := range map[string]string{"first": "/api/todo?limit=50", "second": "/api/todo?limit=50&after=" + first.Next, "counts": "/api/todo/counts"} {
				many.told(who, path)
				var took side
				for range listRounds {
					took.time(func() { many.told(who, path) })
				}
				metrics[who+"-"+name+"-ms"], metrics[who+"-"+name+"-p95-ms"] = 1e3*took.median(), 1e3*took.p95()
			}
		}
		report(b, metrics)
	})
}

// p95 is what all but the slowest twentieth of the rounds took at most.
func (s side) p95() float64 {
	sorted := slices.Sorted(slices.Values(s))
	return sorted[(len(sorted)-1)*95/100].Seconds()
}

// told is what the account is answered.
func (l listed) told(who, path string) []byte {
	req, err := http.NewRequestWithContext(l.ctx, http.MethodGet, l.base+path, nil)
	require.NoError(l.t, err)
	l.authorise(req, who)
	resp, err := http.DefaultClient.Do(req)
	require.NoError(l.t, err)
	answer, err := io.ReadAll(resp.Body)
	require.NoError(l.t, err)
	require.NoError(l.t, resp.Body.Close())
	require.Equal(l.t, http.StatusOK, resp.StatusCode, string(answer))
	return answer
}
