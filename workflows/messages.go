package workflows

import (
	"shuangsuiji/activities"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// ActRequest is a person's act as it reaches a workflow: codes and facts, and who
// hands it in; never what that person may. What was written at length is in the
// record already, under PayloadID.
type ActRequest struct {
	Key         string  `json:"key"` // semantic key: the request's
	Act         law.Act `json:"act"`
	PayloadID   string  `json:"payloadId,omitempty"`
	PayloadHash string  `json:"payloadHash,omitempty"`
	// Seen is judged where the act is: in the record's transaction.
	Seen law.Seen `json:"seen,omitzero"`
	// HandedIn is who hands it in, with the office's word for it.
	HandedIn activities.HandedIn `json:"handedIn,omitzero"`
	// RecordSeq is how many acts the record held when the request was made. A
	// workflow that knows of fewer (it was reset) leaves the judgement to the
	// record.
	RecordSeq int `json:"recordSeq"`
}

// CaseInput starts or continues a case's workflow.
type CaseInput struct {
	Case  cases.Case       `json:"case"`
	Clock activities.Clock `json:"clock"`
	// MaxEvents continues the workflow as new after so many events; 0 leaves it to
	// the server's suggestion.
	MaxEvents int `json:"maxEvents,omitempty"`
	// Begun is how many of the case's branches have their proceedings.
	Begun int `json:"begun,omitempty"`
}

// CaseResult stays readable in the UI after the case is closed.
type CaseResult struct {
	Case    string      `json:"case"`
	Stage   string      `json:"stage"`   // in Chinese
	Outcome string      `json:"outcome"` // in Chinese
	Code    law.Outcome `json:"code,omitempty"`
}

// TaskInput starts or continues a task's workflow.
type TaskInput struct {
	Task  tasks.Task       `json:"task"`
	Clock activities.Clock `json:"clock"`
	// CasesOpened: the draw's cases were opened by an earlier run.
	CasesOpened bool `json:"casesOpened,omitempty"`
	MaxEvents   int  `json:"maxEvents,omitempty"`
}

// TaskReply answers an act of a task; Case is the case that a replacement opened.
type TaskReply struct {
	Task tasks.Task `json:"task"`
	Case string     `json:"case,omitempty"`
}

// TaskResult stays readable in the UI after the task has ended.
type TaskResult struct {
	Task  string `json:"task"`
	Stage string `json:"stage"`
	Drawn int    `json:"drawn"`
}

// ProceedingInput starts or continues the workflow of a penalty case or a
// referral.
type ProceedingInput struct {
	Proceeding proceedings.Proceeding `json:"proceeding"`
	Clock      activities.Clock       `json:"clock"`
	// Followed is the stage of which those who wait for it were told; "" the first.
	Followed  proceedings.Stage `json:"followed,omitempty"`
	MaxEvents int               `json:"maxEvents,omitempty"`
}

// ProceedingResult stays readable in the UI after the proceeding is closed.
type ProceedingResult struct {
	Proceeding string             `json:"proceeding"`
	Ending     string             `json:"ending"` // in Chinese
	Code       proceedings.Ending `json:"code"`
}
