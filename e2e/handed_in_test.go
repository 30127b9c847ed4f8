package e2e

import (
	"github.com/stretchr/testify/require"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// vouched is the office's word for an act of the person, as the API gives it.
func (o *office) vouched(subject, key, who string, act *law.Act) record.HandedIn {
	o.t.Helper()
	actor, known := o.people[who]
	require.True(o.t, known, who)
	act.Actor = law.Actor{}
	handedIn, err := record.Vouch(keys, record.StatementOf(subject, key, actor.HandsIn(), *act, "", "", law.Seen{}))
	require.NoError(o.t, err)
	return handedIn
}

// ofTask is a person's act of a task as the workflow hands it to its activity.
func (o *office) ofTask(id, key, who string, act law.Act) activities.TaskAct {
	handedIn := o.vouched(id, key, who, &act)
	return activities.TaskAct{Task: id, Key: key, Act: act, HandedIn: handedIn}
}
