package api

import (
	"context"
	"time"

	"shuangsuiji/record"
)

// undeliveredMail is an e-mail that nobody tries to send any more.
type undeliveredMail struct {
	MessageID string    `json:"messageId" doc:"邮件编号"`
	To        string    `json:"to" doc:"收件地址"`
	Subject   string    `json:"subject" doc:"标题"`
	Created   time.Time `json:"created" doc:"产生的时间（业务时钟）"`
	Attempts  int       `json:"attempts" doc:"已尝试的次数"`
	LastError string    `json:"lastError" doc:"最后一次未能发出的原因"`
	GivenUp   time.Time `json:"givenUp" doc:"停止尝试的时间"`
}

type undeliveredInput struct{ PageQuery }

func (s *server) undelivered(ctx context.Context, in *undeliveredInput) (*listReply[undeliveredMail], error) {
	listed, err := s.office.UndeliveredMail(ctx, personOf(ctx).Actor, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(listed, func(m record.Mail) undeliveredMail {
		return undeliveredMail{MessageID: m.MessageID, To: m.To, Subject: m.Subject, Created: m.Created, Attempts: m.Attempts,
			LastError: m.LastError, GivenUp: m.GivenUp}
	}), nil
}

type resumeMailInput struct {
	Body struct {
		MessageIDs []string `json:"messageIds,omitempty" maxItems:"500" doc:"邮件编号；不填则为全部未送达邮件"`
	}
}

// resumedMail says how many mails wait again.
type resumedMail struct {
	Resumed int `json:"resumed" doc:"重新列入待发的邮件数"`
}

func (s *server) resumeMail(ctx context.Context, in *resumeMailInput) (*reply[resumedMail], error) {
	n, err := s.office.ResumeMail(ctx, personOf(ctx).Actor, in.Body.MessageIDs)
	return &reply[resumedMail]{Body: resumedMail{Resumed: n}}, err
}
