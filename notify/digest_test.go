package notify

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

func TestDigest(t *testing.T) {
	t.Parallel()
	at := func(minute int) time.Time { return time.Date(2024, 4, 8, 1, minute, 0, 0, time.UTC) }
	subject, body := Digest([]record.Message{
		{ID: 6, Subject: "2024001-001-10000", Kind: law.NoticeTask, Text: "待认定检查结果。", Created: at(5)},
		{ID: 5, Subject: "2024001-001-9999", Kind: law.NoticeTask, Text: "待登记检查情况。", Created: at(4)},
		{ID: 4, Subject: "2024001-001-0007", Kind: law.NoticeReminder, Text: "公示期限还有1个工作日。", Created: at(3)},
		{ID: 3, Subject: "2024001-001-0007", Kind: law.NoticeReminder, Text: "公示期限还有3个工作日。\n请抓紧办理。", Created: at(1)},
		{ID: 2, Subject: "2024001-001-0002", Kind: law.NoticeOverdue, Text: "通知已逾期。", Created: at(2)},
		{ID: 7, Subject: "2024001-001", Kind: law.NoticeChange, Text: "检查人员已调整。", Created: at(6)},
		{ID: 8, Subject: "2024001-001", Kind: "later", Text: "新版本的消息。", Created: at(7)},
	}, calendar.NewDate(2024, time.April, 8))
	require.Equal(t, "2024年4月8日双随机抽查消息汇总：逾期1条、即将届满2条、待办2条、变更1条、其他1条", subject)
	want := `截至2024年4月8日，您有未读消息7条：逾期1条、即将届满2条、待办2条、变更1条、其他1条。

一、逾期（1条）
1. 2024001-001-0002
   通知已逾期。

二、即将届满（2条）
1. 2024001-001-0007
   公示期限还有3个工作日。
   请抓紧办理。
   公示期限还有1个工作日。

三、待办（2条）
1. 2024001-001-9999
   待登记检查情况。
2. 2024001-001-10000
   待认定检查结果。

四、变更（1条）
1. 2024001-001
   检查人员已调整。

五、其他（1条）
1. 2024001-001
   新版本的消息。

请登录系统查看办理。本邮件由系统自动发送，请勿直接回复。
`
	require.Empty(t, cmp.Diff(want, body))
}

func TestDigestNumbersOnlyTheGroupsThatAreThere(t *testing.T) {
	t.Parallel()
	subject, body := Digest([]record.Message{
		{Subject: "2024001-001-0001", Kind: law.NoticeChange, Text: "已变更。"},
		{Subject: "2024001-001-0002", Kind: law.NoticeTask, Text: "待办理。"},
	}, calendar.NewDate(2024, time.April, 9))
	require.Contains(t, subject, "：待办1条、变更1条")
	require.Contains(t, body, "一、待办（1条）")
	require.Contains(t, body, "二、变更（1条）")
	require.NotContains(t, subject+body, "逾期")
}

func TestNoDigestOfNothing(t *testing.T) {
	t.Parallel()
	subject, body := Digest(nil, calendar.NewDate(2024, time.April, 8))
	require.Empty(t, subject+body)
}

func TestDigestLeavesNothingOutAndItsInputAlone(t *testing.T) {
	t.Parallel()
	kinds := []law.NoticeKind{law.NoticeOverdue, law.NoticeReminder, law.NoticeTask, law.NoticeChange, "later"}
	rapid.Check(t, func(t *rapid.T) {
		var unread []record.Message
		for i := range rapid.IntRange(1, 30).Draw(t, "messages") {
			unread = append(unread, record.Message{
				ID:      int64(i),
				Subject: fmt.Sprintf("2024001-001-%04d", rapid.IntRange(1, 5).Draw(t, "case")),
				Kind:    rapid.SampledFrom(kinds).Draw(t, "kind"),
				Text:    fmt.Sprintf("〔第%d号消息〕", i),
			})
		}
		given := append([]record.Message(nil), unread...)
		_, body := Digest(unread, calendar.NewDate(2024, time.April, 8))
		require.Equal(t, given, unread)
		for _, m := range unread {
			require.Equal(t, 1, strings.Count(body, m.Text))
			require.Contains(t, body, m.Subject)
		}
		require.Contains(t, body, fmt.Sprintf("未读消息%d条", len(unread)))
	})
}
