package settings

import (
	"strings"
	"unicode/utf8"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
)

// longestAgency is what the public record holds, in characters.
const longestAgency = 200

// Agency is the name of the inspecting authority in the public record; "" is the
// unit that the annual plan names.
var Agency = setting[string]{
	about: About{Name: "agency", Title: "检查机关名称",
		Meaning: "公示的检查结果中的检查机关。空白时取年度抽查工作计划所载单位。自下一次批准公示时起适用；已公示的内容不变。",
		Bounds:  "不超过200个字符。",
		Who:     access.ChangeSettings.Roles()},
	standard: func() string { return "" },
	check: func(name *string, bad *law.Invalid) {
		*name = strings.TrimSpace(*name)
		if utf8.RuneCountInString(*name) > longestAgency {
			bad.Add("", *name, "检查机关名称不能超过%d个字符", longestAgency)
		}
	},
}
