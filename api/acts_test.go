package api

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/inspection/amendment"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

func (b *bench) today() calendar.Date {
	b.Helper()
	now, err := b.office.Now(b.Context())
	require.NoError(b, err)
	return calendar.DateOf(now)
}

func (b *bench) acts(subject string) []bureau.ActView {
	b.Helper()
	var l list[bureau.ActView]
	b.get("supervisor", "/api/"+subject+"/acts?limit=500").is(200).into(&l)
	return l.Items
}

func countOf(acts []bureau.ActView, kind law.ActKind) int {
	n := 0
	for _, a := range acts {
		if a.Kind == kind {
			n++
		}
	}
	return n
}

// One case from the draw to the public page, over HTTP alone.
func TestAnInspectionOverHTTP(t *testing.T) {
	b := newBench(t, generous())
	numbers := b.drawn()
	no := numbers[0]
	the := "cases/" + no
	c := b.theCase(no)
	lead := c.Team.Lead()

	opened := b.get(lead, "/api/"+the).is(200)
	require.Equal(t, etag(c.Seq), opened.header.Get("ETag"))
	var view caseView
	opened.into(&view)
	require.Equal(t, "通知", view.StageName)
	require.Equal(t, door.TemporalUIPath+"/namespaces/"+namespace+"/workflows/"+no, view.Workflow)
	require.NotEmpty(t, view.Allowed)

	t.Run("the entity's self-check by its link", func(t *testing.T) {
		b := b.in(t)
		b.act(lead, the, cases.ServeNotice{Method: law.ServedInPerson, On: b.today()}).is(200)
		link := b.entityLink(lead, no)
		b.request("supervisor", "POST", "/api/"+the+"/entity-link", testForm{}, "Idempotency-Key", "l1").is(403, "not_your_case")
		var own bureau.EntityCase
		b.get("", link.Path).is(200).into(&own)
		require.Equal(t, no, own.No)
		require.NotEmpty(t, own.Items)
		answers := map[string]cases.SelfCheckAnswer{}
		for _, item := range own.Items {
			answers[item.Code] = cases.SelfCheckAnswer{}
		}
		left := own.Items[0].Code
		delete(answers, left)
		form := testForm{"facts": cases.FileSelfCheck{On: b.today(), Answers: answers}, "narrative": "自查未发现问题"}
		short := b.request("", "POST", link.Path+"/acts/file_self_check", form, link.withCode("e0")...).is(422, "items_incomplete")
		require.Equal(t, []string{"body.facts.answers." + left}, short.fields())
		answers[left] = cases.SelfCheckAnswer{}
		first := b.request("", "POST", link.Path+"/acts/file_self_check", form, link.withCode("e1")...).is(200)
		again := b.request("", "POST", link.Path+"/acts/file_self_check", form, link.withCode("e1")...).is(200)
		require.Equal(t, "true", again.header.Get("Idempotency-Replayed"))
		require.JSONEq(t, first.text, again.text)
		b.request("", "POST", link.Path+"/acts/report_correction", testForm{"facts": cases.ReportCorrection{On: b.today()}}, link.withCode("e2")...).is(409, "act_not_at_this_stage")
		b.get("", "/entity/"+link.Secret+"x").is(404, "link_unknown")
		b.get("", "/witness/"+link.Secret).is(404, "link_unknown")
		b.get("", link.Path+"/nothing").is(404, "route_unknown")
		require.NotContains(t, b.log.String(), link.Secret, "secrets of links never reach the log")
		require.Contains(t, b.log.String(), "/entity/***/acts/file_self_check")
	})
	t.Run("the record of the visit, with what was found on each item", func(t *testing.T) {
		b := b.in(t)
		photo := photograph(t, 600)
		b.attach(lead, photo, "照片1.jpg").is(http.StatusCreated)
		findings, notes := map[string]law.Finding{}, map[string]record.ItemNote{}
		for _, code := range c.Items {
			findings[code] = law.FindingClear
			notes[code] = record.ItemNote{Facts: "查阅台账" + code, Evidence: []record.Evidence{{Name: "照片1", SHA256: sha256Of(photo)}}}
		}
		now := startOfMonth
		form := testForm{"items": notes, "narrative": "现场检查", "facts": cases.RecordVisit{Mode: cases.ModeOnSite, Started: now, Ended: now, CertificatesShown: true, Findings: findings, EntitySignature: cases.EntitySigned}}
		b.request(lead, "POST", "/api/"+the+"/acts/record_visit", form, "Idempotency-Key", "v1").is(200).into(&view)
		require.Len(t, view.SelfCheckCompared, len(c.Items))
		require.Equal(t, cases.ComparedAgreeing, view.SelfCheckCompared[0].Compared)
		history := b.acts(the)
		var kept struct{ Items map[string]record.ItemNote }
		require.NoError(t, json.Unmarshal(history[len(history)-1].Payload, &kept))
		require.Equal(t, notes, kept.Items)
		require.NotContains(t, string(history[len(history)-1].Facts), "查阅台账", "narratives do not pass through the procedure")
		for _, member := range c.Team {
			b.act(member, the, cases.SignRecord{Revision: view.Visit.Revision}).is(200)
		}
	})
	t.Run("nobody approves own proposals, and the public page shows the result", func(t *testing.T) {
		b := b.in(t)
		b.act(lead, the, cases.ProposeResult{Outcome: law.OutcomeNoProblem}).is(200)
		b.act("director", the, cases.ConfirmResult{}).is(403, "not_your_act")
		b.act("head", the, cases.ConfirmResult{}).is(200)
		b.act("clerk", the, cases.PreparePublication{}).is(200)
		b.act("clerk", the, cases.ApprovePublication{}).is(403, "not_your_act")
		b.act("director", the, cases.ApprovePublication{}).is(200)
		b.until(func(context.Context) bool { return b.theCase(no).Stage == cases.StageClosed })
		var public list[record.Publication]
		b.get("", "/public/publications?task="+taskID).is(200).into(&public)
		require.Len(t, public.Items, 1)
		require.Equal(t, "未发现问题", public.Items[0].Outcome)
		b.act("head", the, cases.CorrectEntry{Seq: 1}, "试").is(409)
	})
	t.Run("anyone verifies the draw", func(t *testing.T) {
		b := b.in(t)
		path := "/public/tasks/" + taskID + "/draws/1"
		commitment := b.get("", path+"/commitment").is(200)
		require.Contains(t, commitment.text, b.task().Draw.Commitment)
		file := b.get("", path+"/evidence").is(200)
		require.Contains(t, file.header.Get("Content-Disposition"), "2024001-001-draw-1-public.json")
		var v bureau.Verification
		b.request("", "POST", "/public/verify?commitment="+b.task().Draw.Commitment, file.text).is(200).into(&v)
		require.True(t, v.Valid, v.Message)
		b.request("", "POST", "/public/verify", strings.Replace(file.text, "三十七号签", "三十八号签", 1)).is(200).into(&v)
		require.False(t, v.Valid)
		require.NotEmpty(t, v.Code)
		require.Regexp(t, `\p{Han}`, v.Message)
		b.get("clerk", "/api/"+theTask+"/draws/1/verification").is(200).into(&v)
		require.True(t, v.Valid)
		require.Contains(t, b.get("supervisor", "/api/"+theTask+"/draws/1/full-evidence").is(200).text, c.Entity)
		require.NotContains(t, file.text, "inside")
		b.get("supervisor", "/api/"+theTask+"/draws/1/openings/"+c.Entity).is(200)
		b.get("supervisor", "/api/"+theTask+"/draws/1/openings/91110000000000000X").is(404)
		b.get("", "/public/tasks/"+taskID+"/draws/2/evidence").is(404)
	})
	t.Run("the public looks at results and draws in a browser", func(t *testing.T) { b.in(t).looksAtPublicPages(c) })
	t.Run("lists, filters, counts and pages", func(t *testing.T) {
		b := b.in(t)
		var page list[caseRow]
		var seen []string
		after := ""
		for {
			b.get("supervisor", "/api/cases?limit=2&task="+taskID+"&after="+after).is(200).into(&page)
			for _, row := range page.Items {
				seen = append(seen, row.No)
			}
			if page.Next == "" {
				break
			}
			require.Len(t, page.Items, 2)
			after, page = page.Next, list[caseRow]{}
		}
		require.Equal(t, numbers, seen)
		b.get("supervisor", "/api/cases?stage=closed").is(200).into(&page)
		require.Len(t, page.Items, 1)
		require.Equal(t, "已归档", page.Items[0].StageName)
		page = list[caseRow]{}
		b.get(lead, "/api/cases").is(200).into(&page)
		for _, row := range page.Items {
			require.Contains(t, row.Team, lead)
		}
		page = list[caseRow]{}
		b.get("supervisor", "/api/cases?open=true&sort=due&dueBefore=2024-04-30T00:00:00%2B08:00").is(200).into(&page)
		require.Len(t, page.Items, len(numbers)-1)
		var counts []bureau.CountView
		b.get("supervisor", "/api/cases/counts?by=stage").is(200).into(&counts)
		total := int64(0)
		for _, one := range counts {
			total += one.Count
			require.NotEqual(t, one.Code, one.Name)
		}
		require.EqualValues(t, len(numbers), total)
		outsider := ""
		for _, account := range []string{"YS-2024-0001", "YS-2024-0002", "YS-2024-0003", "YS-2024-0004", "YS-2024-0005", "YS-2024-0006", "YS-2024-0007"} {
			if !c.Team.Has(account) {
				outsider = account
			}
		}
		b.get(outsider, "/api/"+the).is(403, "not_your_case")
		b.get(lead, "/api/"+the+"/items").is(200)
	})
	t.Run("inbox", func(t *testing.T) {
		b := b.in(t)
		var in struct {
			Items  []record.Message
			Unread int
		}
		b.get(lead, "/api/inbox?unread=true").is(200).into(&in)
		require.NotEmpty(t, in.Items)
		require.Equal(t, len(in.Items), in.Unread)
		b.request(lead, "POST", "/api/inbox/read", map[string]any{"ids": []int64{in.Items[0].ID}}).is(204)
		var after me
		b.get(lead, "/api/me").is(200).into(&after)
		require.Equal(t, in.Unread-1, after.Unread)
	})
}

func TestIdempotency(t *testing.T) {
	b := newBench(t, generous())
	no := b.drawn()[0]
	the := "cases/" + no
	lead := b.theCase(no).Team.Lead()
	serve := "/api/" + the + "/acts/serve_notice"
	form := testForm{"facts": cases.ServeNotice{Method: law.ServedInPerson, On: b.today()}, "narrative": "当面送达"}
	seq := b.theCase(no).Seq

	t.Run("stale views are refused, and leave the key free", func(t *testing.T) {
		b := b.in(t)
		b.request(lead, "POST", serve, form, "Idempotency-Key", "k", "If-Match", etag(seq-1)).is(412, "stale_view")
		b.request(lead, "POST", serve, form, "Idempotency-Key", "k", "If-Match", `"0"`).is(412, "stale_view")
		late := testForm{"facts": form["facts"], "expectedStage": "on_site"}
		b.request(lead, "POST", serve, late, "Idempotency-Key", "k").is(412, "stale_view")
		require.Equal(t, seq, b.theCase(no).Seq, "nothing happened")
	})
	t.Run("refused acts leave the key free for the corrected form", func(t *testing.T) {
		b := b.in(t)
		wrong := testForm{"facts": cases.ServeNotice{Method: law.ServedInPerson, On: calendar.NewDate(2024, 4, 9)}, "narrative": "写错了日期"}
		b.request(lead, "POST", serve, wrong, "Idempotency-Key", "k").is(422)
		require.Equal(t, seq, b.theCase(no).Seq)
		first := b.request(lead, "POST", serve, form, "Idempotency-Key", "k", "If-Match", etag(seq)).is(200)
		require.Empty(t, first.header.Get("Idempotency-Replayed"))
		require.Equal(t, etag(seq+1), first.header.Get("ETag"))
		history := b.acts(the)
		last := history[len(history)-1]
		require.Equal(t, cases.ActServeNotice, last.Kind)
		require.Contains(t, string(last.Payload), "当面送达")
		require.NotContains(t, string(last.Payload), "写错了日期")
		_, err := b.office.RecordHolds(t.Context())
		require.NoError(t, err)
	})
	t.Run("a repeat returns the first answer, whatever it saw", func(t *testing.T) {
		b := b.in(t)
		first := b.request(lead, "POST", serve, form, "Idempotency-Key", "k").is(200)
		require.Equal(t, "true", first.header.Get("Idempotency-Replayed"))
		b.act(lead, the, cases.AgreeVisit{On: calendar.NewDate(2024, 4, 8)}).is(200)
		again := b.request(lead, "POST", serve, form, "Idempotency-Key", "k", "If-Match", etag(1)).is(200)
		require.Equal(t, "true", again.header.Get("Idempotency-Replayed"))
		require.JSONEq(t, first.text, again.text)
		require.Equal(t, 1, countOf(b.acts(the), cases.ActServeNotice))
	})
	t.Run("another body under the key is refused", func(t *testing.T) {
		b := b.in(t)
		other := testForm{"facts": form["facts"], "narrative": "另一内容"}
		b.request(lead, "POST", serve, other, "Idempotency-Key", "k").is(422, "idempotency_key_reused")
	})
	t.Run("keys are each person's own", func(t *testing.T) {
		b := b.in(t)
		b.request("clerk", "POST", serve, form, "Idempotency-Key", "k").is(409, "act_not_at_this_stage")
	})
	t.Run("many at once are one act", func(t *testing.T) {
		b := b.in(t)
		agree := testForm{"facts": cases.AgreeVisit{On: calendar.NewDate(2024, 4, 10)}}
		for round := range 10 {
			before := countOf(b.acts(the), cases.ActAgreeVisit)
			key, seen := fmt.Sprint("many-", round), etag(b.theCase(no).Seq)
			agreed := func() answered {
				return b.request(lead, "POST", "/api/"+the+"/acts/agree_visit", agree, "Idempotency-Key", key, "If-Match", seen)
			}
			var wait sync.WaitGroup
			replies := make([]answered, 8)
			for i := range replies {
				wait.Go(func() { replies[i] = agreed() })
			}
			wait.Wait()
			for _, r := range replies {
				r.is(http.StatusOK)
			}
			agreed().is(http.StatusOK)
			require.Equal(t, before+1, countOf(b.acts(the), cases.ActAgreeVisit))
		}
	})
	t.Run("an answer that was lost is found on the record", func(t *testing.T) {
		b := b.in(t)
		agree := testForm{"facts": cases.AgreeVisit{On: calendar.NewDate(2024, 4, 11)}}
		path := "/api/" + the + "/acts/agree_visit"
		b.request(lead, "POST", path, agree, "Idempotency-Key", "lost").is(200)
		b.forgetAnswer(lead, "POST "+path, "lost")
		n := countOf(b.acts(the), cases.ActAgreeVisit)
		again := b.request(lead, "POST", path, agree, "Idempotency-Key", "lost", "If-Match", etag(1)).is(200)
		require.NotEmpty(t, again.header.Get("ETag"))
		history := b.acts(the)
		require.Equal(t, n, countOf(history, cases.ActAgreeVisit))
		require.False(t, history[len(history)-1].Erased, "what was written with a recorded act stays")
	})
}

func TestWitnessesFromOutside(t *testing.T) {
	b := newBench(t, generous())
	b.prepared()
	link := b.invited("clerk", "企业代表")
	var seen bureau.WitnessView
	b.get("", link.Path).is(200).into(&seen)
	require.Equal(t, "企业代表", seen.Witness)
	open := testForm{"facts": witnessOpening{Entry: "一号球", Salt: hex.EncodeToString(witnessSalt)}}
	b.request("", "POST", link.Path+"/acts/open_entry", open, link.withCode("w0")...).is(409)

	approved := b.act("director", theTask, tasks.ApproveDraw{}).is(200)
	var view taskView
	approved.into(&view)
	require.Len(t, view.Draw.Commitment, 64)
	seal := testForm{"facts": witnessSeal{Seal: b.sealOf("企业代表", "一号球", witnessSalt)}}
	b.request("", "POST", link.Path+"/acts/seal_entry", testForm{"facts": map[string]string{"seal": seal["facts"].(witnessSeal).Seal, "witness": "别人"}}, link.withCode("w1")...).is(422, "request_invalid")
	b.request("", "POST", link.Path+"/acts/seal_entry", seal, link.withCode("w1")...).is(200).into(&seen)
	require.Equal(t, "企业代表", seen.Witnesses[0].Name)
	again := b.request("", "POST", link.Path+"/acts/seal_entry", seal, link.withCode("w1")...).is(200)
	require.Equal(t, "true", again.header.Get("Idempotency-Replayed"))
	wrong := testForm{"facts": witnessOpening{Entry: "二号球", Salt: hex.EncodeToString(witnessSalt)}}
	b.request("", "POST", link.Path+"/acts/open_entry", wrong, link.withCode("w2")...).is(422, "seal_mismatch")
	b.request("", "POST", link.Path+"/acts/open_entry", open, link.withCode("w2")...).is(200)
	b.until(func(context.Context) bool { return b.task().Stage == tasks.StageRunning })
	require.NotContains(t, b.log.String(), link.Secret)
	b.request("clerk", "POST", "/api/"+theTask+"/witnesses", map[string]string{"name": "来晚的人"}, "Idempotency-Key", "late").is(409, "act_not_at_this_stage")
}

func TestOfficeOverHTTP(t *testing.T) {
	b := newBench(t, generous())
	var clock bureau.ClockView
	b.get("legal", "/api/clock").is(200).into(&clock)
	require.Equal(t, "2024年4月1日 09:00", clock.Local)
	b.request("admin", "POST", "/api/clock", map[string]any{"days": 2}).is(200).into(&clock)
	require.Equal(t, "2024年4月3日 09:00", clock.Local)
	b.request("admin", "POST", "/api/clock", map[string]any{"to": "2024-04-02T09:00:00+08:00"}).is(422, "clock_backwards")
	oneDay := map[string]any{"days": 1}
	b.request("admin", "POST", "/api/clock", oneDay, "If-Match", etag(clock.Jumps-1)).is(412, "clock_moved")
	b.request("admin", "POST", "/api/clock", oneDay, "If-Match", "one").is(422, "if_match_invalid")
	seen := b.get("legal", "/api/clock").is(200).header.Get("ETag")
	b.request("admin", "POST", "/api/clock", oneDay, "If-Match", seen).is(200)
	b.request("admin", "POST", "/api/clock", oneDay, "If-Match", seen).is(412, "clock_moved")

	var cal bureau.CalendarView
	notice := map[string]any{"notice": "国办发明电〔2026〕9号", "csv": "date,day,holiday,notice\n2027-01-01,off,元旦,国办发明电〔2026〕9号\n"}
	b.request("admin", "PUT", "/api/calendar/2027", notice).is(422, "notice_incomplete")
	notice["csv"] = wholeNotice2027
	b.request("admin", "PUT", "/api/calendar/2027", notice).is(200)
	b.get("legal", "/api/calendar").is(200).into(&cal)
	require.Contains(t, cal.Years, 2027)
	notice["csv"] = "date,day\n"
	require.Contains(t, b.request("admin", "PUT", "/api/calendar/2027", notice).is(422, "notice_invalid").text, "应有4列")

	var found bureau.Comparison
	b.get("supervisor", "/api/reconcile").is(200).into(&found)
	require.Positive(t, found.Compared)
	require.Empty(t, found.Differences)

	var book ruleBook
	b.get("", "/api/rules/2024").is(200).into(&book)
	require.Len(t, book.CaseRules, len(cases.RulesIn(law.Editions[0])))
	require.Equal(t, law.Editions[0].Periods, book.Edition.Periods)
	book = ruleBook{} // what is read into a map is added to it
	b.get("", "/api/rules/2025").is(200).into(&book)
	require.Len(t, book.CaseRules, len(cases.Rules))
	require.Equal(t, "实地检查", book.Names.Stages[cases.StageOnSite])
	sentBack, _ := law.RuleOf(book.CaseRules, cases.ActSendBackRecord)
	require.Equal(t, law.Leads[cases.Stage]{cases.StageResult: {cases.StageOnSite}}, sentBack.Leads)
	require.Equal(t, law.InForceOf(sentBack.Clause), sentBack.InForce)
	require.False(t, sentBack.Since.IsZero())
	b.get("", "/api/rules/1999").is(404, "edition_unknown")
	var changes list[amendment.Difference]
	b.get("", "/api/rules/2025/changes?since=2024").is(200).into(&changes)
	require.Equal(t, amendment.Between(law.Editions[0], law.Editions[1]), changes.Items)
	b.get("", "/api/rules/2025/changes?since=1999").is(404, "edition_unknown")
	b.get("", "/api/rules/1999/changes?since=2025").is(404, "edition_unknown")
	b.get("", "/api/rules/2025/changes").is(422)

	made := b.request("admin", "POST", "/api/accounts", map[string]any{"login": "new", "name": "新人", "department": initiating, "roles": []law.Role{law.RoleClerk}, "password": testPassword}).is(201)
	var a record.Account
	made.into(&a)
	require.NotContains(t, made.text, "argon2")
	require.Contains(t, b.request("admin", "POST", "/api/accounts", AccountForm{Login: "x", Name: "执法", Department: initiating, Roles: []law.Role{law.RoleInspector}}).is(422, "account_invalid").text, "certificate")
	b.request("admin", "PUT", "/api/accounts/"+a.ID, map[string]any{"login": "new", "name": "新人", "department": initiating, "roles": []string{"clerk"}, "active": false}).is(200)
	b.request("", "POST", "/api/login", loginForm("new", testPassword)).is(401)

	b.account("clerk-too", initiating, law.RoleClerk)
	handover := handoverForm{From: "clerk", To: "head", Reason: "调离"}
	b.request("head", "POST", "/api/handovers", handover, "Idempotency-Key", "none").is(409, "handover_receiver")
	handover.To = "clerk-too"
	b.request("head", "POST", "/api/handovers", handover, "Idempotency-Key", "h").is(200)
	again := b.request("head", "POST", "/api/handovers", handover, "Idempotency-Key", "h").is(200)
	require.Equal(t, "true", again.header.Get("Idempotency-Replayed"))
	b.get("clerk", "/api/me").is(401, "token_expired") // tokens end with the account
}
