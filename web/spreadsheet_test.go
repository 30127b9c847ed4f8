package web

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/documents"
)

func TestPastedFromExcel(t *testing.T) {
	t.Parallel()
	type column = documents.Column[struct{}]
	table := &documents.Table[struct{}]{Columns: []column{{Title: "代码"}, {Title: "抽查事项", Also: []string{"事项名称"}}, {Title: "检查内容", Also: []string{"内容"}}}}
	for name, c := range map[string]struct{ pasted, want string }{
		"without titles":       {"R1\t无证经营\t查许可\r\n", "代码,抽查事项,检查内容\nR1,无证经营,查许可\n"},
		"with titles":          {"抽查事项\t代码\n无证经营\tR1", "抽查事项,代码\n无证经营,R1\n"},
		"with synonyms":        {"事项名称\t内容\n无证经营\t查许可", "事项名称,内容\n无证经营,查许可\n"},
		"a cell of two lines":  {"R1\t\"无证\n经营\"\t查", "代码,抽查事项,检查内容\nR1,\"无证\n经营\",查\n"},
		"commas and quotes":    {"R1\ta,b\t5\"屏", "代码,抽查事项,检查内容\nR1,\"a,b\",\"5\"\"屏\"\n"},
		"fewer cells":          {"R1\t无证经营", "代码,抽查事项,检查内容\nR1,无证经营\n"},
		"blank lines are none": {"\nR1\t无证经营\t\n\n", "代码,抽查事项,检查内容\nR1,无证经营,\n"},
	} {
		got, err := csvOf(c.pasted, table)
		require.NoError(t, err, name)
		require.Equal(t, c.want, string(got), name)
	}
}
