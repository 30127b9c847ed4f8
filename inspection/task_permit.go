package inspection

import (
	"slices"
	"time"
)

// Possible refuses an act that nobody may perform at this stage; see
// [Case.Possible].
func (t Task) Possible(kind ActKind) error {
	rule, ok := TaskRuleOf(kind)
	if !ok {
		return Errorf(KindInvalid, "act_unknown", "没有名为“%s”的办理事项。", kind)
	}
	if !slices.Contains(rule.Stages, t.Stage) {
		return Errorf(KindNotAllowed, "act_not_at_this_stage", "抽查任务%s现处“%s”阶段，不能%s。%s", t.ID, t.Stage.Chinese(), rule.Name, allowedText(t.Allowed(Actor{})))
	}
	return nil
}

// Permit asks the table whether the act is allowed now: stage, person, what has
// to come first, reason. What Permit refuses, Apply refuses with the same error.
func (t Task) Permit(a Act) error {
	if err := t.Possible(a.Kind); err != nil {
		return err
	}
	rule, _ := TaskRuleOf(a.Kind)
	who := rule.who(t)
	if !anyone(who, func(w Who) bool { return t.is(a.Actor, w) }) {
		return Errorf(KindForbidden, "not_your_act", "“%s”应由%s办理，您不能办理。", rule.Name, namesOf(who))
	}
	if rule.ready != nil {
		if err := rule.ready(t); err != nil {
			return err
		}
	}
	if rule.barred != nil {
		if err := rule.barred(t, a.Actor); err != nil {
			return err
		}
	}
	if rule.Reason && !a.Reasoned {
		return Errorf(KindInvalid, "reason_required", "“%s”必须写明理由。", rule.Name)
	}
	return nil
}

// Allowed lists the acts that people may perform now, marking the actor's own;
// see [Case.Allowed].
func (t Task) Allowed(actor Actor) []Allowance {
	var out []Allowance
	for _, r := range TaskRules {
		if r.BySystem() || !slices.Contains(r.Stages, t.Stage) || (r.ready != nil && r.ready(t) != nil) {
			continue
		}
		who := r.who(t)
		mine := anyone(who, func(w Who) bool { return t.is(actor, w) }) && (r.barred == nil || r.barred(t, actor) == nil)
		out = append(out, Allowance{Act: r.Act, Name: r.Name, Who: who, Clause: r.Clause, Reason: r.Reason, Mine: mine, Aside: r.Aside})
	}
	return out
}

func (t Task) is(a Actor, w Who) bool {
	if !a.Has(w.Role) {
		return false
	}
	switch w.Scope {
	case ScopeDepartment:
		return a.DepartmentFor(w.Role) == t.Department
	case ScopeJoint:
		return slices.Contains(t.Joint, a.DepartmentFor(w.Role))
	case ScopeAnyone, ScopeTeam, ScopeLead, ScopeSelf:
	}
	return true
}

// Apply performs the act on a copy of the task; an error means that nothing
// happened.
func (t Task) Apply(a Act, law Law) (Task, []Notice, error) {
	if err := t.Permit(a); err != nil {
		return t, nil, err
	}
	if err := a.checkTimes(time.Time{}, law.Calendar); err != nil {
		return t, nil, err
	}
	next, err := t.clone()
	if err != nil {
		return t, nil, err
	}
	rule, _ := TaskRuleOf(a.Kind)
	next.Seq++
	tr := taskTransition{t: &next, law: law, act: a}
	if err := rule.apply(&tr); err != nil {
		return t, nil, err
	}
	return next, tr.notices, nil
}
