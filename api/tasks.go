package api

import (
	"context"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// taskView is a task as a person sees it.
type taskView struct {
	bureau.TaskView
	StageName string `json:"stageName" doc:"阶段名称"`
	Workflow  string `json:"workflow,omitempty" doc:"该任务流程在Temporal界面的地址"`
}

func (s *server) showTask(v bureau.TaskView) taskView {
	return taskView{TaskView: v, StageName: v.Stage.Chinese(), Workflow: s.workflow(v.ID)}
}

type tasksInput struct {
	Plan       string      `query:"plan" doc:"抽查计划编号"`
	Stage      tasks.Stage `query:"stage" doc:"阶段"`
	Department string      `query:"department" doc:"发起处室"`
	Open       bool        `query:"open" doc:"只列未办结的"`
	PageQuery
}

// taskRow is a task as lists show it.
type taskRow struct {
	tasks.Task
	StageName string `json:"stageName"`
}

func (s *server) tasks(ctx context.Context, in *tasksInput) (*listReply[taskRow], error) {
	f := record.TaskFilter{Plan: in.Plan, Stage: in.Stage, Department: in.Department, Open: in.Open}
	listed, err := s.office.Tasks(ctx, personOf(ctx).Actor, f, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(listed, func(t tasks.Task) taskRow { return taskRow{Task: t, StageName: t.Stage.Chinese()} }), nil
}

// TaskPath names a task.
type TaskPath struct {
	ID string `path:"id" maxLength:"64" doc:"抽查任务编号" example:"2024001-001"`
}

func (s *server) oneTask(ctx context.Context, in *TaskPath) (*tagged[taskView], error) {
	view, err := s.office.Task(ctx, personOf(ctx).Actor, in.ID)
	return &tagged[taskView]{ETag: etag(view.Seq), Body: s.showTask(view)}, err
}

type taskListInput struct {
	TaskPath
	PageQuery
}

func (s *server) taskHistory(ctx context.Context, in *taskListInput) (*listReply[bureau.ActView], error) {
	listed, err := s.office.TaskActs(ctx, personOf(ctx).Actor, in.ID, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(listed, same), nil
}
