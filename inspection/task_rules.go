package inspection

import "slices"

// TaskRule is one row of the task's transition table.
type TaskRule struct {
	Act    ActKind     `json:"act"`
	Name   string      `json:"name"`
	Stages []TaskStage `json:"stages"`
	Who    []Who       `json:"who"`
	Clause string      `json:"clause"`
	Reason bool        `json:"reason,omitempty"`
	Aside  bool        `json:"-"` // see [Rule]
	// WhoAfterDraw may in Who's place once the roster is frozen; nil: Who still.
	WhoAfterDraw []Who `json:"whoAfterDraw,omitempty"`

	// ready says which act has to come first; nil: none has.
	ready func(Task) error
	// barred refuses one of Who for what that person did in this task before.
	barred func(Task, Actor) error
	apply  func(*taskTransition) error
}

var (
	joint    = Who{Role: RoleSectionHead, Scope: ScopeJoint}
	watcher  = Who{Role: RoleSupervisor, Scope: ScopeAnyone}
	outsider = Who{Role: RoleWitness, Scope: ScopeAnyone}
	heads    = []Who{sectionHead, bureauHead}
)

var (
	beforeDraw = []TaskStage{TaskPlanned, TaskPreparing}
	openTask   = []TaskStage{TaskPlanned, TaskPreparing, TaskWitnessing, TaskRunning, TaskSummary}
)

// TaskRules is the transition table of a task, in the order of the procedure.
var TaskRules = []TaskRule{
	{Act: ActAdoptScheme, Name: "采用实施方案", Stages: beforeDraw, Who: []Who{clerk},
		Clause: "附件备注1", ready: Task.drawOpen, apply: with((*taskTransition).adoptScheme)},
	{Act: ActStartEarly, Name: "提前启动", Stages: []TaskStage{TaskPlanned}, Who: heads, Reason: true,
		Clause: "附件（抽查时间）", apply: with((*taskTransition).startEarly)},
	{Act: ActPutOff, Name: "推迟启动", Stages: []TaskStage{TaskPlanned}, Who: heads, Reason: true,
		Clause: "附件（抽查时间）", apply: with((*taskTransition).putOff)},
	{Act: ActMonthCome, Name: "抽查月份已到", Stages: []TaskStage{TaskPlanned}, Who: []Who{theSystem},
		Clause: "附件（抽查时间）、备注2", apply: with((*taskTransition).monthCome)},
	{Act: ActPrepareDraw, Name: "拟定抽取方案", Stages: []TaskStage{TaskPreparing}, Who: []Who{clerk},
		Clause: "文件四(一)、(二)", ready: Task.drawUnprepared, apply: with((*taskTransition).prepareDraw)},
	{Act: ActReturnDraw, Name: "退回抽取方案", Stages: []TaskStage{TaskPreparing}, Who: []Who{bureauHead}, Reason: true,
		Clause: "文件四(一)", ready: Task.drawPrepared, apply: with((*taskTransition).returnDraw)},
	{Act: ActApproveDraw, Name: "批准抽取并锁定名单", Stages: []TaskStage{TaskPreparing}, Who: []Who{bureauHead},
		Clause: "文件四(一)", ready: Task.drawPrepared, barred: Task.ownDraw, apply: with((*taskTransition).approveDraw)},
	{Act: ActSealEntry, Name: "见证人封存内容", Stages: []TaskStage{TaskWitnessing}, Who: []Who{watcher, outsider, clerk},
		Clause: "文件四(一)", ready: Task.sealsMissing, barred: Task.noWitness, apply: with((*taskTransition).sealEntry)},
	{Act: ActOpenEntry, Name: "见证人启封", Stages: []TaskStage{TaskWitnessing}, Who: []Who{watcher, outsider},
		Clause: "文件四(一)", ready: Task.sealsOutstanding, barred: Task.noOwnSeal, apply: with((*taskTransition).openEntry)},
	{Act: ActVoidDraw, Name: "宣布抽取作废", Stages: []TaskStage{TaskWitnessing}, Who: []Who{bureauHead}, Reason: true,
		Clause: "文件四(一)", ready: Task.sealsOutstanding, apply: with((*taskTransition).voidDraw)},
	{Act: ActRevealDraw, Name: "揭晓抽取结果", Stages: []TaskStage{TaskWitnessing}, Who: []Who{theSystem},
		Clause: "文件四(一)", ready: Task.drawReady, apply: with((*taskTransition).revealDraw)},
	{Act: ActFormTeam, Name: "补抽检查人员", Stages: []TaskStage{TaskRunning}, Who: []Who{sectionHead}, Reason: true,
		Clause: "文件四(一)", ready: Task.teamsMissing, apply: with((*taskTransition).formTeam)},
	{Act: ActLeaveOut, Name: "决定本次不予检查", Stages: []TaskStage{TaskRunning}, Who: []Who{bureauHead}, Reason: true,
		Clause: "文件四(一)", ready: Task.teamsMissing, apply: with((*taskTransition).leaveOut)},
	{Act: ActReplaceEntity, Name: "递补检查对象", Stages: []TaskStage{TaskRunning}, Who: []Who{sectionHead}, Reason: true,
		Clause: "文件四(一)", apply: with((*taskTransition).replaceEntity)},
	{Act: ActCasesClosed, Name: "案件全部办结", Stages: []TaskStage{TaskRunning}, Who: []Who{theSystem},
		Clause: "文件四(五)", ready: Task.teamsDecided, apply: with((*taskTransition).casesClosed)},
	{Act: ActWriteSummary, Name: "撰写总结", Stages: []TaskStage{TaskSummary}, Who: []Who{clerk},
		Clause: "文件四(五)", ready: Task.summaryMissing, apply: with((*taskTransition).writeSummary)},
	{Act: ActConfirmSummary, Name: "联合处室确认总结", Stages: []TaskStage{TaskSummary}, Who: []Who{joint},
		Clause: "文件四(五)", ready: Task.summaryConfirmable, barred: Task.confirmedAlready, apply: with((*taskTransition).confirmSummary)},
	{Act: ActReturnSummary, Name: "退回总结", Stages: []TaskStage{TaskSummary}, Who: []Who{bureauHead, joint}, Reason: true,
		Clause: "文件四(五)", ready: Task.summaryWritten, apply: with((*taskTransition).returnSummary)},
	{Act: ActApproveSummary, Name: "批准总结并结束任务", Stages: []TaskStage{TaskSummary}, Who: []Who{bureauHead},
		Clause: "文件四(五)", ready: Task.summaryApprovable, barred: Task.ownSummary, apply: with((*taskTransition).approveSummary)},
	{Act: ActCancelTask, Name: "取消任务", Stages: openTask, Who: heads, WhoAfterDraw: []Who{bureauHead}, Reason: true, Aside: true,
		Clause: "文件四(一)", apply: with((*taskTransition).cancel)},
	{Act: ActLapse, Name: "期限提醒与届满", Stages: openTask, Who: []Who{theSystem},
		Clause: "各期限条款", apply: with((*taskTransition).lapse)},
	{Act: ActRecount, Name: "按新日历重算期限", Stages: openTask, Who: []Who{theSystem},
		Clause: "国务院办公厅节假日安排通知", apply: with((*taskTransition).recount)},
}

// BySystem reports whether the act follows by itself and people never perform it.
func (r TaskRule) BySystem() bool { return slices.Contains(r.Who, theSystem) }

// who are those of the row who may at this stage of the task.
func (r TaskRule) who(t Task) []Who {
	if r.WhoAfterDraw != nil && !slices.Contains(beforeDraw, t.Stage) {
		return r.WhoAfterDraw
	}
	return r.Who
}

// TaskRuleOf returns the row of an act.
func TaskRuleOf(kind ActKind) (TaskRule, bool) {
	i := slices.IndexFunc(TaskRules, func(r TaskRule) bool { return r.Act == kind })
	if i < 0 {
		return TaskRule{}, false
	}
	return TaskRules[i], true
}
