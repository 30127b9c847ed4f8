package workflows_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/record"
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
			o.importPlan(otherPlan)
			cases = o.cases()
		}
		no := cases[0]
		cases = cases[1:]
		o.t, w.office = sub, o
		walkCase(w, o.caseNow(no))
		o.t = t
	})
}

// TestCasesOf2025Walk: the same under 国办发〔2024〕54号.
func TestCasesOf2025Walk(t *testing.T) {
	walks(t, caseModel2025, func(sub *testing.T, w *walk) {
		w.office = newOffice(sub, drawnRecord) // visits of the year are counted
		w.importPlan(otherPlan)
		walkCase(w, w.openCase2025())
	})
}

// openCase2025 opens the task's first case once more, as one of edition 2025.
func (o *office) openCase2025() inspection.Case {
	o.t.Helper()
	c := o.firstCase().caseNow(o.firstCase().id)
	c.Edition, c.Under54 = "2025", true
	return o.openLike(c, c.Task, inspection.CaseNo(c.Task, 9001))
}

// openLike opens such a case once more, in that task and by that number.
func (o *office) openLike(c inspection.Case, task, no string) inspection.Case {
	o.t.Helper()
	items, err := o.store.CaseItems(o.t.Context(), c.No)
	require.NoError(o.t, err)
	c.No, c.Task = no, task
	_, err = o.store.OpenCases(o.t.Context(), task, []record.CaseOpening{{Case: c, Items: items,
		Act: record.Act{Subject: c.No, Seq: 1, Kind: inspection.ActOpenCase, Name: "立项", Clause: "文件四(一)", Actor: "system", ActorRole: inspection.RoleSystem,
			Happened: c.Opened, Entered: c.Opened, Recorded: c.Opened, Key: "open"}}})
	require.NoError(o.t, err)
	return c
}

// otherPlan has a task with cases beside those that are walked.
const otherPlan = "2024002"

type caseWalk struct {
	*walk
	beside string // a case of the same entity in another task, never inspected
}

func walkCase(w *walk, c inspection.Case) {
	look := func(c inspection.Case) subject {
		return subject{stage: string(c.Stage), suspended: c.Suspended(), seq: c.Seq, deadlines: c.Deadlines, allowed: c.Allowed(inspection.Actor{}), team: c.Team, entity: c.Entity}
	}
	const otherTask = otherPlan + "-001"
	beside := w.openLike(c, otherTask, otherTask+strings.TrimPrefix(c.No, c.Task)).No
	w.walked = walked{id: c.No, facts: (&caseWalk{w, beside}).sound, anyFacts: anyCaseFacts,
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
	case inspection.ActJoinVisit:
		if len(c.Left) > 0 { // and still inspects in the other
			return nil, ""
		}
		return inspection.JoinVisit{With: w.beside}, who
	case inspection.ActRecordVisit:
		if f := w.visit(c); f != nil {
			return f, who
		}
		return nil, ""
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
		if c.Service == nil || c.Joined() { // the other case counts on its day
			return nil, ""
		}
		return inspection.CorrectEntry{Seq: c.Service.Seq, ServedOn: c.Service.On}, who
	case inspection.ActReplaceInspector:
		if len(c.Left) > 0 { // there may be no other
			return nil, ""
		}
		return inspection.ReplaceInspector{Out: c.Team[w.random.IntN(2)]}, who
	}
	if facts, known := w.soundOf2025(c, kind, today); known {
		return facts, who
	}
	return anyCaseFacts(kind), who
}

// soundOf2025 are those of the acts that only edition 2025 has.
func (w *caseWalk) soundOf2025(c inspection.Case, kind inspection.ActKind, today calendar.Date) (facts inspection.Facts, known bool) {
	startedToday := c.Start != nil && calendar.DateOf(c.Start.At) == today
	switch kind {
	case inspection.ActProposeVisit:
		if w.model.flags["approved"] && w.random.IntN(10) > 0 { // mostly the visit is made then
			return nil, true
		}
		const farEnough = 300 // days; the walk ends before
		return inspection.ProposeVisit{Mode: inspection.ModeOnSite, From: today, To: today.AddDays(farEnough), RepeatExplained: true}, true
	case inspection.ActStartVisit:
		if startedToday {
			return nil, true
		}
		return inspection.StartVisit{}, true
	case inspection.ActEnterScanLate:
		if startedToday {
			return nil, true
		}
		return inspection.EnterScanLate{At: w.env.Now()}, true
	case inspection.ActRequestRecusal:
		for _, certificate := range c.Team {
			asked := slices.ContainsFunc(c.Recusals, func(r inspection.Recusal) bool { return r.Certificate == certificate })
			if !asked && !w.model.flags["objected"] {
				return inspection.RequestRecusal{Certificate: certificate, On: today}, true
			}
		}
		return nil, true
	case inspection.ActDecideRecusal:
		i := slices.IndexFunc(c.Recusals, func(r inspection.Recusal) bool { return r.DecidedBy == "" })
		return inspection.DecideRecusal{Certificate: c.Recusals[i].Certificate}, true
	case inspection.ActTellResult:
		return inspection.TellResult{Method: inspection.ServedInPerson, On: today}, true
	case inspection.ActRateVisit:
		return inspection.RateVisit{Stars: 5}, true
	}
	return nil, false
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
	case inspection.ActJoinVisit:
		return inspection.JoinVisit{}
	case inspection.ActPartVisit:
		return inspection.PartVisit{}
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
	case inspection.ActProposeVisit:
		return inspection.ProposeVisit{}
	case inspection.ActReturnVisit:
		return inspection.ReturnVisit{}
	case inspection.ActApproveVisit:
		return inspection.ApproveVisit{}
	case inspection.ActStartVisit:
		return inspection.StartVisit{}
	case inspection.ActEnterScanLate:
		return inspection.EnterScanLate{}
	case inspection.ActRequestRecusal:
		return inspection.RequestRecusal{}
	case inspection.ActDecideRecusal:
		return inspection.DecideRecusal{}
	case inspection.ActTellResult:
		return inspection.TellResult{}
	case inspection.ActRateVisit:
		return inspection.RateVisit{}
	case inspection.ActComplain:
		return inspection.Complain{}
	}
	return inspection.ReplaceInspector{}
}

// visit is a record of today; under edition 2025 there is one only of a visit that
// was approved and begun, which a record filled anew is still of.
func (w *caseWalk) visit(c inspection.Case) inspection.Facts {
	today := calendar.DateOf(w.env.Now())
	if c.Under54 && c.Visit == nil && (!c.Approval.Covers(today) || c.Start == nil || calendar.DateOf(c.Start.At) != today) {
		return nil
	}
	f := inspection.RecordVisit{Mode: inspection.ModeOnSite, Started: w.env.Now(), Ended: w.env.Now(), CertificatesShown: true,
		EntitySignature: inspection.EntitySigned, Findings: map[string]inspection.Finding{}}
	if c.Visit != nil && c.Under54 {
		f.Started = c.Visit.Started
	}
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
