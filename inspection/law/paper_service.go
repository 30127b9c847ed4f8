package law

import "shuangsuiji/inspection/calendar"

// PaperService is how a paper of a proceeding is served. What On means depends on
// the way, and each way has its own rule for the day that counts (行政处罚法第61条;
// 民事诉讼法第87条至第95条).
type PaperService struct {
	Method ServiceMethod `json:"method"`
	// On: the paper was handed over or left; the day of receipt on the post's slip;
	// the day on which it reached the entity's system; the day of the announcement.
	On calendar.Date `json:"on"`
	// Witnessed: a witness signed, or it was recorded (留置送达).
	Witnessed bool `json:"witnessed,omitempty"`
	// Consented: the entity signed the confirmation for service by such means
	// (行政处罚法第61条第二款).
	Consented bool `json:"consented,omitempty"`
	// OthersFailed: its whereabouts are unknown, or it could not be served in
	// another way (公告送达).
	OthersFailed bool `json:"othersFailed,omitempty"`
}

// Served is the day on which the paper counts as served. It is in the future
// where an announcement was made just now.
//
// Errors: service_method_unknown, service_not_witnessed, service_not_consented,
// service_other_ways_first, and those of pastDay.
func (t *Transition) Served(s PaperService, earliest calendar.Date, event string) (calendar.Date, error) {
	if err := t.PastDay(s.On, earliest, "送达日期", event); err != nil {
		return calendar.Date{}, err
	}
	switch s.Method {
	case ServedInPerson, ServedByMail:
	case ServedLeft:
		if !s.Witnessed {
			return calendar.Date{}, Errorf(KindInvalid, "service_not_witnessed", "留置送达应有见证人签名或者采用拍照、录像等方式记录送达过程（民事诉讼法第八十九条）。")
		}
	case ServedByEmail, ServedBySMS:
		if !s.Consented {
			return calendar.Date{}, Errorf(KindInvalid, "service_not_consented", "当事人同意并签订确认书的，才能采用电子方式送达（行政处罚法第六十一条第二款）。")
		}
	case ServedByAnnouncement:
		if !s.OthersFailed {
			return calendar.Date{}, Errorf(KindInvalid, "service_other_ways_first", "当事人下落不明或者用其他方式无法送达的，才能公告送达（民事诉讼法第九十五条）。")
		}
		p := t.Period(PeriodAnnouncement)
		return t.Law.Calendar.CountFromDate(s.On, p.Period).Date, nil
	default:
		return calendar.Date{}, Errorf(KindInvalid, "service_method_unknown", "没有名为“%s”的送达方式。", s.Method)
	}
	return s.On, nil
}
