package web

import (
	"context"
	"slices"
	"strings"

	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/present"
	"shuangsuiji/record"
)

// casePage is a case as its page shows it.
type casePage struct {
	around
	Edition     string
	Outcome     string // confirmed
	Joint       string
	Grade       string
	Team        []member
	Items       []itemLine
	Quiet       int // items that are left out, since both found nothing on them
	Proceedings []record.ProceedingRow
	Published   []record.Publication
	Visit       present.Rows // how the inspection went
	Links       bool         // the person may look at the entity's links
	VisitCode   bool         // the person may show the visit code now
	Begins      []beginning  // what the person may begin out of the case
}

func showCase(ctx context.Context, s *console, p door.Person, sub subject, d desk) (any, error) {
	v, err := viewOf[caseView](sub)
	if err != nil {
		return nil, err
	}
	edition, err := v.Governing()
	if err != nil {
		return nil, err
	}
	around, err := s.around(ctx, p)
	if err != nil {
		return nil, err
	}
	around.told(d, sub, v.Items, v.History)
	around.counted(v.Docket, edition)
	around.allowed(v.Allowed, v.About())
	around.Waiting = present.CaseWaiting(v.Case)
	around.Steps = stepLines(present.CaseSteps(v.Case), around.Entries, v.Deadlines)
	out := casePage{around: around, Edition: edition.Name, Outcome: present.CaseOutcome(v.Case), Joint: present.JointVisit(v.Case), Grade: present.GradeName(v.Grade),
		Team: around.people.team(v.Team), Items: itemLines(v), Visit: present.VisitRows(v.Case, around.people.names()),
		Links: access.MayWatchEntityLink(p.Actor, v.Case) == nil, Begins: begunBy(p.Actor, v.Case)}
	out.VisitCode = access.MayShowVisitCode(p.Actor, v.Case) == nil && v.Under(law.DutyVisitCode) && v.Stage == cases.StageOnSite
	if out.Published, err = s.office.CasePublications(ctx, p.Actor, v.No); err != nil {
		return nil, err
	}
	listed, err := s.office.Proceedings(ctx, p.Actor, record.ProceedingFilter{Case: v.No}, record.Page{Limit: 100})
	out.Proceedings = listed.Items
	return out, err
}

// itemLine is one item of the case: what the entity said of it, what was found, what
// became of it.
type itemLine struct {
	registers.Item
	SelfCheck, SelfCheckNote string
	Finding, FindingNote     string
	Compared                 string
	Differs                  bool
	Open                     bool // not both found that there is no problem
	Outcome                  string
	Branches                 string
	Corrected                string
}

func itemLines(v caseView) []itemLine {
	compared := map[string]cases.Compared{}
	for _, c := range v.SelfCheckCompared {
		compared[c.Item] = c.Compared
	}
	var onVisit, onSelfCheck, onResult map[string]string
	if v.Visit != nil {
		onVisit = notesOn(v.History, v.Visit.Seq)
	}
	for _, a := range v.History {
		switch a.Kind {
		case cases.ActFileSelfCheck:
			onSelfCheck = notesOn(v.History, a.Seq)
		case cases.ActProposeResult:
			onResult = notesOn(v.History, a.Seq)
		}
	}
	out := make([]itemLine, len(v.Items))
	for i, item := range v.Items {
		line := itemLine{Item: item, Open: v.Visit == nil, SelfCheckNote: onSelfCheck[item.Code], FindingNote: joined(strip(onVisit[item.Code], onResult[item.Code]))}
		line.SelfCheck = present.SelfCheckAnswer(v.Case, item.Code)
		if v.Visit != nil {
			finding := v.Visit.Findings[item.Code]
			line.Finding, line.Open = finding.Chinese(), finding != law.FindingClear
		}
		if c := compared[item.Code]; c != "" {
			line.Compared, line.Differs = c.Chinese(), c != cases.ComparedAgreeing
		}
		if v.SelfCheck != nil && v.SelfCheck.Answers[item.Code].Problem {
			line.Open = true
		}
		line.handled(v.Case, item.Code)
		out[i] = line
	}
	return out
}

// strip leaves out what is empty.
func strip(texts ...string) []string {
	return slices.DeleteFunc(texts, func(t string) bool { return t == "" })
}

func joined(texts []string) string { return strings.Join(texts, "；") }

// handled says what became of an item with a problem.
func (l *itemLine) handled(c cases.Case, code string) {
	if c.Result == nil {
		return
	}
	result, judged := c.Result.Items[code]
	if !judged {
		return
	}
	l.Outcome = present.OutcomeName(c.Edition, result.Outcome)
	names := make([]string, len(result.Branches))
	for i, b := range result.Branches {
		names[i] = b.Chinese()
	}
	l.Branches = strings.Join(names, "、")
	if k := c.Correction; k != nil {
		if done, looked := k.Corrected[code]; looked {
			l.Corrected = map[bool]string{true: "已改正", false: "未改正"}[done]
		}
	}
}
