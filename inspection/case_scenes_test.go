package inspection_test

import (
	"slices"
	"testing"

	"shuangsuiji/inspection"
)

var caseStages = []inspection.Stage{inspection.StageNotify, inspection.StageSelfCheck, inspection.StageOnSite, inspection.StageResult, inspection.StageHandling,
	inspection.StagePublication, inspection.StageFollowUp, inspection.StageArchiving, inspection.StageClosed, inspection.StageCancelled}

var openStages = caseStages[:8]

// cell is what the procedure says of one act: where, by whom, and how a case comes
// to stand so that it is due. Written down here a second time, apart from the
// table in the code.
type cell struct {
	who       []string
	at        map[inspection.Stage]func(testing.TB) *caseRun
	facts     func(*caseRun) inspection.Facts
	suspended bool // also while the case stands still
}

type (
	scenes = map[inspection.Stage]func(testing.TB) *caseRun
	runFn  = func(testing.TB) *caseRun
)

// anywhere stands a case at each of the stages.
func anywhere(stages ...inspection.Stage) scenes {
	all := scenes{
		inspection.StageNotify:      func(t testing.TB) *caseRun { return openCase(t, april(8)).issue() },
		inspection.StageSelfCheck:   served,
		inspection.StageOnSite:      filed,
		inspection.StageResult:      proposed,
		inspection.StageHandling:    func(t testing.TB) *caseRun { return handling(t).order() },
		inspection.StagePublication: confirmed,
		inspection.StageFollowUp:    followUp,
		inspection.StageArchiving:   archiving,
		inspection.StageClosed:      closed,
		inspection.StageCancelled:   cancelled,
	}
	out := scenes{}
	for _, s := range stages {
		out[s] = all[s]
	}
	return out
}

func at(stage inspection.Stage, scene runFn) scenes { return scenes{stage: scene} }

func constant(f inspection.Facts) func(*caseRun) inspection.Facts {
	return func(*caseRun) inspection.Facts { return f }
}

var suspendable = []inspection.Stage{inspection.StageNotify, inspection.StageSelfCheck, inspection.StageOnSite, inspection.StageResult, inspection.StageHandling,
	inspection.StagePublication, inspection.StageFollowUp}

func cells() map[inspection.ActKind]cell {
	then := func(scene runFn, more func(*caseRun) *caseRun) runFn {
		return func(t testing.TB) *caseRun { return more(scene(t)) }
	}
	opened := func(t testing.TB) *caseRun { return openCase(t, april(8)) }
	suspended := scenes{}
	for stage, scene := range anywhere(suspendable...) {
		suspended[stage] = then(scene, (*caseRun).suspend)
	}
	led := scenes{}
	for stage, scene := range anywhere(openStages[:3]...) {
		led[stage] = then(scene, (*caseRun).lead)
	}
	moment := func(r *caseRun) inspection.Facts {
		m, _ := r.c.Deadlines.NextMoment()
		if r.now.Before(m.At) {
			r.now = m.At
		}
		return inspection.Lapse{Moment: m}
	}
	return map[inspection.ActKind]cell{
		inspection.ActIssueNotice: {who: []string{"system"}, at: at(inspection.StageNotify, opened), facts: constant(inspection.IssueNotice{}), suspended: true},
		inspection.ActServeNotice: {who: []string{"lead", "member"}, at: at(inspection.StageNotify, then(opened, (*caseRun).issue)),
			facts: func(r *caseRun) inspection.Facts {
				return inspection.ServeNotice{Method: inspection.ServedByMail, On: r.today()}
			}},
		inspection.ActRecordNotServed: {who: []string{"lead", "member"}, at: at(inspection.StageNotify, then(opened, (*caseRun).issue)),
			facts: func(r *caseRun) inspection.Facts { return inspection.RecordNotServed{On: r.today()} }},
		inspection.ActFileSelfCheck: {who: []string{"entity", "clerk"}, at: scenes{inspection.StageSelfCheck: served, inspection.StageOnSite: filed},
			facts: func(r *caseRun) inspection.Facts {
				return inspection.FileSelfCheck{On: r.today(), Answers: answers()}
			}},
		inspection.ActAgreeVisit: {who: []string{"lead", "member"}, at: scenes{inspection.StageSelfCheck: served, inspection.StageOnSite: filed},
			facts: func(r *caseRun) inspection.Facts { return inspection.AgreeVisit{On: r.today()} }},
		inspection.ActRecordVisit: {who: []string{"lead", "member"}, at: at(inspection.StageOnSite, filed),
			facts: func(r *caseRun) inspection.Facts { return r.visitFacts(clear()) }},
		inspection.ActSignRecord: {who: []string{"lead", "member"}, at: at(inspection.StageOnSite, visited),
			facts: constant(inspection.SignRecord{Revision: 1})},
		inspection.ActProposeResult: {who: []string{"lead"}, at: at(inspection.StageResult, signed),
			facts: constant(inspection.ProposeResult{Outcome: inspection.OutcomeNoProblem})},
		inspection.ActConfirmResult:   {who: []string{"head"}, at: at(inspection.StageResult, proposed), facts: constant(inspection.ConfirmResult{})},
		inspection.ActSendBackRecord:  {who: []string{"head"}, at: at(inspection.StageResult, signed), facts: constant(inspection.SendBackRecord{})},
		inspection.ActOrderCorrection: {who: []string{"lead"}, at: at(inspection.StageHandling, handling), facts: func(r *caseRun) inspection.Facts { return inspection.OrderCorrection{On: r.today()} }},
		inspection.ActReportCorrection: {who: []string{"entity", "clerk", "lead", "member"}, at: at(inspection.StageHandling, then(handling, (*caseRun).order)),
			facts: func(r *caseRun) inspection.Facts { return inspection.ReportCorrection{On: r.today()} }},
		inspection.ActReinspect: {who: []string{"lead"}, at: at(inspection.StageHandling, func(t testing.TB) *caseRun { return handling(t).order().report() }),
			facts: func(r *caseRun) inspection.Facts {
				return inspection.Reinspect{On: r.today(), Corrected: map[string]bool{"R1": true}}
			}},
		inspection.ActPreparePublication: {who: []string{"clerk"}, at: scenes{inspection.StageHandling: handling, inspection.StagePublication: confirmed},
			facts: constant(inspection.PreparePublication{})},
		inspection.ActReturnPublication: {who: []string{"director"}, facts: constant(inspection.ReturnPublication{}),
			at: scenes{inspection.StageHandling: then(handling, (*caseRun).prepare), inspection.StagePublication: then(confirmed, (*caseRun).prepare)}},
		inspection.ActApprovePublication: {who: []string{"director"}, facts: constant(inspection.ApprovePublication{}),
			at: scenes{inspection.StageHandling: then(handling, (*caseRun).prepare), inspection.StagePublication: then(confirmed, (*caseRun).prepare)}},
		inspection.ActArchive: {who: []string{"system"}, at: at(inspection.StageArchiving, archiving), facts: constant(inspection.Archive{})},
		inspection.ActExtendDeadline: {who: []string{"head"}, at: anywhere(openStages...),
			facts: func(r *caseRun) inspection.Facts {
				kind, unit := map[inspection.Stage]inspection.DeadlineKind{inspection.StageNotify: inspection.DeadlineNotify, inspection.StageSelfCheck: inspection.DeadlineSelfCheck,
					inspection.StageOnSite: inspection.DeadlineOnSite, inspection.StageResult: inspection.DeadlineResult, inspection.StageHandling: inspection.DeadlineCorrection}[r.c.Stage], working(1)
				if kind == inspection.DeadlineCorrection {
					unit.Unit = "days"
				}
				return inspection.ExtendDeadline{Deadline: kind, By: unit}
			}},
		inspection.ActSuspend: {who: []string{"director"}, at: anywhere(suspendable...), facts: func(r *caseRun) inspection.Facts { return inspection.Suspend{On: r.today()} }},
		inspection.ActResume:  {who: []string{"director"}, at: suspended, facts: func(r *caseRun) inspection.Facts { return inspection.Resume{On: r.today()} }, suspended: true},
		inspection.ActCorrectEntry: {who: []string{"head"}, at: anywhere(openStages...), facts: constant(inspection.CorrectEntry{Seq: 1}),
			suspended: true},
		inspection.ActReplaceInspector: {who: []string{"head"}, at: anywhere(openStages[:3]...), suspended: true,
			facts: constant(inspection.ReplaceInspector{Out: "Z2", Team: inspection.Team{"Z1", "Z9"}})},
		inspection.ActJoinVisit: {who: []string{"clerk"}, at: at(inspection.StageOnSite, filed), facts: constant(inspection.JoinVisit{With: otherCase})},
		inspection.ActPartVisit: {who: []string{"clerk"}, at: at(inspection.StageOnSite, then(filed, (*caseRun).join)), facts: constant(inspection.PartVisit{}), suspended: true},
		inspection.ActLeadJointVisit: {who: []string{"system"}, at: anywhere(openStages[:3]...),
			facts: constant(inspection.LeadJointVisit{With: otherCase, Items: []string{"R9"}})},
		inspection.ActEndJointVisit: {who: []string{"system"}, at: led, facts: constant(inspection.EndJointVisit{With: otherCase}), suspended: true},
		inspection.ActTakeJointRecord: {who: []string{"system"}, at: at(inspection.StageOnSite, then(filed, (*caseRun).join)), suspended: true,
			facts: func(r *caseRun) inspection.Facts { return jointRecord(r) }},
		inspection.ActMarkReplaced: {who: []string{"system"}, at: anywhere(append(slices.Clone(openStages), inspection.StageClosed)...), facts: constant(inspection.MarkReplaced{}), suspended: true},
		inspection.ActCancelCase:   {who: []string{"system"}, at: anywhere(openStages[:6]...), facts: constant(inspection.CancelCase{}), suspended: true},
		inspection.ActSettleBranch: {who: []string{"system"}, suspended: true, facts: func(r *caseRun) inspection.Facts {
			return inspection.SettleBranch{No: "2024001-001-0001-R1", Ended: r.c.Stage == inspection.StageArchiving, On: r.today()}
		}, at: scenes{
			inspection.StageHandling:    branchedHandling,
			inspection.StagePublication: func(t testing.TB) *caseRun { return branchedHandling(t).order().report().reinspect(true) },
			inspection.StageFollowUp:    followUp,
			inspection.StageArchiving: func(t testing.TB) *caseRun {
				return branchedHandling(t).order().report().reinspect(true).publish().settle(inspection.ProceedingReferral, false)
			},
		}},
		inspection.ActLapse:   {who: []string{"system"}, at: anywhere(openStages...), facts: moment},
		inspection.ActRecount: {who: []string{"system"}, at: anywhere(openStages...), facts: constant(inspection.Recount{}), suspended: true},
	}
}
