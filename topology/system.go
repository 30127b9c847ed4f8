package topology

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.temporal.io/sdk/client"

	"shuangsuiji/deploy"
	"shuangsuiji/mutual"
)

// Config says what is run, and where.
type Config struct {
	// Root is the project's folder, with docker-compose.yml and deploy.
	Root string
	// Folder takes data, secrets and logs. What an earlier run left there is used
	// again.
	Folder string
	// Program is the slim binary; Tools is the folder with temporal-server and
	// temporal-sql-tool.
	Program, Tools string
	// Sample loads the demonstration's sample data before the API starts.
	Sample bool
	// Host is the address on which the embedded office listens; 127.0.0.1 where it is
	// empty.
	Host string
	// TemporalSettings are added to Temporal's dynamic configuration.
	TemporalSettings map[string]int
	// Progress is told what is being started.
	Progress io.Writer
}

// instances are how many processes a service has, where not one.
var instances = map[string]int{"worker": 2, "api": 2}

// System is the running system.
type System struct {
	cfg       Config
	compose   deploy.Compose
	ports     map[string]int // by process, or process/port
	apis      []string       // the processes that answer clients
	accounts  string         // file of the sample accounts
	embedded  bool
	links     []*Link
	processes []*Process // in the order in which they were started
}

// Start starts everything, each service after those that it depends on, and
// returns when all are well.
func Start(ctx context.Context, cfg Config) (_ *System, err error) {
	s := &System{cfg: cfg, ports: map[string]int{}, apis: []string{"api-1", "api-2"}, accounts: filepath.Join(cfg.Folder, "accounts.txt")}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Stop())
		}
	}()
	text, err := os.ReadFile(filepath.Join(cfg.Root, "docker-compose.yml"))
	if err != nil {
		return nil, err
	}
	if s.compose, err = deploy.ParseCompose(text); err != nil {
		return nil, err
	}
	if err := s.prepareFolder(ctx); err != nil {
		return nil, err
	}
	for _, name := range []string{"mysql", "postgresql", "temporal", "api-1", "api-2"} {
		if err := s.takePort(name); err != nil {
			return nil, err
		}
	}
	for _, service := range inOrder(s.compose) {
		s.say("starting %s", service)
		if err := s.startService(ctx, service); err != nil {
			return nil, fmt.Errorf("%s: %w", service, err)
		}
	}
	return s, nil
}

// inOrder are the services, each after those that it depends on.
func inOrder(c deploy.Compose) (order []string) {
	var add func(name string)
	add = func(name string) {
		if slices.Contains(order, name) {
			return
		}
		for _, before := range slices.Sorted(maps.Keys(c.Services[name].DependsOn)) {
			add(before)
		}
		order = append(order, name)
	}
	for _, name := range c.Names() {
		add(name)
	}
	return order
}

func (s *System) startService(ctx context.Context, service string) error {
	switch service {
	case "mysql":
		return s.startMariaDB(ctx)
	case "temporal-schema":
		if err := s.startPostgreSQL(ctx); err != nil {
			return err
		}
		return s.makeSchema(ctx)
	case "temporal":
		return s.startTemporal(ctx)
	}
	if s.compose.Services[service].Build == nil {
		return errors.New("no process is known for this service")
	}
	if s.compose.OneShot()[service] {
		return s.Run(ctx, io.Discard, service, s.compose.Services[service].Command...)
	}
	if service == "api" && s.cfg.Sample {
		if err := s.Run(ctx, io.Discard, "api", "sample", s.Accounts()); err != nil {
			return err
		}
	}
	for n := range instances[service] {
		if err := s.startOwn(ctx, service, fmt.Sprintf("%s-%d", service, n+1)); err != nil {
			return err
		}
	}
	return nil
}

func (s *System) say(format string, args ...any) {
	if s.cfg.Progress != nil {
		fmt.Fprintf(s.cfg.Progress, format+"\n", args...)
	}
}

// Accounts is the file of the sample accounts.
func (s *System) Accounts() string { return s.accounts }

// APIs are the addresses of the APIs, as clients use them.
func (s *System) APIs() (addresses []string) {
	for _, name := range s.apis {
		addresses = append(addresses, "http://"+s.link("clients", name).Address())
	}
	return addresses
}

// Direct is where the embedded office itself listens, for clients whom it is to see
// under addresses of their own.
func (s *System) Direct() string { return s.at(office) }

// Temporal is the address of the Temporal server for a tool beside the system.
func (s *System) Temporal() string { return fmt.Sprintf("127.0.0.1:%d", s.ports["temporal"]) }

// TemporalKeys are the files with which such a tool proves to the server who it is:
// the worker's, or those of the embedded office.
func (s *System) TemporalKeys() mutual.Files {
	if s.embedded {
		keys := filepath.Join(s.cfg.Folder, "data", "temporal", "keys")
		return mutual.Files{CA: filepath.Join(keys, "ca.pem"), Certificate: filepath.Join(keys, "client.pem"), Key: filepath.Join(keys, "client-key.pem")}
	}
	return mutual.Files{CA: s.authority(), Certificate: filepath.Join(s.secrets(), "worker_certificate"), Key: filepath.Join(s.secrets(), "worker_key")}
}

// DialTemporal connects such a tool to the server.
func (s *System) DialTemporal(ctx context.Context, o client.Options) (client.Client, error) {
	config, err := s.TemporalKeys().Client()
	if err != nil {
		return nil, err
	}
	o.HostPort, o.ConnectionOptions.TLS = s.Temporal(), config
	return client.DialContext(ctx, o)
}

// authority is the file by which the servers are known.
func (s *System) authority() string { return filepath.Join(s.secrets(), "authority_certificate") }

// RecordCA is the file by which the record's database is known; "" for one that is a
// file itself.
func (s *System) RecordCA() string {
	if s.embedded {
		return ""
	}
	return s.authority()
}

// Record is where the record is, as a driver and a DSN, for a tool beside the
// system.
func (s *System) Record() (driver, dsn string, err error) {
	if s.embedded {
		return "sqlite", filepath.Join(s.cfg.Folder, "data", "record.db"), nil
	}
	dsn, err = s.secret("ssj_api_dsn")
	return "mysql", strings.ReplaceAll(dsn, "mysql:3306", net.JoinHostPort("127.0.0.1", strconv.Itoa(s.ports["mysql"]))), err
}

// Processes are those that run on, in the order of their start.
func (s *System) Processes() []*Process { return slices.Clone(s.processes) }

// Process is the one of that name.
func (s *System) Process(name string) *Process {
	at := slices.IndexFunc(s.processes, func(p *Process) bool { return p.Name == name })
	if at < 0 {
		return nil
	}
	return s.processes[at]
}

// Links are the connections between processes.
func (s *System) Links() []*Link { return slices.Clone(s.links) }

// Run runs the program once with the settings of a service of ours, and waits for
// its end.
func (s *System) Run(ctx context.Context, out io.Writer, service string, args ...string) error {
	cmd := exec.CommandContext(ctx, s.cfg.Program, args...)
	env, err := s.environment(service, service)
	if err != nil {
		return err
	}
	cmd.Env = env
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = io.MultiWriter(out, &said), &said
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, said.String())
	}
	return nil
}

// Stop stops every process, in the reverse order of their start.
func (s *System) Stop() (err error) {
	for _, p := range slices.Backward(s.processes) {
		err = errors.Join(err, p.Stop(45*time.Second))
	}
	for _, l := range s.links {
		err = errors.Join(err, l.close())
	}
	s.processes, s.links = nil, nil
	return err
}

// startOwn starts a process of the project's own program and waits until it says
// that it is up.
func (s *System) startOwn(ctx context.Context, service, name string) error {
	env, err := s.environment(service, name)
	if err != nil {
		return err
	}
	p, err := s.run(name, func() *exec.Cmd {
		cmd := exec.Command(s.cfg.Program, s.compose.Services[service].Command...)
		cmd.Env = env
		return cmd
	})
	if err != nil {
		return err
	}
	return s.until(ctx, p, func(context.Context) bool { return p.says(" started") })
}

func (s *System) run(name string, command func() *exec.Cmd) (*Process, error) {
	p, err := startProcess(name, filepath.Join(s.cfg.Folder, "log", name+".log"), command)
	if err == nil {
		s.processes = append(s.processes, p)
	}
	return p, err
}

// until waits for the process to be well.
func (s *System) until(ctx context.Context, p *Process, well func(context.Context) bool) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for !well(ctx) {
		select {
		case <-tick.C:
		case <-ctx.Done():
			log, err := os.ReadFile(p.Log)
			return errors.Join(fmt.Errorf("%s is not well; its log ends with\n%s", p.Name, log[max(0, len(log)-4000):]), err)
		}
	}
	return nil
}
