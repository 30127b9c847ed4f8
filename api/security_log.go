package api

import (
	"context"
	"time"

	"shuangsuiji/record"
)

// securityEvent is one line of the security log.
type securityEvent struct {
	ID       int64                    `json:"id"`
	At       time.Time                `json:"at" doc:"实际时间"`
	Kind     record.SecurityEventKind `json:"kind" doc:"事件代码"`
	KindName string                   `json:"kindName" doc:"事件"`
	Account  string                   `json:"account,omitempty" doc:"账号；空为不明"`
	Address  string                   `json:"address,omitempty" doc:"来源地址"`
	Subject  string                   `json:"subject,omitempty" doc:"所涉账号、案件或者名录库"`
	Detail   string                   `json:"detail,omitempty" doc:"说明"`
}

type securityEventsInput struct {
	Kind    string    `query:"kind" maxLength:"64" doc:"事件代码"`
	Account string    `query:"account" maxLength:"64" doc:"账号"`
	Since   time.Time `query:"since" doc:"自何时起"`
	PageQuery
}

func (s *server) securityEvents(ctx context.Context, in *securityEventsInput) (*listReply[securityEvent], error) {
	f := record.SecurityEventFilter{Kind: record.SecurityEventKind(in.Kind), Account: in.Account, Since: in.Since}
	listed, err := s.office.SecurityEvents(ctx, personOf(ctx).Actor, f, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(listed, func(e record.SecurityEvent) securityEvent {
		return securityEvent{ID: e.ID, At: e.At, Kind: e.Kind, KindName: e.Kind.Chinese(), Account: e.Account, Address: e.Address, Subject: e.Subject, Detail: e.Detail}
	}), nil
}
