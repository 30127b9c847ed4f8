package amendment

import (
	"cmp"
	"slices"
	"strings"

	"shuangsuiji/inspection/law"
)

// Between are the differences of the edition to against the edition from, by part
// and in the order of the later edition's tables; what it no longer has comes last.
// The table of acts is one for all editions: an act differs where the duty to which
// it belongs is asked by one of them only.
func Between(from, to *law.Edition) []Difference {
	return slices.Concat(
		between(PartEdition, setting(from), setting(to)),
		between(PartDuty, duties(from), duties(to)),
		between(PartAct, acts(from), acts(to)),
		between(PartPeriod, periods(from), periods(to)),
		between(PartAmount, amounts(from), amounts(to)),
		between(PartOutcome, outcomes(from), outcomes(to)),
	)
}

// entry is one line of an edition: its aspects say in Chinese what is set, each with
// the same label in every edition.
type entry struct {
	code, name, clause string
	since              law.InForce
	aspects            []aspect
}

type aspect struct{ label, text string }

func (e entry) in(part Part, change Change) Difference {
	return Difference{Part: part, Change: change, Code: e.code, Name: e.name, Clause: e.clause, InForce: e.since}
}

func between(part Part, from, to []entry) []Difference {
	var out []Difference
	for _, e := range to {
		i := slices.IndexFunc(from, e.same)
		if i < 0 {
			d := e.in(part, Added)
			d.After = text(e.aspects)
			out = append(out, d)
			continue
		}
		before, after := unlike(from[i].aspects, e.aspects), unlike(e.aspects, from[i].aspects)
		if len(before)+len(after) == 0 {
			continue
		}
		d := e.in(part, Changed)
		d.Before, d.After = text(before), text(after)
		out = append(out, d)
	}
	for _, e := range from {
		if !slices.ContainsFunc(to, e.same) {
			d := e.in(part, Removed)
			d.Before = text(e.aspects)
			out = append(out, d)
		}
	}
	return out
}

func (e entry) same(o entry) bool { return e.code == o.code }

// unlike are those of the aspects that the others don't have alike.
func unlike(all, others []aspect) []aspect {
	return slices.DeleteFunc(slices.Clone(all), func(a aspect) bool { return slices.Contains(others, a) })
}

func text(all []aspect) string {
	var parts []string
	for _, a := range all {
		if a.text != "" {
			parts = append(parts, a.label+"："+a.text)
		}
	}
	return cmp.Or(strings.Join(parts, "；"), "无")
}
