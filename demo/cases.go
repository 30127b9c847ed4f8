package demo

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"shuangsuiji/apiclient"
	"shuangsuiji/demo/people"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// story is what happens in one case of the play.
type story struct {
	name         string
	noSelfCheck  bool        // the window lapses
	lateFiling   bool        // the self-check is filed after its window
	attempt      law.Outcome // the visit as a whole
	problem      law.Outcome // of the first item
	branches     []law.ProceedingKind
	notCorrected bool
	sendBack     bool // 审核退回 once
	change       bool // one inspector is replaced
	pause        bool // suspended and resumed, then extended
	late         bool // published after its period
	replace      bool // the next alternate takes the place
}

// stories are told in the order of the cases; the rest go smoothly.
var stories = []story{
	{name: "未发现问题"},
	{name: "未按要求自查", noSelfCheck: true},
	{name: "逾期提交自查报告", lateFiling: true},
	{name: "责令改正并复查合格", problem: law.OutcomeCorrection},
	{name: "责令改正逾期未改，待行政处罚", problem: law.OutcomeCorrection, notCorrected: true},
	{name: "无法联系，递补", attempt: law.OutcomeUnreachable, replace: true},
	{name: "未开展相关经营活动", attempt: law.OutcomeNoSuchBusiness},
	{name: "不配合检查，待行政处罚", attempt: law.OutcomeUncooperative},
	{name: "审核退回后重新签字", sendBack: true},
	{name: "更换检查人员", change: true},
	{name: "中止、恢复、延长期限", pause: true},
	{name: "移送主管部门和公安机关", problem: law.OutcomeFollowUp, branches: []law.ProceedingKind{law.ProceedingReferral, law.ProceedingPolice}},
	{name: "逾期公示", late: true},
}

func storyOf(index int) story {
	if index < len(stories) {
		return stories[index]
	}
	return story{name: "未发现问题"}
}

// inspectAll tells every case's story, stage by stage, so that all of them share
// the one business clock.
func (p *play) inspectAll(ctx context.Context) error {
	all, err := p.cases(ctx)
	if err != nil {
		return err
	}
	for _, pass := range []func(context.Context, cases.Case, story) error{p.notify, p.pauseOrChange, p.selfCheck} {
		if err := p.each(ctx, all, pass); err != nil {
			return err
		}
	}
	if err := p.passSelfCheck(ctx); err != nil {
		return err
	}
	// Replacements join with their own numbers while the others are finished.
	for {
		all, err := p.cases(ctx)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(all, unfinished) {
			return nil
		}
		before := progress(all)
		for _, pass := range []func(context.Context, cases.Case, story) error{p.notify, p.selfCheck, p.visit, p.conclude, p.handle, p.publish, p.replace} {
			if err := p.each(ctx, all, pass); err != nil {
				return err
			}
		}
		after, err := p.cases(ctx)
		if err != nil {
			return err
		}
		if progress(after) == before {
			if err := p.toNextDeadline(ctx); err != nil {
				return err
			}
		}
	}
}

// unfinished: something in the case is still for this play to do; a case that
// waits for a branch is not.
func unfinished(c cases.Case) bool { return c.Stage.Open() && c.Stage != cases.StageFollowUp }

func progress(all []cases.Case) (acts int) {
	for _, c := range all {
		acts += c.Seq
	}
	return acts
}

func (p *play) toNextDeadline(ctx context.Context) error {
	c, err := p.Clock(ctx)
	if err != nil {
		return err
	}
	p.Say("  业务时钟拨到下一个期限\n")
	return p.People["clerk"].Act(ctx, "/api/clock", c.Jumps, map[string]any{"nextDeadline": true}, nil)
}

func (p *play) each(ctx context.Context, all []cases.Case, do func(context.Context, cases.Case, story) error) error {
	for i, c := range all {
		now, err := p.caseNow(ctx, c.No)
		if err != nil {
			return err
		}
		if err := do(ctx, now, storyOf(i)); err != nil {
			return fmt.Errorf("%s（%s）：%w", c.No, storyOf(i).name, err)
		}
	}
	return nil
}

func (p *play) caseNow(ctx context.Context, no string) (cases.Case, error) {
	var c cases.Case
	err := p.People["supervisor"].Get(ctx, "/api/cases/"+no, &c)
	return c, err
}

var errNoInspector = errors.New("没有该执法人员的演示账号")

func (p *play) act(ctx context.Context, who *people.Person, c *cases.Case, facts law.Facts, reason string, evidence ...people.Evidence) error {
	rule, _ := cases.RuleOf(facts.Kind())
	if who == nil {
		return errNoInspector
	}
	p.Say("  %s %-16s %s（%s）\n", c.No, who.Name, rule.Name, rule.Clause)
	var now cases.Case
	err := who.Act(ctx, "/api/cases/"+c.No+"/acts/"+string(facts.Kind()), c.Seq, people.Form{Facts: facts, Reason: reason, Narrative: "演示数据", Evidence: evidence}, &now)
	if err == nil {
		*c = now
	}
	return err
}

func (p *play) today(ctx context.Context) (calendar.Date, error) {
	now, err := p.Now(ctx)
	return calendar.DateOf(now), err
}

func (p *play) notify(ctx context.Context, c cases.Case, _ story) error {
	if c.Stage != cases.StageNotify {
		return nil
	}
	if err := people.Until(ctx, "检查通知书制发", func() (bool, error) {
		now, err := p.caseNow(ctx, c.No)
		return now.NoticeIssued, err
	}); err != nil {
		return err
	}
	today, err := p.today(ctx)
	if err != nil {
		return err
	}
	return p.act(ctx, p.Inspector[c.Team.Lead()], &c, cases.ServeNotice{Method: law.ServedInPerson, On: today}, "")
}

// pauseOrChange: one case is suspended, resumed and its window extended; in
// another an inspector falls ill.
func (p *play) pauseOrChange(ctx context.Context, c cases.Case, s story) error {
	if c.Stage != cases.StageSelfCheck {
		return nil
	}
	if s.change && len(c.Left) == 0 {
		return p.act(ctx, p.People["head"], &c, cases.ReplaceInspector{Out: c.Team[len(c.Team)-1]}, "演示：因病不能参加检查")
	}
	if d, running := c.Deadlines.Find(law.DeadlineSelfCheck); !s.pause || !running || len(d.Extensions) > 0 {
		return nil
	}
	today, err := p.today(ctx)
	if err != nil {
		return err
	}
	if !c.Suspended() {
		if err := p.act(ctx, p.People["director"], &c, law.Suspend{On: today}, "演示：检查对象经营场所因暴雨受损"); err != nil {
			return err
		}
	}
	if err := p.act(ctx, p.People["director"], &c, law.Resume{On: today}, ""); err != nil {
		return err
	}
	return p.act(ctx, p.People["head"], &c, law.ExtendDeadline{Deadline: law.DeadlineSelfCheck,
		By: calendar.Period{Amount: 2, Unit: calendar.WorkingDays}}, "演示：材料需要补齐")
}

// selfCheck: the entity files by its own link, without an account.
func (p *play) selfCheck(ctx context.Context, c cases.Case, s story) error {
	late := s.lateFiling && c.Stage == cases.StageOnSite && c.Visit == nil && (c.SelfCheck == nil || !c.SelfCheck.Filed)
	inTime := !s.lateFiling && !s.noSelfCheck && c.Stage == cases.StageSelfCheck
	if !late && !inTime {
		return nil
	}
	link, err := p.Inspector[c.Team.Lead()].EntityLink(ctx, c.No)
	if err != nil {
		return err
	}
	entity, err := p.Entity()
	if err != nil {
		return err
	}
	today, err := p.today(ctx)
	if err != nil {
		return err
	}
	answers := map[string]cases.SelfCheckAnswer{}
	for i, item := range c.Items {
		answers[item] = cases.SelfCheckAnswer{Problem: i == 0 && s.problem == law.OutcomeCorrection}
	}
	rule, _ := cases.RuleOf(cases.ActFileSelfCheck)
	p.Say("  %s %-16s %s（%s）\n", c.No, "检查对象", rule.Name, rule.Clause)
	return entity.PerformByLink(ctx, link, "/acts/file_self_check", apiclient.Act{Seen: c.Seq, Form: people.Form{Facts: cases.FileSelfCheck{On: today, Answers: answers}}})
}

// passSelfCheck lets the window of the case that files nothing lapse.
func (p *play) passSelfCheck(ctx context.Context) error {
	all, err := p.cases(ctx)
	if err != nil {
		return err
	}
	for _, c := range all {
		if d, running := c.Deadlines.Find(law.DeadlineSelfCheck); running {
			if err := p.jump(ctx, d.Due.Add(9*time.Hour)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *play) visit(ctx context.Context, c cases.Case, s story) error {
	if c.Stage != cases.StageOnSite {
		return nil
	}
	lead := p.Inspector[c.Team.Lead()]
	if c.Visit == nil {
		now, err := p.Now(ctx)
		if err != nil {
			return err
		}
		f := cases.RecordVisit{Mode: cases.ModeOnSite, Started: now, Ended: now, Attempt: s.attempt, CertificatesShown: true,
			EntitySignature: cases.EntitySigned, Findings: map[string]law.Finding{}}
		if s.attempt != "" {
			f.EntitySignature = cases.EntityAbsent
		} else {
			for i, item := range c.Items {
				f.Findings[item] = law.FindingClear
				if i == 0 && s.problem != "" {
					f.Findings[item] = law.FindingProblem
				}
			}
		}
		photo, err := p.photographed(ctx, lead, c)
		if err != nil {
			return err
		}
		if err := p.act(ctx, lead, &c, f, "", photo); err != nil {
			return err
		}
	}
	for _, member := range c.Team {
		if slices.Contains(c.Visit.Signed, member) {
			continue
		}
		if err := p.act(ctx, p.Inspector[member], &c, cases.SignRecord{Revision: c.Visit.Revision}, ""); err != nil {
			return err
		}
	}
	return nil
}

// photographed is the photograph that the inspector took on site, sent before the act
// that carries it.
func (p *play) photographed(ctx context.Context, who *people.Person, c cases.Case) (people.Evidence, error) {
	if who == nil {
		return people.Evidence{}, errNoInspector
	}
	file, err := photograph(c.No)
	if err != nil {
		return people.Evidence{}, err
	}
	return who.Attach(ctx, "现场照片.jpg", file)
}

func (p *play) conclude(ctx context.Context, c cases.Case, s story) error {
	if c.Stage != cases.StageResult {
		return nil
	}
	if s.sendBack && c.Result == nil && c.Visit.Revision == 1 {
		return p.act(ctx, p.People["head"], &c, cases.SendBackRecord{}, "演示：请核对检查地点")
	}
	if c.Result == nil {
		f := cases.ProposeResult{Outcome: law.OutcomeNoProblem}
		if s.problem != "" {
			f.Outcome = s.problem
			f.Items = map[string]cases.ItemResult{c.Items[0]: {Outcome: s.problem, Branches: s.branches}}
		}
		if s.attempt != "" {
			f.Outcome = s.attempt
		}
		if err := p.act(ctx, p.Inspector[c.Team.Lead()], &c, f, ""); err != nil {
			return err
		}
	}
	return p.act(ctx, p.People["head"], &c, cases.ConfirmResult{}, "")
}

func (p *play) handle(ctx context.Context, c cases.Case, s story) error {
	if c.Stage != cases.StageHandling {
		return nil
	}
	today, err := p.today(ctx)
	if err != nil {
		return err
	}
	lead := p.Inspector[c.Team.Lead()]
	if c.Correction == nil {
		if err := p.act(ctx, lead, &c, cases.OrderCorrection{Service: inPerson(today)}, ""); err != nil {
			return err
		}
	}
	if c.Correction.ReportedOn.IsZero() && !s.notCorrected {
		if err := p.act(ctx, lead, &c, cases.ReportCorrection{On: today}, ""); err != nil {
			return err
		}
	}
	if _, running := c.Deadlines.Find(law.DeadlineReinspection); !running || c.Publication.Entries == 0 {
		return nil // the correction's period still runs, or the finding is to be published first
	}
	return p.act(ctx, lead, &c, cases.Reinspect{On: today, Corrected: map[string]bool{c.Items[0]: !s.notCorrected}}, "")
}

func (p *play) publish(ctx context.Context, c cases.Case, s story) error {
	asFound := c.Stage == cases.StageHandling && c.Correction != nil && !c.Publication.AsFound
	if c.Stage != cases.StagePublication && !asFound {
		return nil
	}
	if s.late && !c.Deadlines.Overdue() {
		return nil
	}
	if c.Publication.PreparedBy == "" {
		if err := p.act(ctx, p.People["clerk"], &c, cases.PreparePublication{}, ""); err != nil {
			return err
		}
	}
	return p.act(ctx, p.People["director"], &c, cases.ApprovePublication{}, "")
}

func (p *play) replace(ctx context.Context, c cases.Case, s story) error {
	if !s.replace || c.Replaced || p.shortfall[c.No] || c.Result == nil || c.Result.ConfirmedBy == "" {
		return nil
	}
	t, err := p.task(ctx)
	if err != nil || t.Stage != tasks.StageRunning {
		return err
	}
	err = p.actOnTask(ctx, "head", &t, tasks.ReplaceEntity{Case: c.No}, "演示：检查对象无法联系")
	var refused *apiclient.Problem
	if errors.As(err, &refused) && refused.Code == "draw_alternates_exhausted" {
		p.Say("    %s\n", refused.Detail)
		p.shortfall[c.No] = true
		return nil
	}
	return err
}
