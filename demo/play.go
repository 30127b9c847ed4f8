package demo

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"

	"shuangsuiji/apiclient"
	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/draw"
)

// Play is one run of the demonstration.
type Play struct {
	Base string // http://127.0.0.1:8080
	// Accounts is the accounts file of the data folder.
	Accounts string
	Out      io.Writer

	people    map[string]*person
	inspector map[string]*person // by certificate
	// shortfall are cases for whose entity the draw has no alternate left.
	shortfall map[string]bool
}

// SampleTask is the task of the sample data that [Play] plays.
const SampleTask = "2024001-001"

// Run plays the plan to its end.
func (p *Play) Run(ctx context.Context) error {
	p.shortfall = map[string]bool{}
	if err := p.logEverybodyIn(ctx); err != nil {
		return err
	}
	if err := p.where(ctx); err != nil {
		return err
	}
	for _, step := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"启动任务", p.start}, {"随机抽取", p.draw}, {"逐户检查", p.inspectAll}, {"后续处理", p.proceed}, {"总结", p.summarise}, {"结果一览", p.report}, {"核对", p.check},
	} {
		p.say("\n== %s ==\n", step.name)
		err := step.do(ctx)
		for overtaken(err) {
			err = step.do(ctx) // each step begins with looking at what is done
		}
		if err != nil {
			return fmt.Errorf("%s：%w", step.name, err)
		}
	}
	return nil
}

func (p *Play) say(format string, args ...any) {
	if _, err := fmt.Fprintf(p.Out, format, args...); err != nil {
		return // nobody is listening any more
	}
}

func (p *Play) logEverybodyIn(ctx context.Context) error {
	accounts, err := ReadAccounts(p.Accounts)
	if err != nil {
		return fmt.Errorf("请先运行 make run：%w", err)
	}
	p.people, p.inspector = map[string]*person{}, map[string]*person{}
	for _, a := range accounts {
		who, err := logIn(ctx, p.Base, a)
		if err != nil {
			return err
		}
		p.people[a.Login] = who
		var me struct {
			Account struct {
				Certificate string `json:"certificate"`
			} `json:"account"`
		}
		if err := who.get(ctx, "/api/me", &me); err != nil {
			return err
		}
		if me.Account.Certificate != "" {
			p.inspector[me.Account.Certificate] = who
		}
	}
	return nil
}

// where says where the play can be watched.
func (p *Play) where(ctx context.Context) error {
	var me struct {
		TemporalUI string `json:"temporalUI"`
	}
	if err := p.people["supervisor"].get(ctx, "/api/me", &me); err != nil {
		return err
	}
	if me.TemporalUI != "" {
		p.say("以supervisor登录，在流程监督页面可以看到任务和各案件：%s%s/workflows\n", p.Base, me.TemporalUI)
	}
	p.say("每行为一项办理：案件、办理人、事项（依据）。案件现状：%s/api/cases/案件编号\n", p.Base)
	return nil
}

type form struct {
	Facts  inspection.Facts `json:"facts"`
	Reason string           `json:"reason,omitempty"`
	// Narrative is what people write with an act.
	Narrative string `json:"narrative,omitempty"`
}

// actOnTask performs an act on the task as t shows it, and takes over what becomes
// of it.
func (p *Play) actOnTask(ctx context.Context, who string, t *inspection.Task, facts inspection.Facts, reason string) error {
	rule, _ := inspection.TaskRuleOf(facts.Kind())
	p.say("  %-16s %s（%s）\n", who, rule.Name, rule.Clause)
	var now inspection.Task
	err := p.people[who].act(ctx, "/api/tasks/"+SampleTask+"/acts/"+string(facts.Kind()), t.Seq, form{Facts: facts, Reason: reason}, &now)
	if err == nil {
		*t = now
	}
	return err
}

// overtaken: the subject is no longer what was seen. An act that an interrupted
// play sent and heard no answer to may come to pass while the next play begins.
func overtaken(err error) bool {
	var p *apiclient.Problem
	return errors.As(err, &p) && p.Status == http.StatusPreconditionFailed
}

func (p *Play) task(ctx context.Context) (inspection.Task, error) {
	var t inspection.Task
	err := p.people["clerk"].get(ctx, "/api/tasks/"+SampleTask, &t)
	return t, err
}

// patience is how long the play waits for what follows by itself.
const patience = 2 * time.Minute

// until asks again and again until the condition holds.
func until(ctx context.Context, what string, holds func() (bool, error)) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		ok, err := holds()
		if ok || err != nil {
			return err
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return errors.New("没有等到：" + what)
		}
	}
}

// start waits for the month, and adopts the scheme.
func (p *Play) start(ctx context.Context) error {
	if err := until(ctx, "任务在抽查月份启动", func() (bool, error) {
		t, err := p.task(ctx)
		return t.Stage != inspection.TaskPlanned, err
	}); err != nil {
		return err
	}
	t, err := p.task(ctx)
	if err != nil || t.Stage != inspection.TaskPreparing || t.Scheme != nil {
		return err
	}
	return p.actOnTask(ctx, "clerk", &t, inspection.AdoptScheme{Name: "2024年度人力资源服务机构和社保经办机构双随机抽查（演示）"}, "")
}

// draw prepares, approves, witnesses and reveals the draw.
func (p *Play) draw(ctx context.Context) error {
	t, err := p.task(ctx)
	if err != nil {
		return err
	}
	if t.Stage == inspection.TaskPreparing && t.Draw.PreparedBy == "" {
		if err := p.actOnTask(ctx, "clerk", &t, inspection.PrepareDraw{Joint: []string{"社会保险科", "社会保险中心"},
			Rules: inspection.DrawRules{Mode: inspection.DrawUntargeted, Ratio: "10%", TeamSize: 2, Witnesses: len(witnesses)}}, ""); err != nil {
			return err
		}
	}
	if t, err = p.task(ctx); err != nil {
		return err
	}
	if t.Stage == inspection.TaskPreparing {
		if err := p.actOnTask(ctx, "director", &t, inspection.ApproveDraw{}, ""); err != nil {
			return err
		}
	}
	if err := p.witness(ctx); err != nil {
		return err
	}
	if err := until(ctx, "案件全部立项", func() (bool, error) {
		t, err := p.task(ctx)
		if err != nil || t.Stage == inspection.TaskWitnessing {
			return false, err
		}
		cases, err := p.cases(ctx)
		return len(cases) >= t.Draw.Drawn-t.Draw.NoTeam, err
	}); err != nil {
		return err
	}
	return nil
}

// witness is somebody who seals an entry before the draw and opens it afterwards.
type witness struct{ login, name, entry, salt string }

// The witnesses' entries; real ones throw dice. The salts are fixed so that an
// interrupted play can still open its seals.
var witnesses = []witness{
	{"supervisor", "机关纪委（演示）", "演示：摇出三、五、二、六", "demonstration-salt-1"},
	{"guest", "特邀监督员（演示）", "演示：双色球07、11、19、23、28、31、04", "demonstration-salt-2"},
}

func (p *Play) witness(ctx context.Context) error {
	for _, seal := range []bool{true, false} {
		for _, w := range witnesses {
			t, err := p.task(ctx)
			if err != nil || t.Stage != inspection.TaskWitnessing {
				return err
			}
			i := slices.IndexFunc(t.Draw.Witnesses, func(s inspection.WitnessState) bool { return s.Name == w.name })
			switch {
			case seal && i < 0:
				err = p.seal(ctx, t, w)
			case !seal && i >= 0 && !t.Draw.Witnesses[i].Opened:
				err = p.actOnTask(ctx, w.login, &t, inspection.OpenEntry{Witness: w.name, Entry: w.entry, Salt: hex.EncodeToString([]byte(w.salt))}, "")
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *Play) seal(ctx context.Context, t inspection.Task, w witness) error {
	var commitment draw.Hash
	if err := commitment.UnmarshalText([]byte(t.Draw.Commitment)); err != nil {
		return err
	}
	seal, err := draw.Seal(commitment, w.name, w.entry, []byte(w.salt))
	if err != nil {
		return err
	}
	return p.actOnTask(ctx, w.login, &t, inspection.SealEntry{Witness: w.name, Seal: seal.String()}, "")
}

// cases are the task's cases by number.
func (p *Play) cases(ctx context.Context) ([]inspection.Case, error) {
	return p.casesOf(ctx, SampleTask)
}

func (p *Play) casesOf(ctx context.Context, task string) ([]inspection.Case, error) {
	var all []inspection.Case
	cursor := ""
	for {
		var page struct {
			Items []inspection.Case `json:"items"`
			Next  string            `json:"next"`
		}
		if err := p.people["supervisor"].get(ctx, "/api/cases?task="+task+"&limit=200&after="+cursor, &page); err != nil {
			return nil, err
		}
		all = append(all, page.Items...)
		if page.Next == "" {
			return all, nil
		}
		cursor = page.Next
	}
}

type clock struct {
	Now   time.Time `json:"now"`
	Jumps int       `json:"jumps"`
}

func (p *Play) clock(ctx context.Context) (c clock, err error) {
	err = p.people["clerk"].get(ctx, "/api/clock", &c)
	return c, err
}

func (p *Play) now(ctx context.Context) (time.Time, error) {
	c, err := p.clock(ctx)
	return c.Now, err
}

func (p *Play) jump(ctx context.Context, to time.Time) error {
	c, err := p.clock(ctx)
	if err != nil || !to.After(c.Now) {
		return err
	}
	p.say("  业务时钟拨到 %s\n", to.In(calendar.Shanghai).Format("2006年1月2日 15:04"))
	return p.people["clerk"].act(ctx, "/api/clock", c.Jumps, map[string]any{"to": to}, nil)
}

// summarise ends the task.
func (p *Play) summarise(ctx context.Context) error {
	if err := until(ctx, "全部案件办结", func() (bool, error) {
		t, err := p.task(ctx)
		return t.Stage != inspection.TaskRunning, err
	}); err != nil {
		return err
	}
	t, err := p.task(ctx)
	if err != nil || t.Stage != inspection.TaskSummary {
		return err
	}
	if t.Summary.WrittenBy == "" {
		if err := p.actOnTask(ctx, "clerk", &t, inspection.WriteSummary{}, ""); err != nil {
			return err
		}
	}
	for _, head := range []struct{ login, department string }{{"head-insurance", "社会保险科"}, {"head-centre", "社会保险中心"}} {
		if _, done := t.Summary.Confirmed[head.department]; done || !slices.Contains(t.Joint, head.department) {
			continue
		}
		if err := p.actOnTask(ctx, head.login, &t, inspection.ConfirmSummary{}, ""); err != nil {
			return err
		}
	}
	return p.actOnTask(ctx, "director", &t, inspection.ApproveSummary{}, "")
}
