package passwords_test

import (
	"crypto/rand"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/passwords"
)

var wang = []string{"wangxm", "王小明", "劳动保障监察大队", "YS-2024-0001", "xiaoming.wang@rsj.qianxi.gov.cn"}

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	for code, refused := range map[string][]string{
		"password_too_short": {"", "短", "K7#mq2!xZ"},
		"password_too_simple": {"          ", "aaaaaaaaaa", "1234567890", "0987654321", "13800138000", "abcdefghijklm", "qwertyuiop", "asdfghjkl;", "abcabcabcabc",
			"1234512345", "12345678901234567890", "aaaaabbbbb", "qwert12345", "ａａａａａａａａａａ", "20240101202401", "!@#$%^&*()"},
		"password_common": {"1qaz2wsx3edc", "Password123!", "P@ssw0rd2024", "p@$$w0rd!!!", "iloveyou2024!", "woaini1314", "WOAINI1314520", "admin@123456",
			"Administrator1", "shebao2024!", "q1w2e3r4t5", "2024dragon!"},
		"password_own_words": {"wangxm2024!", "Wangxiaoming1", "xiaomingwang9", "王小明的密码4321啊", "ys20240001ab", "YS-2024-0001!", "xiaoming.wang@rsj", "劳动保障监察大队1a", "小明小明的密码a8k2"},
	} {
		for _, password := range refused {
			err := passwords.Check(password, wang...)
			require.ErrorIs(t, err, &law.Error{Code: code}, "%q: %v", password, err)
			require.Equal(t, law.KindInvalid, law.KindOf(err))
			require.NotContains(t, err.Error(), "wangxm", "the refusal does not repeat it")
		}
	}
}

func TestWhatIsTaken(t *testing.T) {
	t.Parallel()
	for _, password := range []string{"correct horse 电池", "a new password", "春风又绿江南岸明月何", "wangxiaoming K7mq2xZpQ4t", "monkey-48213905716", "K7mq2xZpQ4", "l0ng enough 42"} {
		require.NoError(t, passwords.Check(password, wang...), password)
	}
	for range 200 { // as the system makes them
		password := rand.Text()[:16]
		require.NoError(t, passwords.Check(password, wang...), password)
	}
}

// Words so short that they stand anywhere by chance are not held against a password.
func TestShortOwnWords(t *testing.T) {
	t.Parallel()
	require.NoError(t, passwords.Check("lithium+xq77", "li", "李", "科", "", "li@x.cn"))
	require.Error(t, passwords.Check(strings.Repeat("zhang", 1)+"+xq77k", "zhang"))
}
