package e2e

import (
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/demo"
	"shuangsuiji/documents"
	"shuangsuiji/door"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// TestDemonstrationOverHTTP plays the whole plan through the HTTP API, each act
// by its own account, on each database.
func TestDemonstrationOverHTTP(t *testing.T) {
	onEachDatabase(t, func(t *testing.T, database database) {
		o := openOffice(t, setup{entities: 120, standing: startOfMonth, database: database})
		o.importPlan(documents.SamplePlan(), false)
		o.giveLogins()
		server := httptest.NewServer(o.handler(door.Limits{}))
		t.Cleanup(server.Close)
		var said strings.Builder
		play := demo.Play{Base: server.URL, Accounts: o.accountsFile(), Out: &said}
		require.NoError(t, play.Run(t.Context()), said.String())
		require.Contains(t, said.String(), "任务2024001-001：已办结")

		checked := o.requireSoundRecord(t)
		require.Equal(t, 1, checked.Draws)
		require.Equal(t, 14, checked.Cases, "thirteen drawn, one replacement")
		require.Equal(t, 16, checked.Publications)
		require.Equal(t, 3, checked.Decisions)
		differences, compared, err := o.Reconcile(t.Context(), false)
		require.NoError(t, err)
		require.Empty(t, differences)
		require.Equal(t, 2, compared, "two penalty cases are closed and still shown to the public")
		require.Equal(t, 4, checked.Proceedings, "two penalty cases, a referral and one to the police")
		shown, err := o.Decisions(t.Context(), record.DecisionFilter{}, record.Page{})
		require.NoError(t, err)
		require.Len(t, shown.Items, 3, "both penalties, and what became of the referral")
	})
}

const password = "demonstration-2024"

// giveLogins gives every account of the office a password.
func (o *office) giveLogins() {
	o.t.Helper()
	for login, who := range o.people {
		_, err := o.SaveAccount(o.ctx, law.System, bureau.NewAccount{ID: login, Login: login, Name: o.names[login], Department: who.Department,
			Certificate: who.Certificate, Roles: who.Roles, Active: true, Password: password})
		require.NoError(o.t, err)
	}
}

func (o *office) accountsFile() string {
	var lines strings.Builder
	for login := range o.people {
		fmt.Fprintln(&lines, login, password)
	}
	path := filepath.Join(o.t.TempDir(), "accounts.txt")
	require.NoError(o.t, os.WriteFile(path, []byte(lines.String()), 0o600))
	return path
}
