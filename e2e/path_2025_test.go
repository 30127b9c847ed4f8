package e2e

import (
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// casePaths2025 are the ways of a case that edition 2025 adds; each plays one case
// of the pool.
func casePaths2025(pool *[]string) []path {
	return []path{
		fromPool(pool, "case_2025_scanned", scanned),
		fromPool(pool, "case_2025_urgent", urgentThenApproved),
		fromPool(pool, "case_2025_recusal", recused),
	}
}

// toTheVisit takes a case to the stage of its visit.
func (o *office) toTheVisit(no string) {
	o.t.Helper()
	require.True(o.t, o.caseNow(no).Under54)
	o.act(o.lead(no), no, cases.ServeNotice{Method: law.ServedInPerson, On: o.today()})
	o.fileSelfCheck(no, nil)
}

func (o *office) proposeVisit(no string) {
	o.t.Helper()
	o.act(o.lead(no), no, cases.ProposeVisit{Mode: cases.ModeOnSite, From: o.today(), To: o.today().AddDays(1)}, "按计划抽查")
}

// scan shows the code at the door and has the entity scan it.
func (o *office) scan(no string) {
	o.t.Helper()
	code, err := o.VisitCode(o.ctx, o.people[o.lead(no)], no)
	require.NoError(o.t, err)
	seen, err := o.ScanVisitCode(o.ctx, code.Code)
	require.NoError(o.t, err)
	require.NotZero(o.t, seen.Started)
}

// toldAndClosed concludes without a problem, tells the result and publishes it.
func (o *office) toldAndClosed(no string) {
	o.t.Helper()
	o.conclude(no, law.OutcomeNoProblem, nil)
	o.act(o.lead(no), no, cases.TellResult{Method: law.ServedInPerson, On: o.today()})
	o.publish(no)
	o.untilStage(no, cases.StageClosed)
}

func scanned(o *office, no string) {
	o.toTheVisit(no)
	o.proposeVisit(no)
	o.act("director", no, cases.ReturnVisit{}, "日期不妥")
	o.proposeVisit(no)
	done, _, err := o.ApproveVisits(o.ctx, o.people["director"], "2024001-001", nil, o.call("approvals"))
	require.NoError(o.t, err)
	require.Equal(o.t, []bureau.ApprovedVisit{{Case: no, Approved: true}}, done)
	o.scan(no)
	o.record(no, "", nil)
	o.byLink(no, cases.RateVisit{Stars: 5}, "")
	o.byLink(no, cases.Complain{}, "检查时间过长")
	o.toldAndClosed(no)
}

func urgentThenApproved(o *office, no string) {
	o.toTheVisit(no)
	now, err := o.Now(o.ctx)
	require.NoError(o.t, err)
	started := now.Truncate(time.Microsecond)
	o.act(o.lead(no), no, cases.EnterScanLate{At: started, Cause: law.ScanEmergency}, "群众举报，情况紧急")
	findings := map[string]law.Finding{}
	for _, item := range o.caseNow(no).Items {
		findings[item] = law.FindingClear
	}
	view := o.act(o.lead(no), no, cases.RecordVisit{Mode: cases.ModeOnSite, Started: started, Ended: started, Urgent: true,
		CertificatesShown: true, Findings: findings, EntitySignature: cases.EntitySigned}, "群众举报，情况紧急")
	for _, member := range view.Team {
		o.act(member, no, cases.SignRecord{Revision: view.Visit.Revision})
	}
	o.near(no, law.DeadlineLateApproval, true)
	o.proposeVisit(no)
	o.act("director", no, cases.ApproveVisit{})
	o.toldAndClosed(no)
}

func recused(o *office, no string) {
	o.toTheVisit(no)
	o.proposeVisit(no)
	o.act("director", no, cases.ApproveVisit{})
	out := o.caseNow(no).Team[1]
	o.byLink(no, cases.RequestRecusal{Certificate: out, On: o.today()}, "亲属关系")
	o.act("director", no, cases.DecideRecusal{Certificate: out, Upheld: true}, "情况属实")
	o.act("head", no, cases.ReplaceInspector{Out: out}, "回避")
	o.proposeVisit(no)
	o.act("director", no, cases.ApproveVisit{})
	o.scan(no)
	o.record(no, "", nil)
	o.toldAndClosed(no)
}
