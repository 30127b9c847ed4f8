package draw

import "slices"

// PublicOptions says what a task lets the public see, and when: the same
// evidence may be published first closed and later opened. The zero value
// shows least.
type PublicOptions struct {
	// OpenDrawn shows who was drawn. Beside strata, identities tell grades.
	OpenDrawn bool
	// Teams shows inspectors and teams by certificate number.
	Teams bool
}

// DefaultOptions opens the drawn entities only where the draw uses no grades,
// and shows no teams.
func DefaultOptions(full *FullEvidence) PublicOptions {
	return PublicOptions{OpenDrawn: !full.Rules.UsesGrades()}
}

// PublicOf gives the public evidence of a draw (M7: grades stay inside; M9:
// leads stay inside). It shares the large parts of full and changes nothing.
func PublicOf(full *FullEvidence, options PublicOptions) (*PublicEvidence, error) {
	p := &PublicEvidence{
		Record: full.Record,
		Shows:  Shows{Drawn: options.OpenDrawn && full.Outcome == Drawn, Teams: options.Teams},
	}
	p.Extent = Public
	if !options.Teams {
		p.Inspectors = nil
		p.Cases = slices.Clone(full.Cases)
		for i := range p.Cases {
			p.Cases[i].Team, p.Cases[i].Excluded, p.Cases[i].NoTeam = nil, nil, ""
		}
	}
	if p.Shows.Drawn {
		for i := range full.Cases {
			at := full.Cases[i].Position
			if at < 1 || at > len(full.Inside.Roster) {
				return nil, failf(CodeCases, "第 %d 个案件的名单行号 %d 不存在", i+1, at)
			}
			in := &full.Inside.Roster[at-1]
			p.Openings = append(p.Openings, Opening{Code: in.Code, Position: at, Salt: in.Salt})
		}
	}
	if err := p.seal(); err != nil {
		return nil, err
	}
	return p, nil
}
