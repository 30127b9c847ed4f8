package tasks

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
)

// The draw as the procedure sees it: proposed, approved and committed, revealed
// (文件四(一)、(二)). How it is computed is package draw's.

func (tr *transition) prepareDraw(f PrepareDraw) error {
	if tr.t.Edition == "" {
		if err := tr.takeEdition(); err != nil {
			return err
		}
	}
	edition, err := tr.t.Governing(tr.today())
	if err != nil {
		return err
	}
	rules := tr.byScheme(f.Rules)
	if err := tr.checkRules("rules", rules, f, edition); err != nil {
		return err
	}
	if err := checkLengths(law.Path("rules").Join("lengths"), rules.Lengths, edition); err != nil {
		return err
	}
	told := "抽取方案已拟定，请批准或者退回。"
	if f.Kinds != nil && !slices.Equal(f.Kinds, tr.t.Kinds) {
		told += fmt.Sprintf("抽查对象范围由“%s”更正为“%s”。", strings.Join(tr.t.Kinds, "、"), strings.Join(f.Kinds, "、"))
		tr.t.Kinds = f.Kinds
	}
	if f.Joint != nil {
		tr.t.Joint, tr.t.JointConfirmed = f.Joint, true
	}
	tr.t.Rules = rules
	tr.t.Draw.PreparedBy = tr.act.Actor.ID
	tr.t.Draw.PreparedFor = tr.act.Actor.Lender(law.RoleClerk)
	tr.tell(law.NoticeTask, tr.toRole(law.RoleBureauHead), "%s", told)
	return nil
}

// byScheme takes what the proposal leaves open from the scheme, the mode from the
// plan too.
func (tr *transition) byScheme(r DrawRules) DrawRules {
	if r.Mode == plans.DrawUndecided {
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

func (tr *transition) checkRules(at law.Path, r DrawRules, f PrepareDraw, e *law.Edition) error {
	var bad law.Invalid
	checkMode(&bad, at, r)
	checkRatios(&bad, at, r)
	if r.TeamSize < e.SmallestTeam {
		bad.Add(at.Join("teamSize"), fmt.Sprint(r.TeamSize), "检查组应由%d名以上执法人员组成", e.SmallestTeam)
	}
	for _, n := range []struct {
		field, name string
		value       int
	}{{"witnesses", "见证人数", r.Witnesses}, {"capPerYear", "年度频次上限", r.CapPerYear}, {"caseLoad", "每人承办户数上限", r.CaseLoad}} {
		if n.value < 0 {
			bad.Add(at.Join(n.field), fmt.Sprint(n.value), "%s不能为负数", n.name)
		}
	}
	if s := tr.t.Scheme; s != nil {
		checkAgainstScheme(&bad, at, r, *s)
	}
	if f.Kinds != nil && (len(f.Kinds) == 0 || !named(f.Kinds)) {
		bad.Add("kinds", strings.Join(f.Kinds, "、"), "抽查对象范围至少有一个类别，不能重复、空缺")
	}
	switch {
	case !tr.t.JointConfirmed && f.Joint == nil:
		bad.Add("joint", strings.Join(tr.t.Joint, "、"), "计划表的联合处室没有分隔符，请确认联合处室")
	case slices.Contains(f.Joint, tr.t.Department) || !named(f.Joint):
		bad.Add("joint", strings.Join(f.Joint, "、"), "联合处室不能重复、空缺，也不能是发起处室本身")
	}
	return bad.Err("draw_rules_invalid", "抽取方案")
}

// named reports whether each is a name, and none stands there twice.
func named(all []string) bool {
	return !slices.Contains(all, "") && len(slices.Compact(slices.Sorted(slices.Values(all)))) == len(all)
}

func checkMode(bad *law.Invalid, at law.Path, r DrawRules) {
	switch r.Mode {
	case plans.DrawUndecided:
		bad.Add(at.Join("mode"), "", "请选定定向抽查或者不定向抽查")
	case plans.DrawTargeted:
		if len(r.Conditions) == 0 {
			bad.Add(at.Join("conditions"), "", "定向抽查必须设定条件")
		}
	case plans.DrawUntargeted:
		if len(r.Conditions) > 0 {
			bad.Add(at.Join("conditions"), "", "不定向抽查不设定条件")
		}
	default:
		bad.Add(at.Join("mode"), string(r.Mode), "抽查类型应为定向或者不定向")
	}
	for _, field := range slices.Sorted(maps.Keys(r.Conditions)) {
		if !slices.ContainsFunc(ConditionFields, func(c struct{ Field, Name string }) bool { return c.Field == field }) {
			bad.Add(at.Join("conditions", field), "", "没有名为%s的条件", field)
		} else if len(r.Conditions[field]) == 0 {
			bad.Add(at.Join("conditions", field), "", "条件没有取值")
		}
	}
}

// checkRatios: one ratio for the task or one for each grade; 0 % is a ratio of a
// grade only.
func checkRatios(bad *law.Invalid, at law.Path, r DrawRules) {
	if r.Ratio == "" && len(r.GradeRatios) == 0 {
		bad.Add(at.Join("ratio"), "", "必须填写抽查比例")
	}
	if r.Ratio != "" {
		if err := plans.CheckRatio(r.Ratio); err != nil {
			bad.Add(at.Join("ratio"), r.Ratio, "%s", err.Error())
		}
	}
	if _, ok := r.GradeRatios[""]; len(r.GradeRatios) > 0 && !ok {
		bad.Add(at.Join("gradeRatios"), "", "按等级设定比例的，必须设定未分级对象的比例")
	}
	for _, grade := range slices.Sorted(maps.Keys(r.GradeRatios)) {
		if _, err := draw.ParseRatio(r.GradeRatios[grade]); err != nil {
			bad.Add(at.Join("gradeRatios", grade), r.GradeRatios[grade], "%s", plans.Plainly(err).Error())
		}
	}
}

func checkAgainstScheme(bad *law.Invalid, at law.Path, r DrawRules, s Scheme) {
	if s.Mode != plans.DrawUndecided && r.Mode != s.Mode {
		bad.Add(at.Join("mode"), string(r.Mode), "实施方案已确定为%s抽查", s.Mode.Chinese())
	}
	if len(s.Items) > 0 && !slices.Equal(slices.Sorted(slices.Values(r.Items)), slices.Sorted(slices.Values(s.Items))) {
		bad.Add(at.Join("items"), strings.Join(r.Items, "、"), "抽查事项应与实施方案一致：%s", strings.Join(s.Items, "、"))
	}
	if len(s.Lengths) > 0 && !maps.Equal(r.Lengths, s.Lengths) {
		bad.Add(at.Join("lengths"), "", "期限应与实施方案一致")
	}
}

func (tr *transition) returnDraw(ReturnDraw) error {
	by := tr.t.Draw.PreparedBy
	tr.t.Draw.PreparedBy, tr.t.Draw.PreparedFor = "", ""
	tr.tell(law.NoticeTask, law.Audience{Accounts: []string{by}}, "抽取方案被退回，请修改后重新拟定。")
	return nil
}

func (tr *transition) approveDraw(f ApproveDraw) error {
	tr.t.Draw.ApprovedBy, tr.t.Draw.Commitment = tr.act.Actor.ID, f.Commitment
	tr.t.Stage = StageWitnessing
	if tr.t.Rules.Witnesses > 0 {
		tr.tell(law.NoticeTask, tr.toRole(law.RoleSupervisor), "名单已锁定，抽取承诺已公布，请见证人封存内容。")
	}
	return nil
}

func (tr *transition) revealDraw(f RevealDraw) error {
	if f.Drawn < f.NoTeam || len(f.Teamless) != f.NoTeam {
		return law.Errorf(law.KindInvalid, "draw_counts_invalid", "抽中户数与未能组成检查组的户数不符。")
	}
	tr.t.Draw.Drawn, tr.t.Draw.NoTeam, tr.t.Draw.Teamless = f.Drawn, f.NoTeam, f.Teamless
	tr.t.Stage = StageRunning
	if f.NoTeam > 0 {
		tr.tell(law.NoticeTask, tr.toRole(law.RoleSectionHead, law.RoleBureauHead), "有%d户因符合条件的执法人员不足%d名未能组成检查组，请决定补抽检查人员或者本次不予检查。", f.NoTeam, tr.t.Rules.TeamSize)
	}
	tr.tell(law.NoticeTask, tr.toRole(law.RoleClerk, law.RoleSectionHead), "抽取完成，抽中%d户。", f.Drawn)
	if !tr.t.FinishBy.IsZero() {
		tr.t.Deadlines = law.Deadlines{tr.finishDeadline()}
	}
	return nil
}

func (tr *transition) formTeam(f FormTeam) error {
	if err := tr.decideTeamless(f.Case); err != nil {
		return err
	}
	tr.tell(law.NoticeTask, tr.toRole(law.RoleClerk, law.RoleSectionHead), "案件%s已补抽检查人员并立项。", f.Case)
	return nil
}

func (tr *transition) leaveOut(f LeaveOut) error {
	if err := tr.decideTeamless(f.Case); err != nil {
		return err
	}
	tr.tell(law.NoticeTask, tr.toRole(law.RoleClerk, law.RoleSectionHead), "案件编号%s的检查对象因未能组成检查组，经决定本次不予检查。", f.Case)
	return nil
}

func (tr *transition) decideTeamless(no string) error {
	i := slices.Index(tr.t.Draw.Teamless, no)
	if i < 0 {
		return law.Errorf(law.KindInvalid, "case_has_team", "%s不在尚未组成检查组的案件编号之中：%s。", no, strings.Join(tr.t.Draw.Teamless, "、"))
	}
	tr.t.Draw.Teamless = slices.Delete(tr.t.Draw.Teamless, i, i+1)
	return nil
}
