package documents_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTitlesAreKnownAsInFiles(t *testing.T) {
	for name, c := range map[string]struct {
		lines [][]string
		want  bool
	}{
		"own titles":            {[][]string{{"统一社会信用代码", "名称", "类别"}, {codeA, "甲公司", "人力资源服务机构"}}, true},
		"synonyms":              {[][]string{{"企业名称", "统一信用代码"}, {"甲公司", codeA}}, true},
		"under a title":         {[][]string{{"某县名录"}, {"序号", "企业名称", "社会信用代码"}, {"1", "甲公司", codeA}}, true},
		"one title of many":     {[][]string{{"名称", "甲", "乙", "丙"}, {"甲公司", "1", "2", "3"}}, true},
		"content":               {[][]string{{codeA, "甲公司", "人力资源服务机构"}}, false},
		"content with a number": {[][]string{{"1", codeA, "甲公司"}}, false},
		"nothing":               {nil, false},
	} {
		require.Equal(t, c.want, entities().Titled(c.lines), name)
	}
}
