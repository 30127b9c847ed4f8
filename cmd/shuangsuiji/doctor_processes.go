package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/workflowservice/v1"

	"shuangsuiji/apiclient"
	"shuangsuiji/notify"
	"shuangsuiji/workflows"
)

func (p *patient) api(ctx context.Context) finding {
	if !p.running {
		return unseen(notRunning)
	}
	c, err := apiclient.New(p.API)
	if err != nil {
		return broken(err)
	}
	if err := c.Get(ctx, "/readyz", nil); err != nil {
		return amiss(err.Error(), "如果用了其他端口或者地址，请用--port或者--api写明")
	}
	return fine("%s可以办理", c.Address())
}

func (p *patient) procedures(ctx context.Context) finding {
	if !p.running {
		return unseen(notRunning)
	}
	c, err := p.dial(ctx, p.log)
	if err != nil {
		return amiss(plain(err), "确认流程服务已启动，用--address（数据文件夹用--temporal-port）写明地址")
	}
	p.meet(c)
	if _, err := c.WorkflowService().DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: p.Namespace}); err != nil {
		return amiss(fmt.Sprintf("%s没有命名空间%s：%v", p.Address, p.Namespace, err), "建立命名空间，见deploy/temporal/namespace.sh")
	}
	return fine("%s，命名空间%s", p.Address, p.Namespace)
}

func (p *patient) searchAttributes(ctx context.Context) finding {
	if p.temporal == nil {
		return unseen("流程服务没有连上")
	}
	there, err := p.temporal.OperatorService().ListSearchAttributes(ctx, &operatorservice.ListSearchAttributesRequest{Namespace: p.Namespace})
	if err != nil {
		return broken(err)
	}
	var missing []string
	wanted := workflows.SearchAttributes()
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if there.GetCustomAttributes()[name] != wanted[name] {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return amiss("缺少或者类型不符："+strings.Join(missing, "、"), "补建查询字段，见deploy/temporal/namespace.sh")
	}
	return fine("%d个齐全", len(wanted))
}

// pollerAlive is longer than one poll of a worker takes.
const pollerAlive = 2 * time.Minute

func (p *patient) workers(ctx context.Context) finding {
	if p.temporal == nil {
		return unseen("流程服务没有连上")
	}
	seen := map[string]bool{}
	for _, kind := range []enums.TaskQueueType{enums.TASK_QUEUE_TYPE_WORKFLOW, enums.TASK_QUEUE_TYPE_ACTIVITY} {
		queue, err := p.temporal.DescribeTaskQueue(ctx, workflows.TaskQueue, kind)
		if err != nil {
			return broken(err)
		}
		alive := 0
		for _, worker := range queue.GetPollers() {
			if time.Since(worker.GetLastAccessTime().AsTime()) < pollerAlive {
				seen[worker.GetIdentity()] = true
				alive++
			}
		}
		if alive == 0 {
			return amiss("任务队列"+workflows.TaskQueue+"没有工作进程", "启动工作进程：shuangsuiji worker")
		}
	}
	return fine("%s", strings.Join(slices.Sorted(maps.Keys(seen)), "、"))
}

func (p *patient) mail(ctx context.Context) finding {
	if p.SMTPHost == "" {
		return unseen("没有设置邮件服务器，不发邮件")
	}
	if err := notify.Check(ctx, p.smtp()); err != nil {
		return amiss(err.Error(), "核对SSJ_SMTP_各项设置")
	}
	return fine("%s可以登录，没有发信", p.SMTPHost)
}

func (p *patient) differences(ctx context.Context) finding {
	switch {
	case !p.Full:
		return unseen("加--full核对")
	case p.recordErr != nil:
		return unseen(noRecord)
	case p.temporal == nil:
		return unseen("流程服务没有连上")
	}
	found, compared, err := p.office.Reconcile(ctx, false)
	if err != nil {
		return broken(err)
	}
	if len(found) > 0 {
		return amiss(fmt.Sprintf("核对%d项，不一致%d项，第一项为%s", compared, len(found), found[0].Subject), "执行 shuangsuiji reconcile --mend；用up启动的，重新启动即可")
	}
	return fine("核对%d项，全部一致", compared)
}
