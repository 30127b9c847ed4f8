package hostile

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// AsNeighbour makes this program try, as whoever it runs as, what its input says. It is
// how the attack runs as another user of the machine.
const AsNeighbour = "as-neighbour"

// errands are what the other user tries.
type errands struct {
	Files, Folders []string // to be read, and written to
	Ports          []string // of Temporal
	Process        int
	Public         string // what anybody may read
}

// haul is what the other user got; an empty one is as it should be, but for what is
// public.
type haul struct {
	Tried  int
	Got    []string
	Public bool
	UID    int
}

// neighbour is a user of the machine who has nothing: nobody.
const neighbour = 65534

// neighbours runs this program once more as another user.
func (o *office) neighbours(ctx context.Context, ports []string, a *Attack) error {
	if os.Geteuid() != 0 {
		a.cannot("needs root, to be another user")
		return nil
	}
	e := errands{Ports: ports, Process: o.pid, Public: o.base + "/public/publications"}
	err := filepath.WalkDir(o.data, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			e.Folders = append(e.Folders, path)
		} else {
			e.Files = append(e.Files, path)
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil {
			a.try(info.Mode().Perm()&0o077 == 0, "%s is open to others: %s", path, info.Mode())
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, needed := range []string{"record.db", "seal.keys", "accounts.txt", "client-key.pem", "server-key.pem"} {
		a.control(slices.ContainsFunc(e.Files, func(f string) bool { return filepath.Base(f) == needed }), "%s is there to be read", needed)
	}
	for _, file := range e.Files {
		f, err := os.Open(file)
		if err == nil {
			err = f.Close()
		}
		if errors.Is(err, fs.ErrNotExist) {
			continue // a journal of the database's
		}
		a.control(err == nil, "the office's own user reads %s: %v", file, err)
	}
	local, err := unixSockets(o.pid)
	if err != nil {
		return err
	}
	a.try(len(local) == 0, "the process listens on local sockets: %v", local)

	got, err := o.sendNeighbour(ctx, e)
	if err != nil {
		return err
	}
	for range got.Tried - len(got.Got) {
		a.try(true, "")
	}
	for _, what := range got.Got {
		a.try(false, "uid %d %s", got.UID, what)
	}
	a.control(got.UID == neighbour && got.Public, "uid %d reads what is public: %v", got.UID, got.Public)
	a.says("uid %d: %d files, %d folders, %d ports, /proc", got.UID, len(e.Files), len(e.Folders), len(e.Ports))
	return nil
}

// sendNeighbour runs a copy of this program, where the other user may execute it.
func (o *office) sendNeighbour(ctx context.Context, e errands) (got haul, err error) {
	folder, err := os.MkdirTemp("", "ssj-neighbour-")
	if err != nil {
		return got, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	self, err := os.Executable()
	if err != nil {
		return got, err
	}
	program, err := os.ReadFile(self)
	if err != nil {
		return got, err
	}
	copied := filepath.Join(folder, "neighbour")
	if err := errors.Join(os.Chmod(folder, 0o755), os.WriteFile(copied, program, 0o755)); err != nil {
		return got, err
	}
	cmd := exec.CommandContext(ctx, copied, AsNeighbour)
	cmd.Dir, cmd.Env = "/", []string{}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: neighbour, Gid: neighbour}}
	cmd.Stdin = bytes.NewReader(jsonOf(e))
	var said, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &errs
	if err := cmd.Run(); err != nil {
		return got, fmt.Errorf("as uid %d: %w: %s", neighbour, err, errs.String())
	}
	return got, json.Unmarshal(said.Bytes(), &got)
}

// Neighbour does the errands that in holds, and writes what it got.
func Neighbour(ctx context.Context, in io.Reader, out io.Writer) error {
	var e errands
	if err := json.NewDecoder(in).Decode(&e); err != nil {
		return err
	}
	h := haul{UID: os.Getuid()}
	if err := h.files(e); err != nil {
		return err
	}
	h.process(e.Process)
	if err := h.temporal(ctx, e.Ports); err != nil {
		return err
	}
	h.Public = callerFrom("", strings.TrimSuffix(e.Public, "/public/publications")).do(ctx, http.MethodGet, "/public/publications", nil).ok()
	return json.NewEncoder(out).Encode(h)
}

// tried counts one errand; the other user got something where err is nil.
func (h *haul) tried(err error, format string, args ...any) {
	h.Tried++
	if err == nil {
		h.Got = append(h.Got, fmt.Sprintf(format, args...))
	}
}

// files tries each file and folder; an error is one of putting back what was moved.
func (h *haul) files(e errands) error {
	for _, file := range e.Files {
		for what, flag := range map[string]int{"reads": os.O_RDONLY, "writes": os.O_WRONLY | os.O_APPEND} {
			f, err := os.OpenFile(file, flag, 0)
			h.tried(err, "%s %s", what, file)
			if err == nil {
				if err := f.Close(); err != nil {
					return err
				}
			}
		}
		err := os.Rename(file, file+".away")
		h.tried(err, "renames %s", file)
		if err == nil {
			// The others are tried on it, too.
			if err := os.Rename(file+".away", file); err != nil {
				return err
			}
		}
	}
	for _, folder := range e.Folders {
		_, err := os.ReadDir(folder)
		h.tried(err, "lists %s", folder)
		h.tried(os.WriteFile(filepath.Join(folder, "planted"), nil, 0o600), "writes into %s", folder)
		h.tried(os.Chmod(folder, 0o777), "opens %s", folder)
	}
	return nil
}

func (h *haul) process(pid int) {
	for _, file := range []string{"environ", "mem", "maps", "auxv", "stack"} {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", pid, file))
		if err == nil && len(text) == 0 {
			err = errors.New("nothing in it")
		}
		h.tried(err, "reads %s of the process", file)
	}
	_, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	h.tried(err, "lists the files that the process has open")
	h.tried(syscall.Kill(pid, 0), "may stop the process")
}

func (h *haul) temporal(ctx context.Context, ports []string) error {
	who, err := keyless()
	if err != nil {
		return err
	}
	for name, shows := range who {
		for _, port := range ports {
			for _, c := range calls(crewTask) {
				err := c.at(ctx, port, shows)
				if err != nil && status.Code(err) != codes.Unavailable {
					err = nil // it was answered
				}
				h.tried(err, "%s %s at %s", c.name, name, port)
			}
		}
	}
	for _, port := range ports {
		host, _, err := net.SplitHostPort(port)
		if err != nil || host != "127.0.0.1" {
			h.tried(nil, "finds %s", port)
		}
	}
	return nil
}
