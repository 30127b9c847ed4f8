package documents_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"shuangsuiji/documents"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

var formats = []documents.Format{documents.CSV, documents.XLSX}

func entities() *documents.Table[registers.Entity] {
	return documents.Entities(registers.HebeiScale)
}

// Two codes that belong to nobody.
const (
	codeA = "91999999MADEM0011Y"
	codeB = "12999999MAG00001XN"
)

func read[T any](t *testing.T, table *documents.Table[T], content string) documents.Result[T] {
	t.Helper()
	result, err := table.Read(strings.NewReader(content), documents.Options{})
	require.NoError(t, err)
	return result
}

func refusal[T any](t *testing.T, table *documents.Table[T], content string, o documents.Options) *law.Error {
	t.Helper()
	result, err := table.Read(strings.NewReader(content), o)
	require.Empty(t, result.Good, "a refused file gives no rows")
	var e *law.Error
	require.ErrorAs(t, err, &e)
	return e
}

func write[T any](t *testing.T, table *documents.Table[T], format documents.Format, rows ...T) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, table.Write(&b, format, documents.Values(rows)))
	return b.String()
}

func values[T any](rows []documents.Row[T]) []T {
	out := make([]T, len(rows))
	for i, r := range rows {
		out[i] = r.Value
	}
	return out
}

func gb18030(t *testing.T, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	require.NoError(t, err)
	return out
}

// sheet makes an xlsx file as a person would with Excel: typed cells, not this
// package's writer.
func sheet(t *testing.T, fill func(f *excelize.File, name string)) string {
	t.Helper()
	f := excelize.NewFile()
	fill(f, f.GetSheetName(0))
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	require.NoError(t, f.Close())
	return b.String()
}

func setRow(t *testing.T, f *excelize.File, sheet, at string, cells ...any) {
	t.Helper()
	require.NoError(t, f.SetSheetRow(sheet, at, &cells))
}

// rezip rewrites parts of an xlsx file; a part that becomes nil is left out.
func rezip(t *testing.T, file string, change func(name string, content []byte) []byte) string {
	t.Helper()
	in, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	require.NoError(t, err)
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		r, err := f.Open()
		require.NoError(t, err)
		content, err := io.ReadAll(r)
		require.NoError(t, err)
		require.NoError(t, r.Close())
		if content = change(f.Name, content); content == nil {
			continue
		}
		w, err := out.Create(f.Name)
		require.NoError(t, err)
		_, err = w.Write(content)
		require.NoError(t, err)
	}
	require.NoError(t, out.Close())
	return b.String()
}
