package documents

import (
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
	xml     *xmlReader
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
	return &sheetScan{parts: p, part: part, xml: newXMLReader(part, p.o.MaxRowBytes+xmlBuffer)}, nil
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
	s.xml.reset()
	for {
		if !s.between {
			s.xml.reset()
		}
		kind, err := s.xml.next()
		switch {
		case err != nil:
			return false, err
		case kind == xmlEOF:
			return false, nil
		case kind == xmlEnd:
			s.depth--
			s.between = s.between && string(s.xml.name) != sheetRows
			continue
		case kind != xmlStart:
			continue
		}
		if s.depth++; s.depth > maxDepth {
			return false, errSheet
		}
		switch string(s.xml.name) {
		case sheetRows:
			s.between = true
		case "row":
			s.depth-- // it is read to its end
			s.xml.reset()
			return true, s.readRow()
		case "mergeCell":
			m, err := mergeOf(string(s.xml.attr("ref")))
			if err != nil {
				return false, err
			}
			if m != nil {
				s.merges++
			}
		}
	}
}

func (s *sheetScan) readRow() error {
	number := s.row.row + 1
	if r := s.xml.attr("r"); r != nil {
		n, err := strconv.Atoi(string(r))
		if err != nil || n < number {
			return errSheet
		}
		number = n
	}
	if number > excelize.TotalRows {
		return errSheet
	}
	s.row = line{row: number, cells: s.row.cells[:0], hidden: isTrue(string(s.xml.attr("hidden")))}
	s.wide = 0
	for column := 0; ; {
		kind, err := s.xml.next()
		switch {
		case err != nil:
			return err
		case kind == xmlEnd:
			return nil
		case kind == xmlStart && string(s.xml.name) == "c":
			column, err = s.readCell(column)
		case kind == xmlStart:
			err = s.xml.skip()
		}
		if err != nil {
			return err
		}
	}
}

func (s *sheetScan) readCell(before int) (column int, err error) {
	column = before + 1
	if ref := s.xml.attr("r"); ref != nil {
		var row int
		if column, row, err = cellAt(ref); err != nil {
			return 0, err
		}
		if column <= before || row != s.row.row {
			return 0, errSheet
		}
	}
	kind := kindOfCell(s.xml.attr("t"))
	style, _ := strconv.Atoi(string(s.xml.attr("s"))) // none, where there is none
	content, err := s.content()
	if err != nil {
		return 0, err
	}
	c, err := s.cell(content, kind, style)
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

// The types of cells.
const (
	cellShared  = "s"
	cellInline  = "inlineStr"
	cellText    = "str"
	cellBool    = "b"
	cellError   = "e"
	cellDate    = "d"
	cellNumber  = "n"
	cellUnknown = "" // shown as a number is
)

func kindOfCell(t []byte) string {
	for _, kind := range []string{cellShared, cellInline, cellText, cellBool, cellError, cellDate, cellNumber} {
		if string(t) == kind {
			return kind
		}
	}
	return cellUnknown
}

// cellAt reads a reference such as AB12.
func cellAt(ref []byte) (column, row int, _ error) {
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
	row, err := strconv.Atoi(string(ref[i:]))
	if i == 0 || err != nil {
		return 0, 0, errSheet
	}
	return column, row, nil
}

// content is what a cell element holds.
type content struct {
	value, text     string
	literal         string // with its quotes, where the formula is one text and no more
	formula, inline bool
	valued          bool
}

func (s *sheetScan) content() (c content, _ error) {
	for {
		kind, err := s.xml.next()
		switch {
		case err != nil:
			return c, err
		case kind == xmlEnd:
			return c, nil
		case kind != xmlStart:
			continue
		}
		switch string(s.xml.name) {
		case "v":
			c.valued = true
			c.value, err = s.xml.characters()
		case "f":
			c.formula = true
			var formula string
			if formula, err = s.xml.characters(); unquoted("="+formula) != "="+formula {
				c.literal = formula
			}
		case "is":
			c.inline = true
			c.text, err = readText(s.xml)
		default:
			err = s.xml.skip()
		}
		if err != nil {
			return c, err
		}
	}
}

// cell is what a person sees in the cell, of a type and with a style.
func (s *sheetScan) cell(c content, kind string, style int) (_ cell, err error) {
	switch {
	case c.formula && c.value == "" && !c.inline:
		if c.literal != "" {
			return cell{text: strings.Trim(c.literal, `"`)}, nil
		}
		if kind == cellText && c.valued {
			return cell{}, nil // computed, to an empty text
		}
		// Loaded again from the corrections file, an empty cell would pass.
		return cell{text: "#VALUE!", fault: faultFormula}, nil
	case kind == cellShared:
		if c.value == "" {
			return cell{}, nil
		}
		text, err := s.parts.texts.at(c.value)
		if err != nil {
			return cell{}, err
		}
		text, err = s.parts.formats.text(style, text)
		return cell{text: text}, err
	case kind == cellInline && c.inline:
		text, err := s.parts.formats.text(style, c.text)
		return cell{text: text}, err
	case kind == cellText, kind == cellInline:
		return cell{text: unescaped(c.value)}, nil
	case kind == cellBool:
		return cell{text: map[string]string{"1": "TRUE", "0": "FALSE"}[c.value]}, nil
	case kind == cellError, kind == cellDate, c.value == "":
		return cell{text: c.value}, nil
	}
	out := oddNumber(c.value)
	if out.fault != "" {
		return out, nil
	}
	text, err := s.parts.formats.number(style, c.value)
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
