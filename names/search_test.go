package names_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/names"
)

// TestSeek: what somebody types finds what is kept, however either was written.
func TestSeek(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		typed, name string
		found       bool
	}{
		{"(雅县)", "演示（雅县）人力资源有限公司", true},
		{"（雅县）", "演示(雅县)劳务有限公司", true},
		{"【雅县】", "演示(雅县)劳务有限公司", true},
		{"[雅县]", "演示〔雅县〕劳务有限公司", true},
		{"abc", "演示ＡＢＣ人力资源有限公司", true},
		{"ＡＢＣ", "演示abc人才有限公司", true},
		{"空格人力", "演示 空格 人力有限公司", true},
		{"空 格", "演示空格公司", true},
		{"演示全角", "演示\u3000全角空格公司", true},
		{"隐形人力", "演示隐\u200b形\ufeff人力有限公司", true},
		{"隐\u200b形", "演示隐形人力", true},
		{"换行公司", "换行\n公司", true},
		{"演示·间", "演示•间隔号", true}, {"演示•间", "演示‧间隔号", true}, {"演示‧间", "演示・间", true}, {"演示･间", "演示·间", true},
		{"演示人兼", "演示\u2f08兼容字公司", true},
		{"\u2f08", "演示人力", true},
		{"豈", "演示\uf900兼容公司", true},
		{"龘", "演示𬭚龘人力公司", true},
		{"𬭚", "演示𬭚龘人力公司", true},
		{"50%", "演示50%_公司", true}, {"0%_公", "演示50%_公司", true}, {"50_", "演示50%公司", false}, {"示%公", "演示公司", false},
		{"ysrl", "演示人力资源有限公司", true}, {"YSRL", "演示人力资源有限公司", true}, {"ys rl", "演示人力", true},
		{"yanshi", "演示人力资源有限公司", true}, {"Yan Shi", "演示人力资源有限公司", true}, {"ｙａｎｓｈｉ", "演示", true},
		{"ysyx", "演示（雅县）人力", true}, {"ysabcrl", "演示ＡＢＣ人力", true}, {"lvse", "绿色", true},
		{"abccom", "ABC Com", true}, {"cafe", "Café", true},
		{"rlys", "演示人力", false}, {"shiyan", "演示", false},
		{"99M0", "甲", true}, {"９９ｍ０", "甲", true}, {"91999999m00000100l", "甲", true}, {"0100L甲", "甲", false}, {"甲9199", "甲", false},
		{"", "甲", true}, {" \u3000", "甲", true},
	} {
		sought, err := names.Seek(c.typed)
		require.NoError(t, err, "%q", c.typed)
		require.Equal(t, c.found, sought.In(names.SearchKey(c.name, "91999999M00000100L")), "%q in %q", c.typed, c.name)
	}
}

func TestSeekTooShort(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{"a", "1", "%", "_", "%_", "()", "·", "\u200b", " a ", "１", "…"} {
		_, err := names.Seek(typed)
		require.Error(t, err, "%q", typed)
		require.Equal(t, law.KindInvalid, law.KindOf(err))
	}
	for _, typed := range []string{"县", "ab", "a1", "12", "\u2f08", "𬭚", "％1a"} {
		_, err := names.Seek(typed)
		require.NoError(t, err, "%q", typed)
	}
}

// FuzzSeek: whatever a thing is called, its name finds it, folding twice changes nothing,
// and nothing that is sought reaches across the parts of a key.
func FuzzSeek(f *testing.F) {
	for _, name := range []string{"演示（雅县）", "ﷺ", "İı", "ｶﾞ", "a\u0301", "\u2f08\u200b"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		sought, err := names.Seek(name)
		if err != nil {
			return
		}
		require.True(t, sought.In(names.SearchKey(name)))
		again, err := names.Seek(string(sought))
		require.NoError(t, err)
		require.Equal(t, sought, again, "folding twice changes nothing")
		require.NotContains(t, string(sought), "\n")
	})
}
