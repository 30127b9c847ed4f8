package workflows_test

import (
	"fmt"
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
)

// penaltyBook is what a penalty case (行政处罚案件) adds to the flags: days and money,
// in fen. The walk chooses by flags what is decided ("fine", "business", "none", with "exempt" where the facts stand), what
// comes of a remedy ("upheld", "changed", "quashed", "partly_quashed", "unlawful", "mediated",
// "withdrawn"), whether a hearing is
// abandoned ("abandons") and whether the first legal review fails ("strict").
type penaltyBook struct {
	filed, decided, served calendar.Date
	extended               int           // working days, of the investigation
	investigated           calendar.Date // the end of the investigation
	noticed, hearingOn     calendar.Date // the prior notice was served; the day of the hearing
	heard, reviewed        calendar.Date // last step before the decision; last review
	recused                []string      // certificates of which a recusal was asked
	fine, paid, remitted   int64
	finePaid, paidOn, due  calendar.Date // of the fine; last payment; last day for the fine
	spotBy                 string        // who entered the penalty on the spot
	spotOn                 calendar.Date // and when
	asked, planned         calendar.Date // the day of a plan that is asked for, that is approved
	before                 int64         // surcharge when the plan began
	remedies               []modelRemedy
	litigationOver         calendar.Date
}

type modelRemedy struct {
	court    bool
	from, to calendar.Date
	outcome  string
}

func (b *penaltyBook) clone() *penaltyBook {
	c := *b
	c.remedies, c.recused = slices.Clone(b.remedies), slices.Clone(b.recused)
	return &c
}

func (b *penaltyBook) String() string {
	if b == nil {
		return ""
	}
	return fmt.Sprint(b.fine, b.paid, b.remitted, b.planned, b.asked, len(b.remedies), b.litigationOver, b.reviewed, b.heard)
}

// surcharge is what was added by the end of the day: 3 % of the fine for each day
// after the last day for it on which it was unpaid at the beginning, up to the fine;
// days of a remedy don't count.
func (b *penaltyBook) surcharge(day calendar.Date) int64 {
	if b.fine == 0 || b.due.IsZero() {
		return 0
	}
	var sum int64
	for d := b.due.AddDays(1); !d.After(day) && sum < b.fine*100; d = d.AddDays(1) {
		stayed := slices.ContainsFunc(b.remedies, func(r modelRemedy) bool {
			return !d.Before(r.from) && (r.to.IsZero() || !d.After(r.to))
		})
		unpaid := b.fine
		if !b.finePaid.IsZero() && d.After(b.finePaid) {
			unpaid = max(b.fine-b.paid, 0)
		}
		if !stayed {
			sum += 3 * unpaid
		}
	}
	return min(min(sum/100, b.fine)+b.before, b.fine)
}

func (b *penaltyBook) unpaid() bool { return b.fine > b.paid }

// owed is the fine and what was added that are left at the end of the day.
func (m *model) owed(day calendar.Date) (fine, surcharge int64) {
	b := m.penalty
	m.dueSoon()
	return max(b.fine-b.paid, 0), max(b.surcharge(day)-b.remitted-max(b.paid-b.fine, 0), 0)
}

// overpaid goes back.
func (m *model) overpaid() int64 {
	b := m.penalty
	m.dueSoon()
	due := b.fine
	if due > 0 {
		due += max(b.surcharge(b.paidOn)-b.remitted, 0)
	}
	return max(b.paid-due, 0)
}

func (m *model) unreviewed() bool {
	b := m.penalty
	return m.hasAny("defended held") && (!m.flags["reviewed"] || b.reviewed.Before(b.heard))
}

// discharged: paid and done, or the court is through with it.
func (m *model) discharged() bool {
	b := m.penalty
	if m.hasAny("is-quashed court-done organ-done") {
		return true
	}
	fine, surcharge := m.owed(b.paidOn)
	return fine+surcharge == 0 && (!m.flags["perform"] || m.flags["performed"])
}

func (m *model) runs(period string) bool { return m.periods[period] != nil }

func (m *model) remedyPending() bool {
	r := m.penalty.remedies
	return len(r) > 0 && r[len(r)-1].outcome == ""
}

func (m *model) closable() bool {
	return m.hasAny("served is-quashed") && (!m.flags["spot"] || m.flags["reported"]) && (!m.mustPublish() || !m.runs("penalty_publication")) &&
		!m.hasAny("collected correcting") && !m.runs("collected_banking") && !m.runs("entry_withdrawal") && !m.remedyPending() && !m.runs("penalty_refund") && m.discharged()
}

// secondOfficer is whoever of the team did not enter the penalty on the spot.
func (m *model) secondOfficer() []string {
	return slices.DeleteFunc(words("lead member"), func(who string) bool { return who == m.penalty.spotBy })
}

// educates: who is not punished for what was established is to be taught.
func (m *model) educates() bool { return m.flags["none"] && m.flags["exempt"] && !m.flags["spot"] }

func (m *model) mustPublish() bool {
	return m.flags["penalised"] && !m.flags["is-quashed"] && (!m.flags["spot"] || m.flags["to-show"])
}

// order36 is the day of 国家发展改革委令第36号.
var order36 = calendar.NewDate(2026, time.April, 1)

// longestTerm is for how many months the decision is shown: by the rules of 2023 three
// years, by those of 2026 one where it is ordinary; what was punished on the spot three
// months by either.
func (m *model) longestTerm() int {
	switch {
	case m.flags["spot"]:
		return 3
	case !m.today.Before(order36) && !m.flags["perform"]:
		return 12
	}
	return 36
}

func (m *model) shownUntil() calendar.Date { return monthsAfter(m.penalty.decided, m.longestTerm()) }

// showable: it would not have to go at once.
func (m *model) showable() bool { return !m.shownUntil().Before(m.today) }

// show lets the term run, and the day come on which it is counted again.
func (m *model) show() {
	m.openFrom(fmt.Sprintf("public_term:%dm=", m.longestTerm()), m.penalty.decided)
	if m.today.Before(order36) && !m.shownUntil().Before(order36) {
		m.openFrom("credit_rules:1d", order36.AddDays(-2))
	}
}

func (m *model) unshow() {
	m.drop("shown repair")
	m.without("public_term credit_repair credit_rules")
}

// recounted: the day has come, which begins where its eve ends.
func (m *model) recounted() {
	m.today = order36
	m.show()
	if !m.showable() {
		m.unshow()
	}
}

func (m *model) without(periods string) {
	for _, name := range words(periods) {
		delete(m.periods, name)
	}
}

// settle follows every act and every lapse after the decision.
func (m *model) settle() {
	if !m.mustPublish() || !m.showable() {
		m.without("penalty_publication")
		m.drop("prepared")
	}
	if m.stage == "public_term" && len(m.periods) == 0 {
		m.stage = "proceeding_closed"
	}
	if m.stage != "execution" {
		return
	}
	if m.discharged() {
		m.without("penalty_demand court_application execution_handover penalty_payment penalty_performance")
	}
	switch ready := m.closable(); {
	case ready && !m.runs("penalty_closing"):
		m.open("penalty_closing:10")
	case !ready:
		m.without("penalty_closing")
	}
}

func settling(effect func(*model)) func(*model) {
	return func(m *model) {
		if effect != nil {
			effect(m)
		}
		m.settle()
	}
}

// serve lets run what begins with the receipt of the decision.
func (m *model) serve() {
	b := m.penalty
	b.served = m.today
	if b.unpaid() {
		m.open("penalty_payment:15d")
		m.dueSoon()
	}
	if m.flags["perform"] {
		m.open("penalty_performance:15d")
	}
	m.open("reconsideration:60d")
	if !m.flags["spot"] {
		m.open("litigation:6m")
	}
}

// awaitCourt: three months from the end of the time for litigation, or of the plan; ten
// working days for the hand-over where the reconsideration's organ enforces.
func (m *model) awaitCourt() {
	b := m.penalty
	if b.litigationOver.IsZero() || m.hasAny("applied handed") || m.discharged() {
		return
	}
	from := b.litigationOver
	if b.planned.After(from) {
		from = b.planned
	}
	if m.organEnforces() {
		m.openFrom("execution_handover:10", from)
		return
	}
	m.openFrom("court_application:3m", from)
}

// organEnforces: what a reconsideration changed or mediated.
func (m *model) organEnforces() bool {
	return slices.ContainsFunc(m.penalty.remedies, func(r modelRemedy) bool { return !r.court && (r.outcome == "changed" || r.outcome == "mediated") })
}

func (m *model) openFrom(period string, from calendar.Date) {
	today := m.today
	m.today = from
	m.open(period)
	m.today = today
}

// dueSoon keeps the last day for the fine in step with its period.
func (m *model) dueSoon() {
	b := m.penalty
	switch s := m.periods["penalty_payment"]; {
	case !b.planned.IsZero():
		b.due = b.planned
	case s != nil && !m.suspended(): // otherwise as it was
		b.due = m.last(s)
	}
}

func (m *model) litigationOver(last calendar.Date) {
	m.penalty.litigationOver = last
	m.awaitCourt()
}

// takeBack: an entry that is shown no longer holds, and money that is too much goes
// back.
func (m *model) takeBack() {
	if m.flags["shown"] {
		m.open("entry_withdrawal:3")
	}
	if m.overpaid() > 0 {
		m.open("penalty_refund:10")
	}
}

// quash leaves nothing of the decision.
func (m *model) quash() {
	m.flags["is-quashed"] = true
	m.drop("prepared asked perform correcting correction-legal")
	m.penalty.fine = 0
	m.without("penalty_payment penalty_performance penalty_demand court_application court_result execution_handover organ_result penalty_publication decision_service self_correction")
	m.takeBack()
}

// revokes: the bureau revokes its own decision in walks in which a remedy would be withdrawn.
func (m *model) revokes() bool { return m.flags["withdrawn"] }

func (m *model) remedied() {
	b := m.penalty
	r := &b.remedies[len(b.remedies)-1]
	m.without("remedy_outcome")
	r.to = m.today
	r.outcome = m.outcome()
	if m.flags["is-quashed"] { // by the bureau itself
		m.litigationOver(m.today)
		return
	}
	switch r.outcome {
	case "quashed":
		m.quash()
		m.litigationOver(m.today)
		return
	case "unlawful": // it stands, and so does what was paid
		m.drop("prepared")
		if m.flags["shown"] {
			m.open("entry_withdrawal:3")
		}
		if m.mustPublish() {
			m.open("penalty_publication:7")
		}
	case "changed", "partly_quashed", "mediated":
		m.drop("prepared asked perform")
		b.fine = min(b.fine, changedFine)
		if !b.unpaid() {
			m.without("penalty_payment")
		}
		m.without("penalty_performance")
		m.takeBack()
		if m.mustPublish() {
			m.open("penalty_publication:7")
		}
		if m.organEnforces() && !m.flags["applied"] {
			m.without("penalty_demand")
		}
	case "withdrawn":
		switch {
		case !m.flags["spot"]:
			m.openFrom("litigation:6m", b.served)
		case r.court:
			m.litigationOver(m.today)
		default:
			m.openFrom("reconsideration:60d", b.served)
		}
		return
	}
	if r.court || r.outcome == "mediated" {
		m.litigationOver(m.today)
		return
	}
	m.open("litigation_after_reconsideration:15d")
}

// outcome of the next remedy; the second is upheld, and a plan is not changed.
func (m *model) outcome() string {
	for _, o := range words("changed quashed partly_quashed unlawful mediated withdrawn") {
		if m.flags[o] && len(m.penalty.remedies) == 1 && (m.penalty.planned.IsZero() || !slices.Contains(words("changed partly_quashed mediated"), o)) {
			return o
		}
	}
	return "upheld"
}

// correctable: the day of service on which nothing rests yet but periods.
func (m *model) correctable() bool {
	if m.stage == "defence" {
		return m.runs("penalty_defence")
	}
	return m.hasAny("served") && !m.hasAny("spot asked demanded") && m.runs("reconsideration") && len(m.penalty.remedies) == 0 &&
		m.penalty.planned.IsZero() && m.penalty.remitted == 0
}

// rightDay is the earliest on which it can have been served.
func (m *model) rightDay() calendar.Date {
	if m.stage == "defence" {
		return m.penalty.investigated
	}
	return m.penalty.decided
}

// corrected counts what runs from the service from that day on.
func (m *model) corrected() {
	b, day := m.penalty, m.rightDay()
	count := func(periods string) {
		for _, name := range words(periods) {
			if s := m.periods[name]; s != nil {
				s.from, s.overdue = day, false
			}
		}
	}
	if m.stage == "defence" {
		b.noticed = day
		if !m.hasAny("defended hearing") {
			b.heard = day
		}
		count("penalty_defence")
		return
	}
	b.served = day
	count("penalty_payment penalty_performance reconsideration litigation")
	if !b.due.IsZero() && !m.runs("penalty_payment") {
		ended := *m // what ended before the case stood still
		ended.stood = slices.DeleteFunc(slices.Clone(m.stood), func(s calendar.Suspension) bool { return s.To.IsZero() })
		b.due = ended.last(&span{from: day, amount: 15, days: true})
	}
}

// reconsidering: the next remedy is a reconsideration, not a lawsuit.
func (m *model) reconsidering() bool {
	return m.runs("reconsideration") && (!m.flags["sues"] || m.flags["spot"])
}

// hearingAhead is more than the seven working days before a hearing, deferredBy
// what is asked for; both in days.
const (
	hearingAhead = 21
	deferredBy   = 20
)

// inWindow is a day on which the entity could be heard: today or, on paper that is
// entered after the window, that of the notice.
func (m *model) inWindow() calendar.Date {
	if m.runs("penalty_defence") {
		return m.today
	}
	return m.penalty.noticed
}
