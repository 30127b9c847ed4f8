package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// FeedbackFile is what only feedback (反馈) knows: what an inspector finds wanting in
// enforcement or in the law itself, as the document asks for (文件四(五)). It goes to
// the department concerned, and its answer is chased. It may come out of a case, at
// any stage and many times, or out of none; then its number begins with the year and
// it is of the department and the edition of that day.
type FeedbackFile struct {
	Topic  FeedbackTopic `json:"topic,omitempty"`
	Author string        `json:"author,omitempty"` // account
	// FiledFor is the account whose delegated power the author used.
	FiledFor   string        `json:"filedFor,omitempty"`
	To         law.Addressee `json:"to,omitzero"`
	RoutedBy   string        `json:"routedBy,omitempty"`
	RoutedOn   calendar.Date `json:"routedOn,omitzero"`
	AnsweredOn calendar.Date `json:"answeredOn,omitzero"`
}

// FeedbackTopic is what feedback is about.
type FeedbackTopic string

// The topics.
const (
	TopicWeakPoint FeedbackTopic = "weak_point"
	TopicLegalGap  FeedbackTopic = "legal_gap"
)

// FeedbackTopics are all topics.
var FeedbackTopics = []FeedbackTopic{TopicWeakPoint, TopicLegalGap}

var topicNames = map[FeedbackTopic]string{TopicWeakPoint: "执法薄弱环节", TopicLegalGap: "法律法规政策缺陷"}

// Chinese is the topic's name.
func (t FeedbackTopic) Chinese() string { return topicNames[t] }

// FeedbackAnswer is what the department concerned makes of it.
type FeedbackAnswer string

// The answers.
const (
	FeedbackAdopted   FeedbackAnswer = "adopted"
	FeedbackExplained FeedbackAnswer = "explained"
	FeedbackReported  FeedbackAnswer = "reported"
)

// FeedbackAnswers are all answers.
var FeedbackAnswers = []FeedbackAnswer{FeedbackAdopted, FeedbackExplained, FeedbackReported}

// The endings of feedback: as it was answered.
const (
	EndingFeedbackAdopted   Ending = "feedback_adopted"
	EndingFeedbackExplained Ending = "feedback_explained"
	EndingFeedbackReported  Ending = "feedback_reported"
)

var feedbackEndings = map[Ending]string{EndingFeedbackAdopted: "已采纳改进", EndingFeedbackExplained: "已说明情况", EndingFeedbackReported: "已向上级报告"}

var endingOfAnswer = map[FeedbackAnswer]Ending{FeedbackAdopted: EndingFeedbackAdopted, FeedbackExplained: EndingFeedbackExplained, FeedbackReported: EndingFeedbackReported}

// Chinese is the answer's name.
func (a FeedbackAnswer) Chinese() string { return feedbackEndings[endingOfAnswer[a]] }

// beginFeedback: its first act is the author's.
func beginFeedback(t *transition) {
	t.p.Stage, t.p.Feedback = FeedbackUnfiled, &FeedbackFile{}
}
