package names_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/law"
	"shuangsuiji/names"
)

func TestTyped(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		" 王小明 ": "王小明", "阿迪力·买买提": "阿迪力·买买提", "Zhang  San": "Zhang San", "张\u3000三": "张 三", "e\u0301": "\u00e9", "𠮷田": "𠮷田", "": "",
	} {
		got, ok := names.Typed(typed)
		require.True(t, ok, "%q", typed)
		require.Equal(t, want, got)
	}
	for _, typed := range []string{"王\u202e明小", "王\u200b小明", "王\x00", "王\n小明", "王\u2028", "王\u00a0明", "\ufeff王", "王\u3164", "王\xff", "王\u00ad明", "\ue000"} {
		_, ok := names.Typed(typed)
		require.False(t, ok, "%q", typed)
	}
}

func TestLogin(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		" Wang ": "wang", "ＷＡＮＧ": "wang", "wang.xm_2-a": "wang.xm_2-a", "王小明": "王小明", "王1": "王1", "⼀": "一", "x": "x", strings.Repeat("a", 64): strings.Repeat("a", 64),
	} {
		got, err := names.Login(typed)
		require.NoError(t, err, "%q", typed)
		require.Equal(t, want, got)
		again, err := names.Login(got)
		require.NoError(t, err)
		require.Equal(t, got, again, "the normal form is its own")
	}
	for _, typed := range []string{"", " ", "w ang", "wаng", "wang\u200b", "wang\x00", "wang\u202e", "-wang", ".a", "wang@x", "αdmin", "〇", "王\u3164", strings.Repeat("a", 65)} {
		_, err := names.Login(typed)
		require.Error(t, err, "%q", typed)
		require.Equal(t, law.KindInvalid, law.KindOf(err))
	}
}

func TestLookAlike(t *testing.T) {
	t.Parallel()
	for _, pair := range [][2]string{{"Wang", "wang"}, {"admin1", "adminl"}, {"b0b", "bob"}, {"wa.ng", "wang"}, {"rnao", "mao"}} {
		require.True(t, names.LookAlike(pair[0], pair[1]), pair)
	}
	require.False(t, names.LookAlike("inspector01", "inspector02"))
	require.False(t, names.LookAlike("wang", "zhang"))
}
