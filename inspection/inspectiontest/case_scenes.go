package inspectiontest

import (
	"slices"
	"testing"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

var CaseStages = []cases.Stage{cases.StageNotify, cases.StageSelfCheck, cases.StageOnSite, cases.StageResult, cases.StageHandling,
	cases.StagePublication, cases.StageFollowUp, cases.StageArchiving, cases.StageClosed, cases.StageCancelled}

var OpenStages = CaseStages[:8]

// CaseCell is what the procedure says of one act: where, by whom, and how a case comes
// to stand so that it is due. Written down here a second time, apart from the
// table in the code.
type CaseCell struct {
	Who       []string
	At        map[cases.Stage]func(testing.TB) *CaseRun
	Facts     func(*CaseRun) law.Facts
	Suspended bool // also while the case stands still
}

type (
	CaseScenes = map[cases.Stage]func(testing.TB) *CaseRun
	runFn      = func(testing.TB) *CaseRun
)

// Anywhere stands a case at each of the stages.
func Anywhere(stages ...cases.Stage) CaseScenes {
	all := CaseScenes{
		cases.StageNotify:      func(t testing.TB) *CaseRun { return OpenCase(t, April(8)).Issue() },
		cases.StageSelfCheck:   Served,
		cases.StageOnSite:      Filed,
		cases.StageResult:      Proposed,
		cases.StageHandling:    func(t testing.TB) *CaseRun { return Handling(t).Order() },
		cases.StagePublication: Confirmed,
		cases.StageFollowUp:    FollowUp,
		cases.StageArchiving:   archiving,
		cases.StageClosed:      Closed,
		cases.StageCancelled:   cancelled,
	}
	out := CaseScenes{}
	for _, s := range stages {
		out[s] = all[s]
	}
	return out
}

func CaseAt(stage cases.Stage, scene runFn) CaseScenes { return CaseScenes{stage: scene} }

func constant(f law.Facts) func(*CaseRun) law.Facts {
	return func(*CaseRun) law.Facts { return f }
}

var Suspendable = []cases.Stage{cases.StageNotify, cases.StageSelfCheck, cases.StageOnSite, cases.StageResult, cases.StageHandling,
	cases.StagePublication, cases.StageFollowUp}

func CaseCells() map[law.ActKind]CaseCell {
	then := func(scene runFn, more func(*CaseRun) *CaseRun) runFn {
		return func(t testing.TB) *CaseRun { return more(scene(t)) }
	}
	opened := func(t testing.TB) *CaseRun { return OpenCase(t, April(8)) }
	suspended := CaseScenes{}
	for stage, scene := range Anywhere(Suspendable...) {
		suspended[stage] = then(scene, (*CaseRun).Suspend)
	}
	led := CaseScenes{}
	for stage, scene := range Anywhere(OpenStages[:3]...) {
		led[stage] = then(scene, (*CaseRun).Lead)
	}
	moment := func(r *CaseRun) law.Facts {
		m, _ := r.Case.Deadlines.NextMoment()
		if r.Now.Before(m.At) {
			r.Now = m.At
		}
		return law.Lapse{Moment: m}
	}
	return map[law.ActKind]CaseCell{
		cases.ActIssueNotice: {Who: []string{"system"}, At: CaseAt(cases.StageNotify, opened), Facts: constant(cases.IssueNotice{}), Suspended: true},
		cases.ActServeNotice: {Who: []string{"lead", "member"}, At: CaseAt(cases.StageNotify, then(opened, (*CaseRun).Issue)),
			Facts: func(r *CaseRun) law.Facts {
				return cases.ServeNotice{Method: law.ServedByMail, On: r.Today()}
			}},
		cases.ActRecordNotServed: {Who: []string{"lead", "member"}, At: CaseAt(cases.StageNotify, then(opened, (*CaseRun).Issue)),
			Facts: func(r *CaseRun) law.Facts { return cases.RecordNotServed{On: r.Today()} }},
		cases.ActFileSelfCheck: {Who: []string{"entity", "clerk"}, At: CaseScenes{cases.StageSelfCheck: Served, cases.StageOnSite: Filed},
			Facts: func(r *CaseRun) law.Facts {
				return cases.FileSelfCheck{On: r.Today(), Answers: Answers()}
			}},
		cases.ActAgreeVisit: {Who: []string{"lead", "member"}, At: CaseScenes{cases.StageSelfCheck: Served, cases.StageOnSite: Filed},
			Facts: func(r *CaseRun) law.Facts { return cases.AgreeVisit{On: r.Today()} }},
		cases.ActOrderCooperation: {Who: []string{"lead", "member"}, At: CaseScenes{cases.StageOnSite: Filed, cases.StageResult: Refused},
			Facts: func(r *CaseRun) law.Facts {
				return cases.OrderCooperation{Service: law.PaperService{Method: law.ServedInPerson, On: r.Today()}}
			}},
		cases.ActRecordVisit: {Who: []string{"lead", "member"}, At: CaseAt(cases.StageOnSite, Filed),
			Facts: func(r *CaseRun) law.Facts { return r.VisitFacts(Clear()) }},
		cases.ActSignRecord: {Who: []string{"lead", "member"}, At: CaseAt(cases.StageOnSite, Visited),
			Facts: constant(cases.SignRecord{Revision: 1})},
		cases.ActProposeResult: {Who: []string{"lead"}, At: CaseAt(cases.StageResult, Signed),
			Facts: constant(cases.ProposeResult{Outcome: law.OutcomeNoProblem})},
		cases.ActConfirmResult:   {Who: []string{"head"}, At: CaseAt(cases.StageResult, Proposed), Facts: constant(cases.ConfirmResult{})},
		cases.ActSendBackRecord:  {Who: []string{"head"}, At: CaseAt(cases.StageResult, Signed), Facts: constant(cases.SendBackRecord{})},
		cases.ActOrderCorrection: {Who: []string{"lead"}, At: CaseAt(cases.StageHandling, Handling), Facts: func(r *CaseRun) law.Facts { return cases.OrderCorrection{Service: InPerson(r.Today())} }},
		cases.ActReportCorrection: {Who: []string{"entity", "clerk", "lead", "member"}, At: CaseAt(cases.StageHandling, then(Handling, (*CaseRun).Order)),
			Facts: func(r *CaseRun) law.Facts { return cases.ReportCorrection{On: r.Today()} }},
		cases.ActReinspect: {Who: []string{"lead"}, At: CaseAt(cases.StageHandling, func(t testing.TB) *CaseRun { return Handling(t).Order().Report() }),
			Facts: func(r *CaseRun) law.Facts {
				return cases.Reinspect{On: r.Today(), Corrected: map[string]bool{"R1": true}}
			}},
		cases.ActPreparePublication: {Who: []string{"clerk"}, At: CaseScenes{cases.StageHandling: Handling, cases.StagePublication: Confirmed},
			Facts: constant(cases.PreparePublication{})},
		cases.ActReturnPublication: {Who: []string{"director"}, Facts: constant(cases.ReturnPublication{}),
			At: CaseScenes{cases.StageHandling: then(Handling, (*CaseRun).Prepare), cases.StagePublication: then(Confirmed, (*CaseRun).Prepare)}},
		cases.ActApprovePublication: {Who: []string{"director"}, Facts: constant(cases.ApprovePublication{}),
			At: CaseScenes{cases.StageHandling: then(Handling, (*CaseRun).Prepare), cases.StagePublication: then(Confirmed, (*CaseRun).Prepare)}},
		cases.ActArchive: {Who: []string{"system"}, At: CaseAt(cases.StageArchiving, archiving), Facts: constant(cases.Archive{})},
		law.ActExtendDeadline: {Who: []string{"head"}, At: Anywhere(OpenStages...),
			Facts: func(r *CaseRun) law.Facts {
				kind, unit := map[cases.Stage]law.DeadlineKind{cases.StageNotify: law.DeadlineNotify, cases.StageSelfCheck: law.DeadlineSelfCheck,
					cases.StageOnSite: law.DeadlineOnSite, cases.StageResult: law.DeadlineResult, cases.StageHandling: law.DeadlineCorrection}[r.Case.Stage], Working(1)
				if kind == law.DeadlineCorrection {
					unit.Unit = "days"
				}
				return law.ExtendDeadline{Deadline: kind, By: unit}
			}},
		law.ActSuspend: {Who: []string{"director"}, At: Anywhere(Suspendable...), Facts: func(r *CaseRun) law.Facts { return law.Suspend{On: r.Today()} }},
		law.ActResume:  {Who: []string{"director"}, At: suspended, Facts: func(r *CaseRun) law.Facts { return law.Resume{On: r.Today()} }, Suspended: true},
		cases.ActCorrectEntry: {Who: []string{"head"}, At: Anywhere(OpenStages...), Facts: constant(cases.CorrectEntry{Seq: 1}),
			Suspended: true},
		cases.ActReplaceInspector: {Who: []string{"head"}, At: Anywhere(OpenStages[:7]...), Suspended: true,
			Facts: constant(cases.ReplaceInspector{Out: "Z2", Team: law.Team{"Z1", "Z9"}})},
		cases.ActJoinVisit: {Who: []string{"clerk"}, At: CaseAt(cases.StageOnSite, Filed), Facts: constant(cases.JoinVisit{With: OtherCase})},
		cases.ActPartVisit: {Who: []string{"clerk"}, At: CaseAt(cases.StageOnSite, then(Filed, (*CaseRun).Join)), Facts: constant(cases.PartVisit{}), Suspended: true},
		cases.ActLeadJointVisit: {Who: []string{"system"}, At: Anywhere(OpenStages[:3]...),
			Facts: constant(cases.LeadJointVisit{With: OtherCase, Items: []string{"R9"}})},
		cases.ActEndJointVisit: {Who: []string{"system"}, At: led, Facts: constant(cases.EndJointVisit{With: OtherCase}), Suspended: true},
		cases.ActTakeJointRecord: {Who: []string{"system"}, At: CaseAt(cases.StageOnSite, then(Filed, (*CaseRun).Join)), Suspended: true,
			Facts: func(r *CaseRun) law.Facts { return JointRecord(r) }},
		cases.ActMarkReplaced: {Who: []string{"system"}, At: Anywhere(append(slices.Clone(OpenStages), cases.StageClosed)...), Facts: constant(cases.MarkReplaced{}), Suspended: true},
		cases.ActCancelCase:   {Who: []string{"system"}, At: Anywhere(OpenStages[:6]...), Facts: constant(cases.CancelCase{}), Suspended: true},
		cases.ActSettleBranch: {Who: []string{"system"}, Suspended: true, Facts: func(r *CaseRun) law.Facts {
			return cases.SettleBranch{No: "2024001-001-0001-R1", Ended: r.Case.Stage == cases.StageArchiving, On: r.Today()}
		}, At: CaseScenes{
			cases.StageHandling:    BranchedHandling,
			cases.StagePublication: func(t testing.TB) *CaseRun { return BranchedHandling(t).Order().Report().Reinspect(true) },
			cases.StageFollowUp:    FollowUp,
			cases.StageArchiving: func(t testing.TB) *CaseRun {
				return BranchedHandling(t).Order().Report().Reinspect(true).Publish().Settle(law.ProceedingReferral, false)
			},
		}},
		law.ActLapse:   {Who: []string{"system"}, At: Anywhere(OpenStages...), Facts: moment},
		law.ActRecount: {Who: []string{"system"}, At: Anywhere(OpenStages...), Facts: constant(law.Recount{}), Suspended: true},
	}
}
