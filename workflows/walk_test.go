package workflows_test

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/testsuite"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
	"shuangsuiji/workflows"
)

var (
	walkSeed  = flag.Uint64("walk.seed", 1, "first seed of the random walks; a seed repeats its walk")
	walkCount = flag.Int("walk.count", 0, "at least how many random walks of each kind")
)

// walk is one subject's life: random persons perform legal and illegal acts at
// random business times, also just before and just after the end of a period, by
// the real update handlers in skipped time. Before each step the workflow, the
// record and the model are held against each other.
type walk struct {
	*office
	walked
	env    *testsuite.TestWorkflowEnvironment
	random *rand.Rand
	model  *model
	cover  *coverage
	steps  int
	sent   int
	humans int      // acts of people on record
	tale   []string // what was done, for a failure
	over   bool
	// road is what is done before chance decides: acts, days to wait ("wait 95") and
	// the ends of periods ("end litigation").
	road []string
}

// walked is what a walk does differently for each kind of subject.
type walked struct {
	id string
	// known is the subject as its workflow knows it, onRecord as the record has it.
	known, onRecord func() subject
	// facts are sound facts of an act as the subject now stands, and a person whose it
	// is; nil where none can be given. anyFacts are of the act's type: what is not due,
	// or another's, is refused before anybody looks at them.
	facts    func(law.ActKind) (law.Facts, string)
	anyFacts func(law.ActKind) law.Facts
	// world lets something happen that is nobody's act on the subject; false where
	// nothing can. nil: never.
	world func() bool
}

// subject is a case or a proceeding as far as a walk looks.
type subject struct {
	stage     string
	suspended bool
	seq       int
	deadlines law.Deadlines
	allowed   []law.Allowance
	team      law.Team
	entity    string
}

func (w *walk) log(format string, args ...any) {
	w.tale = append(w.tale, w.env.Now().In(calendar.Shanghai).Format("01-02 15:04:05 ")+fmt.Sprintf(format, args...))
}

func (w *walk) failf(format string, args ...any) {
	w.t.Helper()
	w.log("stopped")
	w.t.Fatalf("%s\nthe walk:\n%s", fmt.Sprintf(format, args...), strings.Join(w.tale, "\n"))
}

// compare holds the model against the workflow and the record.
func (w *walk) compare() {
	w.model.until(w.env.Now())
	s := w.known()
	if on := w.onRecord(); on.seq != s.seq || on.stage != s.stage {
		w.failf("the workflow knows %s, act %d; the record %s, act %d", s.stage, s.seq, on.stage, on.seq)
	}
	if s.stage != w.model.stage {
		w.failf("stage: the model says %s, the workflow %s", w.model.stage, s.stage)
	}
	if s.suspended != w.model.suspended() {
		w.failf("standing still: the model says %t, the workflow %t", w.model.suspended(), s.suspended)
	}
	if !w.model.suspended() { // otherwise nobody can say when they end
		w.comparePeriods(s.deadlines)
	}
	var offered, due []string
	for _, a := range s.allowed {
		offered = append(offered, string(a.Act))
	}
	for kind := range w.model.acts {
		if w.model.due(kind) {
			due = append(due, string(kind))
		}
	}
	slices.Sort(offered)
	slices.Sort(due)
	if !slices.Equal(offered, due) {
		w.failf("possible acts: the model says %v, the workflow %v", due, offered)
	}
	n := 0
	for _, a := range w.acts(w.id) {
		if a.ActorRole != law.RoleSystem {
			n++
		}
	}
	if n != w.humans {
		w.failf("on record are %d acts of people, %d were accepted", n, w.humans)
	}
}

func (w *walk) comparePeriods(deadlines law.Deadlines) {
	running, expected := map[string]string{}, map[string]string{}
	for _, d := range deadlines {
		running[string(d.Kind)] = fmt.Sprintf("%s overdue=%t", d.Last, d.Overdue)
	}
	for name, s := range w.model.periods {
		expected[name] = fmt.Sprintf("%s overdue=%t", w.model.last(s), s.overdue)
	}
	if !maps.Equal(running, expected) {
		w.failf("periods: the model says %v, the workflow %v", expected, running)
	}
}

// step does one thing and then the next.
func (w *walk) step() {
	if w.over {
		return
	}
	w.compare()
	w.steps++
	if w.steps > 70 {
		w.over = true
		w.env.CancelWorkflow()
		return
	}
	if len(w.road) > 0 {
		w.along()
		return
	}
	if w.random.IntN(2) == 0 { // refusals change nothing: several at one stage, those first that no walk has seen
		switch elsewhere, others := w.cover.unrefusedAt(w.model); {
		case others:
			w.steps--
			w.tryOthers()
			return
		case elsewhere:
			w.steps--
			w.tryElsewhere()
			return
		}
	}
	switch p := w.random.IntN(20); {
	case p < 11:
		w.tryLegal()
	case p < 15:
		w.tryElsewhere()
	case p < 18:
		w.tryOthers()
	case p < 19 && w.world != nil && w.world():
		w.later()
	default:
		w.later()
	}
}

// later goes on after a random time: minutes, hours, days, or the end of a period
// less or more a second.
func (w *walk) later() {
	now := w.env.Now()
	wait := time.Duration(w.random.IntN(600)+1) * time.Second
	switch p := w.random.IntN(12); {
	case p < 2:
		wait = time.Duration(w.random.IntN(72)) * time.Hour
	case p < 3:
		wait = time.Duration(w.random.IntN(15)) * 24 * time.Hour
	case p < 5 && len(w.model.periods) > 0 && !w.model.suspended():
		names := slices.Sorted(maps.Keys(w.model.periods))
		end := w.model.end(w.model.periods[names[w.random.IntN(len(names))]])
		end = end.Add(time.Duration(w.random.IntN(2)*4-2) * time.Second)
		years := end.Sub(now) > 365*24*time.Hour
		if end.After(now) && (!years || (!w.model.reminded() && w.random.IntN(8) == 0)) {
			wait = end.Sub(now)
		}
	}
	wait = max(wait, 2*time.Second)
	if at := now.Add(wait); at.Equal(at.Truncate(time.Minute)) {
		wait += time.Second // at the very end of a period, nobody knows who comes first
	}
	w.env.RegisterDelayedCallback(w.step, wait)
}

// along takes the next step of the road; one that can't be taken ends it.
func (w *walk) along() {
	w.steps--
	next, what, _ := strings.Cut(w.road[0], " ")
	w.road = w.road[1:]
	now := w.env.Now()
	switch next {
	case "wait":
		days, err := strconv.Atoi(what)
		require.NoError(w.t, err)
		w.env.RegisterDelayedCallback(w.step, time.Duration(days)*24*time.Hour)
		return
	case "end":
		if s := w.model.periods[what]; s != nil && w.model.end(s).After(now) {
			w.env.RegisterDelayedCallback(w.step, w.model.end(s).Add(2*time.Second).Sub(now))
			return
		}
	default:
		kind := law.ActKind(next)
		if w.model.due(kind) {
			if facts, who := w.facts(kind); facts != nil {
				w.take(kind, facts, who)
				return
			}
		}
	}
	w.road = nil
	w.later()
}

// rarest are the acts in the order in which the cells at this stage were seen least.
func (w *walk) rarest(kinds []law.ActKind, seen map[string]int) []law.ActKind {
	slices.Sort(kinds)
	w.random.Shuffle(len(kinds), func(i, j int) { kinds[i], kinds[j] = kinds[j], kinds[i] })
	slices.SortStableFunc(kinds, func(a, b law.ActKind) int {
		return seen[cellOf(a, w.model.stage)] - seen[cellOf(b, w.model.stage)]
	})
	return kinds
}

// tryLegal performs an act that is due: one that was never taken here, or one on the
// way to what no walk has seen, or any.
func (w *walk) tryLegal() {
	var due []law.ActKind
	for kind := range w.model.acts {
		if w.model.due(kind) {
			due = append(due, kind)
		}
	}
	due = w.rarest(due, w.cover.taken)
	if spared := slices.DeleteFunc(slices.Clone(due), func(kind law.ActKind) bool {
		return w.model.acts[kind].rare && w.cover.taken[cellOf(kind, w.model.stage)] > 0
	}); len(spared) > 0 {
		due = spared
	}
	if len(due) > 0 && w.cover.taken[cellOf(due[0], w.model.stage)] > 0 {
		w.random.Shuffle(len(due), func(i, j int) { due[i], due[j] = due[j], due[i] })
		if next, found := w.model.wayTo(w.cover.unseenAt); found && w.random.IntN(2) == 0 {
			due = append([]law.ActKind{next}, due...)
		}
	}
	for _, kind := range due {
		if facts, who := w.facts(kind); facts != nil {
			w.take(kind, facts, who)
			return
		}
	}
	w.later()
}

// take performs an act that must be accepted.
func (w *walk) take(kind law.ActKind, facts law.Facts, who string) {
	stage := w.model.stage
	w.send(who, kind, facts, func(err error) {
		if err != nil {
			w.failf("%s by %s at %s was refused: %v", kind, who, stage, err)
		}
		w.cover.taken[cellOf(kind, stage)]++
		w.humans++
		w.model.until(w.env.Now())
		w.model.by = who
		w.model.does(kind)
		if w.model.ended() {
			w.over = true
			return
		}
		if len(w.road) > 0 {
			w.env.RegisterDelayedCallback(w.step, 2*time.Second)
			return
		}
		w.later()
	})
}

// tryElsewhere performs an act that is not due: at another stage, or before what
// must come first.
func (w *walk) tryElsewhere() {
	var elsewhere, early []law.ActKind
	for kind, a := range w.model.acts {
		switch {
		case !slices.Contains(words(a.at), w.model.stage):
			elsewhere = append(elsewhere, kind)
		case !w.model.due(kind):
			early = append(early, kind)
		}
	}
	if len(elsewhere) == 0 || (len(early) > 0 && w.random.IntN(3) == 0) {
		elsewhere = early
	}
	if len(elsewhere) == 0 {
		w.later()
		return
	}
	kind := w.rarest(elsewhere, w.cover.refused)[0]
	who := words(w.model.acts[kind].who)[0]
	w.refused(who, kind, w.anyFacts(kind), w.cover.refused)
}

// tryOthers lets somebody perform what is another's.
func (w *walk) tryOthers() {
	var due []law.ActKind
	for kind := range w.model.acts {
		if w.model.due(kind) {
			due = append(due, kind)
		}
	}
	if len(due) == 0 {
		w.later()
		return
	}
	kind := w.rarest(due, w.cover.barred)[0]
	whose := w.model.whose(kind)
	everybody := []string{"lead", "member", "clerk", "head", "director", "entity", "legal", "supervisor", "head-insurance"}
	others := slices.DeleteFunc(everybody, func(who string) bool { return slices.Contains(whose, who) })
	w.refused(others[w.random.IntN(len(others))], kind, w.anyFacts(kind), w.cover.barred)
}

func (w *walk) refused(who string, kind law.ActKind, facts law.Facts, seen map[string]int) {
	stage := w.model.stage
	w.send(who, kind, facts, func(err error) {
		refusal, ok := activities.RefusalIn(err)
		if !ok {
			w.failf("%s by %s at %s was not refused: %v", kind, who, stage, err)
		}
		require.NotEmpty(w.t, refusal.Code)
		require.Regexp(w.t, `\p{Han}`, refusal.Message)
		seen[cellOf(kind, stage)]++
		w.later()
	})
}

func (w *walk) actor(who string) law.Actor {
	s := w.onRecord()
	switch who {
	case "lead":
		return w.people[s.team[0]]
	case "member":
		return w.people[s.team[1]]
	case "entity":
		if w.id == taskID { // no entity has a link to a task
			return record.Link{Hash: "no link", Purpose: record.LinkEntity}.Actor()
		}
		return w.entityOf(w.caseOf())
	}
	return w.people[who]
}

func (w *walk) send(who string, kind law.ActKind, facts law.Facts, answered func(error)) {
	act, err := law.NewAct(w.actor(who), time.Time{}, facts)
	require.NoError(w.t, err)
	act.Reasoned = true
	w.sent++
	key := fmt.Sprintf("walk-%s-%d", w.id, w.sent)
	w.log("%s by %s at %s", kind, who, w.model.stage)
	w.env.UpdateWorkflow(string(kind), key, &testsuite.TestUpdateCallback{
		OnAccept: func() {}, OnReject: answered, OnComplete: func(_ any, err error) { answered(err) },
	}, w.requested(w.id, key, w.actor(who), act, w.onRecord().seq))
}

// start runs the workflow to the walk's end, which is the subject's or comes after
// so many steps.
func (w *walk) start(workflow any, input any, from time.Time) {
	w.t.Helper()
	w.env = newEnvironment()
	w.env.SetStartTime(from)
	w.now = w.env.Now
	w.env.RegisterActivity(w.effects)
	w.env.SetOnActivityCompletedListener(func(info *activity.Info, _ converter.EncodedValue, err error) {
		if err != nil {
			w.log("  %s: %v", info.ActivityType.Name, err)
		}
	})
	w.env.RegisterDelayedCallback(w.step, time.Second)
	w.env.ExecuteWorkflow(workflow, input)
	require.True(w.t, w.env.IsWorkflowCompleted())
	w.model.until(w.env.Now())
	w.over = w.over || w.model.ended() // by the last of its periods
	if err := w.env.GetWorkflowError(); !w.over || (err != nil && w.model.ended()) {
		w.failf("the workflow ended: %v", err)
	}
}

// query asks the workflow under test how it knows its subject.
func query[S any](w *walk) S {
	value, err := w.env.QueryWorkflow(workflows.QueryState)
	require.NoError(w.t, err)
	var s S
	require.NoError(w.t, value.Get(&s))
	return s
}

// walks are random walks, each with a seed of its own, until they have seen every
// cell of the model, and at least as many as asked for.
func walks(t *testing.T, model func() *model, one func(t *testing.T, w *walk)) {
	t.Helper()
	cover := &coverage{taken: map[string]int{}, refused: map[string]int{}, barred: map[string]int{}}
	n, most := 0, mostWalks
	if testing.Short() { // a few, under the race detector
		most = 5
	}
	for ; n < *walkCount || (n < most && len(cover.missing(model())) > 0); n++ {
		seed := *walkSeed + uint64(n)
		if !t.Run(fmt.Sprint(seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 7))
			one(t, &walk{random: random, model: model(), cover: cover, tale: []string{fmt.Sprintf("seed %d", seed)}})
		}) {
			return
		}
		if left := cover.missing(model()); n%20 == 19 && n >= *walkCount {
			t.Logf("after %d walks, %d left: %q", n+1, len(left), left[:min(len(left), 12)])
		}
	}
	if !testing.Short() {
		require.Empty(t, cover.missing(model()), "after %d walks", n)
	}
	t.Log(cover.table(model()))
	t.Logf("%d walks, %d acts taken, %d refused", n, sum(cover.taken), sum(cover.refused)+sum(cover.barred))
}

// mostWalks are given up after: the cells that are then still unseen can't be come to.
const mostWalks = 400

// extension of one of the running periods that has not passed, by one of its units,
// and whose it is.
func (w *walk) extension() (law.Facts, string) {
	names := slices.DeleteFunc(w.model.extensible(), func(name string) bool { return w.model.periods[name].overdue })
	if len(names) == 0 {
		return nil, ""
	}
	name := names[w.random.IntN(len(names))]
	by := calendar.PeriodOf(1, calendar.WorkingDays)
	switch {
	case w.model.periods[name].days:
		by = calendar.PeriodOf(1, calendar.Days)
	case w.model.periods[name].months:
		by = calendar.PeriodOf(1, calendar.Months)
	}
	w.model.extended = name
	return law.ExtendDeadline{Deadline: law.DeadlineKind(name), By: by}, w.model.extendable[name]
}
