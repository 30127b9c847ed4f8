package inspection_test

import (
	"fmt"
	"slices"
	"strings"
)

// manyStages: an act that leads to the same stage from more of them is shown once,
// for all of them, so that what differs stays readable.
const manyStages = 3

// stagesOf is the picture of a procedure and the table beside it, as they stand on
// docs/procedure.md.
func stagesOf(p procedure) string { return picture(p) + "\n" + stageTable(p) }

// picture draws a procedure in the language that GitHub shows as a diagram
// (Mermaid).
func picture(p procedure) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, "    "+format+"\n", args...) }
	b.WriteString("```mermaid\nstateDiagram-v2\n")
	for _, s := range p.stages {
		line("state %q as %s", s.name, s.code)
	}
	line("[*] --> %s", p.stages[0].code)
	for _, from := range p.stages {
		for _, to := range p.stages {
			if acts := p.between(from, to); len(acts) > 0 {
				line("%s --> %s: %s", from.code, to.code, strings.Join(acts, "<br/>"))
			}
		}
		if from.end {
			line("%s --> [*]", from.code)
		}
	}
	shared := p.shared()
	for i, s := range shared {
		line("state %q as many_%d", strings.Join(named(s.from), "<br/>"), i+1)
		line("many_%d --> %s: %s", i+1, s.to.code, s.act.name)
		line("class many_%d many", i+1)
	}
	if len(shared) > 0 {
		line("classDef many stroke-dasharray: 4")
	}
	b.WriteString("```\n")
	return b.String()
}

// stageTable says what leads on from each stage, and who.
func stageTable(p procedure) string {
	var rows [][]string
	for _, from := range p.stages {
		var acts []string
		for _, a := range p.acts {
			to := slices.DeleteFunc(slices.Clone(p.stages), func(to stop) bool { return !slices.Contains(p.between(from, to), a.name) })
			if len(to) > 0 {
				acts = append(acts, entry(a, to...))
			}
		}
		rows = append(rows, []string{from.name, "`" + from.code + "`", strings.Join(acts, "<br>")})
	}
	for _, s := range p.shared() {
		rows = append(rows, []string{strings.Join(named(s.from), "、"), "", entry(s.act, s.to)})
	}
	return table([]string{"Stage 阶段", "Code", "Acts that lead on 转入其他阶段的事项"}, rows)
}

// entry is an act in the table: what, by whom, and where it leads.
func entry(a leading, to ...stop) string {
	return fmt.Sprintf("%s（%s）→ %s", a.name, a.who, strings.Join(named(to), " / "))
}

// between names the acts on the arrow from one stage to another.
func (p procedure) between(from, to stop) []string {
	var acts []string
	for _, a := range p.acts {
		if slices.Contains(a.leads[from.code], to.code) && len(p.from(a, to)) <= manyStages {
			acts = append(acts, a.name)
		}
	}
	return acts
}

// sharedArrow is that of an act from many stages to the same.
type sharedArrow struct {
	act  leading
	from []stop
	to   stop
}

func (p procedure) shared() []sharedArrow {
	var out []sharedArrow
	for _, a := range p.acts {
		for _, to := range p.stages {
			if from := p.from(a, to); len(from) > manyStages {
				out = append(out, sharedArrow{a, from, to})
			}
		}
	}
	return out
}

func named(stages []stop) []string {
	out := make([]string, len(stages))
	for i, s := range stages {
		out[i] = s.name
	}
	return out
}
