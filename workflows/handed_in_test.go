package workflows_test

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/stretchr/testify/require"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/workflows"
)

// vouched is the office's word for an act of the actor, as the API gives it. Of the
// act only what may reach Temporal is left in it.
func (o *office) vouched(subject, key string, actor law.Actor, act *law.Act) record.HandedIn {
	o.t.Helper()
	act.Actor = law.Actor{}
	handedIn, err := record.Vouch(keys, record.StatementOf(subject, key, actor.HandsIn(), *act, "", "", law.Seen{}))
	require.NoError(o.t, err)
	return handedIn
}

// entityOf is the entity of a case with a link to it.
func (o *office) entityOf(no string) law.Actor {
	o.t.Helper()
	ctx := o.t.Context()
	sum := sha256.Sum256([]byte("link of " + no))
	l := record.Link{Hash: hex.EncodeToString(sum[:]), Purpose: record.LinkEntity, Subject: no, Holder: o.caseNow(no).Entity, Created: planned}
	if _, err := o.store.LinkByHash(ctx, l.Hash); err == nil {
		return l.Actor()
	}
	kept, _, err := o.store.MakeLink(ctx, "link-"+no, l, nil, func(tasks.Task, []record.Link) error { return nil })
	require.NoError(o.t, err)
	return kept.Actor()
}

// requested is a person's act as the office sends it to the workflow.
func (o *office) requested(subject, key string, actor law.Actor, act law.Act, seq int) workflows.ActRequest {
	handedIn := o.vouched(subject, key, actor, &act)
	return workflows.ActRequest{Key: key, Act: act, RecordSeq: seq, HandedIn: handedIn}
}

// ofCase is a person's act of a case as the workflow hands it to its activity.
func (o *office) ofCase(no, key string, actor law.Actor, act law.Act) activities.CaseAct {
	handedIn := o.vouched(no, key, actor, &act)
	return activities.CaseAct{Case: no, Key: key, Act: act, HandedIn: handedIn}
}

// caseOf is the case that the walk is about, or that its proceeding came out of.
func (w *walk) caseOf() string {
	if p, err := w.store.Proceeding(w.t.Context(), w.id); err == nil {
		return p.Case
	}
	return w.id
}
