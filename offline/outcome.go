package offline

import (
	"fmt"

	"shuangsuiji/inspection/draw"
)

// Public is the evidence that may be published.
func (o *Outcome) Public() (*draw.PublicEvidence, error) {
	options := draw.DefaultOptions(o.Full)
	options.OpenDrawn = options.OpenDrawn || o.Task.Rules.OpenDrawn
	public, err := draw.PublicOf(o.Full, options)
	if err != nil {
		return nil, fmt.Errorf("public evidence: %w", err)
	}
	return public, nil
}

// ClearLeads are the candidates that are not drawn from, since their cases begin at
// once.
func (o *Outcome) ClearLeads() (n int) {
	for _, c := range o.Candidates {
		if c.Excluded == draw.ClearLead {
			n++
		}
	}
	return n
}

// Absences counts the inspectors who are kept out of every case, by the reason.
func (o *Outcome) Absences() map[draw.Absence]int {
	count := map[draw.Absence]int{}
	for _, i := range o.Inspectors {
		switch {
		case !i.Active:
			count[draw.NotActive]++
		case i.OnLeave:
			count[draw.OnLeave]++
		case i.ValidUntil < o.Full.Rules.VisitUntil:
			count[draw.Expired]++
		}
	}
	return count
}

// GradeRatio is a grade, or 未分级, with its ratio.
type GradeRatio struct{ Grade, Ratio string }

// GradeRatios are the ratios by grade in the order of the scale, the ungraded last;
// none where one ratio was split.
func (o *Outcome) GradeRatios() []GradeRatio {
	if o.Full.Rules.Way == draw.OneRatio {
		return nil
	}
	ratios := make([]GradeRatio, 0, len(Scale.Grades)+1)
	for _, g := range Scale.Grades {
		ratios = append(ratios, GradeRatio{g.Code, o.Task.Rules.GradeRatios[g.Code]})
	}
	return append(ratios, GradeRatio{nameUngraded, o.Task.Rules.GradeRatios[""]})
}

// GradeOf names the grade of a stratum by its place among the evidence's. Those of a
// kind stand from high risk to low, with the ungraded directly after the middle grade.
func (o *Outcome) GradeOf(place int) string {
	order := make([]string, 0, len(Scale.Grades)+1)
	for i := len(Scale.Grades) - 1; i >= 0; i-- {
		order = append(order, Scale.Grades[i].Code)
		if i == len(Scale.Grades)/2 {
			order = append(order, nameUngraded)
		}
	}
	return order[place%len(order)]
}

// Teamless are the cases for which no team could be formed.
func (o *Outcome) Teamless() []draw.Case {
	var none []draw.Case
	for _, c := range o.Full.Cases {
		if c.NoTeam != "" {
			none = append(none, c)
		}
	}
	return none
}
