package web

// inputDone names what was done just now, in the address to which a form leads.
const inputDone = "done"

// notices say what was done; what is not among them is said by nobody.
var notices = map[string]string{ //nolint:gosec // words for people, no credentials
	"plan_propose":       "年度计划已提请批准。",
	"plan_return":        "年度计划已退回。",
	"plan_approve":       "年度计划已批准。",
	"plan_publish":       "年度计划已公布。",
	"imported":           "已导入。",
	"item_confirmed":     "抽查事项依据已确认。",
	"notice":             "放假安排已录入，未办结的期限已重新计算。",
	"account_made":       "账号已建立。请重设密码，把新密码交给本人；首次登录后必须修改。",
	"account_changed":    "账号已修改。",
	"factor_reset":       "动态口令已重设，该账号的登录和令牌已失效。",
	"handover_withdrawn": "交接已撤回。",
	"handover_proposed":  "交接已提出，由另一名局负责人、监督或者管理员确认后生效。",
	"setting":            "参数已修改。",
	"mail_resumed":       "邮件已重新列入待发。",
	"clock":              "业务时钟已拨动。",
	"read":               "已标为已读。",
	"link_revoked":       "链接已撤销。",
	"password":           "密码已修改，本账号的其他登录和全部令牌已失效。",
	"session_ended":      "登录已结束。",
	"token_revoked":      "令牌已吊销。",
	"delegated":          "委托已登记。",
	"delegation_revoked": "委托已撤回。",
}
