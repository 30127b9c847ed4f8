package notify

import (
	"errors"
	"regexp"
	"strings"

	"github.com/wneessen/go-mail"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/record"
)

// messageIDForm is RFC 5322's msg-id without comments and quoted parts.
var messageIDForm = regexp.MustCompile(`^<[^<>@\s]+@[^<>@\s]+>$`)

// The reasons for which a mail is not even offered to the server; staff read
// them beside the mail.
var (
	errAddress   = errors.New("收件地址不是有效的邮箱地址")
	errMessageID = errors.New("邮件编号（Message-ID）的格式不正确")
)

// compose makes the message of a mail. The same mail gives the same message,
// byte by byte. The sender has been checked before.
func compose(from string, m record.Mail) (*mail.Msg, error) {
	if !messageIDForm.MatchString(m.MessageID) {
		return nil, errMessageID
	}
	msg := mail.NewMsg(mail.WithCharset(mail.CharsetUTF8), mail.WithEncoding(mail.EncodingB64), mail.WithNoDefaultUserAgent())
	if err := msg.From(from); err != nil {
		return nil, errors.New("发件人不是有效的邮箱地址")
	}
	if err := msg.To(m.To); err != nil {
		return nil, errAddress
	}
	// SetMessageIDWithValue would put a second pair of angle brackets around it.
	msg.SetGenHeader(mail.HeaderMessageID, m.MessageID)
	if !m.Created.IsZero() {
		msg.SetDateWithValue(m.Created.In(calendar.Shanghai))
	}
	// Keeps holiday responders from answering a program (RFC 3834).
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.Subject(m.Subject)
	msg.SetBodyString(mail.TypeTextPlain, withCRLF(m.Body))
	return msg, nil
}

// withCRLF gives a text the line breaks that it must have before it is encoded
// as base64 (RFC 2045, 6.8).
func withCRLF(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r\n")
}
