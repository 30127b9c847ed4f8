package bureau

import (
	"fmt"
	"slices"
	"time"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// tellOfReset tells the person, and every supervisor but whoever did it, what of the
// account was reset (重设), and why.
func tellOfReset(what, reason string, a record.Account, others []record.Account, by string, at time.Time) []record.Message {
	done := fmt.Sprintf("的%s已由%s重设，原有的登录和令牌全部失效。理由：%s", what, nameOf(by, others), reason)
	messages := []record.Message{messageOf(a, a.ID, "您的账号“"+a.Login+"”"+done+"。如有疑问，请向监督人员反映。", at)}
	return append(messages, tellSupervisors(a, others, by, "账号“"+a.Login+"”（"+a.Name+"）"+done, at)...)
}

// tellOfRoles tells every supervisor but whoever did it that somebody's roles are others
// now.
func tellOfRoles(a, before record.Account, others []record.Account, by string, at time.Time) []record.Message {
	if before.ID == "" || slices.Equal(a.Roles, before.Roles) {
		return nil
	}
	text := fmt.Sprintf("账号“%s”（%s）的角色由%s改为%s，办理人：%s", a.Login, a.Name, rolesInChinese(before.Roles), rolesInChinese(a.Roles), nameOf(by, others))
	return tellSupervisors(a, others, by, text, at)
}

func tellSupervisors(a record.Account, others []record.Account, by, text string, at time.Time) []record.Message {
	var messages []record.Message
	for _, x := range others {
		if x.Active && x.ID != by && slices.Contains(x.Roles, law.RoleSupervisor) {
			messages = append(messages, messageOf(a, x.ID, text+"。", at))
		}
	}
	return messages
}

// messageOf is a message about the account. Its key is its own: the same can be told
// again.
func messageOf(a record.Account, to, text string, at time.Time) record.Message {
	return record.Message{Account: to, Subject: a.ID, Key: "account/" + randomText(9), Kind: law.NoticeChange, Text: text, Created: at}
}

// nameOf is how messages call who did it: by name and login, or as the operator of the
// machine.
func nameOf(id string, accounts []record.Account) string {
	for _, a := range accounts {
		if a.ID == id {
			return a.Name + "（" + a.Login + "）"
		}
	}
	return "管理本机的人员（" + id + "）"
}

func rolesInChinese(roles []law.Role) string {
	if len(roles) == 0 {
		return "无"
	}
	return law.RoleNames(roles)
}
