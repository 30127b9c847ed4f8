package web

import (
	"context"
	"net/http"
	"time"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/inspection/access"
	"shuangsuiji/record"
)

// healthView is whether the office can act now, and what waits for who looks after it.
type healthView struct {
	Parts       []bureau.Part
	Clock       bureau.ClockView
	Calendar    bureau.CalendarView
	Undelivered int
	More        bool // undelivered mail than was counted
	Handovers   int
}

// partsWithin is how long the parts have to answer.
const partsWithin = 3 * time.Second

// mostCounted is how many of what waits are counted.
const mostCounted = 100

func (s *console) health(ctx context.Context, _ *http.Request) (view, error) {
	actor := door.PersonOf(ctx).Actor
	if err := access.ReadSettings.RequireFor(actor, "查看运行状况"); err != nil {
		return view{}, err
	}
	asked, cancel := context.WithTimeout(ctx, partsWithin)
	defer cancel()
	v := healthView{Parts: s.office.Parts(asked)}
	var err error
	if v.Clock, err = s.office.Clock(ctx); err != nil {
		return view{}, err
	}
	if v.Calendar, err = s.office.Calendar(ctx); err != nil {
		return view{}, err
	}
	if access.ReadUndelivered.HeldBy(actor) {
		listed, err := s.office.UndeliveredMail(ctx, actor, record.Page{Limit: mostCounted})
		if err != nil {
			return view{}, err
		}
		v.Undelivered, v.More = len(listed.Items), listed.Next != ""
	}
	if access.ConfirmHandovers.HeldBy(actor) {
		waiting, err := s.office.Handovers(ctx, actor)
		if err != nil {
			return view{}, err
		}
		v.Handovers = len(waiting)
	}
	return view{Template: "health", Title: "运行状况", Data: v}, nil
}
