package api

import (
	"context"
	"time"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// toDoInput asks for a page of what is to do.
type toDoInput struct {
	Kind      record.SubjectKind `query:"kind" enum:"task,case,proceeding" doc:"只列抽查任务、案件或者后续处理"`
	Act       string             `query:"act" maxLength:"64" doc:"只列某一办理事项，如confirm_result"`
	DueFrom   time.Time          `query:"dueFrom" doc:"期限不早于此时"`
	DueBefore time.Time          `query:"dueBefore" doc:"期限早于此时"`
	PageQuery
}

// toDoItem is an act that waits for somebody.
type toDoItem struct {
	Kind       record.SubjectKind `json:"kind" enum:"task,case,proceeding" doc:"抽查任务、案件或者后续处理"`
	Subject    string             `json:"subject" doc:"编号"`
	StageName  string             `json:"stageName" doc:"阶段名称"`
	Entity     string             `json:"entity,omitempty" doc:"统一社会信用代码"`
	EntityName string             `json:"entityName,omitempty"`
	PartyName  string             `json:"partyName,omitempty" doc:"当事人名称，不是检查对象时才有"`
	Act        law.ActKind        `json:"act" doc:"办理事项"`
	Name       string             `json:"name" doc:"办理事项的名称"`
	Due        time.Time          `json:"due,omitzero" doc:"期限的届满时刻"`
	Role       law.Role           `json:"role" doc:"由何种角色办理"`
	Of         string             `json:"of,omitempty" doc:"该角色所属的科室，或者执法证件号"`
}

func showToDo(d record.ToDo) toDoItem {
	out := toDoItem{Kind: d.Kind, Subject: d.Subject, EntityName: d.EntityName, PartyName: d.PartyName, Act: d.Act, Name: d.Name, Due: d.Due, Role: d.Holder.Role, Of: d.Holder.Of}
	switch {
	case d.Task != nil:
		out.StageName = d.Task.Stage.Chinese()
	case d.Case != nil:
		out.StageName, out.Entity = d.Case.Stage.Chinese(), d.Case.Entity
	case d.Proceeding != nil:
		out.StageName, out.Entity = d.Proceeding.Stage.Chinese(), d.Proceeding.Entity
	}
	return out
}

func (s *server) toDo(ctx context.Context, in *toDoInput) (*listReply[toDoItem], error) {
	f := record.ToDoFilter{Kind: in.Kind, Act: law.ActKind(in.Act), DueFrom: in.DueFrom, DueBefore: in.DueBefore}
	listed, err := s.office.ToDo(ctx, personOf(ctx).Actor, f, in.page())
	return listOf(listed, showToDo), err
}

func (s *server) toDoCounts(ctx context.Context, _ *nothing) (*reply[[]bureau.CountView], error) {
	counts, err := s.office.CountToDo(ctx, personOf(ctx).Actor)
	return &reply[[]bureau.CountView]{Body: orEmpty(counts)}, err
}

func (s *server) waitingFor(ctx context.Context, in *PageQuery) (*listReply[toDoItem], error) {
	listed, err := s.office.WaitingFor(ctx, personOf(ctx).Actor, in.page())
	return listOf(listed, showToDo), err
}
