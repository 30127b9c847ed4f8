package tasks

import (
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// Possible refuses an act that nobody may perform at this stage; see
// [cases.Case.Possible].
func (t Task) Possible(kind law.ActKind) error {
	rule, ok := RuleOf(kind)
	if !ok {
		return law.Errorf(law.KindInvalid, "act_unknown", "没有名为“%s”的办理事项。", kind)
	}
	if !slices.Contains(rule.Stages, t.Stage) {
		return law.Errorf(law.KindNotAllowed, "act_not_at_this_stage", "抽查任务%s现处“%s”阶段，不能%s。%s", t.ID, t.Stage.Chinese(), rule.Name, law.AllowedText(t.Allowed(law.Actor{})))
	}
	return nil
}

// Permit asks the table whether the act is allowed now: stage, person, what has
// to come first, reason. What Permit refuses, Apply refuses with the same error.
func (t Task) Permit(a law.Act) error {
	if err := t.Possible(a.Kind); err != nil {
		return err
	}
	rule, _ := RuleOf(a.Kind)
	who := rule.who(t)
	if !law.Anyone(who, func(w law.Who) bool { return t.Is(a.Actor, w) }) {
		return law.Errorf(law.KindForbidden, "not_your_act", "“%s”应由%s办理，您不能办理。", rule.Name, law.NamesOf(who))
	}
	if err := rule.Ready(t); err != nil {
		return err
	}
	if rule.barred != nil {
		if err := rule.barred(t, a.Actor); err != nil {
			return err
		}
	}
	if rule.Reason && !a.Reasoned {
		return law.Errorf(law.KindInvalid, "reason_required", "“%s”必须写明理由。", rule.Name)
	}
	return nil
}

// Allowed lists the acts that people may perform now, marking the actor's own;
// see [cases.Case.Allowed].
func (t Task) Allowed(actor law.Actor) []law.Allowance {
	var out []law.Allowance
	for _, r := range Rules {
		if r.BySystem() || !slices.Contains(r.Stages, t.Stage) || r.Ready(t) != nil {
			continue
		}
		who := r.who(t)
		mine := law.Anyone(who, func(w law.Who) bool { return t.Is(actor, w) }) && (r.barred == nil || r.barred(t, actor) == nil)
		out = append(out, law.Allowance{Act: r.Act, Name: r.Name, Who: who, Clause: r.Clause, Reason: r.Reason, Mine: mine, Aside: r.Aside})
	}
	return out
}

// Is reports whether the actor is one of those meant; it implements law.Subject.
func (t Task) Is(a law.Actor, w law.Who) bool {
	if !a.Has(w.Role) {
		return false
	}
	switch w.Scope {
	case law.ScopeDepartment:
		return a.DepartmentFor(w.Role) == t.Department
	case law.ScopeJoint:
		return slices.Contains(t.Joint, a.DepartmentFor(w.Role))
	case law.ScopeAnyone, law.ScopeTeam, law.ScopeLead, law.ScopeSelf:
	}
	return true
}

// Apply performs the act on a copy of the task, by the edition that the task took;
// until it has one, its acts are held against the edition that governs it
// ([Task.Governing]). An error means that nothing happened.
func (t Task) Apply(a law.Act, l law.Law) (Task, []law.Notice, error) {
	if err := t.Permit(a); err != nil {
		return t, nil, err
	}
	edition, err := t.Governing(calendar.DateOf(a.Entered))
	if err != nil {
		return t, nil, err
	}
	l.Edition = edition
	if err := a.CheckTimes(time.Time{}, l); err != nil {
		return t, nil, err
	}
	next, err := law.Copy(t)
	if err != nil {
		return t, nil, err
	}
	rule, _ := RuleOf(a.Kind)
	next.Seq++
	tr := transition{t: &next, law: l, act: a}
	if err := rule.apply(&tr); err != nil {
		return t, nil, err
	}
	return next, tr.notices, nil
}
