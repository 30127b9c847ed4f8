package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// The acts of feedback.
const (
	ActFileFeedback   law.ActKind = "file_feedback"
	ActRouteFeedback  law.ActKind = "route_feedback"
	ActAnswerFeedback law.ActKind = "answer_feedback"
)

// FileFeedback: what an inspector finds wanting; what exactly is the act's reason.
type FileFeedback struct {
	Topic FeedbackTopic `json:"topic"`
}

// RouteFeedback: it goes to the department concerned, or on to another.
type RouteFeedback struct {
	To law.Addressee `json:"to"`
}

// AnswerFeedback: the department concerned answered on that day.
type AnswerFeedback struct {
	On     calendar.Date  `json:"on"`
	Answer FeedbackAnswer `json:"answer"`
}

func (FileFeedback) Kind() law.ActKind   { return ActFileFeedback }
func (RouteFeedback) Kind() law.ActKind  { return ActRouteFeedback }
func (AnswerFeedback) Kind() law.ActKind { return ActAnswerFeedback }
