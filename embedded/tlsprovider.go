//go:build !slim

package embedded

import (
	"crypto/tls"
	"time"

	"go.temporal.io/server/common/rpc/encryption"
)

// tlsProvider gives all four services, and those that call them, the same keys.
type tlsProvider struct{ keys }

var _ encryption.TLSConfigProvider = tlsProvider{}

// GetInternodeServerConfig is how history, matching and the system's own worker listen.
func (p tlsProvider) GetInternodeServerConfig() (*tls.Config, error) { return p.serverTLS(), nil }

// GetInternodeClientConfig is how they are called.
func (p tlsProvider) GetInternodeClientConfig() (*tls.Config, error) { return p.clientTLS(), nil }

// GetFrontendServerConfig is how the frontend listens.
func (p tlsProvider) GetFrontendServerConfig() (*tls.Config, error) { return p.serverTLS(), nil }

// GetFrontendClientConfig is how the system's own worker calls it.
func (p tlsProvider) GetFrontendClientConfig() (*tls.Config, error) { return p.clientTLS(), nil }

// GetRemoteClusterClientConfig is asked by nobody: there is one cluster.
func (p tlsProvider) GetRemoteClusterClientConfig(string) (*tls.Config, error) {
	return p.clientTLS(), nil
}

// GetExpiringCerts is for metrics, which are off; openKeys renews what would end.
func (p tlsProvider) GetExpiringCerts(time.Duration) (expiring, expired encryption.CertExpirationMap, err error) {
	return nil, nil, nil
}
