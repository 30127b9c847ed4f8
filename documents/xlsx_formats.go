package documents

import (
	"errors"
	"math"
	"strconv"
	"strings"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/xuri/excelize/v2"
)

// formats shows numbers and dates as the file's styles have them. The library that
// knows all of Excel's formats is asked for one value after the other, on a sheet of
// its own that has the file's styles: the file's rows it never sees.
type formats struct {
	book   *excelize.File
	styles []style
	shown  *lru.Cache[value, string]
}

// style is what is known of the style of that number.
type style struct {
	known   bool
	general bool   // numbers are shown as they are
	texts   bool   // it changes texts too
	cell    string // has the style; "" if there is no such style
}

type value struct {
	style int
	raw   string
}

const (
	formatSheet  = "Sheet1"
	stylesPart   = "xl/styles.xml"
	shownValues  = 10_000 // values that are remembered
	maxStyle     = 65_535
	builtInTexts = 49 // the built-in format that is for texts
)

func (p *parts) openFormats() (_ *formats, err error) {
	defer recoverDamaged(&err)
	f := &formats{}
	if f.shown, err = lru.New[value, string](shownValues); err != nil {
		return nil, err
	}
	f.book = excelize.NewFile(excelize.Options{
		CultureInfo:      excelize.CultureNameZhCN,
		ShortDatePattern: "yyyy-mm-dd",
		LongDatePattern:  `yyyy"年"m"月"d"日"`,
	})
	if f.book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &p.date1904}) != nil {
		return nil, errors.Join(damaged("样式"), f.book.Close())
	}
	styles, err := p.whole(stylesPart)
	if err != nil || styles == nil {
		return f, err
	}
	f.book.Pkg.Store(stylesPart, styles)
	f.book.Styles = nil // read again
	return f, nil
}

// Close ends the work of the library.
func (f *formats) Close() error { return f.book.Close() }

func (f *formats) style(number int) style {
	if number <= 0 || number > maxStyle {
		return style{general: true}
	}
	for len(f.styles) <= number {
		f.styles = append(f.styles, style{})
	}
	if s := &f.styles[number]; !s.known {
		*s = f.look(number)
	}
	return f.styles[number]
}

func (f *formats) look(number int) style {
	s := style{known: true, general: true}
	is, err := f.book.GetStyle(number)
	if err != nil {
		return s
	}
	if is.CustomNumFmt == nil && (is.NumFmt == 0 || is.NumFmt == builtInTexts) {
		return s
	}
	s.general = false
	s.texts = is.CustomNumFmt != nil && (strings.Contains(*is.CustomNumFmt, "@") || strings.Count(*is.CustomNumFmt, ";") == 3)
	cell, err := excelize.CoordinatesToCellName(1, number)
	if err == nil && f.book.SetCellStyle(formatSheet, cell, cell, number) == nil {
		s.cell = cell
	}
	return s
}

// number is a number as the style shows it.
func (f *formats) number(number int, raw string) (_ string, err error) {
	s := f.style(number)
	if s.general || s.cell == "" {
		return plainNumber(raw), nil
	}
	return f.ask(s, number, raw, f.book.SetCellDefault)
}

// text is a text as the style shows it, which few styles change.
func (f *formats) text(number int, raw string) (string, error) {
	s := f.style(number)
	if !s.texts || s.cell == "" || raw == "" {
		return raw, nil
	}
	return f.ask(s, number, raw, f.book.SetCellStr)
}

func (f *formats) ask(s style, number int, raw string, set func(sheet, cell, value string) error) (shown string, err error) {
	key := value{number, raw}
	if shown, ok := f.shown.Get(key); ok {
		return shown, nil
	}
	defer recoverDamaged(&err)
	if err := set(formatSheet, s.cell, raw); err != nil {
		return "", err
	}
	if shown, err = f.book.GetCellValue(formatSheet, s.cell); err != nil {
		return "", err
	}
	f.shown.Add(value{number, strings.Clone(raw)}, shown)
	return shown, nil
}

// plainNumber is a number without a format, with the fifteen digits that Excel shows.
func plainNumber(raw string) string {
	const digits = 15
	if digitsOnly(raw) && len(raw) <= digits && (raw[0] != '0' || len(raw) == 1) {
		return raw
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(raw), 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return raw
	}
	shown := strconv.FormatFloat(v, 'f', -1, 64)
	if len(strings.Trim(strings.Replace(shown, ".", "", 1), "-0")) > digits {
		return strconv.FormatFloat(v, 'G', digits, 64)
	}
	return shown
}
