package hostile

import (
	"context"
	"fmt"
	"net"
	"path/filepath"
	"slices"
	"time"

	"shuangsuiji/chaos"
	"shuangsuiji/demo"
	"shuangsuiji/demo/people"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/topology"
)

// office is the office under attack, with work in all states of the procedure.
type office struct {
	system *topology.System
	host   string // where it listens
	base   string // its address as a URL
	data   string // its data folder
	pid    int
	paper  document // what it says of its own addresses

	people      map[string]*person // by login
	tasks       []tasks.Task
	cases       []cases.Case
	proceedings []proceedings.Proceeding
}

// namespace is the office's on its Temporal server.
const namespace = "shuangsuiji"

// crewTask is the task in which the crew works; in [demo.SampleTask] a draw is
// committed to and not yet revealed.
const crewTask = "2024901-001"

// scene brings the office to where there is something to be had: cases and
// proceedings at several stages, published results, a committed draw.
func (o *office) scene(ctx context.Context) error {
	crew, err := chaos.NewCrew(ctx, 1, []string{o.base}, o.system.Accounts(), []string{crewTask})
	if err != nil {
		return err
	}
	if err := crew.ImportPlan(ctx, "2024年4月"); err != nil {
		return err
	}
	drawn, err := crew.Draw(ctx)
	if err != nil {
		return err
	}
	if len(drawn) < 2*spared {
		return fmt.Errorf("%d cases are too few", len(drawn))
	}
	crew.Spare(drawn[:spared]...)
	if err := o.work(ctx, crew); err != nil {
		return err
	}
	if err := o.gather(ctx); err != nil {
		return err
	}
	if err := o.commit(ctx); err != nil {
		return err
	}
	if err := o.look(ctx); err != nil {
		return err
	}
	// Of those that the crew spared, one stays without its notice.
	for _, no := range drawn[1:spared] {
		if err := o.serve(ctx, no); err != nil {
			return err
		}
	}
	return o.look(ctx)
}

// spared cases stay at the beginning: whoever holds a link has something to hand in.
const spared = 3

// serve serves the notice of the case, so that its entity's self-check is due.
func (o *office) serve(ctx context.Context, no string) error {
	now, err := o.now(ctx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(o.cases, func(c cases.Case) bool { return c.No == no })
	if at < 0 {
		return fmt.Errorf("no case %s", no)
	}
	lead, err := o.lead(o.cases[at])
	if err != nil {
		return err
	}
	facts := cases.ServeNotice{Method: law.ServedInPerson, On: calendar.DateOf(now)}
	if a := lead.try(ctx, "POST", "/api/cases/"+no+"/acts/"+string(facts.Kind()), map[string]any{"facts": facts}); !a.ok() {
		return fmt.Errorf("%s of %s: %s", facts.Kind(), no, a)
	}
	return nil
}

const (
	workers = 6
	// workTime bounds how long the crew may need to bring about what is attacked.
	workTime = 90 * time.Second
)

// work lets the crew work until something is published and something has come out of
// it.
func (o *office) work(ctx context.Context, crew *chaos.Crew) error {
	working, stop := context.WithTimeout(ctx, workTime)
	defer stop()
	supervisor, err := o.byFile(ctx, "supervisor")
	if err != nil {
		return err
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		crew.Work(working, workers)
	}()
	enough := false
	tick := time.NewTicker(250 * time.Millisecond)
	defer tick.Stop()
	for !enough && working.Err() == nil {
		select {
		case <-tick.C:
		case <-working.Done():
		}
		var seen office
		if seen.people = map[string]*person{"supervisor": supervisor}; seen.look(working) == nil {
			enough = seen.rich()
		}
	}
	stop()
	<-done
	if !enough && ctx.Err() == nil {
		return fmt.Errorf("within %s the crew did not bring about what is to be attacked", workTime)
	}
	return ctx.Err()
}

// rich: there are cases at several stages, a published one among them, and what came
// out of them.
func (o *office) rich() bool {
	published := slices.ContainsFunc(o.cases, func(c cases.Case) bool { return c.Publication.Entries > 0 })
	return published && len(o.caseStages()) >= 5 && slices.ContainsFunc(o.proceedings, func(p proceedings.Proceeding) bool { return p.Kind == law.ProceedingPenalty })
}

// byFile logs one of the sample's people in.
func (o *office) byFile(ctx context.Context, login string) (*person, error) {
	accounts, err := people.ReadAccounts(o.system.Accounts())
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(accounts, func(a people.Account) bool { return a.Login == login })
	if at < 0 {
		return nil, fmt.Errorf("no account %s", login)
	}
	return o.logIn(ctx, login, accounts[at].Password)
}

// commit commits to a draw that waits for its witnesses: its nonce is a secret.
func (o *office) commit(ctx context.Context) error {
	for {
		var t tasks.Task
		if err := o.people["supervisor"].Get(ctx, "/api/tasks/"+demo.SampleTask, &t); err != nil {
			return err
		}
		var facts law.Facts
		who := o.people["clerk"]
		switch {
		case t.Stage == tasks.StageWitnessing:
			return nil
		case t.Stage == tasks.StagePreparing && t.Draw.PreparedBy == "":
			facts = tasks.PrepareDraw{Joint: []string{"社会保险科", "社会保险中心"},
				Rules: tasks.DrawRules{Mode: plans.DrawUntargeted, Ratio: "10%", TeamSize: 2, Witnesses: 2}}
		case t.Stage == tasks.StagePreparing:
			who, facts = o.people["director"], tasks.ApproveDraw{}
		default: // its month has only just come
			if err := pause(ctx); err != nil {
				return err
			}
			continue
		}
		if a := who.try(ctx, "POST", "/api/tasks/"+t.ID+"/acts/"+string(facts.Kind()), map[string]any{"facts": facts}); !a.ok() {
			return fmt.Errorf("%s of %s: %s", facts.Kind(), t.ID, a)
		}
	}
}

// pause waits a moment before something is looked at again.
func pause(ctx context.Context) error {
	select {
	case <-time.After(50 * time.Millisecond):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// look reads what there is to be attacked.
func (o *office) look(ctx context.Context) error {
	supervisor := o.people["supervisor"]
	return firstError(
		list(ctx, supervisor, "/api/tasks?limit=200", &o.tasks),
		list(ctx, supervisor, "/api/cases?limit=200", &o.cases),
		list(ctx, supervisor, "/api/proceedings?limit=200", &o.proceedings))
}

func firstError(all ...error) error {
	for _, err := range all {
		if err != nil {
			return err
		}
	}
	return nil
}

func list[T any](ctx context.Context, p *person, path string, into *[]T) error {
	var page struct{ Items []T }
	err := p.Get(ctx, path, &page)
	*into = page.Items
	return err
}

// caseStages is one case for each stage at which there is any.
func (o *office) caseStages() []cases.Case {
	return oneEach(o.cases, func(c cases.Case) string { return string(c.Stage) })
}

// proceedingStages is one proceeding for each kind and stage.
func (o *office) proceedingStages() []proceedings.Proceeding {
	return oneEach(o.proceedings, func(p proceedings.Proceeding) string { return string(p.Kind) + "/" + string(p.Stage) })
}

func oneEach[T any](all []T, by func(T) string) []T {
	var out []T
	seen := map[string]bool{}
	for _, x := range all {
		if key := by(x); !seen[key] {
			seen[key] = true
			out = append(out, x)
		}
	}
	return out
}

func (o *office) task(id string) tasks.Task {
	if at := slices.IndexFunc(o.tasks, func(t tasks.Task) bool { return t.ID == id }); at >= 0 {
		return o.tasks[at]
	}
	return tasks.Task{}
}

// record is the office's database file.
func (o *office) record() string { return filepath.Join(o.data, "record.db") }

// outward is an address of this machine that others reach, or one of its own that
// only looks like it where there is no network.
func outward() string {
	all, err := net.InterfaceAddrs()
	if err == nil {
		for _, a := range all {
			if n, ok := a.(*net.IPNet); ok && n.IP.To4() != nil && n.IP.IsGlobalUnicast() {
				return n.IP.String()
			}
		}
	}
	return "127.0.0.77"
}
