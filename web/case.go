package web

import (
	"context"
	"slices"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

// caseDesk is where inspection cases are handled.
var caseDesk = desk{name: "cases", template: "case", forms: forms.Case, read: readCase, show: showCase, endpoint: actsAt("/api/cases"), form: actsAt(Root + "/cases"),
	rule: func(_ subject, act law.ActKind) (actRule, bool) { return ruleOf(cases.RuleOf(act)) }}

func readCase(ctx context.Context, s *console, p door.Person, no string) (subject, error) {
	v, err := s.office.Case(ctx, p.Actor, no)
	if err != nil {
		return subject{}, err
	}
	items, err := s.office.CaseItems(ctx, p.Actor, no)
	if err != nil {
		return subject{}, err
	}
	history, err := everyAct(func(page record.Page) (record.Listed[bureau.ActView], error) {
		return s.office.CaseActs(ctx, p.Actor, no, page)
	})
	if err != nil {
		return subject{}, err
	}
	return subject{No: no, Name: "检查案件" + no, Stage: v.Stage.Chinese(), Seq: v.Seq, Allowed: v.Allowed,
		permit: func(act law.ActKind) error { return v.Permit(asked(p, act)) },
		View:   caseView{CaseView: v, Items: items, History: history.Items},
		about:  func(ctx context.Context) (forms.About, error) { return s.aboutCase(ctx, p, v, items, history.Items) }}, nil
}

// caseView is a case as its page shows it.
type caseView struct {
	bureau.CaseView
	Items   []registers.Item
	History []bureau.ActView
}

// aboutCase is what the forms of a case choose from.
func (s *console) aboutCase(ctx context.Context, p door.Person, v bureau.CaseView, items []registers.Item, history []bureau.ActView) (forms.About, error) {
	about, err := s.aboutPeople(ctx, p, v.Team)
	if err != nil {
		return about, err
	}
	edition, err := v.Governing()
	if err != nil {
		return about, err
	}
	named := namesOfItems(items)
	about.So[forms.NotNotified] = v.Service != nil && !v.Service.Served
	about.So[forms.NotApproved] = v.Under(law.DutyVisitApproval) && (v.Approval == nil || v.Approval.ApprovedBy == "")
	about.So[forms.ServiceCounted], about.So[forms.VisitCounted] = v.Service != nil, v.Visit != nil
	about.Options[forms.FromItems] = named(v.SheetItems())
	about.Options[forms.FromProblems] = named(v.Problems())
	about.Options[forms.FromCorrected] = named(v.CorrectionItems(edition))
	about.Options[forms.FromPeriods] = periodOptions(v.Deadlines)
	about.Options[forms.FromEntries] = entryOptions(history)
	about.Options[forms.FromRecusals] = recusalOptions(v.Recusals, about.Options[forms.FromTeam])
	outcomesOf(edition, about.Options)
	if v.Visit != nil {
		if about.OnRecord, err = forms.Recorded(onRecord{Facts: cases.SignRecord{Revision: v.Visit.Revision}}); err != nil {
			return about, err
		}
	}
	others, err := s.office.Cases(ctx, p.Actor, record.CaseFilter{Entity: v.Entity, Open: true}, record.Page{Limit: 100})
	for _, c := range others.Items {
		if c.No != v.No {
			about.Options[forms.FromOthers] = append(about.Options[forms.FromOthers], forms.Option{Value: c.No, Name: c.No + "（" + c.Department + "，" + c.Stage.Chinese() + "）"})
		}
	}
	return about, err
}

func recusalOptions(requested []cases.Recusal, team []forms.Option) (out []forms.Option) {
	for _, r := range requested {
		if !r.Undecided() {
			continue
		}
		name := r.Certificate
		if i := slices.IndexFunc(team, func(o forms.Option) bool { return o.Value == r.Certificate }); i >= 0 {
			name = team[i].Name
		}
		out = append(out, forms.Option{Value: r.Certificate, Name: name})
	}
	return out
}
