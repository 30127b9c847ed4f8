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

// sheetScan walks a worksheet's XML one row ahead of excelize and keeps what a
// displayed text cannot tell. A sheet that it cannot follow is refused, where
// excelize would end the rows, or shift the cells, without an error.
type sheetScan struct {
	part  io.ReadCloser
	text  *meter
	dec   *xml.Decoder
	texts int

	row     scannedRow // read last
	before  scannedRow // the one before it: excelize reads up to the next row's beginning
	ended   bool       // no row is left
	depth   int        // of the elements outside of rows
	between bool       // among the rows, within none
	merges  int        // so many were passed
}

// scannedRow is what is known of a row.
type scannedRow struct {
	number int
	hidden bool
	oddly  map[int]oddity // its cells, by column counted from 1
}

// oddity is what is known of a cell beyond its displayed text.
type oddity struct {
	fault  string
	number string // what is stored, of a cell with a number
	// text stands for the displayed one where a number is shown in scientific
	// notation but known in full, and where the value is not to be loaded again
	// by mistake.
	text string
}

const maxDepth = 100 // of elements within one another

func (p *parts) scan(sheet string) (*sheetScan, error) {
	part, err := p.openSheet(sheet)
	if err != nil {
		return nil, err
	}
	text := &meter{r: part, limit: p.o.MaxRowBytes + xmlBuffer}
	return &sheetScan{part: part, text: text, dec: xml.NewDecoder(text), texts: p.texts, row: scannedRow{oddly: make(map[int]oddity)}, before: scannedRow{oddly: make(map[int]oddity)}}, nil
}

func (p *parts) openSheet(sheet string) (io.ReadCloser, error) {
	f := p.files[strings.ToLower(p.sheets[sheet])]
	if f == nil {
		return nil, damaged("缺少工作表“" + excerpt(sheet, 31) + "”")
	}
	part, err := f.Open()
	if err != nil {
		return nil, damaged("工作表“" + excerpt(sheet, 31) + "”")
	}
	return part, nil
}

// reach reads on until the row after n is read, or the rows are at their end.
func (s *sheetScan) reach(n int) error {
	for !s.ended && s.row.number <= n {
		if err := s.next(); err != nil {
			return err
		}
	}
	return nil
}

// hides reports whether the row n as reached is hidden.
func (s *sheetScan) hides(n int) bool {
	return n == s.row.number && s.row.hidden || n == s.before.number && s.before.hidden
}

// odd is what is to be known of the cell, in the row n as reached.
func (s *sheetScan) odd(n, column int) oddity {
	switch n {
	case s.row.number:
		return s.row.oddly[column]
	case s.before.number:
		return s.before.oddly[column]
	}
	return oddity{}
}

// finish reads what follows the rows, where the merges stand.
func (s *sheetScan) finish() error { return s.reach(math.MaxInt) }

func (s *sheetScan) close() error { return s.part.Close() }

var errSheet = errors.New("documents: sheet out of order")

// next reads one row. Each row is held to the limit as a whole, what stands between
// two rows too; what stands before and after the rows, token by token.
func (s *sheetScan) next() error {
	s.text.reset()
	for {
		if !s.between {
			s.text.reset()
		}
		token, err := s.dec.Token()
		if errors.Is(err, io.EOF) {
			s.ended = true
			return nil
		}
		if err != nil {
			return err
		}
		if end, ok := token.(xml.EndElement); ok {
			s.depth--
			s.between = s.between && end.Name.Local != "sheetData"
			continue
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if s.depth++; s.depth > maxDepth {
			return errSheet
		}
		switch start.Name.Local {
		case "sheetData":
			s.between = true
		case "row":
			s.depth-- // it is read to its end
			s.text.reset()
			return s.readRow(start)
		case "mergeCell":
			if m, err := mergeOf(start); err != nil {
				return err
			} else if m != nil {
				s.merges++
			}
		}
	}
}

func (s *sheetScan) readRow(start xml.StartElement) error {
	number := s.row.number + 1
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
	s.before, s.row = s.row, scannedRow{number: number, hidden: isTrue(attribute(start, "hidden")), oddly: s.before.oddly}
	clear(s.row.oddly)
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
		if column, row, err = excelize.CellNameToCoordinates(ref); err != nil {
			return 0, err
		}
		if column <= before || row != s.row.number {
			return 0, errSheet
		}
	}
	c, err := s.content()
	if err != nil {
		return 0, err
	}
	kind := attribute(start, "t")
	switch {
	case c.formula && c.value == "" && !c.inline && len(c.literal) > 2:
		s.row.oddly[column] = oddity{text: strings.Trim(c.literal, `"`)}
	case c.formula && c.value == "" && !c.inline:
		// Loaded again from the corrections file, an empty cell would pass.
		s.row.oddly[column] = oddity{fault: faultFormula, text: "#VALUE!"}
	case kind == "s" && c.value != "":
		if n, err := strconv.Atoi(strings.TrimSpace(c.value)); err != nil || n < 0 || n >= s.texts {
			return 0, errSheet
		}
	case kind == "" || kind == "n":
		if c.value != "" {
			odd := oddNumber(c.value)
			odd.number = c.value
			s.row.oddly[column] = odd
		}
	}
	return column, nil
}

// content is what a cell element holds. Token, unlike RawToken, finds every
// fault in the XML that makes excelize end the rows.
type content struct {
	value           string
	literal         string // with its quotes, where the formula is one text and no more
	formula, inline bool
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
				c.value, err = s.characters()
			case "f":
				c.formula = true
				var formula string
				if formula, err = s.characters(); unquoted("="+formula) != "="+formula {
					c.literal = formula
				}
			case "is":
				c.inline = true
				err = s.dec.Skip()
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

// characters is the text up to the end of the element just begun.
func (s *sheetScan) characters() (text string, _ error) {
	for {
		token, err := s.dec.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.CharData:
			text += string(t)
		case xml.StartElement:
			if err := s.dec.Skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			return text, nil
		}
	}
}

// exactBelow is the first number with more digits than the fifteen that Excel
// keeps; shownBelow the first that its general format shows in scientific
// notation.
const (
	exactBelow = 1e15
	shownBelow = 1e11
)

func oddNumber(raw string) oddity {
	if len(raw) < 4 { // nothing shorter reaches shownBelow, not even 1E11 with its four
		return oddity{}
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(raw), 64)
	switch m := math.Abs(v); {
	case err != nil || m < shownBelow:
		return oddity{}
	case m >= exactBelow:
		// Written so, it is refused again when the corrections file is loaded
		// before it has been corrected.
		return oddity{fault: faultCut, text: strconv.FormatFloat(v, 'E', -1, 64)}
	case v != math.Trunc(v):
		return oddity{}
	}
	return oddity{text: strconv.FormatFloat(v, 'f', 0, 64)}
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
