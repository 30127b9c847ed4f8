package web

// inputDone names what was done just now, in the address to which a form leads.
const inputDone = "done"

// notices say what was done; what is not among them is said by nobody.
var notices = map[string]string{
	"plan_propose":       "年度计划已提请批准。",
	"plan_return":        "年度计划已退回。",
	"plan_approve":       "年度计划已批准。",
	"plan_publish":       "年度计划已公布。",
	"read":               "已标为已读。",
	"password":           "密码已修改，本账号的其他登录和全部令牌已失效。",
	"session_ended":      "登录已结束。",
	"token_revoked":      "令牌已吊销。",
	"delegated":          "委托已登记。",
	"delegation_revoked": "委托已撤回。",
}
