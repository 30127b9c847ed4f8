package documents

import (
	"encoding/csv"
	"io"
)

// csvWriter writes UTF-8.
type csvWriter struct{ records *csv.Writer }

// newCSVWriter writes with a byte order mark, by which Excel in China knows UTF-8
// from GB 18030, and with CR LF.
func newCSVWriter(w io.Writer, l layout) (*csvWriter, error) {
	if _, err := w.Write(byteOrderMark); err != nil {
		return nil, err
	}
	out := &csvWriter{records: csv.NewWriter(w)}
	out.records.UseCRLF = true
	return out, out.head(l)
}

func newPlainCSVWriter(w io.Writer, l layout) (*csvWriter, error) {
	out := &csvWriter{records: csv.NewWriter(w)}
	return out, out.head(l)
}

func (w *csvWriter) head(l layout) error {
	titles := make([]string, len(l.columns))
	for i, c := range l.columns {
		titles[i] = c.title
	}
	return w.row(titles)
}

func (w *csvWriter) row(cells []string) error { return w.records.Write(cells) }

func (w *csvWriter) finish() error {
	w.records.Flush()
	return w.records.Error()
}

func (w *csvWriter) discard() error { return nil }
