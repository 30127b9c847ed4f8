package draw_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/draw"
)

func TestOrderOfInputIsIrrelevant(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	s := scenarios(t)[7]
	s.candidates = entities(rng, s.rules, 300)
	s.witnesses = nil
	want := encode(t, s.run(t))
	for range 5 {
		rng.Shuffle(len(s.candidates), func(i, j int) { s.candidates[i], s.candidates[j] = s.candidates[j], s.candidates[i] })
		rng.Shuffle(len(s.inspectors), func(i, j int) { s.inspectors[i], s.inspectors[j] = s.inspectors[j], s.inspectors[i] })
		require.Equal(t, want, encode(t, s.run(t)))
	}
}

func TestOrderOfEntriesIsIrrelevant(t *testing.T) {
	s := scenarios(t)[2]
	want := encode(t, s.run(t))
	slices.Reverse(s.witnesses)
	reversed := s.run(t)
	// The times of sealing follow the order of the witnesses; the draw does not.
	first, err := draw.ReadFull(want)
	require.NoError(t, err)
	require.Equal(t, first.Seed, reversed.Seed)
	require.Equal(t, first.Cases, reversed.Cases)
}

func TestNumberOfCoresIsIrrelevant(t *testing.T) {
	s := scenarios(t)[0]
	s.candidates = entities(rand.New(rand.NewPCG(9, 9)), s.rules, 40_000)
	s.inspectors = staff()
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	want := s.run(t)
	runtime.GOMAXPROCS(7)
	got := s.run(t)
	require.True(t, want.Digest == got.Digest, "one core and seven give the same evidence")
	require.NoError(t, draw.Verify(encode(t, got)))
}

func TestFreezeKeepsEverybody(t *testing.T) {
	rules := oneRatio(t)
	candidates := entities(rand.New(rand.NewPCG(2, 2)), rules, 500)
	roster, err := draw.Freeze(draw.Each(candidates), rules, testKey(1))
	require.NoError(t, err)
	require.Len(t, roster.Lines, len(candidates))
	byCode := map[string]draw.Candidate{}
	for _, c := range candidates {
		byCode[c.Code] = c
	}
	for i, in := range roster.Inside {
		c := byCode[in.Code]
		require.Equal(t, c, draw.Candidate{Code: in.Code, Kind: in.Kind, Grade: in.Grade, Excluded: in.Reason})
		require.Equal(t, c.Excluded == draw.Eligible, roster.Lines[i].Eligible)
		require.Equal(t, draw.LabelOf(in.Salt, in.Code), roster.Lines[i].Label)
		require.NotEqual(t, in.Salt, in.DetailSalt)
	}
}

func TestAnotherKeyGivesOtherLabels(t *testing.T) {
	rules := oneRatio(t)
	candidates := draw.Each([]draw.Candidate{{Code: "A", Kind: agency}})
	one, err := draw.Freeze(candidates, rules, testKey(1))
	require.NoError(t, err)
	two, err := draw.Freeze(candidates, rules, testKey(2))
	require.NoError(t, err)
	require.NotEqual(t, one.Lines[0].Label, two.Lines[0].Label)
	require.NotEqual(t, one.Lines[0].Detail, two.Lines[0].Detail)
}

func TestFreezeRefuses(t *testing.T) {
	good := entities(rand.New(rand.NewPCG(3, 3)), oneRatio(t), 20_000)
	for _, c := range []struct {
		name   string
		change func(*draw.Candidate)
		code   string
	}{
		{"empty code", func(c *draw.Candidate) { c.Code = "" }, draw.CodeCandidate},
		{"not UTF-8", func(c *draw.Candidate) { c.Code = "\xff" }, draw.CodeCandidate},
		{"same code twice", func(c *draw.Candidate) { c.Code = good[3].Code }, draw.CodeDuplicateCode},
		{"unknown kind", func(c *draw.Candidate) { c.Kind = "用人单位" }, draw.CodeUnknownKind},
		{"grade of another scale", func(c *draw.Candidate) { c.Grade = "F级" }, draw.CodeUnknownGrade},
		{"unknown reason", func(c *draw.Candidate) { c.Excluded = "because" }, draw.CodeCandidate},
	} {
		bad := slices.Clone(good)
		c.change(&bad[15_000])
		_, err := draw.Freeze(draw.Each(bad), oneRatio(t), testKey(1))
		require.Equal(t, c.code, codeOf(t, err), c.name)
	}
}

func TestFreezeEndsWithTheStreamsError(t *testing.T) {
	broken := errors.New("connection lost")
	stream := func(yield func(draw.Candidate, error) bool) {
		for i := range 10_000 {
			if !yield(draw.Candidate{Code: fmt.Sprint(i), Kind: agency}, nil) {
				return
			}
		}
		yield(draw.Candidate{}, broken)
	}
	_, err := draw.Freeze(stream, oneRatio(t), testKey(1))
	require.ErrorIs(t, err, broken)
}

func TestKeyAndNonceDoNotPrint(t *testing.T) {
	key, nonce := testKey(1), testNonce(1)
	for _, text := range []string{
		fmt.Sprint(key), fmt.Sprintf("%v %s %x %q", key, key, key, key), fmt.Sprintf("%+v", struct{ K draw.Key }{key}),
		fmt.Sprint(nonce), fmt.Sprintf("%v %s %x %q", nonce, nonce, nonce, nonce), key.LogValue().String(), nonce.LogValue().String(),
	} {
		require.NotContains(t, text, "01a5")
		require.NotContains(t, text, "015a")
		require.NotContains(t, text, "165")
	}
	_, err := key.MarshalText()
	require.Error(t, err)
}
