package inspection

import (
	"slices"
	"sort"

	"shuangsuiji/inspection/calendar"
)

// The steps from the result to the archive (文件四(四)、(五)).

func (t *caseTransition) proposeResult(f ProposeResult) error {
	if t.c.Result != nil {
		return Errorf(KindNotAllowed, "already_proposed", "认定意见已经提出，等待科室负责人认定。")
	}
	outcome, err := t.judge(f)
	if err != nil {
		return err
	}
	t.c.Result = &Result{Outcome: outcome, Items: f.Items, ProposedBy: t.act.Actor.ID, Certificate: t.act.Actor.Certificate}
	rule, _ := t.law.Edition.Outcome(outcome)
	t.tell(NoticeTask, t.toRole(RoleSectionHead), "检查组提出认定意见“%s”，请认定或者退回。", rule.Name)
	return nil
}

// judge holds the proposal against the signed record: each problem found has an
// outcome of its own, nothing else has, and the whole is the gravest.
func (t *caseTransition) judge(f ProposeResult) (Outcome, error) {
	var bad Invalid
	outcomes := []Outcome{}
	for _, code := range t.c.problems() {
		item, ok := f.Items[code]
		if !ok {
			bad.Add("items."+code, "", "事项%s发现问题，必须提出处理意见", code)
			continue
		}
		rule, ok := t.law.Edition.Outcome(item.Outcome)
		if !ok || !rule.Problem {
			bad.Add("items."+code, string(item.Outcome), "事项%s发现问题，结果类别应为发现问题的类别之一", code)
			continue
		}
		t.checkBranches(&bad, code, rule, item.Branches)
		outcomes = append(outcomes, item.Outcome)
	}
	for code := range f.Items {
		if !slices.Contains(t.c.problems(), code) {
			bad.Add("items."+code, "", "检查记录表没有记载事项%s发现问题", code)
		}
	}
	attempt := t.c.Visit.Attempt
	if attempt != "" {
		outcomes = append(outcomes, attempt)
	}
	if err := bad.Err("result_invalid", "认定意见"); err != nil {
		return "", err
	}
	want := t.law.Edition.Gravest(outcomes)
	if len(outcomes) == 0 {
		want = OutcomeNoProblem
	}
	if f.Outcome != want {
		rule, _ := t.law.Edition.Outcome(want)
		return "", Errorf(KindInvalid, "outcome_not_the_gravest", "根据检查记录表，本案结果应为最重的一项“%s”。", rule.Name)
	}
	return want, nil
}

func (t *caseTransition) checkBranches(bad *Invalid, code string, rule OutcomeRule, branches []BranchKind) {
	if len(rule.Branches) > 0 && len(branches) == 0 {
		bad.Add("items."+code+".branches", "", "事项%s的结果为“%s”，必须写明后续处理方式", code, rule.Name)
	}
	for _, b := range branches {
		if !slices.Contains(rule.Branches, b) {
			bad.Add("items."+code+".branches", string(b), "结果“%s”不适用该后续处理方式", rule.Name)
		}
	}
}

// problems are the items on which the record finds a problem, in order.
func (c Case) problems() []string {
	var out []string
	for _, code := range c.Items {
		if c.Visit != nil && c.Visit.Findings[code] == FindingProblem {
			out = append(out, code)
		}
	}
	return out
}

func (t *caseTransition) confirmResult(ConfirmResult) error {
	r := t.c.Result
	if r == nil {
		return Errorf(KindNotAllowed, "nothing_proposed", "检查组尚未提出认定意见。")
	}
	if err := t.notTheSame(r.ProposedBy, "认定"); err != nil {
		return err
	}
	if t.c.Team.Has(t.act.Actor.Certificate) {
		return Errorf(KindForbidden, "own_case", "您是本案检查组成员，不能认定本案结果。")
	}
	today := calendar.DateOf(t.act.Happened)
	r.ConfirmedBy, r.ConfirmedOn = t.act.Actor.ID, today
	t.meet(DeadlineResult, t.act.Happened)
	t.openBranches(today)
	if t.correctable() {
		t.c.Stage = StageHandling
		t.holdPublication()
		t.tell(NoticeTask, Audience{Certificates: []string{t.c.Team.Lead()}}, "检查结果已认定，请办理责令改正。")
	} else {
		t.c.Stage = StagePublication
	}
	if t.publishable() {
		t.tell(NoticeTask, t.toRole(RoleClerk), "检查结果已认定，请拟定公示内容。")
	}
	return nil
}

// notTheSame: nobody approves what the same person proposed, nor by way of a
// delegated power.
func (t *caseTransition) notTheSame(proposer, what string) error {
	if t.act.Actor.SamePerson(proposer) {
		return Errorf(KindForbidden, "own_proposal", "提出人与批准人不能是同一人，本项应由他人%s。", what)
	}
	return nil
}

func (t *caseTransition) correctable() bool {
	for _, item := range t.c.Result.Items {
		if rule, ok := t.law.Edition.Outcome(item.Outcome); ok && rule.Correctable {
			return true
		}
	}
	return false
}

// openBranches opens each way of handling that the result names. Until its own
// procedure exists the case says that it waits for it.
func (t *caseTransition) openBranches(day calendar.Date) {
	byKind := map[BranchKind][]string{}
	for code, item := range t.c.Result.Items {
		for _, b := range item.Branches {
			byKind[b] = append(byKind[b], code)
		}
	}
	if rule, ok := t.law.Edition.Outcome(t.c.Visit.Attempt); ok {
		for _, b := range rule.Branches {
			byKind[b] = append(byKind[b], []string{}...)
		}
	}
	for _, kind := range []BranchKind{BranchPenalty, BranchReferral, BranchPolice} {
		if items, ok := byKind[kind]; ok {
			sort.Strings(items)
			t.addBranch(Branch{Kind: kind, Items: items, OpenedOn: day})
		}
	}
}

func (t *caseTransition) addBranch(b Branch) {
	t.c.Branches = append(t.c.Branches, b)
	t.tell(NoticeChange, t.toRole(RoleSectionHead), "需要办理“%s”，结案前等待其办结或者移交。", b.Kind.Chinese())
}

// holdPublication puts the publication off until the problem was handled, where
// the bureau publishes problems once only.
func (t *caseTransition) holdPublication() {
	if t.law.Edition.PublishProblemsAsFound {
		return
	}
	if i := t.c.Deadlines.index(DeadlinePublication); i >= 0 {
		t.c.Deadlines = slices.Delete(t.c.Deadlines, i, i+1)
	}
}

func (t *caseTransition) orderCorrection(f OrderCorrection) error {
	if t.c.Correction != nil {
		return Errorf(KindNotAllowed, "correction_ordered", "已经责令改正。")
	}
	if err := t.pastDay(f.On, t.c.Result.ConfirmedOn, "责令改正通知书送达日期", "认定之日"); err != nil {
		return err
	}
	p, _ := t.law.Edition.Period(DeadlineCorrection)
	length := t.length(p)
	if f.Within.Amount != 0 {
		if f.Within.Amount < 0 || (f.Within.Unit != calendar.Days && f.Within.Unit != calendar.WorkingDays) {
			return Errorf(KindInvalid, "correction_period_invalid", "改正期限应为若干日或者若干个工作日。")
		}
		length = f.Within
	}
	t.c.Correction = &Correction{OrderedOn: f.On}
	t.openFor(p, length, f.On.At(0, 0))
	return nil
}

func (t *caseTransition) reportCorrection(f ReportCorrection) error {
	k := t.c.Correction
	if k == nil {
		return Errorf(KindNotAllowed, "correction_not_ordered", "尚未责令改正。")
	}
	if !k.ReportedOn.IsZero() {
		return Errorf(KindDuplicate, "correction_reported", "已经提交整改报告。")
	}
	if err := t.pastDay(f.On, k.OrderedOn, "整改报告日期", "责令改正之日"); err != nil {
		return err
	}
	k.ReportedOn, k.EnteredFor = f.On, t.enteredFor()
	if _, running := t.c.Deadlines.Find(DeadlineCorrection); running {
		t.meet(DeadlineCorrection, f.On.At(0, 0))
		t.openFrom(DeadlineReinspection, f.On)
	}
	t.tell(NoticeTask, t.toTeam(), "检查对象已提交整改报告，请复查。")
	return nil
}

func (t *caseTransition) reinspect(f Reinspect) error {
	k := t.c.Correction
	if k == nil {
		return Errorf(KindNotAllowed, "correction_not_ordered", "尚未责令改正，不能复查。")
	}
	if _, running := t.c.Deadlines.Find(DeadlineReinspection); !running {
		return Errorf(KindNotAllowed, "correction_still_running", "改正期限未届满，检查对象也未提交整改报告，不能复查。")
	}
	if err := t.pastDay(f.On, k.OrderedOn, "复查日期", "责令改正之日"); err != nil {
		return err
	}
	var bad Invalid
	var failed []string
	for _, code := range t.correctionItems() {
		done, answered := f.Corrected[code]
		if !answered {
			bad.Add("corrected."+code, "", "事项%s没有填写是否已改正", code)
		} else if !done {
			failed = append(failed, code)
		}
	}
	for code := range f.Corrected {
		if !slices.Contains(t.correctionItems(), code) {
			bad.Add("corrected."+code, "", "事项%s没有责令改正", code)
		}
	}
	if err := bad.Err("reinspection_invalid", "复查记录"); err != nil {
		return err
	}
	k.InspectedOn, k.Corrected = f.On, f.Corrected
	t.meet(DeadlineReinspection, f.On.At(0, 0))
	if len(failed) > 0 {
		t.addBranch(Branch{Kind: BranchPenalty, Items: failed, OpenedOn: f.On})
	}
	t.handled(f.On)
	return nil
}

// correctionItems are the items that are handled by 责令改正, in order.
func (t *caseTransition) correctionItems() []string {
	var out []string
	for _, code := range t.c.problems() {
		if rule, ok := t.law.Edition.Outcome(t.c.Result.Items[code].Outcome); ok && rule.Correctable {
			out = append(out, code)
		}
	}
	return out
}

// handled: the problem was dealt with; what was published as found is to be
// supplemented, what was not is to be published.
func (t *caseTransition) handled(on calendar.Date) {
	t.c.HandledOn = on
	t.c.Stage = StagePublication
	if t.c.Publication.AsFound || !t.law.Edition.PublishProblemsAsFound {
		t.openFrom(DeadlineSupplement, on)
	}
	t.tell(NoticeTask, t.toRole(RoleClerk), "问题已处理，请拟定公示内容。")
}

// publishable: a draft may be prepared now. During handling only where problems
// are published as found, and once.
func (t *caseTransition) publishable() bool {
	if t.c.Stage == StagePublication {
		return true
	}
	return t.law.Edition.PublishProblemsAsFound && !t.c.Publication.AsFound
}

func (t *caseTransition) preparePublication(PreparePublication) error {
	if !t.publishable() {
		return Errorf(KindNotAllowed, "publication_not_yet", "问题处理完毕后才能公示。")
	}
	if t.c.Publication.PreparedBy != "" {
		return Errorf(KindNotAllowed, "publication_prepared", "公示稿已经拟定，等待局负责人批准。")
	}
	t.c.Publication.PreparedBy = t.act.Actor.ID
	t.tell(NoticeTask, t.toRole(RoleBureauHead), "公示稿已拟定，请批准或者退回。")
	return nil
}

func (t *caseTransition) returnPublication(ReturnPublication) error {
	by := t.c.Publication.PreparedBy
	if by == "" {
		return Errorf(KindNotAllowed, "publication_not_prepared", "没有待批准的公示稿。")
	}
	t.c.Publication.PreparedBy = ""
	t.tell(NoticeTask, Audience{Accounts: []string{by}}, "公示稿被退回，请修改后重新拟定。")
	return nil
}

func (t *caseTransition) approvePublication(ApprovePublication) error {
	w := &t.c.Publication
	if w.PreparedBy == "" {
		return Errorf(KindNotAllowed, "publication_not_prepared", "没有待批准的公示稿。")
	}
	if err := t.notTheSame(w.PreparedBy, "批准"); err != nil {
		return err
	}
	w.PreparedBy = ""
	w.Entries++
	t.meet(DeadlinePublication, t.act.Happened)
	w.AsFound = t.c.Stage == StageHandling || len(t.c.OpenBranches()) > 0
	if t.c.Stage == StageHandling {
		return nil
	}
	t.meet(DeadlineSupplement, t.act.Happened)
	w.Final = len(t.c.OpenBranches()) == 0
	if w.Final {
		t.c.Stage = StageArchiving
	} else {
		t.c.Stage = StageFollowUp
	}
	return nil
}

func (t *caseTransition) archive(Archive) error {
	t.c.Stage, t.c.Closed = StageClosed, t.act.Entered
	return nil
}

// sendBackRecord (审核退回) opens the record for revision; the signatures no
// longer count, the periods that run from the inspection's end go on.
func (t *caseTransition) sendBackRecord(SendBackRecord) error {
	t.c.Result = nil
	t.c.Visit.Signed = nil
	t.c.Visit.Revision++
	t.c.Stage = StageOnSite
	t.tell(NoticeTask, t.toTeam(), "检查记录表被审核退回，请修改或者核对后重新签字。")
	return nil
}

func (t *caseTransition) correctEntry(f CorrectEntry) error {
	if f.Seq <= 0 || f.Seq >= t.c.Seq {
		return Errorf(KindInvalid, "entry_unknown", "本案没有第%d号记录。", f.Seq)
	}
	switch {
	case !f.ServedOn.IsZero():
		return t.correctService(f)
	case !f.Ended.IsZero():
		return t.correctEnd(f)
	}
	return nil
}

func (t *caseTransition) correctService(f CorrectEntry) error {
	if t.c.Service == nil || t.c.Service.Seq != f.Seq {
		return Errorf(KindInvalid, "entry_mismatch", "第%d号记录不是送达记录。", f.Seq)
	}
	if err := t.pastDay(f.ServedOn, calendar.DateOf(t.c.Opened), "更正后的送达日期", "抽取之日"); err != nil {
		return err
	}
	t.c.Service.On = f.ServedOn
	kind := DeadlineSelfCheck
	if !t.c.Service.Served {
		kind = DeadlineOnSite
	}
	t.moveStart(kind, f.ServedOn)
	return nil
}

func (t *caseTransition) correctEnd(f CorrectEntry) error {
	v := t.c.Visit
	if v == nil || v.Seq != f.Seq {
		return Errorf(KindInvalid, "entry_mismatch", "第%d号记录不是现行的检查记录表。", f.Seq)
	}
	if f.Ended.Before(v.Started) || f.Ended.After(t.act.Entered) {
		return Errorf(KindInvalid, "visit_invalid", "更正后的检查结束时间应在检查开始之后、现在之前。")
	}
	v.Ended = f.Ended
	day := calendar.DateOf(f.Ended)
	t.moveStart(DeadlineResult, day)
	t.moveStart(DeadlinePublication, day)
	return nil
}

// moveStart counts a running period again from another day; extensions and
// suspensions stand.
func (t *caseTransition) moveStart(kind DeadlineKind, day calendar.Date) {
	i := t.c.Deadlines.index(kind)
	if i < 0 {
		return
	}
	d := &t.c.Deadlines[i]
	before := d.Last
	d.From = day.At(0, 0)
	d.Generation = t.generation(kind)
	if t.c.Suspended() {
		return // counted again when the case goes on
	}
	t.law.count(d, t.act.Entered)
	p, _ := t.law.Edition.Period(kind)
	t.tell(NoticeChange, t.responsible(p), "“%s”期限因更正记录由%s改为%s。", p.Name, before.ChineseString(), d.Last.ChineseString())
}
