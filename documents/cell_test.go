package documents

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// TestBareNeedsNoTrimming for any character at either end.
func TestBareNeedsNoTrimming(t *testing.T) {
	for r := range rune(unicode.MaxRune + 1) {
		if !utf8.ValidRune(r) {
			continue
		}
		at := string(r)
		dropped := unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B'
		for _, s := range []string{at, at + "名", at + "a", "名" + at, "a" + at} {
			if dropped {
				require.False(t, bare(s), "%U", r)
			}
			if bare(s) {
				require.Equal(t, s, strings.TrimSpace(s), "%U", r)
			}
		}
	}
	require.True(t, bare("迁安市"))
	require.True(t, bare("91130000"))
}
