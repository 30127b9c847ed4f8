package e2e

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/demo/year"
	"shuangsuiji/door"
)

// TestAYearOverHTTP plays a year by the scripts of `make demo FULL=1`, with fewer
// entities; it fails where a row of the procedure has not happened.
func TestAYearOverHTTP(t *testing.T) {
	const entities = 300
	o := openOffice(t, setup{entities: entities, standing: startOfMonth})
	o.giveLogins()
	server := httptest.NewServer(o.handler(door.Limits{}))
	t.Cleanup(server.Close)
	var said strings.Builder
	play := year.Play{Base: server.URL, Accounts: o.accountsFile(), Out: &said, Entities: entities}
	require.NoError(t, play.Run(t.Context()), said.String())

	checked := o.requireSoundRecord(t)
	require.Equal(t, checked.Tasks+checked.Cases+checked.Proceedings, checked.Folded)
	differences, _, err := o.Reconcile(t.Context(), false)
	require.NoError(t, err)
	require.Empty(t, differences)
}
