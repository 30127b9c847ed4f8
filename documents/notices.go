package documents

import (
	"fmt"
	"slices"
	"strings"
)

// notices collects what is to be said of the file as a whole while its rows are
// walked: whatever was passed over, filled in or cannot be seen in it.
type notices struct {
	header  *header
	passed  places // remarks, totals and signatures, and rows without content
	hidden  places
	columns []string // hidden ones that were read
	merges  []*merge // filled down, in order
	filled  []string // the column of each
	sheets  []string // further ones with such a table
	lacking []string // what is said of columns that the file does not have
}

// mostNamed is how many places of a kind are named one by one.
const mostNamed = 5

// places are rows of the file, the first of them named.
type places struct {
	named []string
	count int
}

func (p *places) add(row int, content string) {
	if p.count++; p.count <= mostNamed {
		name := "第" + itoa(row) + "行"
		if content != "" {
			name += "“" + excerpt(trim(breaksDropped(content)), 20) + "”"
		}
		p.named = append(p.named, name)
	}
}

func (p places) String() string {
	text := strings.Join(p.named, "、")
	if p.count > len(p.named) {
		text += fmt.Sprintf("等%d行", p.count)
	}
	return text
}

// row notes what is to be told of a row that is read.
func (n *notices) row(l line) {
	if l.hidden {
		n.hidden.add(l.row, "")
	}
	for i, c := range l.cells {
		if c.merged == nil || i >= len(n.header.columns) || n.header.columns[i] < 0 {
			continue
		}
		if name := n.header.names[n.header.columns[i]]; c.merged.first < l.row && !slices.Contains(n.merges, c.merged) && len(n.merges) < maxMergesTold {
			n.merges, n.filled = append(n.merges, c.merged), append(n.filled, name)
		}
	}
}

// maxMergesTold is more than anybody reads; what is beyond is counted by none.
const maxMergesTold = 1000

// texts are the notices in Chinese.
func (n *notices) texts() []string {
	var out []string
	if len(n.sheets) > 0 {
		out = append(out, "文件中还有同样表头的工作表，没有读取："+quoted(n.sheets))
	}
	if len(n.header.passed) > 0 {
		out = append(out, "未采用的列"+quoted(n.header.passed))
	}
	if len(n.header.synonyms) > 0 {
		out = append(out, "列名按通常的含义识别："+n.header.likened())
	}
	if len(n.merges) > 0 {
		out = append(out, "合并单元格的内容已填入其各行，请核对："+n.mergedPlaces())
	}
	if hidden := n.hiddenPlaces(); hidden != "" {
		out = append(out, hidden+"在文件中是隐藏的，已一并读取，请核对")
	}
	if n.passed.count > 0 {
		out = append(out, "作为备注、合计或者签名，没有读取："+n.passed.String())
	}
	return append(out, n.lacking...)
}

func (h *header) likened() string {
	var out []string
	for _, s := range h.synonyms {
		out = append(out, "“"+s.title+"”即“"+s.column+"”")
	}
	return strings.Join(out, "，")
}

func (n *notices) mergedPlaces() string {
	type rows struct{ first, last int }
	var order []rows
	titles := make(map[rows][]string)
	for i, m := range n.merges {
		at := rows{m.first, m.last}
		if titles[at] == nil {
			order = append(order, at)
		}
		titles[at] = append(titles[at], n.filled[i])
	}
	var out []string
	for _, at := range order[:min(len(order), mostNamed)] {
		out = append(out, fmt.Sprintf("第%d行至第%d行的%s列", at.first, at.last, quoted(titles[at])))
	}
	text := strings.Join(out, "、")
	if len(order) > mostNamed {
		text += fmt.Sprintf("等%d处", len(order))
	}
	return text
}

func (n *notices) hiddenPlaces() string {
	var out []string
	if n.hidden.count > 0 {
		out = append(out, n.hidden.String())
	}
	if len(n.columns) > 0 {
		out = append(out, strings.Join(n.columns, "、"))
	}
	return strings.Join(out, "，")
}
