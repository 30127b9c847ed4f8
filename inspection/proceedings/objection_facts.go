package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// The acts of an objection.
const (
	ActRaiseObjection        law.ActKind = "raise_objection"
	ActCheckObjection        law.ActKind = "check_objection"
	ActReturnObjection       law.ActKind = "return_objection"
	ActDecideObjection       law.ActKind = "decide_objection"
	ActPrepareCorrectedEntry law.ActKind = "prepare_corrected_entry"
	ActReturnCorrectedEntry  law.ActKind = "return_corrected_entry"
	ActApproveCorrectedEntry law.ActKind = "approve_corrected_entry"
	ActAnswerObjection       law.ActKind = "answer_objection"
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
	On     calendar.Date     `json:"on"`
	Method law.ServiceMethod `json:"method"`
}

func (RaiseObjection) Kind() law.ActKind        { return ActRaiseObjection }
func (CheckObjection) Kind() law.ActKind        { return ActCheckObjection }
func (ReturnObjection) Kind() law.ActKind       { return ActReturnObjection }
func (DecideObjection) Kind() law.ActKind       { return ActDecideObjection }
func (PrepareCorrectedEntry) Kind() law.ActKind { return ActPrepareCorrectedEntry }
func (ReturnCorrectedEntry) Kind() law.ActKind  { return ActReturnCorrectedEntry }
func (ApproveCorrectedEntry) Kind() law.ActKind { return ActApproveCorrectedEntry }
func (AnswerObjection) Kind() law.ActKind       { return ActAnswerObjection }
