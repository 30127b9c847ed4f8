package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// The acts of an opinion of those who supervise.
const (
	ActRegisterOversight       law.ActKind = "register_oversight"
	ActProposeOversightAnswer  law.ActKind = "propose_oversight_answer"
	ActReturnOversightAnswer   law.ActKind = "return_oversight_answer"
	ActApproveOversightAnswer  law.ActKind = "approve_oversight_answer"
	ActDispatchOversightAnswer law.ActKind = "dispatch_oversight_answer"
)

// RegisterOversight: the opinion came in on that day; what it says is the act's
// reason.
type RegisterOversight struct {
	Source OversightSource `json:"source"`
	From   string          `json:"from" maxLength:"100"`
	Letter string          `json:"letter,omitempty" maxLength:"100"`
	Topic  OversightTopic  `json:"topic"`
	On     calendar.Date   `json:"on"`
	// AnswerBy is the last day for the answer, as the opinion names it.
	AnswerBy calendar.Date `json:"answerBy,omitzero"`
}

// ProposeOversightAnswer is the section head's; what was found and put right is the
// act's reason.
type ProposeOversightAnswer struct {
	Answer OversightReply `json:"answer"`
}

// ReturnOversightAnswer: to be looked into again. ApproveOversightAnswer: it may
// go out.
type (
	ReturnOversightAnswer  struct{}
	ApproveOversightAnswer struct{}
)

// DispatchOversightAnswer: the answer was sent on that day.
type DispatchOversightAnswer struct {
	On calendar.Date `json:"on"`
}

func (RegisterOversight) Kind() law.ActKind       { return ActRegisterOversight }
func (ProposeOversightAnswer) Kind() law.ActKind  { return ActProposeOversightAnswer }
func (ReturnOversightAnswer) Kind() law.ActKind   { return ActReturnOversightAnswer }
func (ApproveOversightAnswer) Kind() law.ActKind  { return ActApproveOversightAnswer }
func (DispatchOversightAnswer) Kind() law.ActKind { return ActDispatchOversightAnswer }
