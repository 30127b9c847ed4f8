package inspection

import "shuangsuiji/inspection/calendar"

// The acts of an objection.
const (
	ActRaiseObjection        ActKind = "raise_objection"
	ActCheckObjection        ActKind = "check_objection"
	ActReturnObjection       ActKind = "return_objection"
	ActDecideObjection       ActKind = "decide_objection"
	ActPrepareCorrectedEntry ActKind = "prepare_corrected_entry"
	ActReturnCorrectedEntry  ActKind = "return_corrected_entry"
	ActApproveCorrectedEntry ActKind = "approve_corrected_entry"
	ActAnswerObjection       ActKind = "answer_objection"
)

// RaiseObjection: the entity objects, by its link or on paper, of which On is the
// day it came in; why is the act's reason.
type RaiseObjection struct {
	On calendar.Date `json:"on,omitzero"`
}

// CheckObjection is the section head's opinion after checking.
type CheckObjection struct {
	Opinion ObjectionView `json:"opinion"`
}

// ReturnObjection: to be checked again. DecideObjection: the bureau head's
// decision, which may depart from the opinion.
type (
	ReturnObjection struct{}
	DecideObjection struct {
		Decision ObjectionView `json:"decision"`
	}
)

// PrepareCorrectedEntry: what is to be published in place of the entry objected
// to. ReturnCorrectedEntry: to be prepared again. ApproveCorrectedEntry puts it on
// the public page.
type (
	PrepareCorrectedEntry struct {
		Result PublishedResult `json:"result"`
	}
	ReturnCorrectedEntry  struct{}
	ApproveCorrectedEntry struct{}
)

// AnswerObjection: the answer reached the entity on that day.
type AnswerObjection struct {
	On     calendar.Date `json:"on"`
	Method ServiceMethod `json:"method"`
}

func (RaiseObjection) Kind() ActKind        { return ActRaiseObjection }
func (CheckObjection) Kind() ActKind        { return ActCheckObjection }
func (ReturnObjection) Kind() ActKind       { return ActReturnObjection }
func (DecideObjection) Kind() ActKind       { return ActDecideObjection }
func (PrepareCorrectedEntry) Kind() ActKind { return ActPrepareCorrectedEntry }
func (ReturnCorrectedEntry) Kind() ActKind  { return ActReturnCorrectedEntry }
func (ApproveCorrectedEntry) Kind() ActKind { return ActApproveCorrectedEntry }
func (AnswerObjection) Kind() ActKind       { return ActAnswerObjection }
