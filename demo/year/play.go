package year

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"shuangsuiji/demo/people"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// Play is the play of a year, which shows that everything of the procedure has
// happened.
type Play struct {
	Base string // http://127.0.0.1:8080
	// Accounts is the accounts file of the data folder.
	Accounts string
	Out      io.Writer
	// Entities is how many the register is to hold at least.
	Entities int
}

// year is one run of the play.
type year struct {
	*people.Office
	entities int
	share    string
	tasks    []task
	cast     *cast
	// done counts the acts of people on each subject.
	done    map[string]int
	stalls  int // how often nothing could happen before the clock moved
	acted   int // acts of people since then
	noticed bool
}

// eligiblePercent is the least share of the made-up register that can be drawn;
// fewCases are enough for the tasks whose cases are not what matters.
const (
	eligiblePercent = 90
	wholePercent    = 100
	fewCases        = 3
)

// ratioFor is what draws at least so many.
func ratioFor(cases, entities int) string {
	percent := (cases*wholePercent*wholePercent + entities*eligiblePercent - 1) / (entities * eligiblePercent)
	return fmt.Sprintf("%d%%", min(percent, wholePercent))
}

// Run plays the year and prints the table of what has happened; a row that has not
// is an error.
func (p Play) Run(ctx context.Context) error {
	longest := 0
	for _, t := range allTasks("", "") {
		longest = max(longest, len(t.cases))
	}
	office, err := people.Gather(ctx, p.Base, p.Accounts, p.Out)
	if err != nil {
		return err
	}
	share, few := ratioFor(longest, p.Entities), ratioFor(fewCases, p.Entities)
	y := &year{Office: office, entities: p.Entities, share: share, tasks: allTasks(share, few), cast: newCast(), done: map[string]int{}}
	y.cast.inspectors = slices.Sorted(maps.Keys(y.Inspector))
	if err := y.Where(ctx); err != nil {
		return err
	}
	for _, part := range []struct {
		name string
		do   func(context.Context) error
	}{{"名录和年度计划", y.prepare}, {"办理", y.goOn}, {"规程各行一览", y.showRows}} {
		y.Say("\n== %s ==\n", part.name)
		if err := part.do(ctx); err != nil {
			return fmt.Errorf("%s：%w", part.name, err)
		}
	}
	return nil
}

// firstMonthOver is when the year can no longer begin.
var firstMonthOver = calendar.NewDate(2024, time.May, 1)

func (y *year) prepare(ctx context.Context) error {
	now, err := y.Now(ctx)
	if err != nil {
		return err
	}
	var begun planState
	err = y.People["clerk"].Get(ctx, "/api/plans/"+plan2024, &begun)
	if notFound(err) && !calendar.DateOf(now).Before(firstMonthOver) {
		return law.Errorf(law.KindNotAllowed, "year_over", "业务时钟已到%s，不能再从头办理一年。请另选文件夹，用新的演示数据启动（make run DATA=文件夹）。", calendar.DateOf(now).ChineseString())
	}
	if err := y.fillRegister(ctx); err != nil {
		return err
	}
	if err := y.delegate(ctx); err != nil {
		return err
	}
	for _, plan := range thePlans {
		if err := y.announcePlan(ctx, plan); err != nil {
			return err
		}
	}
	return nil
}

// staged is a subject with its script.
type staged struct {
	moment
	script script
}

// goOn plays until no script has a step left.
func (y *year) goOn(ctx context.Context) error {
	for {
		moved, waiting, err := y.round(ctx)
		switch {
		case err != nil:
			return err
		case len(waiting) == 0 && !moved:
			return nil
		case moved:
			continue
		}
		if err := y.timePasses(ctx, waiting); err != nil {
			return err
		}
	}
}

// round gives every subject what is due; waiting are those with steps left.
func (y *year) round(ctx context.Context) (moved bool, waiting []string, err error) {
	all, err := y.subjects(ctx)
	if err != nil {
		return false, nil, err
	}
	for _, s := range all {
		acted, left, err := y.advance(ctx, s)
		if people.Overtaken(err) { // by what followed by itself
			delete(y.done, s.no())
			moved = true
			continue
		}
		if err != nil {
			return moved, nil, fmt.Errorf("%s（%s）：%w", s.no(), s.script.name, err)
		}
		moved = moved || acted
		if left != "" {
			waiting = append(waiting, s.no()+"（"+s.script.name+"）："+left)
		}
	}
	return moved, waiting, nil
}

// advance performs what is due of one script; left names the act that waits.
func (y *year) advance(ctx context.Context, s staged) (acted bool, left string, err error) {
	if err := y.countActs(ctx, s.moment); err != nil {
		return false, "", err
	}
	for {
		next, ok := s.script.step(y.done[s.no()], s.moment)
		if !ok || !s.open() {
			return acted, "", nil
		}
		if !s.may(next) {
			return acted, string(next.act), nil
		}
		if err := y.perform(ctx, &s.moment, next); err != nil {
			return acted, "", err
		}
		acted = true
		y.acted++
		y.done[s.no()]++
	}
}

// step is the one after so many acts.
func (s script) step(done int, m moment) (step, bool) {
	for _, one := range s.steps {
		times := 1
		if one.times != nil {
			times = max(one.times(m), 0)
		}
		if done < times {
			return one, true
		}
		done -= times
	}
	return step{}, false
}

// may reports whether the step is due: the table allows the act to somebody, and
// what the script waits for has come.
func (m moment) may(s step) bool {
	allowed := slices.ContainsFunc(m.allowed(), func(a law.Allowance) bool { return a.Act == s.act })
	return allowed && (s.when == nil || s.when(m))
}
