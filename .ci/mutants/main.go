// Command mutants changes a package in small ways, one at a time, and runs the
// package's own tests, or those of the packages named, on each change: what they let pass, they do not guard. It
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
	skip := flag.String("skip", "^$", "tests that mutants do not meet, because they take too long")
	by := flag.String("by", "", "packages whose tests the mutants meet, with blanks between; the package itself without")
	workers := flag.Int("workers", 2, "test runs side by side")
	flag.Parse()
	known, err := readEquivalent(".ci/mutants/equivalent.txt")
	fail(err)
	sound := true
	for _, dir := range flag.Args() {
		start := time.Now()
		tests := strings.Fields(*by)
		if len(tests) == 0 {
			tests = []string{dir}
		}
		p, err := mutate(dir, tests, regexp.MustCompile(*files))
		fail(err)
		fail(p.measure(regexp.MustCompile(*skip)))
		tried, survived := 0, 0
		p.try(regexp.MustCompile(*only), *workers, func(m mutant, verdict string) {
			tried++
			if verdict != killed {
				survived++
			}
			if (verdict != killed) != known[m.key] {
				sound = false
				fmt.Printf("%s (line %d) %s\n", verdict, m.line, m.key)
			}
		})
		for key := range known {
			file, _, _ := strings.Cut(key, " ")
			if p.files[file] && !slices.ContainsFunc(p.mutants, func(m mutant) bool { return m.key == key }) {
				sound = false
				fmt.Printf("is listed as equivalent and does not exist: %s\n", key)
			}
		}
		fail(os.RemoveAll(p.temp))
		fmt.Printf("%s: %d mutants, %d killed, %d survive, %s\n", dir, tried, tried-survived, survived, time.Since(start).Round(time.Second))
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
