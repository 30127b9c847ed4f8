package law

import (
	"fmt"
	"slices"
	"strings"
)

// Rule is one row of the transition table of the subjects S, which stand at the
// stages G and change by the transitions T.
type Rule[S any, G Stage, T any] struct {
	Act    ActKind `json:"act"`
	Name   string  `json:"name"` // the act's name in the procedure
	Stages []G     `json:"stages"`
	// Leads says to which other stages the act may lead, by the stage at which it is
	// performed; none: it changes no stage.
	Leads  Leads[G] `json:"leads,omitempty"`
	Who    []Who    `json:"who"`
	Clause string   `json:"clause"`
	InForce
	// Reason: the act needs a reason on record.
	Reason bool `json:"reason,omitempty"`
	// WhileSuspended: allowed while the subject stands still.
	WhileSuspended bool `json:"whileSuspended,omitempty"`
	// Duty: only where the subject is under it; none: everywhere.
	Duty DutyKind `json:"duty,omitempty"`
	// Confidential: what is said with the act only the supervisor reads.
	Confidential bool `json:"confidential,omitempty"`
	// Aside: the act is possible nearly always and leads nowhere by itself; a refusal
	// that says what comes next leaves it out.
	Aside bool `json:"-"`

	// Ready says which act has to come first; nil: none has.
	Ready func(S) error `json:"-"`
	// Barred refuses one of Who for what that person did in this subject before.
	Barred func(S, Actor) error `json:"-"`
	// Narrow leaves those of Who who may at this point.
	Narrow func(S, []Who) []Who `json:"-"`
	// Apply is the effect on the copy.
	Apply func(*T) error `json:"-"`
}

// Stage is where a subject stands.
type Stage interface {
	comparable
	Chinese() string
}

// Ruled is a subject whose acts a table of rules governs.
type Ruled[G Stage] interface {
	Subject
	AtStage() G
	Suspended() bool
	// Under reports whether the subject is under the duty.
	Under(DutyKind) bool
	// AllowedNow says in Chinese what can be done now and by whom.
	AllowedNow() string
}

// Basis is the clause, and where the day since which it is in force goes.
func (r *Rule[S, G, T]) Basis() (clause string, since *InForce) { return r.Clause, &r.InForce }

// BySystem reports whether the act follows by itself and people never perform it.
func (r Rule[S, G, T]) BySystem() bool { return slices.Contains(r.Who, BySystem) }

// ByLink reports whether only the entity performs the act, without an account.
func (r Rule[S, G, T]) ByLink() bool {
	return !slices.ContainsFunc(r.Who, func(w Who) bool { return w.Role != RoleEntity })
}

// exists reports whether the subject has the act at all.
func (r Rule[S, G, T]) exists(s interface{ Under(DutyKind) bool }) bool {
	return r.Duty == "" || s.Under(r.Duty)
}

// who are those of the row who may at this point.
func (r Rule[S, G, T]) who(s S) []Who {
	if r.Narrow == nil {
		return r.Who
	}
	return r.Narrow(s, r.Who)
}

// RuleOf is the table's row of the act.
func RuleOf[S any, G Stage, T any](rules []Rule[S, G, T], kind ActKind) (Rule[S, G, T], bool) {
	i := slices.IndexFunc(rules, func(r Rule[S, G, T]) bool { return r.Act == kind })
	if i < 0 {
		return Rule[S, G, T]{}, false
	}
	return rules[i], true
}

// With makes the effect of a row of one that takes the act's facts.
func With[T any, P interface {
	*T
	Performed() Act
}, F Facts](effect func(P, F) error) func(*T) error {
	return func(t *T) error {
		f, err := FactsOf[F](P(t).Performed())
		if err != nil {
			return err
		}
		return effect(t, f)
	}
}

// Possible asks the table what does not depend on the person: whether the act is
// there, and allowed at this stage.
func Possible[S Ruled[G], G Stage, T any](s S, rules []Rule[S, G, T], kind ActKind) (Rule[S, G, T], error) {
	rule, ok := RuleOf(rules, kind)
	if !ok {
		return rule, Errorf(KindInvalid, "act_unknown", "没有名为“%s”的办理事项。", kind)
	}
	name := s.About().Name
	if !rule.exists(s) {
		return rule, Errorf(KindNotAllowed, "act_not_in_edition", "%s适用的规则没有“%s”这一事项。", name, rule.Name)
	}
	if !slices.Contains(rule.Stages, s.AtStage()) {
		return rule, Errorf(KindNotAllowed, "act_not_at_this_stage", "%s现处“%s”阶段，不能%s。%s", name, s.AtStage().Chinese(), rule.Name, s.AllowedNow())
	}
	if s.Suspended() && !rule.WhileSuspended {
		return rule, Errorf(KindNotAllowed, "case_suspended", "%s自%s起中止，恢复前不能%s。%s", name, s.About().SuspendedOn.ChineseString(), rule.Name, s.AllowedNow())
	}
	return rule, nil
}

// Permit asks the table whether the act is allowed now: stage, person, what has
// to come first, reason.
func Permit[S Ruled[G], G Stage, T any](s S, rules []Rule[S, G, T], a Act) error {
	rule, err := Possible(s, rules, a.Kind)
	if err != nil {
		return err
	}
	who := rule.who(s)
	if !Anyone(who, func(w Who) bool { return s.Is(a.Actor, w) }) {
		return Errorf(KindForbidden, "not_your_act", "“%s”应由%s办理，您不能办理。", rule.Name, NamesOf(who))
	}
	if rule.Ready != nil {
		if err := rule.Ready(s); err != nil {
			return err
		}
	}
	if rule.Barred != nil {
		if err := rule.Barred(s, a.Actor); err != nil {
			return err
		}
	}
	if rule.Reason && !a.Reasoned {
		return Errorf(KindInvalid, "reason_required", "“%s”必须写明理由。", rule.Name)
	}
	return nil
}

// Allowed lists the acts that people may perform now, marking the actor's own.
// It offers nothing that waits for another act, and marks as the actor's own
// nothing that permit would refuse to that person.
func Allowed[S Ruled[G], G Stage, T any](s S, rules []Rule[S, G, T], actor Actor) []Allowance {
	var out []Allowance
	for _, r := range rules {
		if r.BySystem() || !r.exists(s) || !slices.Contains(r.Stages, s.AtStage()) || (s.Suspended() && !r.WhileSuspended) || (r.Ready != nil && r.Ready(s) != nil) {
			continue
		}
		who := r.who(s)
		mine := Anyone(who, func(w Who) bool { return s.Is(actor, w) }) && (r.Barred == nil || r.Barred(s, actor) == nil)
		out = append(out, Allowance{Act: r.Act, Name: r.Name, Who: who, Clause: r.Clause, Reason: r.Reason, Mine: mine, Aside: r.Aside})
	}
	return out
}

// Allowance is one act that is possible now, and who may perform it.
type Allowance struct {
	Act    ActKind `json:"act"`
	Name   string  `json:"name"`
	Who    []Who   `json:"who"`
	Clause string  `json:"clause"`
	Reason bool    `json:"reason,omitempty"`
	Mine   bool    `json:"mine"` // the asker may
	Aside  bool    `json:"-"`    // see [Rule]
}

// AllowedText says what can be done, and by whom.
func AllowedText(allowed []Allowance) string {
	var parts []string
	for _, a := range allowed {
		if !a.Aside {
			parts = append(parts, fmt.Sprintf("%s（%s）", a.Name, NamesOf(a.Who)))
		}
	}
	if len(parts) == 0 {
		return "现在没有需要人工办理的事项。"
	}
	return "现在可以办理：" + strings.Join(parts, "、") + "。"
}
