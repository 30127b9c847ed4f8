package inspection_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/creditcode"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
)

// documentTable is the annex's one row as its columns stand there.
const documentTable = `序号,单位,抽查计划编号,抽查计划名称,抽查任务编号,抽查任务名称,抽查类型,抽查比例,抽查事项,抽查对象范围,发起处室,联合处室,抽查时间
1,迁西县人力资源和社会保障局,2024001,2024年迁西县人力资源和社会保障局内部联合随机抽查001,001号,"人社局加强监管,规范执法“双随机”抽查",定向(或者不定向),10%,按照人社局随机抽查事项清单(清单年度全覆盖),人力资源服务机构 社保经办机构,劳动保障监察大队,社会保险科 社会保险中心,2024年4月
`

func TestDocumentsOwnRow(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(documentTable)).ReadAll()
	require.NoError(t, err)
	require.Equal(t, plans.Columns, rows[0])
	require.Equal(t, rows[1], inspectiontest.DocumentRow.Cells(), "what went in comes out the same")
	p, err := inspectiontest.DocumentRow.Read()
	require.NoError(t, err)
	require.Equal(t, plans.PlannedTask{
		Row: inspectiontest.DocumentRow, ID: "2024001-001", Year: 2024, Month: inspectiontest.April(1), Mode: plans.DrawUndecided, Ratio: "10%",
		Names: plans.Names{Kinds: []string{"人力资源服务机构", "社保经办机构"}, Department: inspectiontest.Department, Joint: []string{inspectiontest.Elsewhere, inspectiontest.ThirdParty}},
		Warnings: []string{
			"抽查计划名称“2024年迁西县人力资源和社会保障局内部联合随机抽查001”与“年度+部门+随机抽查+序号”（附件备注1）不一致。",
			"抽查类型为“定向(或者不定向)”，请在抽取前选定定向或者不定向。",
			"联合处室“社会保险科 社会保险中心”之间没有分隔符，已按空格、换行、“/”或者“和”拆分为“社会保险科”“社会保险中心”，请确认。",
		},
	}, p)
}

func TestPlanRowWithoutWarnings(t *testing.T) {
	p, err := inspectiontest.Row(func(*plans.Row) {}).Read()
	require.NoError(t, err)
	require.Empty(t, p.Warnings)
	require.True(t, p.JointConfirmed)
}

func TestPlanRowErrors(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(*plans.Row)
		field  string
	}{
		"month missing":    {func(r *plans.Row) { r.Month = "" }, "抽查时间"},
		"year only":        {func(r *plans.Row) { r.Month = "2024年" }, "抽查时间"},
		"no such month":    {func(r *plans.Row) { r.Month = "2024年13月" }, "抽查时间"},
		"month zero":       {func(r *plans.Row) { r.Month = "2024-00" }, "抽查时间"},
		"plan number":      {func(r *plans.Row) { r.PlanNo = "2024/001" }, "抽查计划编号"},
		"task number":      {func(r *plans.Row) { r.TaskNo = "一号" }, "抽查任务编号"},
		"task name":        {func(r *plans.Row) { r.TaskName = "　" }, "抽查任务名称"},
		"department":       {func(r *plans.Row) { r.Initiator = "" }, "发起处室"},
		"scope":            {func(r *plans.Row) { r.Scope = " 、 " }, "抽查对象范围"},
		"ratio missing":    {func(r *plans.Row) { r.Ratio = "" }, "抽查比例"},
		"ratio of nobody":  {func(r *plans.Row) { r.Ratio = "0%" }, "抽查比例"},
		"more than all":    {func(r *plans.Row) { r.Ratio = "3/2" }, "抽查比例"},
		"divided by zero":  {func(r *plans.Row) { r.Ratio = "1/0" }, "抽查比例"},
		"ratio in a words": {func(r *plans.Row) { r.Ratio = "百分之十" }, "抽查比例"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := inspectiontest.Row(tc.change).Read()
			require.Equal(t, []string{tc.field}, inspectiontest.Fields(inspectiontest.RefusedAs(t, "plan_row_invalid", err)))
		})
	}
}

// TestOneMistakeIsToldOnce: a month that cannot be read is no warning on the name
// too, and a ratio that cannot be read is not one of nobody.
func TestOneMistakeIsToldOnce(t *testing.T) {
	p, err := inspectiontest.Row(func(r *plans.Row) { r.Month = "" }).Read()
	require.Error(t, err)
	require.Empty(t, p.Warnings)
	_, err = inspectiontest.Row(func(r *plans.Row) { r.Ratio = "百分之十" }).Read()
	require.ErrorContains(t, err, "无法识别")
	_, err = inspectiontest.Row(func(r *plans.Row) { r.Ratio = "0%" }).Read()
	require.ErrorContains(t, err, "抽查比例不能为0")
}

func TestPlanRowForms(t *testing.T) {
	december, err := inspectiontest.Row(func(r *plans.Row) { r.Month = "2024年12月" }).Read()
	require.NoError(t, err)
	require.Equal(t, inspectiontest.Date(2024, 12, 1), december.Month)
	for _, month := range []string{"2024年4月", " 2024年04月 ", "2024-4", "2024/04", "2024.4", "2024 年 4 月份"} {
		p, err := inspectiontest.Row(func(r *plans.Row) { r.Month = month }).Read()
		require.NoError(t, err, month)
		require.Equal(t, inspectiontest.April(1), p.Month)
	}
	for text, want := range map[string]string{"10%": "10%", "10％": "10%", " 1/3 ": "1/3", "0.5%": "0.5%", "100%": "100%"} {
		p, err := inspectiontest.Row(func(r *plans.Row) { r.Ratio = text }).Read()
		require.NoError(t, err, text)
		require.Equal(t, want, p.Ratio)
	}
	for text, want := range map[string]plans.DrawMode{"定向": plans.DrawTargeted, "定向抽查": plans.DrawTargeted, "不定向": plans.DrawUntargeted,
		"不定向抽查 ": plans.DrawUntargeted, "定向(或者不定向)": plans.DrawUndecided, "": plans.DrawUndecided} {
		p, err := inspectiontest.Row(func(r *plans.Row) { r.DrawMode = text }).Read()
		require.NoError(t, err)
		require.Equal(t, want, p.Mode, text)
	}
}

func TestPlanNameIsYearUnitDrawNumber(t *testing.T) {
	for name, fits := range map[string]bool{
		"2024年迁西县人力资源和社会保障局随机抽查001":     true,
		"2024年度迁西县人力资源和社会保障局随机抽查001号":   true,
		"2023年迁西县人力资源和社会保障局随机抽查001":     false,
		"2024年迁西县人力资源和社会保障局随机抽查":        false,
		"2024年迁西县人力资源和社会保障局内部联合随机抽查001": false,
		"2024年迁西县市场监督管理局随机抽查001":        false,
		"": false,
	} {
		p, err := inspectiontest.Row(func(r *plans.Row) { r.PlanName = name }).Read()
		require.NoError(t, err)
		require.Equal(t, fits, len(p.Warnings) == 0, name)
	}
}

func TestJointDepartmentsAreConfirmedByClearDelimiters(t *testing.T) {
	for text, want := range map[string]struct {
		joint     []string
		confirmed bool
	}{
		"":             {nil, true},
		"社会保险科":        {[]string{"社会保险科"}, true},
		"甲科、乙科，丙科;丁科":  {[]string{"甲科", "乙科", "丙科", "丁科"}, true},
		" 甲科 、 乙科 ":    {[]string{"甲科", "乙科"}, true},
		"甲科、甲科":        {[]string{"甲科"}, true},
		"甲科 乙科":        {[]string{"甲科", "乙科"}, false},
		"甲科　乙科":        {[]string{"甲科", "乙科"}, false},
		"甲科、乙科 丙科":     {[]string{"甲科", "乙科", "丙科"}, false},
		"甲科,乙科；丙科\n丁科": {[]string{"甲科", "乙科", "丙科", "丁科"}, false},
	} {
		p, err := inspectiontest.Row(func(r *plans.Row) { r.Joint = text }).Read()
		require.NoError(t, err)
		require.Equal(t, want.joint, p.Joint, text)
		require.Equal(t, want.confirmed, p.JointConfirmed, text)
		require.Equal(t, want.confirmed, len(p.Warnings) == 0, text)
	}
}

func TestPlanRowOfShortRows(t *testing.T) {
	short := []string{"1", "局"}
	require.Equal(t, plans.Row{Seq: "1", Unit: "局"}, plans.RowOf(short))
	require.Len(t, short, 2)
	require.Equal(t, "定向", plans.DrawTargeted.Chinese())
	require.Equal(t, "不定向", plans.DrawUntargeted.Chinese())
	require.Equal(t, "待定", plans.DrawUndecided.Chinese())
}

// validCode is a credit code with its right check digit, found and not guessed.
func validCode(t testing.TB, body string) string {
	t.Helper()
	for _, digit := range "0123456789ABCDEFGHJKLMNPQRTUWXY" {
		if code, err := creditcode.Parse(body + string(digit)); err == nil {
			return string(code)
		}
	}
	require.Fail(t, "no check digit fits", body)
	return ""
}

func TestEntityValidate(t *testing.T) {
	code := validCode(t, "91130227MA07ABCD1")
	e := registers.Entity{Code: " " + strings.ToLower(code), Name: "演示人力资源有限公司", Kind: "人力资源服务机构", Grade: "C"}
	require.NoError(t, e.Validate(registers.HebeiScale))
	require.Equal(t, code, e.Code, "normalised")
	require.Equal(t, registers.EntityActive, e.Status)
	ungraded := registers.Entity{Code: code, Name: "演示", Kind: "社保经办机构", Status: registers.EntityClosed}
	require.NoError(t, ungraded.Validate(registers.HebeiScale))

	bad := registers.Entity{Code: code[:17], Name: " ", Grade: "F", Status: "asleep"}
	require.Equal(t, []string{"code", "name", "kind", "grade", "status"}, inspectiontest.Fields(inspectiontest.RefusedAs(t, "entity_invalid", bad.Validate(registers.HebeiScale))))
}

func TestInspectorValidate(t *testing.T) {
	employer, recused := validCode(t, "12130227MB0123456"), validCode(t, "91130227MA07ABCD1")
	good := registers.Inspector{Certificate: "13022700001", Name: "演示", Department: inspectiontest.Department, ValidThrough: inspectiontest.April(30),
		Employer: strings.ToLower(employer), Recused: []string{strings.ToLower(recused)}, LeaveFrom: inspectiontest.April(2)}
	require.NoError(t, good.Validate())
	require.Equal(t, employer, good.Employer)
	require.Equal(t, []string{recused}, good.Recused)

	alone := good
	alone.Employer = ""
	require.NoError(t, alone.Validate(), "employed by no entity")

	bad := registers.Inspector{Employer: "x", Recused: []string{"y"}, LeaveFrom: inspectiontest.April(3), LeaveTo: inspectiontest.April(2)}
	require.Equal(t, []string{"certificate", "name", "department", "validThrough", "employer", "recused", "leaveTo"}, inspectiontest.Fields(inspectiontest.RefusedAs(t, "inspector_invalid", bad.Validate())))
	open := good
	open.LeaveFrom, open.LeaveTo = calendar.Date{}, inspectiontest.April(5)
	require.Equal(t, []string{"leaveFrom"}, inspectiontest.Fields(inspectiontest.RefusedAs(t, "inspector_invalid", open.Validate())))
	open.LeaveFrom = inspectiontest.April(5)
	require.NoError(t, open.Validate(), "one day")
}

func TestItemValidate(t *testing.T) {
	good := registers.Item{Code: "R1", EntityKind: "人力资源服务机构", Name: "未经许可", Weight: registers.ItemKey}
	require.NoError(t, good.Validate())
	good.Weight = registers.ItemGeneral
	require.NoError(t, good.Validate())
	bad := registers.Item{Weight: "轻"}
	require.Equal(t, []string{"code", "entityKind", "name", "weight"}, inspectiontest.Fields(inspectiontest.RefusedAs(t, "item_invalid", bad.Validate())))
}

func TestConditions(t *testing.T) {
	e := registers.Entity{Grade: "D", EnterpriseType: "有限责任公司", Nature: "民营", OrganisationForm: "独立", Scale: "小", MarketShare: "低", Region: "兴城镇"}
	all := map[string][]string{}
	for _, c := range tasks.ConditionFields {
		require.NotEmpty(t, e.ConditionValue(c.Field), c.Name)
		all[c.Field] = []string{"别的", e.ConditionValue(c.Field)}
	}
	require.True(t, e.Meets(all))
	require.True(t, e.Meets(nil))
	all["region"] = []string{"别的"}
	require.False(t, e.Meets(all))
	require.Empty(t, e.ConditionValue("colour"))
}

func TestEditionFor(t *testing.T) {
	for _, tc := range []struct {
		day      calendar.Date
		historic bool
		code     string // "" where there is none
	}{
		{inspectiontest.Date(2024, 1, 17), false, ""}, {inspectiontest.Date(2024, 1, 17), true, "2024"},
		{inspectiontest.Date(2024, 1, 18), false, "2024"}, {inspectiontest.Date(2024, 1, 18), true, "2024"},
		{inspectiontest.Date(2024, 1, 19), false, "2024"},
		{inspectiontest.Date(2025, 1, 2), false, "2024"}, {inspectiontest.Date(2025, 1, 2), true, "2024"},
		{inspectiontest.Date(2025, 1, 3), false, "2025"}, {inspectiontest.Date(2025, 1, 3), true, "2025"},
		{inspectiontest.Date(2025, 1, 4), false, "2025"}, {inspectiontest.Date(2026, 11, 23), true, "2026"},
		{inspectiontest.Date(2026, 3, 31), false, "2025"}, {inspectiontest.Date(2026, 3, 31), true, "2025"},
		{inspectiontest.Date(2026, 4, 1), false, "2026"}, {inspectiontest.Date(2026, 4, 1), true, "2026"},
		{inspectiontest.Date(2026, 4, 2), false, "2026"},
	} {
		e, err := law.EditionFor(tc.day, tc.historic)
		if tc.code == "" {
			inspectiontest.RefusedAs(t, "edition_missing", err)
			continue
		}
		require.NoError(t, err, "%s %t", tc.day, tc.historic)
		require.Equal(t, tc.code, e.Code)
	}
	_, err := law.EditionOf("1999")
	inspectiontest.RefusedAs(t, "edition_unknown", err)
}

func TestGravest(t *testing.T) {
	e := inspectiontest.Edition2024(t)
	require.Equal(t, law.OutcomeConcealed, e.Gravest([]law.Outcome{law.OutcomeCorrection, law.OutcomeConcealed, law.OutcomeNoProblem}))
	require.Equal(t, law.OutcomeNoProblem, e.Gravest([]law.Outcome{law.OutcomeNoProblem}))
	require.Empty(t, e.Gravest(nil))
	require.Empty(t, e.Gravest([]law.Outcome{"unknown"}))
	_, ok := e.Outcome("unknown")
	require.False(t, ok)
	_, ok = e.Period("unknown")
	require.False(t, ok)
}

// TestEverythingHasAChineseName: what people see is never a code.
func TestEverythingHasAChineseName(t *testing.T) {
	var shown []string
	for _, s := range inspectiontest.CaseStages {
		shown = append(shown, s.Chinese())
	}
	for _, s := range inspectiontest.TaskStages {
		shown = append(shown, s.Chinese())
	}
	for _, r := range append(law.StaffRoles, law.RoleEntity, law.RoleWitness, law.RoleSystem) {
		shown = append(shown, r.Chinese())
	}
	for _, m := range []law.ServiceMethod{law.ServedInPerson, law.ServedByMail, law.ServedByEmail, law.ServedBySMS} {
		shown = append(shown, m.Chinese())
	}
	for _, m := range []cases.VisitMode{cases.ModeOnSite, cases.ModeWritten, cases.ModeOnline} {
		shown = append(shown, m.Chinese())
	}
	for _, s := range []cases.EntitySignature{cases.EntitySigned, cases.EntityRefused, cases.EntityAbsent} {
		shown = append(shown, s.Chinese())
	}
	for _, f := range []law.Finding{law.FindingClear, law.FindingProblem, law.FindingNotApplicable} {
		shown = append(shown, f.Chinese())
	}
	for _, b := range []law.ProceedingKind{law.ProceedingPenalty, law.ProceedingReferral, law.ProceedingPolice} {
		shown = append(shown, b.Chinese())
	}
	for _, r := range cases.Rules {
		shown = append(shown, r.Name)
		for _, w := range r.Who {
			shown = append(shown, w.Chinese())
		}
	}
	for _, r := range tasks.Rules {
		shown = append(shown, r.Name)
		for _, w := range r.Who {
			shown = append(shown, w.Chinese())
		}
	}
	for _, name := range shown {
		require.Regexp(t, `^\p{Han}+$`, name)
	}
	require.Equal(t, "x", cases.Stage("x").Chinese())
	require.Equal(t, "x", tasks.Stage("x").Chinese())
	require.Equal(t, "x", law.Role("x").Chinese())
	require.Equal(t, "x", law.ProceedingKind("x").Chinese())
	require.True(t, law.IsStaffRole(law.RoleSupervisor))
	require.False(t, law.IsStaffRole(law.RoleEntity))
}

func TestWhatFollowsByItself(t *testing.T) {
	var bySystem []law.ActKind
	for _, r := range cases.Rules {
		if r.BySystem() {
			bySystem = append(bySystem, r.Act)
		}
	}
	require.Equal(t, []law.ActKind{cases.ActIssueNotice, cases.ActArchive, cases.ActLeadJointVisit, cases.ActEndJointVisit,
		cases.ActTakeJointRecord, cases.ActMarkReplaced, cases.ActCancelCase,
		cases.ActSettleBranch, law.ActLapse, law.ActRecount}, bySystem)
	bySystem = nil
	for _, r := range tasks.Rules {
		if r.BySystem() {
			bySystem = append(bySystem, r.Act)
		}
	}
	require.Equal(t, []law.ActKind{tasks.ActMonthCome, tasks.ActRevealDraw, tasks.ActCasesClosed, law.ActLapse, law.ActRecount}, bySystem)
}

func TestOnlyTheEndIsNotOpen(t *testing.T) {
	for _, s := range inspectiontest.CaseStages {
		require.Equal(t, s != cases.StageClosed && s != cases.StageCancelled, s.Open(), s)
	}
	for _, s := range inspectiontest.TaskStages {
		require.Equal(t, s != tasks.StageClosed && s != tasks.StageCancelled, s.Open(), s)
	}
}

// TestATaskBeginsWithItsPlan: what the row says, and two inspectors and one
// witness until somebody says otherwise.
func TestATaskBeginsWithItsPlan(t *testing.T) {
	p, err := inspectiontest.Row(func(*plans.Row) {}).Read()
	require.NoError(t, err)
	want := tasks.Task{ID: "2024001-001", Plan: "2024001", Name: inspectiontest.DocumentRow.TaskName, Department: inspectiontest.Department, Joint: inspectiontest.JointDepartments, JointConfirmed: true,
		Kinds: []string{"人力资源服务机构", "社保经办机构"}, Month: inspectiontest.April(1), StartOn: inspectiontest.April(1), Calendar: calendar.Embedded().Version(), Stage: tasks.StagePlanned,
		Demonstration: true, Historic: true, Draw: tasks.DrawState{Number: 1},
		Rules: tasks.DrawRules{Mode: plans.DrawUntargeted, Ratio: "10%", TeamSize: 2, Witnesses: 1}}
	require.Equal(t, want, tasks.PlanTask(p, calendar.Embedded(), true, true))
	want.Demonstration, want.Historic = false, false
	require.Equal(t, want, tasks.PlanTask(p, calendar.Embedded(), false, false))
}

func TestErrors(t *testing.T) {
	e := law.Errorf(law.KindStale, "stale_view", "您看到的内容已经过时：%d", 3)
	require.EqualError(t, e, "您看到的内容已经过时：3")
	wrapped := fmt.Errorf("record: %w", e)
	require.ErrorIs(t, wrapped, law.Errorf(law.KindInvalid, "stale_view", ""))
	require.NotErrorIs(t, wrapped, law.Errorf(law.KindStale, "other", ""))
	require.Equal(t, law.KindStale, law.KindOf(wrapped))
	require.Equal(t, law.KindInternal, law.KindOf(errors.New("other")))
	var wrong law.Invalid
	require.NoError(t, wrong.Err("x", "y"))
	wrong.Add("mode", "by post", "第%d项有误", 1)
	require.EqualError(t, wrong.Err("x_invalid", "记录"), "记录有误：第1项有误")
	wrong.Add("on", "", "没有日期")
	require.Equal(t, &law.Error{Kind: law.KindInvalid, Code: "x_invalid", Message: "记录有2处错误，第一处：第1项有误",
		Fields: []law.FieldError{{Field: "mode", Value: "by post", Message: "第1项有误"}, {Field: "on", Message: "没有日期"}}}, wrong.Err("x_invalid", "记录"))
}

// TestHebeiScale is the province's: each step counts twice the one below it.
func TestHebeiScale(t *testing.T) {
	var codes string
	for i, g := range registers.HebeiScale.Grades {
		codes += g.Code
		require.Equal(t, 1<<i, g.Weight)
		require.True(t, registers.HebeiScale.Has(g.Code))
	}
	require.Equal(t, "ABCDE", codes)
	require.False(t, registers.HebeiScale.Has("F"))
}

func TestNumbersAndMoments(t *testing.T) {
	require.Equal(t, "2024001-001-0007", registers.No("2024001-001", 7))
	require.Equal(t, "2024001-001-123456", registers.No("2024001-001", 123456))
	at := time.Date(2024, 4, 1, 9, 0, 0, 1999, calendar.Shanghai)
	require.Equal(t, time.Date(2024, 4, 1, 1, 0, 0, 1000, time.UTC), registers.Recorded(at))
	require.Empty(t, law.Team{}.Lead())
	require.False(t, law.Team{""}.Has(""))
}

func TestNextOfSeveralDeadlines(t *testing.T) {
	r := inspectiontest.Visited(t)
	next, ok := r.Case.Deadlines.NextDue()
	require.True(t, ok)
	require.Equal(t, law.DeadlineResult, next.Kind)
	m, ok := r.Case.Deadlines.NextMoment()
	require.True(t, ok)
	require.Equal(t, law.DeadlineResult, m.Deadline)
	require.True(t, m.Same(m))
	for _, change := range []func(*law.Moment){
		func(o *law.Moment) { o.Deadline = law.DeadlinePublication }, func(o *law.Moment) { o.Generation++ },
		func(o *law.Moment) { o.Step = law.StepOverdue }, func(o *law.Moment) { o.At = o.At.Add(time.Second) },
	} {
		other := m
		change(&other)
		require.False(t, m.Same(other), "%+v", other)
	}
	// Of two at one time the one that began first; what is told of no more has none.
	other := m
	other.Deadline = law.DeadlinePublication
	done, first, second := law.Deadline{Kind: law.DeadlineOnSite}, law.Deadline{Kind: m.Deadline, Next: &m}, law.Deadline{Kind: other.Deadline, Next: &other}
	for _, ds := range []law.Deadlines{{done, first, second}, {first, second, done}} {
		got, ok := ds.NextMoment()
		require.True(t, ok)
		require.Equal(t, m, got)
	}
	_, ok = law.Deadlines{}.NextDue()
	require.False(t, ok)
	_, ok = law.Deadlines{}.Find("x")
	require.False(t, ok)
}
