package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/registers"
)

func entitiesFile(t *testing.T, name string, format documents.Format, rows []registers.Entity) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	var file bytes.Buffer
	require.NoError(t, documents.Entities(registers.HebeiScale).Write(&file, format, documents.Values(rows)))
	require.NoError(t, os.WriteFile(path, file.Bytes(), 0o600))
	return path
}

func entitiesIn(t *testing.T, file []byte) map[string]registers.Entity {
	t.Helper()
	read, err := documents.Entities(registers.HebeiScale).Read(bytes.NewReader(file), documents.DefaultOptions())
	require.NoError(t, err)
	require.Empty(t, read.Bad)
	out := map[string]registers.Entity{}
	for _, row := range read.Good {
		out[row.Value.Code] = row.Value
	}
	return out
}

func tryImport(t *testing.T, u *up) {
	rows := sample.Entities(sampleEntities+10, sampleSeed)[sampleEntities:]
	exported := func() map[string]registers.Entity {
		return entitiesIn(t, []byte(requireDone(t, u.at("export", "entities")...)))
	}
	before := exported()
	require.Len(t, before, sampleEntities)

	// A good file is there afterwards as it was given.
	require.Contains(t, requireDone(t, u.at("import", "entities", entitiesFile(t, "good.xlsx", documents.XLSX, rows[:4]))...), "新增4，变更0，没有变化0")
	after := exported()
	require.Len(t, after, sampleEntities+4)
	for _, e := range rows[:4] {
		require.Equal(t, e, after[e.Code])
	}

	// What was passed over in the file is said.
	synonyms := filepath.Join(t.TempDir(), "名单.csv")
	require.NoError(t, os.WriteFile(synonyms, []byte("序号,社会信用代码,企业名称,类别,备注\n1,"+rows[0].Code+","+rows[0].Name+","+rows[0].Kind+",新\n合计,1户,,,\n"), 0o600))
	said := requireDone(t, u.at("import", "entities", synonyms)...)
	require.Contains(t, said, "请注意 未采用的列“备注”\n")
	require.Contains(t, said, "没有变化1")

	tryPreview(t, u, rows)
	require.Equal(t, after, exported(), "a preview writes nothing")

	// One bad row keeps all out.
	bad := append([]registers.Entity(nil), rows[4:8]...)
	bad[1].Code, bad[3].Grade = "91130000X", "Z"
	file := entitiesFile(t, "坏.csv", documents.CSV, bad)
	corrections := filepath.Join(t.TempDir(), "corrections.csv")
	refused := requireOneLine(t, exitFailed, "文件有2行错误，没有导入任何内容。（import_rows_invalid）", u.at("import", "entities", file, "--corrections", corrections)...)
	require.Contains(t, refused.out, "第3行")
	require.Contains(t, refused.out, "填写的是“91130000X”")
	require.Contains(t, refused.out, "第5行")
	require.Contains(t, refused.out, "填写的是“Z”")
	require.NotContains(t, refused.out, "已导入")
	require.Equal(t, after, exported())

	// Or the good ones are taken, and the bad ones after they were mended.
	require.NoError(t, os.Remove(corrections))
	taken := requireDone(t, u.at("import", "entities", file, "--good-rows", "--corrections", corrections)...)
	require.Contains(t, taken, "新增2，变更0，没有变化0；另有2行错误，没有导入")
	require.Len(t, exported(), sampleEntities+6)
	text, err := os.ReadFile(corrections)
	require.NoError(t, err)
	require.Equal(t, 3, bytes.Count(bytes.TrimSpace(text), []byte("\n"))+1, "header and two rows: %s", text)
	requireOneLine(t, exitFailed, "import_rows_invalid", u.at("import", "entities", corrections)...)
	mended := strings.Replace(string(text), "91130000X", rows[5].Code, 1)
	mended = strings.Replace(mended, ",Z,", ","+rows[7].Grade+",", 1)
	require.NoError(t, os.WriteFile(corrections, []byte(mended), 0o600))
	require.Contains(t, requireDone(t, u.at("import", "entities", corrections)...), "新增2")
	all := exported()
	for _, e := range rows[:8] {
		require.Equal(t, e, all[e.Code])
	}

	// What is exported changes nothing when it is imported.
	for register, n := range map[string]int{"entities": len(all), "inspectors": sampleInspectors, "items": 0} {
		for _, ending := range []string{"csv", "xlsx"} {
			out := filepath.Join(t.TempDir(), "out."+ending)
			require.Contains(t, requireDone(t, u.at("export", register, "--out", out)...), out)
			said := requireDone(t, u.at("import", register, out)...)
			require.Contains(t, said, "新增0，变更0，没有变化", register+ending)
			if n > 0 {
				require.Contains(t, said, fmt.Sprintf("没有变化%d", n))
			}
		}
	}
	printed := requireDone(t, u.at("export", "inspectors", "--format", "csv")...)
	require.False(t, strings.HasPrefix(printed, string(byteOrderMark)), "it is for programs")

	requireOneLine(t, exitUsage, "out_required", u.at("export", "entities", "--format", "xlsx")...)
	requireOneLine(t, exitUsage, "historic", u.at("import", "items", file, "--historic")...)
	requireOneLine(t, exitFailed, "same_file", u.at("import", "entities", file, "--corrections", file)...)
	requireOneLine(t, exitFailed, "not_your_act", u.at("import", "entities", file, "--login", "supervisor")...)
	notATable := filepath.Join(t.TempDir(), "x.pdf")
	require.NoError(t, os.WriteFile(notATable, []byte("%PDF-1.7"), 0o600))
	requireOneLine(t, exitFailed, "file_format", u.at("import", "entities", notATable)...)
}

// tryPreview looks at files beside a register that has the first four rows.
func tryPreview(t *testing.T, u *up, rows []registers.Entity) {
	changed := append([]registers.Entity(nil), rows[:6]...)
	was := changed[2].Name
	changed[2].Name = "改名后有限公司"
	said := requireDone(t, u.at("import", "entities", entitiesFile(t, "new.csv", documents.CSV, changed), "--preview")...)
	require.Contains(t, said, "变更 第4行 "+rows[2].Code+"\n  名称：“"+was+"”改为“改名后有限公司”\n")
	require.Contains(t, said, "新增 第6行 "+rows[4].Code+"\n")
	require.Contains(t, said, "将要导入：新增2，变更1，没有变化3，有误0行；还没有导入\n")
	require.NotContains(t, said, "已导入")

	changed[5].Grade = "Z"
	file := entitiesFile(t, "bad.xlsx", documents.XLSX, changed)
	corrections := filepath.Join(t.TempDir(), "更正")
	refused := requireOneLine(t, exitFailed, "文件有1行错误，更正前不能全部导入；加--good-rows可以只导入正确的行。（import_rows_invalid）", u.at("import", "entities", file, "--preview", "--corrections", corrections)...)
	require.Contains(t, refused.out, "填写的是“Z”")
	require.Contains(t, refused.out, "将要导入：新增1，变更1，没有变化3，有误1行；还没有导入\n")
	require.FileExists(t, corrections+".xlsx")
	require.Contains(t, requireDone(t, u.at("import", "entities", file, "--preview", "--good-rows")...), "新增1，变更1，没有变化3，有误1行；还没有导入")
}

// tryPlan loads the exported plan under another number, for another month, to
// which the clock can go.
func tryPlan(t *testing.T, u *up) {
	lines := func() []string {
		return strings.Split(strings.TrimSpace(requireDone(t, u.at("export", "plan")...)), "\r\n")
	}
	first := lines()
	require.Len(t, first, 2, "titles and a task")
	another := strings.NewReplacer("2024001", "2024009", "2024年4月", "2024年6月").Replace(first[1])
	file := filepath.Join(t.TempDir(), "plan.csv")
	require.NoError(t, os.WriteFile(file, []byte(first[0]+"\r\n"+another+"\r\n"), 0o600))
	require.Contains(t, requireDone(t, u.at("import", "plan", file)...), "建立抽查任务：2024009-001")
	require.Equal(t, []string{first[0], first[1], another}, lines())

	require.Contains(t, requireDone(t, u.at("clock", "next")...), "2024年6月3日 09:00")
}
