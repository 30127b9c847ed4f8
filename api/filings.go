package api

import (
	"context"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// FilingHeaders are the headers of an act that begins a proceeding: there is
// nothing yet that the caller could have seen.
type FilingHeaders struct {
	Key string `header:"Idempotency-Key" required:"true" maxLength:"190" doc:"幂等键：每次办理用一个新的值（如UUID）；重试时用原值" example:"5f1c6a52-8f0e-4a53-9a0e-3f2b1f6f8c11"`
}

type filingInput[F law.Facts] struct {
	FilingHeaders
	Body actBody[F]
}

type caseFilingInput[F law.Facts] struct {
	CasePath
	FilingHeaders
	Body actBody[F]
}

type linkFilingInput[F law.Facts] struct {
	Secret string `path:"secret" maxLength:"200" doc:"链接中的密钥"`
	FilingHeaders
	LinkHeaders
	Body actBody[F]
}

// filing is the entry of a form and the call under its key.
func filing[F law.Facts](route string, h FilingHeaders, body actBody[F]) (bureau.Entry, bureau.Call, error) {
	e, err := body.entry(body.Facts, ActHeaders{Key: h.Key})
	return e, bureau.Call{Route: route, Key: h.Key, Body: body.raw}, err
}

func (s *server) fileFeedback(ctx context.Context, in *filingInput[proceedings.FileFeedback]) (*actReply[proceedingView], error) {
	e, call, err := filing("POST /api/feedback", in.FilingHeaders, in.Body)
	if err != nil {
		return nil, err
	}
	return s.filed(ctx, s.office.FileFeedback, "", e, call)
}

func (s *server) fileCaseFeedback(ctx context.Context, in *caseFilingInput[proceedings.FileFeedback]) (*actReply[proceedingView], error) {
	e, call, err := filing("POST /api/cases/"+in.No+"/feedback", in.FilingHeaders, in.Body)
	if err != nil {
		return nil, err
	}
	return s.filed(ctx, s.office.FileFeedback, in.No, e, call)
}

func (s *server) registerOversight(ctx context.Context, in *filingInput[proceedings.RegisterOversight]) (*actReply[proceedingView], error) {
	e, call, err := filing("POST /api/oversight", in.FilingHeaders, in.Body)
	if err != nil {
		return nil, err
	}
	return s.filed(ctx, s.office.RegisterOversight, "", e, call)
}

func (s *server) registerCaseOversight(ctx context.Context, in *caseFilingInput[proceedings.RegisterOversight]) (*actReply[proceedingView], error) {
	e, call, err := filing("POST /api/cases/"+in.No+"/oversight", in.FilingHeaders, in.Body)
	if err != nil {
		return nil, err
	}
	return s.filed(ctx, s.office.RegisterOversight, in.No, e, call)
}

func (s *server) raiseObjection(ctx context.Context, in *caseFilingInput[proceedings.RaiseObjection]) (*actReply[proceedingView], error) {
	e, call, err := filing("POST /api/cases/"+in.No+"/objections", in.FilingHeaders, in.Body)
	if err != nil {
		return nil, err
	}
	return s.filed(ctx, s.office.RaiseObjection, in.No, e, call)
}

// file is a use case by which a proceeding begins, out of the case.
type file func(ctx context.Context, actor law.Actor, caseNo string, e bureau.Entry, call bureau.Call) (bureau.ProceedingView, bool, error)

func (s *server) filed(ctx context.Context, do file, caseNo string, e bureau.Entry, call bureau.Call) (*actReply[proceedingView], error) {
	who := personOf(ctx)
	call.Person = who.Account.ID
	view, again, err := do(ctx, who.Actor, caseNo, e, call)
	if err != nil {
		return nil, err
	}
	return &actReply[proceedingView]{ETag: etag(view.Seq), Replayed: replayed(again), Body: s.showProceeding(view)}, nil
}

func (s *server) raiseObjectionByLink(ctx context.Context, in *linkFilingInput[proceedings.RaiseObjection]) (*linkReply[bureau.EntityCase], error) {
	e, call, err := filing("POST /entity/objections", in.FilingHeaders, in.Body)
	if err != nil {
		return nil, err
	}
	view, again, err := s.office.RaiseObjectionByEntityLink(ctx, in.Secret, in.Code, e, call)
	return &linkReply[bureau.EntityCase]{Replayed: replayed(again), Body: view}, err
}

// filingRoutes are those of the acts that begin a proceeding.
func (s *server) filingRoutes() []route {
	feedback, _ := proceedings.RuleOf(law.ProceedingFeedback, proceedings.ActFileFeedback)
	objection, _ := proceedings.RuleOf(law.ProceedingObjection, proceedings.ActRaiseObjection)
	oversight, _ := proceedings.RuleOf(law.ProceedingOversight, proceedings.ActRegisterOversight)
	row := func(path string, rule proceedings.Rule, who []law.Who, origin string, do endpoint) route {
		return route{method: "POST", path: path, tag: tagProceedingActs, summary: rule.Name + "（" + origin + "）",
			description: "依据：" + rule.Clause + "。\n\n答复中的编号是新立项的编号。", way: door.Way{For: door.Staff, Act: true}, who: law.NamesOf(who), do: do}
	}
	byLink := row("/entity/{secret}/objections", objection, objection.Who[:1], "检查对象", toAct(s.raiseObjectionByLink))
	byLink.tag, byLink.way.For, byLink.who = tagLinks, door.LinkHolders, "持有本案链接的检查对象"
	return []route{
		row("/api/cases/{no}/feedback", feedback, feedback.Who[:1], "就本案", toAct(s.fileCaseFeedback)),
		row("/api/feedback", feedback, feedback.Who[1:], "不涉及具体案件", toAct(s.fileFeedback)),
		row("/api/cases/{no}/objections", objection, objection.Who[1:], "登记检查对象的书面异议", toAct(s.raiseObjection)),
		row("/api/cases/{no}/oversight", oversight, oversight.Who, "涉及本案", toAct(s.registerCaseOversight)),
		row("/api/oversight", oversight, oversight.Who, "不涉及具体案件", toAct(s.registerOversight)),
		byLink,
	}
}
