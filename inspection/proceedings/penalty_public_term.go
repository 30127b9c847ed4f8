package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// How long a decision is shown: by the credit rules (信用修复规定) in force on the day,
// and again by those that take their place while it is shown.

// countPublicTerm counts the term of the entry by the rules of today. Where others come
// into force before its end, their day is awaited.
func (t *transition) countPublicTerm() {
	w, d := &t.p.Penalty.Public, t.p.Penalty.Decision
	rules := law.CreditRulesOn(t.Today())
	w.Rules = ""
	if rules.Code != law.AllCreditRules[0].Code {
		w.Rules = rules.Code
	}
	longest := t.p.publicTerm(rules).Longest
	w.Until = law.PlainEnd(d.On, longest)
	t.OpenFor(t.Period(law.DeadlinePublicTerm), longest, d.On.Start())
	t.awaitCreditRules()
}

// awaitCreditRules lets the day come on which other rules take the place of today's, if
// the entry is still shown then.
func (t *transition) awaitCreditRules() {
	next, known := law.CreditRulesAfter(t.Today())
	if !known || t.p.Penalty.Public.Until.Before(next.From) {
		t.Drop(law.DeadlineCreditRules)
		return
	}
	p := t.Period(law.DeadlineCreditRules)
	t.OpenFor(p, p.Period, next.From.AddDays(-1-p.Period.Amount).Start())
}

// creditRulesCame: the eve of the day is over.
func (t *transition) creditRulesCame() {
	t.lapsedBy(law.DeadlineCreditRules)
	t.recountEntry()
}

// recountEntry counts an entry that is shown by the rules of today. What should be gone
// by them goes at once; nothing is shown for longer than it said.
func (t *transition) recountEntry() {
	w := &t.p.Penalty.Public
	before := w.Until
	t.countPublicTerm()
	if !w.Until.Before(before) {
		w.Until = before
		return
	}
	grade, derived := t.p.Penalty.Decision.PublicityGrade()
	named := grade.Chinese()
	if derived {
		named += "，按处罚种类推定"
	}
	if w.Until.Before(t.Today()) {
		w.Until = t.Today().AddDays(-1)
		t.publicTermLapsed()
	}
	t.publish(PublicEntry{Outcome: t.p.Penalty.Decision.published(), Until: w.Until})
	t.Tell(law.NoticeChange, t.ToRole(law.RoleClerk), "公示期依照%s重新计算（公示等级：%s），由至%s改为至%s，请同步更新其他公示平台。",
		law.CreditRulesOn(t.Today()).Clause, named, before.ChineseString(), w.Until.ChineseString())
}

// TermRules are the credit rules that the entry does not know of as of the day: those in
// force, by which its term has to be counted again, or the next, whose day it has to
// await. false: nothing is to be done.
func (p Proceeding) TermRules(day calendar.Date) (law.CreditRules, bool) {
	if p.Penalty == nil || !p.Stage.Open() || !p.shown() {
		return law.CreditRules{}, false
	}
	w := p.Penalty.Public
	now := law.CreditRulesOn(day)
	if counted, err := law.CreditRulesOf(w.Rules); err != nil || counted.Code != now.Code {
		return now, err == nil
	}
	next, known := law.CreditRulesAfter(day)
	_, awaited := p.Deadlines.Find(law.DeadlineCreditRules)
	return next, known && !awaited && !w.Until.Before(next.From)
}

// recountPublicTerm is for entries of before the software knew the rules.
//
// Errors: public_term_counted.
func (t *transition) recountPublicTerm(f RecountPublicTerm) error {
	rules, due := t.p.TermRules(t.Today())
	if !due || rules.Code != f.Rules {
		return law.Errorf(law.KindStale, "public_term_counted", "公示期已按该规定计算。")
	}
	if rules.From.After(t.Today()) {
		t.awaitCreditRules()
		return nil
	}
	t.recountEntry()
	return nil
}
