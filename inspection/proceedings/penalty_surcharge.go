package proceedings

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// The surcharge for delay: 3 % of what is due and unpaid for every day, up to the
// amount of the fine (行政处罚法第72条第一款第一项).
const (
	surchargePercent = 3
	percentWhole     = 100
)

// Surcharge is what has been added to a fine in fen by the end of the day, rounded
// down. Due are its parts with the last day for each (one part: the whole fine);
// paid is what came in for it, applied to what is due first. A day counts by what
// was unpaid when it began; days of a stay (行政复议, 行政诉讼: 第73条第三款), both ends
// included, do not count. It never exceeds the parts together.
func Surcharge(due []Instalment, paid []Payment, stays []calendar.Suspension, day calendar.Date) int64 {
	if len(due) == 0 {
		return 0
	}
	var most int64
	first := due[0].On
	for _, d := range due {
		most += d.Fen
		if d.On.Before(first) {
			first = d.On
		}
	}
	var hundredths int64
	for on := first.AddDays(1); !on.After(day) && hundredths/percentWhole < most; on = on.AddDays(1) {
		if slices.ContainsFunc(stays, func(s calendar.Suspension) bool { return !on.Before(s.From) && (s.Open() || !on.After(s.To)) }) {
			continue
		}
		if unpaid := dueBefore(due, on) - paidBefore(paid, on); unpaid > 0 {
			hundredths += unpaid * surchargePercent
		}
	}
	return min(hundredths/percentWhole, most)
}

func dueBefore(due []Instalment, day calendar.Date) int64 {
	var sum int64
	for _, d := range due {
		if d.On.Before(day) {
			sum += d.Fen
		}
	}
	return sum
}

func paidBefore(paid []Payment, day calendar.Date) int64 {
	var sum int64
	for _, p := range paid {
		if p.On.Before(day) {
			sum += p.Fen
		}
	}
	return sum
}

// Owed is what the entity has to pay, in fen.
type Owed struct {
	Fine         int64 `json:"fine"`
	Surcharge    int64 `json:"surcharge"`
	Confiscation int64 `json:"confiscation"`
}

// Sum is all of it.
func (o Owed) Sum() int64 { return o.Fine + o.Surcharge + o.Confiscation }

// Owed is what is left to pay at the end of the day.
func (p Proceeding) Owed(day calendar.Date) Owed {
	if p.Penalty == nil || p.Penalty.Decision == nil {
		return Owed{}
	}
	fine := p.amountOf(PenaltyFine)
	paid := p.paid(PenaltyFine)
	surcharge := p.surcharge(day) - p.Penalty.Execution.RemittedFen
	// What comes in pays the fine first and then what was added to it.
	return Owed{Fine: max(fine-paid, 0), Surcharge: max(surcharge-max(paid-fine, 0), 0),
		Confiscation: max(p.amountOf(PenaltyConfiscation)-p.paid(PenaltyConfiscation), 0)}
}

func (p Proceeding) paid(kind PenaltyKind) int64 {
	var sum int64
	for _, one := range p.Penalty.Execution.Payments {
		if one.For == kind {
			sum += one.Fen
		}
	}
	return sum
}

// surcharge is all that was added to the fine so far.
func (p Proceeding) surcharge(day calendar.Date) int64 {
	fine := p.amountOf(PenaltyFine)
	if fine == 0 {
		return 0
	}
	ofFine := func(all []Payment) []Payment {
		return slices.DeleteFunc(slices.Clone(all), func(one Payment) bool { return one.For != PenaltyFine })
	}
	payments, stays, plan := p.Penalty.Execution.Payments, p.stays(), p.Penalty.Execution.Plan
	if plan == nil {
		last := p.lastDay(law.DeadlinePayment)
		if last.IsZero() {
			return 0
		}
		return Surcharge([]Instalment{{On: last, Fen: fine}}, ofFine(payments), stays, day)
	}
	// What came in before the plan is no part of it.
	return min(plan.SurchargeFen+Surcharge(plan.Parts, ofFine(payments[plan.Payments:]), stays, day), fine)
}

// stays are the days of reconsideration and litigation.
func (p Proceeding) stays() []calendar.Suspension {
	var out []calendar.Suspension
	for _, r := range p.Penalty.Remedies {
		out = append(out, calendar.Suspension{From: r.On, To: r.OutcomeOn})
	}
	return out
}
