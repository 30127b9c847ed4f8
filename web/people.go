package web

import (
	"context"
	"strings"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/present"
)

// people names those who stand on record by account or certificate.
type people struct {
	accounts   colleagues
	inspectors map[string]registers.Inspector
}

func (s *console) people(ctx context.Context, actor law.Actor) (people, error) {
	out := people{inspectors: map[string]registers.Inspector{}}
	var err error
	if out.accounts, err = s.colleagues(ctx); err != nil {
		return out, err
	}
	inspectors, err := s.office.Inspectors(ctx, actor)
	for _, i := range inspectors {
		out.inspectors[i.Certificate] = i
	}
	return out, err
}

// account is the name of whoever has the account.
func (p people) account(id string) string { return p.accounts.Of(id) }

// inspector is the name of whoever has the certificate, with its number: two may have
// the same name.
func (p people) inspector(certificate string) string {
	if i, known := p.inspectors[certificate]; known {
		return i.Name + "（" + certificate + "）"
	}
	return certificate
}

func (p people) names() present.Names {
	return present.Names{Account: p.account, Inspector: p.inspector}
}

// member is one of a team.
type member struct {
	Name, Certificate, Department string
	Lead                          bool
}

// team are the members in their order; the first leads.
func (p people) team(t law.Team) []member {
	out := make([]member, len(t))
	for i, certificate := range t {
		known := p.inspectors[certificate]
		out[i] = member{Name: known.Name, Certificate: certificate, Department: known.Department, Lead: i == 0}
		if known.Name == "" {
			out[i].Name = certificate
		}
	}
	return out
}

// who names those of a subject who may perform an act: the members of its team by name,
// others by department and role.
func (p people) who(all []law.Who, about law.About) string {
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = p.oneOf(w, about)
	}
	return strings.Join(out, "、")
}

func (p people) oneOf(w law.Who, about law.About) string {
	switch w.Scope {
	case law.ScopeTeam:
		return "检查组：" + namesOfMembers(p.team(about.Team))
	case law.ScopeLead:
		if len(about.Team) > 0 {
			return "组长：" + p.team(about.Team)[0].Name
		}
	case law.ScopeDepartment:
		return about.Department + w.Role.Chinese()
	case law.ScopeAnyone, law.ScopeSelf, law.ScopeJoint:
	}
	return w.Chinese()
}

func namesOfMembers(team []member) string {
	names := make([]string, len(team))
	for i, m := range team {
		names[i] = m.Name
	}
	return strings.Join(names, "、")
}
