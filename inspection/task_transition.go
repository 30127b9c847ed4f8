package inspection

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"shuangsuiji/inspection/calendar"
)

// taskTransition is one act being performed on its copy of the task.
type taskTransition struct {
	t       *Task
	law     Law
	act     Act
	notices []Notice
}

func (tr *taskTransition) tell(kind NoticeKind, to Audience, format string, args ...any) {
	tr.notices = append(tr.notices, Notice{Kind: kind, Key: fmt.Sprintf("act/%d/%d", tr.t.Seq, len(tr.notices)), To: to,
		Text: "抽查任务" + tr.t.ID + "：" + fmt.Sprintf(format, args...)})
}

func (tr *taskTransition) toRole(roles ...Role) Audience {
	return Audience{Roles: roles, Department: tr.t.Department}
}

func (tr *taskTransition) notTheSame(proposer, what string) error {
	if tr.act.Actor.SamePerson(proposer) {
		return Errorf(KindForbidden, "own_proposal", "提出人与批准人不能是同一人，本项应由他人%s。", what)
	}
	return nil
}

func (tr *taskTransition) adoptScheme(f AdoptScheme) error {
	if tr.t.Draw.PreparedBy != "" {
		return Errorf(KindNotAllowed, "draw_prepared", "抽取方案已拟定待批准，不能再采用实施方案；请先退回抽取方案。")
	}
	if err := checkLengths(f.Lengths, tr.t.editionOr2024(tr.law)); err != nil {
		return err
	}
	if !f.FinishBy.IsZero() && !f.FinishBy.After(tr.today()) {
		return Errorf(KindInvalid, "in_the_past", "任务完成日期应晚于今天。")
	}
	if f.Name != "" {
		tr.t.Name = f.Name
	}
	if f.Mode != DrawUndecided {
		tr.t.Rules.Mode = f.Mode
	}
	if len(f.Items) > 0 {
		tr.t.Rules.Items = f.Items
	}
	if len(f.Lengths) > 0 {
		tr.t.Rules.Lengths = f.Lengths
	}
	if !f.FinishBy.IsZero() {
		tr.t.FinishBy = f.FinishBy
	}
	tr.t.Scheme = &Scheme{Name: tr.t.Name, AdoptedBy: tr.act.Actor.ID, AdoptedOn: tr.today()}
	return nil
}

func (t Task) editionOr2024(law Law) *Edition {
	if law.Edition != nil {
		return law.Edition
	}
	return edition2024
}

// fixedPeriods are those a scheme may not set: the law or the document does.
var fixedPeriods = []DeadlineKind{DeadlinePublication, DeadlineSupplement}

func checkLengths(lengths map[DeadlineKind]calendar.Period, e *Edition) error {
	var bad Invalid
	for _, kind := range slices.Sorted(maps.Keys(lengths)) {
		p, ok := e.Period(kind)
		switch length := lengths[kind]; {
		case !ok:
			bad.Add("lengths."+string(kind), "", "没有名为%s的期限", kind)
		case slices.Contains(fixedPeriods, kind):
			bad.Add("lengths."+string(kind), length.String(), "“%s”期限由%s规定，不能另行设定", p.Name, p.Clause)
		case length.Amount <= 0 || length.Unit != p.Period.Unit:
			bad.Add("lengths."+string(kind), length.String(), "“%s”期限应为正数，单位与%s一致", p.Name, p.Period)
		}
	}
	return bad.Err("lengths_invalid", "期限设定")
}

func (tr *taskTransition) setGoing() error {
	edition, err := EditionFor(tr.today(), tr.t.Historic || tr.t.Demonstration)
	if err != nil {
		return err
	}
	tr.t.Edition = edition.Code
	tr.t.Stage = TaskPreparing
	tr.tell(NoticeTask, tr.toRole(RoleClerk), "已启动，请拟定抽取方案。")
	return nil
}

func (tr *taskTransition) startEarly(StartEarly) error { return tr.setGoing() }

func (tr *taskTransition) putOff(f PutOff) error {
	if !f.To.After(tr.t.StartOn) || !f.To.After(tr.today()) {
		return Errorf(KindInvalid, "put_off_backwards", "推迟后的启动日期应晚于今天和原定日期（%s）。", tr.t.StartOn.ChineseString())
	}
	tr.t.StartOn = f.To
	if !tr.law.Calendar.IsWorkingDay(f.To) {
		tr.t.StartOn = tr.law.Calendar.AddWorkingDays(f.To, 1)
	}
	tr.t.Provisional = !tr.law.Calendar.KnowsYear(tr.t.StartOn.Year())
	tr.tell(NoticeChange, tr.toRole(RoleClerk, RoleSectionHead), "推迟至%s启动。", tr.t.StartOn.ChineseString())
	return nil
}

func (tr *taskTransition) monthCome(MonthCome) error {
	if tr.today().Before(tr.t.StartOn) {
		return Errorf(KindStale, "month_not_come", "抽查月份未到。")
	}
	return tr.setGoing()
}

func (tr *taskTransition) prepareDraw(f PrepareDraw) error {
	if tr.t.Draw.PreparedBy != "" {
		return Errorf(KindNotAllowed, "draw_prepared", "抽取方案已经拟定，等待局负责人批准。")
	}
	rules := f.Rules
	if rules.Lengths == nil {
		rules.Lengths = tr.t.Rules.Lengths
	}
	if len(rules.Items) == 0 {
		rules.Items = tr.t.Rules.Items
	}
	if err := tr.checkRules(rules, f.Joint); err != nil {
		return err
	}
	if len(f.Joint) > 0 {
		tr.t.Joint, tr.t.JointConfirmed = f.Joint, true
	}
	tr.t.Rules = rules
	tr.t.Draw.PreparedBy = tr.act.Actor.ID
	tr.tell(NoticeTask, tr.toRole(RoleBureauHead), "抽取方案已拟定，请批准或者退回。")
	return nil
}

func (tr *taskTransition) checkRules(r DrawRules, joint []string) error {
	var bad Invalid
	switch r.Mode {
	case DrawUndecided:
		bad.Add("mode", "", "请选定定向抽查或者不定向抽查")
	case DrawTargeted:
		if len(r.Conditions) == 0 {
			bad.Add("conditions", "", "定向抽查必须设定条件")
		}
	case DrawUntargeted:
		if len(r.Conditions) > 0 {
			bad.Add("conditions", "", "不定向抽查不设定条件")
		}
	default:
		bad.Add("mode", string(r.Mode), "抽查类型应为定向或者不定向")
	}
	for field := range r.Conditions {
		if !slices.ContainsFunc(ConditionFields, func(c struct{ Field, Name string }) bool { return c.Field == field }) {
			bad.Add("conditions."+field, "", "没有名为%s的条件", field)
		}
	}
	if r.Ratio == "" && len(r.GradeRatios) == 0 {
		bad.Add("ratio", "", "必须填写抽查比例")
	}
	if _, ok := r.GradeRatios[""]; len(r.GradeRatios) > 0 && !ok {
		bad.Add("gradeRatios", "", "按等级设定比例的，必须设定未分级对象的比例")
	}
	if smallest := tr.t.editionOr2024(tr.law).SmallestTeam; r.TeamSize < smallest {
		bad.Add("teamSize", fmt.Sprint(r.TeamSize), "检查组应由%d名以上执法人员组成", smallest)
	}
	if r.Witnesses < 0 || r.CapPerYear < 0 || r.CaseLoad < 0 {
		bad.Add("witnesses", "", "人数和次数不能为负数")
	}
	if !tr.t.JointConfirmed && len(joint) == 0 {
		bad.Add("joint", strings.Join(tr.t.Joint, "、"), "计划表的联合处室没有分隔符，请确认联合处室")
	}
	if err := bad.Err("draw_rules_invalid", "抽取方案"); err != nil {
		return err
	}
	return checkLengths(r.Lengths, tr.t.editionOr2024(tr.law))
}

func (tr *taskTransition) returnDraw(ReturnDraw) error {
	by := tr.t.Draw.PreparedBy
	if by == "" {
		return Errorf(KindNotAllowed, "draw_not_prepared", "没有待批准的抽取方案。")
	}
	tr.t.Draw.PreparedBy = ""
	tr.tell(NoticeTask, Audience{Accounts: []string{by}}, "抽取方案被退回，请修改后重新拟定。")
	return nil
}

func (tr *taskTransition) approveDraw(f ApproveDraw) error {
	if tr.t.Draw.PreparedBy == "" {
		return Errorf(KindNotAllowed, "draw_not_prepared", "抽取方案尚未拟定。")
	}
	if err := tr.notTheSame(tr.t.Draw.PreparedBy, "批准"); err != nil {
		return err
	}
	tr.t.Draw.ApprovedBy, tr.t.Draw.Commitment = tr.act.Actor.ID, f.Commitment
	tr.t.Stage = TaskWitnessing
	if tr.t.Rules.Witnesses > 0 {
		tr.tell(NoticeTask, tr.toRole(RoleSupervisor), "名单已锁定，抽取承诺已公布，请见证人封存内容。")
	}
	return nil
}

func (tr *taskTransition) sealEntry(f SealEntry) error {
	if strings.TrimSpace(f.Witness) == "" {
		return Errorf(KindInvalid, "witness_required", "必须写明见证人。")
	}
	if tr.t.Sealed() {
		return Errorf(KindNotAllowed, "witnesses_complete", "见证人已满%d名。", tr.t.Rules.Witnesses)
	}
	if slices.ContainsFunc(tr.t.Draw.Witnesses, func(w WitnessState) bool { return w.Name == f.Witness || w.By == tr.act.Actor.ID }) {
		return Errorf(KindDuplicate, "witness_sealed", "该见证人已经封存。")
	}
	byClerk := tr.act.Actor.Has(RoleClerk) && !tr.act.Actor.Has(RoleSupervisor, RoleWitness)
	if byClerk != f.Unsealed {
		return Errorf(KindInvalid, "seal_or_entry", "见证人应提交封存值；由经办代为录入的只能是未封存的内容。")
	}
	w := WitnessState{Name: f.Witness, Seal: f.Seal, Unsealed: f.Unsealed, By: tr.act.Actor.ID, SealedAt: tr.act.Entered}
	if f.Unsealed {
		w.Entry, w.Opened, w.OpenedAt = f.Entry, true, tr.act.Entered
		if f.Entry == "" {
			return Errorf(KindInvalid, "entry_required", "必须填写见证内容。")
		}
	} else if len(f.Seal) != 64 {
		return Errorf(KindInvalid, "seal_invalid", "封存值应为64位十六进制数。")
	}
	tr.t.Draw.Witnesses = append(tr.t.Draw.Witnesses, w)
	return nil
}

func (tr *taskTransition) openEntry(f OpenEntry) error {
	if !tr.t.Sealed() {
		return Errorf(KindNotAllowed, "seals_missing", "还有%d名见证人没有封存，全部封存后才能启封。", tr.t.Rules.Witnesses-len(tr.t.Draw.Witnesses))
	}
	i := slices.IndexFunc(tr.t.Draw.Witnesses, func(w WitnessState) bool { return w.Name == f.Witness })
	if i < 0 {
		return Errorf(KindInvalid, "witness_unknown", "没有该见证人的封存。")
	}
	w := &tr.t.Draw.Witnesses[i]
	if w.By != tr.act.Actor.ID {
		return Errorf(KindForbidden, "not_your_seal", "只能启封本人封存的内容。")
	}
	if w.Opened {
		return Errorf(KindDuplicate, "seal_opened", "该封存已经启封。")
	}
	w.Entry, w.Salt, w.Opened, w.OpenedAt = f.Entry, f.Salt, true, tr.act.Entered
	return nil
}

func (tr *taskTransition) voidDraw(f VoidDraw) error {
	i := slices.IndexFunc(tr.t.Draw.Witnesses, func(w WitnessState) bool { return w.Name == f.Witness && !w.Opened })
	if i < 0 {
		return Errorf(KindInvalid, "seal_not_outstanding", "该见证人没有未启封的封存；抽取不能因其他理由作废。")
	}
	tr.t.Draw = DrawState{Number: tr.t.Draw.Number + 1, Voided: tr.t.Draw.Voided + 1}
	tr.t.Stage = TaskPreparing
	tr.tell(NoticeTask, tr.toRole(RoleClerk), "第%d次抽取因见证人“%s”未启封而作废，请重新拟定抽取方案。", tr.t.Draw.Number-1, f.Witness)
	return nil
}

func (tr *taskTransition) revealDraw(f RevealDraw) error {
	if !tr.t.ReadyToReveal() {
		return Errorf(KindNotAllowed, "draw_not_ready", "见证人尚未全部启封。")
	}
	tr.t.Draw.Drawn, tr.t.Draw.NoTeam = f.Drawn, f.NoTeam
	tr.t.Stage = TaskRunning
	if f.NoTeam > 0 {
		tr.tell(NoticeTask, tr.toRole(RoleSectionHead, RoleBureauHead), "有%d户因符合条件的执法人员不足2名未能组成检查组，请作出决定。", f.NoTeam)
	}
	tr.tell(NoticeTask, tr.toRole(RoleClerk, RoleSectionHead), "抽取完成，抽中%d户。", f.Drawn)
	if !tr.t.FinishBy.IsZero() {
		tr.t.Deadlines = Deadlines{tr.finishDeadline()}
	}
	return nil
}

// taskPeriod is the task's own end, where plan or scheme sets one.
var taskPeriod = LegalPeriod{Kind: DeadlineTask, Name: "完成抽查任务", Clause: "实施方案", Since: documentDay,
	Responsible: []Role{RoleClerk, RoleSectionHead}, Escalate: []Role{RoleBureauHead, RoleSupervisor}}

func (tr *taskTransition) finishDeadline() Deadline {
	d := Deadline{Kind: DeadlineTask, Name: taskPeriod.Name, From: tr.act.Entered, Due: tr.t.FinishBy.End(), Last: tr.t.FinishBy,
		Calendar: tr.law.Calendar.Version(), Generation: 1}
	d.Next = tr.law.next(d, tr.act.Entered)
	return d
}

func (tr *taskTransition) lapse(f Lapse) error {
	i := tr.t.Deadlines.index(f.Moment.Deadline)
	if i < 0 || tr.t.Deadlines[i].Next == nil || !tr.t.Deadlines[i].Next.Same(f.Moment) {
		return Errorf(KindStale, "moment_not_meant", "该提醒所依据的期限已变更。")
	}
	if tr.act.Entered.Before(f.Moment.At) {
		return Errorf(KindStale, "moment_not_come", "提醒时间未到。")
	}
	d := &tr.t.Deadlines[i]
	to := tr.toRole(taskPeriod.Responsible...)
	step, kind := f.Moment.Step, NoticeReminder
	text := fmt.Sprintf("抽查任务%s：“%s”期限于%s届满。", tr.t.ID, d.Name, d.Last.ChineseString())
	if !d.Due.After(tr.act.Entered) {
		if !d.Overdue {
			step = StepOverdue
			to.Roles = append(to.Roles, taskPeriod.Escalate...)
		}
		d.Overdue, kind = true, NoticeOverdue
		text = fmt.Sprintf("抽查任务%s：“%s”期限已于%s届满，尚未办结。", tr.t.ID, d.Name, d.Last.ChineseString())
	}
	d.Next = tr.law.next(*d, tr.act.Entered)
	tr.notices = append(tr.notices, Notice{Kind: kind, Key: momentKey(*d, step), To: to, Text: text})
	return nil
}

func (tr *taskTransition) recount(f Recount) error {
	if f.Calendar != tr.law.Calendar.Version() {
		return Errorf(KindStale, "calendar_not_current", "日历版本已更新，请重试。")
	}
	if tr.t.Calendar == f.Calendar {
		return Errorf(KindDuplicate, "already_recounted", "已按该日历重算。")
	}
	tr.t.Calendar = f.Calendar
	if tr.t.Stage == TaskPlanned {
		before := tr.t.StartOn
		day := tr.t.StartOn
		if day.Year() == tr.t.Month.Year() && day.Month() == tr.t.Month.Month() && !before.Before(tr.t.Month) {
			day = tr.law.Calendar.FirstWorkingDayOfMonth(tr.t.Month.Year(), tr.t.Month.Month())
		}
		tr.t.StartOn, tr.t.Provisional = day, !tr.law.Calendar.KnowsYear(day.Year())
		if day != before {
			tr.tell(NoticeChange, tr.toRole(RoleClerk), "启动日期因放假安排公布由%s改为%s。", before.ChineseString(), day.ChineseString())
		}
	}
	for i := range tr.t.Deadlines {
		d := &tr.t.Deadlines[i]
		d.Calendar = f.Calendar
		d.Next = tr.law.next(*d, tr.act.Entered)
	}
	return nil
}

func (tr *taskTransition) replaceEntity(f ReplaceEntity) error {
	if !strings.HasPrefix(f.Case, tr.t.ID+"-") {
		return Errorf(KindInvalid, "case_of_other_task", "案件%s不属于本任务。", f.Case)
	}
	return nil
}

func (tr *taskTransition) casesClosed(CasesClosed) error {
	tr.t.Stage = TaskSummary
	tr.tell(NoticeTask, tr.toRole(RoleClerk), "案件已全部办结，请撰写总结。")
	return nil
}

func (tr *taskTransition) writeSummary(WriteSummary) error {
	if tr.t.Summary.WrittenBy != "" {
		return Errorf(KindNotAllowed, "summary_written", "总结已经撰写，等待确认和批准。")
	}
	tr.t.Summary = SummaryWork{WrittenBy: tr.act.Actor.ID}
	for _, department := range tr.t.Joint {
		tr.tell(NoticeTask, Audience{Roles: []Role{RoleSectionHead}, Department: department}, "总结已撰写，请联合处室确认。")
	}
	if len(tr.t.Joint) == 0 {
		tr.tell(NoticeTask, tr.toRole(RoleBureauHead), "总结已撰写，请批准。")
	}
	return nil
}

func (tr *taskTransition) confirmSummary(ConfirmSummary) error {
	if tr.t.Summary.WrittenBy == "" {
		return Errorf(KindNotAllowed, "summary_missing", "总结尚未撰写。")
	}
	department := tr.act.Actor.DepartmentFor(RoleSectionHead)
	if tr.t.Summary.Confirmed == nil {
		tr.t.Summary.Confirmed = map[string]string{}
	}
	if _, done := tr.t.Summary.Confirmed[department]; done {
		return Errorf(KindDuplicate, "summary_confirmed", "%s已经确认。", department)
	}
	if err := tr.notTheSame(tr.t.Summary.WrittenBy, "确认"); err != nil {
		return err
	}
	tr.t.Summary.Confirmed[department] = tr.act.Actor.ID
	if len(tr.t.unconfirmed()) == 0 {
		tr.tell(NoticeTask, tr.toRole(RoleBureauHead), "联合处室均已确认总结，请批准。")
	}
	return nil
}

// unconfirmed are the joint departments that have not confirmed the summary.
func (t Task) unconfirmed() []string {
	var out []string
	for _, d := range t.Joint {
		if _, ok := t.Summary.Confirmed[d]; !ok {
			out = append(out, d)
		}
	}
	return out
}

func (tr *taskTransition) returnSummary(ReturnSummary) error {
	by := tr.t.Summary.WrittenBy
	if by == "" {
		return Errorf(KindNotAllowed, "summary_missing", "总结尚未撰写。")
	}
	tr.t.Summary = SummaryWork{}
	tr.tell(NoticeTask, Audience{Accounts: []string{by}}, "总结被退回，请修改。")
	return nil
}

func (tr *taskTransition) approveSummary(ApproveSummary) error {
	if tr.t.Summary.WrittenBy == "" {
		return Errorf(KindNotAllowed, "summary_missing", "总结尚未撰写。")
	}
	if missing := tr.t.unconfirmed(); len(missing) > 0 {
		return Errorf(KindNotAllowed, "summary_unconfirmed", "还有联合处室没有确认总结：%s。", strings.Join(missing, "、"))
	}
	if err := tr.notTheSame(tr.t.Summary.WrittenBy, "批准"); err != nil {
		return err
	}
	tr.t.Stage, tr.t.Deadlines, tr.t.Closed = TaskClosed, nil, tr.act.Entered
	return nil
}

// cancel: before the draw by a head with a reason; after it only by the bureau
// head, and the cancellation is published.
func (tr *taskTransition) cancel(CancelTask) error {
	if !slices.Contains(beforeDraw, tr.t.Stage) && !tr.act.Actor.Has(RoleBureauHead) {
		return Errorf(KindForbidden, "not_your_act", "名单锁定后只能由局负责人取消任务。")
	}
	tr.t.Stage, tr.t.Deadlines, tr.t.Closed = TaskCancelled, nil, tr.act.Entered
	tr.tell(NoticeChange, tr.toRole(RoleClerk, RoleSectionHead, RoleSupervisor), "已取消。")
	return nil
}
