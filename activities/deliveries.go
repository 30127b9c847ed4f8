package activities

import (
	"context"
	"slices"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
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
	entity     registers.Entity            // where it is to be told, or asked for
	mail       settings.MailSetting
}

// delivery reads whom the notices of an act reach; withEntity reads the entity in
// any case.
func (a *Activities) delivery(ctx context.Context, notices []law.Notice, entity string, withEntity bool, clock Clock) (d delivery, err error) {
	if d.recipients, err = a.recipients(ctx, notices, clock); err != nil {
		return d, err
	}
	if d.mail, err = settings.Mail.Read(ctx, a.record); err != nil {
		return d, err
	}
	told := slices.ContainsFunc(notices, func(n law.Notice) bool { return n.To.Entity != "" })
	if withEntity || (told && d.mail.On()) {
		d.entity, err = a.record.Entity(ctx, entity)
	}
	return d, err
}

// of are the inbox messages and mails of the subject's notices.
func (d delivery) of(subject string, notices []law.Notice, at time.Time) ([]record.Message, []record.Mail) {
	return deliveries(subject, notices, d.recipients, d.entity, d.mail, at)
}

// deliveries are the inbox messages and mails of the notices.
func deliveries(subject string, notices []law.Notice, recipients map[string][]record.Account, entity registers.Entity, mail settings.MailSetting, at time.Time) ([]record.Message, []record.Mail) {
	var inbox []record.Message
	var mails []record.Mail
	for _, n := range notices {
		for _, account := range recipients[n.Key] {
			inbox = append(inbox, record.Message{Account: account.ID, Subject: subject, Key: n.Key, Kind: n.Kind, Text: n.Text, Created: at})
			if mail.Singly() && account.Email != "" {
				mails = append(mails, mailOf(subject, n, account.ID, account.Email, mail, at))
			}
		}
		if mail.On() && n.To.Entity != "" && entity.Email != "" {
			mails = append(mails, mailOf(subject, n, entity.Code, entity.Email, mail, at))
		}
	}
	return inbox, mails
}

func mailOf(subject string, n law.Notice, person, address string, mail settings.MailSetting, at time.Time) record.Mail {
	return record.Mail{MessageID: mail.MessageID(subject, n.Key, person), To: address, Subject: "【双随机抽查】" + subject, Body: n.Text, Created: at}
}
