package law

// What has to be so before a period is extended or a standstill ends, for all
// subjects with a docket.

// UnderEdition is a subject that is judged by the edition it began with.
type UnderEdition interface {
	Subject
	Periods() Docket
	Governing() (*Edition, error)
}

// StandingStill refuses where the subject does not stand still.
//
// Errors: case_not_suspended.
func StandingStill[S UnderEdition](s S) error {
	if !s.Periods().Suspended() {
		return Errorf(KindNotAllowed, "case_not_suspended", "%s没有中止。", s.About().Name)
	}
	return nil
}

// Extendable: a period runs that its rule lets somebody extend.
func Extendable[S UnderEdition](s S) error {
	if len(extendRoles(s)) > 0 {
		return nil
	}
	d := s.Periods()
	if len(d.Deadlines) == 0 {
		return Errorf(KindNotAllowed, "no_deadline_running", "%s没有正在计算的期限。", s.About().Name)
	}
	edition, err := s.Governing()
	if err != nil {
		return err
	}
	p, _ := edition.Period(d.Deadlines[0].Kind)
	return p.neverExtended()
}

// Extenders leaves the heads whom a running period names.
func Extenders[S UnderEdition](s S, who []Who) []Who {
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

func extendRoles[S UnderEdition](s S) map[Role]bool {
	roles := map[Role]bool{}
	edition, err := s.Governing()
	if err != nil {
		return roles
	}
	for _, d := range s.Periods().Deadlines {
		if p, _ := edition.Period(d.Kind); p.ExtendBy != "" {
			roles[p.ExtendBy] = true
		}
	}
	return roles
}
