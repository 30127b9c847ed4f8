package embedded

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// KeyFiles are the PEM files with which a program of this user proves to the
// server who it is, and finds that the server is the one that it means.
type KeyFiles struct {
	// CA is the certificate by which the server is known.
	CA string
	// Certificate and Key are the client's own.
	Certificate, Key string
}

// ClientKeys are the files of the server whose state is in the folder; Start
// makes them. Whoever can read them can do everything that Temporal can.
func ClientKeys(dir string) KeyFiles {
	in := func(name string) string { return filepath.Join(dir, keysFolder, name) }
	return KeyFiles{CA: in(caFile), Certificate: in("client.pem"), Key: in("client-key.pem")}
}

const (
	keysFolder = "keys"
	caFile     = "ca.pem"

	// The keys never leave the folder, and a server is not left running for years:
	// they are renewed at a start, long before they end.
	keysLife  = 10 * 365 * 24 * time.Hour
	keysFresh = keysLife / 2
)

// keys are what the four services and their clients know each other by: one
// authority, whose own key was thrown away when it had signed two certificates.
// Renewing one of them is making all of them anew.
type keys struct {
	ca             *x509.CertPool
	server, client tls.Certificate
}

// openKeys reads the keys in the folder. It makes them where there are none, and
// anew where they will not last, have been readable by others or cannot be used.
func openKeys(dir string, now time.Time) (keys, error) {
	if k, err := readKeys(dir, now); err == nil {
		return k, nil
	}
	if err := makeKeys(dir, now); err != nil {
		return keys{}, fmt.Errorf("make the keys of the Temporal server: %w", err)
	}
	k, err := readKeys(dir, now)
	if err != nil {
		return keys{}, fmt.Errorf("read the keys of the Temporal server: %w", err)
	}
	return k, nil
}

func readKeys(dir string, now time.Time) (keys, error) {
	folder := filepath.Join(dir, keysFolder)
	if err := onlyOurs(folder); err != nil {
		return keys{}, err
	}
	text, err := os.ReadFile(filepath.Join(folder, caFile))
	if err != nil {
		return keys{}, err
	}
	k := keys{ca: x509.NewCertPool()}
	if !k.ca.AppendCertsFromPEM(text) {
		return keys{}, errors.New("no certificate in " + caFile)
	}
	if k.server, err = k.read(folder, "server", x509.ExtKeyUsageServerAuth, now); err != nil {
		return keys{}, err
	}
	k.client, err = k.read(folder, "client", x509.ExtKeyUsageClientAuth, now)
	return k, err
}

// onlyOurs refuses a folder that others could look into, or a file in it that
// they could read.
func onlyOurs(folder string) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if info.Mode().Perm()&0o077 != 0 {
			return fmt.Errorf("%s is open to others: %s", path, info.Mode())
		}
		return nil
	})
}

// read reads a certificate with its key, and refuses one that is not of the
// authority or is past the better half of its life.
func (k keys) read(folder, name string, use x509.ExtKeyUsage, now time.Time) (tls.Certificate, error) {
	pair, err := tls.LoadX509KeyPair(filepath.Join(folder, name+".pem"), filepath.Join(folder, name+"-key.pem"))
	if err != nil {
		return pair, err
	}
	for _, at := range []time.Time{now, now.Add(keysFresh)} {
		if _, err := pair.Leaf.Verify(x509.VerifyOptions{Roots: k.ca, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{use}}); err != nil {
			return pair, err
		}
	}
	return pair, nil
}

// makeKeys writes a whole set beside the old one and then puts it in its place, so
// that a start that is cut short leaves no half of one.
func makeKeys(dir string, now time.Time) error {
	folder, making := filepath.Join(dir, keysFolder), filepath.Join(dir, keysFolder+".new")
	if err := os.RemoveAll(making); err != nil {
		return err
	}
	if err := os.Mkdir(making, 0o700); err != nil {
		return err
	}
	a, err := newAuthority(now)
	if err != nil {
		return err
	}
	if err := writePEM(filepath.Join(making, caFile), "CERTIFICATE", a.certificate.Raw); err != nil {
		return err
	}
	if err := a.issue(making, "server", x509.ExtKeyUsageServerAuth); err != nil {
		return err
	}
	if err := a.issue(making, "client", x509.ExtKeyUsageClientAuth); err != nil {
		return err
	}
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	return os.Rename(making, folder)
}

// authority signs certificates, while it is in memory.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

func newAuthority(now time.Time) (*authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := certificate("authority", now)
	template.IsCA, template.BasicConstraintsValid, template.MaxPathLenZero = true, true, true
	template.KeyUsage = x509.KeyUsageCertSign
	raw, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return nil, err
	}
	signed, err := x509.ParseCertificate(raw)
	return &authority{certificate: signed, key: key}, err
}

func (a *authority) issue(folder, name string, use x509.ExtKeyUsage) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	template := certificate(name, a.certificate.NotBefore)
	template.NotBefore, template.NotAfter = a.certificate.NotBefore, a.certificate.NotAfter
	template.KeyUsage, template.ExtKeyUsage = x509.KeyUsageDigitalSignature, []x509.ExtKeyUsage{use}
	if use == x509.ExtKeyUsageServerAuth {
		template.IPAddresses = []net.IP{net.ParseIP(loopback)}
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, a.certificate, key.Public(), a.key)
	if err != nil {
		return err
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	return errors.Join(
		writePEM(filepath.Join(folder, name+".pem"), "CERTIFICATE", raw),
		writePEM(filepath.Join(folder, name+"-key.pem"), "PRIVATE KEY", secret))
}

// certificate is what all of them have in common. It holds from the day before, for
// a machine whose clock is put right a little later.
func certificate(name string, now time.Time) *x509.Certificate {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		panic(err) // crypto/rand does not fail
	}
	return &x509.Certificate{SerialNumber: serial, Subject: pkix.Name{CommonName: "embedded Temporal " + name},
		NotBefore: now.Add(-24 * time.Hour), NotAfter: now.Add(keysLife)}
}

func writePEM(path, kind string, content []byte) error {
	return os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content}), 0o600)
}

// serverTLS lets in whoever has a key that the authority has signed.
func (k keys) serverTLS() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS13, Certificates: []tls.Certificate{k.server},
		ClientCAs: k.ca, ClientAuth: tls.RequireAndVerifyClientCert}
}

func (k keys) clientTLS() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS13, Certificates: []tls.Certificate{k.client}, RootCAs: k.ca}
}
