package draw

import (
	"cmp"
	"encoding/binary"
	"runtime"
	"slices"
	"strconv"
	"sync"
)

// ticket is what an eligible entity is ranked by: HMAC-SHA-256(seed, "entity",
// stratum, label), as four numbers so that most comparisons look at one.
type ticket struct {
	words    [4]uint64
	position int32
}

func compareTickets(a, b ticket) int {
	for i := range a.words {
		if c := cmp.Compare(a.words[i], b.words[i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(a.position, b.position)
}

func wordsOf(h Hash) (w [4]uint64) {
	for i := range w {
		w[i] = binary.BigEndian.Uint64(h[8*i:])
	}
	return w
}

// Ranking ranks the eligible of one stratum, as far as it is asked: the first k
// of a million cost a selection, not a sort. It is not for several goroutines
// at once.
type Ranking struct {
	tickets []ticket
	sorted  int // tickets[:sorted] are the lowest, in order
}

// Len is the number of the eligible.
func (r *Ranking) Len() int { return len(r.tickets) }

// First gives the roster positions (from 1) of the first k by rank, or of all
// when there are fewer.
func (r *Ranking) First(k int) []int {
	k = max(0, min(k, len(r.tickets)))
	if k > r.sorted {
		rest := r.tickets[r.sorted:]
		lowest(rest, k-r.sorted)
		slices.SortFunc(rest[:k-r.sorted], compareTickets)
		r.sorted = k
	}
	positions := make([]int, k)
	for i := range positions {
		positions[i] = int(r.tickets[i].position)
	}
	return positions
}

// lowest moves the k lowest of t to its front (Hoare's selection). The order
// is total, so which pivots are taken does not show in the result.
func lowest(t []ticket, k int) {
	for k < len(t) {
		pivot := middleOf(t[0], t[len(t)/2], t[len(t)-1])
		i, j := 0, len(t)-1
		for i <= j {
			for compareTickets(t[i], pivot) < 0 {
				i++
			}
			for compareTickets(t[j], pivot) > 0 {
				j--
			}
			if i <= j {
				t[i], t[j] = t[j], t[i]
				i++
				j--
			}
		}
		switch {
		case k <= j+1:
			t = t[:j+1]
		case k > i:
			t, k = t[i:], k-i
		default:
			return
		}
	}
}

func middleOf(a, b, c ticket) ticket {
	if compareTickets(a, b) > 0 {
		a, b = b, a
	}
	if compareTickets(b, c) > 0 {
		b = c
	}
	if compareTickets(a, b) > 0 {
		return a
	}
	return b
}

// RankAll computes the tickets of all eligible lines on all cores and gives a
// ranking for each of the strata, by stratum number minus one. Ranks in one
// stratum do not depend on any other.
//
// Errors: CodeRoster for a line of a stratum above strata.
func RankAll(seed Hash, lines []RosterLine, strata int) ([]*Ranking, error) {
	counts := make([]int, strata)
	for i := range lines {
		n := lines[i].Stratum
		if n < 1 || n > strata {
			return nil, failf(CodeRoster, "名单第 %d 行的层号 %d 不存在", i+1, n)
		}
		if lines[i].Eligible {
			counts[n-1]++
		}
	}
	rankings := make([]*Ranking, strata)
	for i := range rankings {
		rankings[i] = &Ranking{tickets: make([]ticket, 0, counts[i])}
	}
	for i := range lines {
		if lines[i].Eligible {
			r := rankings[lines[i].Stratum-1]
			r.tickets = append(r.tickets, ticket{position: int32(i + 1)}) // below MaxRoster
		}
	}
	for i, r := range rankings {
		number := strconv.Itoa(i + 1)
		inParallel(len(r.tickets), 512, func(from, to int) {
			m := newMacer(seed[:])
			for j := from; j < to; j++ {
				t := &r.tickets[j]
				m.start("entity")
				m.msg = appendField(m.msg, number)
				m.msg = appendField(m.msg, lines[t.position-1].Label[:])
				t.words = wordsOf(m.finish())
			}
		})
	}
	return rankings, nil
}

// inParallel splits 0..n over all cores, in parts of at least least. Each part
// writes only its own, so the result does not depend on their number.
func inParallel(n, least int, part func(from, to int)) {
	workers := min(runtime.GOMAXPROCS(0), (n+least-1)/least)
	if workers <= 1 {
		part(0, n)
		return
	}
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() { part(n*w/workers, n*(w+1)/workers) })
	}
	wg.Wait()
}
