package registers_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

// TestCertified: a certificate is valid through its last day, and all who act need one.
func TestCertified(t *testing.T) {
	last := calendar.NewDate(2026, 6, 30)
	register := []registers.Inspector{{Certificate: "Z1", ValidThrough: last}, {Certificate: "Z2", ValidThrough: last.AddDays(900)}}
	for _, tc := range []struct {
		on   calendar.Date
		who  []string
		code string
	}{
		{last.AddDays(-1), []string{"Z1"}, ""},
		{last, []string{"Z2", "Z1"}, ""},
		{last.AddDays(1), []string{"Z2", "Z1"}, "certificate_expired"},
		{last.AddDays(1), []string{"Z2"}, ""},
		{last, []string{"Z3"}, "certificate_unknown"},
		{last.AddDays(1), nil, ""},
	} {
		err := registers.Certified(register, law.Enforcers{Certificates: tc.who, On: tc.on, Replacement: "更换检查人员"})
		if tc.code == "" {
			require.NoError(t, err)
			continue
		}
		var refusal *law.Error
		require.ErrorAs(t, err, &refusal)
		require.Equal(t, tc.code, refusal.Code)
		require.Contains(t, refusal.Message, tc.who[len(tc.who)-1])
		require.Contains(t, refusal.Message, "更换检查人员")
	}
}
