package frontend

import (
	"context"
	"errors"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/converter"

	"shuangsuiji/inspection/law"
	"shuangsuiji/workflows"
)

// Overheard is a person's act as it stands in a workflow's history, with the office's
// word for it.
type Overheard struct {
	Subject, Name, UpdateID string
	Request                 workflows.ActRequest
}

// Overhear reads the last genuine act that was sent to the workflow.
func (a *Attacker) Overhear(ctx context.Context, subject string) (last Overheard, err error) {
	history := a.GetWorkflowHistory(ctx, subject, "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for history.HasNext() {
		e, err := history.Next()
		if err != nil {
			return last, err
		}
		sent := e.GetWorkflowExecutionUpdateAcceptedEventAttributes().GetAcceptedRequest()
		var req workflows.ActRequest
		if sent == nil || converter.GetDefaultDataConverter().FromPayloads(sent.GetInput().GetArgs(), &req) != nil || req.HandedIn.Proof == "" {
			continue
		}
		last = Overheard{Subject: subject, Name: sent.GetInput().GetName(), UpdateID: sent.GetMeta().GetUpdateId(), Request: req}
	}
	if last.Subject == "" {
		return last, errors.New("nobody's act was sent to " + subject)
	}
	return last, nil
}

// ahead lets a message past the workflow's own judgement, to that of the record.
const ahead = 1 << 30

// Alterations are the message with one thing of it changed each, and others with its
// proof. Each is for its own subject and has its own key, but where the key is what
// was overheard.
func (o Overheard) Alterations(otherSubject, otherPerson string) map[string]Overheard {
	out := map[string]Overheard{}
	add := func(what string, change func(*Overheard)) {
		altered := o
		altered.UpdateID, altered.Request.RecordSeq = "", ahead
		change(&altered)
		out[what] = altered
	}
	add("another key", func(m *Overheard) { m.Request.Key += "-again" })
	add("another subject", func(m *Overheard) { m.Subject = otherSubject })
	fresh := func(what string, change func(*workflows.ActRequest)) {
		add(what, func(m *Overheard) { change(&m.Request) })
	}
	fresh("altered facts", func(r *workflows.ActRequest) {
		r.Act.Facts = []byte(`{"on":"2099-01-01"}`)
	})
	fresh("altered payload", func(r *workflows.ActRequest) { r.PayloadID += "0" })
	fresh("altered hash of the payload", func(r *workflows.ActRequest) { r.PayloadHash += "0" })
	fresh("altered time", func(r *workflows.ActRequest) { r.Act.Happened = time.Date(2020, time.January, 1, 9, 0, 0, 0, time.UTC) })
	fresh("altered person", func(r *workflows.ActRequest) { r.HandedIn.By.ID = otherPerson })
	fresh("altered way in", func(r *workflows.ActRequest) { r.HandedIn.By.Via = law.ViaVisitCode })
	fresh("altered reason", func(r *workflows.ActRequest) { r.Act.Reasoned = !r.Act.Reasoned })
	fresh("altered view", func(r *workflows.ActRequest) { r.Seen.Seq, r.Seen.Stage = ahead, "closed" })
	fresh("by nobody", func(r *workflows.ActRequest) { r.HandedIn.By = law.By{} })
	fresh("without proof", func(r *workflows.ActRequest) { r.HandedIn.Proof = "" })
	fresh("half a proof", func(r *workflows.ActRequest) { r.HandedIn.Proof = r.HandedIn.Proof[:len(r.HandedIn.Proof)/2] })
	fresh("no proof at all", func(r *workflows.ActRequest) { r.HandedIn.Proof = "没有" })
	return out
}
