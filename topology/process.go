package topology

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

// Process is one process of the system. It is started again whenever it ends
// without having been asked to.
type Process struct {
	Name string
	// Log is the file of what it says; it grows over restarts.
	Log string

	command func() *exec.Cmd
	mu      sync.Mutex
	running *exec.Cmd
	// heldUntil: after a kill it stays away until then.
	heldUntil time.Time
	stopping  chan struct{}
	ended     chan struct{}
	starts    int
	last      error // how it ended last
}

// The pauses before a process that ended is started again, as a container
// engine doubles them.
const (
	firstPause = 100 * time.Millisecond
	lastPause  = 5 * time.Second
)

// startProcess runs the command, made anew for each start.
func startProcess(name, log string, command func() *exec.Cmd) (*Process, error) {
	p := &Process{Name: name, Log: log, command: command, stopping: make(chan struct{}), ended: make(chan struct{})}
	cmd, err := p.start()
	if err != nil {
		return nil, err
	}
	go p.supervise(cmd)
	return p, nil
}

func (p *Process) start() (*exec.Cmd, error) {
	log, err := os.OpenFile(p.Log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	cmd := p.command()
	cmd.Stdout, cmd.Stderr = log, log
	// Ctrl-C is for who started the system; its processes are stopped in order.
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Setpgid = true
	err = errors.Join(cmd.Start(), log.Close())
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", p.Name, err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.running = cmd
	p.starts++
	return cmd, nil
}

func (p *Process) supervise(cmd *exec.Cmd) {
	defer close(p.ended)
	pause := firstPause
	for {
		began := time.Now()
		var err error
		if cmd != nil {
			err = cmd.Wait()
		}
		p.mu.Lock()
		p.running, p.last = nil, err
		held := time.Until(p.heldUntil)
		p.mu.Unlock()
		if time.Since(began) > 2*lastPause {
			pause = firstPause
		}
		select {
		case <-p.stopping:
			return
		case <-time.After(max(pause, held)):
		}
		pause = min(2*pause, lastPause)
		if cmd, err = p.start(); err != nil {
			cmd = nil // tried again after the next pause
		}
	}
}

// Kill ends the process as a power failure would, and keeps it away for so long.
func (p *Process) Kill(away time.Duration) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.heldUntil = time.Now().Add(away)
	if p.running == nil {
		return nil
	}
	if err := p.running.Process.Kill(); !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	return nil
}

// Starts is how often it was started.
func (p *Process) Starts() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.starts
}

// PID is the process's number; 0 while it is away.
func (p *Process) PID() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.running == nil {
		return 0
	}
	return p.running.Process.Pid
}

// Stop asks the process to end and waits for it; one that does not end in time is
// killed, which is an error, as is an end in failure.
func (p *Process) Stop(grace time.Duration) error {
	close(p.stopping)
	p.mu.Lock()
	if p.running != nil {
		if err := p.running.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
			p.mu.Unlock()
			return err
		}
	}
	p.mu.Unlock()
	select {
	case <-p.ended:
	case <-time.After(grace):
		err := p.Kill(0)
		<-p.ended
		return errors.Join(fmt.Errorf("%s did not end within %s", p.Name, grace), err)
	}
	if p.last != nil && !endedBy(p.last, syscall.SIGTERM) {
		return fmt.Errorf("%s ended badly: %w", p.Name, p.last)
	}
	return nil
}

// endedBy reports whether a process that does nothing about a signal ended by it.
func endedBy(err error, signal syscall.Signal) bool {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return false
	}
	status, ok := exit.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == signal
}

// says reports whether the log contains the text.
func (p *Process) says(text string) bool {
	raw, err := os.ReadFile(p.Log)
	return err == nil && bytes.Contains(raw, []byte(text))
}
