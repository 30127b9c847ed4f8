package documents

import (
	"errors"
	"io"

	"github.com/xuri/excelize/v2"
)

const (
	notesSheet   = "填写说明"
	defaultWidth = 16
	// choiceRows is how far down the lists of allowed values are offered.
	choiceRows = 10_000
	// textFormat is the number format under which Excel leaves typed digits alone.
	textFormat = 49
)

// xlsxWriter streams the rows through a temporary file. Every cell is text, so
// that a code stays a code and nothing is computed.
type xlsxWriter struct {
	w      io.Writer
	book   *excelize.File
	stream *excelize.StreamWriter
	last   int
	values []any
	layout layout
	styles xlsxStyles
}

type xlsxStyles struct{ header, required, text, wrapped int }

func newXLSXWriter(w io.Writer, l layout) (*xlsxWriter, error) {
	out := &xlsxWriter{w: w, book: excelize.NewFile(), layout: l}
	if err := out.begin(); err != nil {
		return nil, joined(err, out.discard())
	}
	return out, nil
}

func (w *xlsxWriter) begin() (err error) {
	if err = w.book.SetSheetName(w.book.GetSheetName(0), w.layout.sheet); err != nil {
		return err
	}
	if w.styles, err = newStyles(w.book); err != nil {
		return err
	}
	if err = w.offerChoices(); err != nil {
		return err
	}
	if w.stream, err = w.book.NewStreamWriter(w.layout.sheet); err != nil {
		return err
	}
	return w.head()
}

func newStyles(book *excelize.File) (s xlsxStyles, err error) {
	border := []excelize.Border{
		{Type: "left", Color: "BFBFBF", Style: 1}, {Type: "right", Color: "BFBFBF", Style: 1},
		{Type: "top", Color: "BFBFBF", Style: 1}, {Type: "bottom", Color: "BFBFBF", Style: 1},
	}
	header := func(colour string) *excelize.Style {
		return &excelize.Style{
			NumFmt: textFormat, Border: border,
			Font:      &excelize.Font{Bold: true, Color: colour, Family: "宋体", Size: 11},
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDEBF7"}},
			Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
		}
	}
	wrap := &excelize.Alignment{Vertical: "center", WrapText: true}
	for _, made := range []struct {
		id    *int
		style *excelize.Style
	}{
		{&s.header, header("000000")},
		{&s.required, header("C00000")},
		{&s.text, &excelize.Style{NumFmt: textFormat}},
		{&s.wrapped, &excelize.Style{NumFmt: textFormat, Border: border, Alignment: wrap}},
	} {
		if *made.id, err = book.NewStyle(made.style); err != nil {
			return s, err
		}
	}
	return s, nil
}

// offerChoices lists the allowed values under each column that has some. The list
// only proposes: what is wrong is said at import, in words.
func (w *xlsxWriter) offerChoices() error {
	for i, c := range w.layout.columns {
		if len(c.choices) == 0 {
			continue
		}
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		list := excelize.NewDataValidation(true)
		list.SetSqref(column + "2:" + column + itoa(choiceRows))
		if err := list.SetDropList(c.choices); err != nil {
			return err
		}
		list.ShowErrorMessage = false
		if err := w.book.AddDataValidation(w.layout.sheet, list); err != nil {
			return err
		}
	}
	return nil
}

func (w *xlsxWriter) head() error {
	titles := make([]any, len(w.layout.columns))
	for i, c := range w.layout.columns {
		width := c.width
		if width == 0 {
			width = defaultWidth
		}
		if err := w.stream.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
		style := w.styles.header
		if c.required {
			style = w.styles.required
		}
		titles[i] = excelize.Cell{StyleID: style, Value: c.title}
	}
	// The columns below the last row are text too: what is typed into an empty
	// form must not become a number.
	if err := w.stream.SetColStyle(1, len(titles), w.styles.text); err != nil {
		return err
	}
	if err := w.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	w.last = 1
	return w.stream.SetRow("A1", titles, excelize.RowOpts{Height: 30})
}

func (w *xlsxWriter) row(cells []string) error {
	if w.last == excelize.TotalRows {
		return tooLarge("xlsx最多容纳%d行，请分次导出或者导出为csv", excelize.TotalRows-1)
	}
	w.last++
	w.values = w.values[:0]
	for _, s := range cells {
		if s == "" {
			w.values = append(w.values, nil)
			continue
		}
		w.values = append(w.values, excelize.Cell{StyleID: w.styles.text, Value: s})
	}
	return w.stream.SetRow("A"+itoa(w.last), w.values)
}

func (w *xlsxWriter) finish() error {
	if err := w.stream.Flush(); err != nil {
		return joined(err, w.discard())
	}
	err := w.explain()
	if err == nil {
		err = w.book.Write(w.w)
	}
	return joined(err, w.discard())
}

func (w *xlsxWriter) discard() error { return w.book.Close() }

// explain writes the sheet that says what to fill in.
func (w *xlsxWriter) explain() error {
	if _, err := w.book.NewSheet(notesSheet); err != nil {
		return err
	}
	sheet, err := w.book.NewStreamWriter(notesSheet)
	if err != nil {
		return err
	}
	for i, width := range []float64{26, 8, 70, 36} {
		if err := sheet.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	for i, row := range w.explanation() {
		if err := sheet.SetRow("A"+itoa(i+1), row); err != nil {
			return err
		}
	}
	return sheet.Flush()
}

func (w *xlsxWriter) explanation() [][]any {
	styled := func(style int, texts ...string) []any {
		row := make([]any, len(texts))
		for i, s := range texts {
			row[i] = excelize.Cell{StyleID: style, Value: s}
		}
		return row
	}
	rows := [][]any{styled(w.styles.text, w.layout.name+"填写说明")}
	for i, note := range append([]string{
		"请勿修改列名；列的次序可以调整，红色列名为必填列。",
		"各列均为文本格式，请勿改为数字或者日期格式，以免Excel改写编号。",
		"请勿合并单元格；一格内填写多项时用顿号“、”分隔。",
	}, w.layout.notes...) {
		rows = append(rows, styled(w.styles.text, itoa(i+1)+". "+note))
	}
	rows = append(rows, nil, styled(w.styles.header, "列名", "必填", "说明", "示例"))
	for _, c := range w.layout.columns {
		required := ""
		if c.required {
			required = "是"
		}
		rows = append(rows, styled(w.styles.wrapped, c.title, required, c.note, c.example))
	}
	return rows
}

// joined keeps a single error as it is.
func joined(err, also error) error {
	switch {
	case also == nil:
		return err
	case err == nil:
		return also
	}
	return errors.Join(err, also)
}
