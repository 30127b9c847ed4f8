package hostile

import (
	"bufio"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// listening are the addresses on which the process takes connections, as the kernel
// tells.
func listening(pid int) (addresses []string, err error) {
	inodes, err := sockets(pid)
	if err != nil {
		return nil, err
	}
	for _, table := range []string{"tcp", "tcp6"} {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/net/%s", pid, table))
		if err != nil {
			return nil, err
		}
		found, err := listeningIn(string(text), inodes)
		if err != nil {
			return nil, err
		}
		addresses = append(addresses, found...)
	}
	slices.Sort(addresses)
	return addresses, nil
}

// listeningIn are those of the kernel's table that listen on one of the sockets.
func listeningIn(table string, inodes []string) (addresses []string, err error) {
	const listens = "0A"
	lines := bufio.NewScanner(strings.NewReader(table))
	lines.Scan() // its head
	for lines.Scan() {
		f := strings.Fields(lines.Text())
		if len(f) < 10 || f[3] != listens || !slices.Contains(inodes, f[9]) {
			continue
		}
		ip, port, _ := strings.Cut(f[1], ":")
		raw, err := hex.DecodeString(ip)
		number, portErr := strconv.ParseUint(port, 16, 16)
		if err = errors.Join(err, portErr); err != nil {
			return nil, err
		}
		for i := 0; i < len(raw); i += 4 {
			slices.Reverse(raw[i : i+4]) // words of four bytes, in the order of the machine
		}
		addresses = append(addresses, net.JoinHostPort(net.IP(raw).String(), strconv.FormatUint(number, 10)))
	}
	return addresses, lines.Err()
}

// sockets are the inodes of the process's sockets.
func sockets(pid int) (inodes []string, err error) {
	folder := fmt.Sprintf("/proc/%d/fd", pid)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		target, err := os.Readlink(filepath.Join(folder, e.Name()))
		if os.IsNotExist(err) {
			continue // closed meanwhile
		}
		if err != nil {
			return nil, err
		}
		if inode, is := strings.CutPrefix(target, "socket:["); is {
			inodes = append(inodes, strings.TrimSuffix(inode, "]"))
		}
	}
	return inodes, nil
}

// unixSockets are the paths of the process's local sockets.
func unixSockets(pid int) (paths []string, err error) {
	inodes, err := sockets(pid)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/net/unix", pid))
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(text)) {
		if f := strings.Fields(line); len(f) >= 8 && slices.Contains(inodes, f[6]) {
			paths = append(paths, f[7])
		}
	}
	return paths, nil
}
