package draw_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"shuangsuiji/inspection/draw"
)

func randomLines(rng *rand.Rand, n, strata int) []draw.RosterLine {
	lines := make([]draw.RosterLine, n)
	for i := range lines {
		for at := 0; at < 32; at += 8 {
			binary.BigEndian.PutUint64(lines[i].Label[at:], rng.Uint64())
		}
		lines[i].Stratum = 1 + rng.IntN(strata)
		lines[i].Eligible = rng.IntN(5) > 0
	}
	return lines
}

func testSeed(n uint64) draw.Hash {
	return draw.H("test", binary.BigEndian.AppendUint64(nil, n))
}

// plainTicket is the ticket by the plainest means.
func plainTicket(seed draw.Hash, line draw.RosterLine) string {
	var message []byte
	for _, field := range [][]byte{[]byte("entity"), strconv.AppendInt(nil, int64(line.Stratum), 10), line.Label[:]} {
		message = binary.BigEndian.AppendUint32(message, uint32(len(field)))
		message = append(message, field...)
	}
	mac := hmac.New(sha256.New, seed[:])
	mac.Write(message)
	return string(mac.Sum(nil))
}

func TestRanksAreThoseOfTheTickets(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	lines := randomLines(rng, 5000, 3)
	rankings, err := draw.RankAll(testSeed(1), lines, 3)
	require.NoError(t, err)
	for n, r := range rankings {
		var want []int
		for i, line := range lines {
			if line.Eligible && line.Stratum == n+1 {
				want = append(want, i+1)
			}
		}
		slices.SortFunc(want, func(a, b int) int {
			if plainTicket(testSeed(1), lines[a-1]) < plainTicket(testSeed(1), lines[b-1]) {
				return -1
			}
			return 1
		})
		require.Equal(t, want, r.First(r.Len()))
	}
}

func TestFirstIsAPrefixOfTheWholeOrder(t *testing.T) {
	lines := randomLines(rand.New(rand.NewPCG(6, 6)), 3000, 1)
	whole, err := draw.RankAll(testSeed(2), lines, 1)
	require.NoError(t, err)
	order := whole[0].First(whole[0].Len())
	rapid.Check(t, func(rt *rapid.T) {
		lazy, err := draw.RankAll(testSeed(2), lines, 1)
		require.NoError(rt, err)
		for _, k := range rapid.SliceOfN(rapid.IntRange(-1, len(order)+10), 1, 8).Draw(rt, "k") {
			require.Equal(rt, order[:max(0, min(k, len(order)))], lazy[0].First(k))
		}
	})
}

func TestRanksDoNotDependOnOtherStrata(t *testing.T) {
	lines := randomLines(rand.New(rand.NewPCG(7, 7)), 2000, 4)
	labels := func(lines []draw.RosterLine, stratum int) []draw.Hash {
		rankings, err := draw.RankAll(testSeed(3), lines, 4)
		require.NoError(t, err)
		var order []draw.Hash
		for _, position := range rankings[stratum-1].First(len(lines)) {
			order = append(order, lines[position-1].Label)
		}
		return order
	}
	want := labels(lines, 2)
	changed := slices.DeleteFunc(slices.Clone(lines), func(l draw.RosterLine) bool { return l.Stratum == 1 })
	for i := range changed {
		if changed[i].Stratum == 3 {
			changed[i].Eligible = !changed[i].Eligible
		}
	}
	changed = append(changed, randomLines(rand.New(rand.NewPCG(8, 8)), 50, 1)...)
	require.Equal(t, want, labels(changed, 2))
}

func TestRankAllRefusesUnknownStrata(t *testing.T) {
	for _, n := range []int{0, -1, 3} {
		_, err := draw.RankAll(testSeed(1), []draw.RosterLine{{Stratum: 2}, {Stratum: n, Eligible: true}}, 2)
		require.Equal(t, draw.CodeRoster, codeOf(t, err))
		require.ErrorContains(t, err, fmt.Sprintf("名单第 2 行的层号 %d 不存在", n))
	}
}

// chiSquare999 holds the 99.9 % quantiles of chi-square by degrees of freedom.
// The seeds are fixed, so the tests are exact: they fail for good or never.
var chiSquare999 = map[int]float64{5: 20.515, 19: 43.820, 189: 256.5, 399: 492.0}

func chiSquare(counts []int, expected float64) float64 {
	sum := 0.0
	for _, n := range counts {
		d := float64(n) - expected
		sum += d * d / expected
	}
	return sum
}

func TestEveryEntityHasTheSameChance(t *testing.T) {
	const n, k, seeds = 20, 5, 8000
	lines := randomLines(rand.New(rand.NewPCG(10, 10)), n, 1)
	for i := range lines {
		lines[i].Eligible = true
	}
	drawn := make([]int, n)
	pairs := make([]int, 0, n*(n-1)/2)
	pairAt := map[[2]int]int{}
	for i := range n {
		for j := i + 1; j < n; j++ {
			pairAt[[2]int{i, j}] = len(pairs)
			pairs = append(pairs, 0)
		}
	}
	ranks := make([]int, n*n)
	for seed := range uint64(seeds) {
		rankings, err := draw.RankAll(testSeed(seed), lines, 1)
		require.NoError(t, err)
		order := rankings[0].First(n)
		for rank, position := range order {
			ranks[rank*n+position-1]++
		}
		first := slices.Sorted(slices.Values(order[:k]))
		for i, a := range first {
			drawn[a-1]++
			for _, b := range first[i+1:] {
				pairs[pairAt[[2]int{a - 1, b - 1}]]++
			}
		}
	}
	// Drawing without replacement lessens the variance by (n-k)/(n-1).
	require.Less(t, chiSquare(drawn, seeds*k/float64(n))*(n-1)/(n-k), chiSquare999[n-1], "entities: %v", drawn)
	require.Less(t, chiSquare(pairs, seeds*float64(k*(k-1))/float64(n*(n-1))), chiSquare999[189], "pairs")
	require.Less(t, chiSquare(ranks, seeds/float64(n)), chiSquare999[399], "ranks")
}

func TestEveryInspectorHasTheSameChance(t *testing.T) {
	const seeds = 6000
	rules := oneRatio(t)
	rules.Joint = false
	published, _, err := rules.Publish(testKey(1))
	require.NoError(t, err)
	var list []draw.Inspector
	for i := range 6 {
		list = append(list, inspector(fmt.Sprintf("Z%d", i), squad))
	}
	roster, err := draw.FreezeInspectors(list, testKey(1))
	require.NoError(t, err)
	leads, members := make([]int, 6), make([]int, 6)
	for seed := range uint64(seeds) {
		team, err := draw.AssignTeam(testSeed(seed), published, roster, draw.TeamCase{Number: "1-0001", Code: "X", Kind: agency})
		require.NoError(t, err)
		require.Len(t, team.Certificates, 2)
		leads[int(team.Certificates[0][1]-'0')]++
		for _, cert := range team.Certificates {
			members[int(cert[1]-'0')]++
		}
	}
	require.Less(t, chiSquare(leads, seeds/6.0), chiSquare999[5], "leads: %v", leads)
	require.Less(t, chiSquare(members, seeds/3.0)*5/4, chiSquare999[5], "members: %v", members)
}
