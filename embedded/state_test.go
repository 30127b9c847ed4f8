//go:build !slim

package embedded

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/server/common/headers"
)

func TestStateFile(t *testing.T) {
	t.Parallel()
	execute := func(t *testing.T, path, statement string) {
		t.Helper()
		db, err := sql.Open("sqlite", sqliteURI(path))
		require.NoError(t, err)
		_, err = db.ExecContext(testContext(t), statement)
		require.NoError(t, err)
		require.NoError(t, db.Close())
	}
	for name, tt := range map[string]struct {
		spoil func(t *testing.T, s *stateFile)
		check func(t *testing.T, err error)
	}{
		"absent": {
			spoil: func(*testing.T, *stateFile) {},
			check: func(t *testing.T, err error) { require.NoError(t, err) },
		},
		"empty, as a start killed early leaves it": {
			spoil: func(t *testing.T, s *stateFile) { require.NoError(t, os.WriteFile(s.path, nil, 0o600)) },
			check: func(t *testing.T, err error) { require.NoError(t, err) },
		},
		"of this version": {
			spoil: func(t *testing.T, s *stateFile) { require.NoError(t, s.prepare(testContext(t))) },
			check: func(t *testing.T, err error) { require.NoError(t, err) },
		},
		"of another version": {
			spoil: func(t *testing.T, s *stateFile) {
				require.NoError(t, s.prepare(testContext(t)))
				execute(t, s.path, `UPDATE embedded_mark SET server_version = '1.31.0'`)
			},
			check: func(t *testing.T, err error) {
				var version *StateVersionError
				require.ErrorAs(t, err, &version)
				require.Equal(t, "1.31.0", version.Found)
				require.Equal(t, headers.ServerVersion, version.Want)
				require.Contains(t, err.Error(), "1.31.0")
			},
		},
		"of another program": {
			spoil: func(t *testing.T, s *stateFile) { execute(t, s.path, `CREATE TABLE executions (id TEXT)`) },
			check: func(t *testing.T, err error) {
				var version *StateVersionError
				require.ErrorAs(t, err, &version)
				require.Empty(t, version.Found)
			},
		},
		"not a database": {
			spoil: func(t *testing.T, s *stateFile) {
				require.NoError(t, os.WriteFile(s.path, []byte("这不是数据库，只是一个放错位置的文本文件"), 0o600))
			},
			check: func(t *testing.T, err error) {
				require.ErrorContains(t, err, "not a database")
				require.ErrorContains(t, err, "temporal.db")
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStateFile(t.TempDir())
			tt.spoil(t, s)
			tt.check(t, s.prepare(testContext(t)))
		})
	}
}

func TestStartRefusesAnotherVersion(t *testing.T) {
	t.Parallel()
	cfg := testConfig(t.TempDir())
	s := newStateFile(cfg.Dir)
	require.NoError(t, s.prepare(testContext(t)))
	require.NoError(t, s.withConn(testContext(t), func(db *sql.DB) error {
		_, err := db.ExecContext(testContext(t), `UPDATE embedded_mark SET server_version = '2.0.0'`)
		return err
	}))
	_, err := Start(testContext(t), cfg)
	var version *StateVersionError
	require.ErrorAs(t, err, &version)
	require.Equal(t, filepath.Join(cfg.Dir, "temporal.db"), version.Path)
}
