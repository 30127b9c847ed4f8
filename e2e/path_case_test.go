package e2e

import (
	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// casePaths are the ways of a case under the machine's clock; each plays one case
// of the pool.
func casePaths(pool *[]string) []path {
	var out []path
	add := func(name string, play func(o *office, no string)) { out = append(out, fromPool(pool, name, play)) }
	add("case_no_problem", (*office).closes)
	add("case_not_served", notServed)
	add("case_corrected", corrected)
	add("case_correction_lapsed", correctionLapsed)
	add("case_follow_up", followUp)
	add("case_sent_back", sentBack)
	add("case_publication_returned", publicationReturned)
	add("case_suspended", suspended)
	add("case_extended", extended)
	add("case_inspector_replaced", inspectorReplaced)
	add("case_entry_corrected", entryCorrected)
	add("case_reminded_then_overdue", remindedThenOverdue)
	add("case_self_check_lapsed", selfCheckLapsed)
	return out
}

// fromPool is a path that plays the next case of the pool.
func fromPool(pool *[]string, name string, play func(o *office, no string)) path {
	return path{name, func(o *office) string {
		no := (*pool)[0]
		*pool = (*pool)[1:]
		play(o, no)
		return no
	}}
}

func notServed(o *office, no string) {
	o.act(o.lead(no), no, inspection.RecordNotServed{On: o.today()}, "登记的住所无人")
	o.record(no, inspection.OutcomeUnreachable, nil)
	o.conclude(no, inspection.OutcomeUnreachable, nil)
	o.publish(no)
	o.untilStage(no, inspection.StageClosed)
}

func (o *office) lead(no string) string { return o.caseNow(no).Team.Lead() }

// foundProblem takes a case to a confirmed problem on its first item.
func (o *office) foundProblem(no string, outcome inspection.Outcome, branches ...inspection.ProceedingKind) string {
	o.t.Helper()
	item := o.caseNow(no).Items[0]
	o.inspect(no, "", map[string]inspection.Finding{item: inspection.FindingProblem})
	o.conclude(no, outcome, map[string]inspection.ItemResult{item: {Outcome: outcome, Branches: branches}})
	if len(branches) > 0 {
		o.untilBranched(no)
	}
	return item
}

// untilBranched waits until the case's workflow has opened its proceedings and
// rests, so that what follows by itself does not count with the next act.
func (o *office) untilBranched(no string) {
	o.t.Helper()
	o.until(func() bool {
		runs := o.histories(no)
		opening := map[int64]bool{}
		opened := false
		var last enums.EventType
		for _, e := range runs[len(runs)-1].Events {
			last = e.GetEventType()
			if a := e.GetActivityTaskScheduledEventAttributes(); a != nil && a.GetActivityType().GetName() == "OpenProceedings" {
				opening[e.GetEventId()] = true
			}
			if a := e.GetActivityTaskCompletedEventAttributes(); a != nil && opening[a.GetScheduledEventId()] {
				opened = true
			}
		}
		return opened && last != enums.EVENT_TYPE_ACTIVITY_TASK_COMPLETED && last != enums.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED && last != enums.EVENT_TYPE_WORKFLOW_TASK_STARTED
	})
}

func corrected(o *office, no string) {
	item := o.foundProblem(no, inspection.OutcomeCorrection)
	o.act(o.lead(no), no, inspection.OrderCorrection{On: o.today()})
	o.publish(no) // as found
	o.byLink(no, inspection.ReportCorrection{On: o.today()}, "")
	o.act(o.lead(no), no, inspection.Reinspect{On: o.today(), Corrected: map[string]bool{item: true}})
	o.publish(no)
	o.untilStage(no, inspection.StageClosed)
}

func correctionLapsed(o *office, no string) {
	item := o.foundProblem(no, inspection.OutcomeCorrection)
	o.act(o.lead(no), no, inspection.OrderCorrection{On: o.today()})
	o.near(no, inspection.DeadlineCorrection, true)
	_, running := o.caseNow(no).Deadlines.Find(inspection.DeadlineReinspection)
	require.True(o.t, running)
	o.act(o.lead(no), no, inspection.Reinspect{On: o.today(), Corrected: map[string]bool{item: false}})
	require.Equal(o.t, inspection.StagePublication, o.caseNow(no).Stage)
}

func followUp(o *office, no string) {
	o.foundProblem(no, inspection.OutcomeFollowUp, inspection.ProceedingReferral)
	o.publish(no)
	require.Equal(o.t, inspection.StageFollowUp, o.caseNow(no).Stage)
}

func sentBack(o *office, no string) {
	o.inspect(no, "", nil)
	o.act(o.lead(no), no, inspection.ProposeResult{Outcome: inspection.OutcomeNoProblem})
	o.act("head", no, inspection.SendBackRecord{}, "事项R1的事实不清")
	c := o.caseNow(no)
	for _, member := range c.Team {
		o.act(member, no, inspection.SignRecord{Revision: c.Visit.Revision})
	}
	o.conclude(no, inspection.OutcomeNoProblem, nil)
	o.publish(no)
	o.untilStage(no, inspection.StageClosed)
}

func publicationReturned(o *office, no string) {
	o.inspect(no, "", nil)
	o.conclude(no, inspection.OutcomeNoProblem, nil)
	o.act("clerk", no, inspection.PreparePublication{})
	o.act("director", no, inspection.ReturnPublication{}, "名称有误")
	o.publish(no)
	o.untilStage(no, inspection.StageClosed)
}

func suspended(o *office, no string) {
	o.act("director", no, inspection.Suspend{On: o.today()}, "不可抗力")
	_, waits := o.caseNow(no).Deadlines.NextMoment()
	require.False(o.t, waits)
	o.act("director", no, inspection.Resume{On: o.today()}, "原因消除")
	o.closes(no)
}

func extended(o *office, no string) {
	o.act("head", no, inspection.ExtendDeadline{Deadline: inspection.DeadlineNotify, By: calendar.PeriodOf(5, calendar.WorkingDays)}, "地址需要核实")
	o.closes(no)
}

func inspectorReplaced(o *office, no string) {
	out := o.caseNow(no).Team[1]
	o.act("head", no, inspection.ReplaceInspector{Out: out}, "因病")
	require.NotContains(o.t, o.caseNow(no).Team, out)
	o.closes(no)
}

func entryCorrected(o *office, no string) {
	o.act(o.lead(no), no, inspection.ServeNotice{Method: inspection.ServedByMail, On: o.today()})
	o.act(o.lead(no), no, inspection.AgreeVisit{On: o.today().AddDays(7)})
	o.act("head", no, inspection.CorrectEntry{Seq: o.caseNow(no).Service.Seq, ServedOn: o.today()}, "送达方式误填")
}

func remindedThenOverdue(o *office, no string) {
	o.near(no, inspection.DeadlineNotify, false)
	require.False(o.t, o.caseNow(no).Deadlines.Overdue())
	o.near(no, inspection.DeadlineNotify, true)
	require.True(o.t, o.caseNow(no).Deadlines.Overdue())
	o.near(no, inspection.DeadlineNotify, false)
	o.closes(no)
}

func selfCheckLapsed(o *office, no string) {
	o.act(o.lead(no), no, inspection.ServeNotice{Method: inspection.ServedInPerson, On: o.today()})
	o.near(no, inspection.DeadlineSelfCheck, true)
	c := o.caseNow(no)
	require.Equal(o.t, inspection.StageOnSite, c.Stage)
	require.False(o.t, c.SelfCheck.Filed)
}
