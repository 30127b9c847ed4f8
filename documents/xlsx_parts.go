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
// checked. Its sheets are read from it row by row and never unpacked as a whole.
type parts struct {
	files    map[string]*zip.File // by lower-case name with forward slashes
	sheets   []string             // names of the visible sheets, in order
	target   map[string]string    // part name by sheet name
	date1904 bool                 // days are counted from 1904
	texts    sharedTexts
	formats  *formats
	size     int64 // of the file as it was sent
	o        Options
}

// isPicture reports whether the part is never parsed.
func isPicture(name string) bool { return strings.HasPrefix(name, "xl/media/") }

// What no spreadsheet of a bureau comes near, and what the xlsx library would hold in
// memory, many times its size.
const (
	maxParts        = 2000
	maxSheets       = 100
	maxTexts        = 1_000_000 // entries of the shared strings
	maxExtraXML     = 4 << 20   // a part that is parsed as a whole: styles, workbook
	ratioFrom       = 32 << 20  // unpacked; below it any ratio is harmless
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
	p := &parts{files: make(map[string]*zip.File), size: file.Size(), o: o}
	if err := p.index(archive); err != nil {
		return nil, err
	}
	if k, is := p.packed(); is {
		return nil, k.refusal()
	}
	if err := p.readSheets(); err != nil {
		return nil, err
	}
	if err := p.readTexts(); err != nil {
		return nil, errors.Join(err, p.Close())
	}
	if p.formats, err = p.openFormats(); err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

// Close removes what was put aside.
func (p *parts) Close() error {
	err := p.texts.Close()
	if p.formats != nil {
		err = errors.Join(err, p.formats.Close())
	}
	return err
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
		switch {
		case strings.HasPrefix(name, worksheetPrefix):
		case name != sharedStrings:
			extras += size
			if size > maxExtraXML && !isPicture(name) {
				return tooLarge("xlsx文件的样式等附加内容超过%s的上限，请将数据复制到新的工作簿后再导入", megabytes(maxExtraXML))
			}
		}
		if total > p.o.MaxUncompressed {
			return tooLarge("xlsx文件解压后超过%s的上限", megabytes(p.o.MaxUncompressed))
		}
		if total > ratioFrom && total/p.o.MaxRatio > p.size {
			return tooLarge("xlsx文件解压后超过原文件的%d倍，可能含有大量空白或者空行，请将数据复制到新的工作簿后再导入", p.o.MaxRatio)
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
	Properties struct {
		Date1904 string `xml:"date1904,attr"`
	} `xml:"workbookPr"`
	Sheets []struct {
		Name  string `xml:"name,attr"`
		State string `xml:"state,attr"` // hidden, veryHidden or visible
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
	if len(wb.Sheets) > maxSheets {
		return tooLarge("xlsx文件有%d个工作表，超过%d个的上限", len(wb.Sheets), maxSheets)
	}
	target := make(map[string]string, len(rels.Relationship))
	for _, r := range rels.Relationship {
		if strings.HasSuffix(r.Type, "/worksheet") {
			target[r.ID] = resolve(path.Dir(book), r.Target)
		}
	}
	p.date1904 = isTrue(wb.Properties.Date1904)
	p.target = make(map[string]string, len(wb.Sheets))
	for _, s := range wb.Sheets {
		for _, a := range s.Attributes {
			part, ok := target[a.Value]
			if !ok || a.Name.Local != "id" || p.target[s.Name] != "" {
				continue
			}
			p.target[s.Name] = part
			if s.State == "" || s.State == "visible" {
				p.sheets = append(p.sheets, s.Name)
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

// whole is a part as it stands, nil if there is none.
func (p *parts) whole(name string) ([]byte, error) {
	f := p.files[strings.ToLower(name)]
	if f == nil {
		return nil, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, damaged(excerpt(name, 60))
	}
	content, err := io.ReadAll(r)
	if err := errors.Join(err, r.Close()); err != nil {
		return nil, damaged(excerpt(name, 60))
	}
	return content, nil
}

// xmlBuffer is what an XML decoder may have read ahead.
const xmlBuffer = 4096
