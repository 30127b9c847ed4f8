package workflows_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/workflows"
)

// TestCasesWalk: random walks of cases agree with the model, take every legal
// transition and are refused every illegal one.
func TestCasesWalk(t *testing.T) {
	var o *office
	var cases []string
	walks(t, caseModel, func(sub *testing.T, w *walk) {
		if len(cases) == 0 {
			o = newOffice(t, drawnRecord)
			cases = o.cases()
		}
		no := cases[0]
		cases = cases[1:]
		o.t, w.office = sub, o
		walkCase(w, o.caseNow(no))
		o.t = t
	})
}

type caseWalk struct{ *walk }

func walkCase(w *walk, c inspection.Case) {
	look := func(c inspection.Case) subject {
		return subject{stage: string(c.Stage), suspended: c.Suspended(), seq: c.Seq, deadlines: c.Deadlines, allowed: c.Allowed(inspection.Actor{}), team: c.Team, entity: c.Entity}
	}
	w.walked = walked{id: c.No, facts: (&caseWalk{w}).sound, anyFacts: anyCaseFacts,
		known:    func() subject { return look(query[inspection.Case](w)) },
		onRecord: func() subject { return look(w.caseNow(c.No)) }}
	w.model.flags[[]string{"clear", "correction", "referral", "nobody"}[w.random.IntN(4)]] = true
	w.model.today = calendar.DateOf(c.Opened)
	w.model.open("notify:3")
	w.start(workflows.InspectionCase, workflows.CaseInput{Case: c, Clock: w.clock()}, c.Opened)
	if w.model.ended() {
		require.Equal(w.t, inspection.StageClosed, w.caseNow(c.No).Stage)
	}
}

// facts are sound facts of an act as the case now stands, and a person whose act it
// is; nil where none can be given.
func (w *caseWalk) sound(kind inspection.ActKind) (inspection.Facts, string) {
	whose := w.model.whose(kind)
	who := whose[w.random.IntN(len(whose))]
	today := calendar.DateOf(w.env.Now())
	c := w.caseNow(w.id)
	switch kind {
	case inspection.ActServeNotice:
		return inspection.ServeNotice{Method: inspection.ServedInPerson, On: today}, who
	case inspection.ActRecordNotServed:
		return inspection.RecordNotServed{On: today}, who
	case inspection.ActFileSelfCheck:
		answers := map[string]inspection.SelfCheckAnswer{}
		for _, item := range c.Items {
			answers[item] = inspection.SelfCheckAnswer{}
		}
		return inspection.FileSelfCheck{On: today, Answers: answers}, who
	case inspection.ActAgreeVisit:
		return inspection.AgreeVisit{On: today.AddDays(w.random.IntN(5))}, who
	case inspection.ActRecordVisit:
		return w.visit(c), who
	case inspection.ActSignRecord:
		i := slices.IndexFunc(c.Team, func(certificate string) bool { return !slices.Contains(c.Visit.Signed, certificate) })
		return inspection.SignRecord{Revision: c.Visit.Revision}, []string{"lead", "member"}[i]
	case inspection.ActProposeResult:
		return w.proposal(c), who
	case inspection.ActOrderCorrection:
		return inspection.OrderCorrection{On: today}, who
	case inspection.ActReportCorrection:
		return inspection.ReportCorrection{On: today}, who
	case inspection.ActReinspect:
		return inspection.Reinspect{On: today, Corrected: map[string]bool{c.Items[0]: true}}, who
	case inspection.ActExtendDeadline:
		return w.extension()
	case inspection.ActSuspend:
		return inspection.Suspend{On: today}, who
	case inspection.ActResume:
		return inspection.Resume{On: today}, who
	case inspection.ActCorrectEntry:
		if c.Service == nil {
			return nil, ""
		}
		return inspection.CorrectEntry{Seq: c.Service.Seq, ServedOn: c.Service.On}, who
	case inspection.ActReplaceInspector:
		if len(c.Left) > 0 { // there may be no other
			return nil, ""
		}
		return inspection.ReplaceInspector{Out: c.Team[w.random.IntN(2)]}, who
	}
	return anyCaseFacts(kind), who
}

// anyFacts are of the act's type; what is not due, or another's, is refused before
// anybody looks at them.
func anyCaseFacts(kind inspection.ActKind) inspection.Facts {
	switch kind {
	case inspection.ActServeNotice:
		return inspection.ServeNotice{}
	case inspection.ActRecordNotServed:
		return inspection.RecordNotServed{}
	case inspection.ActFileSelfCheck:
		return inspection.FileSelfCheck{}
	case inspection.ActAgreeVisit:
		return inspection.AgreeVisit{}
	case inspection.ActRecordVisit:
		return inspection.RecordVisit{}
	case inspection.ActSignRecord:
		return inspection.SignRecord{}
	case inspection.ActProposeResult:
		return inspection.ProposeResult{}
	case inspection.ActConfirmResult:
		return inspection.ConfirmResult{}
	case inspection.ActSendBackRecord:
		return inspection.SendBackRecord{}
	case inspection.ActOrderCorrection:
		return inspection.OrderCorrection{}
	case inspection.ActReportCorrection:
		return inspection.ReportCorrection{}
	case inspection.ActReinspect:
		return inspection.Reinspect{}
	case inspection.ActPreparePublication:
		return inspection.PreparePublication{}
	case inspection.ActReturnPublication:
		return inspection.ReturnPublication{}
	case inspection.ActApprovePublication:
		return inspection.ApprovePublication{}
	case inspection.ActExtendDeadline:
		return inspection.ExtendDeadline{}
	case inspection.ActSuspend:
		return inspection.Suspend{}
	case inspection.ActResume:
		return inspection.Resume{}
	case inspection.ActCorrectEntry:
		return inspection.CorrectEntry{}
	}
	return inspection.ReplaceInspector{}
}

func (w *caseWalk) visit(c inspection.Case) inspection.Facts {
	f := inspection.RecordVisit{Mode: inspection.ModeOnSite, Started: w.env.Now(), Ended: w.env.Now(), CertificatesShown: true,
		EntitySignature: inspection.EntitySigned, Findings: map[string]inspection.Finding{}}
	if w.model.flags["nobody"] {
		f.Attempt, f.EntitySignature, f.Findings = inspection.OutcomeUnreachable, inspection.EntityAbsent, nil
		return f
	}
	for _, item := range c.Items {
		f.Findings[item] = inspection.FindingClear
	}
	if !w.model.flags["clear"] {
		f.Findings[c.Items[0]] = inspection.FindingProblem
	}
	return f
}

func (w *caseWalk) proposal(c inspection.Case) inspection.Facts {
	switch {
	case w.model.flags["correction"]:
		return inspection.ProposeResult{Outcome: inspection.OutcomeCorrection, Items: map[string]inspection.ItemResult{c.Items[0]: {Outcome: inspection.OutcomeCorrection}}}
	case w.model.flags["referral"]:
		return inspection.ProposeResult{Outcome: inspection.OutcomeFollowUp, Items: map[string]inspection.ItemResult{c.Items[0]: {Outcome: inspection.OutcomeFollowUp,
			Branches: []inspection.ProceedingKind{inspection.ProceedingReferral}}}}
	case w.model.flags["nobody"]:
		return inspection.ProposeResult{Outcome: inspection.OutcomeUnreachable}
	}
	return inspection.ProposeResult{Outcome: inspection.OutcomeNoProblem}
}
