package bureau_test

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// many rows are written in several batches.
const many = 2000

var clerk = law.Actor{ID: "clerk", Roles: []law.Role{law.RoleClerk}}

func tableOf(t *testing.T, format documents.Format, rows []registers.Entity) string {
	t.Helper()
	var file bytes.Buffer
	require.NoError(t, documents.Entities(registers.HebeiScale).Write(&file, format, documents.Values(rows)))
	return file.String()
}

func (d *desk) load(register bureau.Register, content string, how bureau.Import) bureau.Imported {
	d.Helper()
	how.File = strings.NewReader(content)
	imported, err := d.office.ImportRegister(d.Context(), clerk, register, how)
	require.NoError(d, err)
	return imported
}

func (d *desk) registered() int {
	d.Helper()
	n := 0
	require.NoError(d, d.store.EachEntity(d.Context(), []string{theKind, "劳务派遣单位"}, func(registers.Entity) error { n++; return nil }))
	return n
}

// TestRefusedFileLeavesNothing: the last row keeps out what was read long before it.
func TestRefusedFileLeavesNothing(t *testing.T) {
	for _, format := range []documents.Format{documents.CSV, documents.XLSX} {
		d := newDesk(t)
		rows := sample.Entities(many, 1)
		rows[many-1].Code = rows[5].Code
		for i := range rows {
			rows[i].Kind = theKind
		}
		file := tableOf(t, format, rows)

		preview := d.load(bureau.RegisterEntities, file, bureau.Import{Preview: true})
		refused := d.load(bureau.RegisterEntities, file, bureau.Import{})
		require.Equal(t, many-1, preview.Added)
		require.False(t, refused.Taken)
		for _, told := range []bureau.Imported{preview, refused} {
			require.Len(t, told.Bad, 1)
			require.Equal(t, many+1, told.Bad[0].Row)
			require.Equal(t, "与第7行重复", told.Bad[0].Faults[0].Reason)
			require.NotEmpty(t, told.Corrections)
		}
		require.Zero(t, refused.Added)
		require.Zero(t, d.registered(), "neither a preview nor a refused file")

		taken := d.load(bureau.RegisterEntities, file, bureau.Import{GoodOnly: true})
		require.True(t, taken.Taken)
		require.Equal(t, many-1, taken.Added)
		require.Equal(t, many-1, d.registered())
		require.Equal(t, many-1, d.load(bureau.RegisterEntities, file, bureau.Import{GoodOnly: true}).Unchanged)
	}
}

// TestColumnsThatAFileLacks leave what the register holds.
func TestColumnsThatAFileLacks(t *testing.T) {
	d := newDesk(t)
	rows := sample.Entities(many, 1)
	require.Equal(t, many, d.load(bureau.RegisterEntities, tableOf(t, documents.CSV, rows), bureau.Import{}).Added)
	rows[many-1].Name = "改名后人力资源有限公司"
	var file bytes.Buffer
	require.NoError(t, documents.Entities(registers.HebeiScale).Only("统一社会信用代码", "名称", "类别").Write(&file, documents.CSV, documents.Values(rows)))
	partial := d.load(bureau.RegisterEntities, file.String(), bureau.Import{Preview: true})
	require.Equal(t, [3]int{0, 1, many - 1}, [3]int{partial.Added, partial.Changed, partial.Unchanged})
	require.Equal(t, "名称", partial.Incoming[0].Cells[0].Column)
	partial = d.load(bureau.RegisterEntities, file.String(), bureau.Import{})
	require.Equal(t, [3]int{0, 1, many - 1}, [3]int{partial.Added, partial.Changed, partial.Unchanged})
	for _, row := range []registers.Entity{rows[0], rows[many-1]} {
		kept, err := d.store.Entity(t.Context(), row.Code)
		require.NoError(t, err)
		require.Equal(t, row, kept)
	}
}

// writtenTo is a record whose file somebody writes to just before its rows are taken over.
type writtenTo struct {
	*store.Store
	change func()
}

func (w writtenTo) ImportEntities(ctx context.Context, by string, at time.Time, rows iter.Seq2[registers.Entity, error], merge func(before, row registers.Entity) (registers.Entity, error)) (added, changed, unchanged int, err error) {
	w.change()
	return w.Store.ImportEntities(ctx, by, at, rows, merge)
}

// TestFileThatChangesWhileItIsImported is taken over neither as it was nor as it is.
func TestFileThatChangesWhileItIsImported(t *testing.T) {
	d := newDesk(t)
	rows := sample.Entities(many, 1)
	for i := range rows {
		rows[i].Kind = theKind
	}
	before := tableOf(t, documents.CSV, rows)
	rows[many-1].Name = "换过的有限公司"
	file := bytes.NewReader([]byte(before))
	office := bureau.New(writtenTo{d.store, func() { file.Reset([]byte(tableOf(t, documents.CSV, rows))) }}, nil, silent, true, bureau.WithSeals(keys(t)))
	_, err := office.ImportRegister(t.Context(), clerk, bureau.RegisterEntities, bureau.Import{File: file})
	require.Equal(t, law.KindInternal, law.KindOf(err))
	require.ErrorContains(t, err, "changed after it was examined")
	require.Zero(t, d.registered())
}

// TestDiskThatFailsWhileAFileIsImported leaves nothing of it.
func TestDiskThatFailsWhileAFileIsImported(t *testing.T) {
	d := newDesk(t)
	file := &failing{Reader: bytes.NewReader([]byte(tableOf(t, documents.CSV, sample.Entities(many, 1))))}
	office := bureau.New(writtenTo{d.store, func() { file.from = file.Size() / 2 }}, nil, silent, true, bureau.WithSeals(keys(t)))
	_, err := office.ImportRegister(t.Context(), clerk, bureau.RegisterEntities, bureau.Import{File: file})
	require.ErrorIs(t, err, errDisk)
	listed, err := d.store.Entities(t.Context(), record.EntityFilter{}, record.Page{})
	require.NoError(t, err)
	require.Empty(t, listed.Items)
}

var errDisk = errors.New("disk")

// failing is a file of which nothing can be read from some place on.
type failing struct {
	*bytes.Reader
	from int64 // 0: all can
}

func (f *failing) ReadAt(p []byte, at int64) (int, error) {
	if f.from > 0 && at+int64(len(p)) > f.from {
		return 0, errDisk
	}
	return f.Reader.ReadAt(p, at)
}

// TestCertificatesThatLostTheirZeros: a row that would make a second inspector of one
// person is refused, beside one on record and beside another row of the file.
func TestCertificatesThatLostTheirZeros(t *testing.T) {
	const titles = "执法证号,姓名,部门,证件有效期至\n"
	row := func(certificate string) string {
		return certificate + ",演示甲,劳动保障监察大队,2027-12-31\n"
	}
	for _, tc := range []struct {
		name   string
		known  []string
		rows   []string
		bad    []int // the rows refused
		reason string
	}{
		{"one new", nil, []string{"0302270012"}, nil, ""},
		{"two new that differ by zeros", nil, []string{"0302270012", "0302270013", "302270012"}, []int{2, 4}, "只差开头的“0”，是同一人的，请只留一行"},
		{"three", nil, []string{"0302270012", "302270012", "00302270012"}, []int{2, 3, 4}, "只差开头的“0”"},
		{"a known one without its zeros", []string{"0302270012"}, []string{"302270012", "0302270013"}, []int{2}, "与名录库中的“0302270012”只差开头的“0”"},
		{"a known one with zeros more", []string{"302270012"}, []string{"0302270012"}, []int{2}, "与名录库中的“302270012”只差开头的“0”"},
		{"a known one as it is", []string{"0302270012"}, []string{"0302270012"}, nil, ""},
		{"a known one beside itself without zeros", []string{"0302270012"}, []string{"0302270012", "302270012"}, []int{3}, "与名录库中的“0302270012”只差开头的“0”"},
		{"zeros elsewhere", nil, []string{"3022700120", "302270012", "3002270012"}, nil, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := newDesk(t)
			for _, c := range tc.known {
				require.True(t, d.load(bureau.RegisterInspectors, titles+row(c), bureau.Import{}).Taken)
			}
			file := titles
			for _, c := range tc.rows {
				file += row(c)
			}
			read := d.load(bureau.RegisterInspectors, file, bureau.Import{GoodOnly: true})
			var bad []int
			for _, b := range read.Bad {
				bad = append(bad, b.Row)
				require.Contains(t, b.Faults[0].Reason, tc.reason)
			}
			require.Equal(t, tc.bad, bad)
			require.Equal(t, len(tc.rows)-len(tc.bad), read.Added+read.Changed+read.Unchanged)
			for _, w := range read.Warnings {
				require.NotContains(t, bad, w.Row, "of a refused row nothing else is told")
			}
		})
	}
}
