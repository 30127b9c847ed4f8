package deploy

import (
	"crypto/tls"
	"crypto/x509"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func makeCertificates(t *testing.T, folder string) {
	t.Helper()
	said, err := exec.CommandContext(t.Context(), "bash", "certificates.sh", folder).CombinedOutput()
	require.NoError(t, err, string(said))
}

// certificate reads one with its key; both belong together.
func certificate(t *testing.T, folder, name string) *x509.Certificate {
	t.Helper()
	pair, err := tls.LoadX509KeyPair(filepath.Join(folder, name+"_certificate"), filepath.Join(folder, name+"_key"))
	require.NoError(t, err, name)
	return pair.Leaf
}

// chains reports whether the authority in the folder stands behind the certificate,
// for the use, at the time.
func chains(t *testing.T, folder string, c *x509.Certificate, use x509.ExtKeyUsage, at time.Time) bool {
	t.Helper()
	pool := x509.NewCertPool()
	require.True(t, pool.AppendCertsFromPEM([]byte(read(t, filepath.Join(folder, "authority_certificate")))))
	_, err := c.Verify(x509.VerifyOptions{Roots: pool, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{use}})
	return err == nil
}

func TestCertificates(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "secrets")
	makeCertificates(t, folder)
	const server, client = x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth
	for name, want := range map[string]map[x509.ExtKeyUsage]bool{
		"mysql":    {server: true, client: false}, // the database calls nobody
		"temporal": {server: true, client: true},
		"worker":   {server: false, client: true}, // and nobody is called by these
		"api":      {server: false, client: true},
	} {
		c := certificate(t, folder, name)
		require.Contains(t, compose(t).Services, name)
		for use, may := range want {
			require.Equal(t, may, chains(t, folder, c, use, time.Now()), "%s for %v", name, use)
		}
		if want[server] {
			require.NoError(t, c.VerifyHostname(name))
			require.NoError(t, c.VerifyHostname("127.0.0.1"))
			require.Error(t, c.VerifyHostname("elsewhere"))
		}
		require.False(t, c.IsCA)
		require.True(t, chains(t, folder, c, map[bool]x509.ExtKeyUsage{true: server, false: client}[want[server]], c.NotAfter), "the authority outlives it")
	}
	require.True(t, certificate(t, folder, "authority").IsCA)
	info, err := os.Stat(filepath.Join(folder, "authority_key"))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o400), info.Mode().Perm())

	before := contents(t, folder)
	makeCertificates(t, folder)
	require.Equal(t, before, contents(t, folder), "a second run changed what is good")
}

// TestCertificatesAreRenewed: what is missing, ends soon or does not fit is made
// anew, and nothing else.
func TestCertificatesAreRenewed(t *testing.T) {
	t.Parallel()
	inFolder := func(folder, script string) error {
		cmd := exec.CommandContext(t.Context(), "bash", "-ec", script)
		cmd.Dir = folder
		said, err := cmd.CombinedOutput()
		if err != nil {
			t.Log(string(said))
		}
		return err
	}
	const self = `printf '[req]\ndistinguished_name = dn\n[dn]\n' >settings; export OPENSSL_CONF=$PWD/settings; `
	for name, tt := range map[string]struct {
		spoil   string
		renewed []string
	}{
		"a key is missing":         {"rm api_key", []string{"api"}},
		"a key is another's":       {"cp worker_key new; mv -f new api_key", []string{"api"}},
		"a certificate is damaged": {"rm temporal_certificate; echo x >temporal_certificate", []string{"temporal"}},
		"one ends soon": {`openssl req -new -key worker_key -subj /CN=worker -out request
			openssl x509 -req -in request -CA authority_certificate -CAkey authority_key -set_serial 7 -days 30 -out new
			mv -f new worker_certificate; rm request`, []string{"worker"}},
		"the authority is missing": {"rm -f authority_key", []string{"authority", "mysql", "temporal", "worker", "api"}},
		"the authority ends before what it signs": {self + `openssl req -x509 -new -key authority_key -subj /O=shuangsuiji/CN=authority -days 700 \
			-addext basicConstraints=critical,CA:true -out new; mv -f new authority_certificate; rm settings`, []string{"authority", "mysql", "temporal", "worker", "api"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := filepath.Join(t.TempDir(), "secrets")
			makeCertificates(t, folder)
			before := contents(t, folder)
			require.NoError(t, inFolder(folder, tt.spoil))
			makeCertificates(t, folder)
			after := contents(t, folder)
			var renewed []string
			for _, name := range []string{"authority", "mysql", "temporal", "worker", "api"} {
				if before[name+"_certificate"] != after[name+"_certificate"] {
					renewed = append(renewed, name)
					require.NotEqual(t, before[name+"_key"], after[name+"_key"])
				}
				certificate(t, folder, name)
			}
			require.Equal(t, tt.renewed, renewed)
			require.Len(t, after, len(before), "nothing is left lying about")
		})
	}
}
