package proceedings

import (
	"slices"
	"strings"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 审核和决定 (行政处罚法第57条至第59条; 劳动保障监察条例第18条).

const maxArticles = 20

// checkArticles: a decision names the articles that it rests on, by their codes.
func checkArticles(bad *law.Invalid, at law.Path, articles []string) {
	if len(articles) == 0 || len(articles) > maxArticles {
		bad.Add(at, "", "必须写明决定所依据的条款，最多%d条", maxArticles)
	}
	for i, a := range articles {
		if strings.TrimSpace(a) == "" || len(a) > 200 || slices.Contains(articles[:i], a) {
			bad.Add(at.Index(i), a, "条款代码不能为空、过长或者重复")
		}
	}
}

// checkTerms holds a decision against what was investigated, told and heard.
//
// Errors: decision_invalid, same_as_quashed, prior_notice_missing,
// heavier_after_defence, not_as_told, shall_not_punish.
func (t *transition) checkTerms(at law.Path, d DecisionTerms) error {
	w := t.p.Penalty
	var bad law.Invalid
	if d.Kind.Chinese() == "" {
		bad.Add(at.Join("kind"), string(d.Kind), "没有该处理决定")
	}
	if d.Leniency.Chinese() == "" {
		bad.Add(at.Join("leniency"), string(d.Leniency), "必须写明是否从轻、减轻或者不予处罚")
	}
	checkPenalties(&bad, at.Join("penalties"), d.Kind, d.Penalties)
	checkArticles(&bad, at.Join("articles"), d.Articles)
	if (d.Kind == DecisionPenalty) != (d.Grade.Chinese() != "") {
		bad.Add(at.Join("grade"), string(d.Grade), "行政处罚必须写明裁量档次，其他决定不写")
	}
	if (d.Kind == DecisionTransfer) != (d.Transfer == law.ProceedingReferral || d.Transfer == law.ProceedingPolice) {
		bad.Add(at.Join("transfer"), string(d.Transfer), "移送的必须写明移送有关主管部门还是公安机关，其他决定不写")
	}
	checkGrade(&bad, at.Join("grade"), d)
	d.checkOrders(&bad, at, d.Kind, calendar.DateOf(t.Act.Happened))
	checkTermination(&bad, at.Join("termination"), d, w.Party)
	t.checkPublicity(&bad, at.Join("publicity"), d)
	checkDismissal(&bad, at.Join("kind"), d.Kind, w.Investigation.Established, w.Investigation.Mitigation)
	established := w.Investigation.Established
	switch {
	case d.Kind.adverse() && !established:
		bad.Add(at.Join("kind"), string(d.Kind), "违法事实不能成立的，不得%s（行政处罚法第五十七条）", d.Kind.Chinese())
	case d.Kind == DecisionNoPenalty && established && d.Leniency != LeniencyExempt:
		bad.Add(at.Join("leniency"), string(d.Leniency), "违法事实成立而不予处罚的，应写明不予处罚")
	case d.Leniency == LeniencyExempt && d.Kind != DecisionNoPenalty, d.Leniency != LeniencyNone && (!established || (d.Kind != DecisionPenalty && d.Kind != DecisionNoPenalty)):
		bad.Add(at.Join("leniency"), string(d.Leniency), "“%s”与处理决定不符", d.Leniency.Chinese())
	}
	if err := bad.Err("decision_invalid", "处理决定"); err != nil {
		return err
	}
	if err := w.Investigation.Mitigation.punishable(d.Kind); err != nil {
		return err
	}
	if err := t.p.sameAsQuashed(d.Kind, d.Penalties, w.Investigation.NewFacts); err != nil {
		return err
	}
	return t.p.checkTold(d)
}

// checkGrade: below the least that the law names (减轻) only with a ground for it,
// and the grade is that of the leniency.
func checkGrade(bad *law.Invalid, at law.Path, d DecisionTerms) {
	if d.Kind != DecisionPenalty {
		return
	}
	fits := map[Leniency]DiscretionGrade{LeniencyReduced: GradeReduced, LeniencyLighter: GradeLight}
	if want, lenient := fits[d.Leniency]; (lenient && d.Grade != want) || (d.Grade == GradeReduced && d.Leniency != LeniencyReduced) {
		bad.Add(at, string(d.Grade), "裁量档次“%s”与“%s”不符", d.Grade.Chinese(), d.Leniency.Chinese())
	}
}

// checkDismissal: where the facts are established, a case is dismissed only if they
// are slight and were corrected (劳动保障监察条例第18条第一款第三项).
func checkDismissal(bad *law.Invalid, at law.Path, kind DecisionKind, established bool, m Mitigation) {
	if kind == DecisionDismissed && established && (!m.Slight || !m.Corrected) {
		bad.Add(at, string(kind), "违法事实成立的，情节轻微且已改正才能撤销立案")
	}
}

// checkTold: what burdens the entity was told before, and is not heavier than that
// (行政处罚法第44条、第45条、第62条).
func (p Proceeding) checkTold(d DecisionTerms) error {
	if !d.Kind.adverse() {
		return nil
	}
	n := p.Penalty.Notice
	if n == nil {
		return law.Errorf(law.KindNotAllowed, "prior_notice_missing", "未依法告知的，不得作出%s（行政处罚法第六十二条）；需要作出的，退回补充调查后重新告知。", d.Kind.Chinese())
	}
	if d.Kind == DecisionProcessing && n.Kind == DecisionPenalty {
		return nil
	}
	if d.Kind != n.Kind || heavier(n.Penalties, d.Penalties) {
		if p.wasHeard() {
			return errHeavier(n.Penalties)
		}
		return law.Errorf(law.KindNotAllowed, "not_as_told", "决定重于告知的内容（%s），应当退回补充调查后重新告知（行政处罚法第四十四条、第六十二条）。", penaltiesText(n.Penalties))
	}
	return nil
}

// proposeDecision also replaces an earlier proposal; what was reviewed and
// discussed of that one no longer counts.
func (t *transition) proposeDecision(f ProposeDecision) error {
	if err := t.afterHearing("提出处理决定意见的日期"); err != nil {
		return err
	}
	if err := t.checkTerms("terms", f.Terms); err != nil {
		return err
	}
	t.investigated()
	t.p.Penalty.Proposal = &DecisionDraft{Terms: f.Terms, Proposed: t.proposer(law.RoleInspector, law.RoleSectionHead)}
	to, text := t.ToRole(law.RoleBureauHead), "已提出处理决定意见，请作出决定。"
	if t.p.reviewCompulsory() {
		to, text = law.Audience{Roles: []law.Role{law.RoleLegalReviewer}}, "已提出处理决定意见，请进行法制审核。"
	}
	t.Tell(law.NoticeTask, to, "%s", text)
	return nil
}

// afterHearing refuses a step before the window is over, whenever it is entered.
func (t *transition) afterHearing(what string) error {
	day := calendar.DateOf(t.Act.Happened)
	if err := law.NotBefore(day, t.p.lastHeard(), what, "陈述申辩、听证或者调查终结之日"); err != nil {
		return err
	}
	n := t.p.Penalty.Notice
	if n == nil || !n.WaivedOn.IsZero() {
		return nil
	}
	if last := t.p.window(); !day.After(last) {
		return law.Errorf(law.KindNotAllowed, "defence_window_open", "陈述申辩和要求听证的期限至%s届满，此前不能作出决定。", last.ChineseString())
	}
	return nil
}

// remindOfExtension tells the bureau head that the period for the decision ends before
// what has to come first. No rule lets it stand still for the notice, a hearing or an
// announcement; in special circumstances the head may extend it (关于实施《劳动保障监察条例》
// 若干规定第37条), and only before it has ended.
func (t *transition) remindOfExtension(until calendar.Date, what string) {
	i := t.Deadlines.Index(law.DeadlinePenaltyDecision)
	if i < 0 || t.Deadlines[i].Overdue || until.Before(t.Deadlines[i].Last) {
		return
	}
	t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "作出处理决定的期限于%s届满，而%s至%s；法律没有规定在此期间停止计算，确需延长的，请在届满前批准延长。",
		t.Deadlines[i].Last.ChineseString(), what, until.ChineseString())
}

// reviewLegally: what did not pass has to be proposed anew (行政处罚法第58条).
func (t *transition) reviewLegally(f ReviewLegally) error {
	day := calendar.DateOf(t.Act.Happened)
	d := t.p.Penalty.Proposal
	if err := f.Reviewer.entitled(); err != nil {
		return err
	}
	if err := law.NotBefore(day, d.Proposed.On, "法制审核日期", "提出处理决定意见之日"); err != nil {
		return err
	}
	if f.Passed {
		d.ReviewedBy, d.ReviewedOn, d.Reviewer = t.Act.Actor.ID, day, f.Reviewer
		t.Tell(law.NoticeTask, t.ToRole(law.RoleBureauHead), "法制审核通过，请作出决定。")
		return nil
	}
	if !t.Act.Reasoned {
		return law.Errorf(law.KindInvalid, "reason_required", "法制审核未通过的，必须写明理由。")
	}
	t.p.Penalty.Proposal = nil
	t.Tell(law.NoticeTask, t.ToLead(), "法制审核未通过，请修改后重新提出处理决定意见。")
	return nil
}

func (t *transition) discussDecision(f DiscussDecision) error {
	d := t.p.Penalty.Proposal
	if err := t.PastDay(f.On, d.Proposed.On, "集体讨论日期", "提出处理决定意见之日"); err != nil {
		return err
	}
	d.DiscussedOn = f.On
	return nil
}

// decidePenaltyCase: as proposed or otherwise, with the reason either way.
func (t *transition) decidePenaltyCase(f DecidePenaltyCase) error {
	w, day := t.p.Penalty, calendar.DateOf(t.Act.Happened)
	if err := t.afterHearing("作出决定的日期"); err != nil {
		return err
	}
	for _, before := range []struct {
		day  calendar.Date
		what string
	}{{w.Proposal.Proposed.On, "提出处理决定意见之日"}, {w.Proposal.ReviewedOn, "法制审核之日"}, {w.Proposal.DiscussedOn, "集体讨论之日"}} {
		if err := law.NotBefore(day, before.day, "作出决定的日期", before.what); err != nil {
			return err
		}
	}
	if err := t.checkTerms("terms", f.Terms); err != nil {
		return err
	}
	if err := t.p.terminationReviewed(f.Terms.Kind); err != nil {
		return err
	}
	if f.Terms.Kind == DecisionTransfer {
		if err := t.p.procuratorateAnswered(); err != nil {
			return err
		}
	}
	w.Decision = &PenaltyDecided{Terms: f.Terms, By: t.Act.Actor.ID, On: day}
	t.Meet(law.DeadlinePenaltyDecision, t.Act.Happened)
	t.Meet(law.DeadlineRedecision, t.Act.Happened)
	if f.Terms.Kind == DecisionTransfer {
		return t.close(PenaltyEndedTransferred)
	}
	if f.Terms.Kind == DecisionTerminated {
		return t.close(PenaltyEndedTerminated)
	}
	t.p.Stage = PenaltyExecution
	t.OpenFrom(law.DeadlineDecisionService, day)
	t.Tell(law.NoticeTask, t.ToTeam(), "已作出决定，请送达决定书。")
	if t.p.mustPublish() {
		t.OpenFrom(law.DeadlinePenaltyPublication, day)
		t.Tell(law.NoticeTask, t.ToRole(law.RoleClerk), "已作出行政处罚决定，请拟定公示内容。")
	}
	return nil
}

// reviewCompulsory: 法制审核 (行政处罚法第58条), and of each 终止办理.
func (p Proceeding) reviewCompulsory() bool {
	w := p.Penalty
	held := w.Hearing != nil && !w.Hearing.HeldOn.IsZero() && !w.Hearing.Abandoned
	weight := w.Investigation.Weight
	terminated := w.Proposal != nil && w.Proposal.Terms.Kind == DecisionTerminated
	return held || terminated || weight.Grave || weight.Complex || weight.PublicInterest
}

// discussionCompulsory: 集体讨论 (行政处罚法第57条第二款).
func (p Proceeding) discussionCompulsory() bool {
	return p.Penalty.Investigation.Weight.Grave || p.Penalty.Investigation.Weight.Complex
}

func (p Proceeding) defenceReviewed() error {
	if p.wasHeard() && p.defenceUnreviewed() == nil {
		return law.Errorf(law.KindNotAllowed, "defence_not_reviewed", "当事人的陈述申辩或者听证意见尚未复核。")
	}
	return nil
}

func (p Proceeding) decisionProposed() error {
	if p.Penalty.Proposal == nil {
		return law.Errorf(law.KindNotAllowed, "nothing_proposed", "尚未提出处理决定意见。")
	}
	return nil
}

func (p Proceeding) legalReviewDue() error {
	if err := p.decisionProposed(); err != nil {
		return err
	}
	if p.Penalty.Proposal.ReviewedBy != "" {
		return law.Errorf(law.KindDuplicate, "legally_reviewed", "法制审核已经通过。")
	}
	return nil
}

func (p Proceeding) discussionDue() error {
	if err := p.decisionProposed(); err != nil {
		return err
	}
	return p.legalReviewPassed()
}

func (p Proceeding) legalReviewPassed() error {
	if p.reviewCompulsory() && p.Penalty.Proposal.ReviewedBy == "" {
		return law.Errorf(law.KindNotAllowed, "legal_review_missing", "本案应当进行法制审核，未经审核或者审核未通过的，不得作出决定（行政处罚法第五十八条）。")
	}
	return nil
}

func (p Proceeding) decidable() error {
	if err := p.decisionProposed(); err != nil {
		return err
	}
	if err := p.recusalsDecided(); err != nil {
		return err
	}
	if err := p.defenceReviewed(); err != nil {
		return err
	}
	if err := p.legalReviewPassed(); err != nil {
		return err
	}
	if p.discussionCompulsory() && p.Penalty.Proposal.DiscussedOn.IsZero() {
		return law.Errorf(law.KindNotAllowed, "discussion_missing", "情节复杂或者重大违法行为，应当由行政机关负责人集体讨论决定（行政处罚法第五十七条第二款）。")
	}
	return nil
}

// notIndependent: who makes the legal review neither investigated nor presided nor
// proposed, nor lends or borrows the power of one who did.
func (p Proceeding) notIndependent(a law.Actor) error {
	if p.presides(a) {
		return law.Errorf(law.KindForbidden, "own_case", "听证主持人不能进行本案法制审核。")
	}
	return p.ownWork(a, "进行法制审核", p.Penalty.Proposal.Proposed)
}

// ownDecision: who proposed or reviewed it does not decide.
func (p Proceeding) ownDecision(a law.Actor) error {
	return p.ownWork(a, "作出决定", p.Penalty.Proposal.Proposed, Proposer{By: p.Penalty.Proposal.ReviewedBy})
}
