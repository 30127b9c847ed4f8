package inspection

import "shuangsuiji/inspection/calendar"

// The acts of feedback.
const (
	ActFileFeedback   ActKind = "file_feedback"
	ActRouteFeedback  ActKind = "route_feedback"
	ActAnswerFeedback ActKind = "answer_feedback"
)

// FileFeedback: what an inspector finds wanting; what exactly is the act's reason.
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
