package web

import (
	"context"
	"errors"
	"net/http"

	"shuangsuiji/bureau"
	"shuangsuiji/door"
	"shuangsuiji/inspection/law"
)

// courseView is one workflow: where it stands, what it is doing and waiting for, and
// what the record has of its subject.
type courseView struct {
	bureau.ProcedureCourse
	Kind       string
	Standing   bool   // the business clock stands still: no timer runs
	TemporalUI string // its page there, "" where there is none
	Page       string // of its subject, "" for none
	Record     string // stage on record
	Shown      any    // of the subject: whose turn it is, what was done
	Withheld   string // why the subject is not shown, "" where it is
}

// Differs reports whether workflow and record are at odds, while nothing is under way
// that would explain it.
func (v courseView) Differs() bool {
	return v.Running && !v.Busy && v.Record != "" && v.Stage != "" && v.Record != v.Stage
}

func (s *console) course(ctx context.Context, r *http.Request) (view, error) {
	person := door.PersonOf(ctx)
	of, err := s.office.Procedure(ctx, person.Actor, r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	clock, err := s.office.Clock(ctx)
	if err != nil {
		return view{}, err
	}
	v := courseView{ProcedureCourse: of, Kind: kindOfFlow(of.RunRow), Standing: clock.Standing, TemporalUI: s.workflow(of.ID)}
	if err := s.subjectOfFlow(ctx, person, &v); err != nil {
		return view{}, err
	}
	return view{Template: "course", Title: "流程：" + of.ID, Data: v}, nil
}

// subjectOfFlow fills in what the record has of the subject, or why it is not shown.
func (s *console) subjectOfFlow(ctx context.Context, p door.Person, v *courseView) error {
	d, handles := deskAt(v.ID)
	if !handles {
		v.Withheld = "这个流程不办理案卷，没有办理记录。"
		return nil
	}
	sub, err := d.read(ctx, s, p, v.ID)
	var refused *law.Error
	switch kind := law.KindOf(err); {
	case err == nil:
	case (kind == law.KindForbidden || kind == law.KindNotFound) && errors.As(err, &refused):
		v.Withheld = refused.Message
		return nil
	default:
		return err
	}
	v.Page, v.Record = d.page(sub.No), sub.Stage
	v.Shown, err = d.show(ctx, s, p, sub, d)
	return err
}

// deskAt is where the subject with the number is handled.
func deskAt(no string) (desk, bool) {
	switch {
	case proceedingNumber.MatchString(no):
		return proceedingDesk, true
	case caseNumber.MatchString(no):
		return caseDesk, true
	case taskNumber.MatchString(no):
		return taskDesk, true
	}
	return desk{}, false
}
