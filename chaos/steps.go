package chaos

import (
	"context"
	"maps"
	"math/rand/v2"
	"net/url"
	"slices"
	"time"

	"shuangsuiji/demo"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// ofTask is what is next in a task itself.
func ofTask(t tasks.Task) (step, bool) {
	act := func(who string, facts law.Facts) (step, bool) {
		return step{who: who, path: "/api/tasks/" + t.ID + "/acts/" + string(facts.Kind()), subject: t.ID, seen: t.Seq, facts: facts}, true
	}
	switch t.Stage {
	case tasks.StagePreparing:
		if t.Draw.PreparedBy == "" {
			return act("clerk", tasks.PrepareDraw{Joint: []string{"社会保险科", "社会保险中心"},
				Rules: tasks.DrawRules{Mode: plans.DrawUntargeted, Ratio: "10%", TeamSize: 2, Items: []string{"R1", "R2.1"}}})
		}
		return act("director", tasks.ApproveDraw{})
	case tasks.StageSummary:
		if t.Summary.WrittenBy == "" {
			return act("clerk", tasks.WriteSummary{})
		}
		for login, department := range map[string]string{"head-insurance": "社会保险科", "head-centre": "社会保险中心"} {
			if _, done := t.Summary.Confirmed[department]; !done && slices.Contains(t.Joint, department) {
				return act(login, tasks.ConfirmSummary{})
			}
		}
		return act("director", tasks.ApproveSummary{})
	}
	return step{}, false
}

// ofCase is what is next in a case.
func (c *Crew) ofCase(ctx context.Context, random *rand.Rand, k cases.Case) (step, bool) {
	act := func(who string, facts law.Facts, reason string) (step, bool) {
		return step{who: who, path: "/api/cases/" + k.No + "/acts/" + string(facts.Kind()), subject: k.No, seen: k.Seq, facts: facts, reason: reason}, true
	}
	lead := c.inspector[k.Team.Lead()]
	switch k.Stage {
	case cases.StageNotify:
		if !k.NoticeIssued {
			return step{}, false
		}
		now, err := c.now(ctx, random)
		if err != nil {
			return step{}, false
		}
		return act(lead, cases.ServeNotice{Method: law.ServedInPerson, On: calendar.DateOf(now)}, "")
	case cases.StageSelfCheck:
		if d, running := k.Deadlines.Find(law.DeadlineSelfCheck); running && len(d.Extensions) == 0 && !c.plain && random.IntN(4) == 0 {
			return act("head", law.ExtendDeadline{Deadline: law.DeadlineSelfCheck, By: calendar.PeriodOf(1, calendar.WorkingDays)}, "故障演练")
		}
		return c.selfCheck(ctx, random, k, lead)
	case cases.StageOnSite:
		return c.onSite(ctx, random, k, act)
	case cases.StageResult:
		if k.Result == nil && k.Visit.Revision == 1 && !c.plain && random.IntN(6) == 0 {
			return act("head", cases.SendBackRecord{}, "故障演练：请核对")
		}
		if k.Result == nil {
			return act(lead, proposalFor(k), "")
		}
		return act("head", cases.ConfirmResult{}, "")
	case cases.StagePublication:
		if k.Publication.PreparedBy == "" {
			return act("clerk", cases.PreparePublication{}, "")
		}
		return act("director", cases.ApprovePublication{}, "")
	}
	return step{}, false
}

// proposalFor is what the record calls for: problems go on as a penalty case and a
// referral.
func proposalFor(k cases.Case) cases.ProposeResult {
	out := cases.ProposeResult{Outcome: law.OutcomeNoProblem, Items: map[string]cases.ItemResult{}}
	for code, found := range k.Visit.Findings {
		if found == law.FindingProblem {
			out.Outcome = law.OutcomeFollowUp
			out.Items[code] = cases.ItemResult{Outcome: law.OutcomeFollowUp, Branches: []law.ProceedingKind{law.ProceedingPenalty, law.ProceedingReferral}}
		}
	}
	return out
}

// ofProceeding is what is next in one of the task's penalty cases and referrals.
func (c *Crew) ofProceeding(ctx context.Context, random *rand.Rand, task string) (step, bool) {
	var page struct {
		Items []proceedings.Proceeding `json:"items"`
	}
	if err := c.person("supervisor", random).Get(ctx, "/api/proceedings?open=true&limit=200&task="+task, &page); err != nil || len(page.Items) == 0 {
		return step{}, false
	}
	now, err := c.now(ctx, random)
	if err != nil {
		return step{}, false
	}
	b := page.Items[random.IntN(len(page.Items))]
	fine := []proceedings.Penalty{{Kind: proceedings.PenaltyFine, Fen: 5_000_00}}
	who, facts, reason := demo.NextInProceeding(b, fine, slices.Sorted(maps.Keys(c.inspector))[:2], calendar.DateOf(now))
	if facts == nil {
		return step{}, false
	}
	if login, inspector := c.inspector[who]; inspector {
		who = login
	}
	return step{who: who, path: "/api/proceedings/" + b.No + "/acts/" + string(facts.Kind()), subject: b.No, seen: b.Seq, facts: facts, reason: reason}, true
}

// filing begins something beside the case: its team's feedback or, where a result
// is published, an objection that came on paper.
func (c *Crew) filing(ctx context.Context, random *rand.Rand, k cases.Case) (step, bool) {
	if k.Publication.Entries == 0 || random.IntN(2) == 0 {
		return step{who: c.inspector[k.Team.Lead()], path: "/api/cases/" + k.No + "/feedback", subject: k.No, begins: true,
			facts: proceedings.FileFeedback{Topic: proceedings.TopicWeakPoint}, reason: "故障演练"}, true
	}
	now, err := c.now(ctx, random)
	return step{who: "clerk", path: "/api/cases/" + k.No + "/objections", subject: k.No, begins: true,
		facts: proceedings.RaiseObjection{On: calendar.DateOf(now)}, reason: "故障演练"}, err == nil
}

// selfCheck is filed by the entity, over its own link.
func (c *Crew) selfCheck(ctx context.Context, random *rand.Rand, k cases.Case, lead string) (step, bool) {
	link, err := c.person(lead, random).MakeLink(ctx, "/api/cases/"+k.No+"/entity-link", map[string]string{"codeWay": "paper"})
	if err != nil {
		return step{}, false
	}
	now, err := c.now(ctx, random)
	if err != nil {
		return step{}, false
	}
	facts := cases.FileSelfCheck{On: calendar.DateOf(now), Answers: map[string]cases.SelfCheckAnswer{}}
	for _, item := range k.Items {
		facts.Answers[item] = cases.SelfCheckAnswer{}
	}
	return step{path: "/entity/" + url.PathEscape(link.Secret) + "/acts/" + string(facts.Kind()), code: link.Code, subject: k.No, seen: k.Seq, facts: facts}, true
}

func (c *Crew) onSite(ctx context.Context, random *rand.Rand, k cases.Case, act func(string, law.Facts, string) (step, bool)) (step, bool) {
	if k.Visit == nil {
		now, err := c.now(ctx, random)
		if err != nil {
			return step{}, false
		}
		facts := cases.RecordVisit{Mode: cases.ModeOnSite, Started: now, Ended: now, CertificatesShown: true,
			EntitySignature: cases.EntitySigned, Findings: map[string]law.Finding{}}
		for _, item := range k.Items {
			facts.Findings[item] = law.FindingClear
		}
		if !c.plain && random.IntN(4) == 0 {
			facts.Findings[k.Items[0]] = law.FindingProblem
		}
		return act(c.inspector[k.Team.Lead()], facts, "")
	}
	for _, member := range k.Team {
		if !slices.Contains(k.Visit.Signed, member) {
			return act(c.inspector[member], cases.SignRecord{Revision: k.Visit.Revision}, "")
		}
	}
	return step{}, false
}

func (c *Crew) now(ctx context.Context, random *rand.Rand) (time.Time, error) {
	var clock struct {
		Now time.Time `json:"now"`
	}
	err := c.person("clerk", random).Get(ctx, "/api/clock", &clock)
	return clock.Now, err
}
