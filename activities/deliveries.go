package activities

import (
	"context"
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/settings"
)

// recipients resolves whom each notice reaches, by its key.
func (a *Activities) recipients(ctx context.Context, notices []law.Notice, clock Clock) (map[string][]record.Account, error) {
	out := map[string][]record.Account{}
	for _, n := range notices {
		accounts, err := a.record.AccountsFor(ctx, n.To, calendar.DateOf(clock.Now))
		if err != nil {
			return nil, err
		}
		out[n.Key] = accounts
	}
	return out, nil
}

// delivery is what it takes to tell persons of an act.
type delivery struct {
	recipients map[string][]record.Account // by the notice's key
	against    addressee                   // where it is to be told, or asked for
	mail       settings.MailSetting
}

// addressee is who an act is told to outside the office, and under whose name it
// becomes public: the entity, or the party that is somebody else.
type addressee struct {
	id    string // credit code, or the party's number
	name  string
	email string
	// code is the credit code; "" of a citizen.
	code string
}

func addressedTo(e registers.Entity) addressee {
	return addressee{id: e.Code, name: e.Name, email: e.Email, code: e.Code}
}

func addressedToParty(p record.Party) addressee {
	return addressee{id: p.No, name: p.Name, email: p.Email, code: p.Public()}
}

// reading finds an addressee on record.
type reading func(context.Context) (addressee, error)

// entity is the entity of the register.
func (a *Activities) entity(code string) reading {
	return func(ctx context.Context) (addressee, error) {
		e, err := a.record.Entity(ctx, code)
		return addressedTo(e), err
	}
}

// against is whom the proceeding is against. named is the party that an act has just
// named, which is not on record yet.
func (a *Activities) against(p proceedings.Proceeding, named *record.Party) reading {
	switch {
	case p.Party == nil:
		return a.entity(p.Entity)
	case named != nil:
		return func(context.Context) (addressee, error) { return addressedToParty(*named), nil }
	}
	return func(ctx context.Context) (addressee, error) {
		party, err := a.record.Party(ctx, p.Party.No)
		return addressedToParty(party), err
	}
}

// delivery reads whom the notices of an act reach; in any case reads the addressee also
// where it is not told.
func (a *Activities) delivery(ctx context.Context, notices []law.Notice, against reading, inAnyCase bool, clock Clock) (d delivery, err error) {
	if d.recipients, err = a.recipients(ctx, notices, clock); err != nil {
		return d, err
	}
	if d.mail, err = settings.Mail.Read(ctx, a.record); err != nil {
		return d, err
	}
	told := slices.ContainsFunc(notices, func(n law.Notice) bool { return n.To.Entity != "" })
	if inAnyCase || (told && d.mail.On()) {
		d.against, err = against(ctx)
	}
	return d, err
}

// of are the inbox messages and mails of the subject's notices.
func (d delivery) of(subject string, notices []law.Notice, at time.Time) ([]record.Message, []record.Mail) {
	return deliveries(subject, notices, d.recipients, d.against, d.mail, at)
}

// deliveries are the inbox messages and mails of the notices.
func deliveries(subject string, notices []law.Notice, recipients map[string][]record.Account, against addressee, mail settings.MailSetting, at time.Time) ([]record.Message, []record.Mail) {
	var inbox []record.Message
	var mails []record.Mail
	for _, n := range notices {
		for _, account := range recipients[n.Key] {
			inbox = append(inbox, record.Message{Account: account.ID, Subject: subject, Key: n.Key, Kind: n.Kind, Text: n.Text, Created: at})
			if mail.Singly() && account.Email != "" {
				mails = append(mails, mailOf(subject, n, account.ID, account.Email, mail, at))
			}
		}
		if mail.On() && n.To.Entity != "" && against.email != "" {
			mails = append(mails, mailOf(subject, n, against.id, against.email, mail, at))
		}
	}
	return inbox, mails
}

func mailOf(subject string, n law.Notice, person, address string, mail settings.MailSetting, at time.Time) record.Mail {
	return record.Mail{MessageID: mail.MessageID(subject, n.Key, person), To: address, Subject: "【双随机抽查】" + subject, Body: n.Text, Created: at}
}
