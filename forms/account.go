package forms

import (
	"shuangsuiji/codes"
)

// FromOwnRoles are the powers of one's own that can be lent.
const FromOwnRoles Source = "own_roles"

// What people ask for about their own account, as the interface takes it.
var (
	// NewDelegation lends a power to a colleague for a time (委托).
	NewDelegation = []Field{
		code("role", "委托的职权").from(FromOwnRoles),
		code("to", "受托人").from(FromAccounts),
		day("begin", "开始日期").suggest(Today),
		day("end", "最后一日"),
		text("reason", "理由").longest(1000).example("外出学习"),
	}
	// NewToken is for a program that acts for the account.
	NewToken = []Field{
		text("name", "用途").longest(100).example("每日导出台账"),
		{Kind: Choice, Name: "scope", Label: "权限", Codes: tokenScopes, Required: Always, Shown: Always},
		number("days", "有效天数").optional().help("不填为90日，最长365日"),
	}
)

var tokenScopes = codes.List{{Value: "read", Name: "只能查看"}, {Value: "act", Name: "查看和办理"}}
