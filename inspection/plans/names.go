package plans

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

// Names are the categories and departments that a plan row names. How they were read
// depends on the registers of the day, so it goes on record with the import.
type Names struct {
	Kinds      []string `json:"kinds"`
	Department string   `json:"department"`
	Joint      []string `json:"joint,omitempty"`
	// JointConfirmed is false where the row separates departments by what may also
	// stand within a name: the clerk confirms them before the draw.
	JointConfirmed bool `json:"jointConfirmed"`
}

// Equal reports whether both name the same, with the same certainty.
func (n Names) Equal(other Names) bool {
	return n.Department == other.Department && n.JointConfirmed == other.JointConfirmed && slices.Equal(n.Kinds, other.Kinds) && slices.Equal(n.Joint, other.Joint)
}

// NamesAsBefore are the row's names as imports read them that put no reading on record:
// whatever stands between delimiters or blanks is a name.
func (r Row) NamesAsBefore() Names {
	n := Names{Kinds: splitAsBefore(r.Scope), Department: strings.TrimSpace(r.Initiator), Joint: splitAsBefore(r.Joint)}
	n.JointConfirmed = !slices.ContainsFunc(strings.FieldsFunc(r.Joint, isDelimiter), func(part string) bool { return len(splitAsBefore(part)) > 1 })
	return n
}

func splitAsBefore(s string) []string {
	var out []string
	for _, name := range strings.FieldsFunc(s, func(r rune) bool { return isDelimiter(r) || unicode.IsSpace(r) }) {
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// names reads the row's names, and says what is to be confirmed of them.
func (r Row) names(known Known, bad *law.Invalid) (n Names, warnings []string) {
	var at split
	if n.Kinds, at = namesIn(r.Scope, known.Kinds); len(n.Kinds) == 0 {
		bad.Add("抽查对象范围", r.Scope, "抽查对象范围不能为空")
	}
	if at.words { // categories have no blanks in them, as the document's own table shows
		warnings = append(warnings, splitUp("抽查对象范围", r.Scope, n.Kinds))
	}
	n.Department = oneName(r.Initiator, known.Departments)
	registers.Required(bad, "发起处室", n.Department, "发起处室")
	n.Joint, at = namesIn(r.Joint, known.Departments)
	if n.JointConfirmed = !at.words && !at.blanks; !n.JointConfirmed {
		warnings = append(warnings, splitUp("联合处室", r.Joint, n.Joint))
	}
	return n, append(warnings, known.unknown(n)...)
}

func splitUp(column, cell string, names []string) string {
	return column + "“" + strings.Join(strings.Fields(cell), " ") + "”之间没有分隔符，已按空格、换行、“/”或者“和”拆分为“" + strings.Join(names, "”“") + "”，请确认。"
}

// numbering is what enumerates the names in a cell: “1.甲；2.乙”, “（一）甲（二）乙”, “①甲②乙”.
var numbering = regexp.MustCompile(`[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳]|(?:^|[\s、，,；;])(?:\d{1,2}[.．、)）]|[一二三四五六七八九十]{1,3}、)`)

// split is where a cell was split although a name might go on there.
type split struct {
	blanks bool // at blanks or line breaks
	words  bool // at “/” or “和”
}

// namesIn are the names in a cell, each once, in their order. A name that is known is
// never split, and one that a line break runs through is joined.
func namesIn(cell string, known []string) (names []string, at split) {
	for _, part := range splitOutside(numbering.ReplaceAllString(cell, "；"), isDelimiter) {
		if isNone(part) {
			continue
		}
		for i, word := range wordsOf(part, known) {
			within := splitWord(word, known)
			at.blanks = at.blanks || i > 0 && len(within) > 0
			at.words = at.words || len(within) > 1
			for _, name := range within {
				if !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
		}
	}
	return names, at
}

// wordsOf are the words that blanks or line breaks stand between, those joined that make
// a known name together.
func wordsOf(part string, known []string) (out []string) {
	words := strings.Fields(part)
	for i := 0; i < len(words); {
		name, end := longestKnown(words[i:], known)
		if end == 0 {
			name, end = words[i], 1
		}
		out = append(out, name)
		i += end
	}
	return out
}

// longestKnown is the known name that most of the first words make together.
func longestKnown(words, known []string) (name string, end int) {
	for end = len(words); end > 0; end-- {
		for _, between := range []string{"", " "} {
			if name = strings.Join(words[:end], between); slices.Contains(known, name) {
				return name, end
			}
		}
	}
	return "", 0
}

// compounds are the names of fields of work in which “和” is no separator.
var compounds = []string{"人力资源和社会保障", "发展和改革", "工业和信息化", "住房和城乡建设", "文化和旅游", "林业和草原", "规划和自然资源",
	"粮食和物资储备", "教育和体育", "科技和工业", "城市管理和综合执法", "农业和农村"}

// splitWord splits at “/” and “和”, which may both stand within a name too.
func splitWord(word string, known []string) []string {
	if slices.Contains(known, word) {
		return []string{word}
	}
	const held = "\x00" // in place of a “和” that separates nothing
	for _, c := range compounds {
		word = strings.ReplaceAll(word, c, strings.Replace(c, "和", held, 1))
	}
	var out []string
	for _, name := range splitOutside(word, func(r rune) bool { return r == '/' || r == '／' || r == '和' }) {
		if !isNone(name) {
			out = append(out, strings.ReplaceAll(name, held, "和"))
		}
	}
	return out
}

// splitOutside splits at what separates, but not within brackets.
func splitOutside(s string, separates func(rune) bool) []string {
	depth := 0
	return strings.FieldsFunc(s, func(r rune) bool {
		switch r {
		case '（', '(':
			depth++
		case '）', ')':
			depth = max(0, depth-1)
		}
		return depth == 0 && separates(r)
	})
}

// noneWords say that there is nothing to name.
var noneWords = []string{"无", "没有", "暂无", "不涉及", "未涉及", "不适用", "无联合处室", "无联合部门", "N/A"}

// isNone reports whether the text names nothing: it says so, or consists of marks.
func isNone(s string) bool {
	s = strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '。' || r == '.' })
	return slices.Contains(noneWords, s) || !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// oneName is the name in a cell that has room for one.
func oneName(cell string, known []string) string {
	if isNone(cell) {
		return ""
	}
	cell = strings.TrimSpace(cell)
	if slices.Contains(known, cell) {
		return cell
	}
	if joined := strings.Join(strings.Fields(cell), ""); strings.ContainsAny(cell, "\r\n") || slices.Contains(known, joined) {
		return joined
	}
	return cell
}

// isDelimiter reports whether the mark separates names beyond doubt; a blank, as
// between the document's own departments, may also stand within one.
func isDelimiter(r rune) bool { return strings.ContainsRune("、，,；;", r) }
