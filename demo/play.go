package demo

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"shuangsuiji/demo/people"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/tasks"
)

// Play is the play of plan 2024001.
type Play struct {
	Base string // http://127.0.0.1:8080
	// Accounts is the accounts file of the data folder.
	Accounts string
	Out      io.Writer
}

// SampleTask is the task of the sample data that [Play] plays.
const SampleTask = "2024001-001"

// play is one run of the play.
type play struct {
	*people.Office
	// shortfall are cases for whose entity the draw has no alternate left.
	shortfall map[string]bool
}

// Run plays the plan to its end.
func (d Play) Run(ctx context.Context) error {
	office, err := people.Gather(ctx, d.Base, d.Accounts, d.Out)
	if err != nil {
		return err
	}
	p := &play{Office: office, shortfall: map[string]bool{}}
	if err := p.Where(ctx); err != nil {
		return err
	}
	for _, step := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"启动任务", p.start}, {"随机抽取", p.draw}, {"逐户检查", p.inspectAll}, {"后续处理", p.proceed}, {"总结", p.summarise}, {"结果一览", p.report}, {"核对", p.check},
	} {
		p.Say("\n== %s ==\n", step.name)
		err := step.do(ctx)
		for people.Overtaken(err) {
			err = step.do(ctx) // each step begins with looking at what is done
		}
		if err != nil {
			return fmt.Errorf("%s：%w", step.name, err)
		}
	}
	return nil
}

// actOnTask performs an act on the task as t shows it, and takes over what becomes
// of it.
func (p *play) actOnTask(ctx context.Context, who string, t *tasks.Task, facts law.Facts, reason string) error {
	rule, _ := tasks.RuleOf(facts.Kind())
	p.Say("  %-16s %s（%s）\n", who, rule.Name, rule.Clause)
	var now tasks.Task
	err := p.People[who].Act(ctx, "/api/tasks/"+SampleTask+"/acts/"+string(facts.Kind()), t.Seq, people.Form{Facts: facts, Reason: reason}, &now)
	if err == nil {
		*t = now
	}
	return err
}

func (p *play) task(ctx context.Context) (tasks.Task, error) {
	var t tasks.Task
	err := p.People["clerk"].Get(ctx, "/api/tasks/"+SampleTask, &t)
	return t, err
}

// start waits for the month, and adopts the scheme.
func (p *play) start(ctx context.Context) error {
	if err := people.Until(ctx, "任务在抽查月份启动", func() (bool, error) {
		t, err := p.task(ctx)
		return t.Stage != tasks.StagePlanned, err
	}); err != nil {
		return err
	}
	t, err := p.task(ctx)
	if err != nil || t.Stage != tasks.StagePreparing || t.Scheme != nil {
		return err
	}
	return p.actOnTask(ctx, "clerk", &t, tasks.AdoptScheme{Name: "2024年度人力资源服务机构和社保经办机构双随机抽查（演示）"}, "")
}

// draw prepares, approves, witnesses and reveals the draw.
func (p *play) draw(ctx context.Context) error {
	t, err := p.task(ctx)
	if err != nil {
		return err
	}
	if t.Stage == tasks.StagePreparing && t.Draw.PreparedBy == "" {
		if err := p.actOnTask(ctx, "clerk", &t, tasks.PrepareDraw{Joint: []string{"社会保险科", "社会保险中心"},
			Rules: tasks.DrawRules{Mode: plans.DrawUntargeted, Ratio: "10%", TeamSize: 2, Witnesses: len(people.Witnesses)}}, ""); err != nil {
			return err
		}
	}
	if t, err = p.task(ctx); err != nil {
		return err
	}
	if t.Stage == tasks.StagePreparing {
		if err := p.actOnTask(ctx, "director", &t, tasks.ApproveDraw{}, ""); err != nil {
			return err
		}
	}
	if err := p.witness(ctx); err != nil {
		return err
	}
	if err := people.Until(ctx, "案件全部立项", func() (bool, error) {
		t, err := p.task(ctx)
		if err != nil || t.Stage == tasks.StageWitnessing {
			return false, err
		}
		all, err := p.cases(ctx)
		return len(all) >= t.Draw.Drawn-t.Draw.NoTeam, err
	}); err != nil {
		return err
	}
	return nil
}

// witness lets every witness seal an entry, and then every one open it.
func (p *play) witness(ctx context.Context) error {
	for _, seal := range []bool{true, false} {
		for _, w := range people.Witnesses {
			t, err := p.task(ctx)
			if err != nil || t.Stage != tasks.StageWitnessing {
				return err
			}
			i := slices.IndexFunc(t.Draw.Witnesses, func(s tasks.WitnessState) bool { return s.Name == w.Name })
			switch {
			case seal && i < 0:
				err = p.seal(ctx, t, w)
			case !seal && i >= 0 && !t.Draw.Witnesses[i].Opened:
				err = p.actOnTask(ctx, w.Login, &t, w.Open(), "")
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *play) seal(ctx context.Context, t tasks.Task, w people.Witness) error {
	sealed, err := w.Seal(t.Draw.Commitment)
	if err != nil {
		return err
	}
	return p.actOnTask(ctx, w.Login, &t, sealed, "")
}

// cases are the task's cases by number.
func (p *play) cases(ctx context.Context) ([]cases.Case, error) {
	return p.Cases(ctx, SampleTask)
}

func (p *play) jump(ctx context.Context, to time.Time) error {
	c, err := p.Clock(ctx)
	if err != nil || !to.After(c.Now) {
		return err
	}
	p.Say("  业务时钟拨到 %s\n", to.In(calendar.Shanghai).Format("2006年1月2日 15:04"))
	return p.People["clerk"].Act(ctx, "/api/clock", c.Jumps, map[string]any{"to": to}, nil)
}

// summarise ends the task.
func (p *play) summarise(ctx context.Context) error {
	if err := people.Until(ctx, "全部案件办结", func() (bool, error) {
		t, err := p.task(ctx)
		return t.Stage != tasks.StageRunning, err
	}); err != nil {
		return err
	}
	t, err := p.task(ctx)
	if err != nil || t.Stage != tasks.StageSummary {
		return err
	}
	if t.Summary.WrittenBy == "" {
		if err := p.actOnTask(ctx, "clerk", &t, tasks.WriteSummary{}, ""); err != nil {
			return err
		}
	}
	for _, head := range []struct{ login, department string }{{"head-insurance", "社会保险科"}, {"head-centre", "社会保险中心"}} {
		if _, done := t.Summary.Confirmed[head.department]; done || !slices.Contains(t.Joint, head.department) {
			continue
		}
		if err := p.actOnTask(ctx, head.login, &t, tasks.ConfirmSummary{}, ""); err != nil {
			return err
		}
	}
	return p.actOnTask(ctx, "director", &t, tasks.ApproveSummary{}, "")
}
