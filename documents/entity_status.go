package documents

import (
	"slices"
	"strings"

	"shuangsuiji/inspection/registers"
)

// entityStatuses is the order in which the statuses are offered.
var entityStatuses = []registers.EntityStatus{registers.EntityActive, registers.EntityClosed, registers.EntityDeregistered}

// otherStatuses are the words of the national publicity system (国家企业信用信息公示系统)
// and of older tables for an entity's state, as the register knows it: who is there and
// does no business any more (歇业, 吊销, 清算) is closed, who is no longer entered here
// (撤销, 迁出) is gone. Neither is drawn.
var otherStatuses = map[string]registers.EntityStatus{
	"正常": registers.EntityActive, "正常经营": registers.EntityActive, "开业": registers.EntityActive, "在业": registers.EntityActive,
	"在营": registers.EntityActive, "在册": registers.EntityActive, "营业": registers.EntityActive,
	"歇业": registers.EntityClosed, "停业整顿": registers.EntityClosed, "清算": registers.EntityClosed, "清算中": registers.EntityClosed,
	"吊销": registers.EntityClosed, "吊销未注销": registers.EntityClosed, "已吊销": registers.EntityClosed, "吊销已注销": registers.EntityDeregistered,
	"撤销": registers.EntityDeregistered, "撤销登记": registers.EntityDeregistered, "已撤销": registers.EntityDeregistered,
	"迁出": registers.EntityDeregistered, "已迁出": registers.EntityDeregistered, "已注销": registers.EntityDeregistered,
}

// unremarkable say just what the register says, in other words.
var unremarkable = []string{"", "正常"}

// readStatus reads an entity's state in the register's words or others.
func readStatus(cell string) (status registers.EntityStatus, known bool) {
	word := statusWord(cell)
	if word == "" {
		return registers.EntityActive, true
	}
	for _, s := range entityStatuses {
		if registers.EntityStatusNames[s] == word {
			return s, true
		}
	}
	status, known = otherStatuses[word]
	return status, known
}

// statusWord is the word without what explains it in brackets, 存续（在营、开业、在册）, and
// without marks.
func statusWord(cell string) string {
	word, _, _ := strings.Cut(folded(cell), "(")
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" ,，、;；。.", r) {
			return -1
		}
		return r
	}, word)
}

// toldStatus says what a state was taken for that the register calls otherwise.
func toldStatus(cell string, e registers.Entity) string {
	name := registers.EntityStatusNames[e.Status]
	if written := trim(cell); written == name || slices.Contains(unremarkable, written) {
		return ""
	}
	out := "“" + excerpt(trim(cell), 40) + "”按“" + name + "”导入"
	if e.Status != registers.EntityActive {
		out += "，不参加抽取"
	}
	return out + "，请核对。"
}

func statusColumn(c Column[registers.Entity]) Column[registers.Entity] {
	for _, status := range entityStatuses {
		c.Choices = append(c.Choices, registers.EntityStatusNames[status])
	}
	c.Get = func(e registers.Entity) string { return registers.EntityStatusNames[e.Status] }
	c.Set = func(e *registers.Entity, s string) error {
		status, known := readStatus(s)
		if !known {
			return invalid("status_unknown", "应为%s", strings.Join(c.Choices, "、"))
		}
		e.Status = status
		return nil
	}
	c.Told = toldStatus
	return c
}
