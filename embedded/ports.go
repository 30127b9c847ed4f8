//go:build !slim

package embedded

import (
	"errors"
	"fmt"
	"net"
	"strconv"
)

// listen binds host:port; port 0 is any free one.
func listen(host string, port int, purpose string) (net.Listener, error) {
	address := net.JoinHostPort(host, strconv.Itoa(port))
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, &PortInUseError{Purpose: purpose, Address: address, Err: err}
	}
	return l, nil
}

// checkPortFree binds the port and lets it go again. Temporal opens its own
// listeners and answers a busy port by ending the process, so the question is
// asked before.
func checkPortFree(host string, port int, purpose string) error {
	if port == 0 {
		return nil
	}
	l, err := listen(host, port, purpose)
	if err != nil {
		return err
	}
	return l.Close()
}

// freePorts returns n different ports that were free a moment ago. Another
// program may take one before Temporal does; launch then tries again.
func freePorts(host string, n int) (_ []int, err error) {
	listeners := make([]net.Listener, 0, n)
	defer func() {
		for _, l := range listeners {
			err = errors.Join(err, l.Close())
		}
	}()
	ports := make([]int, 0, n)
	for range n {
		l, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
		if err != nil {
			return nil, fmt.Errorf("find a free port on %s: %w", host, err)
		}
		listeners = append(listeners, l)
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports, nil
}

// closeUnlessClosed is for a listener whose ownership passes to a server.
func closeUnlessClosed(l net.Listener) func() error {
	return func() error {
		if err := l.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			return err
		}
		return nil
	}
}

// internalHost is where the services talk to each other: never beyond this
// machine, whatever Config.Host says.
func internalHost(host string) string {
	if net.ParseIP(host).IsLoopback() {
		return host
	}
	return DefaultHost
}

// dialHost is the address at which this machine reaches a listener on host.
func dialHost(host string) string {
	ip := net.ParseIP(host)
	switch {
	case !ip.IsUnspecified():
		return host
	case ip.To4() != nil:
		return net.IPv4(127, 0, 0, 1).String()
	default:
		return net.IPv6loopback.String()
	}
}
