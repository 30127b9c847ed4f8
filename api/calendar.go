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

// fixedDay is a day that is off by law as long as the year's notice is not there.
type fixedDay struct {
	Date    calendar.Date `json:"date" doc:"日期"`
	Holiday string        `json:"holiday" doc:"节日" example:"劳动节"`
	Law     string        `json:"law" doc:"依据的条文"`
}

// calendarYear is what the notices of a year name.
type calendarYear struct {
	Year    int                  `json:"year" doc:"年度"`
	Known   bool                 `json:"known" doc:"已有该年的放假安排；没有的，暂按周末和法律定日的节假日推算"`
	Entry   int                  `json:"entry" doc:"该年的安排在本单位已录入的次数；没有录入过的为0。录入时填作entry，其间他人录入的，不会被覆盖"`
	Days    []calendar.Exception `json:"days" doc:"放假和调休上班的日期，逐日列明节日和通知文号；元旦的安排可以始于上一年12月"`
	Fixed   []fixedDay           `json:"fixed,omitempty" doc:"没有该年的放假安排时，法律规定固定日期的节假日：暂定放假，以公布的安排为准"`
	Lacking []string             `json:"lacking,omitempty" doc:"该年安排中缺少的法定节假日，应当补录"`
}

func (s *server) calendarYear(ctx context.Context, in *calendarYearInput) (*reply[calendarYear], error) {
	view, err := s.office.CalendarYear(ctx, in.Year)
	year := calendarYear{Year: view.Year, Known: view.Known, Entry: view.Entry, Days: orEmpty(view.Named), Lacking: view.Lacking}
	for _, d := range view.Fixed {
		year.Fixed = append(year.Fixed, fixedDay{Date: d.Date, Holiday: d.Holiday, Law: d.Law})
	}
	return &reply[calendarYear]{Body: year}, err
}

type noticeInput struct {
	Year    int  `path:"year" minimum:"2000" maximum:"2199" doc:"年度" example:"2027"`
	Preview bool `query:"preview" doc:"只查看哪些期限将随之改变、哪些日期将被去掉，不录入"`
	Body    struct {
		Notice     string               `json:"notice" minLength:"1" maxLength:"200" doc:"通知文号" example:"国办发明电〔2023〕7号"`
		Exceptions []calendar.Exception `json:"exceptions,omitempty" maxItems:"400" doc:"放假和调休上班的日期"`
		CSV        string               `json:"csv,omitempty" maxLength:"100000" doc:"或者同样内容的csv：date,day,holiday,notice"`
		Amend      bool                 `json:"amend,omitempty" doc:"补充通知：只写有变化的日期，该年其他日期不变。不填的，所写的就是全年的安排"`
		Entry      *int                 `json:"entry,omitempty" minimum:"0" doc:"所看到的该年安排是第几次录入的（查询年度放假安排的entry）；现在已不是的，不予录入（calendar_year_changed）。不填的，不核对"`
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
	notice := bureau.HolidayNotice{Year: in.Year, Number: in.Body.Notice, Exceptions: exceptions, Amends: in.Body.Amend, Replaces: in.Body.Replace, Shown: in.Body.Entry}
	if in.Preview {
		found, err := s.office.PreviewNotice(ctx, personOf(ctx).Actor, notice)
		return &reply[noticeReply]{Body: noticeReply{Compared: found.Compared, Moved: found.Moved, Days: found.Days, Dropped: found.Dropped}}, err
	}
	told, err := s.office.EnterNotice(ctx, personOf(ctx).Actor, notice)
	return &reply[noticeReply]{Body: noticeReply{Told: told.Told, Behind: told.Behind}}, err
}
