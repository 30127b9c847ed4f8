package hostile

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"shuangsuiji/columns"
)

// Attack is one kind of attack by one attacker, and what became of it. It may be
// written to from several goroutines.
type Attack struct {
	By, What string

	mu       sync.Mutex
	tried    int
	controls int
	wrong    []string
	note     string
	untried  string // why it could not be tried
}

// try counts one try; held says that it was refused as it should be.
func (a *Attack) try(held bool, format string, args ...any) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.tried++
	if !held {
		a.wrong = append(a.wrong, fmt.Sprintf(format, args...))
	}
}

// control counts one call with the right means, which must work.
func (a *Attack) control(works bool, format string, args ...any) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.controls++
	if !works {
		a.wrong = append(a.wrong, "control: "+fmt.Sprintf(format, args...))
	}
}

// says notes a figure for the table.
func (a *Attack) says(format string, args ...any) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.note = fmt.Sprintf(format, args...)
}

// cannot says why the attack could not be tried on this machine.
func (a *Attack) cannot(format string, args ...any) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.untried = fmt.Sprintf(format, args...)
}

// Tried reports whether the attack could be tried at all.
func (a *Attack) Tried() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.untried == ""
}

// Wrong is what did not hold; none where all did. An attack in which nothing was
// tried, or nothing would have been noticed, has not held.
func (a *Attack) Wrong() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	switch {
	case a.untried != "":
		return nil
	case a.tried == 0:
		return append(a.wrong, "nothing was tried")
	case a.controls == 0:
		return append(a.wrong, "no control: it would not have been noticed")
	}
	return a.wrong
}

// mostWrong is how many failures of one attack are printed.
const mostWrong = 8

// Print writes the attacks as a table, and below it what did not hold.
func Print(w io.Writer, attacks []*Attack) error {
	rows := [][]string{{"attacker", "attack", "tried", "controls", "held", ""}}
	var failures strings.Builder
	for _, a := range attacks {
		rows = append(rows, []string{a.By, a.What, strconv.Itoa(a.tried), strconv.Itoa(a.controls), a.verdict(), a.note})
		wrong := a.Wrong()
		for i, what := range wrong {
			if i == mostWrong {
				fmt.Fprintf(&failures, "NOT HELD: %s: and %d more\n", a.What, len(wrong)-i)
				break
			}
			fmt.Fprintf(&failures, "NOT HELD: %s: %s\n", a.What, strings.ReplaceAll(what, "\n", "\n  "))
		}
	}
	if err := columns.Write(w, rows); err != nil {
		return err
	}
	_, err := io.WriteString(w, failures.String())
	return err
}

func (a *Attack) verdict() string {
	if wrong := a.Wrong(); len(wrong) > 0 {
		return fmt.Sprintf("NO (%d)", len(wrong))
	}
	if !a.Tried() {
		return "not tried: " + a.untried
	}
	return "yes"
}
