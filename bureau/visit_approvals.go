package bureau

import (
	"context"
	"errors"
	"slices"
	"strings"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// ApprovedVisit says what became of one case's proposal.
type ApprovedVisit struct {
	Case     string `json:"case"`
	Approved bool   `json:"approved"`
	// Code and Message say why not.
	Code    string `json:"code,omitempty"`
	Message string `json:"message,omitempty"`
}

// ApproveVisits approves the visits that are proposed in a task at once, where
// they are alike: the same kind of entity, items, way and days. What stands out,
// by a warning or by a repeated visit, is left to be looked at by itself. Cases
// named narrow it; none named means all that are proposed.
//
// Errors: visit_not_proposed, visits_not_alike.
func (o *Office) ApproveVisits(ctx context.Context, actor law.Actor, task string, all []string, call Call) ([]ApprovedVisit, bool, error) {
	if err := access.ApproveVisits.Require(actor); err != nil {
		return nil, false, err
	}
	return once(ctx, o, call, nil, func(claim) ([]ApprovedVisit, error) {
		proposed, err := o.proposedVisits(ctx, task, all)
		if err != nil {
			return nil, err
		}
		out := make([]ApprovedVisit, 0, len(proposed))
		for _, c := range proposed {
			one, err := o.approveVisit(ctx, actor, c, call)
			if err != nil {
				return nil, err
			}
			out = append(out, one)
		}
		return out, nil
	})
}

// approveVisit approves one, under a key of its own that follows from the
// request's. An error means that it is not certain what happened.
func (o *Office) approveVisit(ctx context.Context, actor law.Actor, c cases.Case, call Call) (ApprovedVisit, error) {
	if n := c.Approval.Count; c.Approval.Urgent || n.Repeated || len(n.Warnings) > 0 {
		return ApprovedVisit{Case: c.No, Code: "visit_stands_out", Message: "紧急检查、重复检查或者有频次提示的，应逐件审批。"}, nil
	}
	// The decision holds for what the head was shown, not for a later proposal.
	e := Entry{Facts: cases.ApproveVisit{}, Seen: law.Seen{Seq: c.Seq}}
	own := Call{Person: call.Person, Route: call.Route + " " + c.No, Key: call.Key}
	_, _, err := o.ActOnCase(ctx, actor, c.No, e, own)
	var refusal *law.Error
	switch {
	case err == nil:
		return ApprovedVisit{Case: c.No, Approved: true}, nil
	case errors.As(err, &refusal) && !uncertain(err):
		return ApprovedVisit{Case: c.No, Code: refusal.Code, Message: refusal.Message}, nil
	}
	return ApprovedVisit{}, err
}

// proposedVisits are the cases of the task that wait for approval.
func (o *Office) proposedVisits(ctx context.Context, task string, only []string) ([]cases.Case, error) {
	if _, err := o.record.Task(ctx, task); err != nil {
		return nil, err
	}
	var proposed []cases.Case
	ways := map[string]bool{}
	page := record.Page{Limit: 500}
	for {
		listed, err := o.record.Cases(ctx, record.CaseFilter{Task: task, Open: true}, page)
		if err != nil {
			return nil, err
		}
		for _, row := range listed.Items {
			if row.Approval.Pending() && (len(only) == 0 || slices.Contains(only, row.No)) {
				proposed = append(proposed, row.Case)
				ways[wayOfVisit(row.Case)] = true
			}
		}
		if listed.Next == "" {
			break
		}
		page.After = listed.Next
	}
	switch {
	case len(proposed) == 0:
		return nil, law.Errorf(law.KindNotAllowed, "visit_not_proposed", "没有待批准的行政检查审批。")
	case len(ways) > 1:
		return nil, law.Errorf(law.KindNotAllowed, "visits_not_alike", "待批准的%d件行政检查的检查对象类别、抽查事项、检查类型、核查方式或者日期不一致，不能一并批准，请写明案件编号分批办理。", len(proposed))
	}
	return proposed, nil
}

// wayOfVisit is what visits have in common that are approved at once.
func wayOfVisit(c cases.Case) string {
	a := c.Approval
	return strings.Join(append([]string{c.Kind, string(a.Type.Said()), string(a.Mode), a.From.String(), a.To.String()}, a.Items...), "\x00")
}
