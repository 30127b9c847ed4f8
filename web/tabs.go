package web

import (
	"strings"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
)

// tabs are the pages of a section that has several, by the section's path.
var tabs = map[string][]entry{
	Root + "/registers": {
		{Path: Root + "/registers/entities", Name: "检查对象"},
		{Path: Root + "/registers/inspectors", Name: "执法检查人员"},
		{Path: Root + "/registers/items", Name: "抽查事项"},
		{Path: Root + "/registers/import/grades", Name: "导入风险等级", Roles: access.ImportGrades.Roles()},
		{Path: Root + "/registers/import/visits", Name: "导入其他部门入企检查", Roles: access.ImportRegisters.Roles()},
	},
	Root + "/office": {
		{Path: Root + "/office", Name: "运行状况", Roles: access.ReadSettings.Roles()},
		{Path: Root + "/office/accounts", Name: "账号", Roles: access.ReadAccounts.Roles()},
		{Path: Root + "/office/handovers", Name: "离任交接", Roles: handoverRoles},
		{Path: Root + "/office/settings", Name: "参数", Roles: access.ReadSettings.Roles()},
		{Path: Root + "/office/mail", Name: "未送达的邮件", Roles: access.ReadUndelivered.Roles()},
		{Path: Root + "/office/security", Name: "安全日志", Roles: access.ReadSecurityLog.Roles()},
		{Path: Root + "/office/procedures", Name: "核对流程", Roles: access.CompareProcedures.Roles()},
		{Path: Root + "/office/rules", Name: "规则版本"},
	},
	Root + "/me": {
		{Path: Root + "/me", Name: "概况"},
		{Path: Root + "/me/delegations", Name: "委托"},
		{Path: Root + "/me/password", Name: "密码"},
		{Path: Root + "/me/second-factor", Name: "动态口令"},
		{Path: Root + "/me/sessions", Name: "登录"},
		{Path: Root + "/me/tokens", Name: "令牌"},
	},
}

// tabsOf are those that the actor may open, and which of them the path lies below.
func tabsOf(section, path string, a law.Actor) (shown []entry, at string) {
	for _, e := range tabs[section] {
		if e.Roles != nil && !a.Has(e.Roles...) {
			continue
		}
		shown = append(shown, e)
		if (path == e.Path || strings.HasPrefix(path, e.Path+"/")) && len(e.Path) > len(at) {
			at = e.Path
		}
	}
	if len(shown) < 2 { // nothing to choose among
		return nil, ""
	}
	if at == "" && path == section {
		at = shown[0].Path
	}
	return shown, at
}
