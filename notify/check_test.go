package notify

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestCheck logs in and sends nothing.
func TestCheck(t *testing.T) {
	t.Parallel()
	cert, caFile := selfSigned(t)
	server := (&mailServer{login: true}).start(t, withSTARTTLS(cert))
	cfg := plainTo(server)
	cfg.TLS, cfg.CAFile, cfg.User = TLSStartTLS, caFile, loginName
	cfg.PasswordFile = filepath.Join(t.TempDir(), "password")

	require.NoError(t, os.WriteFile(cfg.PasswordFile, []byte(loginPassword), 0o600))
	require.NoError(t, Check(t.Context(), cfg))
	require.Empty(t, server.received())

	require.NoError(t, os.WriteFile(cfg.PasswordFile, []byte("wrong"), 0o600))
	require.ErrorContains(t, Check(t.Context(), cfg), "535")
	cfg.From = ""
	require.ErrorContains(t, Check(t.Context(), cfg), "From")
}
