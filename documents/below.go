package documents

import (
	"regexp"
	"strings"
	"unicode"
)

// below tells the rows that stand under a table, or between its pages, and are none
// of its rows: remarks, totals, lines to sign.
type below struct {
	remark bool // the row before was a remark, which may go on
}

// The words with which such rows begin, without the white space within them.
var (
	remarkStart = regexp.MustCompile(`^[（(※*]?(备注|附注|注释|填表说明|填报说明|填写说明)|^[（(※*]?(注|说明|注意|注意事项)\d*[.:：、]|^[（(—-]*以下空白`)
	remarkLabel = regexp.MustCompile(`^(备注|附注|注|注释|说明|填表说明|填报说明|填写说明)[:：]?$`)
	totalLabel  = regexp.MustCompile(`^(本页|本表|全县|全市|全区)?(合计|总计|小计|共计|累计|总数)([（(].{0,4}[)）])?[:：]?$`)
	totalLine   = regexp.MustCompile(`^(本页|本表|全县|全市|全区)?(合计|总计|小计|共计|共|总数)[:：]?\d+[户家条人项个件名][。.]?$`)
	totalFigure = regexp.MustCompile(`^[\d.,%/+—-]*[户家条人项个件名]?$`)
	signature   = regexp.MustCompile(`^(填表|填报|制表|编制|审核|审批|审定|复核|校核|核对|经办|报送|填写|单位|部门|科室|主管|分管|联系)?(人|人员|者|单位|部门|日期|时间|负责人|领导|经办人|电话)?(签字|签名|签章|盖章)?[（(]?(签字|签名|签章|盖章|公章)?[)）]?[:：]`)
	signer      = regexp.MustCompile(`^(填表人|填报人|制表人|制表|编制人|审核人|审核|审批人|复核人|经办人|单位负责人|填表日期|填报日期|制表日期|填报单位|填表单位)$`)
	stamped     = regexp.MustCompile(`[（(](盖章|公章|签章|章)[)）]$`)
	dateAlone   = regexp.MustCompile(`^\d{4}年\d{1,2}月(\d{1,2}日)?$`)
	numbered    = regexp.MustCompile(`^[（(]?([\d]{1,2}|[一二三四五六七八九十]{1,2}|[①-⑳])[）)]?[.、．,，:：]?$`)
)

// is reports whether the row is none of the table's. A row of which only the
// number is filled in is one of the form's that nobody has used.
func (b *below) is(l line, h *header) (is bool, content string) {
	if l.fault != "" {
		return false, ""
	}
	first, count := -1, 0
	for i, c := range l.cells {
		if c.fault != "" {
			b.remark = false
			return false, ""
		}
		if isBlank(c.text) {
			continue
		}
		if first < 0 {
			first = i
		}
		count++
	}
	if first < 0 || count > 2 && beginsWithCode(l.cells[first].text) { // nearly all rows
		b.remark = false
		return false, ""
	}
	filled := make([]string, 0, count)
	for _, c := range l.cells {
		if !isBlank(c.text) {
			filled = append(filled, folded(unguard(c.text)))
		}
	}
	if b.remark = b.isRemark(filled); b.remark || isTotal(filled) || isSignature(filled) {
		return true, l.cells[first].text
	}
	if len(filled) == 1 && first == h.number && digitsOnly(filled[0]) {
		return true, ""
	}
	return !h.holds(l), l.cells[first].text
}

// beginsWithCode reports whether a text begins as codes and numbers do, and no word
// under a table.
func beginsWithCode(s string) bool {
	s = trim(s)
	return s[0] >= '0' && s[0] <= '9' || s[0] >= 'A' && s[0] <= 'Z'
}

// holds reports whether the row has anything under a column of the table, or under
// none.
func (h *header) holds(l line) bool {
	for i, c := range l.cells {
		if isBlank(c.text) {
			continue
		}
		if i >= len(h.columns) || h.columns[i] >= 0 || h.columns[i] == columnUntitled {
			return true
		}
	}
	return false
}

func (b *below) isRemark(filled []string) bool {
	first := closed(filled[0])
	switch {
	case len(filled) == 1 && remarkStart.MatchString(first), len(filled) <= 2 && remarkLabel.MatchString(first):
		return true
	case !b.remark:
		return false
	}
	// It goes on: a sentence, or its number and a sentence. A code alone is a row
	// that lacks the rest.
	return len(filled) == 1 && strings.ContainsFunc(first, isHan) || len(filled) == 2 && numbered.MatchString(first) && strings.ContainsFunc(filled[1], isHan)
}

func isTotal(filled []string) bool {
	first := closed(filled[0])
	if len(filled) == 1 && totalLine.MatchString(first) {
		return true
	}
	if !totalLabel.MatchString(first) {
		return false
	}
	for _, text := range filled[1:] {
		if !totalFigure.MatchString(closed(text)) {
			return false
		}
	}
	return true
}

func isSignature(filled []string) bool {
	first := closed(filled[0])
	if signature.MatchString(first) && !strings.HasPrefix(first, ":") || signer.MatchString(first) {
		return true
	}
	return len(filled) == 1 && (dateAlone.MatchString(first) || stamped.MatchString(first))
}

// closed is a text without the white space with which people space out words: 合 计.
func closed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

func digitsOnly(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
