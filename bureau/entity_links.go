package bureau

import (
	"context"
	"slices"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// MakeEntityLink makes the entity's link to its case, for the team to put into the
// notice or onto paper; one of before ends. An empty way sends the code to the
// address in the register where there is one and mail goes out, and else prints it.
//
// Errors: not_your_case, entity_without_mail.
func (o *Office) MakeEntityLink(ctx context.Context, actor law.Actor, no string, way record.CodeWay, call Call) (NewLink, bool, error) {
	c, err := o.record.Case(ctx, no)
	if err != nil {
		return NewLink{}, false, err
	}
	if err := access.MayMakeEntityLink(actor, c); err != nil {
		return NewLink{}, false, err
	}
	days, err := settings.EntityLinkDays.Read(ctx, o.record)
	if err != nil {
		return NewLink{}, false, err
	}
	w := wanted{link: record.Link{Purpose: record.LinkEntity, Subject: no, Holder: c.Entity}, days: days,
		judge: func(tasks.Task, []record.Link) error { return nil }}
	entity, err := o.record.Entity(ctx, c.Entity)
	if err != nil {
		return NewLink{}, false, err
	}
	if w.mailTo, err = o.codeMail(ctx, codeFor{subject: no, holder: c.Entity, email: entity.Email, what: "检查对象"}, way); err != nil {
		return NewLink{}, false, err
	}
	return o.makeLink(ctx, actor, w, call)
}

// codeFor is to whom the code of a link goes by mail, about which subject.
type codeFor struct {
	subject, holder, email string
	what                   string // the holder is
}

// codeMail is how the code of a link reaches the address on record, nil where
// it is to be printed. Who holds the link then does not yet hold the code.
func (o *Office) codeMail(ctx context.Context, to codeFor, way record.CodeWay) (func(code string) []record.Mail, error) {
	if way == record.CodeOnPaper {
		return nil, nil
	}
	mail, err := settings.Mail.Read(ctx, o.record)
	if err != nil {
		return nil, err
	}
	if !mail.On() || to.email == "" {
		if way == record.CodeByMail {
			return nil, law.Errorf(law.KindNotAllowed, "entity_without_mail", "案卷和名录库中没有%s的电子邮箱，或者本单位未启用电子邮件；验证码请随通知书打印。", to.what)
		}
		return nil, nil
	}
	now, err := o.Now(ctx)
	if err != nil {
		return nil, err
	}
	return func(code string) []record.Mail {
		return []record.Mail{{MessageID: mail.MessageID(to.subject, "link code "+randomText(9), to.holder), To: to.email, Subject: "【双随机抽查】" + to.subject,
			Body: to.what + "链接的验证码为" + code + "。链接见送达的通知书，办理事项时填写本验证码；请勿告知他人，检查人员不会索要。", Created: now}}
	}, nil
}

// EntityLinks are the links that were made for the entity of a case, the latest
// first: who made them and when, whether they were opened, when they end.
func (o *Office) EntityLinks(ctx context.Context, actor law.Actor, no string) ([]LinkState, error) {
	c, err := o.record.Case(ctx, no)
	if err != nil {
		return nil, err
	}
	if err := access.MayWatchEntityLink(actor, c); err != nil {
		return nil, err
	}
	all, err := o.record.Links(ctx, record.LinkEntity, no)
	return linkStates(all, o.now()), err
}

// RevokeEntityLink ends the entity's living link.
func (o *Office) RevokeEntityLink(ctx context.Context, actor law.Actor, no string) error {
	c, err := o.record.Case(ctx, no)
	if err != nil {
		return err
	}
	if err := access.MayRevokeEntityLink(actor, c); err != nil {
		return err
	}
	return o.revokeLink(ctx, actor, record.LinkEntity, no, func(record.Link) bool { return true })
}

// EntityCase is what an entity sees of its own case by its link: no team's
// internal opinions, no grade, no other entity.
type EntityCase struct {
	No         string           `json:"no"`
	EntityName string           `json:"entityName"`
	Stage      string           `json:"stage"`
	Items      []EntityItem     `json:"items"`
	SelfCheck  *cases.SelfCheck `json:"selfCheck,omitempty"`
	Deadlines  []EntityDeadline `json:"deadlines"`
	Allowed    []law.Allowance  `json:"allowed"`
	// Result is what is published.
	Result string `json:"result,omitempty"`
	// Proceedings are the penalty cases that came out of it, and the objections.
	Proceedings []EntityProceeding `json:"proceedings"`
	// Inspectors are the team's certificate numbers, to which the entity may object,
	// and Visits how often it was and may be inspected this year; both only where
	// 国办发〔2024〕54号 holds.
	Inspectors []string          `json:"inspectors,omitempty"`
	Visits     *cases.VisitCount `json:"visits,omitempty"`
	// Oversight says to whom outside the bureau the entity can turn.
	Oversight string `json:"oversight,omitempty"`
}

// EntityItem is an item of the self-check form.
type EntityItem struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	Content string `json:"content"`
	Basis   string `json:"basis"`
}

// EntityDeadline is a period that concerns the entity.
type EntityDeadline struct {
	Name string `json:"name"`
	Last string `json:"last"`
}

func entityItem(i registers.Item) EntityItem {
	return EntityItem{Code: i.Code, Name: i.Name, Content: i.Content, Basis: i.Basis}
}

// OpenEntityLink shows the entity its own case, or a party the proceedings against it.
func (o *Office) OpenEntityLink(ctx context.Context, secret string) (EntityCase, error) {
	l, err := o.link(ctx, secret, record.LinkEntity)
	if err != nil {
		return EntityCase{}, err
	}
	if l.OfParty() {
		return o.partyCase(ctx, l.Subject)
	}
	c, err := o.record.Case(ctx, l.Subject)
	if err != nil {
		return EntityCase{}, err
	}
	return o.entityCase(ctx, c)
}

// OversightContacts says to whom outside the bureau an entity can turn; "" where the
// bureau names nobody.
func (o *Office) OversightContacts(ctx context.Context) (string, error) {
	contacts, err := settings.OversightContacts.Read(ctx, o.record)
	return contacts.Text(), err
}

func (o *Office) entityCase(ctx context.Context, c cases.Case) (EntityCase, error) {
	entity, err := o.record.Entity(ctx, c.Entity)
	if err != nil {
		return EntityCase{}, err
	}
	items, err := o.record.CaseItems(ctx, c.No)
	if err != nil {
		return EntityCase{}, err
	}
	view := EntityCase{No: c.No, EntityName: entity.Name, Stage: c.Stage.Chinese(), SelfCheck: c.SelfCheck,
		Deadlines: []EntityDeadline{}}
	if c.Under54 {
		view.Inspectors, view.Visits = c.Team, c.NoticeCount
	}
	for _, i := range items {
		view.Items = append(view.Items, entityItem(i))
	}
	for _, d := range c.Deadlines {
		if d.Kind == law.DeadlineSelfCheck || d.Kind == law.DeadlineCorrection {
			view.Deadlines = append(view.Deadlines, EntityDeadline{Name: d.Name, Last: d.Last.ChineseString()})
		}
	}
	// The visit starts by the code at the door, not by the link.
	view.Allowed = slices.DeleteFunc(mine(c.Allowed(law.EntityActor(c.Entity))), func(a law.Allowance) bool { return a.Act == cases.ActStartVisit })
	if view.Proceedings, err = o.entityProceedings(ctx, c.No); err != nil {
		return EntityCase{}, err
	}
	if view.Oversight, err = o.OversightContacts(ctx); err != nil {
		return EntityCase{}, err
	}
	if c.Publication.Entries > 0 {
		entries, err := o.record.CasePublications(ctx, c.No)
		if err != nil {
			return EntityCase{}, err
		}
		view.Result = entries[len(entries)-1].Outcome
	}
	return view, nil
}

// ActByEntityLink performs the entity's own act (self-check, correction report,
// recusal, rating, complaint), with the link's code.
func (o *Office) ActByEntityLink(ctx context.Context, secret, code string, e Entry, call Call) (EntityCase, bool, error) {
	l, err := o.linkToAct(ctx, secret, record.LinkEntity, code)
	if err != nil {
		return EntityCase{}, false, err
	}
	call.Person = personOfLink(l)
	view, replayed, err := o.ActOnCase(ctx, l.Actor(), l.Subject, e, call)
	if err != nil {
		return EntityCase{}, replayed, err
	}
	o.noteLinkAct(ctx, l, l.Subject, e, replayed)
	shown, err := o.entityCase(ctx, view.Case)
	return shown, replayed, err
}

// ActInProceedingByEntityLink performs the entity's own act in a penalty case that
// came out of its case, or a party's in one against it: statement and defence, the
// request for a hearing.
//
// Errors: proceeding_not_found also for one that is not of the case, or against a party
// that is not the link's.
func (o *Office) ActInProceedingByEntityLink(ctx context.Context, secret, code, no string, e Entry, call Call) (EntityCase, bool, error) {
	l, err := o.linkToAct(ctx, secret, record.LinkEntity, code)
	if err != nil {
		return EntityCase{}, false, err
	}
	p, err := o.record.Proceeding(ctx, no)
	if err != nil {
		return EntityCase{}, false, err
	}
	if p.LinkedTo() != l.Subject {
		return EntityCase{}, false, law.Errorf(law.KindNotFound, "proceeding_not_found", "没有编号为“%s”的后续处理程序。", no)
	}
	call.Person = personOfLink(l)
	_, replayed, err := o.ActOnProceeding(ctx, l.Actor(), no, e, call)
	if err != nil {
		return EntityCase{}, replayed, err
	}
	o.noteLinkAct(ctx, l, no, e, replayed)
	view, err := o.OpenEntityLink(ctx, secret)
	return view, replayed, err
}

// EntityProceeding is a proceeding as the entity sees it.
type EntityProceeding struct {
	No        string           `json:"no"`
	Kind      string           `json:"kind"`  // in Chinese
	Stage     string           `json:"stage"` // in Chinese
	Ending    string           `json:"ending,omitempty"`
	Deadlines []EntityDeadline `json:"deadlines"`
	Allowed   []law.Allowance  `json:"allowed"`
}

// entityProceedings are the penalty cases that came out of the case, of which the
// entity has been told, and its objections. Referrals and feedback are between
// authorities; what is against somebody else is no business of the entity's.
func (o *Office) entityProceedings(ctx context.Context, no string) ([]EntityProceeding, error) {
	all, err := o.record.ProceedingsOfCase(ctx, no)
	return o.seenByEntity(slices.DeleteFunc(all, func(p proceedings.Proceeding) bool { return p.Party != nil })), err
}

// seenByEntity are those of the proceedings that whom they are against is told of.
func (o *Office) seenByEntity(all []proceedings.Proceeding) []EntityProceeding {
	out := []EntityProceeding{}
	for _, p := range all {
		if penalty := p.Kind == law.ProceedingPenalty && p.Stage != proceedings.PenaltyFiling; !penalty && p.Kind != law.ProceedingObjection {
			continue
		}
		view := EntityProceeding{No: p.No, Kind: p.Kind.Chinese(), Stage: p.Stage.Chinese(), Ending: p.Ending.Chinese(),
			Deadlines: []EntityDeadline{}, Allowed: mine(p.Allowed(law.EntityActor(p.Against())))}
		for _, d := range p.Deadlines {
			if period, ok := o.period(p.Edition, d.Kind); ok && slices.Contains(period.Responsible, law.RoleEntity) {
				view.Deadlines = append(view.Deadlines, EntityDeadline{Name: d.Name, Last: d.Last.ChineseString()})
			}
		}
		out = append(out, view)
	}
	return out
}

func (o *Office) period(edition string, kind law.DeadlineKind) (law.LegalPeriod, bool) {
	e, err := law.EditionOf(edition)
	if err != nil {
		return law.LegalPeriod{}, false
	}
	return e.Period(kind)
}

// mine are the acts that the asker may perform.
func mine(all []law.Allowance) []law.Allowance {
	out := []law.Allowance{}
	for _, a := range all {
		if a.Mine {
			out = append(out, a)
		}
	}
	return out
}
