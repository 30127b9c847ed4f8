package documents

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// survey is what must be known of a sheet before its rows are read, although half of
// it stands behind them.
type survey struct {
	hidden []columns // hidden columns
	merges []*merge  // those that matter, by their first row
	count  int       // of all merges
}

// merge is a range of merged cells: rows as Excel numbers them, columns from 0.
type merge struct{ first, last, left, right int }

func (m *merge) down() bool { return m.left == m.right }

// columns are a sheet's columns, from 0.
type columns struct{ first, last int }

const (
	maxMerges   = 200_000
	maxSurveyed = 20_000 // ranges of hidden columns: more than a sheet has columns
	sheetRows   = "sheetData"
)

// survey reads what stands before and after the rows. It passes over the rows as
// bytes; that it found their end is for the scan to confirm, which counts the merges
// once more.
func (p *parts) survey(sheet string) (*survey, error) {
	part, err := p.openSheet(sheet)
	if err != nil {
		return nil, err
	}
	text := &meter{r: part, limit: p.o.MaxRowBytes + surveyBuffer}
	s := &survey{}
	err = errors.Join(s.read(bufio.NewReaderSize(text, surveyBuffer), text, p.o), part.Close())
	switch {
	case known(err):
		return nil, err
	case text.over:
		return nil, tooLarge("%s有过长的内容，超过%s的上限", sheetName(sheet), megabytes(int64(p.o.MaxRowBytes)))
	case err != nil:
		return nil, damaged("工作表“" + excerpt(sheet, 31) + "”")
	}
	slices.SortStableFunc(s.merges, func(a, b *merge) int { return cmp.Compare(a.first, b.first) })
	if s.overlap(p.o.MaxColumns) {
		return nil, damaged("工作表“" + excerpt(sheet, 31) + "”的合并单元格重叠")
	}
	return s, nil
}

// overlap reports whether more merges lie beside each other than there are columns.
func (s *survey) overlap(columns int) bool {
	var open []int // their last rows
	for _, m := range s.merges {
		open = slices.DeleteFunc(open, func(last int) bool { return last < m.first })
		if open = append(open, m.last); len(open) > columns {
			return true
		}
	}
	return false
}

const surveyBuffer = 64 << 10

func (s *survey) read(r *bufio.Reader, text *meter, o Options) error {
	rows, err := s.elements(xml.NewDecoder(r), text, o)
	if err != nil || !rows {
		return err
	}
	if err := skipPast(r, text); err != nil {
		return err
	}
	_, err = s.elements(xml.NewDecoder(r), text, o)
	return err
}

// elements reads up to the rows, or to the end.
func (s *survey) elements(dec *xml.Decoder, text *meter, o Options) (rows bool, _ error) {
	for {
		text.reset()
		token, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case sheetRows:
			return true, nil
		case "col":
			if isTrue(attribute(start, "hidden")) && len(s.hidden) < maxSurveyed {
				s.hidden = append(s.hidden, columns{number(attribute(start, "min")) - 1, number(attribute(start, "max")) - 1})
			}
		case "mergeCell":
			if err := s.merge(start, o); err != nil {
				return false, err
			}
		}
	}
}

// skipPast reads on until the rows' end tag, however long they are.
func skipPast(r *bufio.Reader, text *meter) error {
	const overlap = 64 // of a tag with its prefix
	for {
		text.reset()
		window, err := r.Peek(surveyBuffer)
		if i := bytes.Index(window, []byte(sheetRows)); i >= 0 {
			if _, err := r.Discard(i + len(sheetRows)); err != nil {
				return err
			}
			if endsTag(window[:i]) {
				return nil
			}
			continue
		}
		if err != nil {
			if errors.Is(err, io.EOF) {
				return io.ErrUnexpectedEOF
			}
			return err
		}
		if _, err := r.Discard(len(window) - overlap); err != nil {
			return err
		}
	}
}

// endsTag reports whether what stands before an element's name makes it an end tag.
func endsTag(before []byte) bool {
	open := bytes.LastIndexByte(before, '<')
	if open < 0 || open+1 == len(before) || before[open+1] != '/' {
		return false
	}
	prefix := before[open+2:]
	return len(prefix) == 0 || prefix[len(prefix)-1] == ':' && !bytes.ContainsAny(prefix, " >/")
}

func (s *survey) merge(start xml.StartElement, o Options) error {
	m, err := mergeOf(attribute(start, "ref"))
	if m == nil || err != nil {
		return err
	}
	if s.count++; s.count > maxMerges {
		return tooLarge("xlsx文件中的合并单元格超过%d处，请取消合并后再导入", maxMerges)
	}
	if m.left < o.MaxColumns {
		s.merges = append(s.merges, m)
	}
	return nil
}

// mergeOf is the range of a merge, nil for one of a single cell.
func mergeOf(ref string) (*merge, error) {
	from, to, both := strings.Cut(ref, ":")
	if !both {
		return nil, nil
	}
	left, first, err := excelize.CellNameToCoordinates(from)
	if err != nil {
		return nil, err
	}
	right, last, err := excelize.CellNameToCoordinates(to)
	if err != nil {
		return nil, err
	}
	return &merge{min(first, last), max(first, last), min(left, right) - 1, max(left, right) - 1}, nil
}

func isTrue(value string) bool { return value == "1" || value == "true" }

// hides reports whether the column is hidden.
func (s *survey) hides(column int) bool {
	return slices.ContainsFunc(s.hidden, func(c columns) bool { return c.first <= column && column <= c.last })
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}
