package access

import (
	"slices"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
)

// ofDepartment are the roles that are held for one department; all others are held
// for the whole bureau, or for the teams of one's own.
var ofDepartment = []law.Role{clerk, sectionHead}

// OfOneDepartment are the roles that are held for one department. An audience's
// department narrows them and no others.
func OfOneDepartment() []law.Role { return slices.Clone(ofDepartment) }

// Reach is which cases, and what came out of them, a person may read: the union of
// what the person's powers reach. The zero value reaches nothing.
type Reach struct {
	// Everything: the bureau's head, its legal review and its supervisor.
	Everything bool
	// Departments are those for which the person is clerk or section head, by an own
	// power or a lent one: what they initiated, and what they take part in as joint
	// departments.
	Departments []string
	// Certificate is that of an inspector: the cases and proceedings of the own teams.
	Certificate string
}

// ReachOf is the actor's reach today.
func ReachOf(actor law.Actor) Reach {
	r := Reach{Everything: actor.Has(bureauHead, legalReviewer, supervisor), Departments: Departments(actor, ofDepartment...)}
	if actor.Has(inspector) {
		r.Certificate = actor.Certificate
	}
	return r
}

// Departments are those for which the actor holds any of the roles, in order: the
// own one of an own role, the lender's of a lent one.
func Departments(actor law.Actor, roles ...law.Role) []string {
	var out []string
	for _, role := range roles {
		if d := actor.DepartmentFor(role); actor.Has(role) && d != "" {
			out = append(out, d)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// None reports whether nothing at all is reached.
func (r Reach) None() bool { return !r.Everything && len(r.Departments) == 0 && r.Certificate == "" }

// File is a case or a proceeding, as far as it decides who may read it.
type File struct {
	// Name is what a refusal calls it.
	Name       string
	Department string
	// Joint are the departments that take part in its task.
	Joint []string
	Team  law.Team
}

// OfCase is a case of a task with these joint departments.
func OfCase(c cases.Case, joint []string) File {
	return File{Name: "案件" + c.No, Department: c.Department, Joint: joint, Team: c.Team}
}

// OfProceeding is a proceeding of a task with these joint departments. The
// departments that see a case see what came out of it; of the inspectors only those
// do who handle it, since one who was replaced in it may still be on the case's
// team.
func OfProceeding(p proceedings.Proceeding, joint []string) File {
	return File{Name: p.No, Department: p.Department, Joint: joint, Team: p.Team}
}

// Covers reports whether the file lies within the reach.
func (r Reach) Covers(f File) bool {
	within := func(department string) bool { return slices.Contains(r.Departments, department) }
	return r.Everything || within(f.Department) || slices.ContainsFunc(f.Joint, within) || f.Team.Has(r.Certificate)
}

// MayRead refuses an actor whose reach does not cover the file.
//
// Errors: not_your_case.
func MayRead(actor law.Actor, f File) error {
	if ReachOf(actor).Covers(f) {
		return nil
	}
	return law.Errorf(law.KindForbidden, "not_your_case", "您无权查看%s。", f.Name)
}
