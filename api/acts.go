package api

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// An act's route is made of its row in the transition table and the type of its
// facts. What the system decides itself (a commitment, a team) is no field of the
// form: see act_facts.go.

// caseActs are the acts that people perform on a case, in the order of the
// procedure.
var caseActs = []form{
	caseForm[inspection.ServeNotice](),
	caseForm[inspection.RecordNotServed](),
	caseForm[inspection.FileSelfCheck](),
	caseForm[inspection.AgreeVisit](),
	caseForm[inspection.JoinVisit](),
	caseForm[inspection.PartVisit](),
	caseForm[inspection.RequestRecusal](),
	caseForm[inspection.DecideRecusal](),
	caseFormAs(proposeVisit.facts),
	caseForm[inspection.ReturnVisit](),
	caseForm[inspection.ApproveVisit](),
	caseForm[inspection.EnterScanLate](),
	caseForm[inspection.RecordVisit](),
	caseForm[inspection.SignRecord](),
	caseForm[inspection.ProposeResult](),
	caseForm[inspection.ConfirmResult](),
	caseForm[inspection.SendBackRecord](),
	caseForm[inspection.TellResult](),
	caseForm[inspection.OrderCorrection](),
	caseForm[inspection.ReportCorrection](),
	caseForm[inspection.Reinspect](),
	caseForm[inspection.PreparePublication](),
	caseForm[inspection.ReturnPublication](),
	caseForm[inspection.ApprovePublication](),
	caseForm[inspection.ExtendDeadline](),
	caseForm[inspection.Suspend](),
	caseForm[inspection.Resume](),
	caseForm[inspection.CorrectEntry](),
	caseFormAs(func(f replaceInspector) inspection.Facts { return inspection.ReplaceInspector{Out: f.Out} }),
}

// taskActs are the acts that people perform on a task.
var taskActs = []form{
	taskForm[inspection.AdoptScheme](),
	taskForm[inspection.StartEarly](),
	taskForm[inspection.PutOff](),
	taskForm[inspection.PrepareDraw](),
	taskForm[inspection.ReturnDraw](),
	taskFormAs(func(approveDraw) inspection.Facts { return inspection.ApproveDraw{} }),
	taskForm[inspection.SealEntry](),
	taskForm[inspection.OpenEntry](),
	taskForm[inspection.VoidDraw](),
	taskForm[inspection.FormTeam](),
	taskForm[inspection.LeaveOut](),
	taskForm[inspection.ReplaceEntity](),
	taskForm[inspection.WriteSummary](),
	taskForm[inspection.ConfirmSummary](),
	taskForm[inspection.ReturnSummary](),
	taskForm[inspection.ApproveSummary](),
	taskForm[inspection.CancelTask](),
}

// entityActs are those that the entity performs by its link, witnessActs those of
// an outside witness, whose name is the link's.
var (
	entityActs = []form{
		entityForm[inspection.FileSelfCheck](),
		entityForm[inspection.RequestRecusal](),
		entityForm[inspection.RateVisit](),
		entityForm[inspection.Complain](),
		entityForm[inspection.ReportCorrection](),
	}
	witnessActs = []form{
		witnessFormAs(func(f witnessSeal) inspection.Facts { return inspection.SealEntry{Seal: f.Seal} }),
		witnessFormAs(func(f witnessOpening) inspection.Facts { return inspection.OpenEntry{Entry: f.Entry, Salt: f.Salt} }),
	}
)

// form is one act with its endpoint, which alone knows the type of its facts. Each
// constructor makes one kind of endpoint: every one that is made of a type costs the
// compiler dearly.
type form struct {
	kind inspection.ActKind
	do   func(*server) endpoint
}

func formOf[F any](facts func(F) inspection.Facts, do func(*server) endpoint) form {
	var empty F
	return form{kind: facts(empty).Kind(), do: do}
}

func asIs[F inspection.Facts](f F) inspection.Facts { return f }

func caseForm[F inspection.Facts]() form { return caseFormAs(asIs[F]) }

// caseFormAs is for acts whose form holds less than their facts, as are the others.
func caseFormAs[F any](facts func(F) inspection.Facts) form {
	return formOf(facts, func(s *server) endpoint { return to(actOnCase(s, facts)) })
}

func taskForm[F inspection.Facts]() form { return taskFormAs(asIs[F]) }

func taskFormAs[F any](facts func(F) inspection.Facts) form {
	return formOf(facts, func(s *server) endpoint { return to(actOnTask(s, facts)) })
}

func proceedingForm[F inspection.Facts]() form {
	return formOf(asIs[F], func(s *server) endpoint { return to(actOnProceeding(s, asIs[F])) })
}

func entityForm[F inspection.Facts]() form {
	return formOf(asIs[F], func(s *server) endpoint { return to(actByEntity(s, asIs[F])) })
}

func partyForm[F inspection.Facts]() form {
	return formOf(asIs[F], func(s *server) endpoint { return to(actByEntityInProceeding(s, asIs[F])) })
}

func witnessFormAs[F any](facts func(F) inspection.Facts) form {
	return formOf(facts, func(s *server) endpoint { return to(actByWitness(s, facts)) })
}

// actBody is the form of an act. The whole of it, as handed in, becomes the act's
// payload on record; only the facts go through the procedure.
type actBody[F any] struct {
	Facts         F                   `json:"facts" doc:"编码的事实，决定案件下一步"`
	Reason        string              `json:"reason,omitempty" maxLength:"4000" doc:"理由；补录超过1个工作日的，以及规定必须写明理由的事项，必填"`
	Happened      time.Time           `json:"happened,omitzero" doc:"实际办理时间，不填即为现在（补录时填写）"`
	ExpectedStage string              `json:"expectedStage,omitempty" doc:"您看到的阶段代码；与现状不符时拒绝办理，也可以用If-Match"`
	Narrative     string              `json:"narrative,omitempty" maxLength:"100000" doc:"文字记述"`
	Items         map[string]itemNote `json:"items,omitempty" doc:"逐项记述，键为抽查事项代码"`
	EnteredFor    *enteredFor         `json:"enteredFor,omitempty" doc:"检查对象以纸质材料提交、由工作人员代为录入时填写"`
	Evidence      []evidence          `json:"evidence,omitempty" maxItems:"200" doc:"附件和证据"`

	raw json.RawMessage
}

// itemNote is what was found on one item, at length.
type itemNote struct {
	Facts    string     `json:"facts" maxLength:"20000" doc:"查明的事实"`
	Evidence []evidence `json:"evidence,omitempty" maxItems:"200" doc:"证据"`
}

// evidence is a document or photograph; a large one stays in the bureau's files
// and is named here by its hash.
type evidence struct {
	Name    string `json:"name" minLength:"1" maxLength:"200" doc:"名称"`
	Note    string `json:"note,omitempty" maxLength:"4000" doc:"说明"`
	SHA256  string `json:"sha256,omitempty" pattern:"^[0-9a-f]{64}$" patternDescription:"64位小写十六进制数" doc:"文件的SHA-256"`
	Type    string `json:"type,omitempty" maxLength:"100" doc:"媒体类型，如image/jpeg"`
	Content []byte `json:"content,omitempty" doc:"文件内容（Base64）"`
}

// enteredFor is the paper that an entity handed in.
type enteredFor struct {
	Name     string        `json:"name" minLength:"1" maxLength:"200" doc:"提交人"`
	Received calendar.Date `json:"received" doc:"收到纸质材料的日期"`
	Scan     []evidence    `json:"scan" minItems:"1" doc:"扫描件"`
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
	var facts any = b.Facts
	if !perItem(facts) {
		delete(s.Properties, "items")
	}
	if !fromPaper(facts) {
		delete(s.Properties, "enteredFor")
	}
	if begins(facts) {
		delete(s.Properties, "happened")
		delete(s.Properties, "expectedStage")
	}
	if isEmpty(facts) {
		s.Required = nil
	}
	return s
}

func (b actBody[F]) entry(facts inspection.Facts, h ActHeaders) (bureau.Entry, error) {
	seq, err := h.expectedSeq()
	return bureau.Entry{Facts: facts, Reason: strings.TrimSpace(b.Reason), Happened: b.Happened, Body: b.raw,
		Seen: inspection.Seen{Stage: b.ExpectedStage, Seq: seq}}, err
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
		return 0, false, inspection.Errorf(inspection.KindInvalid, "if_match_invalid", "If-Match应为查看时收到的一个ETag，如\"12\"。")
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

func actOnCase[F any](s *server, facts func(F) inspection.Facts) func(context.Context, *caseActInput[F]) (*actReply[caseView], error) {
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

func actOnTask[F any](s *server, facts func(F) inspection.Facts) func(context.Context, *taskActInput[F]) (*actReply[taskView], error) {
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

func actByEntity[F any](s *server, facts func(F) inspection.Facts) func(context.Context, *linkActInput[F]) (*linkReply[bureau.EntityCase], error) {
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

func actByWitness[F any](s *server, facts func(F) inspection.Facts) func(context.Context, *linkActInput[F]) (*linkReply[bureau.WitnessView], error) {
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
