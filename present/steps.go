package present

import (
	"slices"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// StepState is how far a step of a procedure has come.
type StepState string

// The states of a step.
const (
	StepDone    StepState = "done"
	StepRunning StepState = "running"
	StepComing  StepState = "coming"
	StepNone    StepState = "none" // the subject goes without it
)

var stepStateNames = map[StepState]string{StepDone: "已办", StepRunning: "在办", StepComing: "未到", StepNone: "无需办理"}

// Chinese is the state's name.
func (s StepState) Chinese() string { return stepStateNames[s] }

// Step is one step of a procedure as its subject stands.
type Step struct {
	Name  string
	State StepState
	// Note says what came of it, where the state does not tell: 未按要求自查.
	Note string
	// Acts are those with which the step ends; the last of them on record did.
	Acts []law.ActKind
	// Periods are those that run in it.
	Periods []law.DeadlineKind
}

// at is the step in the state that follows: running before done, done before none.
func (s Step) at(running, done, none bool) Step {
	switch {
	case running:
		s.State = StepRunning
	case done:
		s.State = StepDone
	case none:
		s.State = StepNone
	default:
		s.State = StepComing
	}
	return s
}

// CaseSteps are the steps of an inspection: 通知, 自查, 检查, 认定, 处理, 公示, 后续, 归档.
func CaseSteps(c cases.Case) []Step {
	confirmed := c.Result != nil && c.Result.ConfirmedBy != ""
	at := func(s cases.Stage) bool { return c.Stage == s }
	over := at(cases.StageCancelled)
	steps := []Step{
		Step{Name: "通知", Acts: []law.ActKind{cases.ActServeNotice, cases.ActRecordNotServed}, Periods: []law.DeadlineKind{law.DeadlineNotify}}.
			at(at(cases.StageNotify), c.Service != nil, over),
		Step{Name: "自查", Acts: []law.ActKind{cases.ActFileSelfCheck}, Periods: []law.DeadlineKind{law.DeadlineSelfCheck}}.
			at(at(cases.StageSelfCheck), c.SelfCheck != nil, over || (c.Service != nil && !c.Service.Served)),
		Step{Name: "检查", Acts: []law.ActKind{cases.ActSignRecord, cases.ActTakeJointRecord}, Periods: []law.DeadlineKind{law.DeadlineOnSite, law.DeadlineLateApproval}}.
			at(at(cases.StageOnSite), c.Visit != nil, over),
		Step{Name: "认定", Acts: []law.ActKind{cases.ActConfirmResult}, Periods: []law.DeadlineKind{law.DeadlineResult}}.
			at(at(cases.StageResult), confirmed, over),
		Step{Name: "处理", Acts: []law.ActKind{cases.ActReinspect}, Periods: []law.DeadlineKind{law.DeadlineCorrection, law.DeadlineReinspection, law.DeadlineTellResult}}.
			at(at(cases.StageHandling), c.Correction != nil && !c.Correction.InspectedOn.IsZero(), over || confirmed),
		Step{Name: "公示", Acts: []law.ActKind{cases.ActApprovePublication}, Periods: []law.DeadlineKind{law.DeadlinePublication, law.DeadlineSupplement}}.
			at(at(cases.StagePublication), c.Publication.Entries > 0, over),
		Step{Name: "后续", Acts: []law.ActKind{cases.ActSettleBranch}}.
			at(at(cases.StageFollowUp), len(c.Branches) > 0 && len(c.OpenBranches()) == 0, over || (confirmed && len(c.Branches) == 0)),
		Step{Name: "归档", Acts: []law.ActKind{cases.ActArchive}}.
			at(at(cases.StageArchiving), at(cases.StageClosed), over),
	}
	return noted(steps, map[string]string{"通知": serviceNote(c), "自查": selfCheckNote(c), "认定": CaseOutcome(c), "处理": handlingNote(c)})
}

func noted(steps []Step, notes map[string]string) []Step {
	for i := range steps {
		steps[i].Note = notes[steps[i].Name]
	}
	return steps
}

func serviceNote(c cases.Case) string {
	switch {
	case c.Service == nil:
		return ""
	case c.Service.Served:
		return c.Service.Method.Chinese()
	}
	return "未能送达"
}

func selfCheckNote(c cases.Case) string {
	switch s := c.SelfCheck; {
	case s == nil && c.Service != nil && !c.Service.Served:
		return "通知书未能送达，没有自查程序"
	case s == nil:
		return ""
	case !s.Filed:
		return "未按要求自查"
	case s.Late:
		return "逾期提交"
	}
	return ""
}

// handlingNote says what of the handling there is before its end: a problem may be
// published while it is handled.
func handlingNote(c cases.Case) string {
	switch k := c.Correction; {
	case k == nil:
		return ""
	case !k.InspectedOn.IsZero():
		return "已复查"
	case !k.ReportedOn.IsZero():
		return "已提交整改报告"
	}
	return "已责令改正"
}

// TaskSteps are the steps of a task: 启动, 准备, 抽取, 检查, 总结.
func TaskSteps(t tasks.Task) []Step {
	order := []tasks.Stage{tasks.StagePlanned, tasks.StagePreparing, tasks.StageWitnessing, tasks.StageRunning, tasks.StageSummary, tasks.StageClosed}
	here, over := slices.Index(order, t.Stage), t.Stage == tasks.StageCancelled
	steps := []Step{
		{Name: "启动", Acts: []law.ActKind{tasks.ActMonthCome, tasks.ActStartEarly}},
		{Name: "抽取准备", Acts: []law.ActKind{tasks.ActApproveDraw}},
		{Name: "抽取见证", Acts: []law.ActKind{tasks.ActRevealDraw}},
		{Name: "检查", Acts: []law.ActKind{tasks.ActCasesClosed}, Periods: []law.DeadlineKind{law.DeadlineTask}},
		{Name: "总结", Acts: []law.ActKind{tasks.ActApproveSummary}},
	}
	for i := range steps {
		steps[i] = steps[i].at(here == i, here > i, over)
	}
	return steps
}
