package e2e

import (
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/tasks"
)

var joint = []string{"社会保险科", "社会保险中心"}

// draw takes the task from its month to the opened cases, with one witness.
func (o *office) draw() {
	o.t.Helper()
	o.until(func() bool { return o.taskNow().Stage == tasks.StagePreparing })
	o.task("clerk", tasks.PrepareDraw{Joint: joint, Rules: tasks.DrawRules{Mode: plans.DrawUntargeted, Ratio: "10%", TeamSize: 2, Witnesses: 1}})
	committed := o.task("director", tasks.ApproveDraw{})
	require.NotEmpty(o.t, committed.Draw.Commitment)
	var commitment draw.Hash
	require.NoError(o.t, commitment.UnmarshalText([]byte(committed.Draw.Commitment)))
	salt := []byte("0123456789abcdef")
	seal, err := draw.Seal(commitment, "纪委见证人", "三十七号签", salt)
	require.NoError(o.t, err)
	o.task("supervisor", tasks.SealEntry{Witness: "纪委见证人", Seal: seal.String()})
	o.task("supervisor", tasks.OpenEntry{Witness: "纪委见证人", Entry: "三十七号签", Salt: hex.EncodeToString(salt)})
	o.until(func() bool {
		t := o.taskNow()
		return t.Stage == tasks.StageRunning && len(o.cases()) == t.Draw.Drawn-t.Draw.NoTeam
	})
}

// inspect takes a case from the notice to the signed record, with the findings
// given and nothing found on the other items.
func (o *office) inspect(no string, attempt law.Outcome, findings map[string]law.Finding) {
	o.t.Helper()
	c := o.caseNow(no)
	lead := c.Team.Lead()
	o.until(func() bool { return o.caseNow(no).NoticeIssued })
	o.act(lead, no, cases.ServeNotice{Method: law.ServedInPerson, On: o.today()})
	o.fileSelfCheck(no, findings)
	o.record(no, attempt, findings)
}

// fileSelfCheck files by the entity's own link what the findings will be.
func (o *office) fileSelfCheck(no string, findings map[string]law.Finding) {
	o.t.Helper()
	c := o.caseNow(no)
	answers := map[string]cases.SelfCheckAnswer{}
	for _, item := range c.Items {
		answers[item] = cases.SelfCheckAnswer{Problem: findings[item] == law.FindingProblem}
	}
	o.byLink(no, cases.FileSelfCheck{On: o.today(), Answers: answers}, "")
}

func (o *office) record(no string, attempt law.Outcome, findings map[string]law.Finding) {
	o.t.Helper()
	view := o.unsigned(no, attempt, findings)
	for _, member := range view.Team {
		o.act(member, no, cases.SignRecord{Revision: view.Visit.Revision})
	}
}

// unsigned fills in the record, which nobody has signed yet.
func (o *office) unsigned(no string, attempt law.Outcome, findings map[string]law.Finding) bureau.CaseView {
	o.t.Helper()
	c := o.caseNow(no)
	now, err := o.Now(o.ctx)
	require.NoError(o.t, err)
	all := map[string]law.Finding{}
	for _, item := range c.SheetItems() {
		all[item] = law.FindingClear
		if f, ok := findings[item]; ok {
			all[item] = f
		}
	}
	if attempt != "" {
		all = nil
	}
	return o.act(c.Team.Lead(), no, cases.RecordVisit{Mode: cases.ModeOnSite, Started: now, Ended: now, Attempt: attempt,
		CertificatesShown: true, Findings: all, EntitySignature: cases.EntitySigned})
}

func (o *office) conclude(no string, outcome law.Outcome, items map[string]cases.ItemResult) {
	o.t.Helper()
	o.act(o.caseNow(no).Team.Lead(), no, cases.ProposeResult{Outcome: outcome, Items: items})
	o.act("head", no, cases.ConfirmResult{})
}

func (o *office) publish(no string) {
	o.t.Helper()
	o.act("clerk", no, cases.PreparePublication{})
	o.act("director", no, cases.ApprovePublication{})
}

func TestPlan2024001(t *testing.T) {
	o := newOffice(t, 40)
	o.draw()
	v, err := o.VerifyDraw(o.ctx, taskID, 1)
	require.NoError(t, err)
	require.True(t, v.Valid, v.Message)

	for _, c := range o.cases() {
		o.inspect(c.No, "", nil)
		o.conclude(c.No, law.OutcomeNoProblem, nil)
		o.publish(c.No)
		o.until(func() bool { return o.caseNow(c.No).Stage == cases.StageClosed })
	}
	o.until(func() bool { return o.taskNow().Stage == tasks.StageSummary })
	o.task("clerk", tasks.WriteSummary{})
	o.task("head-insurance", tasks.ConfirmSummary{})
	o.task("head-centre", tasks.ConfirmSummary{})
	o.task("director", tasks.ApproveSummary{})
	require.Equal(t, tasks.StageClosed, o.taskNow().Stage)

	differences, compared, err := o.Reconcile(o.ctx, false)
	require.NoError(t, err)
	require.Empty(t, differences)
	require.Zero(t, compared, "nothing is open any more")
	require.Equal(t, calendar.NewDate(2024, 4, 1), o.today())
}
