package inspection

import (
	"slices"
	"strings"

	"shuangsuiji/inspection/calendar"
)

// TaskRule is one row of the task's transition table.
type TaskRule struct {
	Act    ActKind     `json:"act"`
	Name   string      `json:"name"`
	Stages []TaskStage `json:"stages"`
	Who    []Who       `json:"who"`
	Clause string      `json:"clause"`
	Reason bool        `json:"reason,omitempty"`

	apply func(*taskTransition) error
}

// scopeJoint is for the section heads of joint departments.
const scopeJoint Scope = "joint"

var (
	anyHead  = Who{RoleSectionHead, ScopeDepartment}
	joint    = Who{RoleSectionHead, scopeJoint}
	watcher  = Who{RoleSupervisor, ScopeAnyone}
	outsider = Who{RoleWitness, ScopeAnyone}
)

var (
	beforeDraw = []TaskStage{TaskPlanned, TaskPreparing}
	openTask   = []TaskStage{TaskPlanned, TaskPreparing, TaskWitnessing, TaskRunning, TaskSummary}
)

// TaskRules is the transition table of a task, in the order of the procedure.
var TaskRules = []TaskRule{
	{Act: ActAdoptScheme, Name: "采用实施方案", Stages: beforeDraw, Who: []Who{clerk}, Clause: "附件备注1", apply: taskWith((*taskTransition).adoptScheme)},
	{Act: ActStartEarly, Name: "提前启动", Stages: []TaskStage{TaskPlanned}, Who: []Who{anyHead, bureauHead}, Reason: true, Clause: "附件（抽查时间）", apply: taskWith((*taskTransition).startEarly)},
	{Act: ActPutOff, Name: "推迟启动", Stages: []TaskStage{TaskPlanned}, Who: []Who{anyHead, bureauHead}, Reason: true, Clause: "附件（抽查时间）", apply: taskWith((*taskTransition).putOff)},
	{Act: ActMonthCome, Name: "抽查月份已到", Stages: []TaskStage{TaskPlanned}, Who: []Who{theSystem}, Clause: "附件（抽查时间）、备注2", apply: taskWith((*taskTransition).monthCome)},
	{Act: ActPrepareDraw, Name: "拟定抽取方案", Stages: []TaskStage{TaskPreparing}, Who: []Who{clerk}, Clause: "文件四(一)、(二)", apply: taskWith((*taskTransition).prepareDraw)},
	{Act: ActReturnDraw, Name: "退回抽取方案", Stages: []TaskStage{TaskPreparing}, Who: []Who{bureauHead}, Reason: true, Clause: "文件四(一)", apply: taskWith((*taskTransition).returnDraw)},
	{Act: ActApproveDraw, Name: "批准抽取并锁定名单", Stages: []TaskStage{TaskPreparing}, Who: []Who{bureauHead}, Clause: "文件四(一)", apply: taskWith((*taskTransition).approveDraw)},
	{Act: ActSealEntry, Name: "见证人封存内容", Stages: []TaskStage{TaskWitnessing}, Who: []Who{watcher, outsider, clerk}, Clause: "文件四(一)", apply: taskWith((*taskTransition).sealEntry)},
	{Act: ActOpenEntry, Name: "见证人启封", Stages: []TaskStage{TaskWitnessing}, Who: []Who{watcher, outsider}, Clause: "文件四(一)", apply: taskWith((*taskTransition).openEntry)},
	{Act: ActVoidDraw, Name: "宣布抽取作废", Stages: []TaskStage{TaskWitnessing}, Who: []Who{bureauHead}, Reason: true, Clause: "文件四(一)", apply: taskWith((*taskTransition).voidDraw)},
	{Act: ActRevealDraw, Name: "揭晓抽取结果", Stages: []TaskStage{TaskWitnessing}, Who: []Who{theSystem}, Clause: "文件四(一)", apply: taskWith((*taskTransition).revealDraw)},
	{Act: ActReplaceEntity, Name: "递补检查对象", Stages: []TaskStage{TaskRunning}, Who: []Who{anyHead}, Reason: true, Clause: "文件四(一)", apply: taskWith((*taskTransition).replaceEntity)},
	{Act: ActCasesClosed, Name: "案件全部办结", Stages: []TaskStage{TaskRunning}, Who: []Who{theSystem}, Clause: "文件四(五)", apply: taskWith((*taskTransition).casesClosed)},
	{Act: ActWriteSummary, Name: "撰写总结", Stages: []TaskStage{TaskSummary}, Who: []Who{clerk}, Clause: "文件四(五)", apply: taskWith((*taskTransition).writeSummary)},
	{Act: ActConfirmSummary, Name: "联合处室确认总结", Stages: []TaskStage{TaskSummary}, Who: []Who{joint}, Clause: "文件四(五)", apply: taskWith((*taskTransition).confirmSummary)},
	{Act: ActReturnSummary, Name: "退回总结", Stages: []TaskStage{TaskSummary}, Who: []Who{bureauHead, joint}, Reason: true, Clause: "文件四(五)", apply: taskWith((*taskTransition).returnSummary)},
	{Act: ActApproveSummary, Name: "批准总结并结束任务", Stages: []TaskStage{TaskSummary}, Who: []Who{bureauHead}, Clause: "文件四(五)", apply: taskWith((*taskTransition).approveSummary)},
	{Act: ActCancelTask, Name: "取消任务", Stages: openTask, Who: []Who{anyHead, bureauHead}, Reason: true, Clause: "文件四(一)", apply: taskWith((*taskTransition).cancel)},
	{Act: ActLapse, Name: "期限提醒与届满", Stages: openTask, Who: []Who{theSystem}, Clause: "各期限条款", apply: taskWith((*taskTransition).lapse)},
	{Act: ActRecount, Name: "按新日历重算期限", Stages: openTask, Who: []Who{theSystem}, Clause: "国务院办公厅节假日安排通知", apply: taskWith((*taskTransition).recount)},
}

// BySystem reports whether the act follows by itself and people never perform it.
func (r TaskRule) BySystem() bool { return slices.Contains(r.Who, theSystem) }

func taskWith[F Facts](effect func(*taskTransition, F) error) func(*taskTransition) error {
	return func(t *taskTransition) error {
		f, err := decodeFacts[F](t.act)
		if err != nil {
			return err
		}
		return effect(t, f)
	}
}

// TaskRuleOf returns the row of an act.
func TaskRuleOf(kind ActKind) (TaskRule, bool) {
	i := slices.IndexFunc(TaskRules, func(r TaskRule) bool { return r.Act == kind })
	if i < 0 {
		return TaskRule{}, false
	}
	return TaskRules[i], true
}

func (t Task) is(a Actor, w Who) bool {
	if !a.Has(w.Role) {
		return false
	}
	switch w.Scope {
	case ScopeDepartment:
		return a.DepartmentFor(w.Role) == t.Department
	case scopeJoint:
		return slices.Contains(t.Joint, a.DepartmentFor(w.Role))
	}
	return true
}

// Permit asks the table whether the act is allowed now.
func (t Task) Permit(a Act) error {
	rule, ok := TaskRuleOf(a.Kind)
	if !ok {
		return Errorf(KindInvalid, "act_unknown", "没有名为“%s”的办理事项。", a.Kind)
	}
	if !slices.Contains(rule.Stages, t.Stage) {
		return Errorf(KindNotAllowed, "act_not_at_this_stage", "抽查任务%s现处“%s”阶段，不能%s。%s", t.ID, t.Stage.Chinese(), rule.Name, t.allowedNow())
	}
	if !slices.ContainsFunc(rule.Who, func(w Who) bool { return t.is(a.Actor, w) }) {
		return Errorf(KindForbidden, "not_your_act", "“%s”应由%s办理，您不能办理。", rule.Name, namesOf(rule.Who))
	}
	if rule.Reason && !a.Reasoned {
		return Errorf(KindInvalid, "reason_required", "“%s”必须写明理由。", rule.Name)
	}
	return nil
}

// Allowed lists the acts that people may perform now, marking the actor's own.
func (t Task) Allowed(actor Actor) []Allowance {
	var out []Allowance
	for _, r := range TaskRules {
		if !slices.Contains(r.Stages, t.Stage) || r.BySystem() || !t.timely(r.Act) {
			continue
		}
		mine := slices.ContainsFunc(r.Who, func(w Who) bool { return t.is(actor, w) })
		out = append(out, Allowance{Act: r.Act, Name: r.Name, Who: r.Who, Clause: r.Clause, Reason: r.Reason, Mine: mine})
	}
	return out
}

func (t Task) timely(kind ActKind) bool {
	switch kind {
	case ActPrepareDraw:
		return t.Draw.PreparedBy == ""
	case ActReturnDraw, ActApproveDraw:
		return t.Draw.PreparedBy != ""
	case ActSealEntry:
		return !t.Sealed()
	case ActOpenEntry:
		return t.Sealed()
	case ActWriteSummary:
		return t.Summary.WrittenBy == ""
	case ActConfirmSummary, ActReturnSummary, ActApproveSummary:
		return t.Summary.WrittenBy != ""
	}
	return true
}

func (t Task) allowedNow() string {
	var parts []string
	for _, a := range t.Allowed(Actor{}) {
		if a.Act != ActCancelTask {
			parts = append(parts, a.Name+"（"+namesOf(a.Who)+"）")
		}
	}
	if len(parts) == 0 {
		return "现在没有需要人工办理的事项。"
	}
	return "现在可以办理：" + strings.Join(parts, "、") + "。"
}

// Apply performs the act on a copy of the task; an error means that nothing
// happened.
func (t Task) Apply(a Act, law Law) (Task, []Notice, error) {
	if err := t.Permit(a); err != nil {
		return t, nil, err
	}
	next, err := t.clone()
	if err != nil {
		return t, nil, err
	}
	rule, _ := TaskRuleOf(a.Kind)
	next.Seq++
	tr := taskTransition{t: &next, law: law, act: a}
	if err := rule.apply(&tr); err != nil {
		return t, nil, err
	}
	return next, tr.notices, nil
}

// today is the day of the act.
func (tr *taskTransition) today() calendar.Date { return calendar.DateOf(tr.act.Entered) }
