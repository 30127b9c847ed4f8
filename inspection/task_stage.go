package inspection

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
