package draw_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/draw"
)

// mac is M of docs/draw.md by the plainest means.
func mac(key []byte, fields ...string) string {
	var message []byte
	for _, f := range fields {
		message = binary.BigEndian.AppendUint32(message, uint32(len(f)))
		message = append(message, f...)
	}
	h := hmac.New(sha256.New, key)
	h.Write(message)
	return hex.EncodeToString(h.Sum(nil))
}

// TestTheWorkedExampleIsTrue keeps the numbers of docs/draw.md those of the
// program.
func TestTheWorkedExampleIsTrue(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "draw.md"))
	require.NoError(t, err)
	e := workedExample(t).run(t)
	public, err := draw.PublicOf(e, workedExample(t).options)
	require.NoError(t, err)
	rules, err := draw.Canonical(&e.Rules)
	require.NoError(t, err)
	quotas, err := draw.Canonical(&e.Quotas)
	require.NoError(t, err)
	key := testKey(1)
	said := []string{
		mac(key[:], "salt", "entity", "JG1"),
		e.Commitment.RosterHash.String(), e.Commitment.InspectorsHash.String(), e.Commitment.RulesHash.String(),
		e.Commitment.NonceHash.String(), e.Commitment.Hash.String(), e.Entries[0].Seal.String(), e.Seed.String(),
		e.Digest.String(), public.Digest.String(), string(rules), string(quotas),
	}
	for i, line := range e.Roster {
		said = append(said, line.Label.String()[:8])
		if line.Eligible {
			said = append(said, hex.EncodeToString([]byte(plainTicket(e.Seed, line))))
		}
		if e.Inside.Roster[i].Code == "JG1" {
			said = append(said, line.Label.String(), line.Detail.String(), hexOf(t, e.Inside.Roster[i].Salt), hexOf(t, e.Inside.Roster[i].DetailSalt))
		}
	}
	for _, in := range e.Inspectors {
		said = append(said, mac(e.Seed[:], "inspector", "2024001-001-0002", in.Certificate))
	}
	for _, s := range said {
		require.True(t, strings.Contains(string(page), s), "docs/draw.md does not say %s", s)
	}
	require.Equal(t, []int{4, 3}, []int{e.Cases[0].Position, e.Cases[1].Position})
	require.Equal(t, []int{2, 3}, e.Cases[1].Team)
}
