package mutual

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// signed makes a certificate that is its own authority, for both sides.
func signed(t *testing.T) Files {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	require.NoError(t, err)
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	require.NoError(t, err)
	folder := t.TempDir()
	f := Files{CA: filepath.Join(folder, "cert.pem"), Certificate: filepath.Join(folder, "cert.pem"), Key: filepath.Join(folder, "key.pem")}
	require.NoError(t, os.WriteFile(f.CA, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw}), 0o600))
	require.NoError(t, os.WriteFile(f.Key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}), 0o600))
	return f
}

func TestClientAndServerKnowEachOther(t *testing.T) {
	t.Parallel()
	ours, other := signed(t), signed(t)
	authority, err := Authority(ours.CA)
	require.NoError(t, err)
	own, err := tls.LoadX509KeyPair(ours.Certificate, ours.Key)
	require.NoError(t, err)
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.TLS = &tls.Config{Certificates: []tls.Certificate{own}, ClientCAs: authority, ClientAuth: tls.RequireAndVerifyClientCert, MinVersion: tls.VersionTLS13}
	server.StartTLS()
	t.Cleanup(server.Close)
	ask := func(f Files) error {
		config, err := f.Client()
		require.NoError(t, err)
		client := http.Client{Transport: &http.Transport{TLSClientConfig: config}}
		response, err := client.Get(server.URL)
		if err == nil {
			require.NoError(t, response.Body.Close())
		}
		return err
	}
	require.NoError(t, ask(ours))
	require.Error(t, ask(other), "neither knows the other")
	require.ErrorContains(t, ask(Files{CA: other.CA, Certificate: ours.Certificate, Key: ours.Key}), "certificate", "a server that is not ours is not believed")
	require.Error(t, ask(Files{CA: ours.CA, Certificate: other.Certificate, Key: other.Key}), "nor a client that is not")
}

func TestFilesThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	good := signed(t)
	for name, f := range map[string]Files{
		"no authority":       {Certificate: good.Certificate, Key: good.Key},
		"a key as authority": {CA: good.Key, Certificate: good.Certificate, Key: good.Key},
		"no certificate":     {CA: good.CA, Key: good.Key},
		"another's key":      {CA: good.CA, Certificate: good.Certificate, Key: signed(t).Key},
	} {
		_, err := f.Client()
		require.Error(t, err, name)
	}
}
