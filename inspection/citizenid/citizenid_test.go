package citizenid_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/citizenid"
	"shuangsuiji/inspection/law"
)

func TestParse(t *testing.T) {
	t.Parallel()
	// The first is the standard's own example (GB 11643-1999, annex A).
	for typed, want := range map[string]string{"11010519491231002X": "11010519491231002X", " 110105 19491231 002x": "11010519491231002X",
		"１１０１０５１９４９１２３１００２Ｘ": "11010519491231002X", "440524188001010014": "440524188001010014"} {
		got, err := citizenid.Parse(typed)
		require.NoError(t, err, typed)
		require.Equal(t, want, got)
	}
	for typed, says := range map[string]string{
		"":                    "18位",
		"11010519491231002":   "18位",
		"11010519491231002XX": "18位",
		"1101051949123100AX":  "18位",
		"110105194902300021":  "出生日期",
		"110105194912310021":  "校验码",
		"11010519491231003X":  "校验码",
		"一二三四五六":              "18位",
	} {
		_, err := citizenid.Parse(typed)
		var refused *law.Error
		require.True(t, errors.As(err, &refused), typed)
		require.Equal(t, "citizen_number_invalid", refused.Code)
		require.Contains(t, refused.Message, says)
		if typed != "" {
			require.NotContains(t, refused.Message, typed, "the message does not carry the number")
		}
	}
}

func TestMasked(t *testing.T) {
	t.Parallel()
	require.Equal(t, "1101************2X", citizenid.Masked("11010519491231002X"))
	require.Equal(t, "E123***89", citizenid.Masked("E12345689"))
	require.Equal(t, "***", citizenid.Masked("E12"))
	require.Empty(t, citizenid.Masked(""))
}
