package notify

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// digestGroup is one kind of notice and its name in the digest.
type digestGroup struct {
	kind law.NoticeKind
	name string
}

// digestGroups are the kinds in the order of their urgency. What is of another
// kind comes last: nothing unread is left out.
var digestGroups = []digestGroup{
	{law.NoticeOverdue, "逾期"},
	{law.NoticeReminder, "即将届满"},
	{law.NoticeTask, "待办"},
	{law.NoticeChange, "变更"},
	{"", "其他"},
}

var chineseOrdinals = []string{"一", "二", "三", "四", "五"}

// Digest words the daily digest of one person's unread messages: the kinds with
// their counts, under each kind the cases and tasks by number, under each of
// these its messages from the oldest on. Without messages both results are
// empty, and there is nothing to send.
func Digest(unread []record.Message, day calendar.Date) (subject, body string) {
	if len(unread) == 0 {
		return "", ""
	}
	date := day.ChineseString()
	var counts []string
	var text strings.Builder
	for i, messages := range byGroup(unread) {
		if len(messages) == 0 {
			continue
		}
		name := digestGroups[i].name
		fmt.Fprintf(&text, "\n%s、%s（%d条）\n", chineseOrdinals[len(counts)], name, len(messages))
		counts = append(counts, fmt.Sprintf("%s%d条", name, len(messages)))
		writeSubjects(&text, messages)
	}
	summary := strings.Join(counts, "、")
	subject = fmt.Sprintf("%s双随机抽查消息汇总：%s", date, summary)
	body = fmt.Sprintf("截至%s，您有未读消息%d条：%s。\n%s\n请登录系统查看办理。本邮件由系统自动发送，请勿直接回复。\n",
		date, len(unread), summary, text.String())
	return subject, body
}

// byGroup has one entry for each of digestGroups.
func byGroup(unread []record.Message) [][]record.Message {
	groups := make([][]record.Message, len(digestGroups))
	last := len(digestGroups) - 1
	for _, m := range unread {
		i := slices.IndexFunc(digestGroups[:last], func(g digestGroup) bool { return g.kind == m.Kind })
		if i < 0 {
			i = last
		}
		groups[i] = append(groups[i], m)
	}
	return groups
}

// writeSubjects numbers the cases and tasks of one kind. Messages that came at
// the same moment stand in the order in which they were written.
func writeSubjects(text *strings.Builder, messages []record.Message) {
	slices.SortFunc(messages, func(a, b record.Message) int {
		return cmp.Or(compareNumbers(a.Subject, b.Subject), a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID))
	})
	number := 0
	for i, m := range messages {
		if i == 0 || m.Subject != messages[i-1].Subject {
			number++
			fmt.Fprintf(text, "%d. %s\n", number, m.Subject)
		}
		fmt.Fprintf(text, "   %s\n", strings.ReplaceAll(m.Text, "\n", "\n   "))
	}
}

// compareNumbers orders the numbers of cases part by part; their parts have no
// fixed width, and 9999 comes before 10000.
func compareNumbers(a, b string) int {
	return slices.CompareFunc(strings.Split(a, "-"), strings.Split(b, "-"), func(x, y string) int {
		return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y))
	})
}
