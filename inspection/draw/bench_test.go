package draw_test

import (
	"fmt"
	"io"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/draw"
)

const million = 1_000_000

// millionEntities streams a register, as the freeze reads it from a database.
func millionEntities(rules draw.Rules) func(yield func(draw.Candidate, error) bool) {
	return func(yield func(draw.Candidate, error) bool) {
		for i := range million {
			c := draw.Candidate{Code: fmt.Sprintf("91130227%010d", i), Kind: rules.Kinds[0].Kind, Grade: rules.Scale[i%5].Name}
			if !yield(c, nil) {
				return
			}
		}
	}
}

// perEntity reports what one entity costs, and the memory that stands at the
// end of the stage.
func perEntity(b *testing.B) {
	b.Helper()
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/million, "ns/entity")
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.HeapInuse)/(1<<20), "MiB-heap")
}

func frozenMillion(b *testing.B) *draw.Frozen {
	b.Helper()
	rules := oneRatio(b)
	f, err := draw.Prepare("2024001-001", 1, rules, millionEntities(rules), staff(), testKey(1))
	require.NoError(b, err)
	return f
}

func BenchmarkFreezeMillion(b *testing.B) {
	rules := oneRatio(b)
	b.ReportAllocs()
	for b.Loop() {
		_, err := draw.Freeze(millionEntities(rules), rules, testKey(1))
		require.NoError(b, err)
	}
	perEntity(b)
}

func BenchmarkRosterHashMillion(b *testing.B) {
	f := frozenMillion(b)
	for b.Loop() {
		f.Roster.Hash()
	}
	perEntity(b)
}

// BenchmarkSelectMillion is what ORDER BY RAND() LIMIT k does: tickets of all,
// the first tenth of them in order.
func BenchmarkSelectMillion(b *testing.B) {
	f := frozenMillion(b)
	b.ReportAllocs()
	for b.Loop() {
		rankings, err := draw.RankAll(testSeed(1), f.Roster.Lines, len(f.Quotas.Strata))
		require.NoError(b, err)
		drawn := 0
		for i, r := range rankings {
			drawn += len(r.First(f.Quotas.Strata[i].Quota))
		}
		require.Equal(b, million/10, drawn)
	}
	perEntity(b)
}

func BenchmarkRankMillion(b *testing.B) {
	f := frozenMillion(b)
	for b.Loop() {
		rankings, err := draw.RankAll(testSeed(1), f.Roster.Lines, len(f.Quotas.Strata))
		require.NoError(b, err)
		for _, r := range rankings {
			r.First(r.Len())
		}
	}
	perEntity(b)
}

// BenchmarkRevealMillion is the whole reveal: the frozen state checked against
// the commitment, ranks of all, 100,000 teams, digest.
func BenchmarkRevealMillion(b *testing.B) {
	f := frozenMillion(b)
	c, err := f.Commit(testNonce(1), committedAt)
	require.NoError(b, err)
	for b.Loop() {
		_, err := f.Reveal(c, testNonce(1), nil, committedAt.Add(time.Minute))
		require.NoError(b, err)
	}
	perEntity(b)
}

func evidenceOfAMillion(b *testing.B) *draw.FullEvidence {
	b.Helper()
	f := frozenMillion(b)
	c, err := f.Commit(testNonce(1), committedAt)
	require.NoError(b, err)
	e, err := f.Reveal(c, testNonce(1), nil, committedAt.Add(time.Minute))
	require.NoError(b, err)
	return e
}

func BenchmarkEncodeFullMillion(b *testing.B) {
	e := evidenceOfAMillion(b)
	for b.Loop() {
		require.NoError(b, e.Encode(io.Discard))
	}
	perEntity(b)
}

func BenchmarkPublicMillion(b *testing.B) {
	e := evidenceOfAMillion(b)
	for b.Loop() {
		_, err := draw.PublicOf(e, draw.PublicOptions{})
		require.NoError(b, err)
	}
	perEntity(b)
}

func BenchmarkVerifyPublicMillion(b *testing.B) {
	public, err := draw.PublicOf(evidenceOfAMillion(b), draw.PublicOptions{})
	require.NoError(b, err)
	data := encode(b, public)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		require.NoError(b, draw.Verify(data))
	}
	perEntity(b)
}
