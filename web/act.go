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
		return s.begun(ctx, f)
	}
}

// act takes what the form sends: it is performed by the interface, or the form is shown
// again with all that was typed.
func (s *console) act(d desk) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, leave, refusal := s.door.Admit(w, r, door.Way{For: door.Persons, Long: true})
		var keep keepFile
		if refusal == nil {
			defer leave()
			keep = func(name string, body io.Reader) (record.Attachment, error) {
				return s.office.StoreAttachment(ctx, door.PersonOf(ctx).Actor, name, body)
			}
		} else {
			ctx = r.Context()
		}
		came, err := receive(w, r, keep)
		if err != nil {
			s.refuse(ctx, w, r, err)
			return
		}
		values := came.values
		if refusal != nil {
			s.keep(ctx, w, r, came, refusal)
			return
		}
		r = r.WithContext(ctx)
		f, err := s.actForm(ctx, r, d)
		if err == nil {
			err = f.madeFor(values)
		}
		if err != nil {
			s.keep(ctx, w, r, came, err)
			return
		}
		if err := came.refused(); err != nil {
			s.show(ctx, w, r, f.view(values, s.door.Problem(ctx, err)))
			return
		}
		if values.Get(inputSave) != "" {
			s.show(ctx, w, r, s.saved(ctx, f, values))
			return
		}
		if values.Get(forms.AddRow) != "" || values.Get(inputContinue) != "" {
			s.show(ctx, w, r, f.view(values, nil))
			return
		}
		if f.form.Grave && values.Get(inputConfirmed) == "" {
			s.show(ctx, w, r, f.confirmation(values))
			return
		}
		var done performed
		if refused := s.perform(r, f, values, &done); refused != nil {
			if refused.Code == record.CodeKeyReused { // with other content: it would be another act
				values.Set(inputKey, rand.Text())
			}
			refused.SetHeaders(w.Header())
			s.show(ctx, w, r, f.view(values, refused))
			return
		}
		http.Redirect(w, r, f.after(done)+"?done="+url.QueryEscape(string(f.form.Act)), http.StatusSeeOther) //nolint:gosec // a page below Root, of a subject that the office found
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
func (s *console) perform(r *http.Request, f actForm, values url.Values, done *performed) *door.Problem {
	body := forms.Body(f.parts(), values, f.about.So)
	if body == nil {
		body = map[string]any{}
	}
	if len(f.form.Fields) > 0 && body[forms.FactsName] == nil {
		body[forms.FactsName] = map[string]any{}
	}
	raw, err := json.Marshal(body)
	if err != nil { // of texts, numbers and lists
		return s.door.Problem(r.Context(), err)
	}
	header := http.Header{"Idempotency-Key": {values.Get(inputKey)}}
	if seen, err := strconv.Atoi(values.Get(inputSeen)); err == nil && seen > 0 {
		header.Set("If-Match", `"`+strconv.Itoa(seen)+`"`)
	}
	return s.call(r, http.MethodPost, f.desk.endpoint(f.subject.No, f.form.Act), header, raw, done)
}
