package api

import (
	"context"
	"crypto/rand"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/record"
)

// begin hands in an act that begins a proceeding.
func (b *bench) begin(who, path string, facts law.Facts, reason string) answered {
	b.Helper()
	return b.request(who, http.MethodPost, path, testForm{"facts": facts, "reason": reason}, "Idempotency-Key", rand.Text())
}

// published inspects the case, which finds a problem on its first item, and
// publishes that.
func (b *bench) published(no string) cases.Case {
	b.Helper()
	the, c := "cases/"+no, b.theCase(no)
	lead := c.Team.Lead()
	b.act(lead, the, cases.RecordNotServed{On: b.today()}, "登记的住所无人签收").is(200)
	visit := b.cleared(no)
	visit.Findings[c.Items[0]] = law.FindingProblem
	b.act(lead, the, visit).is(200)
	for _, member := range c.Team {
		b.act(member, the, cases.SignRecord{Revision: 1}).is(200)
	}
	b.act(lead, the, cases.ProposeResult{Outcome: law.OutcomeCorrection, Items: map[string]cases.ItemResult{c.Items[0]: {Outcome: law.OutcomeCorrection}}}).is(200)
	b.act("head", the, cases.ConfirmResult{}).is(200)
	b.act("clerk", the, cases.PreparePublication{}).is(200)
	b.act("director", the, cases.ApprovePublication{}).is(200)
	return b.theCase(no)
}

// TestAnObjectionOverHTTP: the entity objects by the link of its case, the office
// finds it right, and a new entry on the public page replaces the old one and says
// why; what the case publishes afterwards says the same.
func TestAnObjectionOverHTTP(t *testing.T) {
	b := newBench(t, generous())
	numbers := b.drawn()
	no := numbers[0]
	the := "cases/" + no
	b.begin("clerk", "/api/"+the+"/objections", proceedings.RaiseObjection{On: b.today()}, "对结果有异议").is(409, "nothing_published")
	c := b.published(no)
	lead := c.Team.Lead()
	before := b.entries(no)
	require.Len(t, before, 1)
	require.Equal(t, "发现问题已责令改正", before[0].Outcome)

	link := b.entityLink(lead, no)
	raise := testForm{"facts": testForm{}, "reason": "该事项已按规定办理，有凭证为证"}
	b.request("", "POST", link.Path+"/objections", testForm{"facts": testForm{}}, link.withCode("o0")...).is(422, "reason_required")
	first := b.request("", "POST", link.Path+"/objections", raise, link.withCode("o1")...).is(200)
	var own bureau.EntityCase
	first.into(&own)
	require.Len(t, own.Proceedings, 1)
	objection := own.Proceedings[0].No
	require.Equal(t, law.ProceedingNo(no, law.ProceedingObjection, 1), objection)
	again := b.request("", "POST", link.Path+"/objections", raise, link.withCode("o1")...).is(200)
	require.Equal(t, "true", again.header.Get("Idempotency-Replayed"))
	require.JSONEq(t, first.text, again.text)
	b.request("", "POST", link.Path+"/objections", raise, link.withCode("o2")...).is(409, "objection_running")
	b.begin("clerk", "/api/"+the+"/objections", proceedings.RaiseObjection{On: b.today()}, "再次提出").is(409, "objection_running")

	their := "proceedings/" + objection
	var view proceedingView
	b.get("clerk", "/api/"+their).is(200).into(&view)
	require.Equal(t, "异议核查", view.StageName)
	require.Equal(t, before[0].ID, view.Objection.Publication)
	b.act("head", their, proceedings.CheckObjection{Opinion: proceedings.ObjectionUpheld}, "经复核凭证属实").is(200)
	b.act("director", their, proceedings.DecideObjection{Decision: proceedings.ObjectionUpheld}, "同意").is(200)
	b.act("clerk", their, proceedings.PrepareCorrectedEntry{Result: proceedings.PublishedResult{Outcome: law.OutcomeCorrection, Items: map[string]law.Outcome{c.Items[0]: law.OutcomeCorrection}}}).is(422, "corrected_entry_unchanged")
	b.act("clerk", their, proceedings.PrepareCorrectedEntry{Result: proceedings.PublishedResult{Outcome: law.OutcomeNoProblem}}).is(200)
	require.Len(t, b.entries(no), 1, "nothing is public before it is approved")
	b.act("clerk", their, proceedings.ApproveCorrectedEntry{}).is(403, "not_your_act")
	b.act("director", their, proceedings.ApproveCorrectedEntry{}).is(200)
	after := b.entries(no)
	require.Len(t, after, 2)
	require.Equal(t, "未发现问题", after[1].Outcome)
	require.Equal(t, before[0].ID, after[1].Replaces)
	require.Contains(t, after[1].Reason, objection)
	require.Contains(t, after[1].Reason, "成立")
	require.NotContains(t, after[1].Items, "责令改正")
	require.Contains(t, b.get("", "/").is(200).text, after[1].Reason)
	b.act("clerk", their, proceedings.AnswerObjection{On: b.today(), Method: law.ServedByMail}).is(200).into(&view)
	require.Equal(t, "异议成立，已更正公示内容并答复", view.EndingName)

	// The case goes on; its supplement says what is right.
	b.act(lead, the, cases.OrderCorrection{Service: law.PaperService{Method: law.ServedInPerson, On: b.today()}}).is(200)
	b.act("clerk", the, cases.ReportCorrection{On: b.today()}, "代为录入").is(200)
	b.act(lead, the, cases.Reinspect{On: b.today(), Corrected: map[string]bool{c.Items[0]: true}}).is(200)
	b.act("clerk", the, cases.PreparePublication{}).is(200)
	b.act("director", the, cases.ApprovePublication{}).is(200)
	last := b.entries(no)
	require.Len(t, last, 3)
	require.Equal(t, "未发现问题", last[2].Outcome)
	require.Empty(t, last[2].Reason)
	require.Equal(t, after[1].ID, last[2].Replaces)

	// Again, of the case that is closed now: the result is withdrawn.
	b.until(func(context.Context) bool { return !b.theCase(no).Stage.Open() })
	b.begin("clerk", "/api/"+the+"/objections", proceedings.RaiseObjection{On: b.today()}, "书面异议").is(200).into(&view)
	their = "proceedings/" + view.No
	require.Equal(t, law.ProceedingNo(no, law.ProceedingObjection, 2), view.No)
	b.act("head", their, proceedings.CheckObjection{Opinion: proceedings.ObjectionUpheld}, "检查对象有误").is(200)
	b.act("director", their, proceedings.DecideObjection{Decision: proceedings.ObjectionUpheld}, "同意撤回").is(200)
	b.act("clerk", their, proceedings.PrepareCorrectedEntry{Result: proceedings.PublishedResult{Withdrawn: true}}).is(200)
	b.act("director", their, proceedings.ApproveCorrectedEntry{}).is(200)
	withdrawn := b.entries(no)[3]
	require.Equal(t, "已撤回", withdrawn.Outcome)
	require.Empty(t, withdrawn.Items)
	require.Contains(t, withdrawn.Reason, "撤回")
	var shown list[record.Publication]
	b.get("", "/public/publications?current=true&task="+taskID).is(200).into(&shown)
	require.Len(t, shown.Items, 1, "one entry stands")
	require.Equal(t, withdrawn.ID, shown.Items[0].ID)
	done, err := b.office.RecordHolds(b.Context())
	require.NoError(t, err)
	require.Equal(t, 4, done.Publications)
}

// entries are all entries of the case's result.
func (b *bench) entries(no string) []record.Publication {
	b.Helper()
	all, err := b.store.CasePublications(b.Context(), no)
	require.NoError(b, err)
	return all
}

// TestFeedbackOverHTTP: out of a case by its team, out of none by any inspector.
func TestFeedbackOverHTTP(t *testing.T) {
	b := newBench(t, generous())
	numbers := b.drawn()
	no := numbers[0]
	lead := b.theCase(no).Team.Lead()
	gap := proceedings.FileFeedback{Topic: proceedings.TopicLegalGap}
	b.begin("clerk", "/api/cases/"+no+"/feedback", gap, "该条款已不适用").is(403, "not_your_act")
	b.begin(lead, "/api/cases/nothing/feedback", gap, "该条款已不适用").is(404, "case_not_found")
	b.begin(lead, "/api/cases/"+no+"/feedback", proceedings.FileFeedback{Topic: "weather"}, "天气").is(422)
	b.request(lead, "POST", "/api/cases/"+no+"/feedback", testForm{"facts": gap, "reason": "x", "happened": time.Now()}, "Idempotency-Key", "h").is(422)
	var view proceedingView
	filed := b.request(lead, "POST", "/api/cases/"+no+"/feedback", testForm{"facts": gap, "reason": "该条款已不适用"}, "Idempotency-Key", "f1").is(200)
	filed.into(&view)
	require.Equal(t, no+"-F1", view.No)
	require.Equal(t, `"1"`, filed.header.Get("ETag"))
	require.Equal(t, "待转交", view.StageName)
	require.Equal(t, no+"-F1", b.begun(lead, "/api/cases/"+no+"/feedback", gap, "f1").No, "once under its key")
	require.Equal(t, no+"-F2", b.begun(lead, "/api/cases/"+no+"/feedback", gap, "f2").No)
	require.Equal(t, "2024-F1", b.begun(lead, "/api/feedback", gap, "f1").No, "out of no case, under a key of another route")

	theirs := "proceedings/" + no + "-F1"
	nobody := b.act("head", theirs, proceedings.RouteFeedback{To: law.Addressee{Place: law.OtherDepartment}}).is(422, "addressee_invalid")
	require.Equal(t, []string{"body.facts.to.name"}, nobody.fields())
	b.act("head", theirs, proceedings.RouteFeedback{To: law.Addressee{Place: law.OtherDepartment, Name: "市司法局"}}).is(200)
	b.act("clerk", theirs, proceedings.AnswerFeedback{On: b.today(), Answer: proceedings.FeedbackReported}).is(200).into(&view)
	require.Equal(t, "已向上级报告", view.EndingName)
	history := b.acts(theirs)
	require.Equal(t, proceedings.ActFileFeedback, history[0].Kind)
	require.Contains(t, string(history[0].Payload), "该条款已不适用")
	b.act("head", "proceedings/2024-F1", proceedings.RouteFeedback{To: law.Addressee{Place: law.WithinBureau, Name: "社会保险科"}}).is(200)
	var rows list[proceedingRow]
	b.get(lead, "/api/proceedings?kind=feedback").is(200).into(&rows)
	require.Len(t, rows.Items, 3)
	require.Equal(t, []string{"2024-F1", "等待答复", ""}, []string{rows.Items[0].No, rows.Items[0].StageName, rows.Items[0].EntityName})
	b.account("head-elsewhere", "人事科", law.RoleSectionHead)
	b.get("head-insurance", "/api/"+theirs).is(200)
	b.get("head-elsewhere", "/api/"+theirs).is(403, "not_your_case")
}

func (b *bench) begun(who, path string, facts law.Facts, key string) proceedingView {
	b.Helper()
	var view proceedingView
	b.request(who, http.MethodPost, path, testForm{"facts": facts, "reason": "该条款已不适用"}, "Idempotency-Key", key).is(200).into(&view)
	return view
}

// TestAnOpinionOverHTTP: what the judicial bureau writes is registered once, on no case,
// answered by two persons, and refused to everybody else.
func TestAnOpinionOverHTTP(t *testing.T) {
	b := newBench(t, generous())
	numbers := b.drawn()
	opinion := proceedings.RegisterOversight{Source: proceedings.OversightByJustice, From: "市司法局", Letter: "执监〔2024〕1号", Topic: proceedings.TopicExcessiveVisits, On: b.today()}
	for _, path := range []string{"/api/oversight", "/api/cases/" + numbers[0] + "/oversight"} {
		for _, who := range []string{"head", "director", "supervisor"} {
			b.begin(who, path, opinion, "检查过频").is(403, "not_your_act")
		}
	}
	wrong := opinion
	wrong.AnswerBy = b.today()
	b.begin("clerk", "/api/oversight", wrong, "检查过频").is(422, "oversight_invalid")
	var view proceedingView
	opinion.AnswerBy = b.today().AddDays(10)
	b.begin("clerk", "/api/oversight", opinion, "检查过频").is(200).into(&view)
	require.Equal(t, "核查整改", view.StageName)
	require.Equal(t, opinion.AnswerBy, view.Deadlines[0].Last)
	their := "proceedings/" + view.No
	b.act("head", their, proceedings.ProposeOversightAnswer{Answer: proceedings.OversightExplained}, "有计划、有审批").is(200)
	b.act("clerk", their, proceedings.ApproveOversightAnswer{}).is(403, "not_your_act")
	b.act("director", their, proceedings.ApproveOversightAnswer{}).is(200)
	b.act("clerk", their, proceedings.DispatchOversightAnswer{On: b.today()}).is(200).into(&view)
	require.Equal(t, "已说明情况并答复", view.EndingName)

	b.begin("clerk", "/api/cases/"+numbers[0]+"/oversight", opinion, "检查过频").is(200).into(&view)
	require.Equal(t, law.ProceedingNo(numbers[0], law.ProceedingOversight, 1), view.No)
	require.Equal(t, numbers[0], view.Case)
}
