package api

import (
	"context"
	"encoding/json"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/record"
)

func (s *server) visitCode(ctx context.Context, in *CasePath) (*reply[bureau.VisitCode], error) {
	code, err := s.office.VisitCode(ctx, personOf(ctx).Actor, in.No)
	return &reply[bureau.VisitCode]{Body: code}, err
}

type visitCodeInput struct {
	Code string `path:"code" maxLength:"400" doc:"检查码"`
}

func (s *server) showVisitCode(ctx context.Context, in *visitCodeInput) (*reply[bureau.VisitCodeView], error) {
	view, err := s.office.ShowVisitCode(ctx, in.Code)
	return &reply[bureau.VisitCodeView]{Body: view}, err
}

func (s *server) scanVisitCode(ctx context.Context, in *visitCodeInput) (*reply[bureau.VisitCodeView], error) {
	view, err := s.office.ScanVisitCode(ctx, in.Code)
	return &reply[bureau.VisitCodeView]{Body: view}, err
}

func (s *server) visitLimits(ctx context.Context, _ *nothing) (*reply[cases.VisitLimits], error) {
	limits, err := s.office.VisitLimits(ctx)
	return &reply[cases.VisitLimits]{Body: limits}, err
}

type approveVisitsInput struct {
	TaskPath
	Key  string `header:"Idempotency-Key" required:"true" maxLength:"190" doc:"幂等键：每次办理用一个新的值（如UUID）；重试时用原值"`
	Body struct {
		Cases []string `json:"cases,omitempty" maxItems:"100000" doc:"只批准这些案件；不填为本任务全部待批准的"`
	}
}

// approvedVisits answers case by case.
type approvedVisits struct {
	Replayed string `header:"Idempotency-Replayed" doc:"true表示这是先前同一请求的答复"`
	Body     list[bureau.ApprovedVisit]
}

func (s *server) approveVisits(ctx context.Context, in *approveVisitsInput) (*approvedVisits, error) {
	body, err := json.Marshal(in.Body)
	if err != nil {
		return nil, err
	}
	who := personOf(ctx)
	call := bureau.Call{Person: who.Account.ID, Route: "POST /api/tasks/" + in.ID + "/visit-approvals", Key: in.Key, Body: body}
	visits, again, err := s.office.ApproveVisits(ctx, who.Actor, in.ID, in.Body.Cases, call)
	return &approvedVisits{Replayed: replayed(again), Body: list[bureau.ApprovedVisit]{Items: orEmpty(visits)}}, err
}

func (s *server) ratings(ctx context.Context, _ *nothing) (*listReply[record.RatingCount], error) {
	counts, err := s.office.Ratings(ctx, personOf(ctx).Actor)
	if err != nil {
		return nil, err
	}
	return listOf(record.Listed[record.RatingCount]{Items: counts}, same), nil
}
