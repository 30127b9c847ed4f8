package activities

import (
	"context"
	"fmt"
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
)

// longestSubject is how much of a name that anybody may have made up is kept.
const longestSubject = 64

// TellForged notes that something reached the procedures which the office did not
// send, and tells the supervisors and administrators: once an hour and subject,
// whoever floods. now is the machine's time.
func TellForged(ctx context.Context, r Office, now time.Time, subject, detail string) error {
	if long := []rune(subject); len(long) > longestSubject {
		subject = string(long[:longestSubject])
	}
	at := registers.Recorded(now)
	if err := r.NoteSecurityEvent(ctx, record.SecurityEvent{At: at, Kind: record.EventForged, Subject: subject, Detail: detail}); err != nil {
		return err
	}
	clock, err := r.Clock(ctx)
	if err != nil {
		return err
	}
	on := at
	if clock.Standing {
		on = registers.Recorded(clock.Now)
	}
	accounts, err := r.AccountsFor(ctx, law.Audience{Roles: []law.Role{law.RoleSupervisor, law.RoleAdministrator}}, calendar.DateOf(on))
	if err != nil {
		return err
	}
	messages := make([]record.Message, len(accounts))
	for i, account := range accounts {
		messages[i] = record.Message{Account: account.ID, Subject: subject, Key: "forged/" + at.Format("2006-01-02T15"), Kind: law.NoticeSecurity,
			Text: fmt.Sprintf("%s：流程服务收到不是由本系统提交的办理请求，没有受理。有人可能绕过本系统连接流程服务，请查看安全日志并检查服务器。", subject), Created: on}
	}
	_, err = r.Deliver(ctx, messages)
	return err
}

// Occupied is what a dispatcher tells of a workflow that it found, under a name of
// the office's, in the place of the office's own.
func Occupied(r Office, now func() time.Time) func(ctx context.Context, id string) error {
	return func(ctx context.Context, id string) error {
		return TellForged(ctx, r, now(), id, "流程服务中"+id+"的名下有不是由本系统启动的流程，已由本系统的流程取代。")
	}
}
