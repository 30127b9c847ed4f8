package hostile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"shuangsuiji/topology"
)

// Options are one run's.
type Options struct {
	// Root and Program are as in [topology.Config].
	Root, Program string
	Keep          bool // data and log, also if all held
	Out           io.Writer
}

// Run starts an office with sample data and attacks it. The attacks say what held; an
// error, that the run itself could not be made.
func Run(ctx context.Context, opts Options) (_ []*Attack, err error) {
	folder, err := os.MkdirTemp("", "ssj-hostile-")
	if err != nil {
		return nil, err
	}
	r := &run{Options: opts, office: &office{host: outward(), data: filepath.Join(folder, "data")}, began: time.Now()}
	defer func() {
		if opts.Keep || err != nil {
			r.say("data and log are kept in %s", folder)
			return
		}
		err = os.RemoveAll(folder)
	}()
	if r.system, err = topology.StartEmbedded(ctx, topology.Config{Root: opts.Root, Folder: folder, Program: opts.Program, Host: r.host, Progress: opts.Out}); err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.system.Stop()) }()
	r.base = "http://" + r.system.Direct()
	r.pid = r.system.Processes()[0].PID()
	if r.paper, err = readDocument(ctx, callerFrom("", r.base)); err != nil {
		return nil, err
	}
	r.say("the office is at %s", r.base)
	// Measured first, while it has nothing in memory but itself.
	r.carry(byStaff, "uploads that are made to take memory", func(a *Attack) error { return r.uploads(ctx, a) })
	r.say("people go to work")
	if err := r.scene(ctx); err != nil {
		return nil, err
	}
	r.say("%d cases at %d stages, %d proceedings, %d accounts", len(r.cases), len(r.caseStages()), len(r.proceedings), len(r.people))
	r.fromOutside(ctx)
	r.fromInside(ctx)
	r.withCopy(ctx)
	r.carry(byKeyHolder, "acts without the office's word for them", func(a *Attack) error { return r.forged(ctx, a) })
	r.lastly()
	return r.attacks, ctx.Err()
}

// run is one run at work.
type run struct {
	Options
	*office
	began   time.Time
	attacks []*Attack
	sources atomic.Int64
}

func (r *run) say(format string, args ...any) {
	fmt.Fprintf(r.Out, "%4.0f s  "+format+"\n", append([]any{time.Since(r.began).Seconds()}, args...)...)
}

// The attackers.
const (
	byStaff     = "one of the office's people"
	byNetwork   = "a stranger on the network"
	byMachine   = "another user of the machine"
	byCopyOwner = "the owner of a copied database"
	byWriter    = "who alters a database"
	byKeyHolder = "the holder of Temporal's key"
	byLinkOwner = "the holder of an entity's link"
)

// attack is another row of the table.
func (r *run) attack(by, what string) *Attack {
	r.say("%s: %s", by, what)
	a := &Attack{By: by, What: what}
	r.attacks = append(r.attacks, a)
	return a
}

// carry carries out one attack. One that breaks off has not held: nobody knows what it
// would have found.
func (r *run) carry(by, what string, do func(*Attack) error) {
	a := r.attack(by, what)
	if err := do(a); err != nil {
		a.control(false, "the attack broke off: %v", err)
	}
}

// stranger asks from an address of its own each time, so that one attack does not use
// up another's share of requests.
func (r *run) stranger() *caller {
	n := r.sources.Add(1)
	return callerFrom(fmt.Sprintf("127.0.%d.%d", 10+n/200, 1+n%200), r.base)
}

func (r *run) fromOutside(ctx context.Context) {
	var inside []string
	r.carry(byNetwork, "ports beside the office's", func(a *Attack) (err error) {
		inside, err = r.ports(a)
		return err
	})
	r.carry(byNetwork, "calls to Temporal without its key", func(a *Attack) error { return r.temporal(ctx, inside, a) })
	r.carry(byMachine, "the data folder, its keys, the process, Temporal", func(a *Attack) error { return r.neighbours(ctx, inside, a) })
	r.hosts(ctx, r.stranger(), r.attack(byNetwork, "a page under a name of its own"))
	r.temporalUI(ctx, r.stranger(), r.attack(byNetwork, "Temporal's UI without a session, or not for one's role"))
	r.withoutLogin(ctx, r.stranger, r.attack(byNetwork, "every address without a login"))
	r.carry(byNetwork, "persons on what is public", func(a *Attack) error { return r.publicPages(ctx, r.stranger(), a) })
	r.slowly(ctx, []string{"127.0.3.1", "127.0.3.2", "127.0.3.3"}, 1300, r.attack(byNetwork, "half-sent requests, more than are kept"))
	r.passwords(ctx, r.attack(byNetwork, "wrong passwords in a flood"), r.attack(byNetwork, "another's address in X-Forwarded-For"))
	r.carry(byNetwork, "what is no evidence, to be verified", func(a *Attack) error { return r.evidence(ctx, r.stranger, a) })
}

func (r *run) fromInside(ctx context.Context) {
	r.carry(byLinkOwner, "handing in without code, with a dead link, elsewhere", func(a *Attack) error { return r.entityLinks(ctx, r.stranger(), a) })
	r.carry(byStaff, "another's sessions, tokens, delegations, messages", func(a *Attack) error { return r.ownersOnly(ctx, a) })
	r.carry(byStaff, "a program's token beyond its scope", func(a *Attack) error { return r.tokens(ctx, a) })
	r.carry(byStaff, "approving the own proposal, as a deputy", func(a *Attack) error { return r.selfApproval(ctx, a) })

	reading, writing := r.attack(byStaff, "reading what is not for one's role, department or team"), r.attack(byStaff, "writing what is not")
	beyond, foreign, blind := r.attack(byStaff, "acts that are another's"), r.attack(byStaff, "acts of another kind of proceeding"), r.attack(byStaff, "learning from a refusal what one may not read")
	handovers := r.attack(byStaff, "closing accounts beyond the own power")
	r.carry(byStaff, "what all of that left on record", func(a *Attack) error {
		before, err := r.beforeAndAfter(ctx, a, func() {
			r.routes(ctx, reading, writing)
			r.acts(ctx, beyond, foreign, blind)
			r.handovers(ctx, handovers)
		})
		if err != nil {
			return err
		}
		// The controls change the office; whatever is looked at afterwards looks anew.
		r.say("controls: each with whom the law means")
		r.ownActs(ctx, beyond, blind)
		foreign.control(beyond.controls > 0, "no act of the own kind was tried")
		r.ownRoutes(ctx, writing)
		after, err := fingerprints(ctx, r.record())
		a.control(len(differing(before, after)) > 3, "what the right people did is seen: %v", differing(before, after))
		return err
	})
	r.lending(ctx, r.attack(byStaff, "lending powers that are not one's to lend"))
	if err := r.ownHandovers(ctx, handovers); err != nil {
		handovers.control(false, "the attack broke off: %v", err)
	}
}

// beforeAndAfter compares the record before something that must change nothing with
// the record afterwards.
func (r *run) beforeAndAfter(ctx context.Context, a *Attack, do func()) (before map[string]string, err error) {
	if err := r.look(ctx); err != nil {
		return nil, err
	}
	if before, err = fingerprints(ctx, r.record()); err != nil {
		return nil, err
	}
	do()
	after, err := fingerprints(ctx, r.record())
	for table := range after {
		a.try(after[table] == before[table], "%s was changed", table)
	}
	return before, err
}

func (r *run) withCopy(ctx context.Context) {
	r.carry(byCopyOwner, "secrets in clear, in record, Temporal's database and log", func(a *Attack) error {
		if err := r.look(ctx); err != nil {
			return err
		}
		return r.clear(ctx, a)
	})
	r.carry(byCopyOwner, "what is in it, shown to the running office", func(a *Attack) error { return r.used(ctx, r.stranger, a) })
	r.carry(byWriter, "alterations that `check` must see", func(a *Attack) error { return r.altered(ctx, a) })
}

// lastly: nothing has taken the office down.
func (r *run) lastly() {
	r.carry("all of them", "the office's life", func(a *Attack) error {
		starts := r.system.Processes()[0].Starts()
		a.try(starts == 1, "the office had to be started %d times", starts)
		a.control(r.system.Processes()[0].PID() == r.pid, "it runs")
		rest, err := memoryOf(r.pid, "VmRSS")
		a.says("%d MiB at the end; %.0f s in all", rest>>20, time.Since(r.began).Seconds())
		return err
	})
}
