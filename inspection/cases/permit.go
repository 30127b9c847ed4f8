package cases

import (
	"strings"

	"shuangsuiji/inspection/law"
)

// Permit asks the table whether the act is allowed now: stage, person, what has
// to come first, reason. It does not look at the facts; [Case.Apply] does both.
// What Permit refuses, Apply refuses with the same error.
func (c Case) Permit(a law.Act) error { return law.Permit(c, Rules, a) }

// Possible refuses an act that nobody may perform at this stage: all that can be
// said of it before the record tells who hands it in.
func (c Case) Possible(kind law.ActKind) error {
	_, err := law.Possible(c, Rules, kind)
	return err
}

// Allowed lists the acts that people may perform now, marking the actor's own.
// It offers nothing that waits for another act, and marks as the actor's own
// nothing that [Case.Permit] would refuse to that person.
func (c Case) Allowed(actor law.Actor) []law.Allowance { return law.Allowed(c, Rules, actor) }

// AtStage is the stage, for the law's table.
func (c Case) AtStage() Stage { return c.Stage }

// Is reports whether the actor is one of those meant.
func (c Case) Is(a law.Actor, w law.Who) bool { return c.About().Is(a, w) }

// AllowedNow says what can be done at this stage and by whom.
func (c Case) AllowedNow() string {
	if waiting := c.OpenBranches(); c.Stage == StageFollowUp && !c.Suspended() && len(waiting) > 0 {
		names := make([]string, len(waiting))
		for i, b := range waiting {
			names[i] = b.Kind.Chinese()
		}
		return "正在等待" + strings.Join(names, "、") + "办结或者移交。"
	}
	return law.AllowedText(c.Allowed(law.Actor{}))
}

// Apply performs the act on a copy of the case and returns the case as it stands
// afterwards, with what persons are to be told. An error means that nothing
// happened.
func (c Case) Apply(a law.Act, l law.Law) (Case, []law.Notice, error) {
	if l.Edition == nil || l.Edition.Code != c.Edition {
		return c, nil, law.EditionMismatch(c.No)
	}
	if err := c.Permit(a); err != nil {
		return c, nil, err
	}
	if err := a.CheckTimes(c.Opened, l); err != nil {
		return c, nil, err
	}
	next, err := law.Copy(c)
	if err != nil {
		return c, nil, err
	}
	rule, _ := RuleOf(a.Kind)
	next.Seq++
	t := onCase(&next, l, a)
	if err := rule.Apply(&t); err != nil {
		return c, nil, err
	}
	return next, t.Notices, nil
}
