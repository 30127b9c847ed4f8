package officetest

import (
	"bytes"
	"context"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/demo"
	"shuangsuiji/documents"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/record"
)

// Under54 is the setup of an office whose tasks are under 国办发〔2024〕54号.
func Under54() Setup {
	return Setup{Now: calendar.NewDate(2025, time.April, 1).At(9, 0), Plan: bytes.ReplaceAll(documents.SamplePlan(), []byte("2024年4月"), []byte("2025年4月")), Published: true}
}

// SelfChecked takes a new case to the stage of its visit: nothing was found.
func (o *Office) SelfChecked(no string) cases.Case {
	o.t.Helper()
	c := o.CaseNow(no)
	o.ActOnTheCase(c.Team.Lead(), no, cases.ServeNotice{Method: law.ServedInPerson, On: o.Today()})
	answers := map[string]cases.SelfCheckAnswer{}
	for _, item := range c.Items {
		answers[item] = cases.SelfCheckAnswer{}
	}
	return o.ActOnTheCase("clerk", no, cases.FileSelfCheck{On: o.Today(), Answers: answers})
}

// Inspected takes a case at the stage of its visit to the result's: the items named have
// a problem, the others none.
func (o *Office) Inspected(no string, problems ...string) cases.Case {
	o.t.Helper()
	now, err := o.Now(o.t.Context())
	require.NoError(o.t, err)
	c := o.CaseNow(no)
	findings := map[string]law.Finding{}
	for _, item := range c.SheetItems() {
		findings[item] = law.FindingClear
	}
	for _, item := range problems {
		findings[item] = law.FindingProblem
	}
	c = o.ActOnTheCase(c.Team.Lead(), no, cases.RecordVisit{Mode: cases.ModeOnSite, Started: now, Ended: now, CertificatesShown: true,
		Findings: findings, EntitySignature: cases.EntitySigned})
	for _, member := range c.Team {
		o.ActOnTheCase(member, no, cases.SignRecord{Revision: c.Visit.Revision})
	}
	return o.CaseNow(no)
}

// Concluded confirms the result of an inspected case.
func (o *Office) Concluded(no string, outcome law.Outcome, items map[string]cases.ItemResult) cases.Case {
	o.t.Helper()
	o.ActOnTheCase(o.CaseNow(no).Team.Lead(), no, cases.ProposeResult{Outcome: outcome, Items: items})
	return o.ActOnTheCase("head", no, cases.ConfirmResult{})
}

// PublishedCase drafts and approves the publication of a concluded case.
func (o *Office) PublishedCase(no string) cases.Case {
	o.t.Helper()
	o.ActOnTheCase("clerk", no, cases.PreparePublication{})
	return o.ActOnTheCase("director", no, cases.ApprovePublication{})
}

// Branch waits until the case's proceeding of the kind is there.
func (o *Office) Branch(no string, kind law.ProceedingKind) proceedings.Proceeding {
	o.t.Helper()
	var found []record.ProceedingRow
	o.Until(func(ctx context.Context) bool {
		listed, err := o.Store.Proceedings(ctx, record.ProceedingFilter{Case: no, Kind: kind}, record.Page{Limit: 1})
		require.NoError(o.t, err)
		found = listed.Items
		return len(found) == 1
	})
	return found[0].Proceeding
}

// Proceeded performs all that can be done in the proceeding today, as the demonstration
// does it: a penalty case comes to a fine.
func (o *Office) Proceeded(p proceedings.Proceeding, fine int64) proceedings.Proceeding {
	o.t.Helper()
	for {
		who, facts, reason := demo.NextInProceeding(p, []proceedings.Penalty{{Kind: proceedings.PenaltyFine, Fen: fine}}, p.Team, o.Today())
		if facts == nil {
			return p
		}
		p = o.ActOnTheProceeding(who, p.No, facts, reason)
	}
}
