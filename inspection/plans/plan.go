package plans

import (
	"regexp"
	"strconv"
	"strings"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
)

// Row is one row of the annex's table (附件 年度内部联合随机抽查工作计划), word for
// word as its columns stand there, so that what went in comes out the same.
type Row struct {
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

// Columns are the annex's columns in order.
var Columns = []string{"序号", "单位", "抽查计划编号", "抽查计划名称", "抽查任务编号", "抽查任务名称", "抽查类型", "抽查比例", "抽查事项", "抽查对象范围", "发起处室", "联合处室", "抽查时间"}

// Cells are the row's values in the order of [Columns].
func (r Row) Cells() []string {
	return []string{r.Seq, r.Unit, r.PlanNo, r.PlanName, r.TaskNo, r.TaskName, r.DrawMode, r.Ratio, r.Items, r.Scope, r.Initiator, r.Joint, r.Month}
}

// RowOf makes a row of cells in the order of [Columns].
func RowOf(c []string) Row {
	c = append(c[:len(c):len(c)], make([]string, max(0, len(Columns)-len(c)))...)
	return Row{c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10], c[11], c[12]}
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
	Names
	Row      Row
	ID       string // 2024001-001
	Year     int
	Month    calendar.Date // first day of the month
	Mode     DrawMode
	Ratio    string   // "10%"
	Warnings []string // to be confirmed by the clerk
}

var (
	taskDigits = regexp.MustCompile(`\d+`)
	planDigits = regexp.MustCompile(`^[0-9A-Za-z]+$`)
	planName   = regexp.MustCompile(`^(\d{4})年度?(.+?)随机抽查\d+号?$`)
)

// TaskID is the number under which the row's task is handled: 2024001-001.
func (r Row) TaskID() string {
	return strings.TrimSpace(r.PlanNo) + "-" + taskDigits.FindString(r.TaskNo)
}

// Read interprets the row where no register is at hand; see [Row.ReadBy].
func (r Row) Read() (PlannedTask, error) { return r.ReadBy(Known{}) }

// ReadBy interprets the row by the annex's notes: the month is compulsory
// (备注2); a name other than 年度+部门+随机抽查+序号 (备注1) is a warning, since the
// document's own departs from it. What the registers know decides where a name ends.
func (r Row) ReadBy(known Known) (PlannedTask, error) {
	var bad law.Invalid
	t := PlannedTask{Row: r}
	if !planDigits.MatchString(strings.TrimSpace(r.PlanNo)) {
		bad.Add("抽查计划编号", r.PlanNo, "抽查计划编号应由数字或者字母组成")
	}
	number := taskDigits.FindString(r.TaskNo)
	if number == "" {
		bad.Add("抽查任务编号", r.TaskNo, "抽查任务编号应含有序号，例如“001号”")
	}
	t.ID = r.TaskID()
	registers.Required(&bad, "抽查任务名称", r.TaskName, "抽查任务名称")
	month, told, wrong := readMonth(r.Month)
	if wrong != "" {
		bad.Add("抽查时间", r.Month, "%s", wrong)
	} else {
		t.Month, t.Year = month, month.Year()
	}
	ratio, toldOfRatio, err := readRatio(r.Ratio)
	if t.Ratio = ratio; err != nil {
		bad.Add("抽查比例", r.Ratio, "%s", err.Error())
	}
	t.Mode = readMode(r.DrawMode)
	var ofNames []string
	t.Names, ofNames = r.names(known, &bad)
	t.Warnings = r.warnings(t)
	for _, what := range []string{told, toldOfRatio} {
		if what != "" {
			t.Warnings = append(t.Warnings, what)
		}
	}
	t.Warnings = append(t.Warnings, ofNames...)
	return t, bad.Err("plan_row_invalid", "抽查计划")
}

func (r Row) warnings(t PlannedTask) []string {
	var out []string
	name := planName.FindStringSubmatch(strings.TrimSpace(r.PlanName))
	if name == nil || name[2] != strings.TrimSpace(r.Unit) || (t.Year != 0 && name[1] != strconv.Itoa(t.Year)) {
		out = append(out, "抽查计划名称“"+r.PlanName+"”与“年度+部门+随机抽查+序号”（附件备注1）不一致。")
	}
	if t.Mode == DrawUndecided {
		out = append(out, "抽查类型为“"+r.DrawMode+"”，请在抽取前选定定向或者不定向。")
	}
	return out
}

func readMode(s string) DrawMode {
	s = strings.TrimSpace(s)
	switch s {
	case "不定向", "不定向抽查":
		return DrawUntargeted
	case "定向", "定向抽查":
		return DrawTargeted
	}
	return DrawUndecided
}
