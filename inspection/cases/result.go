package cases

import (
	"maps"
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 认定: what the inspection found, proposed by the lead and decided by the section
// head (文件四(四)、(五)).

func (t *transition) proposeResult(f ProposeResult) error {
	day := calendar.DateOf(t.Act.Happened)
	if err := law.NotBefore(day, calendar.DateOf(t.c.Visit.Ended), "提出认定意见的日期", "检查结束之日"); err != nil {
		return err
	}
	outcome, err := t.judge(f)
	if err != nil {
		return err
	}
	t.c.Result = &Result{Outcome: outcome, Items: f.Items, Branches: f.Branches, ProposedBy: t.Act.Actor.ID, ProposedOn: day, Certificate: t.Act.Actor.Certificate}
	rule, _ := t.Law.Edition.Outcome(outcome)
	noted := ""
	if t.c.refused() && t.c.Cooperation == nil {
		noted = "检查组没有责令改正不配合检查的行为（劳动保障监察条例第三十条）。"
	}
	t.Tell(law.NoticeTask, t.ToRole(law.RoleSectionHead), "检查组提出认定意见“%s”，请认定或者退回。%s", rule.Name, noted)
	return nil
}

// judge holds the proposal against the signed record: each problem found has an
// outcome of its own, nothing else has, and the whole is the gravest.
func (t *transition) judge(f ProposeResult) (law.Outcome, error) {
	var bad law.Invalid
	var outcomes []law.Outcome
	found := t.c.Problems()
	for _, code := range found {
		item, ok := f.Items[code]
		at := law.Path("items").Join(code)
		if !ok {
			bad.Add(at, "", "事项%s发现问题，必须提出处理意见", code)
			continue
		}
		rule, _ := t.Law.Edition.Outcome(item.Outcome)
		if !rule.Problem {
			bad.Add(at.Join("outcome"), string(item.Outcome), "事项%s发现问题，结果类别应为发现问题的类别之一", code)
			continue
		}
		if item.Outcome == law.OutcomeConcealed && len(t.c.SelfReported([]string{code})) > 0 {
			bad.Add(at.Join("outcome"), string(item.Outcome), "事项%s的问题已在自查报告中如实报告，不能认定为“%s”", code, rule.Name)
			continue
		}
		t.c.checkBranches(&bad, at.Join("branches"), code, rule, item.Branches)
		outcomes = append(outcomes, item.Outcome)
	}
	for _, code := range slices.Sorted(maps.Keys(f.Items)) {
		if !slices.Contains(found, code) {
			bad.Add(law.Path("items").Join(code), "", "检查记录表没有记载事项%s发现问题", code)
		}
	}
	t.checkWhole(&bad, f.Branches)
	if err := bad.Err("result_invalid", "认定意见"); err != nil {
		return "", err
	}
	if attempt := t.c.Visit.Attempt; attempt != "" {
		outcomes = append(outcomes, attempt)
	}
	want := law.OutcomeNoProblem
	if len(outcomes) > 0 {
		want = t.Law.Edition.Gravest(outcomes)
	}
	if f.Outcome != want {
		rule, _ := t.Law.Edition.Outcome(want)
		return "", law.Errorf(law.KindInvalid, "outcome_not_the_gravest", "根据检查记录表，本案结果应为最重的一项“%s”。", rule.Name)
	}
	return want, nil
}

// checkWhole: what follows is named for the visit as a whole only where that had an
// outcome of which something follows.
func (t *transition) checkWhole(bad *law.Invalid, branches []law.ProceedingKind) {
	rule, _ := t.Law.Edition.Outcome(t.c.Visit.Attempt)
	if len(branches) > 0 && len(rule.Branches) == 0 {
		bad.Add("branches", "", "检查正常进行的，后续处理方式按事项写明")
		return
	}
	t.c.allowedBranches(bad, "branches", rule, branches)
}

func (c Case) checkBranches(bad *law.Invalid, at law.Path, code string, rule law.OutcomeRule, branches []law.ProceedingKind) {
	if len(rule.Branches) > 0 && len(branches) == 0 {
		bad.Add(at, "", "事项%s的结果为“%s”，必须写明后续处理方式", code, rule.Name)
	}
	c.allowedBranches(bad, at, rule, branches)
}

func (c Case) allowedBranches(bad *law.Invalid, at law.Path, rule law.OutcomeRule, branches []law.ProceedingKind) {
	allowed, _ := c.followUps(rule)
	for i, b := range branches {
		if !slices.Contains(allowed, b) {
			bad.Add(at.Index(i), string(b), "结果“%s”不适用该后续处理方式", rule.Name)
		}
	}
}

// Problems are the items on which the record finds a problem, in order.
func (c Case) Problems() []string {
	var out []string
	if c.Visit == nil {
		return out
	}
	for _, code := range c.Items {
		if c.Visit.Findings[code] == law.FindingProblem {
			out = append(out, code)
		}
	}
	return out
}

func (t *transition) confirmResult(ConfirmResult) error {
	r, day := t.c.Result, calendar.DateOf(t.Act.Happened)
	if err := law.NotBefore(day, r.ProposedOn, "认定日期", "提出认定意见之日"); err != nil {
		return err
	}
	if err := t.c.orderedFirst(t.Law.Edition); err != nil {
		return err
	}
	r.ConfirmedBy, r.ConfirmedOn = t.Act.Actor.ID, day
	t.Meet(law.DeadlineResult, t.Act.Happened)
	t.openBranches(day)
	if t.c.owesResult() {
		t.OpenFrom(law.DeadlineTellResult, day)
		t.Tell(law.NoticeTask, t.ToTeam(), "检查结果已认定，请书面告知检查对象。")
	}
	if len(t.c.CorrectionItems(t.Law.Edition)) == 0 {
		t.goPublic("检查结果已认定，请拟定公示内容。")
		return nil
	}
	t.c.Stage = StageHandling
	t.Tell(law.NoticeTask, t.ToLead(), "检查结果已认定，请办理责令改正。")
	if t.Law.Edition.PublishProblemsAsFound {
		t.Tell(law.NoticeTask, t.ToRole(law.RoleClerk), "检查结果已认定，请拟定公示内容（后续处理中）。")
	} else {
		t.Drop(law.DeadlinePublication)
	}
	return nil
}

// sendBackRecord (审核退回) opens the record for revision; the signatures no
// longer count, the periods that run from the inspection's end go on.
func (t *transition) sendBackRecord(SendBackRecord) error {
	t.c.Result = nil
	t.c.Visit.Signed, t.c.Visit.SignedBy = nil, nil
	t.c.Visit.Revision++
	t.c.Stage = StageOnSite
	t.Tell(law.NoticeTask, t.ToTeam(), "检查记录表被审核退回，请修改或者核对后重新签字。")
	return nil
}
