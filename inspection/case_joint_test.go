package inspection_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

func joinedScene(t testing.TB) *caseRun { return filed(t).join() }

func TestAJoinedCaseLeavesTheVisitToTheOther(t *testing.T) {
	r := filed(t)
	r.do("lead", inspection.AgreeVisit{On: april(10)})
	r.refused("joint_case_missing", "clerk", inspection.JoinVisit{})
	r.refused("joint_case_missing", "clerk", inspection.JoinVisit{With: caseNo})
	r.join()
	require.True(t, r.c.Joined())
	require.True(t, r.c.JoinedWith(otherCase))
	require.False(t, r.c.Leading())
	require.True(t, r.c.VisitAgreed.IsZero(), "the day is the leading case's to agree")
	r.refused("inspected_jointly", "lead", inspection.AgreeVisit{On: april(10)})
	e := r.refused("inspected_jointly", "lead", r.visitFacts(clear()))
	require.Contains(t, e.Message, otherCase)
	require.Contains(t, e.Message, "分开检查")
	r.refused("joint_visit_agreed", "clerk", inspection.JoinVisit{With: "2024003-001-0001"})
	e = r.refused("inspected_jointly", "head", inspection.CorrectEntry{Seq: r.c.Service.Seq, ServedOn: april(9)}, reasoned)
	require.Contains(t, e.Message, otherCase)

	r.do("clerk", inspection.PartVisit{})
	require.False(t, r.c.Joined())
	require.False(t, r.c.JoinedWith(otherCase))
	r.refused("not_joined", "clerk", inspection.PartVisit{})
	r.visit(clear()).sign()
	require.Equal(t, inspection.StageResult, r.c.Stage)
}

func TestTheJointRecordIsEachCasesOwn(t *testing.T) {
	r := joinedScene(t).at(april(9).At(11, 0))
	other := jointRecord(r)
	other.With = "2024003-001-0001"
	r.refused("no_joint_visit", "system", other)
	r.do("system", jointRecord(r))
	require.Equal(t, inspection.StageResult, r.c.Stage)
	require.Equal(t, inspection.Team{"Z3", "Z1"}, r.c.Team, "those who inspected answer for the result")
	require.Equal(t, []string{"Z2"}, r.c.Left)
	require.Equal(t, problemOn("R1"), r.c.Visit.Findings)
	require.Equal(t, 1, r.c.Visit.Revision)
	require.Equal(t, r.c.Seq, r.c.Visit.Seq, "a correction names the record of this case")
	require.Equal(t, april(9).At(11, 0), r.met(inspection.DeadlineOnSite).Met)
	for _, kind := range []inspection.DeadlineKind{inspection.DeadlineResult, inspection.DeadlinePublication} {
		require.Equal(t, april(9).At(11, 0), r.deadline(kind).From, kind)
	}
	_, counted := inspection.PastVisitOf(r.c)
	require.False(t, counted, "one visit, counted with the leading case")

	r.do("other inspector", inspection.ProposeResult{Outcome: inspection.OutcomeCorrection, Items: map[string]inspection.ItemResult{"R1": {Outcome: inspection.OutcomeCorrection}}})
	r.do("head", inspection.SendBackRecord{})
	require.Equal(t, inspection.StageOnSite, r.c.Stage)
	r.refused("visit_recorded", "clerk", inspection.JoinVisit{With: otherCase})
	r.do("other inspector", r.visitFacts(clear()))
	require.Equal(t, april(9), calendar.DateOf(r.deadline(inspection.DeadlineResult).From), "a record filled anew moves no period that it does not correct")
}

func TestTheLeadingCaseInspectsForBoth(t *testing.T) {
	r := filed(t).lead()
	require.True(t, r.c.Leading())
	require.Equal(t, []string{"R1", "R2", "R9"}, r.c.SheetItems())
	r.refused("joint_visit_agreed", "system", inspection.LeadJointVisit{With: "2024003-001-0001"})
	r.refused("joint_visit_agreed", "clerk", inspection.JoinVisit{With: "2024003-001-0001"})

	all := problemOn("R2")
	all["R9"] = inspection.FindingProblem
	r.visit(clear())
	e := r.refused("items_unanswered", "lead", inspection.SignRecord{Revision: 1})
	require.Contains(t, e.Message, "R9")
	r.visit(all)
	_, done := r.c.JointRecord()
	require.False(t, done, "not before the whole team signed")
	r.sign()
	require.Equal(t, problemOn("R2"), r.c.Visit.Findings, "its own record knows nothing of the other's items")
	record, done := r.c.JointRecord()
	require.True(t, done)
	require.Equal(t, caseNo, record.With)
	require.Equal(t, r.c.Team, record.Team)
	require.Equal(t, map[string]inspection.Finding{"R2": inspection.FindingProblem, "R9": inspection.FindingProblem}, record.Visit.Findings)
	past, counted := inspection.PastVisitOf(r.c)
	require.True(t, counted)
	require.Equal(t, april(8), past.On)
}

func TestPartingTakesTheOthersItemsOffTheSheet(t *testing.T) {
	r := filed(t).lead()
	all := clear()
	all["R9"] = inspection.FindingProblem
	r.visit(all)
	r.do("lead", inspection.SignRecord{Revision: 1})
	r.refused("no_joint_visit", "system", inspection.EndJointVisit{With: "2024003-001-0001"})
	r.do("system", inspection.EndJointVisit{With: otherCase})
	require.Equal(t, clear(), r.c.Visit.Findings)
	require.Empty(t, r.c.Visit.Signed, "what was signed was another sheet")
	require.Equal(t, 2, r.c.Visit.Revision)
	r.sign()
	require.Equal(t, inspection.StageResult, r.c.Stage)
	_, done := r.c.JointRecord()
	require.False(t, done)
}

// TestJointVisitsUnderDocument54: the approval names the items, so that a case that
// is joined later needs another; the scan is one, too.
func TestJointVisitsUnderDocument54(t *testing.T) {
	r := filed2025(t).proposeVisit().approve()
	r.lead()
	require.Nil(t, r.c.Approval)
	r.proposeVisit()
	require.Equal(t, []string{"R1", "R2", "R9"}, r.c.Approval.Items)
	r.approve().scan()
	r.now = r.now.Add(time.Hour)
	all := clear()
	all["R9"] = inspection.FindingClear
	urgent := r.visitFacts(all)
	urgent.Urgent = true
	r.refused("visit_not_urgent", "lead", urgent, reasoned)
	r.visit(all).sign()

	joined := filed2025(t).proposeVisit().approve()
	joined.join()
	require.Nil(t, joined.c.Approval, "the approval of the leading case serves both")
	for _, act := range []inspection.Facts{joined.proposalFacts(), inspection.EnterScanLate{At: joined.now}, joined.visitFacts(clear())} {
		joined.refused("inspected_jointly", "lead", act, reasoned)
	}
	joined.refused("inspected_jointly", "entity", inspection.StartVisit{})
	record, _ := r.c.JointRecord()
	record.With = otherCase
	joined.now = r.now
	joined.do("system", record)
	require.Equal(t, r.c.Approval, joined.c.Approval)
	require.Equal(t, r.c.Start, joined.c.Start)

	started := filed2025(t).proposeVisit().approve().scan()
	started.refused("visit_begun", "clerk", inspection.JoinVisit{With: otherCase})
}

func TestWhoMayLead(t *testing.T) {
	c, law := filed(t).c, lawOf2024(t)
	lead := c
	lead.No, lead.Task = otherCase, "2024002-001"
	for _, tc := range []struct {
		code   string
		change func(c, lead *inspection.Case)
	}{
		{"joint_other_entity", func(_, lead *inspection.Case) { lead.Entity = "91130227MA07ZZZZ34" }},
		{"joint_same_task", func(_, lead *inspection.Case) { lead.Task = c.Task }},
		{"joint_lead_not_under_54", func(c, _ *inspection.Case) { c.Under54 = true }},
	} {
		t.Run(tc.code, func(t *testing.T) {
			joined, leading := c, lead
			tc.change(&joined, &leading)
			_, err := joined.LedBy(leading, law)
			refusedAs(t, tc.code, err)
		})
	}
	c.Left = []string{"Z7"}
	c.Recusals = []inspection.Recusal{{Certificate: "Z8", Upheld: true}, {Certificate: "Z9"}, {Certificate: "Z7", Upheld: true}}
	facts, err := c.LedBy(lead, law)
	require.NoError(t, err)
	require.Equal(t, inspection.LeadJointVisit{With: caseNo, Items: []string{"R1", "R2"}, From: april(8).Start(), Barred: []string{"Z7", "Z8"}}, facts)
}

// TestWhoStoodAsideInTheOtherCase neither leads its visit nor comes later.
func TestWhoStoodAsideInTheOtherCase(t *testing.T) {
	r := filed(t)
	e := r.refused("joint_team_barred", "system", inspection.LeadJointVisit{With: otherCase, Items: []string{"R9"}, Barred: []string{"Z2"}})
	require.Contains(t, e.Message, "Z2")
	r.do("system", inspection.LeadJointVisit{With: otherCase, Items: []string{"R9"}, Barred: []string{"Z7"}})
	require.Equal(t, []string{"Z7"}, r.c.Aside())
	r.refused("replacement_invalid", "head", inspection.ReplaceInspector{Out: "Z2", Team: inspection.Team{"Z1", "Z7"}}, reasoned)
}

// TestTheJointVisitWaitsForBothSelfChecks: the day before the other's self-check
// ends, that day.
func TestTheJointVisitWaitsForBothSelfChecks(t *testing.T) {
	r := filed(t)
	from := april(10).Start()
	r.do("system", inspection.LeadJointVisit{With: otherCase, Items: []string{"R9"}, From: from})
	all := clear()
	all["R9"] = inspection.FindingClear
	f := r.visitFacts(all)
	r.at(april(10).At(9, 0))
	f.Started, f.Ended = from.Add(-time.Minute), r.now
	e := r.refused("visit_invalid", "lead", f)
	require.Contains(t, e.Message, "4月10日")
	f.Started = from
	r.do("lead", f)
}

// TestWhatComesFromTheOtherCaseKnowsNoSuspension: the clocks of a suspended case
// stand still whatever the other case's record says.
func TestWhatComesFromTheOtherCaseKnowsNoSuspension(t *testing.T) {
	r := joinedScene(t).suspend()
	r.do("system", jointRecord(r))
	require.True(t, r.c.Suspended())
	for _, d := range r.c.Deadlines {
		require.True(t, d.Suspended(), d.Kind)
		require.Nil(t, d.Next, d.Kind)
	}
	r.at(april(15).At(9, 0)).resume()
	require.Equal(t, april(8).At(16, 0), r.deadline(inspection.DeadlineResult).From)
	r.do("other inspector", inspection.ProposeResult{Outcome: inspection.OutcomeCorrection, Items: map[string]inspection.ItemResult{"R1": {Outcome: inspection.OutcomeCorrection}}})
}

func TestACancelledCasePartsFirst(t *testing.T) {
	for name, r := range map[string]*caseRun{"joined": joinedScene(t), "leading": filed(t).lead()} {
		r.do("system", inspection.CancelCase{})
		require.Equal(t, inspection.JointVisitParted, r.c.Joint.State, name)
	}
}
