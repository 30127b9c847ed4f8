package plans

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
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
	Row        Row
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
	planName   = regexp.MustCompile(`^(\d{4})年度?(.+?)随机抽查\d+号?$`)
)

// TaskID is the number under which the row's task is handled: 2024001-001.
func (r Row) TaskID() string {
	return strings.TrimSpace(r.PlanNo) + "-" + taskDigits.FindString(r.TaskNo)
}

// Read interprets the row by the annex's notes: the month is compulsory
// (备注2); a name other than 年度+部门+随机抽查+序号 (备注1) is a warning, since the
// document's own departs from it.
func (r Row) Read() (PlannedTask, error) {
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
	registers.Required(&bad, "发起处室", r.Initiator, "发起处室")
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
	if err := CheckRatio(t.Ratio); err != nil {
		bad.Add("抽查比例", r.Ratio, "%s", err.Error())
	}
	t.Mode = readMode(r.DrawMode)
	t.Kinds = splitNames(r.Scope)
	if len(t.Kinds) == 0 {
		bad.Add("抽查对象范围", r.Scope, "抽查对象范围不能为空")
	}
	t.Department = strings.TrimSpace(r.Initiator)
	t.Joint = splitNames(r.Joint)
	t.JointConfirmed = !slices.ContainsFunc(strings.FieldsFunc(r.Joint, isDelimiter), func(part string) bool { return len(splitNames(part)) > 1 })
	t.Warnings = r.warnings(t)
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
	if !t.JointConfirmed {
		out = append(out, "联合处室“"+r.Joint+"”之间没有分隔符，已按空格拆分为“"+strings.Join(t.Joint, "”“")+"”，请确认。")
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

// CheckRatio checks the ratio of a task, which draws somebody.
func CheckRatio(text string) error {
	ratio, err := draw.ParseRatio(text)
	if err == nil && ratio.CeilOf(1) == 0 {
		return errors.New("抽查比例不能为0")
	}
	return Plainly(err)
}

// Plainly is the draw's error in its words for people, without its code.
func Plainly(err error) error {
	var d *draw.Error
	if errors.As(err, &d) {
		return law.Errorf(law.KindInvalid, d.Code, "%s", d.Message)
	}
	return err
}

// isDelimiter reports whether the mark separates names beyond doubt; a blank, as
// between the document's own departments, may also stand within one.
func isDelimiter(r rune) bool { return strings.ContainsRune("、，,；;", r) }

// splitNames are the names in a cell, each once, in their order.
func splitNames(s string) []string {
	var out []string
	for _, name := range strings.FieldsFunc(s, func(r rune) bool { return isDelimiter(r) || unicode.IsSpace(r) }) {
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}
