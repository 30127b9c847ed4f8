package documents_test

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/law"
)

// mostMemory is what reading one file from outside may take, above rest.
const mostMemory = 256 << 20

// readerOfFile names the file that a process of the test reads, to be measured.
const readerOfFile = "SSJ_TEST_READ"

// TestMemoryOfHostileFiles: whatever somebody uploads, reading it takes bounded
// memory, and what cannot be read is refused with a code. Each file is read by a
// process of its own, whose peak the kernel tells.
func TestMemoryOfHostileFiles(t *testing.T) {
	if name := os.Getenv(readerOfFile); name != "" {
		readMeasured(t, name)
		return
	}
	require.FileExists(t, "/proc/self/status", "the kernel tells the peak of memory there")
	const head = `<row r="1"><c t="inlineStr"><is><t>统一社会信用代码</t></is></c><c t="inlineStr"><is><t>名称</t></is></c><c t="inlineStr"><is><t>检查对象类别</t></is></c></row>`
	rows := func(between func(n int) string, count int) func(*testing.T, io.Writer) {
		return func(t *testing.T, w io.Writer) {
			hostile(t, w, "", func(out io.Writer) {
				put(t, out, head)
				for n := range count {
					put(t, out, between(n+2))
				}
			})
		}
	}
	repeated := func(s string, n int) func(int) string { return func(int) string { return strings.Repeat(s, n) } }
	for name, c := range map[string]struct {
		make func(*testing.T, io.Writer)
		code string // "" where it is read
	}{
		"white space between rows": {rows(repeated(" ", 1<<20), 1500), documents.CodeTooLarge},
		// Of a ratio that is not out of the ordinary.
		"white space between two rows": {func(t *testing.T, w io.Writer) {
			hostile(t, w, "", func(out io.Writer) {
				put(t, out, head, strings.Repeat(" ", 30<<20), `<row r="2"/>`)
			})
		}, documents.CodeTooLarge},
		"empty rows":                        {rows(func(n int) string { return fmt.Sprintf(`<row r="%d"/>`, n) }, 1_000_000), ""},
		"one row far below":                 {rows(func(int) string { return `<row r="1048576"/>` }, 1), ""},
		"rows beyond the last":              {rows(func(n int) string { return fmt.Sprintf(`<row r="%d"/>`, n*1000) }, 2000), documents.CodeDamaged},
		"empty cells":                       {rows(func(int) string { return "<row>" + strings.Repeat(`<c/>`, 10_000) + "</row>" }, 500), ""},
		"wide rows":                         {rows(func(n int) string { return fmt.Sprintf(`<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, n, n) }, 10_000), documents.CodeTooLarge},
		"elements within one another":       {rows(repeated("<a>", 100_000), 100), documents.CodeDamaged},
		"elements within one another, late": {rows(repeated("<row><c>", 1), 1_000_000), documents.CodeTooLarge},
		"shared strings without end": {func(t *testing.T, w io.Writer) {
			hostile(t, w, strings.Repeat("<si/>", 3_000_000), func(out io.Writer) { put(t, out, head) })
		}, documents.CodeTooLarge},
		"many small shared strings": {func(t *testing.T, w io.Writer) {
			hostile(t, w, strings.Repeat("<si/>", 400_000), func(out io.Writer) { put(t, out, head) })
		}, ""},
		"one giant shared string": {func(t *testing.T, w io.Writer) {
			hostile(t, w, "<si><t>"+strings.Repeat("x", 20<<20)+"</t></si>", func(out io.Writer) { put(t, out, head) })
		}, documents.CodeTooLarge},
		"styles without end": {func(t *testing.T, w io.Writer) {
			out := zip.NewWriter(w)
			parts(t, out, map[string]string{"xl/styles.xml": "<styleSheet><cellXfs>" + strings.Repeat("<xf/>", 2_000_000) + "</cellXfs></styleSheet>"})
			require.NoError(t, out.Close())
		}, documents.CodeTooLarge},
		"sheets without end": {func(t *testing.T, w io.Writer) {
			out := zip.NewWriter(w)
			for n := range 90 {
				parts(t, out, map[string]string{fmt.Sprintf("xl/worksheets/sheet%d.xml", n+2): "<worksheet>" + strings.Repeat(" ", 1<<20)})
			}
			require.NoError(t, out.Close())
		}, documents.CodeTooLarge},
		"a directory without end": {func(_ *testing.T, w io.Writer) { emptyParts(w, 300_000) }, documents.CodeTooLarge},
		"a size that is a lie": {func(t *testing.T, w io.Writer) {
			var b bytes.Buffer
			hostile(t, &b, "", func(out io.Writer) { put(t, out, strings.Repeat(" ", 100<<20)) })
			_, err := w.Write(claimSize(b.Bytes(), 1000))
			require.NoError(t, err)
		}, documents.CodeDamaged},
		"as many rows as are taken": {func(t *testing.T, w io.Writer) {
			require.NoError(t, entities().Write(w, documents.CSV, documents.Values(sample.Entities(100_000, 1))))
		}, ""},
		"more rows than are taken": {func(t *testing.T, w io.Writer) {
			require.NoError(t, entities().Write(w, documents.CSV, documents.Values(sample.Entities(300_000, 1))))
		}, documents.CodeTooLarge},
		"bad rows": {func(t *testing.T, w io.Writer) {
			put(t, w, "统一社会信用代码,名称,检查对象类别,地址\n")
			for range 50_000 {
				put(t, w, "x,"+strings.Repeat("名", 3000)+",,"+strings.Repeat("址", 3000)+"\n")
			}
		}, documents.CodeTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "file")
			file, err := os.Create(path)
			require.NoError(t, err)
			out := bufio.NewWriter(file)
			c.make(t, out)
			require.NoError(t, out.Flush())
			require.NoError(t, file.Close())
			cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestMemoryOfHostileFiles$", "-test.v")
			cmd.Env = append(os.Environ(), readerOfFile+"="+path)
			said, err := cmd.CombinedOutput()
			require.NoError(t, err, string(said))
			var code string
			var took int64
			for line := range strings.Lines(string(said)) {
				if _, rest, measured := strings.Cut(line, "measured: "); measured {
					_, err := fmt.Sscanf(rest, "%d %q", &took, &code)
					require.NoError(t, err, line)
				}
			}
			require.NotZero(t, took, string(said))
			require.Equal(t, c.code, code)
			require.LessOrEqual(t, took, int64(mostMemory))
			t.Logf("%d MiB", took>>20)
		})
	}
}

// readMeasured reads the file as an import does and prints what that took at most,
// and how it was refused.
func readMeasured(t *testing.T, name string) {
	file, err := os.Open(name)
	require.NoError(t, err)
	debug.FreeOSMemory()
	require.NoError(t, os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)) // the peak begins anew
	rest := statusOf(t, "VmRSS")
	read, err := entities().Read(sized{file}, documents.Options{TempDir: t.TempDir()})
	if err == nil && len(read.Bad) > 0 {
		require.NoError(t, entities().WriteCorrections(io.Discard, read.Format, seq(read.Bad)))
	}
	code := ""
	if err != nil {
		var refused *law.Error
		require.ErrorAs(t, err, &refused)
		require.Regexp(t, `\p{Han}`, refused.Message)
		code = refused.Code
	}
	fmt.Printf("measured: %d %q\n", max(1, statusOf(t, "VmHWM")-rest), code)
	require.NoError(t, file.Close())
}

type sized struct{ *os.File }

func (s sized) Size() int64 {
	info, err := s.Stat()
	if err != nil {
		return 0
	}
	return info.Size()
}

// statusOf is a size of this process, in bytes.
func statusOf(t *testing.T, name string) int64 {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	require.NoError(t, err)
	for line := range strings.Lines(string(status)) {
		if rest, is := strings.CutPrefix(line, name+":"); is {
			kib, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			require.NoError(t, err)
			return kib << 10
		}
	}
	require.Fail(t, "no "+name)
	return 0
}

func put(t *testing.T, w io.Writer, texts ...string) {
	t.Helper()
	for _, s := range texts {
		_, err := io.WriteString(w, s)
		require.NoError(t, err)
	}
}

// hostile writes an xlsx file with the shared strings and what fill writes for rows,
// never held in memory.
func hostile(t *testing.T, w io.Writer, texts string, fill func(io.Writer)) {
	t.Helper()
	f := excelize.NewFile()
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	require.NoError(t, f.Close())
	in, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	require.NoError(t, err)
	out := zip.NewWriter(w)
	for _, part := range in.File {
		if part.Name == "xl/worksheets/sheet1.xml" || part.Name == "xl/sharedStrings.xml" {
			continue
		}
		require.NoError(t, out.Copy(part))
	}
	parts(t, out, map[string]string{"xl/sharedStrings.xml": `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` + texts + `</sst>`})
	sheet, err := out.Create("xl/worksheets/sheet1.xml")
	require.NoError(t, err)
	put(t, sheet, `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	fill(sheet)
	put(t, sheet, `</sheetData></worksheet>`)
	require.NoError(t, out.Close())
}

func parts(t *testing.T, out *zip.Writer, parts map[string]string) {
	t.Helper()
	for name, content := range parts {
		w, err := out.Create(name)
		require.NoError(t, err)
		put(t, w, content)
	}
}

// emptyParts writes a zip file whose directory names many parts of nothing.
func emptyParts(w io.Writer, n int) {
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for i := range n {
		out.CreateRaw(&zip.FileHeader{Name: strconv.Itoa(i)}) //nolint:errcheck // into memory
	}
	out.Close()
	w.Write(b.Bytes()) //nolint:errcheck // the test sees a short file
}

// claimSize makes the directory of a zip file tell another size of its largest part.
func claimSize(file []byte, size uint32) []byte {
	const entry = "PK\x01\x02"
	at, largest := -1, uint32(0)
	for from := 0; ; {
		i := bytes.Index(file[from:], []byte(entry))
		if i < 0 {
			break
		}
		from += i + len(entry)
		if is := binary.LittleEndian.Uint32(file[from+20:]); is > largest {
			at, largest = from+20, is
		}
	}
	binary.LittleEndian.PutUint32(file[at:], size)
	return file
}
