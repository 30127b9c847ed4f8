package chaos

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"shuangsuiji/apiclient"
	"shuangsuiji/demo/people"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// mark begins the id of every request of the crew.
const mark = "fault-run-"

func ours(id string) bool { return strings.HasPrefix(id, mark) }

// patience is how long a request is repeated before its answer counts as unknown.
const patience = 20 * time.Second

// Crew are people who work through tasks of their own, any of them on any case,
// as the procedure goes on when nothing is found; they get in each other's way.
type Crew struct {
	tasks  []string
	seed   uint64
	ledger *Ledger
	// everybody logged in, at each API; by login, and the public under "".
	everybody map[string][]*apiclient.Client
	inspector map[string]string // login by certificate
	asked     atomic.Int64
	ended     sync.Map // tasks that are closed
	slowest   atomic.Int64
	plain     bool     // each act once, nothing extended or sent back
	spared    []string // cases that nobody touches
}

// NewCrew logs everybody in at each API.
func NewCrew(ctx context.Context, seed uint64, apis []string, accountsFile string, all []string) (*Crew, error) {
	c := &Crew{tasks: all, seed: seed, ledger: &Ledger{}, everybody: map[string][]*apiclient.Client{}, inspector: map[string]string{}}
	accounts, err := people.ReadAccounts(accountsFile)
	if err != nil {
		return nil, err
	}
	for _, api := range apis {
		public, err := newClient(api)
		if err != nil {
			return nil, err
		}
		c.everybody[""] = append(c.everybody[""], public)
		for _, a := range accounts {
			person, err := newClient(api)
			if err != nil {
				return nil, err
			}
			if err := person.LogIn(ctx, a.Login, a.Password); err != nil {
				return nil, err
			}
			c.everybody[a.Login] = append(c.everybody[a.Login], person)
			if err := c.recognise(ctx, a.Login, person); err != nil {
				return nil, err
			}
		}
	}
	return c, nil
}

func newClient(api string) (*apiclient.Client, error) {
	client, err := apiclient.New(api)
	if err == nil {
		client.Patience, client.Timeout = patience, patience
	}
	return client, err
}

// recognise remembers whose certificate it is.
func (c *Crew) recognise(ctx context.Context, login string, person *apiclient.Client) error {
	var me struct {
		Account struct {
			Certificate string `json:"certificate"`
		} `json:"account"`
	}
	err := person.Get(ctx, "/api/me", &me)
	if certificate := me.Account.Certificate; certificate != "" {
		c.inspector[certificate] = login
	}
	return err
}

// ImportPlan enters the crew's own plan, its tasks in the month ("2024年4月").
func (c *Crew) ImportPlan(ctx context.Context, month string) error {
	var b strings.Builder
	b.WriteString("序号,单位,抽查计划编号,抽查计划名称,抽查任务编号,抽查任务名称,抽查类型,抽查比例,抽查事项,抽查对象范围,发起处室,联合处室,抽查时间\n")
	for n := range c.tasks {
		fmt.Fprintf(&b, "%d,故障演练（虚构）,2024901,故障演练计划（虚构）,%03d号,故障演练任务%d（虚构）,不定向,10%%,事项清单,人力资源服务机构,劳动保障监察大队,社会保险科、社会保险中心,%s\n", n+1, n+1, n+1, month)
	}
	return c.everybody["clerk"][0].Upload(ctx, "/api/registers/plans/import?mode=all", []byte(b.String()), nil)
}

// Plainly makes the crew do each act once, and only what every case needs.
func (c *Crew) Plainly() *Crew {
	c.plain = true
	return c
}

// Spare makes the crew leave these cases as they are.
func (c *Crew) Spare(all ...string) { c.spared = all }

// Draw takes every task of the crew's to its drawn cases, and returns their
// numbers.
func (c *Crew) Draw(ctx context.Context) (all []string, err error) {
	random := rand.New(rand.NewPCG(c.seed, 1)) // #nosec G404 -- it is to be repeatable
	for _, id := range c.tasks {
		for {
			var task tasks.Task
			if err := c.person("supervisor", random).Get(ctx, "/api/tasks/"+id, &task); err != nil {
				return nil, err
			}
			open, err := c.openCases(ctx, random, id)
			if err != nil {
				return nil, err
			}
			if task.Stage == tasks.StageRunning && len(open) == task.Draw.Drawn-task.Draw.NoTeam {
				for _, k := range open {
					all = append(all, k.No)
				}
				break
			}
			if next, ok := ofTask(task); ok {
				c.perform(ctx, random, next)
			}
			if pause(ctx, 50*time.Millisecond); ctx.Err() != nil {
				return nil, ctx.Err()
			}
		}
	}
	return all, nil
}

// Finish takes one case to its end.
func (c *Crew) Finish(ctx context.Context, no string) error {
	random := rand.New(rand.NewPCG(c.seed, 2)) // #nosec G404 -- it is to be repeatable
	for {
		var k cases.Case
		if err := c.person("supervisor", random).Get(ctx, "/api/cases/"+no, &k); err != nil {
			return err
		}
		if !k.Stage.Open() {
			return nil
		}
		if next, ok := c.ofCase(ctx, random, k); ok {
			c.perform(ctx, random, next)
		} else if pause(ctx, 10*time.Millisecond); ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

// Requests are what the crew asked for so far, and how it was answered.
func (c *Crew) Requests() []Request { return c.ledger.Requests() }

// Work lets so many of the crew work until the context ends or everything is
// done.
func (c *Crew) Work(ctx context.Context, people int) {
	var all sync.WaitGroup
	for n := range people {
		all.Go(func() {
			random := rand.New(rand.NewPCG(c.seed, uint64(n)+100)) // #nosec G404,G115 -- it is to be repeatable
			for ctx.Err() == nil && !c.done() {
				if !c.turn(ctx, random) {
					pause(ctx, 50*time.Millisecond)
				}
			}
		})
	}
	all.Wait()
}

// pause waits so long, or until the context ends.
func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

func (c *Crew) done() bool {
	n := 0
	c.ended.Range(func(any, any) bool { n++; return true })
	return n == len(c.tasks)
}

// turn looks at one task and does what is next there; false if there was nothing.
func (c *Crew) turn(ctx context.Context, random *rand.Rand) bool {
	id := c.tasks[random.IntN(len(c.tasks))]
	var task tasks.Task
	if err := c.person("supervisor", random).Get(ctx, "/api/tasks/"+id, &task); err != nil {
		return false
	}
	if !task.Stage.Open() {
		c.ended.Store(id, true)
		return false
	}
	if next, ok := ofTask(task); ok {
		c.perform(ctx, random, next)
		return true
	}
	if task.Stage != tasks.StageRunning {
		return false
	}
	if random.IntN(3) == 0 {
		if next, ok := c.ofProceeding(ctx, random, id); ok {
			c.perform(ctx, random, next)
			return true
		}
	}
	open, err := c.openCases(ctx, random, id)
	open = slices.DeleteFunc(open, func(k cases.Case) bool { return slices.Contains(c.spared, k.No) })
	if err != nil || len(open) == 0 {
		return false
	}
	k := open[random.IntN(len(open))]
	next, ok := c.ofCase(ctx, random, k)
	if !c.plain && random.IntN(filings) == 0 {
		next, ok = c.filing(ctx, random, k)
	}
	if ok {
		c.perform(ctx, random, next)
	}
	return ok
}

// filings: one turn in so many begins something beside the case.
const filings = 15

func (c *Crew) openCases(ctx context.Context, random *rand.Rand, task string) ([]cases.Case, error) {
	var page struct {
		Items []cases.Case `json:"items"`
	}
	err := c.person("supervisor", random).Get(ctx, "/api/cases?open=true&limit=200&task="+task, &page)
	return page.Items, err
}

// person is the one of that login at one of the APIs.
func (c *Crew) person(login string, random *rand.Rand) *apiclient.Client {
	at := c.everybody[login]
	return at[random.IntN(len(at))]
}

// step is what somebody does next.
type step struct {
	who, path, subject string
	code               string // of the link, where it is by one
	begins             bool   // something beside the subject
	seen               int
	facts              law.Facts
	reason             string
}

func (c *Crew) perform(ctx context.Context, random *rand.Rand, s step) {
	id := fmt.Sprintf("%s%d-%d", mark, c.seed, c.asked.Add(1))
	act := apiclient.Act{Path: s.path, Seen: s.seen, Key: id, LinkCode: s.code, Form: map[string]any{"facts": s.facts, "reason": s.reason, "narrative": id}}
	first, second := c.person(s.who, random), c.person(s.who, random)
	r := Request{ID: id, Subject: s.subject, Begins: s.begins, Act: string(s.facts.Kind())}
	began := time.Now()
	switch p := random.IntN(10); {
	case p < 6 || c.plain:
		r.Answers = []Answer{answerOf(first.Perform(ctx, act, nil))}
	case p < 8: // again, although it was answered
		r.Answers = []Answer{answerOf(first.Perform(ctx, act, nil)), answerOf(second.Perform(ctx, act, nil))}
	default: // twice at the same time
		r.Answers = make([]Answer, 2)
		var both sync.WaitGroup
		both.Go(func() { r.Answers[0] = answerOf(first.Perform(ctx, act, nil)) })
		both.Go(func() { r.Answers[1] = answerOf(second.Perform(ctx, act, nil)) })
		both.Wait()
	}
	if took := int64(time.Since(began)); took > c.slowest.Load() {
		c.slowest.Store(took)
	}
	c.ledger.add(r)
}

// jump moves the clock to the end of the period that ends next.
func (c *Crew) jump(ctx context.Context) error {
	clerk := c.everybody["clerk"][0]
	var clock struct {
		Jumps int `json:"jumps"`
	}
	if err := clerk.Get(ctx, "/api/clock", &clock); err != nil {
		return err
	}
	return clerk.Perform(ctx, apiclient.Act{Path: "/api/clock", Seen: clock.Jumps, Form: map[string]any{"nextDeadline": true}}, nil)
}
