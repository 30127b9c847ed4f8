package workflows

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/present"
)

// Dispatcher starts the workflows and sends them their messages. It implements
// activities.Procedures.
type Dispatcher struct {
	client client.Client
	// MaxEvents is handed to each workflow it starts; see CaseInput.
	MaxEvents int
	// Occupied is told of a workflow that was found under a name of the office's and
	// was not started by it; nil: nobody is. The office's own takes its place.
	Occupied func(ctx context.Context, id string) error
}

// NewDispatcher makes a dispatcher over a client of the office's namespace.
func NewDispatcher(c client.Client) *Dispatcher { return &Dispatcher{client: c} }

// StartTask starts a task's workflow under the task's own number; one that runs
// already is success.
func (d *Dispatcher) StartTask(ctx context.Context, t tasks.Task, clock activities.Clock, casesOpened bool) error {
	options := client.StartWorkflowOptions{ID: t.ID, TaskQueue: TaskQueue, StaticSummary: t.ID + " " + t.Name,
		StaticDetails:         fmt.Sprintf("抽查任务 %s：%s。发起处室：%s。", t.ID, t.Name, t.Department),
		TypedSearchAttributes: temporal.NewSearchAttributes(taskAttributes(tasks.Task{}, t)...),
	}
	return d.start(ctx, options, InspectionTaskName, TaskInput{Task: t, Clock: clock, CasesOpened: casesOpened, MaxEvents: d.MaxEvents})
}

// StartCase starts a case's workflow under the case's own number; one that runs
// already is success.
func (d *Dispatcher) StartCase(ctx context.Context, c cases.Case, entityName string, clock activities.Clock) error {
	options := client.StartWorkflowOptions{ID: c.No, TaskQueue: TaskQueue, StaticSummary: c.No + " " + entityName,
		StaticDetails: fmt.Sprintf("检查案件 %s：%s（%s），%s，风险等级%s。规则版本：%s。抽查事项：%d项。",
			c.No, entityName, c.Entity, c.Kind, present.GradeName(c.Grade), c.Edition, len(c.Items)),
		TypedSearchAttributes: temporal.NewSearchAttributes(caseAttributes(cases.Case{}, c)...),
	}
	return d.start(ctx, options, InspectionCaseName, CaseInput{Case: c, Clock: clock, MaxEvents: d.MaxEvents})
}

// StartProceeding starts the workflow of a proceeding under its own number; one
// that runs already is success.
func (d *Dispatcher) StartProceeding(ctx context.Context, p proceedings.Proceeding, entityName string, clock activities.Clock) error {
	details := fmt.Sprintf("%s %s。规则版本：%s。", p.Kind.Chinese(), p.No, p.Edition)
	if p.Entity != "" {
		details = fmt.Sprintf("%s %s：%s（%s）。原检查案件：%s。规则版本：%s。", p.Kind.Chinese(), p.No, entityName, p.Entity, p.Case, p.Edition)
	}
	options := client.StartWorkflowOptions{ID: p.No, TaskQueue: TaskQueue, StaticSummary: strings.TrimSpace(p.No + " " + p.Kind.Chinese() + " " + entityName),
		StaticDetails:         details,
		TypedSearchAttributes: temporal.NewSearchAttributes(proceedingAttributes(proceedings.Proceeding{}, p)...),
	}
	return d.start(ctx, options, ProceedingName(p.Kind), ProceedingInput{Proceeding: p, Clock: clock, MaxEvents: d.MaxEvents})
}

// File has a filing put on record and answers the number of the proceeding that it
// opened. A repeat under the same key hears the first one's answer.
func (d *Dispatcher) File(ctx context.Context, in activities.Filing) (string, error) {
	if err := d.there(ctx); err != nil {
		return "", err
	}
	var filed activities.Filed
	err := result(ctx, d, client.StartWorkflowOptions{ID: "filing-" + in.Key, StaticSummary: strings.TrimSpace("登记" + in.Kind.Chinese() + " " + in.Case)}, FilingName, in,
		withoutPayload, &filed)
	if err == nil && filed.Refusal != nil {
		err = filed.Refusal
	}
	return filed.Proceeding, err
}

// withoutPayload is what all tries of a filing have in common: each has a payload of
// its own, for which the office vouches with it.
func withoutPayload(in activities.Filing) activities.Filing {
	in.PayloadID, in.PayloadHash, in.HandedIn.Proof = "", "", ""
	return in
}

// ActOnProceeding sends a person's act and answers the proceeding as it then
// stands.
func (d *Dispatcher) ActOnProceeding(ctx context.Context, no string, req ActRequest) (proceedings.Proceeding, error) {
	var p proceedings.Proceeding
	err := d.update(ctx, no, string(req.Act.Kind), req.Key, req, &p)
	return p, err
}

// TellProceeding sends an announcement; see TellCase.
func (d *Dispatcher) TellProceeding(ctx context.Context, no, update, updateID string, arg any) error {
	return d.tell(ctx, no, update, updateID, arg)
}

// ActOnCase sends a person's act and answers the case as it then stands.
func (d *Dispatcher) ActOnCase(ctx context.Context, no string, req ActRequest) (cases.Case, error) {
	var c cases.Case
	err := d.update(ctx, no, string(req.Act.Kind), req.Key, req, &c)
	return c, err
}

// ActOnTask sends a person's act and answers the task as it then stands.
func (d *Dispatcher) ActOnTask(ctx context.Context, id string, req ActRequest) (TaskReply, error) {
	var reply TaskReply
	err := d.update(ctx, id, string(req.Act.Kind), req.Key, req, &reply)
	return reply, err
}

// TellCase sends an announcement and waits until it was taken in; a workflow that
// has ended needs it no more.
func (d *Dispatcher) TellCase(ctx context.Context, no, update, updateID string, arg any) error {
	return d.tell(ctx, no, update, updateID, arg)
}

// TellTask does the same for a task.
func (d *Dispatcher) TellTask(ctx context.Context, id, update, updateID string, arg any) error {
	return d.tell(ctx, id, update, updateID, arg)
}

func (d *Dispatcher) tell(ctx context.Context, id, update, updateID string, arg any) error {
	err := d.update(ctx, id, update, updateID, arg, nil)
	if law.KindOf(err) == law.KindNotFound {
		return nil
	}
	return err
}

// CasesSettled signals the task; one that has ended needs it no more.
func (d *Dispatcher) CasesSettled(ctx context.Context, task string) error {
	err := d.client.SignalWorkflow(ctx, task, "", SignalCasesSettled, nil)
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return nil
	}
	return unavailable(err)
}

// Announce tells all open work and waits until everybody has heard who answers;
// the others are named. An announcement that was made already is not made again.
func (d *Dispatcher) Announce(ctx context.Context, in activities.Announcement) (activities.Announced, error) {
	var told activities.Announced
	whole := func(in activities.Announcement) activities.Announcement { return in }
	err := result(ctx, d, client.StartWorkflowOptions{ID: in.ID, StaticSummary: in.ID}, AnnouncementName, in, whole, &told)
	return told, err
}

// Healthy reports whether the Temporal server answers.
func (d *Dispatcher) Healthy(ctx context.Context) error {
	_, err := d.client.CheckHealth(ctx, &client.CheckHealthRequest{})
	return unavailable(err)
}

// pulse is how long the Temporal server may take to say that it is there.
const pulse = time.Second

// there asks whether the server is there before it is asked for anything else: that
// would wait for it until its deadline, and staff should hear at once.
func (d *Dispatcher) there(ctx context.Context) error {
	asked, cancel := context.WithTimeout(ctx, pulse)
	defer cancel()
	return d.Healthy(asked)
}

func (d *Dispatcher) update(ctx context.Context, id, name, updateID string, arg, into any) error {
	if err := d.there(ctx); err != nil {
		return err
	}
	handle, err := d.client.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{WorkflowID: id, UpdateName: name, UpdateID: updateID,
		Args: []any{arg}, WaitForStage: client.WorkflowUpdateStageCompleted})
	if err == nil {
		err = handle.Get(ctx, into)
	}
	if unknownUpdate(err) {
		return law.Errorf(law.KindInvalid, "act_unknown", "%s没有名为“%s”的办理事项。", id, name)
	}
	return notRunning(id, err)
}

// unknownUpdate reports whether the workflow has no such update: an act of another
// kind of subject. The SDK refuses it before any handler, in words of its own.
func unknownUpdate(err error) bool {
	var app *temporal.ApplicationError
	return errors.As(err, &app) && strings.HasPrefix(app.Message(), "unknown update ")
}

// notRunning names a workflow that is not there, so that the caller may start it
// again from the record.
func notRunning(id string, err error) error {
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return law.Errorf(law.KindNotFound, "workflow_not_running", "%s的流程未在运行。", id)
	}
	return unavailable(err)
}

// unavailable keeps a refusal as it is and turns what the server or a missing
// worker causes into the advice to repeat.
func unavailable(err error) error {
	if err == nil {
		return nil
	}
	if refusal, ok := activities.RefusalIn(err); ok {
		return refusal
	}
	var app *temporal.ApplicationError
	if errors.As(err, &app) {
		return err
	}
	return fmt.Errorf("%w：%w", Unavailable, err)
}

// Unavailable is the answer when the Temporal server or its workers are away.
var Unavailable = law.Errorf(law.KindUnavailable, "procedure_unavailable", "流程服务暂时不可用，办理事项没有丢失；请稍后用同一个幂等键重试。")
