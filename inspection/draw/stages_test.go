package draw_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/draw"
)

// TestPrepareHandsOnWhatIsWrong, whichever part of a draw it is.
func TestPrepareHandsOnWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*scenario)
		code   string
	}{
		"rules":         {func(s *scenario) { s.rules.TeamSize = 1 }, draw.CodeRules},
		"entity":        {func(s *scenario) { s.candidates[0].Kind = "unknown" }, draw.CodeUnknownKind},
		"inspector":     {func(s *scenario) { s.inspectors[0].Department = "" }, draw.CodeInspector},
		"draw too many": {func(s *scenario) { s.number = draw.MaxRoster + 1 }, draw.CodeTask},
	} {
		s := scenarios(t)[5]
		c.change(&s)
		f, err := draw.Prepare(s.task, s.number, s.rules, draw.Each(s.candidates), s.inspectors, testKey(1))
		require.Equal(t, c.code, codeOf(t, err), name)
		require.Nil(t, f)
	}
	s := scenarios(t)[5]
	s.number = draw.MaxRoster
	f := s.frozen(t)
	f.Task = ""
	_, err := f.Commit(testNonce(7), committedAt)
	require.Equal(t, draw.CodeTask, codeOf(t, err))
	_, err = draw.Run(draw.Input{Task: "", Draw: 1, Rules: s.rules, Candidates: s.candidates, Key: testKey(1), Nonce: testNonce(7)})
	require.Equal(t, draw.CodeTask, codeOf(t, err))
	_, err = draw.Run(draw.Input{Task: s.task, Draw: 1, Rules: s.rules, Candidates: s.candidates, Key: testKey(1)})
	require.Equal(t, draw.CodeNonce, codeOf(t, err))
}

// hashed gives a commitment the hash that fits its content, as a forger would.
func hashed(c draw.Commitment) draw.Commitment {
	c.Hash = draw.H("commitment", []byte(c.Algorithm), []byte(c.Task), strconv.AppendInt(nil, int64(c.Draw), 10),
		c.RosterHash[:], c.InspectorsHash[:], c.RulesHash[:], c.NonceHash[:])
	return c
}

// TestRevealOnlyItsOwnDraw: a commitment that is sound in itself, of another task
// or draw, reveals nothing and voids nothing.
func TestRevealOnlyItsOwnDraw(t *testing.T) {
	f := scenarios(t)[5].frozen(t)
	own, err := f.Commit(testNonce(7), committedAt)
	require.NoError(t, err)
	require.Equal(t, own, hashed(own))
	for name, change := range map[string]func(*draw.Commitment){
		"algorithm": func(c *draw.Commitment) { c.Algorithm = "ssj-draw-0" },
		"task":      func(c *draw.Commitment) { c.Task += "1" },
		"draw":      func(c *draw.Commitment) { c.Draw++ },
	} {
		other := own
		change(&other)
		_, err = f.Reveal(hashed(other), testNonce(7), nil, committedAt)
		require.Equal(t, draw.CodeCommitment, codeOf(t, err), name)
		_, err = f.Void(hashed(other), nil, committedAt)
		require.Equal(t, draw.CodeCommitment, codeOf(t, err), name)
	}
}

// TestARosterOfOtherStrataRevealsNothing, though it was committed to.
func TestARosterOfOtherStrataRevealsNothing(t *testing.T) {
	for _, stratum := range []int{-1, 0, 13} {
		f := scenarios(t)[5].frozen(t)
		f.Roster.Lines[0].Stratum = stratum
		c, err := f.Commit(testNonce(7), committedAt)
		require.NoError(t, err)
		_, err = f.Reveal(c, testNonce(7), nil, committedAt)
		require.Equal(t, draw.CodeRoster, codeOf(t, err), stratum)
	}
}

// TestNothingIsRevealedBeforeItIsCommitted; at the same moment it may be.
func TestNothingIsRevealedBeforeItIsCommitted(t *testing.T) {
	f := scenarios(t)[5].frozen(t)
	c, err := f.Commit(testNonce(7), committedAt)
	require.NoError(t, err)
	_, err = f.Reveal(c, testNonce(7), nil, committedAt.Add(-time.Microsecond))
	require.Equal(t, draw.CodeTime, codeOf(t, err))
	e, err := f.Reveal(c, testNonce(7), nil, committedAt)
	require.NoError(t, err)
	require.NoError(t, draw.Verify(encode(t, e)))
}

// TestADrawIsVoidedAfterWhatVoidsIt: the last seal and the last opening.
func TestADrawIsVoidedAfterWhatVoidsIt(t *testing.T) {
	s := scenarios(t)[2]
	f := s.frozen(t)
	c, err := f.Commit(testNonce(7), committedAt)
	require.NoError(t, err)
	for name, last := range map[string]time.Duration{"opened": time.Hour + 3*time.Minute, "sealed": 4 * time.Minute} {
		entries := sealAll(t, c, s.witnesses)
		for i := range entries {
			if i == 0 || name == "sealed" {
				entries[i].OpenedAt, entries[i].Value, entries[i].Salt = "", "", nil
			}
		}
		_, err = f.Void(c, entries, committedAt.Add(last-time.Microsecond))
		require.Equal(t, draw.CodeTime, codeOf(t, err), name)
		e, err := f.Void(c, entries, committedAt.Add(last))
		require.NoError(t, err, name)
		require.NoError(t, draw.Verify(encode(t, e)), name)
		entries[1].Name = ""
		_, err = f.Void(c, entries, committedAt.Add(last))
		require.Equal(t, draw.CodeEntry, codeOf(t, err), name)
	}
}
