package cases

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
