package api

import (
	"context"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"shuangsuiji/bureau"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// An act's route is made of its row in the transition table and the type of its
// facts. What the system decides itself (a commitment, a team) is no field of the
// form: see act_facts.go.

// caseActs are the acts that people perform on a case, in the order of the
// procedure.
var caseActs = []actForm{
	caseForm[cases.ServeNotice](),
	caseForm[cases.RecordNotServed](),
	caseForm[cases.FileSelfCheck](),
	caseForm[cases.AgreeVisit](),
	caseForm[cases.JoinVisit](),
	caseForm[cases.PartVisit](),
	caseForm[cases.RequestRecusal](),
	caseForm[cases.DecideRecusal](),
	caseFormAs(proposeVisit.facts),
	caseForm[cases.ReturnVisit](),
	caseForm[cases.ApproveVisit](),
	caseForm[cases.EnterScanLate](),
	caseForm[cases.OrderCooperation](),
	caseForm[cases.RecordVisit](),
	caseForm[cases.SignRecord](),
	caseForm[cases.ProposeResult](),
	caseForm[cases.ConfirmResult](),
	caseForm[cases.SendBackRecord](),
	caseForm[cases.TellResult](),
	caseFormAs(orderCorrection.facts),
	caseForm[cases.ReportCorrection](),
	caseForm[cases.Reinspect](),
	caseForm[cases.PreparePublication](),
	caseForm[cases.ReturnPublication](),
	caseForm[cases.ApprovePublication](),
	caseForm[law.ExtendDeadline](),
	caseForm[law.Suspend](),
	caseForm[law.Resume](),
	caseForm[cases.CorrectEntry](),
	caseFormAs(func(f replaceInspector) law.Facts { return cases.ReplaceInspector{Out: f.Out} }),
}

// taskActs are the acts that people perform on a task.
var taskActs = []actForm{
	taskForm[tasks.AdoptScheme](),
	taskForm[tasks.StartEarly](),
	taskForm[tasks.PutOff](),
	taskForm[tasks.PrepareDraw](),
	taskForm[tasks.ReturnDraw](),
	taskFormAs(func(approveDraw) law.Facts { return tasks.ApproveDraw{} }),
	taskForm[tasks.SealEntry](),
	taskForm[tasks.OpenEntry](),
	taskForm[tasks.VoidDraw](),
	taskForm[tasks.FormTeam](),
	taskForm[tasks.LeaveOut](),
	taskForm[tasks.ReplaceEntity](),
	taskForm[tasks.WriteSummary](),
	taskForm[tasks.ConfirmSummary](),
	taskForm[tasks.ReturnSummary](),
	taskForm[tasks.ApproveSummary](),
	taskForm[tasks.CancelTask](),
}

// entityActs are those that the entity performs by its link, witnessActs those of
// an outside witness, whose name is the link's.
var (
	entityActs = []actForm{
		entityForm[cases.FileSelfCheck](),
		entityForm[cases.RequestRecusal](),
		entityForm[cases.RateVisit](),
		entityForm[cases.Complain](),
		entityForm[cases.ReportCorrection](),
	}
	witnessActs = []actForm{
		witnessFormAs(func(f witnessSeal) law.Facts { return tasks.SealEntry{Seal: f.Seal} }),
		witnessFormAs(func(f witnessOpening) law.Facts { return tasks.OpenEntry{Entry: f.Entry, Salt: f.Salt} }),
	}
)

// actForm is one act with its endpoint, which alone knows the type of its facts. Each
// constructor makes one kind of endpoint: every one that is made of a type costs the
// compiler dearly.
type actForm struct {
	subject forms.Subject
	kind    law.ActKind
	facts   reflect.Type // as people state them
	do      func(*server) endpoint
}

func formOf[F any](subject forms.Subject, facts func(F) law.Facts, do func(*server) endpoint) actForm {
	var empty F
	return actForm{subject: subject, kind: facts(empty).Kind(), facts: reflect.TypeFor[F](), do: do}
}

func asIs[F law.Facts](f F) law.Facts { return f }

func caseForm[F law.Facts]() actForm { return caseFormAs(asIs[F]) }

// caseFormAs is for acts whose form holds less than their facts, as are the others.
func caseFormAs[F any](facts func(F) law.Facts) actForm {
	return formOf(forms.Case, facts, func(s *server) endpoint { return toAct(actOnCase(s, facts)) })
}

func taskForm[F law.Facts]() actForm { return taskFormAs(asIs[F]) }

func taskFormAs[F any](facts func(F) law.Facts) actForm {
	return formOf(forms.Task, facts, func(s *server) endpoint { return toAct(actOnTask(s, facts)) })
}

func proceedingForm[F law.Facts]() actForm { return proceedingFormAs(asIs[F]) }

func proceedingFormAs[F any](facts func(F) law.Facts) actForm {
	return formOf(forms.Proceeding, facts, func(s *server) endpoint { return toAct(actOnProceeding(s, facts)) })
}

func entityForm[F law.Facts]() actForm {
	return formOf(forms.ByEntity, asIs[F], func(s *server) endpoint { return toAct(actByEntity(s, asIs[F])) })
}

func partyForm[F law.Facts]() actForm {
	return formOf(forms.ByParty, asIs[F], func(s *server) endpoint { return toAct(actByEntityInProceeding(s, asIs[F])) })
}

func witnessFormAs[F any](facts func(F) law.Facts) actForm {
	return formOf(forms.ByWitness, facts, func(s *server) endpoint { return toAct(actByWitness(s, facts)) })
}

// actBody is the form of an act, kept as it was handed in.
type actBody[F any] struct {
	record.Submission[F]

	raw json.RawMessage
}

// UnmarshalJSON keeps the form as it was handed in.
func (b *actBody[F]) UnmarshalJSON(raw []byte) error {
	type plain actBody[F]
	if err := json.Unmarshal(raw, (*plain)(b)); err != nil {
		return err
	}
	b.raw = append(json.RawMessage(nil), raw...)
	return nil
}

// TransformSchema leaves out what does not belong to this act, so that it is
// refused rather than kept unread.
func (b actBody[F]) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	f := described()[reflect.TypeFor[F]()]
	if f.Notes == "" {
		delete(s.Properties, "items")
	}
	if !f.NamesParty {
		delete(s.Properties, "party")
	}
	if !f.FromPaper {
		delete(s.Properties, "enteredFor")
	}
	if f.Begins {
		delete(s.Properties, "happened")
		delete(s.Properties, "expectedStage")
	}
	if len(f.Fields) == 0 {
		s.Required = nil
	}
	return s
}

func (b actBody[F]) entry(facts law.Facts, h ActHeaders) (bureau.Entry, error) {
	seq, err := h.expectedSeq()
	return bureau.Entry{Facts: facts, Reason: strings.TrimSpace(b.Reason), Happened: b.Happened, Body: b.raw,
		Seen: law.Seen{Stage: b.ExpectedStage, Seq: seq}}, err
}

// ActHeaders are the headers of every act. It is exported, as everything embedded
// in an input is, because huma looks into exported types only.
type ActHeaders struct {
	Key     string `header:"Idempotency-Key" required:"true" maxLength:"190" doc:"幂等键：每次办理用一个新的值（如UUID）；重试时用原值" example:"5f1c6a52-8f0e-4a53-9a0e-3f2b1f6f8c11"`
	IfMatch string `header:"If-Match" doc:"查看时收到的ETag；与现状不符时拒绝办理" example:"\"12\""`
}

// expectedSeq is the number of acts that the caller saw; 0 where it does not say.
func (h ActHeaders) expectedSeq() (int, error) {
	seq, asked, err := seqOf(h.IfMatch)
	if asked && seq <= 0 {
		return -1, nil // no record has it
	}
	return seq, err
}

// seqOf reads an If-Match; asked is false where there is none.
func seqOf(ifMatch string) (seq int, asked bool, err error) {
	tag := strings.TrimSpace(ifMatch)
	if tag == "" || tag == "*" {
		return 0, false, nil
	}
	seq, err = strconv.Atoi(strings.Trim(tag, `"`))
	if err != nil || etag(seq) != tag {
		return 0, false, law.Errorf(law.KindInvalid, "if_match_invalid", "If-Match应为查看时收到的一个ETag，如\"12\"。")
	}
	return seq, true, nil
}

func etag(seq int) string { return `"` + strconv.Itoa(seq) + `"` }

// actReply answers an act with its subject as it then stands.
type actReply[T any] struct {
	ETag     string `header:"ETag" doc:"下次办理时可用作If-Match"`
	Replayed string `header:"Idempotency-Replayed" doc:"true表示这是先前同一请求的答复"`
	Body     T
}

func replayed(yes bool) string {
	if yes {
		return "true"
	}
	return ""
}

type caseActInput[F any] struct {
	No string `path:"no" maxLength:"64" doc:"案件编号" example:"2024001-001-0001"`
	ActHeaders
	Body actBody[F]
}

func actOnCase[F any](s *server, facts func(F) law.Facts) func(context.Context, *caseActInput[F]) (*actReply[caseView], error) {
	return func(ctx context.Context, in *caseActInput[F]) (*actReply[caseView], error) {
		f := facts(in.Body.Facts)
		e, err := in.Body.entry(f, in.ActHeaders)
		if err != nil {
			return nil, err
		}
		who := personOf(ctx)
		call := bureau.Call{Person: who.Account.ID, Route: "POST /api/cases/" + in.No + "/acts/" + string(f.Kind()), Key: in.Key, Body: in.Body.raw}
		view, again, err := s.office.ActOnCase(ctx, who.Actor, in.No, e, call)
		if err != nil {
			return nil, err
		}
		return &actReply[caseView]{ETag: etag(view.Seq), Replayed: replayed(again), Body: s.showCase(view)}, nil
	}
}

type taskActInput[F any] struct {
	ID string `path:"id" maxLength:"64" doc:"抽查任务编号" example:"2024001-001"`
	ActHeaders
	Body actBody[F]
}

func actOnTask[F any](s *server, facts func(F) law.Facts) func(context.Context, *taskActInput[F]) (*actReply[taskView], error) {
	return func(ctx context.Context, in *taskActInput[F]) (*actReply[taskView], error) {
		f := facts(in.Body.Facts)
		e, err := in.Body.entry(f, in.ActHeaders)
		if err != nil {
			return nil, err
		}
		who := personOf(ctx)
		call := bureau.Call{Person: who.Account.ID, Route: "POST /api/tasks/" + in.ID + "/acts/" + string(f.Kind()), Key: in.Key, Body: in.Body.raw}
		view, again, err := s.office.ActOnTask(ctx, who.Actor, in.ID, e, call)
		if err != nil {
			return nil, err
		}
		return &actReply[taskView]{ETag: etag(view.Seq), Replayed: replayed(again), Body: s.showTask(view)}, nil
	}
}

type linkActInput[F any] struct {
	Secret string `path:"secret" maxLength:"200" doc:"链接中的密钥"`
	ActHeaders
	LinkHeaders
	Body actBody[F]
}

// linkReply answers an act by a link.
type linkReply[T any] struct {
	Replayed string `header:"Idempotency-Replayed" doc:"true表示这是先前同一请求的答复"`
	Body     T
}

func actByEntity[F any](s *server, facts func(F) law.Facts) func(context.Context, *linkActInput[F]) (*linkReply[bureau.EntityCase], error) {
	return func(ctx context.Context, in *linkActInput[F]) (*linkReply[bureau.EntityCase], error) {
		f := facts(in.Body.Facts)
		e, err := in.Body.entry(f, in.ActHeaders)
		if err != nil {
			return nil, err
		}
		call := bureau.Call{Route: "POST /entity/acts/" + string(f.Kind()), Key: in.Key, Body: in.Body.raw}
		view, again, err := s.office.ActByEntityLink(ctx, in.Secret, in.Code, e, call)
		return &linkReply[bureau.EntityCase]{Replayed: replayed(again), Body: view}, err
	}
}

func actByWitness[F any](s *server, facts func(F) law.Facts) func(context.Context, *linkActInput[F]) (*linkReply[bureau.WitnessView], error) {
	return func(ctx context.Context, in *linkActInput[F]) (*linkReply[bureau.WitnessView], error) {
		f := facts(in.Body.Facts)
		e, err := in.Body.entry(f, in.ActHeaders)
		if err != nil {
			return nil, err
		}
		call := bureau.Call{Route: "POST /witness/acts/" + string(f.Kind()), Key: in.Key, Body: in.Body.raw}
		view, again, err := s.office.ActByWitnessLink(ctx, in.Secret, in.Code, e, call)
		return &linkReply[bureau.WitnessView]{Replayed: replayed(again), Body: view}, err
	}
}
