package web

import (
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
)

// entry is one line of the menu.
type entry struct {
	Path, Name, Icon string
	Roles            []law.Role // who sees it; nil: everybody
	Also             string     // path of other pages that belong to it
}

// menu are the sections of the console. Who sees one is who may read what it shows.
var menu = []entry{
	{Path: Root, Name: "工作台", Icon: "home"},
	{Path: Root + "/tasks", Name: "抽查任务", Icon: "tasks", Roles: access.ReadTasks.Roles()},
	{Path: Root + "/cases", Name: "检查案件", Icon: "cases", Roles: access.ReadCases.Roles()},
	{Path: Root + "/proceedings", Name: "后续处理", Icon: "proceedings", Roles: access.ReadProceedings.Roles()},
	{Path: Root + "/plans", Name: "年度计划", Icon: "plans", Roles: access.ReadPlans.Roles(), Also: Root + "/years"},
	{Path: Root + "/registers", Name: "名录清单", Icon: "registers", Roles: access.ReadRegisters.Roles()},
	{Path: Root + "/calendar", Name: "工作日历", Icon: "calendar"},
	{Path: Root + "/office", Name: "系统管理", Icon: "office", Roles: access.ReadSettings.Roles()},
	{Path: Root + "/flow", Name: "流程", Icon: "flow", Roles: access.WatchProcedures.Roles()},
	{Path: Root + "/inbox", Name: "系统消息", Icon: "inbox"},
	{Path: Root + "/me", Name: "本人账号", Icon: "me"},
	{Path: Root + "/help", Name: "操作手册", Icon: "help"},
}

// menuOf is what the actor sees of the menu.
func menuOf(a law.Actor) []entry {
	var out []entry
	for _, e := range menu {
		if e.Roles == nil || a.Has(e.Roles...) {
			out = append(out, e)
		}
	}
	return out
}
