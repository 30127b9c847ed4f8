package door

import (
	"context"
	"net/http"

	"shuangsuiji/inspection/law"
)

// Admit lets a request in by its way, or refuses it. ctx ends with the way's time, and
// says behind a way of staff who asks ([PersonOf]). leave must be called once the
// request is answered; where Admit refuses there is nothing to leave.
func (d *Door) Admit(w http.ResponseWriter, r *http.Request, way Way) (ctx context.Context, leave func(), err error) {
	visitOf(r.Context()).expected = true
	if way.Long {
		d.setDeadlines(w, r, way.bodyTime(d.limits), way.time(d.limits))
	}
	ctx, cancel := context.WithTimeout(r.Context(), way.time(d.limits))
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	p, err := d.open(r.WithContext(ctx), way)
	if err != nil {
		return nil, nil, err
	}
	ctx = context.WithValue(ctx, personKey, p)
	if !way.Act {
		return ctx, cancel, nil
	}
	free, err := d.enter()
	if err != nil {
		return nil, nil, err
	}
	return ctx, func() { free(); cancel() }, nil
}

// open finds who asks, and lets in whom the way is for.
func (d *Door) open(r *http.Request, way Way) (p Person, err error) {
	switch {
	case way.For == Probes:
		return p, nil
	case way.For == Anybody && way.File:
		return p, d.throttle.files.take(d.AddressOf(r))
	case way.For == Anybody:
		return p, d.admitStranger(r)
	case way.For == LinkHolders:
		if err := d.admitStranger(r); err != nil {
			return p, err
		}
		return p, d.refuseStaff(r)
	case way.OfStaff():
		if p, err = d.identify(r); err != nil {
			return p, err
		}
		visitOf(r.Context()).account = p.Account.ID
		return p, way.admits(p, r.Method)
	}
	return p, law.Errorf(law.KindInternal, codeInternal, "a way for nobody")
}

// enter takes a slot for an act. Where more acts are at work than the workflows get
// through before the deadline, waiting would help nobody: one more is refused with
// acts_busy.
func (d *Door) enter() (leave func(), err error) {
	select {
	case d.acting <- struct{}{}:
		return func() { <-d.acting }, nil
	default:
		return nil, law.Errorf(law.KindUnavailable, "acts_busy", "同时办理的事项过多，本次没有办理。")
	}
}
