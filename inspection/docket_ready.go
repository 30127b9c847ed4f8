package inspection

// What has to be so before a period is extended or a standstill ends, for all
// subjects with a docket.

// ofEdition is a subject that is judged by the edition it began with.
type ofEdition interface {
	subject
	docket() Docket
	edition() (*Edition, error)
}

func standingStill[S ofEdition](s S) error {
	if !s.docket().Suspended() {
		return Errorf(KindNotAllowed, "case_not_suspended", "%s没有中止。", s.about().name)
	}
	return nil
}

// extendable: a period runs that its rule lets somebody extend.
func extendable[S ofEdition](s S) error {
	if len(extendRoles(s)) > 0 {
		return nil
	}
	d := s.docket()
	if len(d.Deadlines) == 0 {
		return Errorf(KindNotAllowed, "no_deadline_running", "%s没有正在计算的期限。", s.about().name)
	}
	edition, err := s.edition()
	if err != nil {
		return err
	}
	p, _ := edition.Period(d.Deadlines[0].Kind)
	return p.neverExtended()
}

// extenders leaves the heads whom a running period names.
func extenders[S ofEdition](s S, who []Who) []Who {
	roles := extendRoles(s)
	if len(roles) == 0 {
		return who
	}
	var out []Who
	for _, w := range who {
		if roles[w.Role] {
			out = append(out, w)
		}
	}
	return out
}

func extendRoles[S ofEdition](s S) map[Role]bool {
	roles := map[Role]bool{}
	edition, err := s.edition()
	if err != nil {
		return roles
	}
	for _, d := range s.docket().Deadlines {
		if p, _ := edition.Period(d.Kind); p.ExtendBy != "" {
			roles[p.ExtendBy] = true
		}
	}
	return roles
}
