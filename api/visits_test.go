package api

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/documents"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

var april2025 = calendar.NewDate(2025, time.April, 1).At(9, 0)

// bench2025 is an office whose one task is under 国办发〔2024〕54号.
func bench2025(t *testing.T) *bench {
	t.Helper()
	return newBenchOf(t, generous(), april2025, bytes.ReplaceAll(documents.SamplePlan(), []byte("2024年4月"), []byte("2025年4月")))
}

func (b *bench) publishItems() {
	b.Helper()
	items, err := b.store.Items(b.Context(), false)
	require.NoError(b, err)
	for i := range items {
		items[i].PublishedOn = calendar.DateOf(april2025)
	}
	_, _, _, err = b.store.SaveItems(b.Context(), "system", april2025, items)
	require.NoError(b, err)
}

// importVisits loads visits of another department to the entity, of as many days
// from 1 March 2025 on.
func (b *bench) importVisits(entity string, days int) bureau.Imported {
	b.Helper()
	file := "统一社会信用代码,日期,检查机关,事项\n"
	for d := range days {
		file += fmt.Sprintf("%s,2025-03-%02d,演示县市场监督管理局,广告监督检查\n", entity, d+1)
	}
	var report bureau.Imported
	b.request("clerk", "POST", "/api/registers/visits/import", file, "Content-Type", "text/csv").is(200).into(&report)
	return report
}

// enterprises are the drawn cases of entities that are under 国办发〔2024〕54号.
func (b *bench) enterprises(numbers []string) []string {
	b.Helper()
	var out []string
	for _, no := range numbers {
		c := b.theCase(no)
		require.Equal(b, "2025", c.Edition)
		require.Equal(b, c.Kind != "社保经办机构", c.Under54, c.Kind)
		if c.Under54 {
			out = append(out, no)
		}
	}
	return out
}

// toTheVisit serves the notice and files the self-check.
func (b *bench) toTheVisit(no string) (lead string, link secretLink) {
	b.Helper()
	c := b.theCase(no)
	lead = c.Team.Lead()
	b.act(lead, "cases/"+no, cases.ServeNotice{Method: law.ServedInPerson, On: b.today()}).is(200)
	link = b.entityLink(lead, no)
	answers := map[string]cases.SelfCheckAnswer{}
	for _, item := range c.Items {
		answers[item] = cases.SelfCheckAnswer{}
	}
	b.byLink(link, cases.FileSelfCheck{On: b.today(), Answers: answers}).is(200)
	return lead, link
}

// byLink performs the entity's act by its link, with the link's code.
func (b *bench) byLink(link secretLink, facts law.Facts, reason ...string) answered {
	b.Helper()
	return b.request("", http.MethodPost, link.Path+"/acts/"+string(facts.Kind()), testForm{"facts": facts, "reason": strings.Join(reason, "")}, link.withCode(rand.Text())...)
}

func (b *bench) proposeVisit(no string, days int) answered {
	b.Helper()
	return b.act(b.theCase(no).Team.Lead(), "cases/"+no, cases.ProposeVisit{Mode: cases.ModeOnSite, From: b.today(), To: b.today().AddDays(days)}, "按计划抽查")
}

// An inspection of edition 2025 from the item list to the public page.
func TestAnInspectionOfEdition2025(t *testing.T) {
	b := bench2025(t)
	b.prepared()
	b.act("director", theTask, tasks.ApproveDraw{}).is(409, "no_items_for_kind")
	b.act("director", theTask, tasks.ReturnDraw{}, "事项未公布").is(200)
	b.publishItems()
	capped := b.firstEntity()
	require.Equal(t, 2, b.importVisits(capped, 2).Added)
	require.Equal(t, 2, b.importVisits(capped, 2).Unchanged, "once more counts nothing twice")
	b.request("clerk", "POST", "/api/registers/visits/import", "统一社会信用代码,日期,检查机关,事项\n123,,,\n", "Content-Type", "text/csv").is(422, "import_rows_invalid")
	require.Contains(t, b.get("clerk", "/api/registers/visits/export?format=csv").is(200).text, "演示县市场监督管理局")

	numbers := b.enterprises(b.drawn())
	require.GreaterOrEqual(t, len(numbers), 3)
	for _, no := range numbers {
		require.NotEqual(t, capped, b.theCase(no).Entity, "visited as often as it may be")
		require.Equal(t, &cases.VisitCount{Cap: 2}, b.theCase(no).NoticeCount)
	}
	no := numbers[0]
	the := "cases/" + no
	lead, link := b.toTheVisit(no)

	t.Run("no visit without approval, approved for alike cases at once", func(t *testing.T) {
		b := b.in(t)
		b.get(lead, "/api/"+the+"/visit-code").is(409, "visit_not_approved")
		b.request("director", "POST", "/api/"+theTask+"/visit-approvals", map[string]any{}, "Idempotency-Key", "v0").is(409, "visit_not_proposed")
		require.Equal(t, []string{"body.facts.to"}, b.proposeVisit(no, -1).is(422, "visit_proposal_invalid").fields())
		b.proposeVisit(no, 3).is(200)
		b.proposeVisit(no, 3).is(409, "visit_proposed")
		b.proposeVisit(numbers[1], 5).is(200)
		b.request("director", "POST", "/api/"+theTask+"/visit-approvals", map[string]any{}, "Idempotency-Key", "v1").is(409, "visits_not_alike")
		b.act("director", "cases/"+numbers[1], cases.ReturnVisit{}, "日期应一致").is(200)
		b.proposeVisit(numbers[1], 3).is(200)
		b.importVisits(b.theCase(numbers[2]).Entity, 1)
		b.proposeVisit(numbers[2], 3).is(200)
		require.Equal(t, 1, b.theCase(numbers[2]).Approval.Count.ThisYear)
		var done list[bureau.ApprovedVisit]
		b.request("head", "POST", "/api/"+theTask+"/visit-approvals", map[string]any{}, "Idempotency-Key", "v2").is(403, "not_your_act")
		first := b.request("director", "POST", "/api/"+theTask+"/visit-approvals", map[string]any{}, "Idempotency-Key", "v2").is(200)
		first.into(&done)
		require.Equal(t, []bureau.ApprovedVisit{{Case: no, Approved: true}, {Case: numbers[1], Approved: true}, {Case: numbers[2], Approved: true}}, done.Items)
		again := b.request("director", "POST", "/api/"+theTask+"/visit-approvals", map[string]any{}, "Idempotency-Key", "v2").is(200)
		require.Equal(t, "true", again.header.Get("Idempotency-Replayed"))
		require.JSONEq(t, first.text, again.text)
	})
	t.Run("as often as it may be", func(t *testing.T) {
		b := b.in(t)
		b.importVisits(b.theCase(numbers[2]).Entity, 2)
		b.proposeVisit(numbers[2], 3).is(409, "visit_cap_reached")
		var limits cases.VisitLimits
		b.get("", "/public/visit-limits").is(200).into(&limits)
		require.Equal(t, cases.DefaultVisitLimits, limits)
	})
	t.Run("the code at the door", func(t *testing.T) {
		b := b.in(t)
		b.get("clerk", "/api/"+the+"/visit-code").is(403, "not_your_case")
		var code bureau.VisitCode
		b.get(lead, "/api/"+the+"/visit-code").is(200).into(&code)
		var seen bureau.VisitCodeView
		b.get("", code.Path).is(200).into(&seen)
		require.False(t, seen.Expired)
		require.Equal(t, []string(b.theCase(no).Team), seen.Inspectors)
		require.NotEmpty(t, seen.Items)
		require.Equal(t, b.today(), seen.ApprovedOn)
		require.NotEmpty(t, seen.Agency)
		require.Zero(t, seen.Started)
		said, signature, _ := strings.Cut(code.Code, ".")
		for _, forged := range []string{"x", said, said + "x." + signature, said + "." + signature[:20], said + ".AAAA"} {
			b.get("", "/public/visit-codes/"+forged).is(404, "visit_code_unknown")
		}
		b.act(lead, the, b.cleared(no)).is(409, "visit_not_started")
		for range 2 {
			b.request("", "POST", code.Path+"/scan", nil).is(200).into(&seen)
			require.Equal(t, april2025, seen.Started)
		}
		require.True(t, b.theCase(no).Start.Scanned)
		require.Equal(t, 1, countOf(b.acts(the), cases.ActStartVisit))
		require.NotContains(t, b.log.String(), code.Code)

		// Another case's code is not scanned in time.
		b.toTheVisit(numbers[1])
		b.get(b.theCase(numbers[1]).Team.Lead(), "/api/cases/"+numbers[1]+"/visit-code").is(200).into(&code)
		b.request("admin", "POST", "/api/clock", map[string]any{"to": april2025.Add(time.Hour)}).is(200)
		b.get("", code.Path).is(200).into(&seen)
		require.True(t, seen.Expired)
		b.request("", "POST", code.Path+"/scan", nil).is(409, "visit_code_expired")
	})
	t.Run("what the entity says only the supervisor reads", func(t *testing.T) {
		b := b.in(t)
		b.act(lead, the, b.cleared(no)).is(200)
		b.byLink(link, cases.RateVisit{Stars: 2}).is(200)
		b.byLink(link, cases.Complain{}, "检查人员态度恶劣").is(200)
		b.request(lead, "POST", "/api/"+the+"/acts/rate_visit", testForm{}, "Idempotency-Key", "r").is(404, "route_unknown")
		var l list[bureau.ActView]
		for _, who := range []string{lead, "head", "director"} {
			text := b.get(who, "/api/"+the+"/acts?limit=500").is(200)
			require.NotContains(t, text.text, "stars", who)
			require.NotContains(t, text.text, "态度恶劣", who)
			text.into(&l)
			require.True(t, l.Items[len(l.Items)-1].Withheld)
		}
		history := b.acts(the)
		require.JSONEq(t, `{"stars":2}`, string(history[len(history)-2].Facts))
		require.Contains(t, string(history[len(history)-1].Payload), "态度恶劣")
		b.get("director", "/api/ratings").is(403, "not_your_act")
		var counts list[record.RatingCount]
		b.get("supervisor", "/api/ratings").is(200).into(&counts)
		require.Equal(t, []record.RatingCount{{Department: initiating, Stars: 2, Count: 1}}, counts.Items)
	})
	t.Run("told in writing before it is public", func(t *testing.T) {
		b := b.in(t)
		for _, member := range b.theCase(no).Team {
			b.act(member, the, cases.SignRecord{Revision: 1}).is(200)
		}
		b.act(lead, the, cases.ProposeResult{Outcome: law.OutcomeNoProblem}).is(200)
		b.act("head", the, cases.ConfirmResult{}).is(200)
		b.act("clerk", the, cases.PreparePublication{}).is(200)
		b.act("director", the, cases.ApprovePublication{}).is(409, "result_not_told")
		b.act(lead, the, cases.TellResult{Method: law.ServedInPerson, On: b.today()}).is(200)
		b.act("director", the, cases.ApprovePublication{}).is(200)
		b.until(func(context.Context) bool { return b.theCase(no).Stage == cases.StageClosed })
	})
	t.Run("the entity objects to an inspector", func(t *testing.T) {
		b := b.in(t)
		other := numbers[2]
		otherLead, otherLink := b.toTheVisit(other)
		var own bureau.EntityCase
		b.get("", otherLink.Path).is(200).into(&own)
		require.Equal(t, []string(b.theCase(other).Team), own.Inspectors)
		out := own.Inspectors[1]
		b.byLink(otherLink, cases.RequestRecusal{Certificate: out, On: b.today()}, "亲属关系").is(200)
		b.get(otherLead, "/api/cases/"+other+"/visit-code").is(200)
		b.act("director", "cases/"+other, cases.DecideRecusal{Certificate: out, Upheld: true}, "有利害关系").is(200)
		b.get(otherLead, "/api/cases/"+other+"/visit-code").is(409, "recusal_unreplaced")
		b.request("head", "POST", "/api/cases/"+other+"/acts/replace_inspector", testForm{"facts": map[string]any{"out": out}, "reason": "回避"}, "Idempotency-Key", "out").is(200)
		b.get(b.theCase(other).Team.Lead(), "/api/cases/"+other+"/visit-code").is(409, "visit_not_approved")
	})
}

// firstEntity is an enterprise of the register.
func (b *bench) firstEntity() string {
	b.Helper()
	listed, err := b.store.Entities(b.Context(), record.EntityFilter{Kind: "人力资源服务机构"}, record.Page{Limit: 1})
	require.NoError(b, err)
	return listed.Items[0].Code
}

// cleared is a record that finds nothing, of a visit at the clock's time.
func (b *bench) cleared(no string) cases.RecordVisit {
	b.Helper()
	findings := map[string]law.Finding{}
	for _, item := range b.theCase(no).Items {
		findings[item] = law.FindingClear
	}
	now, err := b.office.Now(b.Context())
	require.NoError(b, err)
	return cases.RecordVisit{Mode: cases.ModeOnSite, Started: now, Ended: now, CertificatesShown: true, Findings: findings, EntitySignature: cases.EntitySigned}
}

// What is written as the reason for a repeated visit stays in the record; the
// procedure learns that there is one.
func TestReasonForARepeatedVisit(t *testing.T) {
	for text, explained := range map[string]bool{"": false, " \n": false, "投诉举报": true} {
		f := proposeVisit{Mode: cases.ModeOnSite, RepeatReason: text}.facts().(cases.ProposeVisit)
		require.Equal(t, explained, f.RepeatExplained, "%q", text)
		require.Zero(t, f.Count, "the count is the system's")
	}
}
