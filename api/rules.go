package api

import (
	"context"

	"shuangsuiji/codes"
	"shuangsuiji/inspection/amendment"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// ruleBook is an edition of the law as data, with the rows of the transition tables
// that it has and the Chinese names of their codes.
type ruleBook struct {
	Edition   *law.Edition `json:"edition" doc:"期限和检查结果"`
	CaseRules []cases.Rule `json:"caseRules" doc:"案件办理表：何人在何阶段可以办理何事，办理后可能转入何阶段"`
	TaskRules []tasks.Rule `json:"taskRules" doc:"任务办理表"`
	// ProceedingRules are by the kind of proceeding.
	ProceedingRules map[law.ProceedingKind][]proceedings.Rule `json:"proceedingRules" doc:"后续处理办理表"`
	Names           ruleNames                                 `json:"names" doc:"代码的中文名称"`
}

type ruleNames struct {
	Stages           map[cases.Stage]string        `json:"stages"`
	TaskStages       map[tasks.Stage]string        `json:"taskStages"`
	ProceedingStages map[proceedings.Stage]string  `json:"proceedingStages"`
	ProceedingKinds  map[law.ProceedingKind]string `json:"proceedingKinds"`
	Roles            map[law.Role]string           `json:"roles"`
}

type editionInput struct {
	Edition string `path:"edition" maxLength:"20" doc:"规则版本" example:"2024"`
}

// editionRow is an edition in the list of them.
type editionRow struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

func (s *server) editions(context.Context, *nothing) (*listReply[editionRow], error) {
	out := &listReply[editionRow]{Body: list[editionRow]{Items: []editionRow{}}}
	for _, e := range law.Editions {
		out.Body.Items = append(out.Body.Items, editionRow{Code: e.Code, Name: e.Name})
	}
	return out, nil
}

func (s *server) rules(_ context.Context, in *editionInput) (*reply[ruleBook], error) {
	e, err := law.EditionOf(in.Edition)
	if err != nil {
		return nil, err
	}
	names := ruleNames{Stages: namesOf[cases.Stage](), TaskStages: namesOf[tasks.Stage](), ProceedingStages: namesOf[proceedings.Stage](),
		ProceedingKinds: namesOf[law.ProceedingKind](), Roles: namesOf[law.Role]()}
	book := ruleBook{Edition: e, CaseRules: cases.RulesIn(e), TaskRules: tasks.Rules, Names: names,
		ProceedingRules: map[law.ProceedingKind][]proceedings.Rule{}}
	for _, kind := range law.ProceedingKinds {
		book.ProceedingRules[kind] = proceedings.Rules(kind)
	}
	return &reply[ruleBook]{Body: book}, nil
}

type changesInput struct {
	Edition string `path:"edition" maxLength:"20" doc:"较后的规则版本" example:"2025"`
	Since   string `query:"since" required:"true" maxLength:"20" doc:"与之对照的规则版本" example:"2024"`
}

func (s *server) ruleChanges(_ context.Context, in *changesInput) (*listReply[amendment.Difference], error) {
	from, err := law.EditionOf(in.Since)
	if err != nil {
		return nil, err
	}
	to, err := law.EditionOf(in.Edition)
	if err != nil {
		return nil, err
	}
	return &listReply[amendment.Difference]{Body: list[amendment.Difference]{Items: append([]amendment.Difference{}, amendment.Between(from, to)...)}}, nil
}

func namesOf[T ~string]() map[T]string {
	out := map[T]string{}
	for _, c := range codes.Of[T]() {
		out[T(c.Value)] = c.Name
	}
	return out
}
