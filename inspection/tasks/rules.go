package tasks

import (
	"slices"

	"shuangsuiji/inspection/law"
)

// leads are where an act leads, by the stage at which it is performed.
type leads = law.Leads[Stage]

// Rule is one row of the task's transition table.
type Rule struct {
	Act    law.ActKind      `json:"act"`
	Name   string           `json:"name"`
	Stages []Stage          `json:"stages"`
	Leads  law.Leads[Stage] `json:"leads,omitempty"` // see [law.Rule]
	Who    []law.Who        `json:"who"`
	Clause string           `json:"clause"`
	law.InForce
	Reason bool `json:"reason,omitempty"`
	Aside  bool `json:"-"` // see [law.Rule]
	// WhoAfterDraw may in Who's place once the roster is frozen; nil: Who still.
	WhoAfterDraw []law.Who `json:"whoAfterDraw,omitempty"`

	// ready says which act has to come first; nil: none has.
	ready func(Task) error
	// barred refuses one of Who for what that person did in this task before.
	barred func(Task, law.Actor) error
	apply  func(*transition) error
}

var (
	joint    = law.Who{Role: law.RoleSectionHead, Scope: law.ScopeJoint}
	watcher  = law.Who{Role: law.RoleSupervisor, Scope: law.ScopeAnyone}
	outsider = law.Who{Role: law.RoleWitness, Scope: law.ScopeAnyone}
	heads    = []law.Who{law.BySectionHead, law.ByBureauHead}
)

var (
	beforeDraw = []Stage{StagePlanned, StagePreparing}
	openTask   = []Stage{StagePlanned, StagePreparing, StageWitnessing, StageRunning, StageSummary}
)

// Rules is the transition table of a task, in the order of the procedure.
var Rules = law.Dated([]Rule{
	{Act: ActAdoptScheme, Name: "采用实施方案", Stages: beforeDraw, Who: []law.Who{law.ByClerk},
		Clause: "附件备注1", ready: Task.drawOpen, apply: law.With((*transition).adoptScheme)},
	{Act: ActStartEarly, Name: "提前启动", Stages: []Stage{StagePlanned}, Leads: leads{StagePlanned: {StagePreparing}}, Who: heads, Reason: true,
		Clause: "附件（抽查时间）", apply: law.With((*transition).startEarly)},
	{Act: ActPutOff, Name: "推迟启动", Stages: []Stage{StagePlanned}, Who: heads, Reason: true,
		Clause: "附件（抽查时间）", apply: law.With((*transition).putOff)},
	{Act: ActMonthCome, Name: "抽查月份已到", Stages: []Stage{StagePlanned}, Leads: leads{StagePlanned: {StagePreparing}}, Who: []law.Who{law.BySystem},
		Clause: "附件（抽查时间）、备注2", apply: law.With((*transition).monthCome)},
	{Act: ActPrepareDraw, Name: "拟定抽取方案", Stages: []Stage{StagePreparing}, Who: []law.Who{law.ByClerk},
		Clause: "文件四(一)、(二)", ready: Task.drawUnprepared, apply: law.With((*transition).prepareDraw)},
	{Act: ActReturnDraw, Name: "退回抽取方案", Stages: []Stage{StagePreparing}, Who: []law.Who{law.ByBureauHead}, Reason: true,
		Clause: "文件四(一)", ready: Task.drawPrepared, apply: law.With((*transition).returnDraw)},
	{Act: ActApproveDraw, Name: "批准抽取并锁定名单", Stages: []Stage{StagePreparing}, Leads: leads{StagePreparing: {StageWitnessing}}, Who: []law.Who{law.ByBureauHead},
		Clause: "文件四(一)", ready: Task.drawPrepared, barred: Task.ownDraw, apply: law.With((*transition).approveDraw)},
	{Act: ActSealEntry, Name: "见证人封存内容", Stages: []Stage{StageWitnessing}, Who: []law.Who{watcher, outsider, law.ByClerk},
		Clause: "文件四(一)", ready: Task.sealsMissing, barred: Task.noWitness, apply: law.With((*transition).sealEntry)},
	{Act: ActOpenEntry, Name: "见证人启封", Stages: []Stage{StageWitnessing}, Who: []law.Who{watcher, outsider},
		Clause: "文件四(一)", ready: Task.sealsOutstanding, barred: Task.noOwnSeal, apply: law.With((*transition).openEntry)},
	{Act: ActVoidDraw, Name: "宣布抽取作废", Stages: []Stage{StageWitnessing}, Leads: leads{StageWitnessing: {StagePreparing}}, Who: []law.Who{law.ByBureauHead}, Reason: true,
		Clause: "文件四(一)", ready: Task.sealsOutstanding, apply: law.With((*transition).voidDraw)},
	{Act: ActRevealDraw, Name: "揭晓抽取结果", Stages: []Stage{StageWitnessing}, Leads: leads{StageWitnessing: {StageRunning}}, Who: []law.Who{law.BySystem},
		Clause: "文件四(一)", ready: Task.drawReady, apply: law.With((*transition).revealDraw)},
	{Act: ActFormTeam, Name: "补抽检查人员", Stages: []Stage{StageRunning}, Who: []law.Who{law.BySectionHead}, Reason: true,
		Clause: "文件四(一)", ready: Task.teamsMissing, apply: law.With((*transition).formTeam)},
	{Act: ActLeaveOut, Name: "决定本次不予检查", Stages: []Stage{StageRunning}, Who: []law.Who{law.ByBureauHead}, Reason: true,
		Clause: "文件四(一)", ready: Task.teamsMissing, apply: law.With((*transition).leaveOut)},
	{Act: ActReplaceEntity, Name: "递补检查对象", Stages: []Stage{StageRunning}, Who: []law.Who{law.BySectionHead}, Reason: true,
		Clause: "文件四(一)", apply: law.With((*transition).replaceEntity)},
	{Act: ActCasesClosed, Name: "案件全部办结", Stages: []Stage{StageRunning}, Leads: leads{StageRunning: {StageSummary}}, Who: []law.Who{law.BySystem},
		Clause: "文件四(五)", ready: Task.teamsDecided, apply: law.With((*transition).casesClosed)},
	{Act: ActWriteSummary, Name: "撰写总结", Stages: []Stage{StageSummary}, Who: []law.Who{law.ByClerk},
		Clause: "文件四(五)", ready: Task.summaryMissing, apply: law.With((*transition).writeSummary)},
	{Act: ActConfirmSummary, Name: "联合处室确认总结", Stages: []Stage{StageSummary}, Who: []law.Who{joint},
		Clause: "文件四(五)", ready: Task.summaryConfirmable, barred: Task.confirmedAlready, apply: law.With((*transition).confirmSummary)},
	{Act: ActReturnSummary, Name: "退回总结", Stages: []Stage{StageSummary}, Who: []law.Who{law.ByBureauHead, joint}, Reason: true,
		Clause: "文件四(五)", ready: Task.summaryWritten, apply: law.With((*transition).returnSummary)},
	{Act: ActApproveSummary, Name: "批准总结并结束任务", Stages: []Stage{StageSummary}, Leads: leads{StageSummary: {StageClosed}}, Who: []law.Who{law.ByBureauHead},
		Clause: "文件四(五)", ready: Task.summaryApprovable, barred: Task.ownSummary, apply: law.With((*transition).approveSummary)},
	{Act: ActCancelTask, Name: "取消任务", Stages: openTask, Leads: law.From(openTask, StageCancelled), Who: heads, WhoAfterDraw: []law.Who{law.ByBureauHead}, Reason: true, Aside: true,
		Clause: "文件四(一)", apply: law.With((*transition).cancel)},
	{Act: law.ActLapse, Name: "期限提醒与届满", Stages: openTask, Who: []law.Who{law.BySystem},
		Clause: "各期限条款", apply: law.With((*transition).lapse)},
	{Act: law.ActRecount, Name: "按新日历重算期限", Stages: openTask, Who: []law.Who{law.BySystem},
		Clause: "国务院办公厅节假日安排通知", apply: law.With((*transition).recount)},
})

// Basis is the clause, and where the day since which it is in force goes.
func (r *Rule) Basis() (clause string, since *law.InForce) { return r.Clause, &r.InForce }

// BySystem reports whether the act follows by itself and people never perform it.
func (r Rule) BySystem() bool { return slices.Contains(r.Who, law.BySystem) }

// who are those of the row who may at this stage of the task.
func (r Rule) who(t Task) []law.Who {
	if r.WhoAfterDraw != nil && !slices.Contains(beforeDraw, t.Stage) {
		return r.WhoAfterDraw
	}
	return r.Who
}

// Ready says which act has to come first; nil: none has.
func (r Rule) Ready(t Task) error {
	if r.ready == nil {
		return nil
	}
	return r.ready(t)
}

// RuleOf returns the row of an act.
func RuleOf(kind law.ActKind) (Rule, bool) {
	i := slices.IndexFunc(Rules, func(r Rule) bool { return r.Act == kind })
	if i < 0 {
		return Rule{}, false
	}
	return Rules[i], true
}
