package proceedings

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// 公示等级: how grave a decision is for its publicity, and what the bureau head may
// choose (行政处罚法第48条、第50条; 国家发展改革委令第36号).

// UnnamedParty stands in the public record in place of a citizen's name.
const UnnamedParty = "公民（姓名不予公开）"

// publicity is the grade that goes with a kind of penalty, where nobody found another.
func (k PenaltyKind) publicity() law.PublicityGrade {
	switch k {
	case PenaltyWarning, PenaltyCriticism:
		return law.PublicityMinor
	case PenaltyRestriction, PenaltyBarred, PenaltySuspension, PenaltyRevocation, PenaltyClosure:
		return law.PublicitySerious
	case PenaltyFine, PenaltyConfiscation, PenaltyDowngrade:
	}
	return law.PublicityOrdinary
}

// publicityOf is the gravest of the penalties' grades.
func publicityOf(penalties []Penalty) law.PublicityGrade {
	gravest := law.PublicityMinor
	for _, p := range penalties {
		if slices.Index(law.PublicityGrades, p.Kind.publicity()) > slices.Index(law.PublicityGrades, gravest) {
			gravest = p.Kind.publicity()
		}
	}
	return gravest
}

// PublicityGrade is the grade that the decision's public term depends on as it stands.
// derived: it follows from the kinds of penalty, since the decision names none or a
// remedy changed what it named one for.
func (d PenaltyDecided) PublicityGrade() (grade law.PublicityGrade, derived bool) {
	byKind := publicityOf(d.Terms.Penalties)
	switch {
	case d.OnTheSpot:
		return law.PublicityMinor, false
	case d.Terms.Publicity == "", d.Changed:
		return byKind, true
	}
	return d.Terms.Publicity, false
}

// checkPublicity: mere warnings are slight, what ends or restricts a business is grave,
// and only a fine may be either (第36号). Before there were grades a decision need not
// name one.
func (t *transition) checkPublicity(bad *law.Invalid, at law.Path, d DecisionTerms) {
	graded := law.CreditRulesOn(calendar.DateOf(t.Act.Happened)).Graded()
	byKind := publicityOf(d.Penalties)
	onlyFines := !slices.ContainsFunc(d.Penalties, func(p Penalty) bool { return p.Kind != PenaltyFine && p.Kind.publicity() != law.PublicityMinor })
	switch {
	case d.Kind != DecisionPenalty && d.Publicity != "":
		bad.Add(at, string(d.Publicity), "只有行政处罚写明公示等级")
	case d.Kind != DecisionPenalty, d.Publicity == "" && !graded:
	case d.Publicity.Chinese() == "":
		bad.Add(at, string(d.Publicity), "行政处罚必须写明公示等级（轻微、一般或者严重）")
	case byKind == law.PublicityMinor && d.Publicity != byKind, byKind == law.PublicitySerious && d.Publicity != byKind:
		bad.Add(at, string(d.Publicity), "“%s”的公示等级应为%s", penaltiesText(d.Penalties), byKind.Chinese())
	case d.Publicity == law.PublicityMinor && byKind != law.PublicityMinor && !onlyFines:
		bad.Add(at, string(d.Publicity), "“%s”的公示等级不能为轻微", penaltiesText(d.Penalties))
	}
}

// shownByDefault: nobody has to choose to show it.
func (p Proceeding) shownByDefault() bool {
	grade, _ := p.Penalty.Decision.PublicityGrade()
	return grade.ByDefault()
}

// publicTerm is how long the decision is shown under the rules.
func (p Proceeding) publicTerm(rules law.CreditRules) law.PublicityTerm {
	grade, _ := p.Penalty.Decision.PublicityGrade()
	return rules.Term(grade)
}

// stillToBeShown refuses to show what would have to go at once.
//
// Errors: public_term_over.
func (t *transition) stillToBeShown() error {
	d, rules := t.p.Penalty.Decision, law.CreditRulesOn(t.Today())
	if term := t.p.publicTerm(rules); !term.Outlasts(d.On, t.Today()) {
		return law.Errorf(law.KindNotAllowed, "public_term_over", "本案处罚的公示期依照%s已于%s届满，不再公示。", rules.Clause, law.PlainEnd(d.On, term.Longest).ChineseString())
	}
	return nil
}

// forgetEntry: no entry is due any more where nothing is to be shown.
func (t *transition) forgetEntry() {
	if t.p.mustPublish() && t.stillToBeShown() == nil {
		return
	}
	t.Drop(law.DeadlinePenaltyPublication)
	t.p.Penalty.Public.Prepared = Proposer{}
}

// decidePublicity: what is slight is shown only where that is necessary, a citizen is
// named only where that is, each with the reason.
//
// Errors: publicity_invalid, public_term_over.
func (t *transition) decidePublicity(f DecidePublicity) error {
	w := t.p.Penalty
	byDefault := t.p.shownByDefault()
	var bad law.Invalid
	if !f.Show && byDefault {
		bad.Add("show", "", "公示等级不是轻微的，依法应当公示")
	}
	if f.Named && (w.Party != PartyCitizen || !f.Show) {
		bad.Add("named", "", "只有公示对公民的处罚时，才决定是否写明姓名")
	}
	if err := bad.Err("publicity_invalid", "处罚公示方式"); err != nil {
		return err
	}
	if f.Show {
		if err := t.stillToBeShown(); err != nil {
			return err
		}
	}
	day := calendar.DateOf(t.Act.Happened)
	if err := law.NotBefore(day, w.Decision.On, "决定公示方式的日期", "作出处罚决定之日"); err != nil {
		return err
	}
	due := t.p.mustPublish()
	w.Public.Chosen = &PublicityChoice{By: t.proposer(law.RoleBureauHead), Show: f.Show, Named: f.Named}
	if f.Show && !due {
		t.OpenFrom(law.DeadlinePenaltyPublication, day)
		t.Tell(law.NoticeTask, t.ToRole(law.RoleClerk), "局负责人已决定公示本案处罚，请拟定公示内容。")
	}
	return nil
}

// unnamed: a citizen is not named, unless the bureau head chose so.
func (p Proceeding) unnamed() bool {
	w := p.Penalty
	return w.Party == PartyCitizen && (w.Public.Chosen == nil || !w.Public.Chosen.Named)
}

// publicityOpen: there is something to choose, and the entry is not made yet.
func (p Proceeding) publicityOpen() error {
	w := p.Penalty
	if w.Decision.Quashed {
		return errQuashed()
	}
	if w.Decision.Terms.Kind != DecisionPenalty {
		return law.Errorf(law.KindNotAllowed, "publicity_fixed", "本案没有作出行政处罚，不涉及处罚公示。")
	}
	if !w.Public.On.IsZero() || !w.Public.Until.IsZero() {
		return law.Errorf(law.KindNotAllowed, "entry_published", "处罚决定已经公示，不再决定公示方式。")
	}
	if p.shownByDefault() && w.Party != PartyCitizen {
		return law.Errorf(law.KindNotAllowed, "publicity_fixed", "本案处罚依法应当公示，不需要另行决定公示方式。")
	}
	return nil
}
