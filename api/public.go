package api

import (
	"context"

	"shuangsuiji/bureau"
	"shuangsuiji/record"
)

type publicationsInput struct {
	Task    string `query:"task" maxLength:"64" doc:"抽查任务编号"`
	Entity  string `query:"entity" maxLength:"64" doc:"统一社会信用代码"`
	Text    string `query:"text" maxLength:"200" doc:"检查对象名称、代码的一部分，或者名称的拼音、拼音首字母"`
	Current bool   `query:"current" doc:"不列已被后续公示替代的"`
	PageQuery
}

func (s *server) publications(ctx context.Context, in *publicationsInput) (*listReply[record.Publication], error) {
	f := record.PublicationFilter{Task: in.Task, Entity: in.Entity, Text: in.Text, CurrentOnly: in.Current}
	listed, err := s.office.Publications(ctx, f, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(listed, same), nil
}

func (s *server) publicDraws(ctx context.Context, in *PageQuery) (*listReply[record.PublicDraw], error) {
	listed, err := s.office.PublicDraws(ctx, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(listed, same), nil
}

type linkInput struct {
	Secret string `path:"secret" maxLength:"200" doc:"链接中的密钥"`
}

func (s *server) openEntityLink(ctx context.Context, in *linkInput) (*reply[bureau.EntityCase], error) {
	view, err := s.office.OpenEntityLink(ctx, in.Secret)
	view.Items = orEmpty(view.Items)
	return &reply[bureau.EntityCase]{Body: view}, err
}

func (s *server) openWitnessLink(ctx context.Context, in *linkInput) (*reply[bureau.WitnessView], error) {
	view, err := s.office.OpenWitnessLink(ctx, in.Secret)
	view.Witnesses = orEmpty(view.Witnesses)
	return &reply[bureau.WitnessView]{Body: view}, err
}
