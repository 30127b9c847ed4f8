package documents

import (
	"errors"
	"io"
)

// errRowTooLong ends the reading of a file in which one row, or what the parser
// takes for one, passes the limit. Parsers hold a row in memory; without this an
// unclosed quote would make them hold the file.
var errRowTooLong = errors.New("documents: row too long")

// meter hands on a reader and fails once more than limit bytes have passed since
// the last reset.
type meter struct {
	r     io.Reader
	limit int
	n     int
	over  bool // the limit was passed; a parser may tell of it as of a fault of its own
}

func (m *meter) Read(p []byte) (int, error) {
	if m.n > m.limit {
		m.over = true
		return 0, errRowTooLong
	}
	n, err := m.r.Read(p)
	m.n += n
	return n, err
}

func (m *meter) reset() { m.n = 0 }
