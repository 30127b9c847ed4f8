package web

import (
	"context"
	"slices"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

// proceedingDesk is where penalty cases, referrals, feedback and objections are handled.
var proceedingDesk = desk{name: "proceedings", template: "proceeding", forms: forms.Proceeding, read: readProceeding, show: showProceeding, endpoint: actsAt("/api/proceedings"), form: actsAt(Root + "/proceedings"),
	rule: func(sub subject, act law.ActKind) (actRule, bool) {
		kinds := law.ProceedingKinds
		if v, is := sub.View.(proceedingView); is {
			kinds = []law.ProceedingKind{v.Kind}
		}
		for _, kind := range kinds {
			if rule, known := proceedings.RuleOf(kind, act); known {
				return ruleOf(rule, true)
			}
		}
		return actRule{}, false
	}}

// proceedingView is a proceeding as its page shows it.
type proceedingView struct {
	bureau.ProceedingView
	History []bureau.ActView
}

func readProceeding(ctx context.Context, s *console, p door.Person, no string) (subject, error) {
	v, err := s.office.Proceeding(ctx, p.Actor, no)
	if err != nil {
		return subject{}, err
	}
	history, err := everyAct(func(page record.Page) (record.Listed[bureau.ActView], error) {
		return s.office.ProceedingActs(ctx, p.Actor, no, page)
	})
	if err != nil {
		return subject{}, err
	}
	return subject{No: no, Name: v.Kind.Chinese() + no, Stage: v.Stage.Chinese(), Seq: v.Seq, Allowed: v.Allowed,
		permit: func(act law.ActKind) error { return v.Permit(asked(p, act)) },
		View:   proceedingView{ProceedingView: v, History: history.Items},
		about:  func(ctx context.Context) (forms.About, error) { return s.aboutProceeding(ctx, p, v, history.Items) }}, nil
}

// aboutProceeding is what the forms of a proceeding choose from.
func (s *console) aboutProceeding(ctx context.Context, p door.Person, v bureau.ProceedingView, history []bureau.ActView) (forms.About, error) {
	about, err := s.aboutPeople(ctx, p, v.Team)
	if err != nil {
		return about, err
	}
	edition, err := law.EditionOf(v.Edition)
	if err != nil {
		return about, err
	}
	items, err := s.office.Items(ctx, p.Actor)
	if err != nil {
		return about, err
	}
	about.So[forms.WithoutTeam] = len(v.Team) == 0
	rules := law.CreditRulesOn(calendar.DateOf(about.Now))
	about.So[forms.Graded] = rules.Graded()
	about.So[forms.BothPapers] = rules.RepairNotice() && v.Penalty != nil && v.Penalty.Decision != nil && v.Penalty.Decision.Terms.Kind == proceedings.DecisionPenalty
	about.Options[forms.FromItems] = namesOfItems(items)(v.Items)
	about.Options[forms.FromPeriods] = periodOptions(v.Deadlines)
	about.Options[forms.FromEntries] = entryOptions(history)
	outcomesOf(edition, about.Options)
	if v.Penalty != nil {
		about.Options[forms.FromRecusals] = recusalOptions(v.Penalty.Recusals, about.Options[forms.FromTeam])
		known := proposedIn(v.Penalty)
		known.Role = roleOf(v.Items, items)
		about.OnRecord, err = forms.Recorded(onRecord{Facts: known})
	}
	return about, err
}

// proposed is what a penalty case has come to so far, by the fields of the forms that
// go on with it.
type proposed struct {
	Terms     *proceedings.DecisionTerms `json:"terms,omitempty"`
	Penalties []proceedings.Penalty      `json:"penalties,omitempty"`
	On        calendar.Date              `json:"on,omitzero"`
	// Role is who the party is as the items say.
	Role proceedings.PartyRole `json:"role,omitempty"`
}

// roleOf is who the party is where one of the items is about somebody else's conduct
// than the inspected entity's; "" is the entity.
func roleOf(codes []string, items []registers.Item) proceedings.PartyRole {
	for _, i := range items {
		if !slices.Contains(codes, i.Code) {
			continue
		}
		switch i.Object {
		case registers.ObjectEmployer:
			return proceedings.PartyEmployer
		case registers.ObjectPerson:
			return proceedings.PartyBeneficiary
		case registers.ObjectEntity:
		}
	}
	return ""
}

func proposedIn(file *proceedings.PenaltyFile) (p proposed) {
	if i := file.Investigation; i != nil {
		p.Penalties = i.Penalties
		p.Terms = &proceedings.DecisionTerms{Kind: i.Kind, Penalties: i.Penalties, Grade: i.Grade}
		// After the party was heard it is what the team proposes now, which may be less.
		if d := file.Defence; d != nil && !d.ReviewedOn.IsZero() && len(d.Penalties) > 0 {
			p.Terms.Penalties = d.Penalties
		}
	}
	if d := file.Proposal; d != nil {
		p.Terms = &d.Terms
	}
	if file.Hearing != nil {
		p.On = file.Hearing.Day
	}
	return p
}
