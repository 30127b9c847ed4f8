// Package todo says who is to act on a subject as it stands (待办): which acts it waits
// for, of whom, until when. It repeats no rule: what may be done now is what the
// transition tables allow, and an act that leads nowhere by itself ([law.Rule.Aside])
// is none that anything waits for.
//
// It names those who hold a power, not persons: who holds it changes from day to day
// with roles, delegations and teams ([Held]). What a row refuses to one person for what
// that person did before ([law.Rule.Barred]) it can't say; whoever shows somebody a
// list asks the subject itself at last.
package todo

import (
	"slices"
	"time"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// Item is one act that a subject waits for, and one of those who may perform it.
type Item struct {
	Act    law.ActKind
	Name   string
	Holder Holder
	// Due is the end of the first period that runs for the holder, or for anybody; zero
	// where none runs.
	Due time.Time
}

// Holder is who holds a power: a role for the whole bureau, for a department, or the
// holder of a certificate.
type Holder struct {
	Role law.Role
	// Of is the department or the certificate, "" for the bureau.
	Of string
}

// Key names the holder in one text.
func (h Holder) Key() string { return string(h.Role) + ":" + h.Of }

// OfCase are the items of a case.
func OfCase(c cases.Case) []Item {
	if !c.Stage.Open() {
		return nil
	}
	return items(c.Allowed, parties{c.Department, nil, c.Team}, c.Deadlines, c.Edition)
}

// OfProceeding are the items of a proceeding.
func OfProceeding(p proceedings.Proceeding) []Item {
	if !p.Stage.Open() {
		return nil
	}
	return items(p.Allowed, parties{p.Department, nil, p.Team}, p.Deadlines, p.Edition)
}

// OfTask are the items of a task. One whose month has not come waits for nobody,
// although it can be started early.
func OfTask(t tasks.Task) []Item {
	if !t.Stage.Open() || t.Stage == tasks.StagePlanned {
		return nil
	}
	return items(t.Allowed, parties{t.Department, t.Joint, nil}, t.Deadlines, t.Edition)
}

// parties are those whom a subject's table means by its scopes.
type parties struct {
	department string
	joint      []string
	team       law.Team
}

// items asks the table. It takes for granted that a state is whole, as the law made it;
// one that somebody altered by hand waits for nobody, and is for the check of the record
// to find: a list must stop neither an act nor that check.
func items(allowed func(law.Actor) []law.Allowance, p parties, running law.Deadlines, edition string) (out []Item) {
	defer func() {
		if recover() != nil {
			out = nil
		}
	}()
	for _, a := range allowed(law.Actor{}) {
		if a.Aside {
			continue
		}
		var holders []Holder
		for _, w := range a.Who {
			if law.IsStaffRole(w.Role) {
				holders = append(holders, p.holders(w)...)
			}
		}
		for i, h := range holders {
			if !slices.Contains(holders[:i], h) {
				out = append(out, Item{Act: a.Act, Name: a.Name, Holder: h, Due: due(h.Role, running, edition)})
			}
		}
	}
	return out
}

// holders are those who are meant.
func (p parties) holders(w law.Who) []Holder {
	var of []string
	switch w.Scope {
	case law.ScopeTeam:
		of = p.team
	case law.ScopeLead:
		of = []string{p.team.Lead()}
	case law.ScopeDepartment:
		of = []string{p.department}
	case law.ScopeJoint:
		of = p.joint
	case law.ScopeAnyone:
		return []Holder{{Role: w.Role}}
	case law.ScopeSelf: // the entity, which has no list
	}
	var out []Holder
	for _, one := range of {
		if one != "" {
			out = append(out, Holder{w.Role, one})
		}
	}
	return out
}

// due is the end of the first period within which the role has to act; where none runs,
// the first end of any.
func due(role law.Role, running law.Deadlines, edition string) time.Time {
	var first time.Time
	if e, err := law.EditionOf(edition); err == nil {
		for _, d := range running {
			period, known := e.Period(d.Kind)
			if known && slices.Contains(period.Responsible, role) && (first.IsZero() || d.Due.Before(first)) {
				first = d.Due
			}
		}
	}
	if next, any := running.NextDue(); first.IsZero() && any {
		first = next.Due
	}
	return first
}

// Held are the holders that the actor is today, by own and by lent powers.
func Held(actor law.Actor) []Holder {
	var out []Holder
	for _, role := range law.StaffRoles {
		if !actor.Has(role) {
			continue
		}
		out = append(out, Holder{Role: role})
		if d := actor.DepartmentFor(role); d != "" {
			out = append(out, Holder{role, d})
		}
		if role == law.RoleInspector && actor.Certificate != "" {
			out = append(out, Holder{role, actor.Certificate})
		}
	}
	return out
}
