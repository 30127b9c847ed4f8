package audit

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"shuangsuiji/record"
	"shuangsuiji/refold"
)

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

// follows reports where the stored state isn't what the acts led to, and keeps what
// they told. holds: the acts lead to the state. Where they don't and the first of them
// is of before the law was read anew, they may have done so by the reading of then:
// that is counted and no finding; such a subject is known by its seals alone.
func follows[S any](c *check, table, subject string, stored S, f refold.Folded[S], acts []record.Act, err error) (holds bool, failed error) {
	c.told = told{off: f.Recounted}
	for _, s := range f.Steps {
		c.tell(s.Notices)
	}
	var missing *refold.Missing
	if errors.As(err, &missing) {
		c.told.off = true
		return false, c.found(missing.Table, missing.Subject, missing.Err.Code, "%s", missing.Err.Message)
	}
	if err != nil {
		return false, err
	}
	earlier := len(acts) > 0 && acts[0].Recorded.Before(c.readAnew)
	if earlier {
		c.told.off = true // texts may have been others
	}
	paths, err := differing(stored, f.Last(), left(f.Recounted)...)
	switch {
	case err != nil:
		return false, err
	case f.Stopped == nil && len(paths) == 0:
		c.done.Folded++
		return true, nil
	case earlier:
		c.done.Earlier++
		return false, nil
	}
	c.done.Folded++
	if f.Stopped != nil {
		c.told.off = true // what was told behind it is unknown
		return false, c.found(table, subject, "acts_not_lawful", "%s的办理记录依规则不能成立：%s", subject, f.Stopped.Error())
	}
	more := ""
	if len(paths) > 5 {
		paths, more = paths[:5], "等"
	}
	return false, c.found(table, subject, "state_differs", "%s的现状与按办理记录重新推算的不符：%s%s。", subject, strings.Join(paths, "、"), more)
}

// left are the fields that can't be compared.
func left(recounted bool) []string {
	if recounted {
		return slices.Concat(reminderFields, calendarFields)
	}
	return reminderFields
}
