//go:build !slim

package embedded

import (
	"bufio"
	"encoding/hex"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestListensOnLoopbackOnly asks the kernel which sockets of this process
// accept connections.
func TestListensOnLoopbackOnly(t *testing.T) {
	sharedServer(t)
	mine := socketInodes(t)
	const listening = "0A"
	found := 0
	for _, table := range []string{"/proc/self/net/tcp", "/proc/self/net/tcp6"} {
		for _, fields := range readTable(t, table) {
			if fields[3] != listening || !slices.Contains(mine, fields[9]) {
				continue
			}
			found++
			ip := kernelIP(t, strings.Split(fields[1], ":")[0])
			require.True(t, ip.IsLoopback(), "listens on %s", ip)
		}
	}
	require.GreaterOrEqual(t, found, len(services)+1, "four services and the UI")
}

func socketInodes(t *testing.T) []string {
	t.Helper()
	links, err := filepath.Glob("/proc/self/fd/*")
	require.NoError(t, err)
	var inodes []string
	for _, link := range links {
		target, err := os.Readlink(link)
		if os.IsNotExist(err) {
			continue
		}
		require.NoError(t, err)
		if inode, ok := strings.CutPrefix(target, "socket:["); ok {
			inodes = append(inodes, strings.TrimSuffix(inode, "]"))
		}
	}
	return inodes
}

func readTable(t *testing.T, path string) [][]string {
	t.Helper()
	file, err := os.Open(path)
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	var rows [][]string
	lines := bufio.NewScanner(file)
	lines.Scan()
	for lines.Scan() {
		rows = append(rows, strings.Fields(lines.Text()))
	}
	require.NoError(t, lines.Err())
	return rows
}

// kernelIP reads an address as the kernel prints it: words of four bytes, each
// in the machine's order, which is little endian on all our targets.
func kernelIP(t *testing.T, s string) net.IP {
	t.Helper()
	raw, err := hex.DecodeString(s)
	require.NoError(t, err)
	for i := 0; i < len(raw); i += 4 {
		slices.Reverse(raw[i : i+4])
	}
	return net.IP(raw)
}
