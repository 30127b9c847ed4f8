//go:build !slim

package embedded

import (
	"errors"
	"fmt"
	"net"
	"strconv"
)

// checkPortFree binds the port and lets it go again. Temporal opens its own
// listeners and answers a busy port by ending the process, so the question is
// asked before.
func checkPortFree(port int, purpose string) error {
	if port == 0 {
		return nil
	}
	address := net.JoinHostPort(loopback, strconv.Itoa(port))
	l, err := net.Listen("tcp", address)
	if err != nil {
		return &PortInUseError{Purpose: purpose, Address: address, Err: err}
	}
	return l.Close()
}

// freePorts returns n different ports that were free a moment ago. Another
// program may take one before Temporal does; launch then tries again.
func freePorts(n int) (_ []int, err error) {
	listeners := make([]net.Listener, 0, n)
	defer func() {
		for _, l := range listeners {
			err = errors.Join(err, l.Close())
		}
	}()
	ports := make([]int, 0, n)
	for range n {
		l, err := net.Listen("tcp", net.JoinHostPort(loopback, "0"))
		if err != nil {
			return nil, fmt.Errorf("find a free port: %w", err)
		}
		listeners = append(listeners, l)
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports, nil
}
