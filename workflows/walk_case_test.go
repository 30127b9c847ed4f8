package workflows_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/workflows"
)

// TestCasesWalk: random walks of cases agree with the model, take every legal
// transition and are refused every illegal one.
func TestCasesWalk(t *testing.T) {
	var o *office
	var all []string
	walks(t, caseModel, func(sub *testing.T, w *walk) {
		if len(all) == 0 {
			o = newOffice(t, drawnRecord)
			o.importPlan(otherPlan)
			all = o.cases()
		}
		no := all[0]
		all = all[1:]
		o.t, w.office = sub, o
		walkCase(w, o.caseNow(no))
		o.t = t
	})
}

// TestCasesOf2025Walk: the same under 国办发〔2024〕54号, of edition 2025 and later.
func TestCasesOf2025Walk(t *testing.T) {
	walks(t, caseModel2025, func(sub *testing.T, w *walk) {
		w.office = newOffice(sub, drawnRecord) // visits of the year are counted
		w.importPlan(otherPlan)
		walkCase(w, w.openCaseOf([]string{"2025", "2026"}[w.random.IntN(2)]))
	})
}

// openCaseOf opens the task's first case once more, as one of an edition that is under
// 国办发〔2024〕54号.
func (o *office) openCaseOf(edition string) cases.Case {
	o.t.Helper()
	c := o.firstCase().caseNow(o.firstCase().id)
	c.Edition, c.Under54 = edition, true
	return o.openLike(c, c.Task, registers.No(c.Task, 9001))
}

// openLike opens such a case once more, in that task and by that number.
func (o *office) openLike(c cases.Case, task, no string) cases.Case {
	o.t.Helper()
	items, err := o.store.CaseItems(o.t.Context(), c.No)
	require.NoError(o.t, err)
	c.No, c.Task = no, task
	_, err = o.store.OpenCases(o.t.Context(), task, []record.CaseOpening{{Case: c, Items: items,
		Act: record.Act{Subject: c.No, Seq: 1, Kind: cases.ActOpenCase, Name: "立项", Clause: "文件四(一)", Actor: "system", ActorRole: law.RoleSystem,
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

func walkCase(w *walk, c cases.Case) {
	look := func(c cases.Case) subject {
		return subject{stage: string(c.Stage), suspended: c.Suspended(), seq: c.Seq, deadlines: c.Deadlines, allowed: c.Allowed(law.Actor{}), team: c.Team, entity: c.Entity}
	}
	const otherTask = otherPlan + "-001"
	beside := w.openLike(c, otherTask, otherTask+strings.TrimPrefix(c.No, c.Task)).No
	w.walked = walked{id: c.No, facts: (&caseWalk{w, beside}).sound, anyFacts: anyCaseFacts,
		known:    func() subject { return look(query[cases.Case](w)) },
		onRecord: func() subject { return look(w.caseNow(c.No)) }}
	w.world = (&caseWalk{w, beside}).uncertified
	w.model.flags[[]string{"clear", "correction", "referral", "nobody", "refused"}[w.random.IntN(5)]] = true
	w.model.flags["agency"] = c.Kind == law.AgencyKind
	w.model.today = calendar.DateOf(c.Opened)
	w.model.open("notify:3")
	w.start(workflows.InspectionCase, workflows.CaseInput{Case: c, Clock: w.clock()}, c.Opened)
	if w.model.ended() {
		require.Equal(w.t, cases.StageClosed, w.caseNow(c.No).Stage)
	}
}

// facts are sound facts of an act as the case now stands, and a person whose act it
// is; nil where none can be given.
func (w *caseWalk) sound(kind law.ActKind) (law.Facts, string) {
	whose := w.model.whose(kind)
	who := whose[w.random.IntN(len(whose))]
	today := calendar.DateOf(w.env.Now())
	c := w.caseNow(w.id)
	switch kind {
	case cases.ActServeNotice:
		return cases.ServeNotice{Method: law.ServedInPerson, On: today}, who
	case cases.ActRecordNotServed:
		return cases.RecordNotServed{On: today}, who
	case cases.ActFileSelfCheck:
		answers := map[string]cases.SelfCheckAnswer{}
		for _, item := range c.Items {
			answers[item] = cases.SelfCheckAnswer{}
		}
		return cases.FileSelfCheck{On: today, Answers: answers}, who
	case cases.ActAgreeVisit:
		return cases.AgreeVisit{On: today.AddDays(w.random.IntN(5))}, who
	case cases.ActJoinVisit:
		if len(c.Left) > 0 { // and still inspects in the other
			return nil, ""
		}
		return cases.JoinVisit{With: w.beside}, who
	case cases.ActOrderCooperation:
		return cases.OrderCooperation{Service: law.PaperService{Method: law.ServedInPerson, On: today}}, who
	case cases.ActRecordVisit:
		if f := w.visit(c); f != nil {
			return f, who
		}
		return nil, ""
	case cases.ActSignRecord:
		i := slices.IndexFunc(c.Team, func(certificate string) bool { return !slices.Contains(c.Visit.Signed, certificate) })
		return cases.SignRecord{Revision: c.Visit.Revision}, []string{"lead", "member"}[i]
	case cases.ActProposeResult:
		return w.proposal(c), who
	case cases.ActOrderCorrection:
		return cases.OrderCorrection{Service: law.PaperService{Method: law.ServedInPerson, On: today}}, who
	case cases.ActReportCorrection:
		return cases.ReportCorrection{On: today}, who
	case cases.ActReinspect:
		return cases.Reinspect{On: today, Corrected: map[string]bool{c.Items[0]: true}}, who
	case law.ActExtendDeadline:
		return w.extension()
	case law.ActSuspend:
		return law.Suspend{On: today}, who
	case law.ActResume:
		return law.Resume{On: today}, who
	case cases.ActCorrectEntry:
		if c.Service == nil || c.Joined() { // the other case counts on its day
			return nil, ""
		}
		return cases.CorrectEntry{Seq: c.Service.Seq, ServedOn: c.Service.On}, who
	case cases.ActReplaceInspector:
		if len(c.Left) > 0 { // there may be no other
			return nil, ""
		}
		return cases.ReplaceInspector{Out: c.Team[w.random.IntN(2)]}, who
	}
	if facts, known := w.soundOf2025(c, kind, today); known {
		return facts, who
	}
	return anyCaseFacts(kind), who
}

// soundOf2025 are those of the acts that only edition 2025 has.
func (w *caseWalk) soundOf2025(c cases.Case, kind law.ActKind, today calendar.Date) (facts law.Facts, known bool) {
	startedToday := c.Start != nil && calendar.DateOf(c.Start.At) == today
	switch kind {
	case cases.ActProposeVisit:
		if w.model.flags["approved"] && w.random.IntN(10) > 0 { // mostly the visit is made then
			return nil, true
		}
		const farEnough = 300 // days; the walk ends before
		return cases.ProposeVisit{Mode: cases.ModeOnSite, From: today, To: today.AddDays(farEnough), RepeatExplained: true}, true
	case cases.ActStartVisit:
		if startedToday {
			return nil, true
		}
		return cases.StartVisit{}, true
	case cases.ActEnterScanLate:
		if startedToday {
			return nil, true
		}
		return cases.EnterScanLate{At: w.env.Now(), Cause: []law.LateScanCause{"", law.ScanImpossible, law.ScanEmergency}[w.random.IntN(3)]}, true
	case cases.ActRequestRecusal:
		for _, certificate := range c.Team {
			asked := slices.ContainsFunc(c.Recusals, func(r cases.Recusal) bool { return r.Certificate == certificate })
			if !asked && !w.model.flags["objected"] {
				return cases.RequestRecusal{Certificate: certificate, On: today}, true
			}
		}
		return nil, true
	case cases.ActDecideRecusal:
		i := slices.IndexFunc(c.Recusals, func(r cases.Recusal) bool { return r.DecidedBy == "" })
		return cases.DecideRecusal{Certificate: c.Recusals[i].Certificate}, true
	case cases.ActTellResult:
		return cases.TellResult{Method: law.ServedInPerson, On: today}, true
	case cases.ActRateVisit:
		return cases.RateVisit{Stars: 5}, true
	}
	return nil, false
}

// anyFacts are of the act's type; what is not due, or another's, is refused before
// anybody looks at them.
func anyCaseFacts(kind law.ActKind) law.Facts {
	switch kind {
	case cases.ActServeNotice:
		return cases.ServeNotice{}
	case cases.ActRecordNotServed:
		return cases.RecordNotServed{}
	case cases.ActFileSelfCheck:
		return cases.FileSelfCheck{}
	case cases.ActAgreeVisit:
		return cases.AgreeVisit{}
	case cases.ActJoinVisit:
		return cases.JoinVisit{}
	case cases.ActPartVisit:
		return cases.PartVisit{}
	case cases.ActOrderCooperation:
		return cases.OrderCooperation{}
	case cases.ActRecordVisit:
		return cases.RecordVisit{}
	case cases.ActSignRecord:
		return cases.SignRecord{}
	case cases.ActProposeResult:
		return cases.ProposeResult{}
	case cases.ActConfirmResult:
		return cases.ConfirmResult{}
	case cases.ActSendBackRecord:
		return cases.SendBackRecord{}
	case cases.ActOrderCorrection:
		return cases.OrderCorrection{}
	case cases.ActReportCorrection:
		return cases.ReportCorrection{}
	case cases.ActReinspect:
		return cases.Reinspect{}
	case cases.ActPreparePublication:
		return cases.PreparePublication{}
	case cases.ActReturnPublication:
		return cases.ReturnPublication{}
	case cases.ActApprovePublication:
		return cases.ApprovePublication{}
	case law.ActExtendDeadline:
		return law.ExtendDeadline{}
	case law.ActSuspend:
		return law.Suspend{}
	case law.ActResume:
		return law.Resume{}
	case cases.ActCorrectEntry:
		return cases.CorrectEntry{}
	case cases.ActProposeVisit:
		return cases.ProposeVisit{}
	case cases.ActReturnVisit:
		return cases.ReturnVisit{}
	case cases.ActApproveVisit:
		return cases.ApproveVisit{}
	case cases.ActStartVisit:
		return cases.StartVisit{}
	case cases.ActEnterScanLate:
		return cases.EnterScanLate{}
	case cases.ActRequestRecusal:
		return cases.RequestRecusal{}
	case cases.ActDecideRecusal:
		return cases.DecideRecusal{}
	case cases.ActTellResult:
		return cases.TellResult{}
	case cases.ActRateVisit:
		return cases.RateVisit{}
	case cases.ActComplain:
		return cases.Complain{}
	}
	return cases.ReplaceInspector{}
}

// visit is a record of today; under edition 2025 there is one only of a visit that
// was approved and begun, which a record filled anew is still of.
func (w *caseWalk) visit(c cases.Case) law.Facts {
	today := calendar.DateOf(w.env.Now())
	if c.Under54 && c.Visit == nil && (!c.Approval.Covers(today) || c.Start == nil || calendar.DateOf(c.Start.At) != today) {
		return nil
	}
	f := cases.RecordVisit{Mode: cases.ModeOnSite, Started: w.env.Now(), Ended: w.env.Now(), CertificatesShown: true,
		EntitySignature: cases.EntitySigned, Findings: map[string]law.Finding{}}
	if c.Visit != nil && c.Under54 {
		f.Started = c.Visit.Started
	}
	if !c.Service.Served && !w.model.flags["nobody"] {
		f.NoticeHanded = law.ServedInPerson
	}
	if w.model.flags["nobody"] {
		f.Attempt, f.EntitySignature, f.Findings = law.OutcomeUnreachable, cases.EntityAbsent, nil
		return f
	}
	if w.model.flags["refused"] {
		f.Attempt, f.EntitySignature, f.Findings = law.OutcomeUncooperative, cases.EntityRefused, nil
		return f
	}
	for _, item := range c.Items {
		f.Findings[item] = law.FindingClear
	}
	if !w.model.flags["clear"] {
		f.Findings[c.Items[0]] = law.FindingProblem
	}
	return f
}

func (w *caseWalk) proposal(c cases.Case) law.Facts {
	switch {
	case w.model.flags["correction"]:
		return cases.ProposeResult{Outcome: law.OutcomeCorrection, Items: map[string]cases.ItemResult{c.Items[0]: {Outcome: law.OutcomeCorrection}}}
	case w.model.flags["referral"]:
		return cases.ProposeResult{Outcome: law.OutcomeFollowUp, Items: map[string]cases.ItemResult{c.Items[0]: {Outcome: law.OutcomeFollowUp,
			Branches: []law.ProceedingKind{law.ProceedingReferral}}}}
	case w.model.flags["nobody"]:
		return cases.ProposeResult{Outcome: law.OutcomeUnreachable}
	case w.model.flags["refused"]:
		named := [][]law.ProceedingKind{nil, {law.ProceedingPolice}, {law.ProceedingPenalty, law.ProceedingReferral}}
		if w.model.flags["agency"] {
			named = [][]law.ProceedingKind{nil, {law.ProceedingReferral}}
		}
		return cases.ProposeResult{Outcome: law.OutcomeUncooperative, Branches: named[w.random.IntN(len(named))]}
	}
	return cases.ProposeResult{Outcome: law.OutcomeNoProblem}
}
