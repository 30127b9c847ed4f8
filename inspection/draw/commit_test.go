package draw_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/draw"
)

func TestSealHidesAndBinds(t *testing.T) {
	commitment := testSeed(1)
	salt := witnessEntries(1)[0].Salt
	seal := func(c draw.Hash, name, value string, salt []byte) draw.Hash {
		h, err := draw.Seal(c, name, value, salt)
		require.NoError(t, err)
		return h
	}
	base := seal(commitment, "甲", "12", salt)
	longer := append(append(draw.Bytes{}, salt...), 0)
	for _, other := range []draw.Hash{
		seal(testSeed(2), "甲", "12", salt), seal(commitment, "乙", "12", salt),
		seal(commitment, "甲", "13", salt), seal(commitment, "甲", "12", longer), seal(commitment, "甲1", "2", salt),
	} {
		require.NotEqual(t, base, other)
	}
	for _, bad := range []struct {
		name, value string
		salt        []byte
	}{
		{"", "1", salt},
		{"甲", "", salt},
		{"甲", "a\nb", salt},
		{"甲", "1", salt[:draw.MinWitnessSalt-1]},
		{"甲", "1", make([]byte, draw.MaxWitnessSalt+1)},
	} {
		_, err := draw.Seal(commitment, bad.name, bad.value, bad.salt)
		require.Equal(t, draw.CodeEntry, codeOf(t, err))
	}
}

// TestEntries changes one thing of a witnessed draw each.
func TestEntries(t *testing.T) {
	at := func(after time.Duration) draw.Instant { return draw.At(committedAt.Add(after)) }
	for _, c := range []struct {
		name   string
		change func(entries []draw.Entry) []draw.Entry
		code   string
	}{
		{"nothing", func(e []draw.Entry) []draw.Entry { return e }, ""},
		{"too few", func(e []draw.Entry) []draw.Entry { return e[:1] }, draw.CodeWitnesses},
		{"none", func([]draw.Entry) []draw.Entry { return nil }, draw.CodeWitnesses},
		{"name twice", func(e []draw.Entry) []draw.Entry { return append(e, e[0]) }, draw.CodeEntry},
		{"first name twice", func(e []draw.Entry) []draw.Entry { return append(e, e[1]) }, draw.CodeEntry},
		{"no name", func(e []draw.Entry) []draw.Entry { e[0].Name = ""; return e }, draw.CodeEntry},
		{"unknown source", func(e []draw.Entry) []draw.Entry { e[0].Source = "friend"; return e }, draw.CodeEntry},
		{"no seal", func(e []draw.Entry) []draw.Entry { e[0].Seal = draw.Hash{}; return e }, draw.CodeEntry},
		{"clerk with a seal", func(e []draw.Entry) []draw.Entry { e[0].Source = draw.ByClerk; return e }, draw.CodeEntry},
		{"value without opening", func(e []draw.Entry) []draw.Entry { e[0].OpenedAt = ""; return e }, draw.CodeEntry},
		{"salt too short", func(e []draw.Entry) []draw.Entry { e[0].Salt = e[0].Salt[:15]; return e }, draw.CodeEntry},
		{"time in another form", func(e []draw.Entry) []draw.Entry { e[0].OpenedAt = "2024-04-01T03:00:00Z"; return e }, draw.CodeEntry},
		{"time with a short hour", func(e []draw.Entry) []draw.Entry { e[0].OpenedAt = "2024-04-01T3:00:00.000000Z"; return e }, draw.CodeEntry},
		{"not opened", func(e []draw.Entry) []draw.Entry {
			e[0].OpenedAt, e[0].Value, e[0].Salt = "", "", nil
			return e
		}, draw.CodeSealMissing},
		{"another value", func(e []draw.Entry) []draw.Entry { e[0].Value += "1"; return e }, draw.CodeSeal},
		{"sealed before the commitment", func(e []draw.Entry) []draw.Entry { e[0].SealedAt = at(-time.Microsecond); return e }, draw.CodeTime},
		{"sealed with the commitment", func(e []draw.Entry) []draw.Entry { e[0].SealedAt = at(0); return e }, ""},
		{"opened before the last seal", func(e []draw.Entry) []draw.Entry { e[0].OpenedAt = at(2*time.Minute - time.Microsecond); return e }, draw.CodeTime},
		{"opened with the last seal", func(e []draw.Entry) []draw.Entry { e[0].OpenedAt = at(2 * time.Minute); return e }, ""},
		{"opened with the reveal", func(e []draw.Entry) []draw.Entry { e[0].OpenedAt = at(2 * time.Hour); return e }, ""},
		{"opened after the reveal", func(e []draw.Entry) []draw.Entry { e[0].OpenedAt = at(2*time.Hour + time.Microsecond); return e }, draw.CodeTime},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := scenarios(t)[2]
			s.witnesses = witnessEntries(2)
			f := s.frozen(t)
			commitment, err := f.Commit(testNonce(7), committedAt)
			require.NoError(t, err)
			entries := c.change(sealAll(t, commitment, s.witnesses))
			e, err := f.Reveal(commitment, testNonce(7), entries, committedAt.Add(2*time.Hour))
			if c.code != "" {
				require.Equal(t, c.code, codeOf(t, err))
				return
			}
			require.NoError(t, err)
			require.NoError(t, draw.Verify(encode(t, e)))
			require.Equal(t, draw.Witnessed, e.Attendance)
		})
	}
}

func TestRevealOnlyWhatWasCommitted(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(f *draw.Frozen, c *draw.Commitment, n *draw.Nonce)
		code   string
	}{
		{"eligible", func(f *draw.Frozen, _ *draw.Commitment, _ *draw.Nonce) {
			f.Roster.Lines[2].Eligible = !f.Roster.Lines[2].Eligible
		}, draw.CodeRosterHash},
		{"code", func(f *draw.Frozen, _ *draw.Commitment, _ *draw.Nonce) { f.Roster.Inside[2].Code += "1" }, draw.CodeRoster},
		{"inspector's department", func(f *draw.Frozen, _ *draw.Commitment, _ *draw.Nonce) { f.Inspectors.Lines[0].Department = social }, draw.CodeInspectorsHash},
		{"inspector's leave", func(f *draw.Frozen, _ *draw.Commitment, _ *draw.Nonce) { f.Inspectors.Inside[0].OnLeave = true }, draw.CodeInspectorLine},
		{"quota", func(f *draw.Frozen, _ *draw.Commitment, _ *draw.Nonce) { f.Quotas.Strata[0].Quota++ }, draw.CodeRulesHash},
		{"rules", func(f *draw.Frozen, _ *draw.Commitment, _ *draw.Nonce) { f.Rules.Joint = !f.Rules.Joint }, draw.CodeRulesHash},
		{"name of a grade", func(f *draw.Frozen, _ *draw.Commitment, _ *draw.Nonce) { f.Names.Scale[0].Text = "S级" }, draw.CodeRuleNames},
		{"number of the draw", func(f *draw.Frozen, _ *draw.Commitment, _ *draw.Nonce) { f.Draw++ }, draw.CodeCommitment},
		{"commitment", func(_ *draw.Frozen, c *draw.Commitment, _ *draw.Nonce) { c.NonceHash[0]++ }, draw.CodeCommitment},
		{"nonce", func(_ *draw.Frozen, _ *draw.Commitment, n *draw.Nonce) { n[0]++ }, draw.CodeNonce},
	} {
		f := scenarios(t)[5].frozen(t)
		nonce := testNonce(7)
		commitment, err := f.Commit(nonce, committedAt)
		require.NoError(t, err)
		c.change(f, &commitment, &nonce)
		_, err = f.Reveal(commitment, nonce, nil, committedAt)
		require.Equal(t, c.code, codeOf(t, err), c.name)
	}
}

func TestTimesAndSaltsAreNotInTheSeed(t *testing.T) {
	s := scenarios(t)[2]
	s.witnesses = witnessEntries(2)
	f := s.frozen(t)
	var seeds []draw.Hash
	for _, later := range []time.Duration{0, 37 * time.Minute} {
		c, err := f.Commit(testNonce(7), committedAt.Add(-later))
		require.NoError(t, err)
		witnesses := witnessEntries(2)
		witnesses[0].Salt = append(witnesses[0].Salt, byte(later))
		e, err := f.Reveal(c, testNonce(7), sealAll(t, c, witnesses), committedAt.Add(24*time.Hour+later))
		require.NoError(t, err)
		seeds = append(seeds, e.Seed)
	}
	require.Equal(t, seeds[0], seeds[1])
}

func TestVoid(t *testing.T) {
	s := scenarios(t)[2]
	f := s.frozen(t)
	c, err := f.Commit(testNonce(7), committedAt)
	require.NoError(t, err)
	entries := sealAll(t, c, s.witnesses)
	at := committedAt.Add(3 * time.Hour)
	_, err = f.Void(c, entries, at)
	require.Equal(t, draw.CodeNotVoid, codeOf(t, err), "an office that dislikes the outcome cannot void it")

	entries[0].Value = "something else"
	entries[2].OpenedAt, entries[2].Value, entries[2].Salt = "", "", nil
	e, err := f.Void(c, entries, at)
	require.NoError(t, err)
	require.ElementsMatch(t, []draw.VoidWitness{
		{Name: entries[0].Name, Reason: draw.SealMismatch}, {Name: entries[2].Name, Reason: draw.SealNotOpened},
	}, e.Void.Witnesses)
	require.NoError(t, draw.Verify(encode(t, e)))
	require.NotContains(t, string(encode(t, e)), "075a075a", "the nonce of a void draw stays secret")
	_, err = f.Void(c, entries, committedAt.Add(time.Minute))
	require.Equal(t, draw.CodeTime, codeOf(t, err))
}

func TestCommitNeedsSecretsAndANumber(t *testing.T) {
	s := scenarios(t)[5]
	_, err := draw.Prepare(s.task, 1, s.rules, draw.Each(s.candidates), s.inspectors, draw.Key{})
	require.Equal(t, draw.CodeTask, codeOf(t, err))
	_, err = draw.Prepare("", 1, s.rules, draw.Each(s.candidates), s.inspectors, testKey(1))
	require.Equal(t, draw.CodeTask, codeOf(t, err))
	_, err = draw.Prepare(s.task, 0, s.rules, draw.Each(s.candidates), s.inspectors, testKey(1))
	require.Equal(t, draw.CodeTask, codeOf(t, err))
	_, err = s.frozen(t).Commit(draw.Nonce{}, committedAt)
	require.Equal(t, draw.CodeNonce, codeOf(t, err))
}

func TestRunIsTheStagesInOne(t *testing.T) {
	s := scenarios(t)[5]
	e, err := draw.Run(draw.Input{
		Task: s.task, Draw: s.number, Rules: s.rules, Candidates: s.candidates, Inspectors: s.inspectors,
		Key: testKey(1), Nonce: testNonce(7), Committed: committedAt, RevealedAt: committedAt.Add(2 * time.Hour),
	})
	require.NoError(t, err)
	require.Equal(t, draw.Unattended, e.Attendance)
	require.Equal(t, encode(t, s.run(t)), encode(t, e))
}
