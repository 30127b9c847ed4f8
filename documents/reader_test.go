package documents_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

func TestRowsStopWhenTheCallerDoes(t *testing.T) {
	for _, format := range formats {
		content := write(t, entities(), format, sample.Entities(30, 1)...)
		r, err := entities().Open(strings.NewReader(content), documents.Options{})
		require.NoError(t, err)
		for range 2 { // a second walk begins at the start
			var seen []int
			for row, err := range r.Rows() {
				require.NoError(t, err)
				require.Nil(t, row.Bad)
				if seen = append(seen, row.Row.Row); len(seen) == 3 {
					break
				}
			}
			require.Equal(t, []int{2, 3, 4}, seen)
		}
		require.NoError(t, r.Close())
		require.NoError(t, r.Close(), "twice does no harm")
	}
}

func TestLargeXLSXLeavesNoTemporaryFiles(t *testing.T) {
	letters := rand.New(rand.NewPCG(1, 2))
	var want []registers.Entity
	content := sheet(t, func(f *excelize.File, name string) {
		setRow(t, f, name, "A1", "统一社会信用代码", "名称", "类别", "违法线索")
		for i, e := range sample.Entities(3500, 1) { // past the texts that are kept in memory
			lead := make([]rune, 3600)
			for n := range lead {
				lead[n] = '一' + letters.Int32N(20_000)
			}
			want = append(want, registers.Entity{Code: e.Code, Name: e.Name, Kind: e.Kind, Status: registers.EntityActive, Lead: string(lead)})
			setRow(t, f, name, fmt.Sprintf("A%d", i+2), e.Code, e.Name, e.Kind, string(lead))
		}
	})
	dir := t.TempDir()
	r, err := entities().Open(strings.NewReader(content), documents.Options{TempDir: dir})
	require.NoError(t, err)
	require.NotEmpty(t, entriesOf(t, dir), "the texts are kept on disk, not in memory")
	var got []registers.Entity
	for row, err := range r.Rows() {
		require.NoError(t, err)
		require.Nil(t, row.Bad)
		got = append(got, row.Value)
	}
	require.Equal(t, want, got)
	require.NoError(t, r.Close())
	require.Empty(t, entriesOf(t, dir))

	_, err = documents.Plan().Open(strings.NewReader(content), documents.Options{TempDir: dir})
	require.ErrorIs(t, err, &law.Error{Code: documents.CodeHeader})
	require.Empty(t, entriesOf(t, dir), "nor does a refused file")
}

func entriesOf(t *testing.T, dir string) []os.DirEntry {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	return entries
}

// endless is a csv of a given number of rows that is made while it is read, so
// that the test measures the reader's memory and not the file's.
type endless struct{ rows int64 }

const (
	endlessHeader = "代码,检查对象类别,抽查事项,一般/重点,依据\n"
	endlessRow    = "%08d,人力资源服务机构,演示事项,一般,%0200d\n"
)

func (e endless) row(n int64) string {
	if n == 0 {
		return endlessHeader + strings.Repeat("\n", e.width()-len(endlessHeader))
	}
	return fmt.Sprintf(endlessRow, n, n)
}

func (e endless) width() int  { return len(fmt.Sprintf(endlessRow, 1, 1)) }
func (e endless) Size() int64 { return (e.rows + 1) * int64(e.width()) }

func (e endless) ReadAt(p []byte, at int64) (n int, err error) {
	width := int64(e.width())
	for n < len(p) && at < e.Size() {
		copied := copy(p[n:], e.row(at / width)[at%width:])
		n, at = n+copied, at+int64(copied)
	}
	if n < len(p) {
		err = io.EOF
	}
	return n, err
}

func TestMemoryFollowsTheKeysNotTheFile(t *testing.T) {
	file := endless{rows: 100_000}
	r, err := documents.Items().Open(file, documents.Options{})
	require.NoError(t, err)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	rows, last := 0, ""
	for row, err := range r.Rows() {
		require.NoError(t, err)
		require.Nil(t, row.Bad)
		rows, last = rows+1, row.Value.Code
		if rows == 75_000 {
			runtime.GC()
			runtime.ReadMemStats(&after)
		}
	}
	require.Equal(t, 100_000, rows)
	require.Equal(t, "00100000", last)
	held := int64(after.HeapAlloc) - int64(before.HeapAlloc)
	require.Less(t, held, file.Size()/2, "the keys of 75,000 rows, without the rows")
}

func TestWriteHandsOnTheSourcesError(t *testing.T) {
	gone := errors.New("connection lost")
	rows := func(yield func(registers.Entity, error) bool) {
		if yield(registers.Entity{Code: codeA}, nil) {
			yield(registers.Entity{}, gone)
		}
	}
	for _, format := range formats {
		require.ErrorIs(t, entities().Write(&bytes.Buffer{}, format, iter.Seq2[registers.Entity, error](rows)), gone)
		require.ErrorIs(t, entities().Write(failing{gone}, format, documents.Values(sample.Entities(3, 1))), gone)
	}
	require.ErrorIs(t, entities().Write(&bytes.Buffer{}, "pdf", documents.Values[registers.Entity](nil)), &law.Error{Code: documents.CodeFormat})
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestReadErrorsAreNotTheFilesFault(t *testing.T) {
	_, err := entities().Read(broken{}, documents.Options{})
	require.ErrorIs(t, err, errDisk)
	require.Equal(t, law.KindInternal, law.KindOf(err))
}

var errDisk = errors.New("disk")

type broken struct{}

func (broken) ReadAt([]byte, int64) (int, error) { return 0, errDisk }
func (broken) Size() int64                       { return 100 }

func TestParseFormat(t *testing.T) {
	for s, want := range map[string]documents.Format{"csv": documents.CSV, " XLSX ": documents.XLSX} {
		got, err := documents.ParseFormat(s)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	require.Equal(t, "text/csv; charset=utf-8", documents.CSV.ContentType())
	require.Equal(t, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", documents.XLSX.ContentType())
	_, err := documents.ParseFormat("xls")
	require.EqualError(t, err, "不支持“xls”格式，请选择xlsx或者csv")
}

func BenchmarkReadCSV100k(b *testing.B)  { benchmarkRead(b, documents.CSV, 100_000) }
func BenchmarkReadXLSX100k(b *testing.B) { benchmarkRead(b, documents.XLSX, 100_000) }
func BenchmarkWriteXLSX10k(b *testing.B) { benchmarkWrite(b, documents.XLSX, 10_000) }

func benchmarkRead(b *testing.B, format documents.Format, n int) {
	var file bytes.Buffer
	require.NoError(b, entities().Write(&file, format, documents.Values(sample.Entities(n, 1))))
	b.SetBytes(int64(file.Len()))
	for b.Loop() {
		r, err := entities().Open(bytes.NewReader(file.Bytes()), documents.Options{})
		require.NoError(b, err)
		rows := 0
		for row, err := range r.Rows() {
			if err != nil || row.Bad != nil {
				b.Fatal(err, row.Bad)
			}
			rows++
		}
		require.NoError(b, r.Close())
		require.Equal(b, n, rows)
	}
}

func benchmarkWrite(b *testing.B, format documents.Format, n int) {
	rows := sample.Entities(n, 1)
	for b.Loop() {
		var file bytes.Buffer
		require.NoError(b, entities().Write(&file, format, documents.Values(rows)))
	}
}
