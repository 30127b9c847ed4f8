package api

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/names"
	"shuangsuiji/record"
)

// The registers' rows as programs read them: the domain's fields, named. A field
// that is added there and not here does not compile.
type (
	entity struct {
		Code             string                 `json:"code" doc:"统一社会信用代码"`
		Name             string                 `json:"name" doc:"名称"`
		Kind             string                 `json:"kind" doc:"检查对象类别"`
		Grade            string                 `json:"grade" doc:"信用风险等级，未分级为空"`
		EnterpriseType   string                 `json:"enterpriseType" doc:"类型"`
		Nature           string                 `json:"nature" doc:"性质"`
		OrganisationForm string                 `json:"organisationForm" doc:"组织架构"`
		Scale            string                 `json:"scale" doc:"经营规模"`
		MarketShare      string                 `json:"marketShare" doc:"市场占有率"`
		Region           string                 `json:"region" doc:"地理区域"`
		Licence          string                 `json:"licence" doc:"许可或者备案编号"`
		Address          string                 `json:"address" doc:"地址"`
		Contact          string                 `json:"contact" doc:"联系人"`
		Phone            string                 `json:"phone" doc:"电话"`
		Email            string                 `json:"email" doc:"电子邮件"`
		Status           registers.EntityStatus `json:"status" doc:"状态"`
		Lead             string                 `json:"lead" doc:"涉嫌违法线索，不公开"`
	}
	inspector struct {
		Certificate  string        `json:"certificate" doc:"执法证件号"`
		Name         string        `json:"name" doc:"姓名"`
		Department   string        `json:"department" doc:"所属部门"`
		Employer     string        `json:"employer" doc:"所在单位的统一社会信用代码"`
		ValidThrough calendar.Date `json:"validThrough" doc:"证件有效期的最后一日"`
		Specialities []string      `json:"specialities" doc:"专长"`
		Recused      []string      `json:"recused" doc:"应当回避的检查对象"`
		LeaveFrom    calendar.Date `json:"leaveFrom,omitzero" doc:"请假开始"`
		LeaveTo      calendar.Date `json:"leaveTo,omitzero" doc:"请假结束（含当日）"`
		Active       bool          `json:"active" doc:"在岗"`
	}
	item struct {
		Code       string               `json:"code" doc:"代码"`
		EntityKind string               `json:"entityKind" doc:"检查对象类别"`
		Name       string               `json:"name" doc:"抽查事项"`
		Content    string               `json:"content" doc:"检查内容"`
		Weight     registers.ItemWeight `json:"weight" doc:"一般或者重点"`
		Methods    []string             `json:"methods" doc:"检查方式"`
		Department string               `json:"department" doc:"责任部门"`
		Basis      string               `json:"basis" doc:"依据"`
		BasisMark  string               `json:"basisMark" doc:"依据核对情况"`
		Confirmed  bool                 `json:"confirmed" doc:"依据已由法制审核确认"`
		Active     bool                 `json:"active" doc:"在用"`

		PublishedOn calendar.Date `json:"publishedOn,omitzero" doc:"公布日期"`
		WithdrawnOn calendar.Date `json:"withdrawnOn,omitzero" doc:"撤销日期"`

		Object registers.ItemObject `json:"object,omitempty" enum:"机构,用人单位,个人" doc:"行为主体，不填为检查对象本身"`

		Authority     string                  `json:"authority,omitempty" doc:"检查依据：赋予检查权的条款"`
		AuthorityKind registers.AuthorityKind `json:"authorityKind,omitempty" enum:"法律,行政法规,地方性法规,规章,国务院决定,规范性文件" doc:"检查依据种类，有几种的为效力最高的"`
	}
)

func showItems(rows []registers.Item) []item {
	out := make([]item, len(rows))
	for i, r := range rows {
		out[i] = item(r)
		out[i].Methods = orEmpty(r.Methods)
	}
	return out
}

type entitiesInput struct {
	Kind   string `query:"kind" doc:"检查对象类别"`
	Grade  string `query:"grade" doc:"信用风险等级"`
	Region string `query:"region" doc:"地理区域"`
	Status string `query:"status" enum:"active,closed,deregistered" doc:"状态"`
	Text   string `query:"text" maxLength:"200" doc:"名称、代码的一部分，或者名称的拼音、拼音首字母"`
	PageQuery
}

func (s *server) entities(ctx context.Context, in *entitiesInput) (*listReply[entity], error) {
	f := record.EntityFilter{Kind: in.Kind, Grade: in.Grade, Region: in.Region, Status: in.Status, Text: in.Text}
	listed, err := s.office.Entities(ctx, personOf(ctx).Actor, f, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(listed, func(e registers.Entity) entity { return entity(e) }), nil
}

type inspectorsInput struct {
	Text string `query:"text" maxLength:"200" doc:"姓名、执法证件号的一部分，或者姓名的拼音、拼音首字母"`
}

func (s *server) inspectors(ctx context.Context, in *inspectorsInput) (*listReply[inspector], error) {
	sought, err := names.Seek(in.Text)
	if err != nil {
		return nil, err
	}
	all, err := s.office.Inspectors(ctx, personOf(ctx).Actor)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(i registers.Inspector) bool { return !sought.In(names.SearchKey(i.Name, i.Certificate)) })
	return listOf(record.Listed[registers.Inspector]{Items: all}, func(i registers.Inspector) inspector {
		i.Specialities, i.Recused = orEmpty(i.Specialities), orEmpty(i.Recused)
		return inspector(i)
	}), nil
}

type itemsInput struct {
	Text string `query:"text" maxLength:"200" doc:"事项名称、代码的一部分，或者名称的拼音、拼音首字母"`
}

func (s *server) items(ctx context.Context, in *itemsInput) (*listReply[item], error) {
	sought, err := names.Seek(in.Text)
	if err != nil {
		return nil, err
	}
	all, err := s.office.Items(ctx, personOf(ctx).Actor)
	all = slices.DeleteFunc(all, func(i registers.Item) bool { return !sought.In(names.SearchKey(i.Name, i.Code)) })
	return &listReply[item]{Body: list[item]{Items: showItems(all)}}, err
}

type confirmInput struct {
	Code string `path:"code" maxLength:"64" doc:"事项代码" example:"R1"`
	Body struct {
		Basis string `json:"basis,omitempty" maxLength:"4000" doc:"核对后的依据，不填则保留原文"`
	}
}

func (s *server) confirmItem(ctx context.Context, in *confirmInput) (*reply[item], error) {
	confirmed, err := s.office.ConfirmItem(ctx, personOf(ctx).Actor, in.Code, in.Body.Basis)
	return &reply[item]{Body: item(confirmed)}, err
}

type historyInput struct {
	Register bureau.Register `path:"register" doc:"名录" enum:"entities,inspectors,items"`
	Key      string          `path:"key" maxLength:"64" doc:"统一社会信用代码、执法证件号或者事项代码"`
}

// change is an earlier state of a row.
type change struct {
	Version int             `json:"version"`
	At      time.Time       `json:"at"`
	By      string          `json:"by" doc:"账号"`
	Body    json.RawMessage `json:"body" doc:"自此时起的内容"`
}

func (s *server) registerHistory(ctx context.Context, in *historyInput) (*listReply[change], error) {
	changes, err := s.office.History(ctx, personOf(ctx).Actor, in.Register, in.Key)
	if err != nil {
		return nil, err
	}
	return listOf(record.Listed[record.Change]{Items: changes}, func(c record.Change) change {
		return change{Version: c.Version, At: c.At, By: c.By, Body: c.Body}
	}), nil
}
