package year

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"shuangsuiji/apiclient"
	"shuangsuiji/demo/people"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
)

// settled reports whether everything that follows by itself has come to pass: the
// clock does not move before, as a real one would not either.
func (y *year) settled(all []staged) bool {
	opened := map[string]bool{}
	for _, s := range all {
		opened[s.no()] = true
	}
	for _, s := range all {
		switch {
		case s.t != nil && !y.taskSettled(s.moment):
			return false
		case s.c != nil && s.c.Stage == cases.StageArchiving, s.c != nil && s.c.Stage == cases.StageNotify && !s.c.NoticeIssued:
			return false
		case s.c != nil && s.c.Result != nil && s.c.Result.ConfirmedBy != "":
			for _, b := range s.c.Branches {
				if !opened[b.No] {
					return false
				}
			}
		}
	}
	return true
}

func (y *year) taskSettled(m moment) bool {
	t, all := m.t, y.cast.cases[m.t.ID]
	switch t.Stage {
	case tasks.StagePlanned:
		return t.WakesAt().After(m.now)
	case tasks.StageWitnessing:
		return !t.ReadyToReveal()
	case tasks.StageRunning:
		return len(all) >= t.Draw.Drawn-t.Draw.NoTeam && (len(t.Draw.Teamless) > 0 || slices.ContainsFunc(all, func(c cases.Case) bool { return c.Stage.Open() }))
	}
	return true
}

// firstDays pass one by one, so that reminders come before their periods' ends.
const firstDays = 4

// theEnd is long after everything that the scripts wait for.
var theEnd = calendar.NewDate(2030, time.January, 1)

// timePasses moves the clock to what comes next, when nothing else can happen.
func (y *year) timePasses(ctx context.Context, waiting []string) error {
	if err := people.Until(ctx, "系统自行办理的事项", func() (bool, error) {
		all, err := y.subjects(ctx)
		return err == nil && y.settled(all), err
	}); err != nil {
		return err
	}
	all, err := y.subjects(ctx)
	if err != nil {
		return err
	}
	// What followed by itself may have made something due.
	for _, s := range all {
		if next, ok := s.script.step(y.done[s.no()], s.moment); ok && s.may(next) {
			return nil
		}
	}
	if !y.noticed && allKindsOpen(all) {
		y.noticed = true
		return y.enterNotice(ctx)
	}
	c, err := y.Clock(ctx)
	if err != nil {
		return err
	}
	stuck := fmt.Errorf("时间已到%s，仍有%d件没有走完：%s", calendar.DateOf(c.Now).ChineseString(), len(waiting), strings.Join(waiting, "；"))
	if calendar.DateOf(c.Now).After(theEnd) {
		return stuck
	}
	jump := map[string]any{"nextDeadline": true}
	if y.stalls++; y.stalls <= firstDays {
		jump = map[string]any{"days": 1}
	}
	err = y.People["clerk"].Act(ctx, "/api/clock", c.Jumps, jump, nil)
	var refused *apiclient.Problem
	switch {
	case errors.As(err, &refused) && refused.Code == "no_deadline":
		return stuck
	case err != nil:
		return err
	}
	now, err := y.Now(ctx)
	y.Say("  办理%d项；业务时钟拨到 %s，%d件在办\n", y.acted, now.In(calendar.Shanghai).Format("2006年1月2日 15:04"), len(waiting))
	y.acted = 0
	return err
}

// allKindsOpen: a task and a proceeding of each kind have periods running; cases have
// then, too.
func allKindsOpen(all []staged) bool {
	open := map[law.ProceedingKind]bool{}
	for _, s := range all {
		if s.b != nil && s.b.Stage.Open() && !s.b.Suspended() {
			open[s.b.Kind] = true
		}
		if s.t != nil && len(s.t.Deadlines) > 0 {
			open["task"] = true
		}
	}
	return len(open) == len(law.ProceedingKinds)+1
}
