package refold

import (
	"encoding/json"
	"slices"
	"time"

	"shuangsuiji/record"
)

// AtOnce is how far the machine's times of an act and of what it rests on may lie
// apart: an act is looked up and written within a request, and processes' clocks
// differ a little.
const AtOnce = 10 * time.Minute

// Span is a state with the time from which it held, up to that of the next.
type Span[T any] struct {
	From, To time.Time // To is zero for the present one
	State    T
}

// At are the states that held at the time, or so shortly before or after that
// either may have been meant; the likeliest, which held right then, first.
func At[T any](spans []Span[T], t time.Time) []T {
	var exact, near []T
	for _, s := range spans {
		switch {
		case !s.From.After(t) && (s.To.IsZero() || s.To.After(t)):
			exact = append(exact, s.State)
		case !s.From.After(t.Add(AtOnce)) && (s.To.IsZero() || !s.To.Before(t.Add(-AtOnce))):
			near = append(near, s.State)
		}
	}
	if out := slices.Concat(exact, near); len(out) > 0 || len(spans) == 0 {
		return out
	}
	return []T{spans[0].State} // of before there was a history
}

// SpansOf makes spans of a history.
func SpansOf[T any](changes []record.Change) ([]Span[T], error) {
	out := make([]Span[T], 0, len(changes))
	for i, c := range changes {
		var s Span[T]
		if err := json.Unmarshal(c.Body, &s.State); err != nil {
			return nil, err
		}
		s.From = c.At
		if i > 0 {
			out[i-1].To = c.At
		}
		out = append(out, s)
	}
	return out, nil
}
