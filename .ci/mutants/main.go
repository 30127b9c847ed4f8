// Command mutants changes a package in small ways, one at a time, and runs the
// package's own tests on each change: what they let pass, they do not guard. It
// prints the survivors and fails if any is not listed in equivalent.txt, or if
// one is listed there that does not survive. README.md says how it is used.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"
)

func main() {
	files := flag.String("files", ".", "only files whose name matches")
	only := flag.String("only", ".", "only mutants whose name matches")
	workers := flag.Int("workers", 2, "test runs side by side")
	flag.Parse()
	known, err := readEquivalent(".ci/mutants/equivalent.txt")
	fail(err)
	sound := true
	for _, dir := range flag.Args() {
		start := time.Now()
		p, err := mutate(dir, regexp.MustCompile(*files))
		fail(err)
		fail(p.measure())
		survivors := p.survivors(regexp.MustCompile(*only), *workers)
		fail(os.RemoveAll(p.temp))
		sound = p.report(survivors, known) && sound
		fmt.Printf("%s: %d mutants, %d survive, %s\n", dir, len(survivors), count(survivors), time.Since(start).Round(time.Second))
	}
	if !sound {
		os.Exit(1)
	}
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(2)
	}
}

// report holds what became of each mutant that was tried against the list of
// those that nobody can tell from the program.
func (p *subject) report(survives map[int]bool, known map[string]bool) bool {
	sound := true
	for i, m := range p.mutants {
		survived, tried := survives[i]
		switch {
		case !tried || survived == known[m.key]:
			continue
		case survived && p.reachedBy(i) == nil:
			fmt.Printf("NOT REACHED (line %d) %s\n", m.line, m.key)
		case survived:
			fmt.Printf("SURVIVES (line %d) %s\n", m.line, m.key)
		default:
			fmt.Printf("KILLED, but listed as equivalent: %s\n", m.key)
		}
		sound = false
	}
	for key := range known {
		file, _, _ := strings.Cut(key, " ")
		if p.files[file] && !slices.ContainsFunc(p.mutants, func(m mutant) bool { return m.key == key }) {
			fmt.Printf("GONE, but listed as equivalent: %s\n", key)
			sound = false
		}
	}
	return sound
}

func count(survives map[int]bool) (n int) {
	for _, s := range survives {
		if s {
			n++
		}
	}
	return n
}

// readEquivalent reads the mutants that change nothing anybody can see: a line
// each, the reason in the comment before.
func readEquivalent(path string) (map[string]bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	known := map[string]bool{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if line := strings.TrimSpace(lines.Text()); line != "" && !strings.HasPrefix(line, "#") {
			known[line] = true
		}
	}
	return known, lines.Err()
}
