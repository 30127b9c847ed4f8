package calendar

import "time"

// Count returns the end of a period that an event at the given instant set
// going. In hours it runs from the event's minute (seconds are dropped, as on
// the records from which people reckon), otherwise from the day after; see the
// package's rules. An amount below 0 counts as 0, one above [MaxAmount] as that;
// [Period.Validate] refuses both where rules are entered.
func (c *Calendar) Count(start time.Time, p Period) End {
	return c.CountTimeWith(start, p, nil, nil)
}

// CountFromDate is [Calendar.Count] for an event of which only the day is known.
// Hours then run from the end of that day, the day of the event not counting.
func (c *Calendar) CountFromDate(start Date, p Period) End {
	return c.CountWith(start, p, nil, nil)
}

// CountWith is [Calendar.CountFromDate] with extensions and suspensions.
//
// An extension (延长) in the unit of what stands before it adds to it: 60
// working days extended by 30 are one period of 90, one month and one month are
// two, and only the whole period's last day is moved to a working day. An
// extension in another unit begins where the period would have ended without it,
// so that it never shortens. An extension of 0 or less changes nothing.
//
// A period passes over the days of its suspensions (see [Suspension]), which may
// overlap and stand in any order; one that begins after the period has ended
// changes nothing. Months and years have no smaller legal measure: their rest is
// kept in calendar days, so that the end moves by as many days as the period
// stood still. Moving a last day that is no working day passes over suspended
// days too, since the period had not run out; that of a [Period] that does not roll
// stays. When counting meets a suspension that has not ended, the result is Suspended
// and has no date.
func (c *Calendar) CountWith(start Date, p Period, extensions []Period, suspensions []Suspension) End {
	return c.count(start, start.End(), p, extensions, suspensions)
}

// CountTimeWith is [Calendar.Count] with extensions and suspensions, by the rules
// of [Calendar.CountWith]. Hours stand still from 00:00 of a suspension's first
// day and go on at 24:00 of its last.
func (c *Calendar) CountTimeWith(start time.Time, p Period, extensions []Period, suspensions []Suspension) End {
	return c.count(DateOf(start), start.UTC().Truncate(time.Minute), p, extensions, suspensions)
}

func (c *Calendar) count(day Date, at time.Time, p Period, extensions []Period, suspensions []Suspension) End {
	if day.IsZero() || !p.Unit.Valid() {
		return End{}
	}
	k := counter{calendar: c, suspensions: suspensions, day: day.ordinal, at: at}
	return k.count(p, extensions)
}

// count moves through the whole period.
func (k *counter) count(p Period, extensions []Period) End {
	amount, unit := p.amount(), p.Unit
	for _, extension := range extensions {
		switch {
		case !extension.Unit.Valid():
			return End{}
		case extension.Amount <= 0:
		case extension.Unit == unit:
			amount = min(amount+extension.amount(), MaxAmount)
		default:
			k.run(amount, unit, p.NoRoll)
			amount, unit = extension.amount(), extension.Unit
		}
	}
	k.run(amount, unit, p.NoRoll)
	if k.stopped {
		return End{Suspended: true, CalendarVersion: k.calendar.version}
	}
	return End{At: k.at, Date: Date{k.day}, Provisional: k.provisional, CalendarVersion: k.calendar.version}
}

// A counter moves through a period. It stands at the end of what has been
// counted so far: on day, the last one used, and at the instant at.
type counter struct {
	calendar    *Calendar
	suspensions []Suspension
	day         int32
	at          time.Time
	provisional bool // a day that is not settled was asked about
	stopped     bool // a suspension without end was met; where it stands then says nothing
	// note hears of each day that is passed, and whether it used up one of the
	// period's; nil: nobody asks.
	note func(day int32, used bool)
}

// run counts one amount of one unit from where the counter stands.
func (k *counter) run(amount int, unit Unit, noRoll bool) {
	if unit == Hours {
		k.runHours(time.Duration(amount) * time.Hour)
		return
	}
	from := Date{k.day}
	switch unit {
	case WorkingDays:
		k.useWorkingDays(amount)
	case Days:
		k.useDays(amount)
	case Months:
		k.useDays(from.DaysUntil(from.addMonths(amount)))
	case Years:
		k.useDays(from.DaysUntil(from.addMonths(12 * amount)))
	case Hours: // counted above
	}
	if !noRoll {
		k.rollToWorkingDay()
	}
	k.at = Date{k.day}.End()
}

func (k *counter) useWorkingDays(n int) {
	for n > 0 {
		k.advance()
		used := k.working()
		if used {
			n--
		}
		k.noted(used)
	}
}

func (k *counter) noted(used bool) {
	if k.note != nil {
		k.note(k.day, used)
	}
}

func (k *counter) useDays(n int) {
	if len(k.suspensions) == 0 && k.note == nil {
		k.day = Date{k.day}.AddDays(n).ordinal
		return
	}
	for range n {
		k.advance()
		k.noted(true)
	}
}

// rollToWorkingDay moves a last day that is no working day to the next one
// (民法典 art. 203 para. 1).
func (k *counter) rollToWorkingDay() {
	before := k.day
	k.passSuspensions()
	if k.day != before {
		k.noted(false)
	}
	for !k.working() {
		k.advance()
		k.noted(false)
	}
}

// advance goes to the next day on which the period runs. Where the range of Date
// ends it stays, on a Friday, so that who looks for a working day finds one.
func (k *counter) advance() {
	k.day = min(k.day+1, maxOrdinal)
	k.passSuspensions()
}

// passSuspensions moves the counter behind every suspension that covers its day.
func (k *counter) passSuspensions() {
	for moved := true; moved; {
		moved = false
		for _, s := range k.suspensions {
			if !s.covers(k.day) {
				continue
			}
			if s.Open() {
				k.stopped = true
				return
			}
			if s.To.ordinal >= maxOrdinal {
				k.day = maxOrdinal
				return
			}
			k.day = s.To.ordinal + 1
			moved = true
		}
	}
}

// working asks the calendar about the counter's day, and notes whether the
// answer is final.
func (k *counter) working() bool {
	state := k.calendar.state(k.day)
	if state&stateSettled == 0 {
		k.provisional = true
	}
	return state&stateWorking != 0
}

// runHours lets the time run from the counter's instant, standing still on
// suspended days.
func (k *counter) runHours(left time.Duration) {
	for left > 0 {
		k.day = DateOf(k.at).ordinal
		k.passSuspensions()
		if day := (Date{k.day}); day.After(DateOf(k.at)) {
			k.at = day.Start()
		}
		running := left
		if pause, found := k.nextSuspension(); found {
			running = min(left, pause.Sub(k.at))
		}
		k.at = k.at.Add(running)
		left -= running
	}
	// Midnight belongs to the day that ends with it, as 24:00 does.
	k.day = DateOf(k.at.Add(-1)).ordinal
}

// nextSuspension returns the instant at which the next suspension after the
// counter's day begins.
func (k *counter) nextSuspension() (at time.Time, found bool) {
	var next Date
	for _, s := range k.suspensions {
		if s.From.ordinal > k.day && (next.IsZero() || s.From.Before(next)) {
			next = s.From
		}
	}
	return next.Start(), !next.IsZero()
}
