package api

import (
	"context"
	"encoding/json"
	"time"

	"shuangsuiji/bureau"
)

// canonical is a form as text, the same for the same values.
func canonical(form any) ([]byte, error) { return json.Marshal(form) }

// clockReply is the clock with what an If-Match may later name.
type clockReply struct {
	ETag string `header:"ETag" doc:"拨动时可用作If-Match"`
	Body bureau.ClockView
}

func clockOf(view bureau.ClockView, err error) (*clockReply, error) {
	return &clockReply{ETag: etag(view.Jumps), Body: view}, err
}

func (s *server) clock(ctx context.Context, _ *nothing) (*clockReply, error) {
	return clockOf(s.office.Clock(ctx))
}

type jumpInput struct {
	IfMatch string `header:"If-Match" doc:"查看业务时钟时收到的ETag；其间已经拨动的不再拨" example:"\"3\""`
	Body    struct {
		To           time.Time `json:"to,omitzero" doc:"拨到此时"`
		Days         int       `json:"days,omitempty" minimum:"1" maximum:"3660" doc:"向后拨若干日"`
		NextDeadline bool      `json:"nextDeadline,omitempty" doc:"拨到下一期限届满之时"`
	}
}

func (s *server) jump(ctx context.Context, in *jumpInput) (*clockReply, error) {
	j := bureau.Jump{To: in.Body.To, Days: in.Body.Days, NextDeadline: in.Body.NextDeadline}
	seen, asked, err := seqOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	if asked {
		j.Seen = &seen
	}
	return clockOf(s.office.Jump(ctx, personOf(ctx).Actor, j))
}

func (s *server) compare(ctx context.Context, _ *nothing) (*reply[bureau.Comparison], error) {
	found, err := s.office.Compare(ctx, personOf(ctx).Actor, false)
	return &reply[bureau.Comparison]{Body: found}, err
}

func (s *server) mend(ctx context.Context, _ *nothing) (*reply[bureau.Comparison], error) {
	found, err := s.office.Compare(ctx, personOf(ctx).Actor, true)
	return &reply[bureau.Comparison]{Body: found}, err
}
