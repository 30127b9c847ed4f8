package documents

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// titleSet are the titles by which a table's header is known.
type titleSet struct {
	table    string // its name
	titles   []string
	required []string
	key      int // the column that may not be guessed at, -1 if none
	known    map[string]knownTitle
}

// knownTitle is a title under which a column may stand in a file.
type knownTitle struct {
	column int
	name   string
	likely likeness
}

// likeness is how sure it is that a title means its column.
type likeness int

const (
	ownTitle   likeness = iota // the column's
	otherTitle                 // another word for it
	bareTitle                  // one of them, but for what the file adds in brackets
)

func (t *Table[T]) titleSet() titleSet {
	s := titleSet{table: t.Name, titles: t.Titles(), key: -1, known: make(map[string]knownTitle, 4*len(t.Columns))}
	for i, c := range t.Columns {
		s.known[titleKey(c.Title)] = knownTitle{i, c.Title, ownTitle}
		if c.Required {
			s.required = append(s.required, c.Title)
		}
		if c.Title == t.KeyColumn {
			s.key = i
		}
	}
	for i, c := range t.Columns {
		for _, title := range c.Also {
			s.known[titleKey(title)] = knownTitle{i, title, otherTitle}
		}
	}
	for _, title := range []string{CorrectionsTitle, numberTitle} {
		if _, own := s.known[title]; !own {
			s.known[title] = knownTitle{column: columnPassed}
		}
	}
	return s
}

// titleKey is a title freed of what clerks and programs add to it: white space
// and line breaks, full-width forms, the mark of a compulsory column.
func titleKey(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '*' {
			return -1
		}
		return unicode.ToLower(r)
	}, width.Fold.String(escapedBreaks.Replace(s)))
	for _, mark := range []string{"(必填)", "(选填)", "(可选)"} {
		s = strings.TrimSuffix(s, mark)
	}
	return strings.TrimRight(s, ":")
}

// inBrackets is what a title says of its unit or form: 抽查比例（%）, 企业（机构）名称.
var inBrackets = regexp.MustCompile(`\([^()]*\)`)

// find is the column of a title.
func (s titleSet) find(title string) (knownTitle, bool) {
	key := titleKey(title)
	if k, ok := s.known[key]; ok {
		return k, true
	}
	bare := inBrackets.ReplaceAllString(key, "")
	k, ok := s.known[bare]
	if !ok || bare == key {
		return knownTitle{}, false
	}
	k.likely = bareTitle
	return k, true
}

// accepts reports whether rows with these titles are the table's header.
func (s titleSet) accepts(h *header) bool {
	return len(h.present) >= min(2, len(s.titles)) && (2*len(h.present) >= h.filled || len(h.missing(s)) == 0)
}

// header is what the rows, one below the other, would be as a header. A lower
// title says more than one above it, which may be that of a group.
func (s titleSet) header(rows []line) *header {
	h := &header{row: rows[0].row, last: rows[len(rows)-1].row, names: slices.Clone(s.titles), number: -1}
	var found []knownTitle
	var titles []string
	for i := range slices.MaxFunc(rows, func(a, b line) int { return len(a.cells) - len(b.cells) }).cells {
		title, k := s.titleAt(rows, i)
		found, titles = append(found, k), append(titles, title)
		if h.number < 0 && titleKey(title) == numberTitle {
			h.number = i
		}
	}
	s.settle(h, titles, found)
	for _, l := range rows {
		texts := make([]string, len(l.cells))
		for i, c := range l.cells {
			texts[i] = strings.Clone(c.text)
		}
		h.rows = append(h.rows, texts)
	}
	return h
}

// titleAt is the title of the file's column and what it means.
func (s titleSet) titleAt(rows []line, i int) (title string, _ knownTitle) {
	nothing := knownTitle{column: columnUntitled}
	for n := len(rows) - 1; n >= 0; n-- {
		l := rows[n]
		if n > 0 && numbersColumns(l) {
			continue
		}
		if i >= len(l.cells) || isBlank(l.cells[i].text) {
			continue
		}
		text := unguard(l.cells[i].text)
		if k, ok := s.find(text); ok {
			return text, k
		}
		if title == "" {
			title, nothing = text, knownTitle{column: columnUnknown}
		}
		if len(rows) > 1 && n == 0 && l.cells[i].grouped {
			break
		}
	}
	return title, nothing
}

// settle gives each column of the table to the title that says it best.
func (s titleSet) settle(h *header, titles []string, found []knownTitle) {
	for i, k := range found {
		column := k.column
		if column >= 0 {
			column = s.rivals(h, found, i)
		}
		h.columns = append(h.columns, column)
		shown := excerpt(trim(breaksDropped(titles[i])), 30)
		switch {
		case column >= 0:
			h.filled++
			h.present = append(h.present, s.titles[column])
			if k.likely == bareTitle {
				k.name = shown
			}
			h.names[column] = k.name
			if k.likely != ownTitle {
				h.synonyms = append(h.synonyms, synonym{shown, s.titles[column]})
			}
		case column == columnUnknown:
			h.filled++
			h.passed = append(h.passed, shown)
		}
	}
}

// rivals is the column that the i-th title keeps, where others claim it too. Which
// of two is meant is for the operator to say where both may be, and always for the
// key: 地址 beside 经营地址 is plain, two codes are not.
func (s titleSet) rivals(h *header, found []knownTitle, i int) int {
	mine := found[i]
	for j, other := range found {
		if j == i || other.column != mine.column {
			continue
		}
		switch column := mine.column; {
		case column == s.key, other.likely == mine.likely && (mine.likely == ownTitle || slices.Contains(s.required, s.titles[column])):
			if !slices.Contains(h.repeated, s.titles[column]) && j < i {
				h.repeated = append(h.repeated, s.titles[column])
			}
		case other.likely < mine.likely, other.likely == mine.likely && j < i:
			return columnUnknown
		}
	}
	return mine.column
}

// onlyTitles reports whether all that stands in a row are titles of columns that
// the header above does not have yet, or has above them.
func (s titleSet) onlyTitles(h *header, l line) bool {
	some := false
	for i, c := range l.cells {
		if isBlank(c.text) {
			continue
		}
		k, ok := s.find(unguard(c.text))
		if !ok || k.column < 0 {
			return false
		}
		if i < len(h.columns) && h.columns[i] >= 0 && h.columns[i] != k.column {
			return false
		}
		some = some || !slices.Contains(h.present, s.titles[k.column])
	}
	return some
}

// numbersColumns reports whether a row counts the columns, as forms do under their
// header: 1, 2, 3 … or 甲, 乙, 1, 2 ….
func numbersColumns(l line) bool {
	next, lettered := 1, 0
	for _, c := range l.cells {
		switch text := strings.Trim(folded(c.text), "()"); {
		case text == "":
		case text == itoa(next):
			next++
		case next == 1 && lettered < 3 && text == []string{"甲", "乙", "丙"}[lettered], text == "栏次":
			lettered++
		default:
			return false
		}
	}
	return next > 3
}
