package activities

import (
	"errors"

	"go.temporal.io/sdk/temporal"

	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
)

// Refusal turns an error that no retry can mend into a non-retryable failure
// whose type is the error's stable code and whose details are the error itself.
// Others (the database is away, a fault) are returned as they are and retried.
func Refusal(err error) error {
	if e, ok := refusal(err); ok {
		return temporal.NewNonRetryableApplicationError(e.Message, e.Code, nil, *e)
	}
	return err
}

// refusal finds the domain's error that no retry can mend.
func refusal(err error) (*law.Error, bool) {
	var d *draw.Error
	if errors.As(err, &d) {
		err = law.Errorf(law.KindNotAllowed, "draw_"+d.Code, "%s", d.Message)
	}
	var e *law.Error
	if !errors.As(err, &e) || e.Kind == law.KindUnavailable || e.Kind == law.KindInternal {
		return nil, false
	}
	return e, true
}

// errMeanwhile: another act came on record while this one was prepared. Whom to
// tell and what to publish were read for a state that is no more; the retry reads
// them anew.
var errMeanwhile = errors.New("another act was recorded meanwhile")

// overtaken reports whether an act of the system is no longer meant: the record
// has moved on since it was asked for. What else refuses one is a fault, which is
// retried until it is mended; no workflow fails of it.
func overtaken(err error) bool {
	switch law.KindOf(err) {
	case law.KindStale, law.KindNotAllowed, law.KindDuplicate:
		return true
	}
	return false
}

// RefusalIn finds the domain's error in a failure that came through Temporal.
func RefusalIn(err error) (*law.Error, bool) {
	var e *law.Error
	if errors.As(err, &e) {
		return e, true
	}
	var app *temporal.ApplicationError
	if !errors.As(err, &app) || !app.HasDetails() {
		return nil, false
	}
	var out law.Error
	err = app.Details(&out)
	return &out, err == nil && out.Code != ""
}
