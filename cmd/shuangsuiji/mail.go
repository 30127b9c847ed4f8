package main

import (
	"context"
	"log/slog"
	"time"

	"shuangsuiji/notify"
	"shuangsuiji/store"
)

// mailSettings is the mail server; without a host no mail is sent.
type mailSettings struct {
	SMTPHost         string `name:"smtp-host" help:"mail server; empty: no mail" env:"SSJ_SMTP_HOST"`
	SMTPPort         int    `name:"smtp-port" env:"SSJ_SMTP_PORT"`
	SMTPUser         string `name:"smtp-user" env:"SSJ_SMTP_USER"`
	SMTPPasswordFile string `name:"smtp-password-file" env:"SSJ_SMTP_PASSWORD_FILE"`
	SMTPFrom         string `name:"smtp-from" env:"SSJ_SMTP_FROM"`
	SMTPTLS          string `name:"smtp-tls" help:"starttls, implicit or none" default:"starttls" env:"SSJ_SMTP_TLS"`
	SMTPCAFile       string `name:"smtp-ca-file" env:"SSJ_SMTP_CA_FILE"`
}

// mailRound is how often the outbox is looked through.
const mailRound = 20 * time.Second

func (m mailSettings) smtp() notify.SMTP {
	return notify.SMTP{Host: m.SMTPHost, Port: m.SMTPPort, User: m.SMTPUser, PasswordFile: m.SMTPPasswordFile,
		From: m.SMTPFrom, TLS: notify.TLSMode(m.SMTPTLS), CAFile: m.SMTPCAFile}
}

// send empties the outbox until the context ends.
func (m mailSettings) send(ctx context.Context, s *store.Store, log *slog.Logger) error {
	if m.SMTPHost == "" {
		<-ctx.Done()
		return nil
	}
	sender, err := notify.NewSender(s, m.smtp(), log)
	if err != nil {
		return err
	}
	sender.WithDigests(notify.NewDigests(s)).Run(ctx, mailRound)
	return nil
}
