package settings

import (
	"shuangsuiji/inspection/law"
)

// longestLink is in days.
const longestLink = 366

// EntityLinkDays is how many days an entity's link opens its case.
var EntityLinkDays = setting[int]{
	about: About{Name: "entity_link_days", Title: "检查对象链接的有效期",
		Meaning: "检查对象凭以查看本案、提交自查等的链接，自生成起多少日内有效；到期后由检查组或者经办换发。自下一个链接起适用；已生成的不变。",
		Bounds:  "1至366日的整数。",
		Who:     []law.Role{law.RoleAdministrator, law.RoleBureauHead}},
	standard: func() int { return 90 },
	check: func(days *int, bad *law.Invalid) {
		if *days < 1 || *days > longestLink {
			bad.Add("", text(*days), "有效期应为1至%d日，不能是%d", longestLink, *days)
		}
	},
}

// SeparateInviters is whether each outside witness of a draw is invited by somebody
// else, so that no one person holds the links of two.
var SeparateInviters = setting[bool]{
	about: About{Name: "separate_witness_inviters", Title: "外部见证人分别邀请",
		Meaning: "同一次抽取有两名以上外部见证人的，其链接是否必须由不同人员（经办、监督）分别生成，以免一人掌握两名见证人的链接。自下一次邀请起适用。",
		Bounds:  "true为必须分别邀请，false为可以由一人邀请。",
		Who:     []law.Role{law.RoleBureauHead}},
	standard: func() bool { return true },
	check:    func(*bool, *law.Invalid) {},
}
