package hostile

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/registers"
)

// mostMemory is what one upload may take of the office, above rest.
const mostMemory = 256 << 20

// upload is a file that is made to harm.
type upload struct {
	name string
	make func() []byte
}

func harmful() []upload {
	return []upload{
		{"white space between rows", func() []byte {
			return workbook(nil, func(w io.Writer) { write(w, strings.Repeat(`<row r="2"/>`+strings.Repeat(" ", 1<<20), 300)) })
		}},
		{"a row without end", func() []byte {
			return workbook(nil, func(w io.Writer) { write(w, "<row>"+strings.Repeat("<c/>", 10_000_000)+"</row>") })
		}},
		{"elements within one another", func() []byte { return workbook(nil, func(w io.Writer) { write(w, strings.Repeat("<a>", 5_000_000)) }) }},
		{"many sheets", func() []byte {
			sheets := map[string]string{}
			for n := range 200 {
				sheets[fmt.Sprintf("xl/worksheets/sheet%d.xml", n+2)] = "<worksheet>" + strings.Repeat(" ", 1<<20)
			}
			return workbook(sheets, func(io.Writer) {})
		}},
		{"a part of nothing but zeros", func() []byte {
			return workbook(map[string]string{"xl/media/a.bin": strings.Repeat("\x00", 256<<20)}, func(io.Writer) {})
		}},
		{"shared strings without end", func() []byte {
			return workbook(map[string]string{"xl/sharedStrings.xml": "<sst>" + strings.Repeat("<si/>", 10_000_000) + "</sst>"}, func(io.Writer) {})
		}},
		{"csv: one line without end", func() []byte {
			return []byte("统一社会信用代码,名称,检查对象类别\n" + strings.Repeat("x", 64<<20))
		}},
		{"csv: a quotation without end", func() []byte {
			return []byte("统一社会信用代码,名称,检查对象类别\n\"" + strings.Repeat("x\n", 32<<20))
		}},
		{"csv: columns without end", func() []byte { return []byte(strings.Repeat("统一社会信用代码,", 4<<20)) }},
		{"csv: wrong rows", func() []byte {
			return []byte("统一社会信用代码,名称,检查对象类别,地址\n" + strings.Repeat("x,"+strings.Repeat("名", 3000)+",,"+strings.Repeat("址", 3000)+"\n", 5000))
		}},
	}
}

// uploads uploads each of them as the clerk, who may, and measures what that
// takes of the office's memory.
func (o *office) uploads(ctx context.Context, a *Attack) error {
	clerk, err := o.byFile(ctx, "clerk")
	if err != nil {
		return err
	}
	put := func(file []byte) answer {
		return answerOf(clerk.Upload(ctx, "/api/registers/entities/import?mode=all", file, nil))
	}
	// One measurement of rest for all: what one upload leaves behind counts for the next.
	rest, err := memoryOf(o.pid, "VmRSS")
	if err != nil {
		return err
	}
	seen, err := measures()
	a.control(err == nil && seen, "this machine tells how much memory a process had at most: %v", err)
	var worst int64
	var worstName string
	var slowest time.Duration
	for _, u := range harmful() {
		file := u.make()
		if err := forgetPeak(o.pid); err != nil {
			return err
		}
		began := time.Now()
		is := put(file)
		peak, err := memoryOf(o.pid, "VmHWM")
		if err != nil {
			return err
		}
		grown := peak - rest
		took := time.Since(began)
		if grown > worst {
			worst, worstName = grown, u.name
		}
		slowest = max(slowest, took)
		a.try(is.refused(http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge, http.StatusBadRequest), "%s (%d KiB): %s", u.name, len(file)>>10, is)
		a.try(grown <= mostMemory, "%s took %d MiB", u.name, grown>>20)
	}
	var sound bytes.Buffer
	if err := documents.Entities(registers.HebeiScale).Write(&sound, documents.CSV, documents.Values(sample.Entities(3, 7))); err != nil {
		return err
	}
	is := put(sound.Bytes())
	a.control(is.ok(), "a sound file is taken: %s", is)
	a.says("rest %d MiB, the worst took %d MiB (%s), the slowest %.1f s", rest>>20, worst>>20, worstName, slowest.Seconds())
	return nil
}

// workbook is an xlsx file with the rows that fill writes, and more parts.
func workbook(more map[string]string, fill func(io.Writer)) []byte {
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	out.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	part := func(name string, content func(io.Writer)) {
		w, err := out.Create(name)
		if err != nil {
			panic(err) // into memory
		}
		content(w)
	}
	text := func(s string) func(io.Writer) { return func(w io.Writer) { write(w, s) } }
	part("[Content_Types].xml", text(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>`+
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`))
	part("_rels/.rels", text(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`))
	part("xl/workbook.xml", text(`<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`))
	part("xl/_rels/workbook.xml.rels", text(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`))
	part("xl/worksheets/sheet1.xml", func(w io.Writer) {
		write(w, `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`+
			`<row r="1"><c t="inlineStr"><is><t>统一社会信用代码</t></is></c><c t="inlineStr"><is><t>名称</t></is></c><c t="inlineStr"><is><t>检查对象类别</t></is></c></row>`)
		fill(w)
		write(w, `</sheetData></worksheet>`)
	})
	for name, content := range more {
		part(name, text(content))
	}
	if err := out.Close(); err != nil {
		panic(err) // into memory
	}
	return b.Bytes()
}

func write(w io.Writer, s string) {
	if _, err := io.WriteString(w, s); err != nil {
		panic(err) // into memory
	}
}
