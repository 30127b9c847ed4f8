package audit

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// step is what became of a subject by one act.
type step[S any] struct {
	act   record.Act
	after S
}

// fold performs the acts one after the other on the subject as it began. The
// judge is the law itself, with the act's person as he was on the day. An act that
// the law refuses ends it: stopped says why.
func fold[S any](p *past, begin S, acts []record.Act, apply func(S, law.Act) (S, error)) (steps []step[S], stopped error) {
	now := begin
	for _, a := range acts {
		actors := p.actors(a)
		if len(actors) == 0 {
			return steps, law.Errorf(law.KindForbidden, "actor_not_active", "第%d号记录的办理人无从查考", a.Seq)
		}
		var next S
		var err error
		for _, actor := range actors {
			// Whether a reason was given is not on record; it was, or the act would not be.
			next, err = apply(now, law.Act{Kind: a.Kind, Actor: actor, Happened: a.Happened, Entered: a.Entered, Reasoned: true, Facts: a.Facts})
			if err == nil {
				break
			}
		}
		if err != nil {
			return steps, fmt.Errorf("第%d号记录：%w", a.Seq, err)
		}
		now = next
		steps = append(steps, step[S]{a, next})
	}
	return steps, nil
}

// meant makes the running deadline wait for the very moment that a lapse's facts
// name: when people are reminded is a setting, which acts don't keep. A deadline
// that doesn't run, or another generation of it, is left as it is.
func meant(ds law.Deadlines, a law.Act, recounted bool) law.Deadlines {
	if a.Kind != law.ActLapse {
		return ds
	}
	f, err := law.FactsOf[law.Lapse](a)
	if err != nil {
		return ds
	}
	out := slices.Clone(ds)
	for i := range out {
		if out[i].Kind != f.Moment.Deadline || out[i].Suspended() {
			continue
		}
		if recounted { // a notice may have moved it
			out[i].Generation = f.Moment.Generation
			if f.Moment.Step == law.StepOverdue && out[i].Due.After(f.Moment.At) {
				out[i].Due = f.Moment.At // it had passed, by the calendar of then
			}
		}
		if out[i].Generation == f.Moment.Generation {
			out[i].Next = &f.Moment
		}
	}
	return out
}

// recounted reports whether the subject's periods were ever counted with a calendar
// that is no more: they can't then be counted again as they were.
func (p *past) recounted(calendar string, acts []record.Act) bool {
	return calendar != p.calendarOf(calendar).Version() || slices.ContainsFunc(acts, func(a record.Act) bool { return a.Kind == law.ActRecount })
}

// The fields that depend on when people are reminded, and those that depend on the
// calendar.
var (
	reminderFields = []string{"next"}
	calendarFields = []string{"calendar", "due", "last", "provisional", "generation", "generations", "overdue", "met", "late", "lapsed", "startOn"}
)

// differing names the fields in which the two states differ, as paths into their
// JSON, without those left out. The paths are in order.
func differing(stored, folded any, without ...string) ([]string, error) {
	var values [2]any
	for i, v := range []any{stored, folded} {
		raw, err := json.Marshal(v)
		if err == nil {
			err = json.Unmarshal(raw, &values[i])
		}
		if err != nil {
			return nil, err
		}
	}
	var paths []string
	compare("", values[0], values[1], without, &paths)
	return paths, nil
}

func compare(path string, a, b any, without []string, paths *[]string) {
	switch x := a.(type) {
	case map[string]any:
		if y, ok := b.(map[string]any); ok {
			keys := maps.Clone(x)
			maps.Copy(keys, y)
			for _, k := range slices.Sorted(maps.Keys(keys)) {
				if !slices.Contains(without, k) {
					compare(strings.TrimPrefix(path+"."+k, "."), x[k], y[k], without, paths)
				}
			}
			return
		}
	case []any:
		if y, ok := b.([]any); ok && len(x) == len(y) {
			for i := range x {
				compare(fmt.Sprintf("%s[%d]", path, i), x[i], y[i], without, paths)
			}
			return
		}
	}
	if !reflect.DeepEqual(a, b) {
		*paths = append(*paths, path)
	}
}

// follows reports where the stored state isn't what the acts led to.
func (c *check) follows(table, subject string, stored, folded any, stopped error, notCompared []string) error {
	c.done.Folded++
	if stopped != nil {
		c.told.off = true // what was told behind it is unknown
		return c.found(table, subject, "acts_not_lawful", "%s的办理记录依规则不能成立：%s", subject, stopped.Error())
	}
	paths, err := differing(stored, folded, notCompared...)
	if err != nil || len(paths) == 0 {
		return err
	}
	more := ""
	if len(paths) > 5 {
		paths, more = paths[:5], "等"
	}
	return c.found(table, subject, "state_differs", "%s的现状与按办理记录重新推算的不符：%s%s。", subject, strings.Join(paths, "、"), more)
}

// left are the fields that can't be compared.
func left(recounted bool) []string {
	if recounted {
		return slices.Concat(reminderFields, calendarFields)
	}
	return reminderFields
}
