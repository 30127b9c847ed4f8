package chaos

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
)

// Report is what a run found.
type Report struct {
	Topology string
	Seed     uint64
	Length   time.Duration
	Settled  time.Duration // from the last fault to the end of all work

	Faults    map[Kind]int
	Starts    int // of processes, again
	Resets    int // that the server carried out
	Continued int // workflows that went on as new

	// Of the crew's requests; one that was repeated may count under two answers.
	Acknowledged, Refused, Unknown, Repeated int
	Slowest                                  time.Duration // with all repeats

	Cases, Acts, Moments int // on record
	Checks               []string
	// Wrong is what does not hold; nothing, if all is well.
	Wrong []string
}

// Print writes the report for people.
func (r Report) Print(w io.Writer) {
	fmt.Fprintf(w, "\n%s, seed %d: %s under fire, then settled in %.0f s\n", r.Topology, r.Seed, r.Length, r.Settled.Seconds())
	var faults []string
	for _, k := range slices.Sorted(maps.Keys(r.Faults)) {
		faults = append(faults, fmt.Sprintf("%s %d", k, r.Faults[k]))
	}
	fmt.Fprintf(w, "  faults: %s; processes started again %d times, %d workflows reset, %d continued as new\n",
		strings.Join(faults, ", "), r.Starts, r.Resets, r.Continued)
	fmt.Fprintf(w, "  requests: %d acknowledged, %d refused, %d without an answer; %d made twice; the slowest took %.1f s\n",
		r.Acknowledged, r.Refused, r.Unknown, r.Repeated, r.Slowest.Seconds())
	fmt.Fprintf(w, "  on record: %d cases, %d acts, %d moments of deadlines\n", r.Cases, r.Acts, r.Moments)
	for _, c := range r.Checks {
		fmt.Fprintf(w, "  %s\n", strings.ReplaceAll(c, "\n", "\n  "))
	}
	for _, wrong := range r.Wrong {
		fmt.Fprintf(w, "  WRONG: %s\n", wrong)
	}
	if len(r.Wrong) == 0 {
		fmt.Fprintln(w, "  nothing lost, nothing twice, nothing half done, nothing stuck")
	}
}

// Row is the report as a row of the table in docs/faults.md.
func (r Report) Row() string {
	total := 0
	for _, n := range r.Faults {
		total += n
	}
	return fmt.Sprintf("| %s | %d | %s | %d (%d kill -9, %d cut, %d stalled, %d slow, %d disk full, %d resets) | %d, %d | %d, %d, %d | %d | %.0f s | %.0f s | %d |",
		r.Topology, r.Seed, r.Length, total, r.Faults[Kill], r.Faults[Cut], r.Faults[Stall], r.Faults[Slow], r.Faults[DiskFull], r.Resets,
		r.Cases, r.Acts, r.Acknowledged, r.Refused, r.Unknown, r.Continued, r.Slowest.Seconds(), r.Settled.Seconds(), len(r.Wrong))
}
