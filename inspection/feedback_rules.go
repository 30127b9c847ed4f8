package inspection

import "shuangsuiji/inspection/calendar"

// The acts of feedback.
const (
	ActFileFeedback   ActKind = "file_feedback"
	ActRouteFeedback  ActKind = "route_feedback"
	ActAnswerFeedback ActKind = "answer_feedback"
)

// FileFeedback: what an inspector finds wanting; the text is the act's payload.
type FileFeedback struct {
	Topic FeedbackTopic `json:"topic"`
}

// RouteFeedback: it goes to the department concerned, or on to another.
type RouteFeedback struct {
	To Addressee `json:"to"`
}

// AnswerFeedback: the department concerned answered on that day.
type AnswerFeedback struct {
	On     calendar.Date  `json:"on"`
	Answer FeedbackAnswer `json:"answer"`
}

func (FileFeedback) Kind() ActKind   { return ActFileFeedback }
func (RouteFeedback) Kind() ActKind  { return ActRouteFeedback }
func (AnswerFeedback) Kind() ActKind { return ActAnswerFeedback }

// The periods of feedback. No law sets them.
const (
	DeadlineFeedbackRoute  DeadlineKind = "feedback_route"
	DeadlineFeedbackAnswer DeadlineKind = "feedback_answer"
)

var feedbackPeriods = []LegalPeriod{
	{Kind: DeadlineFeedbackRoute, Name: "转交反馈", Period: workingDays(5), From: "提交反馈之日", Clause: "本单位规定（文件四(五)）", Since: documentDay,
		ExtendBy: RoleBureauHead, Responsible: []Role{RoleSectionHead}, Escalate: []Role{RoleBureauHead, RoleSupervisor}},
	{Kind: DeadlineFeedbackAnswer, Name: "催询反馈答复", Period: workingDays(20), From: "转交之日", Clause: "本单位规定（文件四(五)）", Since: documentDay,
		ExtendBy: RoleSectionHead, Responsible: []Role{RoleClerk}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
}

// FeedbackRule is one row of the transition table of feedback.
type FeedbackRule = Rule[Feedback, FeedbackStage, feedbackTransition]

// anyInspector may file without a case; within a case its team may.
var anyInspector = Who{RoleInspector, ScopeAnyone}

// FeedbackRules is the transition table of feedback, in the order of the procedure.
var FeedbackRules = []FeedbackRule{
	{Act: ActFileFeedback, Name: "提交反馈", Stages: []FeedbackStage{FeedbackUnfiled}, Who: []Who{team, anyInspector},
		Clause: "文件四(五)", narrow: feedbackAuthors, apply: with((*feedbackTransition).file)},
	{Act: ActRouteFeedback, Name: "转交反馈", Stages: FeedbackStages[1:], Who: []Who{sectionHead},
		Clause: "文件四(五)", apply: with((*feedbackTransition).route)},
	{Act: ActAnswerFeedback, Name: "登记反馈答复", Stages: []FeedbackStage{FeedbackRouted}, Who: []Who{clerk},
		Clause: "文件四(五)", apply: with((*feedbackTransition).answer)},
	{Act: ActExtendDeadline, Name: "延长期限", Stages: FeedbackStages[1:], Who: []Who{sectionHead, bureauHead}, Reason: true,
		Clause: "各期限条款", ready: extendable[Feedback], narrow: extenders[Feedback], apply: with((*feedbackTransition).extendDeadline)},
	{Act: ActLapse, Name: "期限提醒与届满", Stages: FeedbackStages[1:], Who: []Who{theSystem},
		Clause: "各期限条款", apply: with((*feedbackTransition).lapse)},
	{Act: ActRecount, Name: "按新日历重算期限", Stages: FeedbackStages[1:], Who: []Who{theSystem},
		Clause: "国务院办公厅节假日安排通知", apply: with((*feedbackTransition).recount)},
}

// FeedbackRuleOf returns the row of an act.
func FeedbackRuleOf(kind ActKind) (FeedbackRule, bool) { return ruleOf(FeedbackRules, kind) }

func feedbackAuthors(f Feedback, _ []Who) []Who {
	if f.Case == "" {
		return []Who{anyInspector}
	}
	return []Who{team}
}
