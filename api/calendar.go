package api

import (
	"context"
	"strings"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

func (s *server) calendar(ctx context.Context, _ *nothing) (*reply[bureau.CalendarView], error) {
	view, err := s.office.Calendar(ctx)
	return &reply[bureau.CalendarView]{Body: view}, err
}

type calendarYearInput struct {
	Year int `path:"year" minimum:"2000" maximum:"2199" doc:"年度" example:"2027"`
}

// calendarYear is what the notices of a year name.
type calendarYear struct {
	Year    int                  `json:"year" doc:"年度"`
	Known   bool                 `json:"known" doc:"已有该年的放假安排；没有的，暂按周末推算"`
	Days    []calendar.Exception `json:"days" doc:"放假和调休上班的日期，逐日列明节日和通知文号；元旦的安排可以始于上一年12月"`
	Lacking []string             `json:"lacking,omitempty" doc:"该年安排中缺少的法定节假日，应当补录"`
}

func (s *server) calendarYear(ctx context.Context, in *calendarYearInput) (*reply[calendarYear], error) {
	view, err := s.office.CalendarYear(ctx, in.Year)
	return &reply[calendarYear]{Body: calendarYear{Year: view.Year, Known: view.Known, Days: orEmpty(view.Named), Lacking: view.Lacking}}, err
}

type noticeInput struct {
	Year    int  `path:"year" minimum:"2000" maximum:"2199" doc:"年度" example:"2027"`
	Preview bool `query:"preview" doc:"只查看哪些期限将随之改变、哪些日期将被去掉，不录入"`
	Body    struct {
		Notice     string               `json:"notice" minLength:"1" maxLength:"200" doc:"通知文号" example:"国办发明电〔2023〕7号"`
		Exceptions []calendar.Exception `json:"exceptions,omitempty" maxItems:"400" doc:"放假和调休上班的日期"`
		CSV        string               `json:"csv,omitempty" maxLength:"100000" doc:"或者同样内容的csv：date,day,holiday,notice"`
		Amend      bool                 `json:"amend,omitempty" doc:"补充通知：只写有变化的日期，该年其他日期不变。不填的，所写的就是全年的安排"`
		Replace    bool                 `json:"replace,omitempty" doc:"确认去掉该年已有而没有写的日期；不填的，有这样的日期时不予录入（notice_drops_days）"`
	}
}

// noticeReply says how many open tasks and cases were counted again.
type noticeReply struct {
	Told   int      `json:"told" doc:"已重新计算期限的任务和案件数"`
	Behind []string `json:"behind,omitempty" doc:"没有按时答复的任务和案件编号；放假安排已经生效，系统会反复通知它们，直至重新计算"`
	// Of a preview only.
	Compared int                    `json:"compared,omitempty" doc:"preview：已比较的未办结任务、案件和后续处理程序数"`
	Moved    []bureau.MovedDeadline `json:"moved,omitempty" doc:"preview：将随之改变的期限"`
	Days     []calendar.Exception   `json:"days,omitempty" doc:"preview：录入后该年放假和调休上班的全部日期"`
	Dropped  []calendar.Exception   `json:"dropped,omitempty" doc:"preview：已有的、录入后将被去掉的日期"`
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
	notice := bureau.HolidayNotice{Year: in.Year, Number: in.Body.Notice, Exceptions: exceptions, Amends: in.Body.Amend, Replaces: in.Body.Replace}
	if in.Preview {
		found, err := s.office.PreviewNotice(ctx, personOf(ctx).Actor, notice)
		return &reply[noticeReply]{Body: noticeReply{Compared: found.Compared, Moved: found.Moved, Days: found.Days, Dropped: found.Dropped}}, err
	}
	told, err := s.office.EnterNotice(ctx, personOf(ctx).Actor, notice)
	return &reply[noticeReply]{Body: noticeReply{Told: told.Told, Behind: told.Behind}}, err
}
