package e2e

import (
	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
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
	o.act(o.lead(no), no, cases.RecordNotServed{On: o.today()}, "登记的住所无人")
	o.record(no, law.OutcomeUnreachable, nil)
	o.conclude(no, law.OutcomeUnreachable, nil)
	o.publish(no)
	o.untilStage(no, cases.StageClosed)
}

func (o *office) lead(no string) string { return o.caseNow(no).Team.Lead() }

// foundProblem takes a case to a confirmed problem on its first item.
func (o *office) foundProblem(no string, outcome law.Outcome, branches ...law.ProceedingKind) string {
	o.t.Helper()
	item := o.caseNow(no).Items[0]
	o.inspect(no, "", map[string]law.Finding{item: law.FindingProblem})
	o.conclude(no, outcome, map[string]cases.ItemResult{item: {Outcome: outcome, Branches: branches}})
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
	item := o.foundProblem(no, law.OutcomeCorrection)
	o.act(o.lead(no), no, cases.OrderCorrection{Service: law.PaperService{Method: law.ServedInPerson, On: o.today()}})
	o.publish(no) // as found
	o.byLink(no, cases.ReportCorrection{On: o.today()}, "")
	o.act(o.lead(no), no, cases.Reinspect{On: o.today(), Corrected: map[string]bool{item: true}})
	o.publish(no)
	o.untilStage(no, cases.StageClosed)
}

func correctionLapsed(o *office, no string) {
	item := o.foundProblem(no, law.OutcomeCorrection)
	o.act(o.lead(no), no, cases.OrderCorrection{Service: law.PaperService{Method: law.ServedInPerson, On: o.today()}})
	o.near(no, law.DeadlineCorrection, true)
	_, running := o.caseNow(no).Deadlines.Find(law.DeadlineReinspection)
	require.True(o.t, running)
	o.act(o.lead(no), no, cases.Reinspect{On: o.today(), Corrected: map[string]bool{item: false}})
	require.Equal(o.t, cases.StagePublication, o.caseNow(no).Stage)
}

func followUp(o *office, no string) {
	o.foundProblem(no, law.OutcomeFollowUp, law.ProceedingReferral)
	o.publish(no)
	require.Equal(o.t, cases.StageFollowUp, o.caseNow(no).Stage)
}

func sentBack(o *office, no string) {
	o.inspect(no, "", nil)
	o.act(o.lead(no), no, cases.ProposeResult{Outcome: law.OutcomeNoProblem})
	o.act("head", no, cases.SendBackRecord{}, "事项R1的事实不清")
	c := o.caseNow(no)
	for _, member := range c.Team {
		o.act(member, no, cases.SignRecord{Revision: c.Visit.Revision})
	}
	o.conclude(no, law.OutcomeNoProblem, nil)
	o.publish(no)
	o.untilStage(no, cases.StageClosed)
}

func publicationReturned(o *office, no string) {
	o.inspect(no, "", nil)
	o.conclude(no, law.OutcomeNoProblem, nil)
	o.act("clerk", no, cases.PreparePublication{})
	o.act("director", no, cases.ReturnPublication{}, "名称有误")
	o.publish(no)
	o.untilStage(no, cases.StageClosed)
}

func suspended(o *office, no string) {
	o.act("director", no, law.Suspend{On: o.today()}, "不可抗力")
	_, waits := o.caseNow(no).Deadlines.NextMoment()
	require.False(o.t, waits)
	o.act("director", no, law.Resume{On: o.today()}, "原因消除")
	o.closes(no)
}

func extended(o *office, no string) {
	o.act("head", no, law.ExtendDeadline{Deadline: law.DeadlineNotify, By: calendar.PeriodOf(5, calendar.WorkingDays)}, "地址需要核实")
	o.closes(no)
}

func inspectorReplaced(o *office, no string) {
	out := o.caseNow(no).Team[1]
	o.act("head", no, cases.ReplaceInspector{Out: out}, "因病")
	require.NotContains(o.t, o.caseNow(no).Team, out)
	o.closes(no)
}

func entryCorrected(o *office, no string) {
	o.act(o.lead(no), no, cases.ServeNotice{Method: law.ServedByMail, On: o.today()})
	o.act(o.lead(no), no, cases.AgreeVisit{On: o.today().AddDays(7)})
	o.act("head", no, cases.CorrectEntry{Seq: o.caseNow(no).Service.Seq, ServedOn: o.today()}, "送达方式误填")
}

func remindedThenOverdue(o *office, no string) {
	o.near(no, law.DeadlineNotify, false)
	require.False(o.t, o.caseNow(no).Deadlines.Overdue())
	o.near(no, law.DeadlineNotify, true)
	require.True(o.t, o.caseNow(no).Deadlines.Overdue())
	o.near(no, law.DeadlineNotify, false)
	o.closes(no)
}

func selfCheckLapsed(o *office, no string) {
	o.act(o.lead(no), no, cases.ServeNotice{Method: law.ServedInPerson, On: o.today()})
	o.near(no, law.DeadlineSelfCheck, true)
	c := o.caseNow(no)
	require.Equal(o.t, cases.StageOnSite, c.Stage)
	require.False(o.t, c.SelfCheck.Filed)
}
