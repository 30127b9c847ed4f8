package documents

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// sheetScan walks a worksheet's XML and makes rows of it, one at a time. A sheet that
// it cannot follow to its end is refused.
type sheetScan struct {
	parts   *parts
	part    io.ReadCloser
	text    *meter
	dec     *xml.Decoder
	row     line // read last; its cells are used again
	wide    int  // its last column with content beyond those that are read, from 1
	depth   int  // of the elements outside of rows
	between bool // among the rows, within none
	merges  int  // so many were passed
}

const maxDepth = 100 // of elements within one another

func (p *parts) scan(sheet string) (*sheetScan, error) {
	part, err := p.openSheet(sheet)
	if err != nil {
		return nil, err
	}
	text := &meter{r: part, limit: p.o.MaxRowBytes + xmlBuffer}
	return &sheetScan{parts: p, part: part, text: text, dec: xml.NewDecoder(text)}, nil
}

func (p *parts) openSheet(sheet string) (io.ReadCloser, error) {
	f := p.files[strings.ToLower(p.target[sheet])]
	if f == nil {
		return nil, damaged("缺少工作表“" + excerpt(sheet, 31) + "”")
	}
	part, err := f.Open()
	if err != nil {
		return nil, damaged("工作表“" + excerpt(sheet, 31) + "”")
	}
	return part, nil
}

func (s *sheetScan) close() error { return s.part.Close() }

var errSheet = errors.New("documents: sheet out of order")

// next reads one row; more is whether there was another. After the last it has read
// what follows the rows too. Each row is held to the limit as a whole, what stands
// between two rows too; what stands before and after the rows, token by token.
func (s *sheetScan) next() (more bool, _ error) {
	s.text.reset()
	for {
		if !s.between {
			s.text.reset()
		}
		token, err := s.dec.Token()
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if end, ok := token.(xml.EndElement); ok {
			s.depth--
			s.between = s.between && end.Name.Local != sheetRows
			continue
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if s.depth++; s.depth > maxDepth {
			return false, errSheet
		}
		switch start.Name.Local {
		case sheetRows:
			s.between = true
		case "row":
			s.depth-- // it is read to its end
			s.text.reset()
			return true, s.readRow(start)
		case "mergeCell":
			m, err := mergeOf(start)
			if err != nil {
				return false, err
			}
			if m != nil {
				s.merges++
			}
		}
	}
}

func (s *sheetScan) readRow(start xml.StartElement) error {
	number := s.row.row + 1
	if r := attribute(start, "r"); r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n < number {
			return errSheet
		}
		number = n
	}
	if number > excelize.TotalRows {
		return errSheet
	}
	s.row = line{row: number, cells: s.row.cells[:0], hidden: isTrue(attribute(start, "hidden"))}
	s.wide = 0
	for column := 0; ; {
		token, err := s.dec.Token()
		if err != nil {
			return unexpectedEnd(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local != "c" {
				if err := s.dec.Skip(); err != nil {
					return unexpectedEnd(err)
				}
				continue
			}
			if column, err = s.readCell(t, column); err != nil {
				return unexpectedEnd(err)
			}
		case xml.EndElement:
			return nil
		}
	}
}

func (s *sheetScan) readCell(start xml.StartElement, before int) (column int, err error) {
	column = before + 1
	if ref := attribute(start, "r"); ref != "" {
		var row int
		if column, row, err = cellAt(ref); err != nil {
			return 0, err
		}
		if column <= before || row != s.row.row {
			return 0, errSheet
		}
	}
	content, err := s.content()
	if err != nil {
		return 0, err
	}
	c, err := s.cell(content, attribute(start, "t"), attribute(start, "s"))
	switch {
	case err != nil:
		return 0, err
	case c.text == "" && c.fault == "":
	case column > s.parts.o.MaxColumns:
		s.wide = column
	default:
		s.row.cells = upTo(s.row.cells, column-1)
		s.row.cells[column-1] = c
	}
	return column, nil
}

// cellAt reads a reference such as AB12.
func cellAt(ref string) (column, row int, _ error) {
	i := 0
	for ; i < len(ref); i++ {
		letter := ref[i] &^ 0x20
		if letter < 'A' || letter > 'Z' {
			break
		}
		if column = 26*column + int(letter-'A') + 1; column > excelize.MaxColumns {
			return 0, 0, errSheet
		}
	}
	row, err := strconv.Atoi(ref[i:])
	if i == 0 || err != nil {
		return 0, 0, errSheet
	}
	return column, row, nil
}

// content is what a cell element holds. Token, unlike RawToken, finds every fault in
// the XML.
type content struct {
	value, text     string
	literal         string // with its quotes, where the formula is one text and no more
	formula, inline bool
	valued          bool
}

func (s *sheetScan) content() (c content, _ error) {
	for {
		token, err := s.dec.Token()
		if err != nil {
			return c, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				c.valued = true
				c.value, err = characters(s.dec)
			case "f":
				c.formula = true
				var formula string
				if formula, err = characters(s.dec); unquoted("="+formula) != "="+formula {
					c.literal = formula
				}
			case "is":
				c.inline = true
				c.text, err = readText(s.dec)
			default:
				err = s.dec.Skip()
			}
			if err != nil {
				return c, err
			}
		case xml.EndElement:
			return c, nil
		}
	}
}

// cell is what a person sees in the cell, of a type and with a style.
func (s *sheetScan) cell(c content, kind, style string) (_ cell, err error) {
	styled, _ := strconv.Atoi(style) // none, where there is none
	switch {
	case c.formula && c.value == "" && !c.inline:
		if c.literal != "" {
			return cell{text: strings.Trim(c.literal, `"`)}, nil
		}
		if kind == "str" && c.valued {
			return cell{}, nil // computed, to an empty text
		}
		// Loaded again from the corrections file, an empty cell would pass.
		return cell{text: "#VALUE!", fault: faultFormula}, nil
	case kind == "s":
		if c.value == "" {
			return cell{}, nil
		}
		text, err := s.parts.texts.at(c.value)
		if err != nil {
			return cell{}, err
		}
		text, err = s.parts.formats.text(styled, text)
		return cell{text: text}, err
	case kind == "inlineStr" && c.inline:
		text, err := s.parts.formats.text(styled, c.text)
		return cell{text: text}, err
	case kind == "str", kind == "inlineStr":
		return cell{text: unescaped(c.value)}, nil
	case kind == "b":
		return cell{text: map[string]string{"1": "TRUE", "0": "FALSE"}[c.value]}, nil
	case kind == "e", kind == "d", c.value == "":
		return cell{text: c.value}, nil
	}
	out := oddNumber(c.value)
	if out.fault != "" {
		return out, nil
	}
	text, err := s.parts.formats.number(styled, c.value)
	if out.text == "" || !scientific.MatchString(text) {
		out.text = text
	}
	out.number = c.value
	return out, err
}

// exactBelow is the first number with more digits than the fifteen that Excel
// keeps; shownBelow the first that its general format shows in scientific
// notation.
const (
	exactBelow = 1e15
	shownBelow = 1e11
)

// oddNumber is what is to be said of a number too long for a cell to show: its text is
// the whole of it.
func oddNumber(raw string) cell {
	if len(raw) < 4 { // nothing shorter reaches shownBelow, not even 1E11 with its four
		return cell{}
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(raw), 64)
	switch m := math.Abs(v); {
	case err != nil || m < shownBelow:
		return cell{}
	case m >= exactBelow:
		// Written so, it is refused again when the corrections file is loaded
		// before it has been corrected.
		return cell{fault: faultCut, text: strconv.FormatFloat(v, 'E', -1, 64)}
	case v != math.Trunc(v):
		return cell{}
	}
	return cell{text: strconv.FormatFloat(v, 'f', 0, 64)}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

func unexpectedEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
