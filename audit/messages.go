package audit

import (
	"context"
	"strings"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// told is what persons were told of a subject, as its acts tell it, by the
// notices' keys. off: it depends on a calendar that is no more.
type told struct {
	texts map[string]string
	off   bool
}

func (c *check) tell(notices []law.Notice) {
	if c.told.texts == nil {
		c.told.texts = map[string]string{}
	}
	for _, n := range notices {
		c.told.texts[n.Key] = n.Text
	}
}

// messages: what lies in the inboxes is what the acts told. Times and reminders
// depend on settings; their texts are not compared.
func (c *check) messages(ctx context.Context, subject string, acts []record.Act) error {
	if c.told.off || len(acts) == 0 {
		return nil
	}
	all, err := c.record.CaseMessages(ctx, subject)
	if err != nil {
		return err
	}
	for _, m := range all {
		text, known := c.told.texts[m.Key]
		if known && text == m.Text || !known && !strings.HasPrefix(m.Key, "act/") {
			continue
		}
		if err := c.found("messages", subject, "message_differs", "%s发给账号%s的消息（%s）与办理记录不符。", subject, m.Account, m.Key); err != nil {
			return err
		}
	}
	return nil
}
