package plans_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
)

const (
	services = "人力资源服务机构"
	agencies = "社保经办机构"
)

var known = plans.Known{Kinds: []string{services, agencies}, Departments: []string{"劳动保障监察大队", "社会保险中心", "社会保险科"}}

func TestCategoriesAsTablesWriteThem(t *testing.T) {
	for cell, want := range map[string]struct {
		kinds []string
		told  []string // parts of the warnings
	}{
		services:                   {[]string{services}, nil},
		services + "、" + agencies:  {[]string{services, agencies}, nil},
		services + " " + agencies:  {[]string{services, agencies}, nil},
		services + "\n" + agencies: {[]string{services, agencies}, nil},
		"人力资源\n服务机构":               {[]string{services}, nil},
		"人力资源 \r\n服务机构、社保经办\n机构":            {[]string{services, agencies}, nil},
		"1." + services + "；2." + agencies:  {[]string{services, agencies}, nil},
		"1、" + services + "\n2、" + agencies: {[]string{services, agencies}, nil},
		"（一）" + services + "（二）" + agencies: {[]string{services, agencies}, nil},
		"①" + services + "②" + agencies:     {[]string{services, agencies}, nil},
		services + "和" + agencies:           {[]string{services, agencies}, []string{"已按空格、换行、“/”或者“和”拆分"}},
		services + "/" + agencies:           {[]string{services, agencies}, []string{"拆分"}},
		"全县" + services:                     {[]string{"全县" + services}, []string{"没有类别为“全县" + services + "”的检查对象，不更正的不能抽取。现有的是：" + services + "、" + agencies + "。是否为“" + services + "”？"}},
		services + "、" + agencies + "等":     {[]string{services, agencies + "等"}, []string{"是否为“" + agencies + "”？"}},
		services + "（含劳务派遣）":                {[]string{services + "（含劳务派遣）"}, []string{"是否为“" + services + "”？"}},
		"各类用人单位（与劳动者建立、解除劳动关系）":             {[]string{"各类用人单位（与劳动者建立、解除劳动关系）"}, []string{"现有的是："}},
	} {
		p, err := inspectiontest.Row(func(r *plans.Row) { r.Scope, r.Joint = cell, "" }).ReadBy(known)
		require.NoError(t, err, cell)
		require.Equal(t, want.kinds, p.Kinds, cell)
		requireTold(t, want.told, p.Warnings, cell)
	}
	for _, none := range []string{"无", "/", " — "} {
		_, err := inspectiontest.Row(func(r *plans.Row) { r.Scope = none }).ReadBy(known)
		require.Equal(t, []string{"抽查对象范围"}, inspectiontest.Fields(inspectiontest.RefusedAs(t, "plan_row_invalid", err)))
	}
}

func requireTold(t *testing.T, want, warnings []string, cell string) {
	t.Helper()
	require.Len(t, warnings, len(want), "%s: %s", cell, warnings)
	for i, part := range want {
		require.Contains(t, warnings[i], part, cell)
	}
}

func TestDepartmentsAsTablesWriteThem(t *testing.T) {
	both := []string{"社会保险科", "社会保险中心"}
	for cell, want := range map[string]struct {
		joint     []string
		confirmed bool
		told      []string
	}{
		"": {nil, true, nil}, "无": {nil, true, nil}, "/": {nil, true, nil}, "-": {nil, true, nil}, "—": {nil, true, nil}, "——": {nil, true, nil},
		"不涉及": {nil, true, nil}, "暂无": {nil, true, nil}, "无。": {nil, true, nil}, "N/A": {nil, true, nil},
		"社会保险科；":           {both[:1], true, nil},
		"社会保险科、\n社会保险中心":   {both, true, nil},
		"社会保险\n科、社会保险中心":   {both, true, nil},
		"社会保险科\n社会保险中心":    {both, false, []string{"拆分"}},
		"社会保险科/社会保险中心":     {both, false, []string{"拆分"}},
		"社会保险科和社会保险中心":     {both, false, []string{"拆分"}},
		"社会保险科（牵头）、社会保险中心": {[]string{"社会保险科（牵头）", "社会保险中心"}, true, []string{"联合处室“社会保险科（牵头）”没有账号和执法检查人员，总结将无人确认。现有的是："}},
		"演示县人力资源和社会保障局":    {[]string{"演示县人力资源和社会保障局"}, true, []string{"没有账号"}},
	} {
		p, err := inspectiontest.Row(func(r *plans.Row) { r.Joint = cell }).ReadBy(known)
		require.NoError(t, err, cell)
		require.Equal(t, want.joint, p.Joint, cell)
		require.Equal(t, want.confirmed, p.JointConfirmed, cell)
		requireTold(t, want.told, p.Warnings, cell)
	}
	for cell, want := range map[string]struct {
		department string
		told       []string
	}{
		"劳动保障监察大队": {"劳动保障监察大队", nil}, "劳动保障监察大队 ": {"劳动保障监察大队", nil}, "劳动保障监察\n大队": {"劳动保障监察大队", nil},
		"县劳动保障监察大队":    {"县劳动保障监察大队", []string{"是否为“劳动保障监察大队”？"}},
		"劳动监察大队":       {"劳动监察大队", []string{"发起处室“劳动监察大队”没有账号和执法检查人员，其任务无人可以办理。"}},
		"劳动保障监察大队（牵头）": {"劳动保障监察大队（牵头）", []string{"是否为“劳动保障监察大队”？"}},
	} {
		p, err := inspectiontest.Row(func(r *plans.Row) { r.Initiator, r.Joint = cell, "" }).ReadBy(known)
		require.NoError(t, err, cell)
		require.Equal(t, want.department, p.Department, cell)
		requireTold(t, want.told, p.Warnings, cell)
	}
	_, err := inspectiontest.Row(func(r *plans.Row) { r.Initiator = "/" }).ReadBy(known)
	require.Equal(t, []string{"发起处室"}, inspectiontest.Fields(inspectiontest.RefusedAs(t, "plan_row_invalid", err)))
}

// Rows of imports that put no reading on record are read as they were.
func TestNamesAsTheyWereRead(t *testing.T) {
	row := inspectiontest.Row(func(r *plans.Row) { r.Scope, r.Joint, r.Initiator = services+"/"+agencies, "/", " 劳动\n大队" })
	require.Equal(t, plans.Names{Kinds: []string{services + "/" + agencies}, Department: "劳动\n大队", Joint: []string{"/"}, JointConfirmed: true}, row.NamesAsBefore())
	row.Joint = "甲科 乙科"
	require.False(t, row.NamesAsBefore().JointConfirmed)
}

func TestMonthsAsTablesWriteThem(t *testing.T) {
	for cell, told := range map[string]bool{
		"2024年4月": false, "2024.4": false, "2024-04": false, "202404": false, "2024年04月份": false, "2024年四月": false, "二〇二四年四月": false,
		"２０２４年４月": false, "2024 年 4 月": false, "2024年4月1日": true, "2024-04-01": true, "2024/4/1": true, "2024-04-01 00:00:00": true, "20240401": true, "Apr-24": true,
	} {
		p, err := inspectiontest.Row(func(r *plans.Row) { r.Month = cell }).Read()
		require.NoError(t, err, cell)
		require.Equal(t, calendar.NewDate(2024, 4, 1), p.Month, cell)
		require.Equal(t, told, strings.Contains(strings.Join(p.Warnings, ""), "已按2024年4月导入"), cell)
	}
	for cell, month := range map[string]int{"二〇二四年十月": 10, "二○二四年十二月": 12, "2024年十一月": 11} {
		p, err := inspectiontest.Row(func(r *plans.Row) { r.Month = cell }).Read()
		require.NoError(t, err, cell)
		require.Equal(t, month, int(p.Month.Month()), cell)
	}
	for message, cells := range map[string][]string{
		"写的是一段时间；本表只写启动的月份，例如“2024年4月”，结束日期在实施方案中填写": {"2024年4月-6月", "2024年4月至6月", "2024年4-6月", "4-11月", "全年", "2024年1月—12月", "2024年4月1日-2024年6月30日",
			"2024年4月底前", "2024年第二季度", "2024年4月、9月", "2024年4月上旬", "2024年6月30日前", "2024年度", "2024年4月～6月"},
		"写到了日；只写到月份":              {"2024年4月15日", "2024-04-19"},
		"没有写明年度":                  {"4月"},
		"年度应写四位数字":                {"24年4月"},
		"月份应在1月至12月之间":            {"2024年13月", "202400"},
		"抽查时间必须填写到月份，例如“2024年4月”": {"", "2024年", "另行通知"},
	} {
		for _, cell := range cells {
			_, err := inspectiontest.Row(func(r *plans.Row) { r.Month = cell }).Read()
			requireFault(t, err, "抽查时间", message, cell)
		}
	}
}

func requireFault(t *testing.T, err error, field, message, cell string) {
	t.Helper()
	e := inspectiontest.RefusedAs(t, "plan_row_invalid", err)
	require.Equal(t, []string{field}, inspectiontest.Fields(e), cell)
	require.Contains(t, e.Fields[0].Message, message, cell)
	require.Equal(t, law.KindInvalid, e.Kind)
}

func TestRatiosAsTablesWriteThem(t *testing.T) {
	for cell, want := range map[string]string{"5％": "5%", "１０％": "10%", "10 %": "10 %", "10﹪": "10%", "10%。": "10%", "0 1/3": "1/3", "1/3": "1/3", "0.10": "0.10", ".1": "0.1", "．５％": "0.5%"} {
		p, err := inspectiontest.Row(func(r *plans.Row) { r.Ratio = cell }).Read()
		require.NoError(t, err, cell)
		require.Equal(t, want, p.Ratio, cell)
	}
	for message, cells := range map[string][]string{
		"户数、次数请换算成百分数": {"≥3%", "不低于10%", "按不低于10%", "10家", "1户", "10%（20户）", "3%;2次/年", "10%以上", "5%-10%", "约10%"},
		"写作“100%”":     {"全覆盖"},
		"写作“0.3%”":     {"3‰"},
		"无法识别":         {"百分之十", "十分之一", "1.", "1月10日"},
	} {
		for _, cell := range cells {
			_, err := inspectiontest.Row(func(r *plans.Row) { r.Ratio = cell }).Read()
			requireFault(t, err, "抽查比例", message, cell)
		}
	}
}
