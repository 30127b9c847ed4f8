package api

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
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

func (s *server) calendar(ctx context.Context, _ *nothing) (*reply[bureau.CalendarView], error) {
	view, err := s.office.Calendar(ctx)
	return &reply[bureau.CalendarView]{Body: view}, err
}

type noticeInput struct {
	Year    int  `path:"year" minimum:"2000" maximum:"2200" doc:"年度" example:"2027"`
	Preview bool `query:"preview" doc:"只查看哪些期限将随之改变，不录入"`
	Body    struct {
		Notice     string               `json:"notice" minLength:"1" maxLength:"200" doc:"通知文号" example:"国办发明电〔2023〕7号"`
		Exceptions []calendar.Exception `json:"exceptions,omitempty" maxItems:"400" doc:"放假和调休上班的日期"`
		CSV        string               `json:"csv,omitempty" maxLength:"100000" doc:"或者同样内容的csv：date,day,holiday,notice"`
	}
}

// noticeReply says how many open tasks and cases were counted again.
type noticeReply struct {
	Told   int      `json:"told" doc:"已重新计算期限的任务和案件数"`
	Behind []string `json:"behind,omitempty" doc:"没有按时答复的任务和案件编号；放假安排已经生效，系统会反复通知它们，直至重新计算"`
	// Of a preview only.
	Compared int                    `json:"compared,omitempty" doc:"preview：已比较的未办结任务、案件和后续处理程序数"`
	Moved    []bureau.MovedDeadline `json:"moved,omitempty" doc:"preview：将随之改变的期限"`
}

func (s *server) enterNotice(ctx context.Context, in *noticeInput) (*reply[noticeReply], error) {
	exceptions := in.Body.Exceptions
	if in.Body.CSV != "" {
		if len(exceptions) > 0 {
			return nil, law.Errorf(law.KindInvalid, "notice_invalid", "exceptions和csv只能填写一项。")
		}
		var err error
		if exceptions, err = calendar.ParseCSV(strings.NewReader(in.Body.CSV)); err != nil {
			return nil, law.Errorf(law.KindInvalid, "notice_invalid", "%s。", err.Error())
		}
	}
	if in.Preview {
		found, err := s.office.PreviewNotice(ctx, personOf(ctx).Actor, in.Year, exceptions)
		return &reply[noticeReply]{Body: noticeReply{Compared: found.Compared, Moved: found.Moved}}, err
	}
	told, err := s.office.EnterNotice(ctx, personOf(ctx).Actor, in.Year, in.Body.Notice, exceptions)
	return &reply[noticeReply]{Body: noticeReply{Told: told.Told, Behind: told.Behind}}, err
}

func (s *server) compare(ctx context.Context, _ *nothing) (*reply[bureau.Comparison], error) {
	found, err := s.office.Compare(ctx, personOf(ctx).Actor, false)
	return &reply[bureau.Comparison]{Body: found}, err
}

func (s *server) mend(ctx context.Context, _ *nothing) (*reply[bureau.Comparison], error) {
	found, err := s.office.Compare(ctx, personOf(ctx).Actor, true)
	return &reply[bureau.Comparison]{Body: found}, err
}
