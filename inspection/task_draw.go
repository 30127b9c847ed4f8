package inspection

import (
	"encoding/hex"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"shuangsuiji/inspection/draw"
)

// The draw as the procedure sees it: proposed, approved and committed, witnessed,
// revealed or void (文件四(一)、(二)). How it is computed is package draw's.

func (tr *taskTransition) prepareDraw(f PrepareDraw) error {
	if tr.t.Edition == "" {
		if err := tr.takeEdition(); err != nil {
			return err
		}
	}
	edition, err := tr.edition()
	if err != nil {
		return err
	}
	rules := tr.byScheme(f.Rules)
	if err := tr.checkRules(rules, f.Joint, edition); err != nil {
		return err
	}
	if err := checkLengths(rules.Lengths, edition); err != nil {
		return err
	}
	if len(f.Joint) > 0 {
		tr.t.Joint, tr.t.JointConfirmed = f.Joint, true
	}
	tr.t.Rules = rules
	tr.t.Draw.PreparedBy = tr.act.Actor.ID
	tr.t.Draw.PreparedFor = tr.act.Actor.lender(RoleClerk)
	tr.tell(NoticeTask, tr.toRole(RoleBureauHead), "抽取方案已拟定，请批准或者退回。")
	return nil
}

// byScheme takes what the proposal leaves open from the scheme, the mode from the
// plan too.
func (tr *taskTransition) byScheme(r DrawRules) DrawRules {
	if r.Mode == DrawUndecided {
		r.Mode = tr.t.Rules.Mode
	}
	s := tr.t.Scheme
	if s != nil && len(r.Items) == 0 {
		r.Items = s.Items
	}
	if s != nil && len(r.Lengths) == 0 {
		r.Lengths = s.Lengths
	}
	return r
}

func (tr *taskTransition) checkRules(r DrawRules, joint []string, e *Edition) error {
	var bad Invalid
	checkMode(&bad, r)
	checkRatios(&bad, r)
	if r.TeamSize < e.SmallestTeam {
		bad.Add("teamSize", fmt.Sprint(r.TeamSize), "检查组应由%d名以上执法人员组成", e.SmallestTeam)
	}
	for _, n := range []struct {
		field, name string
		value       int
	}{{"witnesses", "见证人数", r.Witnesses}, {"capPerYear", "年度频次上限", r.CapPerYear}, {"caseLoad", "每人承办户数上限", r.CaseLoad}} {
		if n.value < 0 {
			bad.Add(n.field, fmt.Sprint(n.value), "%s不能为负数", n.name)
		}
	}
	if s := tr.t.Scheme; s != nil {
		checkAgainstScheme(&bad, r, *s)
	}
	switch {
	case !tr.t.JointConfirmed && len(joint) == 0:
		bad.Add("joint", strings.Join(tr.t.Joint, "、"), "计划表的联合处室没有分隔符，请确认联合处室")
	case slices.Contains(joint, tr.t.Department) || slices.Contains(joint, "") || len(slices.Compact(slices.Sorted(slices.Values(joint)))) < len(joint):
		bad.Add("joint", strings.Join(joint, "、"), "联合处室不能重复、空缺，也不能是发起处室本身")
	}
	return bad.Err("draw_rules_invalid", "抽取方案")
}

func checkMode(bad *Invalid, r DrawRules) {
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
	for _, field := range slices.Sorted(maps.Keys(r.Conditions)) {
		if !slices.ContainsFunc(ConditionFields, func(c struct{ Field, Name string }) bool { return c.Field == field }) {
			bad.Add("conditions."+field, "", "没有名为%s的条件", field)
		} else if len(r.Conditions[field]) == 0 {
			bad.Add("conditions."+field, "", "条件没有取值")
		}
	}
}

// checkRatios: one ratio for the task or one for each grade; 0 % is a ratio of a
// grade only.
func checkRatios(bad *Invalid, r DrawRules) {
	if r.Ratio == "" && len(r.GradeRatios) == 0 {
		bad.Add("ratio", "", "必须填写抽查比例")
	}
	if r.Ratio != "" {
		if err := checkRatio(r.Ratio); err != nil {
			bad.Add("ratio", r.Ratio, "%s", err.Error())
		}
	}
	if _, ok := r.GradeRatios[""]; len(r.GradeRatios) > 0 && !ok {
		bad.Add("gradeRatios", "", "按等级设定比例的，必须设定未分级对象的比例")
	}
	for _, grade := range slices.Sorted(maps.Keys(r.GradeRatios)) {
		if _, err := draw.ParseRatio(r.GradeRatios[grade]); err != nil {
			bad.Add("gradeRatios."+grade, r.GradeRatios[grade], "%s", plainly(err).Error())
		}
	}
}

func checkAgainstScheme(bad *Invalid, r DrawRules, s Scheme) {
	if s.Mode != DrawUndecided && r.Mode != s.Mode {
		bad.Add("mode", string(r.Mode), "实施方案已确定为%s抽查", s.Mode.Chinese())
	}
	if len(s.Items) > 0 && !slices.Equal(slices.Sorted(slices.Values(r.Items)), slices.Sorted(slices.Values(s.Items))) {
		bad.Add("items", strings.Join(r.Items, "、"), "抽查事项应与实施方案一致：%s", strings.Join(s.Items, "、"))
	}
	if len(s.Lengths) > 0 && !maps.Equal(r.Lengths, s.Lengths) {
		bad.Add("lengths", "", "期限应与实施方案一致")
	}
}

func (tr *taskTransition) returnDraw(ReturnDraw) error {
	by := tr.t.Draw.PreparedBy
	tr.t.Draw.PreparedBy, tr.t.Draw.PreparedFor = "", ""
	tr.tell(NoticeTask, Audience{Accounts: []string{by}}, "抽取方案被退回，请修改后重新拟定。")
	return nil
}

func (tr *taskTransition) approveDraw(f ApproveDraw) error {
	tr.t.Draw.ApprovedBy, tr.t.Draw.Commitment = tr.act.Actor.ID, f.Commitment
	tr.t.Stage = TaskWitnessing
	if tr.t.Rules.Witnesses > 0 {
		tr.tell(NoticeTask, tr.toRole(RoleSupervisor), "名单已锁定，抽取承诺已公布，请见证人封存内容。")
	}
	return nil
}

var sealForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// sealEntry takes a witness's seal, or what the clerk types in for a witness:
// that is opened from the beginning and marked unsealed for ever.
func (tr *taskTransition) sealEntry(f SealEntry) error {
	// The name goes into the seal's hash as it stands.
	if f.Witness == "" || f.Witness != strings.TrimSpace(f.Witness) {
		return Errorf(KindInvalid, "witness_required", "必须写明见证人，姓名前后不能有空格。")
	}
	if slices.ContainsFunc(tr.t.Draw.Witnesses, func(w WitnessState) bool { return w.Name == f.Witness }) {
		return Errorf(KindDuplicate, "witness_sealed", "该见证人已经封存。")
	}
	if tr.act.Actor.witness() == f.Unsealed || (f.Unsealed && f.Seal != "") || (!f.Unsealed && f.Entry != "") {
		return Errorf(KindInvalid, "seal_or_entry", "见证人应只提交封存值；由经办代为录入的只能是未封存的内容。")
	}
	w := WitnessState{Name: f.Witness, Seal: f.Seal, Unsealed: f.Unsealed, By: tr.act.Actor.ID, SealedAt: tr.act.Entered}
	switch {
	case f.Unsealed && f.Entry == "":
		return Errorf(KindInvalid, "entry_required", "必须填写见证内容。")
	case f.Unsealed:
		w.Entry, w.Opened, w.OpenedAt = f.Entry, true, tr.act.Entered
	case !sealForm.MatchString(f.Seal):
		return Errorf(KindInvalid, "seal_invalid", "封存值应为64位小写十六进制数。")
	}
	tr.t.Draw.Witnesses = append(tr.t.Draw.Witnesses, w)
	return nil
}

// smallestSalt keeps an entry of few possible values from being guessed.
const smallestSalt = 16

func (tr *taskTransition) openEntry(f OpenEntry) error {
	i := slices.IndexFunc(tr.t.Draw.Witnesses, func(w WitnessState) bool { return w.Name == f.Witness })
	if i < 0 {
		return Errorf(KindInvalid, "witness_unknown", "没有该见证人的封存。")
	}
	w := &tr.t.Draw.Witnesses[i]
	if w.By != tr.act.Actor.ID {
		return Errorf(KindForbidden, "not_your_seal", "只能启封本人封存、尚未启封的内容。")
	}
	if f.Entry == "" {
		return Errorf(KindInvalid, "entry_required", "必须填写见证内容。")
	}
	if salt, err := hex.DecodeString(f.Salt); err != nil || len(salt) < smallestSalt {
		return Errorf(KindInvalid, "salt_invalid", "盐值应为%d个以上字节的十六进制数。", smallestSalt)
	}
	w.Entry, w.Salt, w.Opened, w.OpenedAt = f.Entry, f.Salt, true, tr.act.Entered
	return nil
}

// voidDraw: nothing but a seal that was not opened voids a draw. Its evidence
// stays; the next draw has a number of its own.
func (tr *taskTransition) voidDraw(f VoidDraw) error {
	if !slices.ContainsFunc(tr.t.Draw.Witnesses, func(w WitnessState) bool { return w.Name == f.Witness && !w.Opened }) {
		return Errorf(KindInvalid, "seal_not_outstanding", "该见证人没有未启封的封存；抽取不能因其他理由作废。")
	}
	void := tr.t.Draw.Number
	tr.t.Draw = DrawState{Number: void + 1, Voided: tr.t.Draw.Voided + 1}
	tr.t.Stage = TaskPreparing
	tr.tell(NoticeTask, tr.toRole(RoleClerk), "第%d次抽取因见证人“%s”未启封而作废，请重新拟定抽取方案。", void, f.Witness)
	return nil
}

func (tr *taskTransition) revealDraw(f RevealDraw) error {
	if f.NoTeam < 0 || f.Drawn < f.NoTeam || len(f.Teamless) != f.NoTeam {
		return Errorf(KindInvalid, "draw_counts_invalid", "抽中户数与未能组成检查组的户数不符。")
	}
	tr.t.Draw.Drawn, tr.t.Draw.NoTeam, tr.t.Draw.Teamless = f.Drawn, f.NoTeam, f.Teamless
	tr.t.Stage = TaskRunning
	if f.NoTeam > 0 {
		tr.tell(NoticeTask, tr.toRole(RoleSectionHead, RoleBureauHead), "有%d户因符合条件的执法人员不足%d名未能组成检查组，请决定补抽检查人员或者本次不予检查。", f.NoTeam, tr.t.Rules.TeamSize)
	}
	tr.tell(NoticeTask, tr.toRole(RoleClerk, RoleSectionHead), "抽取完成，抽中%d户。", f.Drawn)
	if !tr.t.FinishBy.IsZero() {
		tr.t.Deadlines = Deadlines{tr.finishDeadline()}
	}
	return nil
}

func (tr *taskTransition) formTeam(f FormTeam) error {
	if err := tr.decideTeamless(f.Case); err != nil {
		return err
	}
	tr.tell(NoticeTask, tr.toRole(RoleClerk, RoleSectionHead), "案件%s已补抽检查人员并立项。", f.Case)
	return nil
}

func (tr *taskTransition) leaveOut(f LeaveOut) error {
	if err := tr.decideTeamless(f.Case); err != nil {
		return err
	}
	tr.tell(NoticeTask, tr.toRole(RoleClerk, RoleSectionHead), "案件编号%s的检查对象因未能组成检查组，经决定本次不予检查。", f.Case)
	return nil
}

func (tr *taskTransition) decideTeamless(no string) error {
	i := slices.Index(tr.t.Draw.Teamless, no)
	if i < 0 {
		return Errorf(KindInvalid, "case_has_team", "%s不在尚未组成检查组的案件编号之中：%s。", no, strings.Join(tr.t.Draw.Teamless, "、"))
	}
	tr.t.Draw.Teamless = slices.Delete(tr.t.Draw.Teamless, i, i+1)
	return nil
}
