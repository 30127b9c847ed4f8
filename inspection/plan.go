package inspection

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"shuangsuiji/inspection/calendar"
)

// PlanRow is one row of the annex's table (附件 年度内部联合随机抽查工作计划), word for
// word as its columns stand there, so that what went in comes out the same.
type PlanRow struct {
	Seq       string // 序号
	Unit      string // 单位
	PlanNo    string // 抽查计划编号
	PlanName  string // 抽查计划名称
	TaskNo    string // 抽查任务编号
	TaskName  string // 抽查任务名称
	DrawMode  string // 抽查类型
	Ratio     string // 抽查比例
	Items     string // 抽查事项
	Scope     string // 抽查对象范围
	Initiator string // 发起处室
	Joint     string // 联合处室
	Month     string // 抽查时间
}

// PlanColumns are the annex's columns in order.
var PlanColumns = []string{"序号", "单位", "抽查计划编号", "抽查计划名称", "抽查任务编号", "抽查任务名称", "抽查类型", "抽查比例", "抽查事项", "抽查对象范围", "发起处室", "联合处室", "抽查时间"}

// Cells are the row's values in the order of [PlanColumns].
func (r PlanRow) Cells() []string {
	return []string{r.Seq, r.Unit, r.PlanNo, r.PlanName, r.TaskNo, r.TaskName, r.DrawMode, r.Ratio, r.Items, r.Scope, r.Initiator, r.Joint, r.Month}
}

// PlanRowOf makes a row of cells in the order of [PlanColumns].
func PlanRowOf(c []string) PlanRow {
	c = append(c[:len(c):len(c)], make([]string, max(0, len(PlanColumns)-len(c)))...)
	return PlanRow{c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10], c[11], c[12]}
}

// DrawMode is whether conditions narrow the draw (文件四(一)).
type DrawMode string

// The modes; an undecided one is chosen by the clerk before the draw.
const (
	DrawTargeted   DrawMode = "targeted"   // 定向
	DrawUntargeted DrawMode = "untargeted" // 不定向
	DrawUndecided  DrawMode = ""
)

// Chinese is the mode's name.
func (m DrawMode) Chinese() string {
	switch m {
	case DrawTargeted:
		return "定向"
	case DrawUntargeted:
		return "不定向"
	case DrawUndecided:
	}
	return "待定"
}

// PlannedTask is what a plan row means.
type PlannedTask struct {
	Row        PlanRow
	ID         string // 2024001-001
	Year       int
	Month      calendar.Date // first day of the month
	Mode       DrawMode
	Ratio      string // "10%"
	Kinds      []string
	Department string
	Joint      []string
	// JointConfirmed is false where the row separates departments by nothing but
	// blanks: the clerk confirms them before the draw.
	JointConfirmed bool
	Warnings       []string
}

var (
	planMonth  = regexp.MustCompile(`^(\d{4})\s*(?:年|-|/|\.)\s*(\d{1,2})\s*月?(?:份)?$`)
	taskDigits = regexp.MustCompile(`\d+`)
	planDigits = regexp.MustCompile(`^[0-9A-Za-z]+$`)
	ratioForm  = regexp.MustCompile(`^\d+(?:\.\d+)?[%％]$|^\d+/\d+$`)
	clearComma = regexp.MustCompile(`[、，,；;]`)
)

// Read interprets the row by the annex's notes: the month is compulsory
// (备注2); a name other than 年度+部门+随机抽查+序号 (备注1) is a warning, since the
// document's own departs from it.
func (r PlanRow) Read() (PlannedTask, error) {
	var bad Invalid
	t := PlannedTask{Row: r}
	if !planDigits.MatchString(strings.TrimSpace(r.PlanNo)) {
		bad.Add("抽查计划编号", r.PlanNo, "抽查计划编号应由数字或者字母组成")
	}
	number := taskDigits.FindString(r.TaskNo)
	if number == "" {
		bad.Add("抽查任务编号", r.TaskNo, "抽查任务编号应含有序号，例如“001号”")
	}
	t.ID = strings.TrimSpace(r.PlanNo) + "-" + number
	required(&bad, "抽查任务名称", r.TaskName, "抽查任务名称")
	required(&bad, "发起处室", r.Initiator, "发起处室")
	if m := planMonth.FindStringSubmatch(strings.TrimSpace(r.Month)); m == nil {
		bad.Add("抽查时间", r.Month, "抽查时间必须填写到月份，例如“2024年4月”（附件备注2）")
	} else {
		t.Year, _ = strconv.Atoi(m[1])
		month, _ := strconv.Atoi(m[2])
		if month < 1 || month > 12 {
			bad.Add("抽查时间", r.Month, "月份应在1月至12月之间")
		}
		t.Month = calendar.NewDate(t.Year, time.Month(month), 1)
	}
	t.Ratio = strings.ReplaceAll(strings.TrimSpace(r.Ratio), "％", "%")
	if !ratioForm.MatchString(strings.TrimSpace(r.Ratio)) {
		bad.Add("抽查比例", r.Ratio, "抽查比例应为百分数或者分数，例如“10%%”")
	}
	t.Mode = readMode(r.DrawMode)
	t.Kinds = splitNames(r.Scope)
	if len(t.Kinds) == 0 {
		bad.Add("抽查对象范围", r.Scope, "抽查对象范围不能为空")
	}
	t.Department = strings.TrimSpace(r.Initiator)
	t.Joint = splitNames(r.Joint)
	t.JointConfirmed = len(t.Joint) < 2 || clearComma.MatchString(r.Joint)
	t.Warnings = r.warnings(t)
	return t, bad.Err("plan_row_invalid", "抽查计划")
}

func (r PlanRow) warnings(t PlannedTask) []string {
	var out []string
	if want := strconv.Itoa(t.Year) + "年" + r.Unit + "随机抽查"; !strings.HasPrefix(r.PlanName, want) {
		out = append(out, "抽查计划名称“"+r.PlanName+"”与“年度+部门+随机抽查+序号”（附件备注1）不一致。")
	}
	if t.Mode == DrawUndecided {
		out = append(out, "抽查类型为“"+r.DrawMode+"”，请在抽取前选定定向或者不定向。")
	}
	if !t.JointConfirmed {
		out = append(out, "联合处室“"+r.Joint+"”之间没有分隔符，已按空格拆分为“"+strings.Join(t.Joint, "”“")+"”，请确认。")
	}
	return out
}

func readMode(s string) DrawMode {
	s = strings.TrimSpace(s)
	switch {
	case s == "不定向" || s == "不定向抽查":
		return DrawUntargeted
	case s == "定向" || s == "定向抽查":
		return DrawTargeted
	}
	return DrawUndecided
}

func splitNames(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，,；; \t\n　", r) })
}
