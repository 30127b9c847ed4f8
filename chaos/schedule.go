package chaos

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// Kind is what a fault does.
type Kind string

// The faults. Reset puts a running workflow back to an earlier point of its
// history.
const (
	Kill     Kind = "kill -9"
	Cut      Kind = "cut"
	Stall    Kind = "stall"
	Slow     Kind = "slow"
	DiskFull Kind = "disk full"
	Reset    Kind = "reset"
)

// Fault is one disturbance.
type Fault struct {
	At     time.Duration // after the beginning
	Kind   Kind
	Target string        // process or link, where the kind has one
	For    time.Duration // how long it lasts; of a kill, how long the process is away
	Delay  time.Duration // of each piece, where slow
	Pick   uint64        // which workflow, and where in its history
}

func (f Fault) String() string {
	text := fmt.Sprintf("%6.1f s  %s %s", f.At.Seconds(), f.Kind, f.Target)
	if f.For > 0 {
		text += fmt.Sprintf(" for %.1f s", f.For.Seconds())
	}
	if f.Delay > 0 {
		text += fmt.Sprintf(", each piece %d ms late", f.Delay.Milliseconds())
	}
	return text
}

// Targets are what can be disturbed.
type Targets struct {
	Processes []string
	Links     []string // "from > to"
	Disk      bool
}

// The pauses between two faults: long enough that work gets done in between.
const (
	shortestPause = 1 * time.Second
	longestPause  = 4 * time.Second
)

// Schedule is the run's faults, decided by the seed alone. They come from a deck
// with every kind and target, shuffled each time it is used up, so that a short
// run already meets most of them.
func Schedule(seed uint64, length time.Duration, t Targets) []Fault {
	random := rand.New(rand.NewPCG(seed, 1)) // #nosec G404 -- it is to be repeatable
	between := func(least, most time.Duration) time.Duration {
		return (least + rand2(random, most-least)).Round(time.Millisecond)
	}
	var faults []Fault
	var deck []Fault
	round := 0
	for at := shortestPause; at < length; at += between(shortestPause, longestPause) {
		if len(deck) == 0 {
			deck = newDeck(t, round)
			round++
			random.Shuffle(len(deck), func(i, j int) { deck[i], deck[j] = deck[j], deck[i] })
		}
		f := deck[0]
		deck = deck[1:]
		f.At, f.Pick = at, random.Uint64()
		switch f.Kind {
		case Kill:
			f.For = between(0, 3*time.Second)
		case Cut, DiskFull:
			f.For = between(500*time.Millisecond, 3*time.Second)
		case Stall:
			f.For = between(500*time.Millisecond, 6*time.Second)
		case Slow:
			f.For, f.Delay = between(time.Second, 5*time.Second), between(20*time.Millisecond, 200*time.Millisecond)
		}
		f.For = min(f.For, length-f.At)
		faults = append(faults, f)
	}
	return faults
}

func rand2(random *rand.Rand, most time.Duration) time.Duration {
	return time.Duration(random.Int64N(int64(most)))
}

// newDeck has every process killed once and every link disturbed once, in another
// of three ways each round.
func newDeck(t Targets, round int) []Fault {
	var deck []Fault
	for _, p := range slices.Sorted(slices.Values(t.Processes)) {
		deck = append(deck, Fault{Kind: Kill, Target: p})
	}
	for n, l := range slices.Sorted(slices.Values(t.Links)) {
		deck = append(deck, Fault{Kind: []Kind{Cut, Stall, Slow}[(n+round)%3], Target: l})
	}
	if t.Disk {
		deck = append(deck, Fault{Kind: DiskFull})
	}
	return append(deck, Fault{Kind: Reset}, Fault{Kind: Reset})
}
