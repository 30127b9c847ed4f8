package inspection

// Stage is where a case stands.
type Stage string

// The stages of a case in the order of the procedure.
const (
	StageNotify      Stage = "notify"      // 通知
	StageSelfCheck   Stage = "self_check"  // 自查
	StageOnSite      Stage = "on_site"     // 实地检查
	StageResult      Stage = "result"      // 认定
	StageHandling    Stage = "handling"    // 处理
	StagePublication Stage = "publication" // 公示
	StageFollowUp    Stage = "follow_up"   // 后续处理: published, a branch is still open
	StageArchiving   Stage = "archiving"   // 归档: everything done, the file is closed by the system
	StageClosed      Stage = "closed"      // 归档
	StageCancelled   Stage = "cancelled"   // 随任务取消
)

var stageNames = map[Stage]string{
	StageNotify: "通知", StageSelfCheck: "自查", StageOnSite: "实地检查", StageResult: "认定",
	StageHandling: "处理", StagePublication: "公示", StageFollowUp: "后续处理", StageArchiving: "归档", StageClosed: "已归档", StageCancelled: "已取消",
}

// OpenStages are the stages in which something is still to be done, in order.
var OpenStages = []Stage{StageNotify, StageSelfCheck, StageOnSite, StageResult, StageHandling, StagePublication, StageFollowUp, StageArchiving}

// Chinese is the stage's name.
func (s Stage) Chinese() string {
	if n, ok := stageNames[s]; ok {
		return n
	}
	return string(s)
}

// Open reports whether something is still to be done.
func (s Stage) Open() bool { return s != StageClosed && s != StageCancelled }

// TaskStage is where a task stands.
type TaskStage string

// The stages of a task in the order of the procedure.
const (
	TaskPlanned    TaskStage = "planned"    // waits for its month
	TaskPreparing  TaskStage = "preparing"  // month come (or started early): the draw is prepared and approved
	TaskWitnessing TaskStage = "witnessing" // committed; seals and entries come in
	TaskRunning    TaskStage = "running"    // cases run
	TaskSummary    TaskStage = "summary"    // all cases closed; summary written, confirmed, approved
	TaskClosed     TaskStage = "closed"
	TaskCancelled  TaskStage = "cancelled"
)

var taskStageNames = map[TaskStage]string{
	TaskPlanned: "待启动", TaskPreparing: "抽取准备", TaskWitnessing: "抽取见证", TaskRunning: "检查中",
	TaskSummary: "总结", TaskClosed: "已办结", TaskCancelled: "已取消",
}

// Chinese is the stage's name.
func (s TaskStage) Chinese() string {
	if n, ok := taskStageNames[s]; ok {
		return n
	}
	return string(s)
}

// Open reports whether something is still to be done.
func (s TaskStage) Open() bool { return s != TaskClosed && s != TaskCancelled }
