package proceedings

import (
	"maps"
	"slices"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// PublishedResult is what an entry of the public record says of an inspection.
type PublishedResult struct {
	// Withdrawn: nothing, the result was taken back.
	Withdrawn bool        `json:"withdrawn,omitempty"`
	Outcome   law.Outcome `json:"outcome,omitempty"`
	// Items are the outcomes of the items with a problem.
	Items map[string]law.Outcome `json:"items,omitempty"`
}

// PublishedNow is what is to be published of the case: its result, as the
// objections that were upheld have corrected it.
func PublishedNow(c cases.Case, beside []Proceeding) PublishedResult {
	out := PublishedResult{Outcome: c.Result.Outcome, Items: map[string]law.Outcome{}}
	for code, item := range c.Result.Items {
		out.Items[code] = item.Outcome
	}
	for _, p := range beside {
		if p.Objection != nil && p.Objection.Correction.Final {
			out = *p.Objection.Corrected
		}
	}
	return out
}

// same reports whether both say the same; what is withdrawn has no outcome.
func (r PublishedResult) same(o PublishedResult) bool {
	return r.Outcome == o.Outcome && maps.Equal(r.Items, o.Items)
}

// check holds a corrected result against the inspection's items: an outcome for
// each problem, and the whole is the gravest, as in a proposal of the result.
func (r PublishedResult) check(at law.Path, items []string, e *law.Edition) error {
	if r.Withdrawn {
		if r.Outcome != "" || len(r.Items) > 0 {
			return law.Errorf(law.KindInvalid, "corrected_entry_invalid", "撤回公示内容的，不填检查结果。")
		}
		return nil
	}
	whole, known := e.Outcome(r.Outcome)
	if !known {
		return law.Errorf(law.KindInvalid, "corrected_entry_invalid", "必须填写更正后的检查结果，或者写明撤回公示内容。")
	}
	var bad law.Invalid
	var outcomes []law.Outcome
	if whole.Attempt {
		outcomes = append(outcomes, r.Outcome)
	}
	for _, code := range slices.Sorted(maps.Keys(r.Items)) {
		rule, _ := e.Outcome(r.Items[code])
		switch {
		case !slices.Contains(items, code):
			bad.Add(at.Join("items", code), "", "本案没有检查事项%s", code)
		case !rule.Problem:
			bad.Add(at.Join("items", code), string(r.Items[code]), "只填写发现问题的事项，结果类别应为发现问题的类别之一")
		default:
			outcomes = append(outcomes, r.Items[code])
		}
	}
	if err := bad.Err("corrected_entry_invalid", "更正后的公示内容"); err != nil {
		return err
	}
	want := law.OutcomeNoProblem
	if len(outcomes) > 0 {
		want = e.Gravest(outcomes)
	}
	if r.Outcome != want {
		rule, _ := e.Outcome(want)
		return law.Errorf(law.KindInvalid, "outcome_not_the_gravest", "根据更正后各事项的结果，本案结果应为最重的一项“%s”。", rule.Name)
	}
	return nil
}
