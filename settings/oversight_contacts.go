package settings

import (
	"strings"
	"unicode/utf8"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
)

// longestContact is what a line on a slip of paper holds, in characters.
const longestContact = 100

// Contacts are to whom an entity can turn about how it is inspected, outside the
// bureau: the government's organ that supervises enforcement (行政执法监督条例第6条) and the
// hotline.
type Contacts struct {
	Office    string `json:"office"`
	Telephone string `json:"telephone"`
	Hotline   string `json:"hotline"`
}

// Text says so in a sentence; "" where there is nobody to name.
func (c Contacts) Text() string {
	var to []string
	if c.Office != "" {
		office := c.Office
		if c.Telephone != "" {
			office += "（电话" + c.Telephone + "）"
		}
		to = append(to, office)
	}
	if c.Hotline != "" {
		to = append(to, c.Hotline+"热线")
	}
	if len(to) == 0 {
		return ""
	}
	return "对检查行为有意见的，可以向" + strings.Join(to, "或者") + "反映。"
}

// OversightContacts are printed on what is handed to an entity and stand on its link.
var OversightContacts = setting[Contacts]{
	about: About{Name: "oversight_contacts", Title: "行政执法监督联系方式",
		Meaning: "写在交给检查对象的链接单、检查码页面和检查对象凭链接查看的页面上：行政执法监督机构（司法行政部门）的名称和电话、热线号码。空白的不写。即时生效。",
		Bounds:  "每项不超过100个字符。",
		Who:     access.ChangeSettings.Roles()},
	standard: func() Contacts { return Contacts{Hotline: "12345"} },
	check: func(c *Contacts, bad *law.Invalid) {
		for field, text := range map[law.Path]*string{"office": &c.Office, "telephone": &c.Telephone, "hotline": &c.Hotline} {
			*text = strings.TrimSpace(*text)
			if utf8.RuneCountInString(*text) > longestContact {
				bad.Add(field, *text, "不能超过%d个字符", longestContact)
			}
		}
	},
}
