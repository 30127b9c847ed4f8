package documents

import (
	"slices"

	"shuangsuiji/inspection/plans"
)

// Plan is the annex's table (附件 年度内部联合随机抽查工作计划). Its cells are kept to the
// last blank, so that what went in comes out the same; what a row means is
// [plans.Row.Read]'s to say, and what it leaves open becomes the row's
// warnings.
func Plan() *Table[plans.Row] { return PlanBy(plans.Known{}) }

// PlanBy is [Plan] with what the registers know, against which its names are held.
func PlanBy(known plans.Known) *Table[plans.Row] {
	type P = plans.Row
	type C = Column[P]
	cell := []func(*P) *string{
		func(p *P) *string { return &p.Seq },
		func(p *P) *string { return &p.Unit },
		func(p *P) *string { return &p.PlanNo },
		func(p *P) *string { return &p.PlanName },
		func(p *P) *string { return &p.TaskNo },
		func(p *P) *string { return &p.TaskName },
		func(p *P) *string { return &p.DrawMode },
		func(p *P) *string { return &p.Ratio },
		func(p *P) *string { return &p.Items },
		func(p *P) *string { return &p.Scope },
		func(p *P) *string { return &p.Initiator },
		func(p *P) *string { return &p.Joint },
		func(p *P) *string { return &p.Month },
	}
	notes := map[string]struct {
		width         float64
		note, example string
	}{
		"序号":     {8, "", "1"},
		"单位":     {30, "", "演示县人力资源和社会保障局"},
		"抽查计划编号": {14, "由数字或者字母组成", "YS2024001"},
		"抽查计划名称": {44, "年度+部门+随机抽查+序号（附件备注1）；不一致的提示，不影响导入", "2024年演示县人力资源和社会保障局随机抽查001"},
		"抽查任务编号": {14, "含有序号", "001号"},
		"抽查任务名称": {40, "", "（示例）加强监管，规范执法“双随机”抽查"},
		"抽查类型":   {18, "定向或者不定向；未定的在抽取前由经办人选定", "不定向"},
		"抽查比例":   {12, "百分数或者分数", "10%"},
		"抽查事项":   {40, "", "按照人社局随机抽查事项清单(清单年度全覆盖)"},
		"抽查对象范围": {34, "检查对象类别，多个用顿号分隔", "人力资源服务机构、社保经办机构"},
		"发起处室":   {22, "", "劳动保障监察大队"},
		"联合处室":   {30, "多个用顿号分隔；仅用空格分隔的，抽取前须由经办人确认", "社会保险科、社会保险中心"},
		"抽查时间":   {14, "必须填写到月份（附件备注2）", "2024年4月"},
	}
	also := map[string][]string{
		"单位":     {"单位名称", "实施单位"},
		"抽查计划编号": {"计划编号"},
		"抽查计划名称": {"计划名称", "年度计划名称"},
		"抽查任务编号": {"任务编号"},
		"抽查任务名称": {"任务名称"},
		"抽查类型":   {"抽取类型", "抽取方式"},
		"抽查比例":   {"抽取比例", "检查比例", "抽查比率"},
		"抽查事项":   {"抽查事项名称", "检查事项", "抽查内容", "检查内容"},
		"抽查对象范围": {"抽查对象", "抽查范围", "检查对象", "检查对象范围"},
		"发起处室":   {"发起科室", "发起部门", "发起股室", "发起单位", "牵头处室", "牵头科室", "牵头部门", "牵头股室", "牵头单位"},
		"联合处室":   {"联合科室", "联合部门", "联合股室", "联合单位", "配合处室", "配合科室", "配合部门", "配合股室", "配合单位", "参与处室", "参与科室", "参与部门", "参与股室", "参与单位"},
		"抽查时间":   {"抽查月份", "检查时间", "起止时间", "抽查起止时间", "检查起止时间", "抽查检查起止时间"},
	}
	// What the others mean by a line break is [plans.Row.Read]'s to say.
	oneLine := []string{"单位", "抽查计划编号", "抽查计划名称", "抽查任务编号", "抽查任务名称", "抽查类型"}
	t := &Table[P]{
		Name: "年度抽查工作计划", Sheet: "年度抽查工作计划",
		Check: func(p *P) ([]string, error) {
			task, err := p.ReadBy(known)
			return task.Warnings, err
		},
		Key:       planKey,
		KeyColumn: "抽查任务编号",
	}
	for i, title := range plans.Columns {
		n := notes[title]
		column := C{Title: title, Also: also[title], Required: title != numberTitle, Width: n.width, Note: n.note, Example: n.example}.verbatim(cell[i])
		if !slices.Contains(oneLine, title) {
			column = column.lines()
		}
		t.Columns = append(t.Columns, column)
	}
	return t
}

// planKey is the task's number; a row that has none is wrong for that reason.
func planKey(p plans.Row) string {
	task, err := p.Read()
	if err != nil {
		return ""
	}
	return task.ID
}
