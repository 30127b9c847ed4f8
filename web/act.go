package web

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"

	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/record"
)

// The inputs that every form has beside those of its act.
const (
	inputKey  = "key"  // idempotency key, made with the form
	inputSeen = "seen" // number of acts that were on record when the form was made
	// inputAccount is the account for which the form was made: nobody else sends it.
	inputAccount = "account"
	// inputConfirmed says that what will stand on record was looked at once more.
	inputConfirmed = "confirmed"
	// inputRevision is that of the draft which the form goes on with.
	inputRevision = "revision"
	// inputSave asks for the form to be kept as a draft, and for nothing to be done.
	inputSave = "save"
	// inputContinue asks for the form as it was left, and for nothing to be done.
	inputContinue = "continue"
)

// actPage shows the form as it begins.
func (s *console) actPage(d desk) page {
	return func(ctx context.Context, r *http.Request) (view, error) {
		f, err := s.actForm(ctx, r, d)
		if err == nil {
			err = f.subject.permit(f.form.Act)
		}
		if err != nil {
			return view{}, err
		}
		values, err := s.begun(ctx, &f)
		if err != nil {
			return view{}, err
		}
		return s.formView(ctx, f, values, nil)
	}
}

// act takes what the form sends: it is performed by the interface, or the form is shown
// again with all that was typed.
func (s *console) act(d desk) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, leave, refusal := s.door.Admit(w, r, door.Way{For: door.Persons, Long: true})
		if refusal != nil {
			s.notAdmitted(w, r, refusal)
			return
		}
		defer leave()
		r = r.WithContext(ctx)
		came, err := receive(w, r, func(name string, body io.Reader) (record.Attachment, error) {
			return s.office.StoreAttachment(ctx, door.PersonOf(ctx).Actor, name, body)
		})
		if err != nil {
			s.refuse(ctx, w, r, err)
			return
		}
		f, err := s.actForm(ctx, r, d)
		if err == nil {
			err = madeFor(f.account, came.values)
		}
		if err != nil {
			s.keep(ctx, w, r, came, err)
			return
		}
		s.handIn(w, r, f, came)
	}
}

// notAdmitted answers whoever is not let in, most often since the session is over, with
// what the form holds; its files are passed over.
func (s *console) notAdmitted(w http.ResponseWriter, r *http.Request, refusal error) {
	s.door.Hurry(w, r)
	came, err := receive(w, r, nil)
	if err != nil {
		s.refuse(r.Context(), w, r, err)
		return
	}
	s.keep(r.Context(), w, r, came, refusal)
}

// handIn does what the form asks for.
func (s *console) handIn(w http.ResponseWriter, r *http.Request, f actForm, came received) {
	ctx, values := r.Context(), came.values
	show := func(refused *door.Problem) { s.showForm(w, r, f, values, refused) }
	switch err := came.refused(); {
	case err != nil:
		show(s.door.Problem(ctx, err))
	case values.Get(inputSave) != "":
		show(s.save(ctx, &f, values))
	case values.Get(forms.AddRow) != "" || values.Get(inputContinue) != "":
		show(nil)
	case f.form.Grave && values.Get(inputConfirmed) == "":
		s.show(ctx, w, r, f.confirmation(values))
	default:
		done, refused := s.perform(r, f, values)
		if refused == nil {
			http.Redirect(w, r, f.after(done)+"?done="+url.QueryEscape(string(f.form.Act)), http.StatusSeeOther) //nolint:gosec // a page below Root, of a subject that the office found
			return
		}
		if refused.Code == record.CodeKeyReused { // with other content: it would be another act
			values.Set(inputKey, rand.Text())
		}
		show(refused)
	}
}

// performed is what the interface says of an act that was performed: on which subject,
// which is a new one where a proceeding begins with the act.
type performed struct {
	No string `json:"no"`
}

// after is the page to show once the act was performed.
func (f actForm) after(done performed) string {
	if f.form.Begins {
		return proceedingDesk.page(done.No)
	}
	return f.desk.page(f.subject.No)
}

// perform hands the act to the interface.
func (s *console) perform(r *http.Request, f actForm, values url.Values) (done performed, refused *door.Problem) {
	body := forms.Body(f.parts(), values, f.about.So)
	if body == nil {
		body = map[string]any{}
	}
	if len(f.form.Fields) > 0 && body[forms.FactsName] == nil {
		body[forms.FactsName] = map[string]any{}
	}
	raw, err := json.Marshal(body)
	if err != nil { // of texts, numbers and lists
		return done, s.door.Problem(r.Context(), err)
	}
	header := actHeader(values.Get(inputKey), values.Get(inputSeen))
	return done, s.call(r, http.MethodPost, f.desk.endpoint(f.subject.No, f.form.Act), header, raw, &done)
}

// actHeader is the key of an act, and how many acts whoever asks has seen of its subject.
func actHeader(key, seen string) http.Header {
	h := http.Header{"Idempotency-Key": {key}}
	if n, err := strconv.Atoi(seen); err == nil && n > 0 {
		h.Set("If-Match", `"`+strconv.Itoa(n)+`"`)
	}
	return h
}
