package documents_test

import (
	"bytes"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

// examinable is a table with rows of every kind: good ones, one told of, wrong ones, one
// given twice, a remark below.
func examinable(t *testing.T, format documents.Format) []byte {
	t.Helper()
	rows := sample.Entities(40, 1)
	rows[7].Name += "（甲\n乙）"
	rows[20].Grade = "Z"
	rows[30].Code = rows[3].Code
	return []byte(write(t, entities(), format, rows...))
}

// TestExamineIsRead: rows read a second time are those that reading at once holds, each
// time they are asked for, and all else is told alike.
func TestExamineIsRead(t *testing.T) {
	for _, format := range formats {
		file := bytes.NewReader(examinable(t, format))
		want, err := entities().Read(file, documents.Options{})
		require.NoError(t, err)
		require.Len(t, want.Good, 38)
		require.NotEmpty(t, want.Warnings)
		require.Equal(t, len(want.Good), want.Taken)

		r, err := entities().Open(file, documents.Options{})
		require.NoError(t, err)
		got, err := r.Examine()
		require.NoError(t, err)
		require.Equal(t, format == documents.XLSX, got.Good != nil, "a csv's rows are not held")
		for range 2 {
			require.Equal(t, want.Good, goodOf(t, r))
		}
		next, stop := iter.Pull2(r.Good())
		row, err, more := next()
		stop()
		require.NoError(t, err)
		require.True(t, more)
		require.Equal(t, want.Good[0], row)
		got.Good = want.Good
		require.Equal(t, want, got)
		require.NoError(t, r.Close())
	}
}

func goodOf[T any](t *testing.T, r *documents.Reader[T]) (rows []documents.Row[T]) {
	t.Helper()
	for row, err := range r.Good() {
		require.NoError(t, err)
		rows = append(rows, row)
	}
	return rows
}

// changing is a file that somebody writes to.
type changing struct{ *bytes.Reader }

func (c changing) becomes(content string) { c.Reset([]byte(content)) }

// TestExaminedFileThatChanges: what was not examined does not pass for what was.
func TestExaminedFileThatChanges(t *testing.T) {
	rows := sample.Entities(3, 1)
	content := write(t, entities(), documents.CSV, rows...)
	lines := strings.SplitAfter(content, "\r\n")
	for name, changed := range map[string]string{
		"a good value":  strings.Replace(content, rows[1].Name, rows[1].Name+"分公司", 1),
		"a wrong value": strings.Replace(content, rows[1].Code, "x", 1),
		"a row less":    strings.Join(slices.Delete(slices.Clone(lines), 2, 3), ""),
		"a row more":    content + write(t, entities(), documents.CSV, sample.Entities(4, 1)[3])[len(lines[0]):],
		"cut off":       content[:len(content)-len(lines[3])],
		"other order":   lines[0] + lines[2] + lines[1] + lines[3],
		"nothing":       "",
	} {
		file := changing{bytes.NewReader([]byte(content))}
		r, err := entities().Open(file, documents.Options{})
		require.NoError(t, err)
		read, err := r.Examine()
		require.NoError(t, err)
		require.Equal(t, 3, read.Taken, name)
		require.Len(t, goodOf(t, r), 3, name)

		file.becomes(changed)
		require.Equal(t, law.KindInternal, law.KindOf(lastError(r)), "%s: it is not the operator's fault", name)
		require.ErrorContains(t, lastError(r), "changed after it was examined", name)
		file.becomes(content)
		require.Len(t, goodOf(t, r), 3, name)
		require.NoError(t, r.Close())
	}
}

func lastError(r *documents.Reader[registers.Entity]) (last error) {
	for _, err := range r.Good() {
		last = err
	}
	return last
}
