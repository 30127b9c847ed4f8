package registers

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/creditcode"
	"shuangsuiji/inspection/law"
)

// ExternalVisit is another department's visit to an entity, as that department
// reported it: it counts towards how often the entity is visited.
type ExternalVisit struct {
	Entity string        // 统一社会信用代码
	On     calendar.Date // 日期
	Agency string        // 检查机关
	Item   string        // 事项
}

// Validate checks the visit and normalises the credit code.
func (v *ExternalVisit) Validate() error {
	var bad law.Invalid
	if code, err := creditcode.Parse(v.Entity); err != nil {
		bad.Add("entity", v.Entity, "%s", err.Error())
	} else {
		v.Entity = string(code)
	}
	if v.On.IsZero() {
		bad.Add("on", "", "必须填写日期")
	}
	Required(&bad, "agency", v.Agency, "检查机关")
	return bad.Err("external_visit_invalid", "其他部门的检查")
}
