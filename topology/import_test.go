package topology

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/apiclient"
	"shuangsuiji/demo/people"
	"shuangsuiji/store"
)

// oneImportAtATime: the turn to import is the office's, whichever of its processes is
// asked.
func oneImportAtATime(t *testing.T, s *System) {
	driver, dsn, err := s.Record()
	require.NoError(t, err)
	another, err := store.Open(t.Context(), store.Config{Driver: driver, DSN: dsn, CA: s.RecordCA()})
	require.NoError(t, err)
	defer func() { require.NoError(t, another.Close()) }()
	accounts, err := people.ReadAccounts(s.Accounts())
	require.NoError(t, err)
	imports := func(api string) (code string) {
		c, err := apiclient.New(api)
		require.NoError(t, err)
		for _, a := range accounts {
			if a.Login == "clerk" {
				require.NoError(t, c.LogIn(t.Context(), a.Login, a.Password))
			}
		}
		var refused *apiclient.Problem
		require.ErrorAs(t, c.Upload(t.Context(), "/api/registers/entities/import", []byte("不是名录"), nil), &refused)
		return refused.Code
	}
	leave, err := another.ImportTurn(t.Context())
	require.NoError(t, err)
	for _, api := range s.APIs() {
		require.Equal(t, "import_busy", imports(api))
	}
	leave()
	for _, api := range s.APIs() {
		require.NotEqual(t, "import_busy", imports(api))
	}
}
