package proceedings

// Sums are what a penalty case has come to in money of one kind so far, in fen.
type Sums struct {
	// Decided is what the decision orders as it stands: nothing once it is quashed.
	Decided int64
	// Paid is what came in, Surcharge what of it was added for delay.
	Paid, Surcharge int64
	Remitted        int64 // of what was added for delay
	Refunded        int64
	// Outstanding is what of Decided has not come in; what is added grows by the day
	// and is in none of the sums before it is paid.
	Outstanding int64
}

// Sums are those of fines or of confiscations (罚没款项); zero where nothing has been
// decided.
func (p Proceeding) Sums(kind PenaltyKind) Sums {
	if p.Penalty == nil || p.Penalty.Decision == nil {
		return Sums{}
	}
	s := Sums{Decided: p.amountOf(kind)}
	for _, one := range p.Penalty.Execution.Payments {
		switch {
		case one.For != kind:
		case one.Fen < 0:
			s.Refunded -= one.Fen
		default:
			s.Paid += one.Fen
		}
	}
	s.Outstanding = max(s.Decided-p.paid(kind), 0)
	if kind == PenaltyFine {
		s.Remitted = p.Penalty.Execution.RemittedFen
		if s.Decided > 0 {
			s.Surcharge = max(p.paid(kind)-p.overpaid(kind)-s.Decided, 0)
		}
	}
	return s
}
