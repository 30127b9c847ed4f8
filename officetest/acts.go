package officetest

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/draw"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
)

// TaskID is the plan's first task.
const TaskID = "2024001-001"

// Salt is the witness's own.
var Salt = []byte("0123456789abcdef")

// The witness of the task's draw, and what the witness sealed.
const (
	Witness = "纪委见证人"
	Entry   = "三十七号签"
)

// Until waits for a condition on the record.
func (o *Office) Until(condition func(context.Context) bool) {
	o.t.Helper()
	require.Eventually(o.t, func() bool { return condition(o.t.Context()) }, 30*time.Second, 20*time.Millisecond)
}

// Task is the plan's first task as it stands.
func (o *Office) Task() tasks.Task {
	o.t.Helper()
	t, err := o.Store.Task(o.t.Context(), TaskID)
	require.NoError(o.t, err)
	return t
}

// CaseNow is the case as it stands.
func (o *Office) CaseNow(no string) cases.Case {
	o.t.Helper()
	c, err := o.Store.Case(o.t.Context(), no)
	require.NoError(o.t, err)
	return c
}

// CaseNumbers are those of the task's cases, in order.
func (o *Office) CaseNumbers() []string {
	o.t.Helper()
	listed, err := o.Store.Cases(o.t.Context(), record.CaseFilter{Task: TaskID}, record.Page{Limit: 500})
	require.NoError(o.t, err)
	var out []string
	for _, c := range listed.Items {
		out = append(out, c.No)
	}
	return out
}

// entry is what is handed in with the facts.
func (o *Office) entry(facts law.Facts, reason []string) (bureau.Entry, bureau.Call) {
	o.t.Helper()
	o.calls++
	e := bureau.Entry{Facts: facts, Reason: strings.Join(reason, "")}
	var err error
	e.Body, err = json.Marshal(record.Submission[law.Facts]{Facts: facts, Reason: e.Reason, Narrative: "演示记述"})
	require.NoError(o.t, err)
	return e, bureau.Call{Person: "officetest", Route: string(facts.Kind()), Key: fmt.Sprint(o.calls), Body: e.Body}
}

// ActOnTheTask performs an act of the plan's first task by the use case.
func (o *Office) ActOnTheTask(who string, facts law.Facts, reason ...string) {
	o.t.Helper()
	e, call := o.entry(facts, reason)
	_, _, err := o.ActOnTask(o.t.Context(), o.Actor(who), TaskID, e, call)
	require.NoError(o.t, err)
}

// ActOnTheCase performs an act of a case by the use case.
func (o *Office) ActOnTheCase(who, no string, facts law.Facts, reason ...string) cases.Case {
	o.t.Helper()
	e, call := o.entry(facts, reason)
	v, _, err := o.ActOnCase(o.t.Context(), o.Actor(who), no, e, call)
	require.NoError(o.t, err)
	return v.Case
}

// ActOnTheProceeding performs an act of a proceeding by the use case.
func (o *Office) ActOnTheProceeding(who, no string, facts law.Facts, reason ...string) proceedings.Proceeding {
	o.t.Helper()
	e, call := o.entry(facts, reason)
	v, _, err := o.ActOnProceeding(o.t.Context(), o.Actor(who), no, e, call)
	require.NoError(o.t, err)
	return v.Proceeding
}

// FiledAgainst proposes and approves the filing of a penalty case against a citizen who
// is not the entity that was drawn.
func (o *Office) FiledAgainst(p proceedings.Proceeding, party record.PartyDetails) proceedings.Proceeding {
	o.t.Helper()
	facts := proceedings.ProposeFiling{Party: proceedings.PartyCitizen, Role: proceedings.PartyBeneficiary, Continuing: true}
	e, call := o.entry(facts, nil)
	var err error
	e.Body, err = json.Marshal(record.Submission[law.Facts]{Facts: facts, Narrative: "演示记述", Party: &party})
	require.NoError(o.t, err)
	call.Body = e.Body
	_, _, err = o.ActOnProceeding(o.t.Context(), o.Actor(p.Team.Lead()), p.No, e, call)
	require.NoError(o.t, err)
	return o.ActOnTheProceeding("director", p.No, proceedings.ApproveFiling{})
}

// PrepareDraw is the clerk's proposal of the draw of the plan's first task.
func PrepareDraw() tasks.PrepareDraw {
	return tasks.PrepareDraw{Joint: Joint, Rules: tasks.DrawRules{Mode: plans.DrawUntargeted, Ratio: "10%", TeamSize: 2, Witnesses: 1}}
}

// SealOf is the witness's seal over the task's commitment.
func (o *Office) SealOf(name, entry string, salt []byte) string {
	o.t.Helper()
	var commitment draw.Hash
	require.NoError(o.t, commitment.UnmarshalText([]byte(o.Task().Draw.Commitment)))
	seal, err := draw.Seal(commitment, name, entry, salt)
	require.NoError(o.t, err)
	return seal.String()
}

// CasesOpened waits until the drawn cases are there with their notices, and returns
// their numbers.
func (o *Office) CasesOpened() []string {
	o.t.Helper()
	o.Until(func(context.Context) bool {
		t := o.Task()
		return t.Stage == tasks.StageRunning && len(o.CaseNumbers()) == t.Draw.Drawn-t.Draw.NoTeam
	})
	numbers := o.CaseNumbers()
	require.NotEmpty(o.t, numbers)
	o.Until(func(context.Context) bool {
		for _, no := range numbers {
			if !o.CaseNow(no).NoticeIssued {
				return false
			}
		}
		return true
	})
	return numbers
}

// Drawn takes the task to its opened cases and returns their numbers.
func (o *Office) Drawn() []string {
	o.t.Helper()
	o.Until(func(context.Context) bool { return o.Task().Stage == tasks.StagePreparing })
	o.ActOnTheTask("clerk", PrepareDraw())
	o.ActOnTheTask("director", tasks.ApproveDraw{})
	o.ActOnTheTask("supervisor", tasks.SealEntry{Witness: Witness, Seal: o.SealOf(Witness, Entry, Salt)})
	o.ActOnTheTask("supervisor", tasks.OpenEntry{Witness: Witness, Entry: Entry, Salt: hex.EncodeToString(Salt)})
	return o.CasesOpened()
}

// Today is the day of the business clock.
func (o *Office) Today() calendar.Date {
	o.t.Helper()
	now, err := o.Now(o.t.Context())
	require.NoError(o.t, err)
	return calendar.DateOf(now)
}
