package documents_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

// fuzzLimits are small, so that a fuzzer can pass them.
var fuzzLimits = documents.Options{MaxBytes: 1 << 20, MaxUncompressed: 4 << 20, MaxExtras: 1 << 20, MaxRows: 200, MaxColumns: 60, MaxCell: 100, MaxRowBytes: 4096, MaxBad: 50}

// check states what holds for any file: no panic, a refusal is one that a person
// can read, what is taken over is valid and comes out and in again as it is, and
// every bad row has a place and a reason.
func check(t *testing.T, content []byte) {
	table := documents.Entities(registers.HebeiScale)
	result, err := table.Read(bytes.NewReader(content), fuzzLimits)
	if err != nil {
		var refused *law.Error
		if !errors.As(err, &refused) || refused.Code == "" || refused.Message == "" {
			t.Fatalf("not a refusal: %v", err)
		}
		if len(result.Good)+len(result.Bad) > 0 {
			t.Fatal("rows of a refused file")
		}
		return
	}
	seen := make(map[string]bool)
	for _, row := range result.Good {
		e := row.Value
		if err := e.Validate(registers.HebeiScale); err != nil || e != row.Value {
			t.Fatalf("row %d: %v", row.Row, err)
		}
		if seen[e.Code] {
			t.Fatalf("row %d repeats %s", row.Row, e.Code)
		}
		seen[e.Code] = true
	}
	for _, bad := range result.Bad {
		if bad.Row < 2 || len(bad.Faults) == 0 || bad.Faults[0].Reason == "" || len(bad.Cells) != len(table.Columns) {
			t.Fatalf("bad row without place or reason: %+v", bad)
		}
	}
	if len(result.Good) > 200 || len(result.Bad) > 50 {
		t.Fatal("limits passed")
	}
	// Into csv only: an xlsx takes milliseconds to make, and its round trip is
	// tested elsewhere.
	var b bytes.Buffer
	if err := table.Write(&b, documents.CSV, documents.Values(values(result.Good))); err != nil {
		t.Fatal(err)
	}
	again, err := table.Read(bytes.NewReader(b.Bytes()), documents.Options{})
	if err != nil || len(again.Bad) > 0 || len(again.Good) != len(result.Good) {
		t.Fatalf("comes back otherwise: %v, %+v", err, again.Bad)
	}
	for i := range again.Good {
		if again.Good[i].Value != result.Good[i].Value {
			t.Fatalf("%+v became %+v", result.Good[i].Value, again.Good[i].Value)
		}
	}
}

func FuzzReadCSV(f *testing.F) {
	var b bytes.Buffer
	if err := entities().Write(&b, documents.CSV, documents.Values(sample.Entities(3, 1))); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(entityCSV))
	f.Add([]byte(badEntities))
	f.Add([]byte(strings.ReplaceAll(entityCSV, ",", "\t")))
	f.Add([]byte("统一社会信用代码,名称,检查对象类别\n\"\r\"x,\"\n,=1+1,'=1\n"))
	f.Add([]byte("\xCD\xB3\xD2\xBB\xC9\xE7\xBB\xE1,\x81\x30\x81\x30\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		if bytes.HasPrefix(content, []byte("PK\x03\x04")) {
			return // FuzzReadXLSX's
		}
		check(t, content)
	})
}

// FuzzReadXLSX varies the XML of the parts, which the archive's check sums would
// keep a fuzzer from reaching.
func FuzzReadXLSX(f *testing.F) {
	book := excelize.NewFile()
	for at, cells := range map[string][]any{
		"A1": {"统一社会信用代码", "名称", "检查对象类别", "联系电话"},
		"A2": {codeA, "演示甲", "人力资源服务机构", 13800000000},
		"A3": {codeB, "演示乙", "社保经办机构", 912345678901234000},
	} {
		if err := book.SetSheetRow("Sheet1", at, &cells); err != nil {
			f.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := errors.Join(book.Write(&b), book.Close()); err != nil {
		f.Fatal(err)
	}
	base := partsOf(f, b.Bytes())
	for _, part := range []string{"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "[Content_Types].xml", "_rels/.rels"} {
		f.Add(part, base[part])
	}
	f.Add("xl/worksheets/sheet1.xml", []byte(`<worksheet><sheetData><row r="1"><c r="XFD1" t="inlineStr"><is><t>名称</t></is></c></row><row><c t="s"><v>-1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B9"/></mergeCells></worksheet>`))
	f.Add("xl/worksheets/sheet1.xml", []byte(`<worksheet><sheetData><row r="1048576"><c><f>A1</f></c></row></sheetData></worksheet>`))
	f.Fuzz(func(t *testing.T, part string, content []byte) {
		if strings.HasSuffix(part, "/") {
			return // a folder, which holds nothing
		}
		check(t, zipOf(t, base, part, content))
	})
}

func partsOf(tb testing.TB, file []byte) map[string][]byte {
	tb.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		tb.Fatal(err)
	}
	parts := make(map[string][]byte)
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			tb.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil {
			tb.Fatal(err)
		}
		parts[f.Name] = content
	}
	return parts
}

// zipOf is the archive of the parts with one of them replaced or added.
func zipOf(tb testing.TB, base map[string][]byte, part string, content []byte) []byte {
	tb.Helper()
	parts := maps.Clone(base)
	parts[part] = content
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := out.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := w.Write(parts[name]); err != nil {
			tb.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}
