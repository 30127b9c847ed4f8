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

// draftSubject names what a form is about, as drafts do.
func draftSubject(d desk, no string) string { return string(d.forms) + "/" + no }

// draftInputs are those that stand in a draft's own fields.
var draftInputs = append([]string{inputKey, inputSeen, inputAccount, inputRevision}, buttons...)

// draftOf is the draft of what a form sends.
//
// Errors: form_unreadable.
func draftOf(d desk, no string, act law.ActKind, values url.Values) (out record.Draft, err error) {
	out = record.Draft{Subject: draftSubject(d, no), Act: act, Key: values.Get(inputKey), Entries: map[string][]string{}}
	if out.Seen, err = countIn(values, inputSeen); err != nil {
		return out, err
	}
	if out.Revision, err = countIn(values, inputRevision); err != nil {
		return out, err
	}
	for name, typed := range values {
		if !slices.Contains(draftInputs, name) && strings.Join(typed, "") != "" {
			out.Entries[name] = typed
		}
	}
	return out, nil
}

// countIn is the number that the page itself put into an input, 0 where there is none.
func countIn(values url.Values, name string) (int, error) {
	text := values.Get(name)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, formError(err)
	}
	return n, nil
}

// begun is what the form begins with: the draft that the person has of it, or what can be
// suggested.
func (s *console) begun(ctx context.Context, f *actForm) (url.Values, error) {
	d, err := s.office.Draft(ctx, door.PersonOf(ctx).Actor, draftSubject(f.desk, f.subject.No), f.form.Act)
	if errors.Is(err, &law.Error{Code: record.CodeNoDraft}) {
		values := f.about.Suggested(f.parts())
		values.Set(inputKey, rand.Text())
		return values, nil
	}
	if err != nil {
		return nil, err
	}
	f.draft = &draftNotice{Saved: d.Saved, Found: true}
	values := url.Values(d.Entries)
	values.Set(inputKey, d.Key)
	values.Set(inputSeen, strconv.Itoa(d.Seen))
	values.Set(inputRevision, strconv.Itoa(d.Revision))
	return values, nil
}

// save keeps what the form sends, and says so on the form.
func (s *console) save(ctx context.Context, f *actForm, values url.Values) *door.Problem {
	actor := door.PersonOf(ctx).Actor
	d, err := draftOf(f.desk, f.subject.No, f.form.Act, values)
	if err == nil {
		d, err = s.office.SaveDraft(ctx, actor, d)
	}
	if err == nil {
		f.draft = &draftNotice{Saved: d.Saved}
		values.Set(inputRevision, strconv.Itoa(d.Revision))
		return nil
	}
	problem := s.door.Problem(ctx, err)
	if problem.Code == record.CodeDraftStale {
		if d, err = s.office.Draft(ctx, actor, d.Subject, d.Act); err == nil {
			values.Set(inputRevision, strconv.Itoa(d.Revision)) // saved once more, this window's stands
			problem.Detail = "另一窗口在" + moment(d.Saved) + "暂存了不同的内容。请先在新窗口打开本表单查看；再次点“暂存”的，以本窗口的内容为准。"
		}
	}
	return problem
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

// keepDraft reads nothing of the subject: somebody types, and it is called every other
// second.
func (s *console) keepDraft(ctx context.Context, w http.ResponseWriter, r *http.Request, d desk) (record.Draft, error) {
	p, no, act := door.PersonOf(ctx), r.PathValue("no"), law.ActKind(r.PathValue("act"))
	if _, _, err := d.formOf(subject{No: no}, act); err != nil {
		return record.Draft{}, err
	}
	came, err := receive(w, r, nil)
	if err != nil {
		return record.Draft{}, err
	}
	if err := madeFor(p.Account.ID, came.values); err != nil {
		return record.Draft{}, err
	}
	draft, err := draftOf(d, no, act, came.values)
	if err != nil {
		return draft, err
	}
	return s.office.SaveDraft(ctx, p.Actor, draft)
}

// dropDraft throws a draft away, and shows the form as it begins without it.
func (s *console) dropDraft(d desk) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, leave, err := s.door.Admit(w, r, door.Way{For: door.Persons})
		if err == nil {
			defer leave()
			err = s.office.DropDraft(ctx, door.PersonOf(ctx).Actor, draftSubject(d, r.PathValue("no")), law.ActKind(r.PathValue("act")))
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
		rule, known := desk.rule(subject{No: no}, d.Act)
		if !known {
			continue
		}
		out = append(out, draftLine{Name: strings.TrimSpace(rule.Name + " " + no), Address: desk.form(no, d.Act), Saved: d.Saved})
	}
	return out, err
}

// deskOf is where the form of a draft stands.
func deskOf(draftSubject string) (d desk, no string, known bool) {
	kind, no, _ := strings.Cut(draftSubject, "/")
	if kind == string(forms.Filing) && no == "" {
		return filingDesk, no, true
	}
	for _, d := range []desk{taskDesk, caseDesk, proceedingDesk, caseFilingDesk} {
		if string(d.forms) == kind {
			return d, no, true
		}
	}
	return desk{}, no, false
}
