package web

import (
	"context"

	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// A proceeding can begin with an act: feedback or an opinion of those who supervise, on
// a case or on none, and an objection that came in on paper.
var (
	caseFilingDesk = desk{name: caseDesk.name, forms: forms.Filing, read: readFiledCase, rule: filingRule,
		endpoint: func(no string, act law.ActKind) string { return "/api/cases/" + no + "/" + filingEndpoints[act] },
		form:     func(no string, act law.ActKind) string { return Root + "/cases/" + no + "/file/" + string(act) }}
	filingDesk = desk{name: proceedingDesk.name, forms: forms.Filing, read: readNothing, rule: filingRule,
		endpoint: func(_ string, act law.ActKind) string { return "/api/" + filingEndpoints[act] },
		form:     func(_ string, act law.ActKind) string { return Root + "/file/" + string(act) }}
)

var filingEndpoints = map[law.ActKind]string{proceedings.ActFileFeedback: "feedback", proceedings.ActRaiseObjection: "objections", proceedings.ActRegisterOversight: "oversight"}

// filingKinds are the kinds of proceeding that begin with an act.
var filingKinds = func() map[law.ActKind]law.ProceedingKind {
	out := map[law.ActKind]law.ProceedingKind{}
	for _, kind := range law.ProceedingKinds {
		if act, byAct := proceedings.FirstAct(kind); byAct {
			out[act] = kind
		}
	}
	return out
}()

func filingRule(_ subject, act law.ActKind) (actRule, bool) {
	return ruleOf(proceedings.RuleOf(filingKinds[act], act))
}

// readFiledCase is the case out of which a proceeding is to begin. What the case itself
// has come to meanwhile does not stand in its way.
func readFiledCase(ctx context.Context, s *console, p door.Person, no string) (subject, error) {
	sub, err := readCase(ctx, s, p, no)
	if err != nil {
		return sub, err
	}
	c, err := viewOf[caseView](sub)
	sub.Seq, sub.permit = 0, func(act law.ActKind) error {
		return proceedings.MayFile(p.Actor, proceedings.OutOf(c.Case, filingKinds[act]))
	}
	return sub, err
}

// readNothing is for what is about no case.
func readNothing(_ context.Context, s *console, p door.Person, _ string) (subject, error) {
	if err := access.ReadProceedings.Require(p.Actor); err != nil {
		return subject{}, err
	}
	return subject{Name: "后续处理", Stage: "不涉及具体案件",
		permit: func(act law.ActKind) error {
			return proceedings.MayFile(p.Actor, proceedings.Opening{Kind: filingKinds[act], Department: p.Actor.Department})
		},
		about: func(ctx context.Context) (forms.About, error) { return s.aboutPeople(ctx, p, nil) }}, nil
}

// beginning is a link to the form of an act with which something begins.
type beginning struct {
	Act   law.ActKind
	Label string
}

// beginnings are what the person may begin, of the kinds for which there is something
// to begin with.
func beginnings(a law.Actor, opening func(law.ProceedingKind) (proceedings.Opening, bool)) []beginning {
	var out []beginning
	for _, kind := range law.ProceedingKinds {
		act, byAct := proceedings.FirstAct(kind)
		if !byAct {
			continue
		}
		rule, known := proceedings.RuleOf(kind, act)
		o, can := opening(kind)
		if !known || !can || proceedings.MayFile(a, o) != nil {
			continue
		}
		b := beginning{Act: act, Label: rule.Name}
		if kind == law.ProceedingObjection { // the clerk only writes it down
			b.Label = "录入书面异议"
		}
		out = append(out, b)
	}
	return out
}

// begunAside are those that are about no case.
func begunAside(a law.Actor) []beginning {
	return beginnings(a, func(kind law.ProceedingKind) (proceedings.Opening, bool) {
		return proceedings.Opening{Kind: kind, Department: a.Department}, kind != law.ProceedingObjection
	})
}

// begunBy are those out of the case.
func begunBy(a law.Actor, c cases.Case) []beginning {
	return beginnings(a, func(kind law.ProceedingKind) (proceedings.Opening, bool) {
		return proceedings.OutOf(c, kind), kind != law.ProceedingObjection || c.Publication.Entries > 0
	})
}
