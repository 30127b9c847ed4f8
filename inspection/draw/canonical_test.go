package draw_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/draw"
)

type textless struct{}

var errNoText = errors.New("no text")

func (textless) AppendText([]byte) ([]byte, error) { return nil, errNoText }

// TestWhatHasNoCanonicalText is refused, wherever it stands.
func TestWhatHasNoCanonicalText(t *testing.T) {
	for name, v := range map[string]any{
		"fraction":  1.5,
		"in a list": []float64{1.5},
		"in a struct": struct {
			A float64 `json:"a"`
		}{1.5},
		"nothing":           (*draw.Entry)(nil),
		"text without UTF8": &draw.Entry{Name: "\xff"},
	} {
		_, err := draw.Canonical(v)
		require.ErrorContains(t, err, "canonical: ", name)
	}
	_, err := draw.Canonical([]textless{{}})
	require.ErrorIs(t, err, errNoText)
}

type fullDisk struct{ left int }

var errFull = errors.New("disk full")

func (d *fullDisk) Write(p []byte) (int, error) {
	if d.left -= len(p); d.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

// TestEvidenceThatCannotBeWritten is no evidence, wherever the writing ends.
func TestEvidenceThatCannotBeWritten(t *testing.T) {
	s := scenarios(t)[5]
	s.candidates = make([]draw.Candidate, 3000)
	for i := range s.candidates {
		s.candidates[i] = draw.Candidate{Code: "X" + strings.Repeat("0", i%7) + string(rune('一'+i)), Kind: agency}
	}
	e := s.run(t)
	size := len(encode(t, e))
	for _, room := range []int{0, size / 2, size - 1} {
		require.ErrorIs(t, e.Encode(&fullDisk{room}), errFull, room)
	}
	require.NoError(t, e.Encode(&fullDisk{size}))
}

func TestWhatIsNoEvidenceIsNotRead(t *testing.T) {
	_, err := draw.ReadFull(nil)
	require.Equal(t, draw.CodeSyntax, codeOf(t, err))
	_, err = draw.ReadPublic([]byte("{"))
	require.Equal(t, draw.CodeSyntax, codeOf(t, err))
	require.Equal(t, draw.CodeSyntax, codeOf(t, draw.VerifyPublished([]byte("[]"), draw.Hash{})))
}

// TestHashesAreHexadecimalInJSON, and come back.
func TestHashesAreHexadecimalInJSON(t *testing.T) {
	type values struct {
		Hash  draw.Hash
		Nonce draw.Nonce
		Salt  draw.Salt
		Bytes draw.Bytes
	}
	v := values{testSeed(1), testNonce(2), draw.Salt{3}, draw.Bytes{0x0a, 0xbc}}
	raw, err := json.Marshal(v)
	require.NoError(t, err)
	require.Contains(t, string(raw), `"Hash":"`+v.Hash.String()+`","Nonce":"025a`)
	require.Contains(t, string(raw), `"Bytes":"0abc"`)
	var back values
	require.NoError(t, json.Unmarshal(raw, &back))
	require.Equal(t, v, back)
	for _, wrong := range []string{"", "0", "0g", strings.Repeat("0", 1<<16+2)} {
		require.Error(t, back.Hash.UnmarshalText([]byte(wrong)))
		if wrong != "" {
			require.Error(t, back.Bytes.UnmarshalText([]byte(wrong)))
		}
	}
}
