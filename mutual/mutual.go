// Package mutual reads the files with which two processes prove to each other who
// they are: mutual TLS, where each takes only what one authority of ours has
// signed. It knows nothing of the project.
package mutual

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
)

// Files are PEM files: the authority by which the other side is known, and the own
// certificate with its key.
type Files struct{ CA, Certificate, Key string }

// Client is what a client shows and asks for. It reads the files now; whoever
// renews them starts the process anew.
func (f Files) Client() (*tls.Config, error) {
	pool, err := Authority(f.CA)
	if err != nil {
		return nil, err
	}
	pair, err := tls.LoadX509KeyPair(f.Certificate, f.Key)
	if err != nil {
		return nil, fmt.Errorf("certificate and key: %w", err)
	}
	return &tls.Config{MinVersion: tls.VersionTLS13, RootCAs: pool, Certificates: []tls.Certificate{pair}}, nil
}

// Authority reads the certificates of an authority; no other one, the system's
// neither, is then believed.
func Authority(file string) (*x509.CertPool, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("certificate of the authority: %w", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("certificate of the authority: none in %s", file)
	}
	return pool, nil
}
