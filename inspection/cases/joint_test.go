package cases_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
)

func joinedScene(t testing.TB) *inspectiontest.CaseRun { return inspectiontest.Filed(t).Join() }

func TestAJoinedCaseLeavesTheVisitToTheOther(t *testing.T) {
	r := inspectiontest.Filed(t)
	r.Do("lead", cases.AgreeVisit{On: inspectiontest.April(10)})
	r.Refused("joint_case_missing", "clerk", cases.JoinVisit{})
	r.Refused("joint_case_missing", "clerk", cases.JoinVisit{With: inspectiontest.CaseNo})
	r.Join()
	require.True(t, r.Case.Joined())
	require.True(t, r.Case.JoinedWith(inspectiontest.OtherCase))
	require.False(t, r.Case.Leading())
	require.True(t, r.Case.VisitAgreed.IsZero(), "the day is the leading case's to agree")
	r.Refused("inspected_jointly", "lead", cases.AgreeVisit{On: inspectiontest.April(10)})
	e := r.Refused("inspected_jointly", "lead", r.VisitFacts(inspectiontest.Clear()))
	require.Contains(t, e.Message, inspectiontest.OtherCase)
	require.Contains(t, e.Message, "分开检查")
	r.Refused("joint_visit_agreed", "clerk", cases.JoinVisit{With: "2024003-001-0001"})
	e = r.Refused("inspected_jointly", "head", cases.CorrectEntry{Seq: r.Case.Service.Seq, ServedOn: inspectiontest.April(9)}, inspectiontest.Reasoned)
	require.Contains(t, e.Message, inspectiontest.OtherCase)

	r.Do("clerk", cases.PartVisit{})
	require.False(t, r.Case.Joined())
	require.False(t, r.Case.JoinedWith(inspectiontest.OtherCase))
	r.Refused("not_joined", "clerk", cases.PartVisit{})
	r.Visit(inspectiontest.Clear()).Sign()
	require.Equal(t, cases.StageResult, r.Case.Stage)
}

func TestTheJointRecordIsEachCasesOwn(t *testing.T) {
	r := joinedScene(t).At(inspectiontest.April(9).At(11, 0))
	other := inspectiontest.JointRecord(r)
	other.With = "2024003-001-0001"
	r.Refused("no_joint_visit", "system", other)
	r.Do("system", inspectiontest.JointRecord(r))
	require.Equal(t, cases.StageResult, r.Case.Stage)
	require.Equal(t, law.Team{"Z3", "Z1"}, r.Case.Team, "those who inspected answer for the result")
	require.Equal(t, []string{"Z2"}, r.Case.Left)
	require.Equal(t, inspectiontest.ProblemOn("R1"), r.Case.Visit.Findings)
	require.Equal(t, 1, r.Case.Visit.Revision)
	require.Equal(t, r.Case.Seq, r.Case.Visit.Seq, "a correction names the record of this case")
	require.Equal(t, inspectiontest.April(9).At(11, 0), r.Met(law.DeadlineOnSite).Met)
	for _, kind := range []law.DeadlineKind{law.DeadlineResult, law.DeadlinePublication} {
		require.Equal(t, inspectiontest.April(9).At(11, 0), r.Deadline(kind).From, kind)
	}
	_, counted := cases.PastVisitOf(r.Case)
	require.False(t, counted, "one visit, counted with the leading case")

	r.Do("other inspector", cases.ProposeResult{Outcome: law.OutcomeCorrection, Items: map[string]cases.ItemResult{"R1": {Outcome: law.OutcomeCorrection}}})
	r.Do("head", cases.SendBackRecord{})
	require.Equal(t, cases.StageOnSite, r.Case.Stage)
	r.Refused("visit_recorded", "clerk", cases.JoinVisit{With: inspectiontest.OtherCase})
	r.Do("other inspector", r.VisitFacts(inspectiontest.Clear()))
	require.Equal(t, inspectiontest.April(9), calendar.DateOf(r.Deadline(law.DeadlineResult).From), "a record filled anew moves no period that it does not correct")
}

func TestTheLeadingCaseInspectsForBoth(t *testing.T) {
	r := inspectiontest.Filed(t).Lead()
	require.True(t, r.Case.Leading())
	require.Equal(t, []string{"R1", "R2", "R9"}, r.Case.SheetItems())
	r.Refused("joint_visit_agreed", "system", cases.LeadJointVisit{With: "2024003-001-0001"})
	r.Refused("joint_visit_agreed", "clerk", cases.JoinVisit{With: "2024003-001-0001"})

	all := inspectiontest.ProblemOn("R2")
	all["R9"] = law.FindingProblem
	r.Visit(inspectiontest.Clear())
	e := r.Refused("items_unanswered", "lead", cases.SignRecord{Revision: 1})
	require.Contains(t, e.Message, "R9")
	r.Visit(all)
	_, done := r.Case.JointRecord()
	require.False(t, done, "not before the whole team signed")
	r.Sign()
	require.Equal(t, inspectiontest.ProblemOn("R2"), r.Case.Visit.Findings, "its own record knows nothing of the other's items")
	record, done := r.Case.JointRecord()
	require.True(t, done)
	require.Equal(t, inspectiontest.CaseNo, record.With)
	require.Equal(t, r.Case.Team, record.Team)
	require.Equal(t, map[string]law.Finding{"R2": law.FindingProblem, "R9": law.FindingProblem}, record.Visit.Findings)
	past, counted := cases.PastVisitOf(r.Case)
	require.True(t, counted)
	require.Equal(t, inspectiontest.April(8), past.On)
}

func TestPartingTakesTheOthersItemsOffTheSheet(t *testing.T) {
	r := inspectiontest.Filed(t).Lead()
	all := inspectiontest.Clear()
	all["R9"] = law.FindingProblem
	r.Visit(all)
	r.Do("lead", cases.SignRecord{Revision: 1})
	r.Refused("no_joint_visit", "system", cases.EndJointVisit{With: "2024003-001-0001"})
	r.Do("system", cases.EndJointVisit{With: inspectiontest.OtherCase})
	require.Equal(t, inspectiontest.Clear(), r.Case.Visit.Findings)
	require.Empty(t, r.Case.Visit.Signed, "what was signed was another sheet")
	require.Equal(t, 2, r.Case.Visit.Revision)
	r.Sign()
	require.Equal(t, cases.StageResult, r.Case.Stage)
	_, done := r.Case.JointRecord()
	require.False(t, done)
}

// TestJointVisitsUnderDocument54: the approval names the items, so that a case that
// is joined later needs another; the scan is one, too.
func TestJointVisitsUnderDocument54(t *testing.T) {
	r := inspectiontest.Filed2025(t).ProposeVisit().Approve()
	r.Lead()
	require.Nil(t, r.Case.Approval)
	r.ProposeVisit()
	require.Equal(t, []string{"R1", "R2", "R9"}, r.Case.Approval.Items)
	r.Approve().Scan()
	r.Now = r.Now.Add(time.Hour)
	all := inspectiontest.Clear()
	all["R9"] = law.FindingClear
	urgent := r.VisitFacts(all)
	urgent.Urgent = true
	r.Refused("visit_not_urgent", "lead", urgent, inspectiontest.Reasoned)
	r.Visit(all).Sign()

	joined := inspectiontest.Filed2025(t).ProposeVisit().Approve()
	joined.Join()
	require.Nil(t, joined.Case.Approval, "the approval of the leading case serves both")
	for _, act := range []law.Facts{joined.ProposalFacts(), cases.EnterScanLate{At: joined.Now}, joined.VisitFacts(inspectiontest.Clear())} {
		joined.Refused("inspected_jointly", "lead", act, inspectiontest.Reasoned)
	}
	joined.Refused("inspected_jointly", "entity", cases.StartVisit{})
	record, _ := r.Case.JointRecord()
	record.With = inspectiontest.OtherCase
	joined.Now = r.Now
	joined.Do("system", record)
	require.Equal(t, r.Case.Approval, joined.Case.Approval)
	require.Equal(t, r.Case.Start, joined.Case.Start)

	started := inspectiontest.Filed2025(t).ProposeVisit().Approve().Scan()
	started.Refused("visit_begun", "clerk", cases.JoinVisit{With: inspectiontest.OtherCase})
}

func TestWhoMayLead(t *testing.T) {
	c, l := inspectiontest.Filed(t).Case, inspectiontest.LawOf2024(t)
	lead := c
	lead.No, lead.Task = inspectiontest.OtherCase, "2024002-001"
	for _, tc := range []struct {
		code   string
		change func(c, lead *cases.Case)
	}{
		{"joint_other_entity", func(_, lead *cases.Case) { lead.Entity = "91130227MA07ZZZZ34" }},
		{"joint_same_task", func(_, lead *cases.Case) { lead.Task = c.Task }},
		{"joint_lead_not_under_54", func(c, _ *cases.Case) { c.Under54 = true }},
	} {
		t.Run(tc.code, func(t *testing.T) {
			joined, leading := c, lead
			tc.change(&joined, &leading)
			_, err := joined.LedBy(leading, l)
			inspectiontest.RefusedAs(t, tc.code, err)
		})
	}
	c.Left = []string{"Z7"}
	c.Recusals = []cases.Recusal{{Certificate: "Z8", Upheld: true}, {Certificate: "Z9"}, {Certificate: "Z7", Upheld: true}}
	facts, err := c.LedBy(lead, l)
	require.NoError(t, err)
	require.Equal(t, cases.LeadJointVisit{With: inspectiontest.CaseNo, Items: []string{"R1", "R2"}, From: inspectiontest.April(8).Start(), Barred: []string{"Z7", "Z8"}}, facts)
}

// TestWhoStoodAsideInTheOtherCase neither leads its visit nor comes later.
func TestWhoStoodAsideInTheOtherCase(t *testing.T) {
	r := inspectiontest.Filed(t)
	e := r.Refused("joint_team_barred", "system", cases.LeadJointVisit{With: inspectiontest.OtherCase, Items: []string{"R9"}, Barred: []string{"Z2"}})
	require.Contains(t, e.Message, "Z2")
	r.Do("system", cases.LeadJointVisit{With: inspectiontest.OtherCase, Items: []string{"R9"}, Barred: []string{"Z7"}})
	require.Equal(t, []string{"Z7"}, r.Case.Aside())
	r.Refused("replacement_invalid", "head", cases.ReplaceInspector{Out: "Z2", Team: law.Team{"Z1", "Z7"}}, inspectiontest.Reasoned)
}

// TestTheJointVisitWaitsForBothSelfChecks: the day before the other's self-check
// ends, that day.
func TestTheJointVisitWaitsForBothSelfChecks(t *testing.T) {
	r := inspectiontest.Filed(t)
	from := inspectiontest.April(10).Start()
	r.Do("system", cases.LeadJointVisit{With: inspectiontest.OtherCase, Items: []string{"R9"}, From: from})
	all := inspectiontest.Clear()
	all["R9"] = law.FindingClear
	f := r.VisitFacts(all)
	r.At(inspectiontest.April(10).At(9, 0))
	f.Started, f.Ended = from.Add(-time.Minute), r.Now
	e := r.Refused("visit_invalid", "lead", f)
	require.Contains(t, e.Message, "4月10日")
	f.Started = from
	r.Do("lead", f)
}

// TestWhatComesFromTheOtherCaseKnowsNoSuspension: the clocks of a suspended case
// stand still whatever the other case's record says.
func TestWhatComesFromTheOtherCaseKnowsNoSuspension(t *testing.T) {
	r := joinedScene(t).Suspend()
	r.Do("system", inspectiontest.JointRecord(r))
	require.True(t, r.Case.Suspended())
	for _, d := range r.Case.Deadlines {
		require.True(t, d.Suspended(), d.Kind)
		require.Nil(t, d.Next, d.Kind)
	}
	r.At(inspectiontest.April(15).At(9, 0)).Resume()
	require.Equal(t, inspectiontest.April(8).At(16, 0), r.Deadline(law.DeadlineResult).From)
	r.Do("other inspector", cases.ProposeResult{Outcome: law.OutcomeCorrection, Items: map[string]cases.ItemResult{"R1": {Outcome: law.OutcomeCorrection}}})
}

func TestACancelledCasePartsFirst(t *testing.T) {
	for name, r := range map[string]*inspectiontest.CaseRun{"joined": joinedScene(t), "leading": inspectiontest.Filed(t).Lead()} {
		r.Do("system", cases.CancelCase{})
		require.Equal(t, cases.JointVisitParted, r.Case.Joint.State, name)
	}
}

// TestOwedBy: what follows for a case from where the other of its joint visit stands.
func TestOwedBy(t *testing.T) {
	joined := joinedScene(t).Case
	lead := cases.Case{No: inspectiontest.OtherCase, Joint: &cases.JointVisit{With: joined.No, Leads: true, State: cases.JointVisitAgreed}}
	with := func(change func(*cases.JointVisit)) cases.Case {
		other := lead
		j := *lead.Joint
		change(&j)
		other.Joint = &j
		return other
	}
	end := func(no string) law.Facts { return cases.EndJointVisit{With: no} }
	require.Nil(t, joined.OwedBy(lead), "both wait for the visit")
	require.Nil(t, lead.OwedBy(joined), "both wait for the visit")
	require.Equal(t, end(lead.No), joined.OwedBy(with(func(j *cases.JointVisit) { j.State = cases.JointVisitParted })))
	require.Equal(t, end(lead.No), joined.OwedBy(with(func(j *cases.JointVisit) { j.With = "2024003-001-0001" })))
	require.Equal(t, end(joined.No), lead.OwedBy(inspectiontest.Filed(t).Case), "it never joined")

	signed := with(func(j *cases.JointVisit) { j.State, j.Findings = cases.JointVisitDone, inspectiontest.ProblemOn("R1") })
	signed.Visit = &cases.Visit{}
	record, ok := joined.OwedBy(signed).(cases.TakeJointRecord)
	require.True(t, ok)
	require.Equal(t, inspectiontest.ProblemOn("R1"), record.Visit.Findings)

	alone := inspectiontest.Filed(t).Case
	require.Nil(t, alone.OwedBy(signed))
	another := signed
	another.No = "2024003-001-0001"
	require.Nil(t, joined.OwedBy(another))
}
