package cases

import (
	"slices"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// How often an entity is visited (国办发〔2024〕54号, 年度检查频次上限): counted over all
// tasks and over what other departments reported.

// PastVisit is a visit that an entity had.
type PastVisit struct {
	On calendar.Date `json:"on"`
	// Case is this bureau's own; "" for a visit of another department.
	Case string   `json:"case,omitempty"`
	Team law.Team `json:"team,omitempty"` // of this bureau
	// Clear: it was confirmed that nothing was found.
	Clear bool `json:"clear,omitempty"`
	// Type is what the visit was approved as; of another department nothing is said,
	// and it counts as 日常检查.
	Type VisitType `json:"type,omitempty"`
}

// PastVisitOf is the case's own visit; there is none before its record, and a joint
// visit is the leading case's.
func PastVisitOf(c Case) (PastVisit, bool) {
	joined := c.Joint != nil && !c.Joint.Leads && c.Joint.State == JointVisitDone
	if joined || c.Visit == nil || c.Visit.Mode != ModeOnSite || c.Stage == StageCancelled {
		return PastVisit{}, false
	}
	clear := c.Result != nil && c.Result.ConfirmedBy != "" && c.Result.Outcome == law.OutcomeNoProblem
	v := PastVisit{On: calendar.DateOf(c.Visit.Started), Case: c.No, Team: c.inspectors(), Clear: clear}
	if c.Approval != nil {
		v.Type = c.Approval.Type
	}
	return v, true
}

// inspectors are who inspected: those who signed, whoever took their places later.
func (c Case) inspectors() law.Team {
	if slices.Contains(beforeResult, c.Stage) {
		return c.Team
	}
	return c.Visit.Signed
}

// VisitLimits is how often an entity may be visited; all of it is a setting.
type VisitLimits struct {
	// PerYear is the most 日常检查 a year; ByGrade sets another number for a risk
	// grade. 0: no cap.
	PerYear int            `json:"perYear"`
	ByGrade map[string]int `json:"byGrade"`
	// Campaign is the most 专项检查 a year; 0, as long as the bureau sets none: no cap.
	Campaign int `json:"campaign"`
	// More visits than these in a day, a week (Monday to Sunday) or a month are
	// warned of; 0: no warning.
	PerDay   int `json:"perDay"`
	PerWeek  int `json:"perWeek"`
	PerMonth int `json:"perMonth"`
	// ClearInARow: after so many visits in a row within the year, by the same
	// inspector and without a finding, the next needs a reason of its own; 0: never.
	ClearInARow int `json:"clearInARow"`
}

// DefaultVisitLimits: at most two 日常检查 a year by one body (咸宁); more than one a
// day, two a week, three a month are warned of, and three in a row without a
// finding need a reason (成都).
var DefaultVisitLimits = VisitLimits{PerYear: 2, ByGrade: map[string]int{}, PerDay: 1, PerWeek: 2, PerMonth: 3, ClearInARow: 3}

// Cap is the most 日常检查 a year to an entity of the grade; 0: no cap.
func (l VisitLimits) Cap(grade string) int {
	if n, ok := l.ByGrade[grade]; ok {
		return n
	}
	return l.PerYear
}

// CapOf is the most visits of the type a year to an entity of the grade; 0: no cap.
// 个案检查 has none (司法部、肇庆、武汉 on 国办发〔2024〕54号).
func (l VisitLimits) CapOf(t VisitType, grade string) int {
	switch t.Said() {
	case VisitRoutine:
		return l.Cap(grade)
	case VisitCampaign:
		return l.Campaign
	case VisitSpecific:
	}
	return 0
}

// WarningSpan is the span over which visits are too many.
type WarningSpan string

// The spans.
const (
	SpanDay   WarningSpan = "day"
	SpanWeek  WarningSpan = "week"
	SpanMonth WarningSpan = "month"
	SpanYear  WarningSpan = "year" // of visits that no cap binds
)

var spanNames = map[WarningSpan]string{SpanDay: "同一日", SpanWeek: "同一周", SpanMonth: "同一月", SpanYear: "本年度"}

// Chinese is the span's name.
func (s WarningSpan) Chinese() string { return spanNames[s] }

// VisitWarning says that with the proposed visit there would be more than most.
type VisitWarning struct {
	Span   WarningSpan `json:"span"`
	Visits int         `json:"visits"` // the proposed one among them
	Most   int         `json:"most"`
}

// VisitCount is how often the entity was visited when another visit was proposed.
type VisitCount struct {
	ThisYear int `json:"thisYear"` // of every type, without the proposed one
	// Cap is that of the proposed type, and Counted the visits that it counts; 0: none.
	Cap     int `json:"cap,omitempty"`
	Counted int `json:"counted,omitempty"`
	// ClearInARow is how many of the last visits by one of the team found nothing.
	ClearInARow int `json:"clearInARow,omitempty"`
	// Repeated: so many that the next needs a reason of its own.
	Repeated bool           `json:"repeated,omitempty"`
	Warnings []VisitWarning `json:"warnings,omitempty"`
}

// Count counts the visits that an entity of the grade had in the year of a visit of
// the type by the team that is to be between the two days. Where no cap binds it, more
// than the cap of 日常检查 is warned of (明显超过合理频次).
func (l VisitLimits) Count(visits []PastVisit, grade string, team law.Team, as VisitType, from, to calendar.Date) VisitCount {
	year := slices.DeleteFunc(slices.Clone(visits), func(v PastVisit) bool { return v.On.Year() != from.Year() })
	count := VisitCount{ThisYear: len(year), Cap: l.CapOf(as, grade)}
	for _, v := range year {
		if count.Cap > 0 && v.Type.Said() == as.Said() {
			count.Counted++
		}
	}
	for _, certificate := range team {
		count.ClearInARow = max(count.ClearInARow, clearInARow(year, certificate))
	}
	count.Repeated = l.ClearInARow > 0 && count.ClearInARow >= l.ClearInARow
	for _, s := range []struct {
		span WarningSpan
		most int
		key  func(calendar.Date) calendar.Date
	}{
		{SpanDay, l.PerDay, func(d calendar.Date) calendar.Date { return d }},
		{SpanWeek, l.PerWeek, monday},
		{SpanMonth, l.PerMonth, func(d calendar.Date) calendar.Date { return calendar.NewDate(d.Year(), d.Month(), 1) }},
	} {
		if n := 1 + mostWithin(visits, from, to, s.key); s.most > 0 && n > s.most {
			count.Warnings = append(count.Warnings, VisitWarning{Span: s.span, Visits: n, Most: s.most})
		}
	}
	if most := l.Cap(grade); count.Cap == 0 && most > 0 && len(year) >= most {
		count.Warnings = append(count.Warnings, VisitWarning{Span: SpanYear, Visits: len(year) + 1, Most: most})
	}
	return count
}

// clearInARow counts back from the inspector's last visit until one that found
// something or is not yet concluded.
func clearInARow(visits []PastVisit, certificate string) int {
	own := slices.DeleteFunc(slices.Clone(visits), func(v PastVisit) bool { return !v.Team.Has(certificate) })
	slices.SortStableFunc(own, func(a, b PastVisit) int { return a.On.Compare(b.On) })
	n := 0
	for _, v := range slices.Backward(own) {
		if !v.Clear {
			break
		}
		n++
	}
	return n
}

// mostWithin is the most visits in one span that has a day between the two.
func mostWithin(visits []PastVisit, from, to calendar.Date, span func(calendar.Date) calendar.Date) int {
	counts, most := map[calendar.Date]int{}, 0
	for _, v := range visits {
		key := span(v.On)
		if key.Before(span(from)) || key.After(span(to)) {
			continue
		}
		counts[key]++
		most = max(most, counts[key])
	}
	return most
}

func monday(d calendar.Date) calendar.Date {
	return d.AddDays(-((int(d.Weekday()) + 6) % 7))
}
