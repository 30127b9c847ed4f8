package tasks

// Stage is where a task stands.
type Stage string

// The stages of a task in the order of the procedure.
const (
	StagePlanned    Stage = "planned"    // waits for its month
	StagePreparing  Stage = "preparing"  // month come (or started early): the draw is prepared and approved
	StageWitnessing Stage = "witnessing" // committed; seals and entries come in
	StageRunning    Stage = "running"    // cases run
	StageSummary    Stage = "summary"    // all cases closed; summary written, confirmed, approved
	StageClosed     Stage = "closed"
	StageCancelled  Stage = "cancelled"
)

var taskStageNames = map[Stage]string{
	StagePlanned: "待启动", StagePreparing: "抽取准备", StageWitnessing: "抽取见证", StageRunning: "检查中",
	StageSummary: "总结", StageClosed: "已办结", StageCancelled: "已取消",
}

// Chinese is the stage's name.
func (s Stage) Chinese() string {
	if n, ok := taskStageNames[s]; ok {
		return n
	}
	return string(s)
}

// Open reports whether something is still to be done.
func (s Stage) Open() bool { return s != StageClosed && s != StageCancelled }
