package web

import (
	"context"

	"shuangsuiji/door"
	"shuangsuiji/forms"
)

// beside is what a form shows of its subject, so that nobody leaves the form to look it
// up.
type beside struct {
	Open       bool // the act is done upon it
	Case       *casePage
	Task       *taskPage
	Proceeding *proceedingPage
	Latest     *entryLine
}

// besideOf is what stands beside a form of the desk; nil where there is no subject yet.
func (s *console) besideOf(ctx context.Context, p door.Person, sub subject, d desk, form forms.Form) (*beside, error) {
	if d.show == nil {
		return nil, nil
	}
	shown, err := d.show(ctx, s, p, sub, d)
	if err != nil {
		return nil, err
	}
	out := &beside{Open: form.Upon}
	var entries []entryLine
	switch page := shown.(type) {
	case casePage:
		page.Items, page.Quiet = notable(page.Items)
		out.Case, entries = &page, page.Entries
	case taskPage:
		out.Task, entries = &page, page.Entries
	case proceedingPage:
		out.Proceeding, entries = &page, page.Entries
	}
	for i := range entries {
		if len(entries[i].Said) > 0 { // something was written with it
			out.Latest = &entries[i]
		}
	}
	return out, nil
}

// notable are the items on which there is more to read than that both found nothing, and
// how many the others are.
func notable(items []itemLine) (out []itemLine, quiet int) {
	for _, i := range items {
		if i.Differs || i.Open || i.SelfCheckNote != "" || i.FindingNote != "" || i.Outcome != "" {
			out = append(out, i)
		}
	}
	return out, len(items) - len(out)
}
