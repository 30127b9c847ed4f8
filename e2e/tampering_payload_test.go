package e2e

import (
	"database/sql"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/record"
)

// payloadRewritten gives the first payload another text, its hash, and the act that
// carries it the same.
func payloadRewritten(t *testing.T, db *sql.DB) {
	t.Helper()
	var id string
	var salt []byte
	require.NoError(t, db.QueryRowContext(t.Context(), "SELECT p.id, p.salt FROM payloads p JOIN acts a ON a.payload_id = p.id LIMIT 1").Scan(&id, &salt))
	const body = `{"narrative":"改写"}`
	hash := record.PayloadHash(salt, []byte(body))
	for _, s := range []string{"UPDATE payloads SET body = '" + body + "', hash = '" + hash + "' WHERE id = ?", "UPDATE acts SET payload_hash = '" + hash + "' WHERE payload_id = ?"} {
		_, err := db.ExecContext(t.Context(), s, id)
		require.NoError(t, err)
	}
}
