package law

import "slices"

// roleExclusion is two roles that one person may not hold together, neither as own
// roles nor with one of them lent (委托).
type roleExclusion struct {
	a, b   Role
	reason string // in Chinese, with its source
}

// Why roles exclude each other. The first is a rule of the protection of information
// systems, the second of the bureau's own discipline, the others of the law on
// administrative penalties: who reviews a decision has no part in it, and who
// decides looks at what others found out.
const (
	administersOnly = "管理员管理账号和参数，不参与办案和监督（GB/T 22239-2019 8.1.4.2 d)：管理用户的权限分离）"
	supervisesOnly  = "监督人员不能办理受其监督的事项（行政处罚法第七十五条：行政处罚监督制度）"
	reviewsApart    = "法制审核由办案以外的人员承担（行政处罚法第五十八条；国办发〔2018〕118号第四部分）"
	reviewsBefore   = "法制审核在负责人作出决定之前进行，不能由作出决定的人承担（行政处罚法第五十八条第一款）"
	decidesOnOthers = "负责人审查他人的调查结果并作出决定，不能同时是经办或者执法人员（行政处罚法第五十七条第一款）"
)

var roleExclusions = []roleExclusion{
	{RoleAdministrator, RoleClerk, administersOnly},
	{RoleAdministrator, RoleInspector, administersOnly},
	{RoleAdministrator, RoleSectionHead, administersOnly},
	{RoleAdministrator, RoleBureauHead, administersOnly},
	{RoleAdministrator, RoleLegalReviewer, administersOnly},
	{RoleAdministrator, RoleSupervisor, administersOnly},
	{RoleSupervisor, RoleClerk, supervisesOnly},
	{RoleSupervisor, RoleInspector, supervisesOnly},
	{RoleSupervisor, RoleSectionHead, supervisesOnly},
	{RoleSupervisor, RoleBureauHead, supervisesOnly},
	{RoleSupervisor, RoleLegalReviewer, supervisesOnly},
	{RoleLegalReviewer, RoleClerk, reviewsApart},
	{RoleLegalReviewer, RoleInspector, reviewsApart},
	{RoleLegalReviewer, RoleSectionHead, reviewsApart},
	{RoleLegalReviewer, RoleBureauHead, reviewsBefore},
	{RoleBureauHead, RoleClerk, decidesOnOthers},
	{RoleBureauHead, RoleInspector, decidesOnOthers},
}

// RolesExclude says why the roles may not be held by one person, nil where they may:
// roles_exclude names the first two that exclude each other.
func RolesExclude(roles ...Role) error {
	for _, x := range roleExclusions {
		if slices.Contains(roles, x.a) && slices.Contains(roles, x.b) {
			return Errorf(KindInvalid, "roles_exclude", "%s和%s不能由同一人担任：%s。", x.a.Chinese(), x.b.Chinese(), x.reason)
		}
	}
	return nil
}
