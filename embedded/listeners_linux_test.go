//go:build !slim

package embedded

import (
	"bufio"
	"encoding/hex"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestListensOnLoopbackOnly asks the kernel which sockets of this process accept
// connections: those of the four services, of which each asks for a key, and no
// other. It is not parallel, so that no other test's server listens meanwhile.
func TestListensOnLoopbackOnly(t *testing.T) {
	s := sharedServer(t)
	mine := socketInodes(t)
	const listening = "0A"
	var found []string
	for _, table := range []string{"/proc/self/net/tcp", "/proc/self/net/tcp6"} {
		for _, fields := range readTable(t, table) {
			if fields[3] != listening || !slices.Contains(mine, fields[9]) {
				continue
			}
			ip, port, _ := strings.Cut(fields[1], ":")
			number, err := strconv.ParseUint(port, 16, 16)
			require.NoError(t, err)
			found = append(found, net.JoinHostPort(kernelIP(t, ip).String(), strconv.FormatUint(number, 10)))
		}
	}
	require.ElementsMatch(t, s.listening, found)
	for _, address := range found {
		require.True(t, strings.HasPrefix(address, loopback+":"), address)
	}
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
