package documents

import (
	"fmt"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/creditcode"
	"shuangsuiji/inspection/registers"
)

// The words of the inspectors' table for whether somebody can be drawn.
const (
	onDuty  = "在岗"
	offDuty = "离岗"
)

// Inspectors is the table of the inspectors' register (执法检查人员名录库).
func Inspectors() *Table[registers.Inspector] {
	type I = registers.Inspector
	type C = Column[I]
	return &Table[I]{
		Name: "执法检查人员名录库", Sheet: "执法检查人员名录库",
		New:       func() I { return I{Active: true} },
		Check:     func(i *I) ([]string, error) { return nil, i.Validate() },
		Key:       func(i I) string { return i.Certificate },
		KeyColumn: "执法证号",
		Notes: []string{
			"日期可写作2024-04-19、2024/4/19、2024年4月19日或者20240419。",
			"证件有效期届满、正在请假或者离岗的人员不参加抽取；所在单位和回避对象被抽中时，该人员回避。",
		},
		Columns: []Column[I]{
			C{Title: "执法证号", Also: []string{"执法证件号", "执法证编号", "执法证件编号", "执法证号码", "执法证件号码", "行政执法证号", "行政执法证编号", "行政执法证件号"}, Field: "certificate", Required: true, Width: 20, Note: "行政执法证件编号", Example: "YS-0000-0000"}.code(func(i *I) *string { return &i.Certificate }),
			C{Title: "姓名", Also: []string{"人员姓名", "执法人员姓名", "检查人员姓名"}, Field: "name", Required: true, Width: 14, Example: "演示执法员"}.text(func(i *I) *string { return &i.Name }),
			C{Title: "部门", Also: []string{"所属部门", "所在部门", "工作部门", "工作单位", "科室", "所属科室", "所在科室", "处室", "所在处室"}, Field: "department", Required: true, Width: 22, Example: "劳动保障监察大队"}.text(func(i *I) *string { return &i.Department }),
			C{Title: "所在单位统一社会信用代码", Also: []string{"所在单位信用代码", "单位统一社会信用代码"}, Field: "employer", Width: 26, Note: "人员所在单位也可能被抽中时填写，例如社会保险中心", Example: exampleAgency}.code(func(i *I) *string { return &i.Employer }),
			C{Title: "证件有效期至", Also: []string{"有效期至", "有效期", "有效期限", "证件有效期", "证件有效期限", "执法证有效期", "执法证有效期至"}, Field: "validThrough", Required: true, Width: 16, Note: "证件有效的最后一日；写作“起始日至届满日”的，取届满日", Example: "2026-12-31"}.lastDay(func(i *I) *calendar.Date { return &i.ValidThrough }),
			C{Title: "专长", Also: []string{"专业特长", "业务专长", "特长"}, Field: "specialities", Width: 24, Note: "多项用顿号或者分号分隔", Example: "劳动关系、社会保险"}.list(func(i *I) *[]string { return &i.Specialities }, nil),
			C{Title: "回避", Also: []string{"回避对象", "应回避对象", "回避单位"}, Field: "recused", Width: 40, Note: "应当回避的检查对象的统一社会信用代码，多个用分号或者顿号分隔", Example: exampleCode + ";" + exampleAgency}.list(func(i *I) *[]string { return &i.Recused }, readCode),
			C{Title: "请假开始", Field: "leaveFrom", Width: 14}.date(func(i *I) *calendar.Date { return &i.LeaveFrom }),
			C{Title: "请假结束", Field: "leaveTo", Width: 14, Note: "含当日"}.date(func(i *I) *calendar.Date { return &i.LeaveTo }),
			dutyColumn(C{Title: "状态", Also: []string{"在岗状态", "人员状态", "在岗情况"}, Field: "active", Width: 10, Note: "在岗或者离岗；不填为在岗", Example: onDuty, Choices: []string{onDuty, offDuty}}),
		},
	}
}

// InspectorForm is the short form of the inspectors' register.
func InspectorForm() *Table[registers.Inspector] {
	return Inspectors().Only("执法证号", "姓名", "部门", "证件有效期至", "状态", "专长", "回避")
}

func readCode(s string) (string, error) {
	code, err := creditcode.Parse(s)
	if err != nil {
		return "", fmt.Errorf("“%s”：%w", excerpt(s, 30), err)
	}
	return string(code), nil
}

func dutyColumn(c Column[registers.Inspector]) Column[registers.Inspector] {
	c.Get = func(i registers.Inspector) string {
		if i.Active {
			return onDuty
		}
		return offDuty
	}
	c.Set = func(i *registers.Inspector, s string) error {
		switch trim(s) {
		case onDuty, "":
			i.Active = true
		case offDuty:
			i.Active = false
		default:
			return invalid("status_unknown", "应为在岗、离岗")
		}
		return nil
	}
	return c
}
