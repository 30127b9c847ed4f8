package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/access"
)

// clockSheet moves the standing clock of a demonstration; the bar of every page has its
// most used buttons.
func (s *console) clockSheet() sheet {
	return sheet{way: door.Way{Long: true}, fields: forms.ClockMoment, show: s.showClock, do: s.moveClock}
}

// clockView is the clock with the form that moves it to a moment.
type clockView struct {
	filled
	Clock  bureau.ClockView
	Inputs []forms.Input
}

// What the buttons ask for: so many days, or the end of the period that ends next.
const (
	inputDays    = "days"
	inputNextDue = "next_deadline"
	inputBack    = "back"  // page on which the button was
	inputJumps   = "jumps" // how often the clock had been moved
)

func (s *console) showClock(ctx context.Context, _ *http.Request, t filled) (view, error) {
	if err := access.MoveClock.Require(door.PersonOf(ctx).Actor); err != nil {
		return view{}, err
	}
	clock, err := s.office.Clock(ctx)
	return view{Template: "clock", Title: "业务时钟", Data: clockView{filled: t, Clock: clock, Inputs: t.inputs(forms.About{}, forms.ClockMoment)}}, err
}

func (s *console) moveClock(_ context.Context, r *http.Request, values url.Values) (after, error) {
	body := filledBody(forms.ClockMoment, values)
	if days, err := strconv.Atoi(values.Get(inputDays)); err == nil {
		body = map[string]any{"days": days}
	}
	if values.Get(inputNextDue) != "" {
		body = map[string]any{"nextDeadline": true}
	}
	header := http.Header{}
	if seen := values.Get(inputJumps); seen != "" {
		header.Set("If-Match", strconv.Quote(seen))
	}
	if _, err := s.askWith(r, http.MethodPost, &url.URL{Path: "/api/clock"}, header, body, nil); err != nil {
		return after{}, err
	}
	back := values.Get(inputBack)
	if !within(back) {
		return goOnTo("/office/clock", "clock"), nil
	}
	return after{next: back}, nil
}
