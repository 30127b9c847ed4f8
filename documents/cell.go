package documents

import (
	"hash/maphash"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// cell is one cell as a person sees it in the file. fault says why its content
// cannot be trusted although there is some.
type cell struct {
	text  string
	fault string
	// number is what is stored where a number is shown, "" for a text.
	number string
	// merged is the merge of cells downwards from whose upper cell this one has its
	// content, or that begins here.
	merged *merge
	// grouped: the cell is merged with those to the right of it.
	grouped bool
}

// line is one row of a file: row is the number that Excel shows beside it.
type line struct {
	row      int
	cells    []cell
	fault    string // why the row as such cannot be read
	hidden   bool
	mergedTo int    // the last row to which a cell of this one is merged down
	block    *merge // over several rows and columns, in which the row lies
}

// clone is the line for keeps: readers use a line's cells again for the next.
func (l line) clone() line {
	l.cells = slices.Clone(l.cells)
	return l
}

// sum adds what the line says, by which a file is known again.
func (l line) sum(h *maphash.Hash) {
	for _, c := range l.cells {
		h.WriteString(c.text)
		h.WriteByte(0)
	}
	h.WriteString(l.fault)
	h.WriteByte('\n')
}

func (l line) blank() bool {
	if l.fault != "" {
		return false
	}
	for _, c := range l.cells {
		if c.fault != "" || !isBlank(c.text) {
			return false
		}
	}
	return true
}

const (
	faultScientific = "数字被Excel改成了科学计数法，原来的数字已无法还原；请将该列设为文本格式后重新填写"
	faultCut        = "超过15位的数字被Excel截断，末几位已无法还原；请将该列设为文本格式后重新填写"
	faultFormula    = "公式没有计算结果，请改填公式的值"
	faultError      = "单元格是公式错误值，请改填正确的值"
	faultGarbled    = "含有乱码字符“�”，请重新填写"
	faultControl    = "含有不可见的控制字符，请删除后重新填写"
	faultInvisible  = "含有改变文字方向的不可见字符，看到的内容与实际的不同，请删除后重新填写"
	faultBareQuote  = "字段中有未成对的英文双引号，请将该字段用英文双引号括起、其中的双引号写成两个"
)

// scientific is the form that Excel writes, not every form there is: “1E5” may
// well be somebody's house number.
var scientific = regexp.MustCompile(`^-?\d(?:\.\d+)?E\+\d{2,}$`)

// excelError is what stands for the value of a formula that failed.
var excelError = map[string]bool{
	"#N/A": true, "#REF!": true, "#VALUE!": true, "#DIV/0!": true, "#NAME?": true, "#NULL!": true, "#NUM!": true,
	"#SPILL!": true, "#CALC!": true, "#GETTING_DATA": true, "#FIELD!": true, "#BLOCKED!": true, "#UNKNOWN!": true, "#CONNECT!": true,
}

// suspect says why a text cannot be what somebody meant to write; "" if it can.
func suspect(s string) string {
	for _, r := range s {
		switch {
		case r == unicode.ReplacementChar:
			return faultGarbled
		case unicode.IsControl(r) && r != '\n' && r != '\t', r == '\uFFFE', r == '\uFFFF':
			return faultControl
		}
	}
	// What surrounds a value is dropped by trim; within one it makes names that look
	// alike and are not, or read backwards.
	switch t := trim(s); {
	case strings.ContainsFunc(t, turnsRound):
		return faultInvisible
	case strings.Contains(t, "E+") && scientific.MatchString(t): // the pattern alone is slow on every cell
		return faultScientific
	case excelError[t]:
		return faultError
	}
	return ""
}

// bare reports what nearly every cell shows at its first and last character: ASCII or
// Chinese, neither of which is dropped.
func bare(s string) bool {
	if s == "" {
		return true
	}
	first, last := s[0], s[len(s)-1]
	return (visibleASCII(first) || chinese(first)) && (visibleASCII(last) || len(s) >= 3 && chinese(s[len(s)-3]))
}

func visibleASCII(b byte) bool { return b > ' ' && b < 0x7f }

// chinese reports a byte that begins one of the characters from U+4000 to U+9FFF, of three bytes each.
func chinese(b byte) bool { return b >= 0xe4 && b <= 0xe9 }

// trim drops white space around a value, with the byte order marks and
// zero-width blanks that come along when text is copied from web pages.
func trim(s string) string {
	if bare(s) {
		return s
	}
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B' })
}

func isBlank(s string) bool { return trim(s) == "" }

// folded is a value with full-width letters, digits and signs made plain, for
// codes and dates typed with a Chinese input method.
func folded(s string) string { return width.Fold.String(trim(s)) }

// trimmedCells drops the empty cells at a row's end.
func trimmedCells(cells []cell) []cell {
	for n := len(cells); n > 0; n-- {
		if c := cells[n-1]; c.text != "" || c.fault != "" {
			return cells[:n]
		}
	}
	return nil
}
