package columns_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/columns"
)

func TestWrite(t *testing.T) {
	var out strings.Builder
	require.NoError(t, columns.Write(&out, [][]string{{"案件", "历时（日）", "情形"}, {"1", "16", "未发现问题"}, {"2024"}, {}}))
	require.Equal(t, "案件  历时（日）  情形\n1     16          未发现问题\n2024\n\n", out.String())
}

func TestPlaces(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "案卷": 4, "（日）": 6, "ａ1": 3} {
		require.Equal(t, want, columns.Places(text), text)
	}
}
