package documents

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

// parts is an xlsx file seen as the zip archive that it is, with its limits
// checked. excelize reads the cells; what it passes over without a word (a sheet
// that breaks off, numbers cut by Excel, merged cells) is found here.
type parts struct {
	files  map[string]*zip.File // by lower-case name with forward slashes
	sheets map[string]string    // part name by sheet name
	texts  int                  // entries of the shared strings
	o      Options
}

const (
	maxParts        = 10_000
	sharedStrings   = "xl/sharedstrings.xml"
	worksheetPrefix = "xl/worksheets/sheet"
)

func damaged(what string) error {
	return invalid(CodeDamaged, "xlsx文件已损坏（%s），请用Excel打开并另存后再导入", what)
}

func openParts(file File, o Options) (*parts, error) {
	archive, err := zip.NewReader(file, file.Size())
	if err != nil {
		return nil, damaged("压缩包不完整")
	}
	p := &parts{files: make(map[string]*zip.File), o: o}
	if err := p.index(archive); err != nil {
		return nil, err
	}
	if err := p.readSheets(); err != nil {
		return nil, err
	}
	return p, p.countTexts()
}

func (p *parts) index(archive *zip.Reader) error {
	if len(archive.File) > maxParts {
		return tooLarge("xlsx文件包含%d个部件，超过%d个的上限", len(archive.File), maxParts)
	}
	var total, extras int64
	for _, f := range archive.File {
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		if p.files[name] != nil {
			return damaged("部件重复")
		}
		p.files[name] = f
		// The sizes are the archive's own claim; its reader stops at a part that
		// turns out longer. No claim may wrap the sum around.
		size := int64(min(f.UncompressedSize64, uint64(p.o.MaxUncompressed)+1))
		total += size
		if name != sharedStrings && !strings.HasPrefix(name, worksheetPrefix) {
			extras += size
		}
		if total > p.o.MaxUncompressed {
			return tooLarge("xlsx文件解压后超过%s的上限", megabytes(p.o.MaxUncompressed))
		}
		if extras > p.o.MaxExtras {
			return tooLarge("xlsx文件中的图片、样式等附加内容超过%s的上限，请删除后再导入", megabytes(p.o.MaxExtras))
		}
	}
	return nil
}

type relationships struct {
	Relationship []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	}
}

type workbook struct {
	Sheets []struct {
		Name string `xml:"name,attr"`
		// In the strict variant of the format the namespace differs, so the
		// attribute is taken by its local name.
		Attributes []xml.Attr `xml:",any,attr"`
	} `xml:"sheets>sheet"`
}

func (p *parts) readSheets() error {
	book := "xl/workbook.xml"
	var root relationships
	if err := p.decode("_rels/.rels", &root); err != nil {
		return err
	}
	for _, r := range root.Relationship {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			book = resolve("", r.Target)
		}
	}
	var wb workbook
	var rels relationships
	if err := p.decode(book, &wb); err != nil {
		return err
	}
	if err := p.decode(path.Join(path.Dir(book), "_rels", path.Base(book)+".rels"), &rels); err != nil {
		return err
	}
	target := make(map[string]string, len(rels.Relationship))
	for _, r := range rels.Relationship {
		if strings.HasSuffix(r.Type, "/worksheet") {
			target[r.ID] = resolve(path.Dir(book), r.Target)
		}
	}
	p.sheets = make(map[string]string, len(wb.Sheets))
	for _, s := range wb.Sheets {
		for _, a := range s.Attributes {
			if part, ok := target[a.Value]; ok && a.Name.Local == "id" {
				p.sheets[s.Name] = part
			}
		}
	}
	return nil
}

func resolve(dir, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return path.Join(dir, target)
}

func (p *parts) decode(name string, into any) error {
	f := p.files[strings.ToLower(name)]
	if f == nil {
		return damaged("缺少" + excerpt(name, 60))
	}
	r, err := f.Open()
	if err != nil {
		return damaged(excerpt(name, 60))
	}
	err = errors.Join(xml.NewDecoder(r).Decode(into), r.Close())
	if err != nil {
		return damaged(excerpt(name, 60))
	}
	return nil
}

// countTexts walks the shared strings once, so that a cell pointing beyond them
// is found and no single text passes the limit.
func (p *parts) countTexts() error {
	f := p.files[sharedStrings]
	if f == nil {
		return nil
	}
	part, err := f.Open()
	if err != nil {
		return damaged("共享字符串")
	}
	text := &meter{r: part, limit: p.o.MaxRowBytes + xmlBuffer}
	err = errors.Join(p.walkTexts(text), part.Close())
	switch {
	case text.over:
		return tooLarge("xlsx文件中有超过%s的单元格", megabytes(int64(p.o.MaxRowBytes)))
	case err != nil:
		return damaged("共享字符串")
	}
	return nil
}

func (p *parts) walkTexts(text *meter) error {
	dec := xml.NewDecoder(text)
	for {
		token, err := dec.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		// A text may have many runs, each a token of its own; the limit holds for
		// the text.
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "si" {
			p.texts++
			text.reset()
		}
	}
}

// xmlBuffer is what an XML decoder may have read ahead.
const xmlBuffer = 4096
