package web

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// What somebody has typed is kept as a draft: when it is asked for, and by the script
// while one types. A draft goes with the act that is done with its key.

// draftNotice is what a form says of the draft that it goes on with.
type draftNotice struct {
	Saved time.Time // real time
	// Found: the form began with it; otherwise it was saved just now.
	Found bool
}

// draftSubject names what the form is about, as drafts do.
func (f actForm) draftSubject() string { return string(f.desk.forms) + "/" + f.subject.No }

// draftInputs are those that stand in a draft's own fields.
var draftInputs = []string{inputKey, inputSeen, inputAccount, inputRevision, inputSave, inputContinue, inputConfirmed}

// draftOf is the draft of what a form sends.
func (f actForm) draftOf(values url.Values) record.Draft {
	d := record.Draft{Subject: f.draftSubject(), Act: f.form.Act, Key: values.Get(inputKey), Entries: map[string][]string{}, Seen: f.seen(values, nil)}
	d.Revision, _ = strconv.Atoi(values.Get(inputRevision)) // none is the first
	for name, typed := range values {
		if !slices.Contains(draftInputs, name) && strings.Join(typed, "") != "" {
			d.Entries[name] = typed
		}
	}
	return d
}

// begun is the form as it begins: with the draft that the person has of it, or with what
// can be suggested.
func (s *console) begun(ctx context.Context, f actForm) (view, error) {
	values := f.about.Suggested(f.parts())
	values.Set(inputKey, rand.Text())
	d, err := s.office.Draft(ctx, door.PersonOf(ctx).Actor, f.draftSubject(), f.form.Act)
	if errors.Is(err, &law.Error{Code: record.CodeNoDraft}) {
		return f.view(values, nil), nil
	}
	if err != nil {
		return view{}, err
	}
	return f.goingOn(d, true), nil
}

// goingOn is the form with what stands in the draft.
func (f actForm) goingOn(d record.Draft, found bool) view {
	values := url.Values(d.Entries)
	values.Set(inputKey, d.Key)
	values.Set(inputSeen, strconv.Itoa(d.Seen))
	values.Set(inputRevision, strconv.Itoa(d.Revision))
	out := f.view(values, nil)
	shown, _ := out.Data.(actView)
	shown.Draft = &draftNotice{Saved: d.Saved, Found: found}
	out.Data = shown
	return out
}

// saved keeps what the form sends, and shows it again.
func (s *console) saved(ctx context.Context, f actForm, values url.Values) view {
	d, err := s.office.SaveDraft(ctx, door.PersonOf(ctx).Actor, f.draftOf(values))
	if err == nil {
		return f.goingOn(d, false)
	}
	problem := s.door.Problem(ctx, err)
	if problem.Code == record.CodeDraftStale {
		if d, err = s.office.Draft(ctx, door.PersonOf(ctx).Actor, f.draftSubject(), f.form.Act); err == nil {
			values.Set(inputRevision, strconv.Itoa(d.Revision)) // saved once more, this window's stands
			problem.Detail = "另一窗口在" + moment(d.Saved) + "暂存了不同的内容。请先在新窗口打开本表单查看；再次点“暂存”的，以本窗口的内容为准。"
		}
	}
	return f.view(values, problem)
}

// draftAnswer is what the script is told of a draft.
type draftAnswer struct {
	Revision int    `json:"revision"`
	Saved    string `json:"saved"` // as people read it
}

// saveDraft keeps what the script sends while somebody types.
func (s *console) saveDraft(d desk) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, leave, err := s.door.Admit(w, r, door.Way{For: door.Persons})
		if err != nil {
			s.door.Answer(w, r, s.door.Problem(r.Context(), err))
			return
		}
		defer leave()
		kept, err := s.keepDraft(ctx, w, r, d)
		if err != nil {
			s.door.Answer(w, r, s.door.Problem(ctx, err))
			return
		}
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(draftAnswer{Revision: kept.Revision, Saved: moment(kept.Saved)}); err != nil {
			s.log.WarnContext(ctx, "answer not sent whole", "request", door.RequestID(ctx), "error", err)
		}
	}
}

func (s *console) keepDraft(ctx context.Context, w http.ResponseWriter, r *http.Request, d desk) (record.Draft, error) {
	came, err := receive(w, r, nil)
	if err != nil {
		return record.Draft{}, err
	}
	f, err := s.actForm(ctx, r.WithContext(ctx), d)
	if err != nil {
		return record.Draft{}, err
	}
	if err := f.madeFor(came.values); err != nil {
		return record.Draft{}, err
	}
	return s.office.SaveDraft(ctx, door.PersonOf(ctx).Actor, f.draftOf(came.values))
}

// dropDraft throws a draft away, and shows the form as it begins without it.
func (s *console) dropDraft(d desk) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, leave, err := s.door.Admit(w, r, door.Way{For: door.Persons})
		if err == nil {
			defer leave()
			subject := string(d.forms) + "/" + r.PathValue("no")
			err = s.office.DropDraft(ctx, door.PersonOf(ctx).Actor, subject, law.ActKind(r.PathValue("act")))
		}
		if err != nil {
			s.refuse(r.Context(), w, r, err)
			return
		}
		http.Redirect(w, r, d.form(r.PathValue("no"), law.ActKind(r.PathValue("act"))), http.StatusSeeOther)
	}
}

// draftLine is a draft as the home page lists it.
type draftLine struct {
	Name    string
	Address string
	Saved   time.Time
}

// draftLines are the person's drafts.
func (s *console) draftLines(ctx context.Context, p door.Person) ([]draftLine, error) {
	all, err := s.office.Drafts(ctx, p.Actor)
	var out []draftLine
	for _, d := range all {
		desk, no, known := deskOf(d.Subject)
		if !known {
			continue // of a form that there was once
		}
		name, _, _, _ := desk.reasonFor(subject{No: no}, d.Act)
		out = append(out, draftLine{Name: strings.TrimSpace(name + " " + no), Address: desk.form(no, d.Act), Saved: d.Saved})
	}
	return out, err
}

// deskOf is where the form of a draft stands.
func deskOf(draftSubject string) (d desk, no string, known bool) {
	kind, no, _ := strings.Cut(draftSubject, "/")
	if kind == string(forms.Filing) && no == "" {
		return feedbackDesk, no, true
	}
	for _, d := range []desk{taskDesk, caseDesk, proceedingDesk, caseFilingDesk} {
		if string(d.forms) == kind {
			return d, no, true
		}
	}
	return desk{}, no, false
}
