package api

import (
	"context"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/planyear"
)

// nearVisit is an entity that two tasks visit within a set time.
type nearVisit struct {
	Entity          string        `json:"entity" doc:"统一社会信用代码"`
	EntityName      string        `json:"entityName" doc:"检查对象名称"`
	Case            string        `json:"case" doc:"本任务案件编号"`
	Visit           visitSpan     `json:"visit" doc:"本案检查日期"`
	Other           string        `json:"other" doc:"另一任务案件编号"`
	OtherTask       string        `json:"otherTask" doc:"另一任务编号"`
	OtherTaskName   string        `json:"otherTaskName" doc:"另一任务名称"`
	OtherDepartment string        `json:"otherDepartment" doc:"另一任务发起处室"`
	OtherVisit      visitSpan     `json:"otherVisit" doc:"另一案件检查日期"`
	DaysApart       int           `json:"daysApart" doc:"两次检查至少相距的天数，0为可以同日"`
	JoinOn          calendar.Date `json:"joinOn,omitzero" doc:"建议合并检查的日期（一方已约定、另一方也可以检查的日期）"`
	Joined          bool          `json:"joined,omitempty" doc:"两案已经合并检查"`
	Advice          string        `json:"advice" doc:"建议"`
}

type visitSpan struct {
	From      calendar.Date `json:"from" doc:"最早日期"`
	To        calendar.Date `json:"to" doc:"最晚日期"`
	Certainty string        `json:"certainty" doc:"已检查、已约定或者未约定"`
}

func showSpan(s planyear.VisitSpan) visitSpan {
	return visitSpan{From: s.From, To: s.To, Certainty: s.Certainty.Chinese()}
}

func showNearVisit(v bureau.NearVisitView) nearVisit {
	return nearVisit{Entity: v.Entity, EntityName: v.EntityName, Case: v.Case, Visit: showSpan(v.Visit), Other: v.Other, OtherTask: v.OtherTask,
		OtherTaskName: v.OtherTaskName, OtherDepartment: v.OtherDepartment, OtherVisit: showSpan(v.OtherSpan), DaysApart: v.DaysApart,
		JoinOn: v.JoinOn, Joined: v.Joined, Advice: v.Advice}
}

func (s *server) nearVisits(ctx context.Context, in *taskListInput) (*listReply[nearVisit], error) {
	listed, err := s.office.NearVisits(ctx, personOf(ctx).Actor, in.ID, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(listed, showNearVisit), nil
}
