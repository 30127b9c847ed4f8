package chaos

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"shuangsuiji/demo"
	"shuangsuiji/demo/year"
	"shuangsuiji/store"
	"shuangsuiji/topology"
)

// Options are one run's.
type Options struct {
	Embedded bool // everything in one process; else separate processes
	Length   time.Duration
	Seed     uint64
	People   int // at work at once
	Tasks    int // of the crew's own, of about thirty cases each
	Disk     bool
	Keep     bool // data and logs, also if all is well
	// Year plays the whole year's demonstration, which goes through everything of the
	// procedure, instead of one task's.
	Year bool
	// Root, Program and Tools are as in [topology.Config].
	Root, Program, Tools string
	Out                  io.Writer
}

// settling is how long everything may take to come to its end once nothing is
// disturbed any more; settlingYear, where a whole year is played.
const (
	settling     = 6 * time.Minute
	settlingYear = 25 * time.Minute
)

// yearEntities are enough for the year's demonstration.
const yearEntities = 300

// eagerContinue makes a workflow go on as new after a few acts, as the server's
// own advice, so that it happens often in a run.
var eagerContinue = map[string]int{"limit.historyCount.suggestContinueAsNew": 60}

// run is one run at work.
type run struct {
	Options
	system  *topology.System
	disk    *disk
	crew    *Crew
	workers *workflowsUnderFire
	report  Report
	mu      sync.Mutex // of the report's counts
}

// Run makes one fault run. Wrong says what does not hold afterwards; an error,
// that the run itself could not be made.
func Run(ctx context.Context, o Options) (_ Report, err error) {
	r := &run{Options: o}
	folder, err := os.MkdirTemp("", "ssj-")
	if err != nil {
		return r.report, err
	}
	if o.Disk {
		if r.disk, err = newDisk(folder); err != nil {
			return r.report, err
		}
	}
	defer func() {
		if o.Keep || err != nil || len(r.report.Wrong) > 0 {
			r.say("data and logs are kept in %s", folder)
			return
		}
		if r.disk != nil {
			err = r.disk.unmount()
		}
		err = errors.Join(err, os.RemoveAll(folder))
	}()
	begin := topology.Start
	if o.Embedded {
		begin = topology.StartEmbedded
	}
	if r.system, err = begin(ctx, topology.Config{Root: o.Root, Folder: folder, Program: o.Program, Tools: o.Tools,
		Sample: true, TemporalSettings: eagerContinue, Progress: o.Out}); err != nil {
		return r.report, err
	}
	defer func() { err = errors.Join(err, r.system.Stop()) }()
	if err := r.prepare(ctx); err != nil {
		return r.report, err
	}
	defer r.workers.close()
	if err := r.underFire(ctx); err != nil {
		return r.report, err
	}
	if err := r.settle(ctx); err != nil {
		return r.report, err
	}
	return r.report, r.compare(ctx)
}

func (r *run) say(format string, args ...any) { fmt.Fprintf(r.Out, format+"\n", args...) }

func (r *run) prepare(ctx context.Context) (err error) {
	r.report = Report{Topology: "separate processes", Seed: r.Seed, Length: r.Length, Faults: map[Kind]int{}}
	if r.Embedded {
		r.report.Topology = "one process"
	}
	var tasks []string
	for n := range r.Tasks {
		tasks = append(tasks, fmt.Sprintf("2024901-%03d", n+1))
	}
	if r.crew, err = NewCrew(ctx, r.Seed, r.system.APIs(), r.system.Accounts(), tasks); err != nil {
		return err
	}
	if r.workers, err = newWorkflowsUnderFire(ctx, r.system); err != nil {
		return err
	}
	month := "2024年4月" // the demonstration's
	if r.Year {
		// After its first draws, which open its penalty cases out of clear leads.
		month = "2024年6月"
	}
	return r.crew.ImportPlan(ctx, month)
}

// underFire is the first part: work, and faults.
func (r *run) underFire(ctx context.Context) error {
	targets := Targets{Disk: r.disk != nil}
	for _, p := range r.system.Processes() {
		targets.Processes = append(targets.Processes, p.Name)
	}
	links := map[string]*topology.Link{}
	for _, l := range r.system.Links() {
		if !slices.Contains(append(targets.Processes, "clients"), l.From) {
			continue
		}
		name := l.From + " > " + l.To
		links[name] = l
		targets.Links = append(targets.Links, name)
	}
	schedule := Schedule(r.Seed, r.Length, targets)
	r.say("seed %d, %d faults within %s", r.Seed, len(schedule), r.Length)

	working, stop := context.WithTimeout(ctx, r.Length)
	defer stop()
	var all sync.WaitGroup
	all.Go(func() { r.crew.Work(working, r.People) })
	all.Go(func() { r.play(working) })
	began := time.Now()
	var faults error
	for _, f := range schedule {
		pause(working, time.Until(began.Add(f.At)))
		r.say("%s", f)
		if err := r.strike(working, f, links, &all); err != nil {
			faults = errors.Join(faults, fmt.Errorf("%s: %w", f, err))
		}
	}
	all.Wait()
	for _, l := range r.system.Links() {
		l.Mend()
	}
	if r.disk != nil {
		faults = errors.Join(faults, r.disk.empty())
	}
	return errors.Join(faults, ctx.Err())
}

// strike lets the fault happen; what ends later ends by itself.
func (r *run) strike(ctx context.Context, f Fault, links map[string]*topology.Link, all *sync.WaitGroup) error {
	afterwards := func(end func()) {
		all.Go(func() {
			pause(ctx, f.For)
			end()
		})
	}
	r.report.Faults[f.Kind]++
	link := links[f.Target]
	switch f.Kind {
	case Kill:
		return r.system.Process(f.Target).Kill(f.For)
	case Cut:
		link.Cut()
		afterwards(link.Mend)
	case Stall:
		link.Stall()
		afterwards(link.Mend)
	case Slow:
		link.Slow(f.Delay)
		afterwards(link.Mend)
	case DiskFull:
		afterwards(func() {
			if err := r.disk.empty(); err != nil {
				r.say("%v", err)
			}
		})
		return r.disk.fill()
	case Reset:
		// Asked of a server that may be away: that it did not happen is no error.
		all.Go(func() {
			if subject, err := r.workers.reset(ctx, f.Pick); err != nil {
				r.say("          not reset: %v", err)
			} else {
				r.mu.Lock()
				defer r.mu.Unlock()
				r.report.Resets++
				r.say("          %s", subject)
			}
		})
	}
	return nil
}

// play plays the demonstration, again from where it was if it gave up; then the
// clock jumps from time to time.
func (r *run) play(ctx context.Context) {
	for ctx.Err() == nil {
		err := r.playOnce(ctx)
		if err == nil {
			break
		}
		if ctx.Err() == nil {
			r.say("          the demonstration begins again: %v", err)
		}
		pause(ctx, time.Second)
	}
	for ctx.Err() == nil {
		if err := r.crew.jump(ctx); err != nil {
			r.say("          clock: %v", err)
		}
		pause(ctx, 5*time.Second)
	}
}

func (r *run) playOnce(ctx context.Context) error {
	apis := r.system.APIs()
	base, accounts := apis[int(r.Seed%uint64(len(apis)))], r.system.Accounts()
	if r.Year {
		return year.Play{Base: base, Accounts: accounts, Out: io.Discard, Entities: yearEntities}.Run(ctx)
	}
	return demo.Play{Base: base, Accounts: accounts, Out: io.Discard}.Run(ctx)
}

// settle is the second part: everything comes to its end.
func (r *run) settle(ctx context.Context) error {
	r.say("nothing is disturbed any more")
	within := settling
	if r.Year {
		within = settlingYear
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	began := time.Now()
	var all sync.WaitGroup
	all.Go(func() { r.crew.Work(ctx, r.People) })
	var played error
	all.Go(func() {
		for range 3 { // it may meet the crew's jump, or a process that still comes back
			if played = r.playOnce(ctx); played == nil {
				return
			}
			pause(ctx, time.Second)
		}
	})
	all.Wait()
	r.report.Settled = time.Since(began)
	if played != nil {
		r.wrong("the demonstration does not come to its end: %v", played)
	}
	return nil
}

func (r *run) wrong(format string, args ...any) {
	r.report.Wrong = append(r.report.Wrong, fmt.Sprintf(format, args...))
}

// compare is the third part.
func (r *run) compare(ctx context.Context) (err error) {
	driver, dsn, err := r.system.Record()
	if err != nil {
		return err
	}
	s, err := store.Open(ctx, store.Config{Driver: driver, DSN: dsn, CA: r.system.RecordCA()})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	var idle []string
	if r.Year {
		idle = []string{demo.SampleTask} // none of the year's
	}
	books, err := ReadBooks(ctx, s, idle...)
	if err != nil {
		return err
	}
	r.report.Wrong = append(r.report.Wrong, books.Compare(r.crew.ledger.Requests())...)
	for _, check := range []string{"check", "reconcile"} {
		var said strings.Builder
		if err := r.system.Run(ctx, &said, "api", check); err != nil {
			r.wrong("%v", err)
		}
		r.report.Checks = append(r.report.Checks, strings.TrimSpace(said.String()))
	}
	r.count(books)
	return nil
}

func (r *run) count(b *Books) {
	l := r.crew.ledger
	r.report.Acknowledged, r.report.Refused, r.report.Unknown, r.report.Repeated =
		l.count(Acknowledged), l.count(Refused), l.count(Unknown), l.repeated()
	r.report.Acts, r.report.Cases, r.report.Moments = b.Acts, b.Cases, b.Moments
	r.report.Slowest = time.Duration(r.crew.slowest.Load())
	r.report.Continued = r.workers.continued()
	for _, p := range r.system.Processes() {
		r.report.Starts += p.Starts() - 1
	}
}
