package offline_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/offline"
)

const entityHeader = "统一社会信用代码,名称,类别\n"

func TestOneBadRowRefusesTheFile(t *testing.T) {
	var r offline.Registers
	err := r.ReadEntities("对象.csv", strings.NewReader(entityHeader+sample.AgencyCode(1)+",演示甲,社保经办机构\n91,演示乙,社保经办机构\n"))
	requireCode(t, err, "bad_rows")
	require.ErrorContains(t, err, "对象.csv：检查对象名录库有1行错误，未采用任何一行。\n  第3行“统一社会信用代码”列的值“91”：")
	require.Empty(t, r.Entities)
}

// TestManyBadRowsAreCounted: fifty are named, of the others there is a number.
func TestManyBadRowsAreCounted(t *testing.T) {
	var file strings.Builder
	file.WriteString(entityHeader)
	for i := range 53 {
		fmt.Fprintf(&file, "%d,演示,社保经办机构\n", i)
	}
	var r offline.Registers
	err := r.ReadEntities("对象.csv", strings.NewReader(file.String()))
	requireCode(t, err, "bad_rows")
	require.ErrorContains(t, err, "\n  第51行“")
	require.NotContains(t, err.Error(), "第52行“")
	require.True(t, strings.HasSuffix(err.Error(), "\n  另有3行"))
}

func TestARefusedFileIsNamed(t *testing.T) {
	var r offline.Registers
	err := r.ReadInspectors("人员.csv", strings.NewReader(entityHeader))
	requireCode(t, err, "table_header_missing")
	require.ErrorContains(t, err, "人员.csv：")
}

func TestUnknownColumnsArePassedOverOnRequest(t *testing.T) {
	file := "体重," + entityHeader + "1," + sample.AgencyCode(1) + ",演示甲,社保经办机构\n"
	var r offline.Registers
	requireCode(t, r.ReadEntities("对象.csv", strings.NewReader(file)), "table_columns_unknown")
	r.IgnoreUnknown = true
	require.NoError(t, r.ReadEntities("对象.csv", strings.NewReader(file)))
	require.Len(t, r.Entities, 1)
	require.Equal(t, []string{"对象.csv：未采用的列“体重”"}, r.Notes)
}

// readFrom gives the registers of the sample, read from files as an operator would have them.
func readFrom(t *testing.T, entities []registers.Entity, inspectors []registers.Inspector) offline.Registers {
	t.Helper()
	var r offline.Registers
	require.NoError(t, r.ReadEntities("对象.csv", csvOf(t, documents.EntityForm(offline.Scale), entities)))
	require.NoError(t, r.ReadInspectors("人员.csv", csvOf(t, documents.Inspectors(), inspectors)))
	return r
}

func csvOf[T any](t *testing.T, table *documents.Table[T], rows []T) documents.File {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, table.Write(&b, documents.CSV, documents.Values(rows)))
	return bytes.NewReader(b.Bytes())
}
