package topology

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path/filepath"
	"regexp"
)

// midway tells when a play has got some way: it writes a line for each act.
type midway struct {
	io.Writer
	reached chan struct{}
	lines   int
}

func (m *midway) Write(p []byte) (int, error) {
	if m.lines++; m.lines == 50 {
		close(m.reached)
	}
	return m.Writer.Write(p)
}

// changeKeys changes the office's keys while it runs, as the manual says it for
// processes that have a file each: all know the new key before one signs with it.
func changeKeys(ctx context.Context, s *System) error {
	file := filepath.Join(s.secrets(), "ssj_seal_keys")
	var out bytes.Buffer
	if err := s.Run(ctx, &out, "api", "keys", "add", "--seal-keys-file", file); err != nil {
		return err
	}
	id := regexp.MustCompile(`keys use (\S+)`).FindStringSubmatch(out.String())
	if id == nil {
		return errors.New("no name of a key in " + out.String())
	}
	if err := layKeys(s); err != nil {
		return err
	}
	if err := s.Run(ctx, &out, "api", "keys", "use", id[1], "--seal-keys-file", file); err != nil {
		return err
	}
	return layKeys(s)
}

// layKeys copies the file to each process, one after the other.
func layKeys(s *System) error {
	for _, service := range []string{"worker", "api"} {
		for _, process := range []string{service + "-2", service + "-1"} {
			if err := s.laySecrets(service, process); err != nil {
				return err
			}
		}
	}
	return nil
}
