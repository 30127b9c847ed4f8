package e2e

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/activities"
	"shuangsuiji/bureau"
	"shuangsuiji/hostile/frontend"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/workflows"
)

// Somebody holds the certificate of the installation and sends Temporal what he
// likes. Nothing of it may come on record, and what he breaks is mended from there.

// twoCases is an office with two cases in the window of their self-check, and the
// attacker.
func twoCases(t *testing.T) (o *office, a *frontend.Attacker, first, second string) {
	t.Helper()
	o = openOffice(t, setup{entities: 40, standing: startOfMonth})
	o.importPlan(plan("2024年4月", 1), false)
	numbers := o.drawn(taskID, poolDraw())
	require.GreaterOrEqual(t, len(numbers), 2)
	first, second = numbers[0], numbers[1]
	for _, no := range []string{first, second} {
		o.act(o.lead(no), no, cases.ServeNotice{Method: law.ServedInPerson, On: o.today()})
	}
	require.NoError(t, o.agree(first, 3, o.call(first)))
	o.quietHistory(first)
	return o, &frontend.Attacker{Client: o.client, Namespace: "test"}, first, second
}

// traces is all that an act would leave: acts, state, publications, decisions, mail
// to entities and what people are told of their work.
func (o *office) traces(subjects ...string) string {
	o.t.Helper()
	all := map[string]any{}
	for _, no := range subjects {
		acts, err := o.store.Acts(o.ctx, no, record.Page{Limit: 500})
		require.NoError(o.t, err)
		all["acts of "+no] = acts.Items
	}
	caseList, err := o.store.Cases(o.ctx, record.CaseFilter{}, record.Page{Limit: 500})
	require.NoError(o.t, err)
	taskList, err := o.store.Tasks(o.ctx, record.TaskFilter{}, record.Page{Limit: 500})
	require.NoError(o.t, err)
	proceedingList, err := o.store.Proceedings(o.ctx, record.ProceedingFilter{}, record.Page{Limit: 500})
	require.NoError(o.t, err)
	publications, err := o.store.Publications(o.ctx, record.PublicationFilter{}, record.Page{Limit: 500})
	require.NoError(o.t, err)
	decisions, err := o.store.Decisions(o.ctx, record.DecisionFilter{}, record.Page{Limit: 500})
	require.NoError(o.t, err)
	mail, err := o.store.UndeliveredMail(o.ctx, record.Page{Limit: 500})
	require.NoError(o.t, err)
	for _, c := range caseList.Items {
		all["case "+c.No] = o.caseNow(c.No)
	}
	all["tasks"], all["proceedings"], all["publications"], all["decisions"], all["mail"] = taskList, proceedingList, publications, decisions, mail
	for login := range o.people {
		inbox, err := o.store.Inbox(o.ctx, login, false, record.Page{Limit: 500})
		require.NoError(o.t, err)
		var work []string
		for _, m := range inbox.Items {
			if m.Kind != law.NoticeSecurity {
				work = append(work, m.Subject+" "+m.Key)
			}
		}
		all["told to "+login] = work
	}
	text, err := json.Marshal(all)
	require.NoError(o.t, err)
	return string(text)
}

// toldOf: the security log has it, and supervisors and administrators do, once.
func (o *office) toldOf(t *testing.T, subject string) {
	t.Helper()
	require.NotEmpty(t, o.forgeries(subject))
	for _, login := range []string{"supervisor", "guest", "admin"} {
		inbox, err := o.store.Inbox(o.ctx, login, false, record.Page{Limit: 500})
		require.NoError(t, err)
		told := map[string]int{}
		for _, m := range inbox.Items {
			if m.Kind == law.NoticeSecurity && m.Subject == subject {
				told[m.Key]++
			}
		}
		require.NotEmpty(t, told, "%s hears of %s", login, subject)
		for key, n := range told {
			require.Equal(t, 1, n, key)
		}
	}
}

// forgeries are what the security log has of the subject.
func (o *office) forgeries(subject string) (of []record.SecurityEvent) {
	o.t.Helper()
	events, err := o.store.SecurityEvents(o.ctx, record.SecurityEventFilter{Kind: record.EventForged}, record.Page{Limit: 500})
	require.NoError(o.t, err)
	for _, e := range events.Items {
		if e.Subject == subject {
			of = append(of, e)
		}
	}
	return of
}

// clockNow is the business clock as workflows have it.
func (o *office) clockNow() activities.Clock {
	o.t.Helper()
	c, err := o.store.Clock(o.ctx)
	require.NoError(o.t, err)
	return activities.Clock{Standing: c.Standing, Now: registers.Recorded(c.Now)}
}

// TestForgedMessages sends everything that can be sent to a running case and its
// task, by the frontend: nothing comes on record, and the work goes on to its end.
func TestForgedMessages(t *testing.T) {
	o, a, first, second := twoCases(t)
	attacks, err := a.Messages(o.ctx, frontend.Target{Case: o.caseNow(first), Other: o.caseNow(second), Task: o.taskNow(), Person: "director"})
	require.NoError(t, err)
	before := o.traces(first, second, taskID)
	for _, attack := range attacks {
		t.Run(attack.Name, func(t *testing.T) {
			o := o.at(t)
			told := len(o.forgeries(attack.Told))
			err := attack.Do(o.ctx)
			if attack.Refused {
				require.Error(t, err)
			}
			require.Equal(t, before, o.traces(first, second, taskID))
			if attack.Told != "" {
				require.Greater(t, len(o.forgeries(attack.Told)), told)
				o.toldOf(t, attack.Told)
			}
		})
	}
	o.requireSoundRecord(t)
	// The clock that was announced is believed by nobody: the next real moment comes.
	moment, ok := o.caseNow(first).Deadlines.NextMoment()
	require.True(t, ok)
	_, err = o.Jump(o.ctx, o.people["admin"], bureau.Jump{To: moment.At})
	require.NoError(t, err)
	next, _ := o.caseNow(first).Deadlines.NextMoment()
	require.True(t, next.At.After(moment.At), "the reminder was dealt with")
	o.mended(t) // a task that waits for no moment still knows of the false clock
	o.closesFromSelfCheck(first)
	o.requireSoundRecord(t)
	o.inAgreement()
}

// TestForeseenNames: who has used the names of what the office will tell keeps nobody
// from hearing it.
func TestForeseenNames(t *testing.T) {
	o, a, first, second := twoCases(t)
	at := frontend.Target{Case: o.caseNow(first), Other: o.caseNow(second), Task: o.taskNow(), Person: "director"}
	for _, attack := range a.Foreseen(at, "clock-1") {
		if err := attack.Do(o.ctx); attack.Refused {
			require.Error(t, err)
		} else {
			require.NoError(t, err, attack.Name)
		}
	}
	// Names of cases to come are taken, too, by what is no case.
	_, err := a.Start(o.ctx, taskID+"-9999", "Anything", frontend.Nowhere, "x")
	require.NoError(t, err)

	moment, ok := o.caseNow(first).Deadlines.NextMoment()
	require.True(t, ok)
	view, err := o.Jump(o.ctx, o.people["admin"], bureau.Jump{To: moment.At})
	require.NoError(t, err)
	require.Empty(t, view.Behind)
	next, _ := o.caseNow(first).Deadlines.NextMoment()
	require.True(t, next.At.After(moment.At), "the case has heard of the clock")
	o.toldOf(t, "clock-1")

	o.task("director", tasks.CancelTask{}, "测试")
	for _, no := range []string{first, second} {
		o.untilStage(no, cases.StageCancelled)
	}
	o.mended(t)
	o.requireSoundRecord(t)
}

// TestGenuineStartTakesItsPlace: what runs under the name of a case and is none gives
// way when the office starts the case.
func TestGenuineStartTakesItsPlace(t *testing.T) {
	o := openOffice(t, setup{entities: 40, standing: startOfMonth})
	a := &frontend.Attacker{Client: o.client, Namespace: "test"}
	taken := []string{taskID, taskID + "-0001"}
	for _, id := range taken {
		_, err := a.Start(o.ctx, id, "Anything", frontend.Nowhere, "x")
		require.NoError(t, err)
	}
	o.importPlan(plan("2024年4月", 1), false)
	no := o.drawn(taskID, poolDraw())[0]
	require.Equal(t, taken[1], no)
	for _, id := range taken {
		o.toldOf(t, id)
	}
	o.closes(no)
	o.requireSoundRecord(t)
	o.inAgreement()
}

// TestTheOfficeTakesItsWorkflowBack: an act that a false workflow refuses, or takes
// without the record, is done by the office's own, without anybody's doing.
func TestTheOfficeTakesItsWorkflowBack(t *testing.T) {
	o, a, no, _ := twoCases(t)
	ahead := o.caseNow(no)
	ahead.Stage, ahead.Seq = cases.StageFollowUp, ahead.Seq+20
	_, err := a.Start(o.ctx, no, workflows.InspectionCaseName, workflows.TaskQueue, workflows.CaseInput{Case: ahead, Clock: o.clockNow()})
	require.NoError(t, err)
	seq := o.caseNow(no).Seq
	require.NoError(t, o.agree(no, 9, o.call(no)))
	require.Equal(t, seq+1, o.caseNow(no).Seq)
	o.toldOf(t, no)
	o.inAgreement()
}

// TestTakeovers ends a case's workflow or puts another in its place: each time the
// reconciliation brings it back from the record, and in the end the case closes.
func TestTakeovers(t *testing.T) {
	o, a, no, other := twoCases(t)
	for i := range a.Takeovers(o.caseNow(no), o.clockNow()) {
		attack, call := a.Takeovers(o.caseNow(no), o.clockNow())[i], o.call(no)
		t.Run(attack.Name, func(t *testing.T) {
			o := o.at(t)
			before, told := o.traces(no, other, taskID), len(o.forgeries(no))
			require.NoError(t, attack.Do(o.ctx))
			o.mended(t)
			require.Equal(t, before, o.traces(no, other, taskID))
			switch {
			case attack.Passing:
			case attack.Told != "":
				require.Greater(t, len(o.forgeries(no)), told)
				o.toldOf(t, no)
			default:
				require.Len(t, o.forgeries(no), told, "nothing that an operator may not have done")
			}
			// It takes acts again, each once.
			seq := o.caseNow(no).Seq
			require.NoError(t, o.agree(no, 2+seq, call))
			require.Equal(t, seq+1, o.caseNow(no).Seq)
		})
	}
	o.closesFromSelfCheck(no)
	o.requireSoundRecord(t)
	o.inAgreement()
}

// TestCasesThatWereNotOpened: whoever says that a draw's cases were opened, the task
// does not go on to its summary without them.
func TestCasesThatWereNotOpened(t *testing.T) {
	o := openOffice(t, setup{entities: 40, standing: startOfMonth})
	a := &frontend.Attacker{Client: o.client, Namespace: "test"}
	o.importPlan(plan("2024年4月", 1), false)
	o.untilTask(taskID, tasks.StagePreparing)
	o.onTask(taskID, "clerk", tasks.PrepareDraw{Joint: joint, Rules: smallDraw(0)})
	// The draw comes on record, and its workflow is ended before it opens the cases.
	require.NoError(t, a.TerminateWorkflow(o.ctx, taskID, "", "hostile"))
	approved, err := law.NewAct(law.Actor{}, time.Time{}, tasks.ApproveDraw{})
	require.NoError(t, err)
	_, err = o.effects.CommitDraw(o.ctx, o.ofTask(taskID, "approved", "director", approved))
	require.NoError(t, err)
	_, err = o.effects.RevealDraw(o.ctx, taskID)
	require.NoError(t, err)
	require.Equal(t, tasks.StageRunning, o.taskNow().Stage)

	require.NoError(t, a.Activity(o.ctx, "RecordCasesSettled", taskID))
	_, err = a.Start(o.ctx, taskID, workflows.InspectionTaskName, workflows.TaskQueue, workflows.TaskInput{Task: o.taskNow(), Clock: o.clockNow(), CasesOpened: true})
	require.NoError(t, err)
	o.quietHistory(taskID)
	require.Equal(t, tasks.StageRunning, o.taskNow().Stage)
	require.Empty(t, o.casesOf(taskID))
	o.mended(t)
	o.toldOf(t, taskID)
	o.closes(o.untilOpened(taskID)[0])
	o.requireSoundRecord(t)
}

// TestTakeoversOfAProceeding does the same to a referral; and one that keeps from the
// case what became of it is found, and tells.
func TestTakeoversOfAProceeding(t *testing.T) {
	o, a, no, other := twoCases(t)
	o.fileSelfCheck(no, nil)
	item := o.caseNow(no).Items[0]
	o.record(no, "", map[string]law.Finding{item: law.FindingProblem})
	o.conclude(no, law.OutcomeFollowUp, map[string]cases.ItemResult{item: {Outcome: law.OutcomeFollowUp, Branches: []law.ProceedingKind{law.ProceedingReferral}}})
	o.publish(no)
	referral := o.opened(no, law.ProceedingReferral)
	o.quietHistory(no)
	for i := range a.ProceedingTakeovers(o.proceedingNow(referral), o.clockNow()) {
		attack := a.ProceedingTakeovers(o.proceedingNow(referral), o.clockNow())[i]
		t.Run(attack.Name, func(t *testing.T) {
			o := o.at(t)
			before, told := o.traces(no, other, taskID, referral), len(o.forgeries(referral))
			require.NoError(t, attack.Do(o.ctx))
			o.mended(t)
			require.Equal(t, before, o.traces(no, other, taskID, referral))
			if attack.Told != "" {
				require.Greater(t, len(o.forgeries(referral)), told)
			}
		})
	}
	lead := o.proceedingNow(referral).Team.Lead()
	o.proceed(lead, referral, proceedings.ProposeReferral{To: law.Addressee{Place: law.OtherDepartment, Name: "市场监督管理局"}})
	o.proceed("director", referral, proceedings.ApproveReferral{})
	// The handing over comes on record, and its workflow is ended before it tells.
	require.NoError(t, a.TerminateWorkflow(o.ctx, referral, "", "hostile"))
	handed, err := law.NewAct(law.Actor{}, time.Time{}, proceedings.HandOverReferral{On: o.today(), Method: law.HandedInPerson})
	require.NoError(t, err)
	handedIn := o.vouched(referral, "handed-over", lead, &handed)
	_, err = o.effects.RecordProceedingAct(o.ctx, activities.ProceedingAct{Proceeding: referral, Key: "handed-over", Act: handed, HandedIn: handedIn})
	require.NoError(t, err)
	require.NoError(t, a.Mute(o.ctx, o.proceedingNow(referral), o.clockNow()))
	o.quietHistory(referral)
	require.Equal(t, cases.StageFollowUp, o.caseNow(no).Stage, "the case has not heard that it was handed over")
	found, _, err := o.Reconcile(o.ctx, false)
	require.NoError(t, err)
	require.Len(t, found, 1)
	require.Equal(t, referral, found[0].Subject)
	o.mended(t)
	o.untilStage(no, cases.StageClosed)
	o.requireSoundRecord(t)
	o.inAgreement()
}

// mended: reconciling once brings record and workflows into agreement.
func (o *office) mended(t *testing.T) {
	t.Helper()
	o.until(func() bool {
		found, _, err := o.Reconcile(o.ctx, true)
		require.NoError(t, err)
		for _, d := range found {
			t.Logf("%+v", d)
		}
		left, _, err := o.Reconcile(o.ctx, false)
		require.NoError(t, err)
		return len(left) == 0
	})
}

// TestStrayWorkflows: what runs under a name that nothing on record has is reported,
// and ended when mending; so is what runs for a closed case and does not know it.
func TestStrayWorkflows(t *testing.T) {
	o, a, no, other := twoCases(t)
	early := o.caseNow(no)
	o.closesFromSelfCheck(no)
	o.until(func() bool { return !o.runs(no) })
	before := o.traces(no, other, taskID)
	strays := append(a.Strays(o.caseNow(other), o.clockNow()), a.Takeovers(early, o.clockNow())[4:]...)
	for _, attack := range strays {
		t.Run(attack.Name, func(t *testing.T) {
			o := o.at(t)
			require.NoError(t, attack.Do(o.ctx))
			subject := attack.Told
			if subject == "" {
				subject = no
			}
			if o.runs(subject) { // one that closed itself needs no ending
				o.until(func() bool {
					found, _, err := o.Reconcile(o.ctx, false)
					require.NoError(t, err)
					for _, d := range found {
						require.False(t, d.Mended)
						if d.Subject == subject {
							return true
						}
					}
					return !o.runs(subject)
				})
				o.mended(t)
			}
			require.False(t, o.runs(subject))
			require.Equal(t, before, o.traces(no, other, taskID))
		})
	}
	o.requireSoundRecord(t)
	o.inAgreement()
}
