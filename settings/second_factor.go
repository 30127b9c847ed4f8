package settings

import (
	"slices"

	"shuangsuiji/inspection/law"
)

// SecondFactorRoles are the roles that log in with a second factor (动态口令) beside
// the password. GB/T 22239-2019 8.1.4.1 d) asks for two ways of telling who it is.
var SecondFactorRoles = setting[[]law.Role]{
	about: About{Name: "second_factor_roles", Title: "须用动态口令登录的角色",
		Meaning: "这些角色（含受托行使的）登录时除密码外还须输入动态口令（手机上的验证器每30秒生成的6位数字）；尚未设置的，登录后只能先设置。" +
			"其他人员可以自愿设置，设置后登录同样需要。自下一次登录起适用。演示和培训数据中没有修改过本参数的，不要求动态口令。",
		Bounds: "角色代码的列表，不重复；空列表为不要求。",
		Who:    []law.Role{law.RoleBureauHead}},
	standard: func() []law.Role {
		return []law.Role{law.RoleAdministrator, law.RoleBureauHead}
	},
	check: func(roles *[]law.Role, bad *law.Invalid) {
		for i, r := range *roles {
			if !law.IsStaffRole(r) {
				bad.Add("", string(r), "没有名为“%s”的角色", r)
			} else if slices.Contains((*roles)[:i], r) {
				bad.Add("", string(r), "角色“%s”重复", r.Chinese())
			}
		}
	},
}
