package inspection

import (
	"strings"
)

// Permit asks the table whether the act is allowed now: stage, person, what has
// to come first, reason. It does not look at the facts; [Case.Apply] does both.
// What Permit refuses, Apply refuses with the same error.
func (c Case) Permit(a Act) error { return permit(c, CaseRules, a) }

// Possible refuses an act that nobody may perform at this stage: all that can be
// said of it before the record tells who hands it in.
func (c Case) Possible(kind ActKind) error {
	_, err := possible(c, CaseRules, kind)
	return err
}

// Allowed lists the acts that people may perform now, marking the actor's own.
// It offers nothing that waits for another act, and marks as the actor's own
// nothing that [Case.Permit] would refuse to that person.
func (c Case) Allowed(actor Actor) []Allowance { return allowed(c, CaseRules, actor) }

func (c Case) stage() Stage { return c.Stage }

func (c Case) is(a Actor, w Who) bool { return c.about().is(a, w) }

// allowedNow says what can be done at this stage and by whom.
func (c Case) allowedNow() string {
	if waiting := c.OpenBranches(); c.Stage == StageFollowUp && !c.Suspended() && len(waiting) > 0 {
		names := make([]string, len(waiting))
		for i, b := range waiting {
			names[i] = b.Kind.Chinese()
		}
		return "正在等待" + strings.Join(names, "、") + "办结或者移交。"
	}
	return allowedText(c.Allowed(Actor{}))
}

// Apply performs the act on a copy of the case and returns the case as it stands
// afterwards, with what persons are to be told. An error means that nothing
// happened.
func (c Case) Apply(a Act, law Law) (Case, []Notice, error) {
	if law.Edition == nil || law.Edition.Code != c.Edition {
		return c, nil, errEdition(c.No)
	}
	if err := c.Permit(a); err != nil {
		return c, nil, err
	}
	if err := a.checkTimes(c.Opened, law.Calendar); err != nil {
		return c, nil, err
	}
	next, err := c.clone()
	if err != nil {
		return c, nil, err
	}
	rule, _ := CaseRuleOf(a.Kind)
	next.Seq++
	t := onCase(&next, law, a)
	if err := rule.apply(&t); err != nil {
		return c, nil, err
	}
	return next, t.notices, nil
}
