package settings

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
)

// MailMode is which of the messages in an inbox go out by e-mail too.
type MailMode string

// The modes. An entity with an address, which has no inbox, gets its notices
// singly in each of them but the first.
const (
	MailOff              MailMode = "off"
	MailSingle           MailMode = "single"            // each message at once
	MailSingleWithDigest MailMode = "single_and_digest" // that, and the digest
	MailDigest           MailMode = "digest"            // the digest (每日汇总) instead
)

var mailModes = []MailMode{MailOff, MailSingle, MailSingleWithDigest, MailDigest}

// MailSetting is what the bureau says of e-mail. The mail server's address and
// password are the process's configuration, not a setting.
type MailSetting struct {
	Mode MailMode `json:"mode"`
	// Domain is the right side of each Message-ID.
	Domain string `json:"domain"`
}

// On reports whether any mail goes out.
func (m MailSetting) On() bool { return m.Mode != MailOff && m.Mode != "" }

// Singly reports whether each message goes to its account's address at once.
func (m MailSetting) Singly() bool { return m.Mode == MailSingle || m.Mode == MailSingleWithDigest }

// Digest reports whether accounts get the daily digest.
func (m MailSetting) Digest() bool { return m.Mode == MailDigest || m.Mode == MailSingleWithDigest }

// MessageID names a mail. It is the same for the same thing told to the same
// person, so that the outbox takes it once and the receiver recognises a repeat.
func (m MailSetting) MessageID(subject, key, person string) string {
	sum := sha256.Sum256([]byte(subject + "\x00" + key + "\x00" + person))
	return "<" + hex.EncodeToString(sum[:16]) + "@" + m.Domain + ">"
}

// noDomain is a name that can belong to nobody (RFC 2606).
const noDomain = "shuangsuiji.invalid"

const longestDomain = 120

var domainForm = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$`)

// Mail is what goes out by e-mail.
var Mail = setting[MailSetting]{
	about: About{Name: "mail", Title: "电子邮件",
		Meaning: "mode：off为不发邮件；single为每条消息逐条发送；single_and_digest为逐条发送并每日汇总；digest为工作人员只收每日汇总。" +
			"每日汇总在每个工作日的提醒时刻发给有邮箱且有未读消息的账号；检查对象的通知始终逐条发送。domain为邮件编号（Message-ID）所用的本单位域名。" +
			"自下一条消息、下一次汇总时起适用；已在待发队列中的邮件照发。邮件服务器由运行维护人员在启动参数中设置。",
		Bounds: "mode为off、single、single_and_digest或者digest；domain为小写域名，不超过120个字符。",
		Who:    access.ChangeMailSettings.Roles()},
	standard: func() MailSetting { return MailSetting{Mode: MailOff, Domain: noDomain} },
	check: func(m *MailSetting, bad *law.Invalid) {
		if !slices.Contains(mailModes, m.Mode) {
			bad.Add("mode", string(m.Mode), "mode应为off、single、single_and_digest或者digest，不能是“%s”", m.Mode)
		}
		m.Domain = strings.ToLower(strings.TrimSpace(m.Domain))
		if len(m.Domain) > longestDomain || !domainForm.MatchString(m.Domain) {
			bad.Add("domain", m.Domain, "“%s”不是有效的域名", m.Domain)
		}
	},
}
