package bureau

import (
	"context"
	"slices"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// refuseParty refuses a filing whose party is not told as its facts demand, before any
// of it is kept.
func refuseParty(e Entry) error {
	act, err := actOf(e)
	if err == nil {
		_, err = record.PartyNamed(act, e.Body)
	}
	return err
}

// PartyView is the party of a proceeding as staff see it.
type PartyView struct {
	record.Party
	Role proceedings.PartyRole
	// Whole: with document, address and telephone.
	Whole bool
}

// Party is the party of a proceeding that is not the entity that was drawn. Whoever
// need not know its document and address does not hear them.
//
// Errors: not_your_case, party_not_found for a proceeding against the entity itself.
func (o *Office) Party(ctx context.Context, actor law.Actor, no string) (PartyView, error) {
	p, err := o.readable(ctx, actor, no)
	if err != nil {
		return PartyView{}, err
	}
	party, err := o.partyOf(ctx, p)
	if err != nil {
		return PartyView{}, err
	}
	v := PartyView{Party: party, Role: p.Party.Role, Whole: access.NeedsParty(actor, p)}
	if !v.Whole {
		v.Party = party.Masked()
	}
	return v, nil
}

func (o *Office) partyOf(ctx context.Context, p proceedings.Proceeding) (record.Party, error) {
	if p.Party == nil {
		return record.Party{}, law.Errorf(law.KindNotFound, "party_not_found", "%s的当事人就是检查对象。", p.No)
	}
	return o.record.Party(ctx, p.Party.No)
}

// maskParty takes from the history of a proceeding what its reader need not know of a
// party.
func maskParty(views []ActView) error {
	for i := range views {
		v := &views[i]
		if v.Kind != proceedings.ActProposeFiling || len(v.Payload) == 0 {
			continue
		}
		var err error
		if v.Payload, err = record.WithoutParty(law.Act{Kind: v.Kind, Facts: v.Facts}, v.Payload); err != nil {
			return err
		}
	}
	return nil
}

// MakePartyLink makes the party's link to the proceedings against it, for the team to
// put into the notice; one of before ends. The link of the entity that was drawn shows
// nothing of them. How the code goes is as for [Office.MakeEntityLink].
//
// Errors: not_your_case, party_not_found, entity_without_mail.
func (o *Office) MakePartyLink(ctx context.Context, actor law.Actor, no string, way record.CodeWay, call Call) (NewLink, bool, error) {
	party, err := o.partyFor(ctx, actor, no, access.MayMakePartyLink)
	if err != nil {
		return NewLink{}, false, err
	}
	days, err := settings.EntityLinkDays.Read(ctx, o.record)
	if err != nil {
		return NewLink{}, false, err
	}
	w := wanted{link: record.Link{Purpose: record.LinkEntity, Subject: party.No, Holder: party.No}, days: days,
		judge: func(tasks.Task, []record.Link) error { return nil }}
	if w.mailTo, err = o.codeMail(ctx, codeFor{subject: no, holder: party.No, email: party.Email, what: "当事人"}, way); err != nil {
		return NewLink{}, false, err
	}
	return o.makeLink(ctx, actor, w, call)
}

// PartyLinks are the links that were made for the party, the latest first.
//
// Errors: not_your_case, party_not_found.
func (o *Office) PartyLinks(ctx context.Context, actor law.Actor, no string) ([]LinkState, error) {
	party, err := o.partyFor(ctx, actor, no, access.MayWatchPartyLink)
	if err != nil {
		return nil, err
	}
	all, err := o.record.Links(ctx, record.LinkEntity, party.No)
	return linkStates(all, o.now()), err
}

// RevokePartyLink ends the party's living link.
//
// Errors: not_your_case, party_not_found, link_not_found.
func (o *Office) RevokePartyLink(ctx context.Context, actor law.Actor, no string) error {
	party, err := o.partyFor(ctx, actor, no, access.MayRevokePartyLink)
	if err != nil {
		return err
	}
	return o.revokeLink(ctx, actor, record.LinkEntity, party.No, func(record.Link) bool { return true })
}

// partyFor is the party of a proceeding with which the actor may do what is asked for.
func (o *Office) partyFor(ctx context.Context, actor law.Actor, no string, may func(law.Actor, proceedings.Proceeding) error) (record.Party, error) {
	p, err := o.record.Proceeding(ctx, no)
	if err != nil {
		return record.Party{}, err
	}
	if err := may(actor, p); err != nil {
		return record.Party{}, err
	}
	return o.partyOf(ctx, p)
}

// partyCase is what a party sees by its link: the proceedings against it and what they
// are about; of the inspection, which was somebody else's, nothing.
func (o *Office) partyCase(ctx context.Context, no string) (EntityCase, error) {
	party, err := o.record.Party(ctx, no)
	if err != nil {
		return EntityCase{}, err
	}
	all, err := o.record.ProceedingsOfParty(ctx, no)
	if err != nil {
		return EntityCase{}, err
	}
	view := EntityCase{No: party.Proceeding, EntityName: party.Name, Deadlines: []EntityDeadline{}, Allowed: []law.Allowance{}, Proceedings: o.seenByEntity(all)}
	if view.Oversight, err = o.OversightContacts(ctx); err != nil {
		return EntityCase{}, err
	}
	for _, p := range all {
		if p.No != party.Proceeding || p.Stage == proceedings.PenaltyFiling { // of which it is not told
			continue
		}
		view.Stage = p.Stage.Chinese()
		if p.Case == "" {
			break
		}
		items, err := o.record.CaseItems(ctx, p.Case)
		if err != nil {
			return EntityCase{}, err
		}
		for _, i := range items {
			if slices.Contains(p.Items, i.Code) {
				view.Items = append(view.Items, entityItem(i))
			}
		}
	}
	return view, nil
}
