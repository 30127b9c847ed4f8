package web

import (
	"context"
	"net/http"
	"net/url"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
)

// proceduresSheet compares the record with the running workflows, and mends what differs.
func (s *console) proceduresSheet() sheet {
	return sheet{way: door.Way{Long: true}, show: s.showProcedures, do: s.compareProcedures}
}

// proceduresView is what was found, nil before anybody asked.
type proceduresView struct {
	filled
	Found *comparison
	Mends bool
}

// comparison is what the interface answers.
type comparison struct{ bureau.Comparison }

// Address is the page of the subject.
func (comparison) Address(no string) string { return addressOf(no) }

func (s *console) showProcedures(ctx context.Context, _ *http.Request, t filled) (view, error) {
	return showComparison(ctx, t, nil)
}

func showComparison(ctx context.Context, t filled, found *comparison) (view, error) {
	actor := door.PersonOf(ctx).Actor
	if err := access.CompareProcedures.Require(actor); err != nil {
		return view{}, err
	}
	return view{Template: "procedures", Title: "核对案卷与流程", Data: proceduresView{filled: t, Mends: access.MendProcedures.HeldBy(actor), Found: found}}, nil
}

// doMend has what differs brought into agreement with the record.
const doMend = "mend"

func (s *console) compareProcedures(ctx context.Context, r *http.Request, values url.Values) (after, error) {
	method := http.MethodGet
	if values.Get(inputDo) == doMend {
		method = http.MethodPost
	}
	var found comparison
	if _, err := s.ask(r, method, "/api/reconcile", nil, &found.Comparison); err != nil {
		return after{}, err
	}
	v, err := showComparison(ctx, filled{Values: values}, &found)
	return after{shown: &v}, err
}
