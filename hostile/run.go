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
	r.say("the office is at %s; work begins", r.base)
	if err := r.scene(ctx); err != nil {
		return nil, err
	}
	r.say("%d cases at %d stages, %d proceedings, %d accounts", len(r.cases), len(r.caseStages()), len(r.proceedings), len(r.people))
	err = firstError(r.uploadsFirst(ctx), r.fromOutside(ctx), r.fromMachine(ctx), r.fromInside(ctx), r.withCopy(ctx), r.withKey(ctx), r.lastly(ctx))
	return r.attacks, err
}

// run is one run at work.
type run struct {
	Options
	*office
	began   time.Time
	attacks []*Attack
	sources atomic.Int64
	before  map[string]string // of the record, before anything was tried that must change nothing
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

// stranger asks from an address of its own each time, so that one attack does not use
// up another's share of requests.
func (r *run) stranger() *caller {
	n := r.sources.Add(1)
	return callerFrom(fmt.Sprintf("127.0.%d.%d", 10+n/200, 1+n%200), r.base)
}

// uploadsFirst measures while nothing else has grown.
func (r *run) uploadsFirst(ctx context.Context) error {
	return r.uploadsAttack(ctx, r.attack(byStaff, "uploads that are made to take memory"))
}

func (r *run) fromOutside(ctx context.Context) error {
	ports := r.attack(byNetwork, "ports beside the office's")
	others, err := r.ports(ports)
	if err != nil {
		return err
	}
	if err := r.temporal(ctx, others, r.attack(byNetwork, "calls to Temporal without its key")); err != nil {
		return err
	}
	r.hosts(ctx, r.stranger(), r.attack(byNetwork, "a page under a name of its own"))
	r.office.temporalUI(ctx, r.stranger(), r.attack(byNetwork, "Temporal's UI without a session, or not for one's role"))
	r.withoutLogin(ctx, r.stranger, r.attack(byNetwork, "every address without a login"))
	if err := r.publicPages(ctx, r.stranger(), r.attack(byNetwork, "persons on what is public")); err != nil {
		return err
	}
	r.slowly(ctx, []string{"127.0.3.1", "127.0.3.2", "127.0.3.3"}, 1200, r.attack(byNetwork, "half-sent requests, more than are kept"))
	r.passwords(ctx, r.attack(byNetwork, "wrong passwords in a flood"), r.attack(byNetwork, "another's address in X-Forwarded-For"))
	return r.evidence(ctx, r.stranger, r.attack(byNetwork, "what is no evidence, to be verified"))
}

func (r *run) fromMachine(ctx context.Context) error {
	a := r.attack(byMachine, "the data folder, its keys, the process, Temporal")
	others, err := r.ports(&Attack{})
	if err != nil {
		return err
	}
	return r.neighbours(ctx, others, a)
}

func (r *run) fromInside(ctx context.Context) (err error) {
	if err := r.entityLinks(ctx, r.stranger(), r.attack(byLinkOwner, "handing in without code, with a dead link, elsewhere")); err != nil {
		return err
	}
	if err := firstError(
		r.ownersOnly(ctx, r.attack(byStaff, "another's sessions, tokens, delegations, messages")),
		r.office.tokens(ctx, r.attack(byStaff, "a program's token beyond its scope")),
		r.selfApproval(ctx, r.attack(byStaff, "approving the own proposal, as a deputy")), r.look(ctx)); err != nil {
		return err
	}
	if r.before, err = fingerprints(ctx, r.record()); err != nil {
		return err
	}
	reading, writing := r.attack(byStaff, "reading what is not for one's role, department or team"), r.attack(byStaff, "writing what is not")
	r.routes(ctx, reading, writing)
	beyond, foreign, blind := r.attack(byStaff, "acts that are another's"), r.attack(byStaff, "acts of another kind of proceeding"), r.attack(byStaff, "learning from a refusal what one may not read")
	r.office.acts(ctx, beyond, foreign, blind)
	handovers := r.attack(byStaff, "closing accounts beyond the own power")
	r.handovers(ctx, handovers)
	unchanged := r.attack(byStaff, "what all of that left on record")
	after, err := fingerprints(ctx, r.record())
	if err != nil {
		return err
	}
	for table := range after {
		unchanged.try(after[table] == r.before[table], "%s was changed", table)
	}
	r.lending(ctx, r.attack(byStaff, "lending powers that are not one's to lend"))
	// The controls change the office; whatever is looked at afterwards looks anew.
	r.say("controls: each with whom the law means")
	r.ownActs(ctx, beyond, blind)
	foreign.control(beyond.controls > 0, "no act of the own kind was tried")
	r.ownRoutes(ctx, writing)
	after, err = fingerprints(ctx, r.record())
	if err != nil {
		return err
	}
	unchanged.control(len(differing(r.before, after)) > 3, "what the right people did is seen: %v", differing(r.before, after))
	return r.ownHandovers(ctx, handovers)
}

func (r *run) withCopy(ctx context.Context) error {
	if err := r.look(ctx); err != nil {
		return err
	}
	return firstError(
		r.clear(ctx, r.attack(byCopyOwner, "secrets in clear, in record, Temporal's database and log")),
		r.used(ctx, r.stranger, r.attack(byCopyOwner, "what is in it, shown to the running office")),
		r.altered(ctx, r.attack(byWriter, "alterations that `check` must see")))
}

func (r *run) withKey(ctx context.Context) error {
	return r.office.forged(ctx, r.attack(byKeyHolder, "acts without the office's word for them"))
}

// lastly: nothing has taken the office down.
func (r *run) lastly(context.Context) error {
	a := r.attack("all of them", "the office's life")
	starts := r.system.Processes()[0].Starts()
	a.try(starts == 1, "the office had to be started %d times", starts)
	a.control(r.system.Processes()[0].PID() == r.pid, "it runs")
	peak, err := memoryOf(r.pid, "VmHWM")
	rest, restErr := memoryOf(r.pid, "VmRSS")
	a.says("%d MiB at the end, %d MiB at most since the last measurement; %.0f s in all", rest>>20, peak>>20, time.Since(r.began).Seconds())
	return errors.Join(err, restErr)
}
