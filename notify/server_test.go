package notify

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"github.com/stretchr/testify/require"
)

const (
	loginName     = "ssj@rsj.example.cn"
	loginPassword = "口令 with space"
)

// delivery is one mail as the server got it, accepted or not.
type delivery struct {
	from, to string
	raw      []byte
}

// mailServer is a real SMTP server on the loopback interface.
type mailServer struct {
	host string
	port int

	// refuseRcpt and refuseData answer instead of the server, where not nil.
	refuseRcpt func(to string) error
	refuseData func(d delivery) error
	// swallow closes the connection after the text and before the answer.
	swallow func() bool
	// login demands loginName and loginPassword.
	login bool

	mu          sync.Mutex
	connections int
	deliveries  []delivery
}

type serverOption func(*smtp.Server) (implicitTLS bool)

func withSTARTTLS(cert tls.Certificate) serverOption {
	return func(s *smtp.Server) bool {
		s.TLSConfig = &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12}
		return false
	}
}

func withImplicitTLS(cert tls.Certificate) serverOption {
	return func(s *smtp.Server) bool {
		s.TLSConfig = &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12}
		return true
	}
}

func (m *mailServer) start(t *testing.T, options ...serverOption) *mailServer {
	t.Helper()
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.connections++
		return &session{server: m, conn: c}, nil
	}))
	server.Domain = "mx.example.cn"
	server.ErrorLog = log.New(io.Discard, "", 0)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := listener.Addr().(*net.TCPAddr)
	m.host, m.port = address.IP.String(), address.Port
	for _, option := range options {
		if option(server) {
			listener = tls.NewListener(listener, server.TLSConfig)
		}
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	t.Cleanup(func() {
		require.NoError(t, server.Close())
		require.NoError(t, <-ended)
	})
	return m
}

func (m *mailServer) received() []delivery {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]delivery(nil), m.deliveries...)
}

func (m *mailServer) connected() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.connections
}

type session struct {
	server  *mailServer
	conn    *smtp.Conn
	now     delivery
	trusted bool
}

func (s *session) AuthMechanisms() []string {
	if !s.server.login {
		return nil
	}
	return []string{sasl.Plain}
}

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != loginName || password != loginPassword {
			return &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 8}, Message: "no such account: " + user}
		}
		s.trusted = true
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if s.server.login && !s.trusted {
		return smtp.ErrAuthRequired
	}
	if s.now.from != "" {
		return errors.New("the mail before was not reset")
	}
	s.now.from = from
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if s.server.refuseRcpt != nil {
		if err := s.server.refuseRcpt(to); err != nil {
			return err
		}
	}
	s.now.to = to
	return nil
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.now.raw = bytes.Clone(raw)
	s.server.mu.Lock()
	s.server.deliveries = append(s.server.deliveries, s.now)
	s.server.mu.Unlock()
	if s.server.swallow != nil && s.server.swallow() {
		return s.conn.Conn().Close()
	}
	if s.server.refuseData != nil {
		return s.server.refuseData(s.now)
	}
	return nil
}

func (s *session) Reset()        { s.now = delivery{} }
func (s *session) Logout() error { return nil }

// selfSigned makes a certificate for 127.0.0.1 that nobody knows, and a file
// with it.
func selfSigned(t *testing.T) (cert tls.Certificate, caFile string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: "mail server of a test"},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(time.Hour),
		IPAddresses:           []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA:                  true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	require.NoError(t, err)
	caFile = filepath.Join(t.TempDir(), "ca.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	require.NoError(t, os.WriteFile(caFile, block, 0o600))
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, caFile
}

// closedPort is a port of the loopback interface at which nobody listens.
func closedPort(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	_, port, err := net.SplitHostPort(listener.Addr().String())
	require.NoError(t, err)
	require.NoError(t, listener.Close())
	number, err := strconv.Atoi(port)
	require.NoError(t, err)
	return number
}
