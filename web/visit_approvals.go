package web

import (
	"cmp"
	"context"
	"crypto/rand"
	"net/http"
	"net/url"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// visitApprovals is the page on which a head approves alike visits of a task at once.
// Nothing on it is ticked beforehand.
type visitApprovals struct {
	filled
	Task   bureau.TaskView
	Page   string // of the task
	Key    string
	Alike  []approvable // can be approved together with others that are alike
	Single []approvable // are looked at one by one
}

// approvable is one proposal with what a head decides by.
type approvable struct {
	record.CaseRow
	Team    string
	By      string // who proposed it
	Ticked  bool
	Page    string // of the case's act
	Because string // why it is looked at by itself
}

// mostApprovals is how many proposals the page shows.
const mostApprovals = 200

func (s *console) visitApprovalsSheet() sheet {
	return sheet{way: door.Way{Long: true}, show: s.showVisitApprovals, do: s.approveVisits}
}

func (s *console) showVisitApprovals(ctx context.Context, r *http.Request, t filled) (view, error) {
	p, id := door.PersonOf(ctx), r.PathValue("no")
	if err := access.ApproveVisits.Require(p.Actor); err != nil {
		return view{}, err
	}
	v := visitApprovals{filled: t, Page: taskDesk.page(id), Key: cmp.Or(t.Get(inputKey), rand.Text())}
	var err error
	if v.Task, err = s.office.Task(ctx, p.Actor, id); err != nil {
		return view{}, err
	}
	named, err := s.people(ctx, p.Actor)
	if err != nil {
		return view{}, err
	}
	ticked := map[string]bool{}
	for _, no := range t.Values["case"] {
		ticked[no] = true
	}
	err = s.eachCase(ctx, p.Actor, record.CaseFilter{Task: id, Open: true}, func(row record.CaseRow) bool {
		if !row.Approval.Pending() {
			return true
		}
		one := approvable{CaseRow: row, Team: namesOfMembers(named.team(row.Team)), By: named.account(row.Approval.ProposedBy), Ticked: ticked[row.No],
			Page: caseDesk.form(row.No, cases.ActApproveVisit), Because: standsOut(row.Approval)}
		if one.Because == "" {
			v.Alike = append(v.Alike, one)
		} else {
			v.Single = append(v.Single, one)
		}
		return len(v.Alike)+len(v.Single) < mostApprovals
	})
	return view{Template: "visit_approvals", Title: "一并批准行政检查", Data: v}, err
}

// standsOut says why a proposal is not approved together with others.
func standsOut(a *cases.VisitApproval) string {
	switch {
	case a.Urgent:
		return "紧急检查，补办审批"
	case a.Count.Repeated:
		return "连续多次检查未发现问题"
	case len(a.Count.Warnings) > 0:
		return "有频次提示"
	}
	return ""
}

// eachCase goes through the cases that the actor may read, until do wants no more.
func (s *console) eachCase(ctx context.Context, actor law.Actor, f record.CaseFilter, do func(record.CaseRow) bool) error {
	page := record.Page{Limit: 500}
	for {
		listed, err := s.office.Cases(ctx, actor, f, page)
		if err != nil {
			return err
		}
		for _, row := range listed.Items {
			if !do(row) {
				return nil
			}
		}
		if listed.Next == "" {
			return nil
		}
		page.After = listed.Next
	}
}

// approved is what became of each case that was ticked.
type approved struct {
	Task, Page string
	Items      []bureau.ApprovedVisit
}

func (s *console) approveVisits(_ context.Context, r *http.Request, values url.Values) (after, error) {
	id, chosen := r.PathValue("no"), values["case"]
	if len(chosen) == 0 { // to the interface none named means all
		return after{}, law.Errorf(law.KindInvalid, "nothing_chosen", "请勾选要批准的案件。")
	}
	v := approved{Task: id, Page: taskDesk.page(id)}
	body := map[string][]string{"cases": chosen}
	at := &url.URL{Path: "/api/tasks/" + id + "/visit-approvals"}
	if _, err := s.askWith(r, http.MethodPost, at, actHeader(values.Get(inputKey), ""), body, &v); err != nil {
		return after{}, err
	}
	return after{shown: &view{Template: "visits_approved", Title: "一并批准行政检查", Data: v}}, nil
}
