package topology

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
)

// office is the one process of the embedded topology.
const office = "office"

// StartEmbedded runs everything in one process, as `up --demo` does, for what is
// to be done alike to both topologies. Program is the whole binary.
func StartEmbedded(ctx context.Context, cfg Config) (_ *System, err error) {
	s := &System{cfg: cfg, ports: map[string]int{}, apis: []string{office}, embedded: true}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Stop())
		}
	}()
	if err := s.makeFolder(); err != nil {
		return nil, err
	}
	for _, name := range []string{office, "temporal"} {
		if err := s.takePort(name); err != nil {
			return nil, err
		}
	}
	data := filepath.Join(cfg.Folder, "data")
	s.accounts = filepath.Join(data, "accounts.txt")
	s.say("starting the embedded office")
	args := []string{"up", "--demo", "--data", data, "--port", strconv.Itoa(s.ports[office]),
		"--temporal-port", strconv.Itoa(s.ports["temporal"])}
	if cfg.Host != "" {
		args = append(args, "--host", cfg.Host)
	}
	for key, value := range cfg.TemporalSettings {
		args = append(args, fmt.Sprintf("--temporal-setting=%s=%d", key, value))
	}
	p, err := s.run(office, func() *exec.Cmd { return exec.Command(cfg.Program, args...) })
	if err != nil {
		return nil, err
	}
	return s, s.until(ctx, p, func(ctx context.Context) bool { return answers(ctx, s.APIs()[0]+"/readyz") })
}
