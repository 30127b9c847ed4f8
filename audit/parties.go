package audit

import (
	"context"
	"slices"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/record"
	"shuangsuiji/refold"
)

// mayActFor are those who acted for themselves in the proceeding by right: the entity,
// and whoever it was against instead at any time.
func mayActFor(p proceedings.Proceeding, named []record.Party) []string {
	out := []string{p.Entity, p.Against()}
	for _, one := range named {
		out = append(out, one.No)
	}
	return out
}

// partiesNamed: the parties on record are those that the acts named, as they were
// written with the acts; and the proceeding is against one that there is.
func (c *check) partiesNamed(ctx context.Context, p proceedings.Proceeding, acts []record.Act, named []record.Party) error {
	left := map[string]record.Party{}
	for _, one := range named {
		left[one.No] = one
	}
	for _, a := range acts {
		one, names, err := c.partyOfAct(ctx, p, a)
		if err != nil {
			return err
		}
		if !names {
			continue
		}
		kept, there := left[one.No]
		delete(left, one.No)
		if !there || kept.Kind != one.Kind || kept.By != a.Actor || !kept.Named.Equal(a.Entered) || kept.PartyDetails != one.PartyDetails {
			if err := c.found("parties", one.No, "party_differs", "当事人%s的资料与%s第%d号记录所写的不符。", one.No, a.Subject, a.Seq); err != nil {
				return err
			}
		}
	}
	for no := range left {
		if err := c.found("parties", no, "party_of_no_act", "当事人%s不是%s的任何一项办理记录写明的。", no, p.No); err != nil {
			return err
		}
	}
	if p.Party == nil || slices.ContainsFunc(named, func(one record.Party) bool { return one.No == p.Party.No }) {
		return nil
	}
	if _, err := c.record.Party(ctx, p.Party.No); refold.Absent(err) {
		return c.found("parties", p.Party.No, "party_missing", "%s的当事人%s不在案卷中。", p.No, p.Party.No)
	} else if err != nil {
		return err
	}
	return nil
}

// partyOfAct is the party that the act names, as it was written. What cannot be read is
// found where payloads are held against their hashes.
func (c *check) partyOfAct(ctx context.Context, p proceedings.Proceeding, a record.Act) (one record.Party, names bool, err error) {
	if a.Kind != proceedings.ActProposeFiling || a.PayloadID == "" {
		return one, false, nil
	}
	written, err := c.record.Payload(ctx, a.PayloadID)
	if err != nil || len(written.Body) == 0 {
		if refold.Absent(err) {
			err = nil
		}
		return one, false, err
	}
	act := law.Act{Kind: a.Kind, Facts: a.Facts}
	details, err := record.PartyNamed(act, written.Body)
	if err != nil || details == nil { // what was written is not what was taken
		return one, false, nil //nolint:nilerr // its own finding: the party on record is then none of the act's
	}
	f, err := law.FactsOf[proceedings.ProposeFiling](act)
	return record.Party{No: proceedings.PartyNo(p.No, a.Seq), Kind: f.Party, PartyDetails: *details}, true, err
}

// publishedAs is under what a decision may stand in the public record.
type publishedAs struct {
	code  string
	names []string
}

// publishedUnder is whom the proceeding is against, as it was known when the act was
// entered.
func (c *check) publishedUnder(ctx context.Context, p proceedings.Proceeding, a record.Act) (out publishedAs, err error) {
	if p.Party != nil {
		party, err := c.record.Party(ctx, p.Party.No)
		if refold.Absent(err) {
			err = nil // found before
		}
		return publishedAs{code: party.Public(), names: []string{party.Name}}, err
	}
	out.code = p.Entity
	entities, err := c.entityAt(ctx, p.Entity, a)
	for _, e := range entities {
		out.names = append(out.names, e.Name)
	}
	return out, err
}
