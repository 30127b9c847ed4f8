package web

import (
	"context"
	"strings"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/present"
	"shuangsuiji/record"
)

// proceedingPage is a proceeding as its page shows it.
type proceedingPage struct {
	around
	Edition   string
	TeamName  string
	Team      []member
	Sections  []present.Section
	Money     *ledger // of a penalty case that was decided
	Decisions []record.Decision
	Party     *bureau.PartyView // where it is not the entity
	PartyLink bool              // the person may see what became of its link
}

func showProceeding(ctx context.Context, s *console, p door.Person, sub subject, d desk) (any, error) {
	v, err := viewOf[proceedingView](sub)
	if err != nil {
		return nil, err
	}
	edition, err := v.Governing()
	if err != nil {
		return nil, err
	}
	around, err := s.around(ctx, p)
	if err != nil {
		return nil, err
	}
	items, err := s.office.Items(ctx, p.Actor)
	if err != nil {
		return nil, err
	}
	around.told(d, sub, items, v.History)
	around.counted(v.Docket, edition)
	around.allowed(v.Allowed, v.About())
	around.Waiting = present.ProceedingWaiting(v.Proceeding)
	out := proceedingPage{around: around, Edition: edition.Name, TeamName: present.TeamName(v.Kind), Team: around.people.team(v.Team),
		Sections: present.ProceedingSections(v.Proceeding, around.people.names()), Money: ledgerOf(v.Proceeding, calendar.DateOf(around.Now))}
	if v.Party != nil {
		party, err := s.office.Party(ctx, p.Actor, v.No)
		if err != nil {
			return nil, err
		}
		out.Party, out.PartyLink = &party, access.MayWatchPartyLink(p.Actor, v.Proceeding) == nil
	}
	out.Decisions, err = s.office.ProceedingDecisions(ctx, p.Actor, v.No)
	return out, err
}

// ledger is what a penalty case has come to in money (罚没款项). All sums are in words.
type ledger struct {
	Sums     []sumLine
	Payments []paymentLine
	Parts    []partLine // of payment in parts
	Owed     string     // by the end of today, what was added for delay among it
	Added    string     // for delay, of Owed
}

// sumLine is what has come of one kind.
type sumLine struct{ Kind, Decided, Paid, Surcharge, Remitted, Refunded, Outstanding string }

// paymentLine is money that came in or went back.
type paymentLine struct {
	On        calendar.Date
	What, Sum string
}

// partLine is one part of the fine and the last day for it.
type partLine struct {
	On  calendar.Date
	Sum string
}

// ledgerOf is nil where nothing was decided that is in money.
func ledgerOf(p proceedings.Proceeding, today calendar.Date) *ledger {
	if p.Penalty == nil || p.Penalty.Decision == nil {
		return nil
	}
	out := ledger{}
	for _, kind := range []proceedings.PenaltyKind{proceedings.PenaltyFine, proceedings.PenaltyConfiscation} {
		s := p.Sums(kind)
		if s == (proceedings.Sums{}) {
			continue
		}
		out.Sums = append(out.Sums, sumLine{Kind: kind.Chinese(), Decided: law.Yuan(s.Decided), Paid: law.Yuan(s.Paid), Surcharge: law.Yuan(s.Surcharge),
			Remitted: law.Yuan(s.Remitted), Refunded: law.Yuan(s.Refunded), Outstanding: law.Yuan(s.Outstanding)})
	}
	if out.Sums == nil {
		return nil
	}
	x := p.Penalty.Execution
	for _, one := range x.Payments {
		line := paymentLine{On: one.On, What: one.For.Chinese() + "缴款" + paidBy(one), Sum: law.Yuan(one.Fen)}
		if one.Fen < 0 {
			line.What, line.Sum = one.For.Chinese()+"退还", law.Yuan(-one.Fen)
		}
		out.Payments = append(out.Payments, line)
	}
	if x.Plan != nil {
		for _, part := range x.Plan.Parts {
			out.Parts = append(out.Parts, partLine{On: part.On, Sum: law.Yuan(part.Fen)})
		}
	}
	owed := p.Owed(today)
	out.Owed, out.Added = law.Yuan(owed.Sum()), law.Yuan(owed.Surcharge)
	return &out
}

// paidBy is how a payment came in, as far as that is on record.
func paidBy(one proceedings.Payment) string {
	var said []string
	if one.Channel != "" {
		said = append(said, one.Channel.Chinese())
	}
	if one.Receipt != "" {
		said = append(said, "票据号"+one.Receipt)
	}
	if !one.HandedIn.IsZero() {
		said = append(said, one.HandedIn.ChineseString()+"交回")
	}
	if len(said) == 0 {
		return ""
	}
	return "（" + strings.Join(said, "，") + "）"
}
