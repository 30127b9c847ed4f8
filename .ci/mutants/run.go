package main

import (
	"bytes"
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

// test is one of the package's own, what it takes without a mutant, and the
// mutants that it comes by.
type test struct {
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
func (p *subject) measure() error {
	list, err := exec.Command(p.binary, "-test.list", "^(Test|Fuzz|Example)").Output()
	if err != nil {
		return err
	}
	trace := filepath.Join(p.temp, "reached")
	for _, name := range strings.Fields(string(list)) {
		start := time.Now()
		if out, err := p.run([]string{name}, time.Minute, "MUTANTS_REACHED="+trace); err != nil {
			return fmt.Errorf("%s fails without a mutant: %w\n%s", name, err, out)
		}
		t := test{name, time.Since(start), map[int]bool{}}
		reached, err := os.ReadFile(trace)
		if err != nil {
			return err
		}
		for _, field := range bytes.Fields(reached) {
			number, err := strconv.Atoi(string(field))
			if err != nil {
				return err
			}
			t.reaches[number-1] = true
		}
		p.tests = append(p.tests, t)
	}
	return nil
}

func (p *subject) run(names []string, limit time.Duration, environment string) ([]byte, error) {
	command := fmt.Sprintf(`ulimit -v %d; exec "$0" "$@"`, memory)
	cmd := exec.Command("sh", "-c", command, p.binary, "-test.run=^("+strings.Join(names, "|")+")$", "-test.failfast", "-test.timeout="+limit.String())
	cmd.Dir = p.dir
	// Property tests draw the same each time, and do not look for a smaller failure.
	cmd.Env = append(os.Environ(), environment, "RAPID_SEED=1", "RAPID_NOFAILFILE=true", "RAPID_SHRINKTIME=0s")
	return cmd.CombinedOutput()
}

// survivors tries the mutants whose name matches, and says of each whether it
// passes all tests.
func (p *subject) survivors(match *regexp.Regexp, workers int) map[int]bool {
	out := map[int]bool{}
	var lock sync.Mutex
	var wg sync.WaitGroup
	work := make(chan int)
	for range workers {
		wg.Go(func() {
			for i := range work {
				passed := p.survives(i)
				lock.Lock()
				out[i] = passed
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
	return out
}

func (p *subject) survives(i int) bool {
	var first, then []test
	for _, t := range p.reachedBy(i) {
		if t.took <= quick {
			first = append(first, t)
		} else {
			then = append(then, t)
		}
	}
	return p.passes(i, first) && p.passes(i, then)
}

func (p *subject) reachedBy(i int) (out []test) {
	for _, t := range p.tests {
		if t.reaches[i] {
			out = append(out, t)
		}
	}
	return out
}

func (p *subject) passes(i int, tests []test) bool {
	if len(tests) == 0 {
		return true
	}
	limit := patience
	var names []string
	for _, t := range tests {
		limit += 10 * t.took
		names = append(names, t.name)
	}
	_, err := p.run(names, limit, "MUTANT="+strconv.Itoa(i+1))
	return err == nil
}
