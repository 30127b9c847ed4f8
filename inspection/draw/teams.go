package draw

import (
	"bytes"
	"slices"
)

// Case is one drawn entity, with its team once that is drawn.
type Case struct {
	// Excluded are the places, in the inspectors' roster from 1, of those who
	// were not eligible for this case, ascending.
	Excluded []int `json:"excluded,omitempty"`
	// NoTeam says why the case has no team: a decision for the head, never a
	// team of one.
	NoTeam NoTeam `json:"no_team,omitempty"`
	// Number is the case number.
	Number string `json:"number"`
	// Position is the entity's place in the roster, from 1.
	Position int `json:"position"`
	// Rank is the entity's rank in its stratum, from 1.
	Rank    int `json:"rank"`
	Stratum int `json:"stratum"`
	// Team are places in the inspectors' roster, from 1; the first one leads.
	Team []int `json:"team,omitempty"`
}

// NoTeam is the reason why a case has no team.
type NoTeam string

// The reasons why no team was drawn.
const (
	// TooFew: fewer inspectors are eligible than a team needs.
	TooFew NoTeam = "too_few"
	// NoLead: nobody of the initiating department is eligible.
	NoLead NoTeam = "no_lead"
)

// Message says for staff why there is no team and who decides.
func (n NoTeam) Message() string {
	switch n {
	case TooFew:
		return "符合条件的执法人员不足，未组成检查组，请局负责人决定"
	case NoLead:
		return "发起处室无符合条件的执法人员，未组成检查组，请局负责人决定"
	default:
		return ""
	}
}

// inspectorOrder ranks all inspectors for a case by HMAC-SHA-256(seed,
// "inspector", case number, certificate); places from 0.
func inspectorOrder(m *macer, number string, lines []InspectorLine) []int {
	tickets := make([]Hash, len(lines))
	order := make([]int, len(lines))
	for i := range lines {
		m.start("inspector")
		m.msg = appendField(m.msg, number)
		m.msg = appendField(m.msg, lines[i].Certificate)
		tickets[i], order[i] = m.finish(), i
	}
	slices.SortFunc(order, func(a, b int) int { return bytes.Compare(tickets[a][:], tickets[b][:]) })
	return order
}

// pickTeam picks from the ranked eligible: first the lead, who is the first of
// the initiating department; in a joint task then the first of another
// department, if anyone is eligible; the rest by rank. The team stands with
// its lead first and the others by rank.
func pickTeam(rules *PublishedRules, lines []InspectorLine, eligible []int) ([]int, NoTeam) {
	if len(eligible) < rules.TeamSize {
		return nil, TooFew
	}
	initiating := func(i int) bool { return lines[i].Department == rules.Initiating }
	lead := slices.IndexFunc(eligible, initiating)
	if lead < 0 {
		return nil, NoLead
	}
	chosen := map[int]bool{lead: true}
	if rules.Joint {
		if partner := slices.IndexFunc(eligible, func(i int) bool { return !initiating(i) }); partner >= 0 {
			chosen[partner] = true
		}
	}
	for at := 0; len(chosen) < rules.TeamSize; at++ {
		chosen[at] = true
	}
	team := []int{eligible[lead]}
	for at, i := range eligible {
		if chosen[at] && at != lead {
			team = append(team, i)
		}
	}
	return team, ""
}

const teamBatch = 1024

// assignTeams gives each case its team, in the order of the cases: who reaches
// the case load is out for the cases after. absence says why an inspector is
// not eligible for a case; the ranks are computed on all cores.
func assignTeams(seed Hash, rules *PublishedRules, lines []InspectorLine, cases []Case,
	absence func(caseIndex, inspector int) Absence, took func(inspector int),
) [][]Absence {
	reasons := make([][]Absence, len(cases))
	for from := 0; from < len(cases); from += teamBatch {
		batch := cases[from:min(from+teamBatch, len(cases))]
		orders := make([][]int, len(batch))
		inParallel(len(batch), 32, func(first, end int) {
			m := newMacer(seed[:])
			for i := first; i < end; i++ {
				orders[i] = inspectorOrder(m, batch[i].Number, lines)
			}
		})
		for i := range batch {
			c := &batch[i]
			eligible := make([]int, 0, len(lines))
			why := make([]Absence, len(lines))
			for _, inspector := range orders[i] {
				if why[inspector] = absence(from+i, inspector); why[inspector] == Present {
					eligible = append(eligible, inspector)
				}
			}
			c.Excluded, reasons[from+i] = nil, []Absence{}
			for inspector, reason := range why {
				if reason != Present {
					c.Excluded = append(c.Excluded, inspector+1)
					reasons[from+i] = append(reasons[from+i], reason)
				}
			}
			team, none := pickTeam(rules, lines, eligible)
			c.Team, c.NoTeam = nil, none
			for _, inspector := range team {
				took(inspector)
				c.Team = append(c.Team, inspector+1)
			}
		}
	}
	return reasons
}

// drawTeams is assignTeams from the inspectors' facts.
func drawTeams(seed Hash, rules *PublishedRules, quotas *Quotas, inspectors *InspectorRoster,
	inside []RosterInside, cases []Case,
) [][]Absence {
	left := make([]int, len(inspectors.Inside))
	for i := range left {
		left[i] = inspectors.Inside[i].Capacity
	}
	return assignTeams(seed, rules, inspectors.Lines, cases,
		func(c, i int) Absence {
			kind := quotas.Strata[cases[c].Stratum-1].Kind - 1
			code := inside[cases[c].Position-1].Code
			return inspectors.Inside[i].absence(rules, kind, code, left[i])
		},
		func(i int) { left[i]-- })
}
