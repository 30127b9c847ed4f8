package law

import (
	"fmt"
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
)

// CreditRules (信用修复规定) say how long decisions are shown and when credit may be
// repaired. They hold by the day, for every decision that is or would be shown on it,
// whichever edition its inspection began with.
type CreditRules struct {
	Code   string `json:"code"`
	Name   string `json:"name"`
	Clause string `json:"clause"`
	InForce
	From  calendar.Date   `json:"from"`           // first day on which they are in force
	Until calendar.Date   `json:"until,omitzero"` // first day on which they are not any more; zero: open
	Terms []PublicityTerm `json:"terms"`
}

// CreditClause is the clause of what rests on the credit rules of the day, whichever
// they are.
const CreditClause = "国家发展改革委令第58号（2026年4月1日起为国家发展改革委令第36号）" //nolint:gosec // a citation, no credential

// order36Day is the first day of 国家发展改革委令第36号, which repeals 第58号.
var order36Day = calendar.NewDate(2026, time.April, 1)

// minorTerm: a slight one is not shown as a rule, otherwise three months at most, and
// repaired as soon as what was ordered is done (第36号). Before, mere warnings and what
// was punished on the spot were not shown either (第58号; 行政处罚法第48条: 具有一定社会影响);
// where the bureau showed one all the same, the same bound is kept.
var minorTerm = PublicityTerm{Grade: PublicityMinor, Longest: months(3)}

// creditRules2023 knows no grades but the slight ones that are not shown.
var creditRules2023 = CreditRules{Code: "2023", Name: "失信行为纠正后的信用信息修复管理办法（试行）",
	Clause: "失信行为纠正后的信用信息修复管理办法（试行）（国家发展改革委令第58号）", From: calendar.NewDate(2023, time.May, 1), Until: order36Day,
	Terms: []PublicityTerm{
		minorTerm,
		{Grade: PublicityOrdinary, Shortest: months(3), Longest: years(3)},
		{Grade: PublicitySerious, Shortest: months(3), Longest: years(3)},
	}}

var creditRules2026 = CreditRules{Code: "2026", Name: "信用修复管理办法",
	Clause: "信用修复管理办法（国家发展改革委令第36号）", From: order36Day,
	Terms: []PublicityTerm{
		minorTerm,
		{Grade: PublicityOrdinary, Shortest: months(3), Longest: years(1)},
		{Grade: PublicitySerious, Shortest: years(1), Longest: years(3)},
	}}

// AllCreditRules are those that this software knows, oldest first.
var AllCreditRules = Dated([]CreditRules{creditRules2023, creditRules2026})

// Basis is the clause, and where the day since which it is in force goes.
func (r *CreditRules) Basis() (clause string, since *InForce) { return r.Clause, &r.InForce }

// CreditRulesOn are those in force on the day; before the first ones those.
func CreditRulesOn(day calendar.Date) CreditRules {
	on := AllCreditRules[0]
	for _, r := range AllCreditRules {
		if !day.Before(r.From) {
			on = r
		}
	}
	return on
}

// CreditRulesAfter are the first ones that come into force after the day; false where
// none are known.
func CreditRulesAfter(day calendar.Date) (CreditRules, bool) {
	i := slices.IndexFunc(AllCreditRules, func(r CreditRules) bool { return r.From.After(day) })
	if i < 0 {
		return CreditRules{}, false
	}
	return AllCreditRules[i], true
}

// CreditRulesOf are those with the code; "" are the first ones: entries of before there
// was a choice name none.
func CreditRulesOf(code string) (CreditRules, error) {
	if code == "" {
		return AllCreditRules[0], nil
	}
	i := slices.IndexFunc(AllCreditRules, func(r CreditRules) bool { return r.Code == code })
	if i < 0 {
		return CreditRules{}, Errorf(KindNotFound, "credit_rules_unknown", "没有信用修复规定“%s”。", code)
	}
	return AllCreditRules[i], nil
}

// Graded reports whether the rules ask that a decision names its grade.
func (r CreditRules) Graded() bool { return !r.From.Before(order36Day) }

// RepairNotice reports whether 信用修复告知书 goes with every decision to punish (两书同达).
func (r CreditRules) RepairNotice() bool { return r.Graded() }

// Term is that of the grade.
func (r CreditRules) Term(g PublicityGrade) PublicityTerm {
	i := slices.IndexFunc(r.Terms, func(t PublicityTerm) bool { return t.Grade == g })
	if i < 0 {
		return r.Term(PublicityOrdinary)
	}
	return r.Terms[i]
}

// periods are those of the rules as an edition has them, with the length that most
// decisions have.
func (r CreditRules) periods() []LegalPeriod {
	ordinary, from := r.Term(PublicityOrdinary), "作出决定之日"
	if serious := r.Term(PublicitySerious); serious.Longest != ordinary.Longest || serious.Shortest != ordinary.Shortest {
		from += fmt.Sprintf("（一般；轻微的最长%s，严重的%s至%s）", r.Term(PublicityMinor).Longest, serious.Shortest, serious.Longest)
	}
	return []LegalPeriod{
		{Kind: PeriodShortestPublicTerm, Name: "最短公示期", Period: ordinary.Shortest, NoRoll: true, From: from, Clause: r.Clause,
			Responsible: nobody, Escalate: nobody},
		{Kind: DeadlinePublicTerm, Name: "最长公示期", Period: ordinary.Longest, NoRoll: true, From: from, Clause: r.Clause,
			Responsible: byClerk, Escalate: nobody},
	}
}
