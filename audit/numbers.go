package audit

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/refold"
)

// numbersOf watches the numbers of cases go by, task by task, and reports those
// that are missing between what the draw and the heads' orders opened.
type numbersOf struct {
	check *check
	task  string
	seen  map[string]bool
	done  map[string]bool // tasks that were looked at
}

func taskOf(caseNo string) string { return caseNo[:max(0, strings.LastIndexByte(caseNo, '-'))] }

func lastNumber(no string) int {
	n, err := strconv.Atoi(no[strings.LastIndexByte(no, '-')+1:])
	if err != nil {
		return 0
	}
	return n
}

func (n *numbersOf) next(ctx context.Context, no string) error {
	if task := taskOf(no); task != n.task || n.seen == nil {
		if err := n.finish(ctx); err != nil {
			return err
		}
		n.task, n.seen = task, map[string]bool{}
	}
	n.seen[no] = true
	return nil
}

// end looks at the last task, and at those of which no case went by at all.
func (n *numbersOf) end(ctx context.Context) error {
	if err := n.finish(ctx); err != nil {
		return err
	}
	return refold.Each(ctx, n.check.record.HeldTasks, func(ctx context.Context, h record.Held[tasks.Task]) error {
		if n.done[h.No] || h.Unreadable {
			return nil
		}
		n.task, n.seen = h.No, map[string]bool{}
		return n.finish(ctx)
	})
}

func (n *numbersOf) finish(ctx context.Context) error {
	if n.task == "" {
		return nil
	}
	if n.done == nil {
		n.done = map[string]bool{}
	}
	n.done[n.task] = true
	d, err := n.check.tasks.Of(ctx, n.check.record, n.task)
	if err != nil || !opensCases(d.Task.Stage) {
		return err
	}
	missing := func(no string) error {
		return n.check.found("cases", no, "case_missing", "任务%s应有案件%s，案卷中没有。", n.task, no)
	}
	for _, no := range slices.Sorted(maps.Keys(d.Cases)) {
		if len(d.Cases[no].Team) > 0 && !n.seen[no] {
			if err := missing(no); err != nil {
				return err
			}
		}
	}
	replaced, formed, err := n.orders(ctx)
	if err != nil {
		return err
	}
	for _, no := range formed {
		if !n.seen[no] {
			if err := missing(no); err != nil {
				return err
			}
		}
	}
	last := 0
	for no := range d.Cases {
		last = max(last, lastNumber(no))
	}
	for i := 1; i <= replaced; i++ {
		if no := registers.No(n.task, last+i); !n.seen[no] {
			if err := missing(no); err != nil {
				return err
			}
		}
	}
	return nil
}

// opensCases: at these stages the draw's cases are open or were.
func opensCases(s tasks.Stage) bool {
	return s == tasks.StageRunning || s == tasks.StageSummary || s == tasks.StageClosed
}

// orders are how many entities were replaced, and the cases for which a team was
// drawn afterwards.
func (n *numbersOf) orders(ctx context.Context) (replaced int, formed []string, err error) {
	p := record.Page{Limit: 500}
	for {
		acts, err := n.check.record.Acts(ctx, n.task, p)
		if err != nil {
			return 0, nil, err
		}
		for _, a := range acts.Items {
			switch a.Kind {
			case tasks.ActReplaceEntity:
				replaced++
			case tasks.ActFormTeam:
				if f, err := law.FactsOf[tasks.FormTeam](law.Act{Facts: a.Facts}); err == nil {
					formed = append(formed, f.Case)
				}
			}
		}
		if p.After = acts.Next; p.After == "" {
			return replaced, formed, nil
		}
	}
}
