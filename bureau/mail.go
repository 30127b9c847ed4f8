package bureau

import (
	"context"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// UndeliveredMail lists the mail that was given up, the latest first. The texts
// are for their recipients and are left out.
func (o *Office) UndeliveredMail(ctx context.Context, actor law.Actor, p record.Page) (record.Listed[record.Mail], error) {
	if err := access.ReadUndelivered.Require(actor); err != nil {
		return record.Listed[record.Mail]{}, err
	}
	listed, err := o.record.UndeliveredMail(ctx, p)
	for i := range listed.Items {
		listed.Items[i].Body = ""
	}
	return listed, err
}

// ResumeMail has mail sent after all that was given up, once its cause is mended;
// no ids means all of it. It returns how many mails that were.
func (o *Office) ResumeMail(ctx context.Context, actor law.Actor, messageIDs []string) (int, error) {
	if err := access.ResumeMail.Require(actor); err != nil {
		return 0, err
	}
	return o.record.ResumeMail(ctx, messageIDs)
}
