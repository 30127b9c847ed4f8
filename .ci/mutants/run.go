package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// test is one of a binary's, what it takes without a mutant, and the mutants that it
// comes by.
type test struct {
	in      binary
	name    string
	took    time.Duration
	reaches map[int]bool
}

const (
	// quick is the longest test that a mutant meets first; slower ones meet only
	// what the quick ones let pass.
	quick = 200 * time.Millisecond
	// patience is how long tests may take beside ten times what they take without
	// a mutant. They stop at the first failure, so that only a mutant that never
	// ends takes it all.
	patience = 5 * time.Second
	// memory keeps a mutant that never stops growing from taking the machine, KiB.
	memory = 6_000_000
)

// measure runs each test alone without a mutant.
func (p *subject) measure(skip *regexp.Regexp) error {
	for _, b := range p.binaries {
		list, err := exec.Command(b.path, "-test.list", "^(Test|Fuzz|Example)").Output()
		if err != nil {
			return err
		}
		for _, name := range strings.Fields(string(list)) {
			if skip.MatchString(name) {
				continue
			}
			t, err := p.measured(b, name)
			if err != nil {
				return err
			}
			p.tests = append(p.tests, t)
		}
	}
	return nil
}

func (p *subject) measured(b binary, name string) (test, error) {
	trace := filepath.Join(p.temp, "reached")
	start := time.Now()
	if out, err := b.run([]string{name}, time.Minute, "MUTANTS_REACHED="+trace); err != nil {
		return test{}, fmt.Errorf("%s fails without a mutant: %w\n%s", name, err, out)
	}
	t := test{b, name, time.Since(start), map[int]bool{}}
	reached, err := os.ReadFile(trace)
	if err != nil {
		return test{}, err
	}
	for _, field := range bytes.Fields(reached) {
		number, err := strconv.Atoi(string(field))
		if err != nil {
			return test{}, err
		}
		t.reaches[number-1] = true
	}
	return t, nil
}

func (b binary) run(names []string, limit time.Duration, environment string) ([]byte, error) {
	command := fmt.Sprintf(`ulimit -v %d; exec "$0" "$@"`, memory)
	cmd := exec.Command("sh", "-c", command, b.path, "-test.run=^("+strings.Join(names, "|")+")$", "-test.failfast", "-test.timeout="+limit.String())
	cmd.Dir = b.dir
	// Property tests draw the same each time, and do not look for a smaller failure.
	cmd.Env = append(os.Environ(), environment, "RAPID_SEED=1", "RAPID_NOFAILFILE=true", "RAPID_SHRINKTIME=0s")
	return cmd.CombinedOutput()
}

// What becomes of a mutant. Of one that is listed as equivalent it is known.
const (
	killed     = "killed"
	survives   = "SURVIVES"
	notReached = "NOT REACHED"
)

// try runs the mutants whose name matches and tells of each what became of it.
func (p *subject) try(match *regexp.Regexp, workers int, tell func(mutant, string)) {
	var lock sync.Mutex
	var wg sync.WaitGroup
	work := make(chan int)
	for range workers {
		wg.Go(func() {
			for i := range work {
				verdict := p.verdict(i)
				lock.Lock()
				tell(p.mutants[i], verdict)
				lock.Unlock()
			}
		})
	}
	for i, m := range p.mutants {
		if match.MatchString(m.key) {
			work <- i
		}
	}
	close(work)
	wg.Wait()
}

func (p *subject) verdict(i int) string {
	var first, then []test
	for _, t := range p.tests {
		switch {
		case !t.reaches[i]:
		case t.took <= quick:
			first = append(first, t)
		default:
			then = append(then, t)
		}
	}
	switch {
	case len(first)+len(then) == 0:
		return notReached
	case p.passes(i, first) && p.passes(i, then):
		return survives
	}
	return killed
}

func (p *subject) passes(i int, tests []test) bool {
	for _, b := range p.binaries {
		limit := patience
		var names []string
		for _, t := range tests {
			if t.in == b {
				limit += 10 * t.took
				names = append(names, t.name)
			}
		}
		if len(names) > 0 && !p.passesIn(b, i, names, limit) {
			return false
		}
	}
	return true
}

func (p *subject) passesIn(b binary, i int, names []string, limit time.Duration) bool {
	_, err := b.run(names, limit, "MUTANT="+strconv.Itoa(i+1))
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() < 0 {
		fail(fmt.Errorf("the tests of %s were ended from outside", p.mutants[i].key))
	}
	return err == nil
}
