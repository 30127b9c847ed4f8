package planyear

import (
	"fmt"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// Certainty is how much is known of the day of a visit.
type Certainty string

// What is known of a visit's day.
const (
	VisitDone   Certainty = "done"   // 已检查
	VisitAgreed Certainty = "agreed" // 已约定
	VisitToCome Certainty = "to_come"
)

var certaintyNames = map[Certainty]string{VisitDone: "已检查", VisitAgreed: "已约定", VisitToCome: "未约定"}

// Chinese is how people read it.
func (c Certainty) Chinese() string { return certaintyNames[c] }

// VisitSpan is the days within which a case's visit lies or will lie.
type VisitSpan struct {
	From      calendar.Date `json:"from"`
	To        calendar.Date `json:"to"` // inclusive
	Certainty Certainty     `json:"certainty"`
}

// SpanOf is the span of the case's visit: the day on which it was, the day agreed,
// or all days from today to the last on which it is in time. There is none where
// the entity is not visited any more.
func SpanOf(c cases.Case, l law.Law, today calendar.Date) (VisitSpan, bool) {
	switch {
	case !due(c):
		return VisitSpan{}, false
	case checked(c):
		day := calendar.DateOf(c.Visit.Ended)
		return VisitSpan{day, day, VisitDone}, true
	case !c.Stage.Open():
		return VisitSpan{}, false
	case !c.VisitAgreed.IsZero() && !c.VisitAgreed.Before(today):
		return VisitSpan{c.VisitAgreed, c.VisitAgreed, VisitAgreed}, true
	}
	last := tasks.Task{Rules: tasks.DrawRules{Lengths: c.Lengths}}.VisitUntil(l, calendar.DateOf(c.Opened))
	if d, running := c.Deadlines.Find(law.DeadlineOnSite); running {
		last = d.Last
	}
	if last.Before(today) {
		last = today
	}
	return VisitSpan{today, last, VisitToCome}, true
}

// DaysApart is how many days lie at least between both visits, 0 where they can be
// on one day.
func (s VisitSpan) DaysApart(o VisitSpan) int {
	return max(0, s.To.DaysUntil(o.From), o.To.DaysUntil(s.From))
}

// JoinOn is the day agreed for one of the visits, where the other can be on it
// too; zero where none was agreed.
func (s VisitSpan) JoinOn(o VisitSpan) calendar.Date {
	if s.Certainty == VisitDone || o.Certainty == VisitDone || s.DaysApart(o) > 0 {
		return calendar.Date{}
	}
	if s.Certainty == VisitAgreed {
		return s.From
	}
	if o.Certainty == VisitAgreed {
		return o.From
	}
	return calendar.Date{}
}

// NearVisit warns of two tasks that visit one entity within a set time (文件四(二)),
// and proposes to join the visits (进一次门、查多项事) where that can still be done.
type NearVisit struct {
	Entity    string        `json:"entity"` // credit code
	Case      string        `json:"case"`
	Visit     VisitSpan     `json:"visit"`
	Other     string        `json:"other"` // the other task's case
	OtherTask string        `json:"otherTask"`
	OtherSpan VisitSpan     `json:"otherVisit"`
	DaysApart int           `json:"daysApart"` // at least
	JoinOn    calendar.Date `json:"joinOn,omitzero"`
	Joined    bool          `json:"joined,omitempty"` // both are one joint visit already
	Advice    string        `json:"advice"`
}

// Near holds a case against one of another task; false where their visits are
// more than the given number of days apart.
func Near(c, other cases.Case, l, otherLaw law.Law, today calendar.Date, within int) (NearVisit, bool) {
	if c.Entity != other.Entity || c.Task == other.Task {
		return NearVisit{}, false
	}
	a, visited := SpanOf(c, l, today)
	b, too := SpanOf(other, otherLaw, today)
	if !visited || !too || a.Certainty == VisitDone || a.DaysApart(b) > within {
		return NearVisit{}, false
	}
	n := NearVisit{Joined: c.JoinedWith(other.No), Entity: c.Entity, Case: c.No, Visit: a, Other: other.No, OtherTask: other.Task, OtherSpan: b, DaysApart: a.DaysApart(b), JoinOn: a.JoinOn(b)}
	switch {
	case n.Joined:
		n.Advice = fmt.Sprintf("本案已与案件%s合并检查。", other.No)
	case b.Certainty == VisitDone:
		n.Advice = fmt.Sprintf("该检查对象已于%s接受案件%s的检查，请合理安排本案检查日期。", b.From.ChineseString(), other.No)
	case !n.JoinOn.IsZero():
		n.Advice = fmt.Sprintf("建议与案件%s于%s同日检查，或者办理“合并检查”，进一次门、查多项事。", other.No, n.JoinOn.ChineseString())
	default:
		n.Advice = fmt.Sprintf("建议与案件%s约定同一检查日期，或者办理“合并检查”，进一次门、查多项事。", other.No)
	}
	return n, true
}
