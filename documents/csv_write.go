package documents

import (
	"encoding/csv"
	"io"
)

// csvWriter writes UTF-8 with a byte order mark, by which Excel in China knows it
// from GB 18030, and with CR LF.
type csvWriter struct{ records *csv.Writer }

func newCSVWriter(w io.Writer, l layout) (*csvWriter, error) {
	if _, err := w.Write(byteOrderMark); err != nil {
		return nil, err
	}
	out := &csvWriter{records: csv.NewWriter(w)}
	out.records.UseCRLF = true
	titles := make([]string, len(l.columns))
	for i, c := range l.columns {
		titles[i] = c.title
	}
	return out, out.row(titles)
}

func (w *csvWriter) row(cells []string) error { return w.records.Write(cells) }

func (w *csvWriter) finish() error {
	w.records.Flush()
	return w.records.Error()
}

func (w *csvWriter) discard() error { return nil }
