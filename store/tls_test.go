package store

import (
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestTLSToMySQL: with an authority there is TLS and no way back from it, whatever the
// DSN says. That the server is then really asked is tried in package topology.
func TestTLSToMySQL(t *testing.T) {
	t.Parallel()
	cfg := Config{Driver: MySQL, DSN: "u:p@tcp(db:3306)/d?tls=preferred", Logger: slog.New(slog.DiscardHandler)}
	cfg.CA = filepath.Join(t.TempDir(), "missing")
	_, err := mysqlConfig(cfg)
	require.ErrorIs(t, err, os.ErrNotExist)
	require.NoError(t, os.WriteFile(cfg.CA, []byte("no certificate"), 0o600))
	_, err = mysqlConfig(cfg)
	require.ErrorContains(t, err, "none in")
	require.NoError(t, os.WriteFile(cfg.CA, []byte(anAuthority), 0o600))
	c, err := mysqlConfig(cfg)
	require.NoError(t, err)
	require.NotNil(t, c.TLS.RootCAs)
	require.False(t, c.TLS.InsecureSkipVerify)
	require.False(t, c.AllowFallbackToPlaintext)
}

// anAuthority stands for nobody; its key was never kept.
const anAuthority = `-----BEGIN CERTIFICATE-----
MIIBejCCAR+gAwIBAgIUae7B9aBGXi6+cp39zckbzHDqgCEwCgYIKoZIzj0EAwIw
ETEPMA0GA1UEAwwGbm9ib2R5MCAXDTI2MTEyOTExMTcwN1oYDzIxMjYxMTA1MTEx
NzA3WjARMQ8wDQYDVQQDDAZub2JvZHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AAQQd7t65zPMyJEaiozGSe0PP0PDrZU9r4pRwx3yFjLpyEUKDLfYRjk6lYWeEefD
RExB49Kk4Nhxvis5HKRPyaQoo1MwUTAdBgNVHQ4EFgQUK9h9db+kEFwnIO6OC62T
2AohIPYwHwYDVR0jBBgwFoAUK9h9db+kEFwnIO6OC62T2AohIPYwDwYDVR0TAQH/
BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAxl5mq/98afx91WO2AEE9RYqLCLew
aQm7sI/xVmNLhJMCIQDpC1C1dKWiFoTR8Qn4xkq8V9v9W2bp3Z0vwSn4B8dAKg==
-----END CERTIFICATE-----
`
