package present_test

import (
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/demo"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/inspectiontest"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/present"
)

// anybody stands for whoever has an account or a certificate.
var anybody = present.Names{Account: func(string) string { return "张三" }, Inspector: func(string) string { return "李四" }}

// code is a word of the program, not of the people who read.
var code = regexp.MustCompile(`[a-z]{2,}|%!|_`)

// requireWords requires that every row says something, and says it in Chinese.
func requireWords(t *testing.T, rows present.Rows) {
	t.Helper()
	for _, r := range rows {
		require.NotEmpty(t, r.Name)
		require.NotEmpty(t, r.Lead+r.Value, r.Name)
		for _, text := range []string{r.Name, r.Lead, r.Value, r.Mark} {
			require.NotRegexp(t, code, text)
		}
	}
}

func TestACaseIsToldInChinese(t *testing.T) {
	for name, reach := range map[string]func(testing.TB) *inspectiontest.CaseRun{
		"served": inspectiontest.Served, "filed": inspectiontest.Filed, "visited": inspectiontest.Visited, "signed": inspectiontest.Signed,
		"proposed": inspectiontest.Proposed, "confirmed": inspectiontest.Confirmed, "handling": inspectiontest.Handling,
		"follow-up": inspectiontest.FollowUp, "closed": inspectiontest.Closed, "confirmed under 54": inspectiontest.Confirmed2025,
	} {
		t.Run(name, func(t *testing.T) {
			c := reach(t).Case
			requireWords(t, present.CaseRows(c))
			requireWords(t, present.VisitRows(c, anybody))
			for _, line := range present.CaseDone(c) {
				require.NotRegexp(t, code, line)
			}
			for _, w := range present.CaseWaiting(c) {
				require.NotRegexp(t, code, w.Name+w.Why)
			}
			for _, s := range present.CaseSteps(c) {
				require.NotRegexp(t, code, s.Name+s.State.Chinese()+s.Note)
			}
			for _, item := range c.Items {
				require.NotRegexp(t, code, present.SelfCheckAnswer(c, item))
			}
		})
	}
}

// roles are those of the accounts by which the demonstration acts.
var roles = map[string]law.Role{"clerk": law.RoleClerk, "head": law.RoleSectionHead, "director": law.RoleBureauHead, "legal": law.RoleLegalReviewer, "supervisor": law.RoleSupervisor}

func actor(who string) law.Actor {
	if role, staff := roles[who]; staff {
		return law.Actor{ID: who, Roles: []law.Role{role}, Department: inspectiontest.Department}
	}
	return law.Actor{ID: who, Roles: []law.Role{law.RoleInspector}, Department: inspectiontest.Department, Certificate: who}
}

func act(t *testing.T, who string, at time.Time, facts law.Facts) law.Act {
	t.Helper()
	a, err := law.NewAct(actor(who), at, facts)
	require.NoError(t, err)
	a.Reasoned = true
	return a
}

// told goes through a proceeding to its end, or until nothing more comes within a month,
// and requires at each step that all of it is said in Chinese.
func told(t *testing.T, p proceedings.Proceeding, l law.Law, at time.Time) proceedings.Proceeding {
	t.Helper()
	last := at.AddDate(0, 1, 0)
	for at.Before(last) && p.Stage.Open() {
		requireWords(t, present.ProceedingRows(p))
		for _, s := range present.ProceedingSections(p, anybody) {
			require.NotRegexp(t, code, s.Name)
			requireWords(t, s.Rows)
		}
		for _, w := range present.ProceedingWaiting(p) {
			require.NotRegexp(t, code, w.Name+w.Why)
		}
		fine := []proceedings.Penalty{{Kind: proceedings.PenaltyFine, Fen: 30_000_00}}
		who, facts, _ := demo.NextInProceeding(p, fine, p.Team, calendar.DateOf(at))
		if facts == nil {
			at = at.AddDate(0, 0, 1)
			continue
		}
		var err error
		p, _, err = p.Apply(act(t, who, at, facts), l)
		require.NoError(t, err)
	}
	return p
}

func TestAProceedingIsToldInChinese(t *testing.T) {
	l, at := inspectiontest.LawOf2024(t), inspectiontest.April(8).At(9, 0)
	opening := func(kind law.ProceedingKind) proceedings.Opening {
		return proceedings.Opening{No: law.ProceedingNo(inspectiontest.CaseNo, kind, 1), Kind: kind, Case: inspectiontest.CaseNo, Task: "2024001-001", Entity: inspectiontest.EntityCode,
			Edition: "2024", Department: inspectiontest.Department, Items: []string{"R1"}, SelfReported: []string{"R1"}, Team: law.Team{"Z1", "Z2"}, At: at}
	}
	for _, kind := range law.BranchKinds {
		t.Run(string(kind), func(t *testing.T) {
			p, _, err := proceedings.Open(opening(kind), l)
			require.NoError(t, err)
			p = told(t, p, l, at)
			require.NotEmpty(t, p.Ending)
			require.NotEmpty(t, present.ProceedingSections(p, anybody))
		})
	}
	t.Run("feedback", func(t *testing.T) {
		p, _, err := proceedings.OpenByAct(opening(law.ProceedingFeedback), act(t, "Z1", at, proceedings.FileFeedback{Topic: proceedings.TopicLegalGap}), l)
		require.NoError(t, err)
		told(t, p, l, at)
	})
	t.Run("oversight", func(t *testing.T) {
		p, _, err := proceedings.OpenByAct(opening(law.ProceedingOversight), act(t, "clerk", at, proceedings.RegisterOversight{Source: proceedings.OversightByJustice,
			From: "市司法局", Letter: "执监〔2024〕1号", Topic: proceedings.TopicDiscretion, On: calendar.DateOf(at), AnswerBy: calendar.DateOf(at).AddDays(10)}), l)
		require.NoError(t, err)
		told(t, p, l, at)
	})
	t.Run("objection", func(t *testing.T) {
		o := opening(law.ProceedingObjection)
		o.Objection = &proceedings.ObjectionFile{Publication: inspectiontest.CaseNo + "/1", Published: proceedings.PublishedResult{Outcome: law.OutcomeFollowUp, Items: map[string]law.Outcome{"R1": law.OutcomeFollowUp}}}
		p, _, err := proceedings.OpenByAct(o, act(t, "clerk", at, proceedings.RaiseObjection{On: calendar.DateOf(at)}), l)
		require.NoError(t, err)
		told(t, p, l, at)
	})
}

// What a penalty case has been told, decided and paid stands under its own headings.
func TestSectionsOfAPenaltyCase(t *testing.T) {
	var names []string
	for _, s := range present.ProceedingSections(inspectiontest.PenaltyPaid(t).Proceeding, anybody) {
		names = append(names, s.Name)
	}
	require.Equal(t, []string{"立案", "调查", "事先告知、陈述申辩和听证", "决定", "送达、执行和公示"}, names)
	require.Equal(t, "行政处罚：警告；罚款2000元", present.Decision(proceedings.DecisionTerms{Kind: proceedings.DecisionPenalty,
		Penalties: []proceedings.Penalty{{Kind: proceedings.PenaltyWarning}, {Kind: proceedings.PenaltyFine, Fen: 2_000_00}}}))
}

func TestATaskIsToldInChinese(t *testing.T) {
	for name, reach := range map[string]func(testing.TB) *inspectiontest.TaskRun{"planned": inspectiontest.Planned, "prepared": inspectiontest.Prepared,
		"witnessing": inspectiontest.Witnessing, "running": inspectiontest.RunningTask} {
		t.Run(name, func(t *testing.T) {
			task := reach(t).Task
			task.Draw.Commitment = "" // digits and letters
			requireWords(t, present.TaskRows(task))
			requireWords(t, present.DrawRuleRows(task))
			requireWords(t, present.SummaryRows(task, anybody))
			for _, w := range present.TaskWaiting(task) {
				require.NotRegexp(t, code, w.Name+w.Why)
			}
		})
	}
}

// A visit that waits for its head says so, with what stands out of it.
func TestAProposedVisit(t *testing.T) {
	c := cases.Case{Approval: &cases.VisitApproval{Mode: cases.ModeOnSite, From: firstOfApril, To: firstOfApril, ProposedBy: "x", ProposedOn: firstOfApril,
		Count: cases.VisitCount{Repeated: true, ClearInARow: 3, Warnings: []cases.VisitWarning{{Span: cases.SpanDay, Visits: 2, Most: 1}}}}}
	rows := present.VisitRows(c, anybody)
	require.Equal(t, "日常检查，实地检查，2024年4月1日至2024年4月1日，张三2024年4月1日提请，待批准", rows[0].Value)
	require.Len(t, rows, 3)
	requireWords(t, rows)
}
