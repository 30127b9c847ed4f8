package law

// The periods of feedback. No law sets them.
const (
	DeadlineFeedbackRoute  DeadlineKind = "feedback_route"
	DeadlineFeedbackAnswer DeadlineKind = "feedback_answer"
)

var feedbackPeriods = []LegalPeriod{
	{Kind: DeadlineFeedbackRoute, Name: "转交反馈", Period: workingDays(5), From: "提交反馈之日", Clause: "本单位规定（文件四(五)）",
		ExtendBy: RoleBureauHead, Responsible: []Role{RoleSectionHead}, Escalate: []Role{RoleBureauHead, RoleSupervisor}},
	{Kind: DeadlineFeedbackAnswer, Name: "催询反馈答复", Period: workingDays(20), From: "转交之日", Clause: "本单位规定（文件四(五)）",
		ExtendBy: RoleSectionHead, Responsible: []Role{RoleClerk}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
}
