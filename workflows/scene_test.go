package workflows_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/workflows"
)

// scene is the life of one workflow in skipped time, over as many runs as it
// takes: what people do is a script of moments, and at each of them the scene
// checks that the workflow and the record agree and that exactly the next moment
// has a timer, one.
type scene struct {
	*office
	id       string
	workflow any
	input    any
	script   []step
	next     int // first step not yet taken

	env     *testsuite.TestWorkflowEnvironment
	begins  time.Time
	timers  map[string]time.Time // pending
	runs    int
	first   int       // acts on record before
	sent    int       // acts sent
	waiting []message // acts and announcements without an answer, in the order of sending
	left    bool
	behind  bool              // the workflow knowingly lags behind the record
	before  map[string]func() // what happens just before an activity's first attempt
	vain    bool              // moments are answered without being taken
	asked   []string          // when such a moment was asked about
}

type message struct {
	id   string
	send func()
}

type step struct {
	when time.Time
	do   func()
}

func (o *office) caseScene(c cases.Case) *scene {
	return &scene{office: o, id: c.No, workflow: workflows.InspectionCase, first: c.Seq, input: workflows.CaseInput{Case: c, Clock: o.clock()}, begins: o.begins(c.Opened)}
}

func (o *office) taskScene() *scene {
	t := o.taskNow()
	return &scene{office: o, id: taskID, workflow: workflows.InspectionTask, first: t.Seq, input: workflows.TaskInput{Task: t, Clock: o.clock()}, begins: o.begins(planned)}
}

// clock is the business clock as a workflow is started with it.
func (o *office) clock() activities.Clock {
	c, err := o.store.Clock(o.t.Context())
	require.NoError(o.t, err)
	return activities.Clock{Standing: c.Standing, Now: c.Now}
}

func (o *office) begins(real time.Time) time.Time {
	if c := o.clock(); c.Standing {
		return c.Now
	}
	return real
}

// at adds what happens at a moment in Asia/Shanghai.
func (s *scene) at(when string, do ...func()) {
	for _, one := range do {
		s.script = append(s.script, step{at(when), one})
	}
}

// play runs the workflow to its end, run after run.
func (s *scene) play() {
	s.t.Helper()
	slices.SortStableFunc(s.script, func(a, b step) int { return a.when.Compare(b.when) })
	for s.run() {
	}
	require.Equal(s.t, len(s.script), s.next, "every step was taken")
	require.Empty(s.t, s.waiting, "every act was answered")
}

// run is one run of the workflow; it reports whether it continued as new.
func (s *scene) run() bool {
	s.t.Helper()
	s.env, s.timers = newEnvironment(), map[string]time.Time{}
	s.runs++
	require.Less(s.t, s.runs, 100, "the workflow does not get on")
	s.env.SetStartTime(s.begins)
	s.now = s.env.Now
	s.told.settled = func() { s.env.SignalWorkflow(workflows.SignalCasesSettled, nil) }
	s.env.RegisterActivity(s.effects)
	s.interfere()
	s.watchTimers()
	// What a run ended without having taken is sent to the next one by the server.
	for _, m := range s.waiting {
		s.env.RegisterDelayedCallback(m.send, time.Millisecond)
	}
	for n := s.next; n < len(s.script); n++ {
		s.env.RegisterDelayedCallback(func() { s.take(n) }, max(2*time.Millisecond, s.script[n].when.Sub(s.begins)))
	}
	s.env.ExecuteWorkflow(s.workflow, s.input)
	require.True(s.t, s.env.IsWorkflowCompleted())
	s.begins = s.env.Now()
	err := s.env.GetWorkflowError()
	var again *workflow.ContinueAsNewError
	if errors.As(err, &again) {
		s.continued(again)
		return true
	}
	if s.left {
		var cancelled *temporal.CanceledError
		require.ErrorAs(s.t, err, &cancelled)
		return false
	}
	require.NoError(s.t, err)
	return false
}

func (s *scene) continued(again *workflow.ContinueAsNewError) {
	s.t.Helper()
	switch s.input.(type) {
	case workflows.CaseInput:
		s.input = decode[workflows.CaseInput](s, again)
	case workflows.TaskInput:
		s.input = decode[workflows.TaskInput](s, again)
	}
}

func decode[T any](s *scene, again *workflow.ContinueAsNewError) T {
	var in T
	require.NoError(s.t, converter.GetDefaultDataConverter().FromPayloads(again.Input, &in))
	return in
}

// beforeActivity lets something happen just before an activity first runs.
func (s *scene) beforeActivity(name string, do func()) {
	if s.before == nil {
		s.before = map[string]func(){}
	}
	s.before[name] = do
}

func (s *scene) interfere() {
	s.env.SetOnActivityStartedListener(func(info *activity.Info, _ context.Context, _ converter.EncodedValues) {
		if do := s.before[info.ActivityType.Name]; do != nil {
			delete(s.before, info.ActivityType.Name)
			do()
		}
	})
	if s.vain {
		s.env.OnActivity(s.effects.RecordCaseMoment, mock.Anything, mock.Anything).Return(
			func(ctx context.Context, in activities.CaseAct) (activities.CaseState, error) {
				s.asked = append(s.asked, s.env.Now().In(calendar.Shanghai).Format("01-02 15:04"))
				return s.effects.CaseNow(ctx, in.Case)
			})
	}
}

func (s *scene) watchTimers() {
	s.env.SetOnTimerScheduledListener(func(id string, d time.Duration) { s.timers[id] = s.env.Now().Add(d) })
	s.env.SetOnTimerFiredListener(func(id string) {
		require.Len(s.t, s.timers, 1, "one pending timer at any time")
		delete(s.timers, id)
	})
	s.env.SetOnTimerCanceledListener(func(id string) { delete(s.timers, id) })
}

// take performs a step, once the workflow was found in order.
func (s *scene) take(n int) {
	s.next = n + 1
	if !s.behind && len(s.waiting) == 0 {
		s.requireAgreement()
		s.requireTimer()
	}
	s.script[n].do()
}

// requireAgreement: the workflow knows what the record knows.
func (s *scene) requireAgreement() {
	s.t.Helper()
	value, err := s.env.QueryWorkflow(workflows.QueryState)
	require.NoError(s.t, err)
	if s.id == taskID {
		var known tasks.Task
		require.NoError(s.t, value.Get(&known))
		require.Equal(s.t, s.taskNow(), known)
		return
	}
	var known cases.Case
	require.NoError(s.t, value.Get(&known))
	require.Equal(s.t, s.caseNow(s.id), known)
}

// requireTimer: the next moment on record has the one timer, and without a next
// moment there is none.
func (s *scene) requireTimer() {
	s.t.Helper()
	next := s.nextMoment()
	if next.IsZero() || s.clock().Standing {
		require.Empty(s.t, s.timers, "nothing is to come")
		return
	}
	require.Len(s.t, s.timers, 1)
	for _, rings := range s.timers {
		require.WithinDuration(s.t, next, rings, 2*time.Second)
	}
}

func (s *scene) nextMoment() time.Time {
	if s.id != taskID {
		next, _ := s.caseNow(s.id).Deadlines.NextMoment()
		return next.At
	}
	t := s.taskNow()
	if t.Stage == tasks.StagePlanned {
		return t.WakesAt()
	}
	next, _ := t.Deadlines.NextMoment()
	return next.At
}

// request is a person's act as the office sends it.
func (s *scene) request(who string, facts law.Facts, reasoned bool) workflows.ActRequest {
	s.t.Helper()
	actor, ok := s.people[who]
	if !ok {
		actor = s.entityOf(s.id)
	}
	act, err := law.NewAct(actor, time.Time{}, facts)
	require.NoError(s.t, err)
	act.Reasoned = reasoned
	s.sent++
	return s.requested(s.id, fmt.Sprintf("act-%d-%d", s.first, s.sent), actor, act, s.recordSeq())
}

func (s *scene) recordSeq() int {
	if s.id == taskID {
		return s.taskNow().Seq
	}
	return s.caseNow(s.id).Seq
}

// does sends an act that is to be recorded; because does the same with a reason.
func (s *scene) does(who string, facts law.Facts) func() {
	return func() { s.send(s.request(who, facts, false), nil) }
}

func (s *scene) because(who string, facts law.Facts) func() {
	return func() { s.send(s.request(who, facts, true), nil) }
}

// cannot sends an act that is to be refused with the code.
func (s *scene) cannot(who string, facts law.Facts, code string) func() {
	return func() {
		s.send(s.request(who, facts, true), func(err error) {
			refusal, ok := activities.RefusalIn(err)
			require.Truef(s.t, ok, "want refusal %s, got %v", code, err)
			require.Equal(s.t, code, refusal.Code, refusal.Message)
		})
	}
}

// send sends the request; without refused it must succeed.
func (s *scene) send(req workflows.ActRequest, refused func(error)) { s.sendAs(req.Key, req, refused) }

func (s *scene) sendAs(updateID string, req workflows.ActRequest, refused func(error)) {
	answered := func(err error) {
		s.answered(updateID)
		if refused == nil {
			require.NoError(s.t, err, "%s", req.Act.Kind)
			return
		}
		require.Error(s.t, err, "%s", req.Act.Kind)
		refused(err)
	}
	s.update(string(req.Act.Kind), updateID, req, answered)
}

func (s *scene) update(name, id string, arg any, answered func(error)) {
	m := message{id, func() {
		s.env.UpdateWorkflow(name, id, &testsuite.TestUpdateCallback{
			OnAccept: func() {}, OnReject: answered, OnComplete: func(_ any, err error) { answered(err) },
		}, arg)
	}}
	s.waiting = append(s.waiting, m)
	m.send()
}

func (s *scene) answered(id string) {
	s.waiting = slices.DeleteFunc(s.waiting, func(m message) bool { return m.id == id })
}

// records puts an act of a case on record past the workflow.
func (s *scene) records(who string, facts law.Facts) { s.recordsAct(who, facts, false) }

func (s *scene) recordsBecause(who string, facts law.Facts) { s.recordsAct(who, facts, true) }

func (s *scene) recordsAct(who string, facts law.Facts, reasoned bool) {
	s.t.Helper()
	act, err := law.NewAct(s.people[who], time.Time{}, facts)
	require.NoError(s.t, err)
	act.Reasoned = reasoned
	_, err = s.effects.RecordCaseAct(context.Background(), s.ofCase(s.id, "past-"+who+string(act.Kind), s.people[who], act))
	require.NoError(s.t, err)
}

// hears sends an announcement of the office.
func (s *scene) hears(in activities.Announcement) func() {
	return func() {
		s.update(in.Update, in.ID, in, func(err error) {
			s.answered(in.ID)
			require.NoError(s.t, err)
		})
	}
}

// continues lets the server suggest a new run from now on.
func (s *scene) continues() func() { return func() { s.env.SetContinueAsNewSuggested(true) } }

// leaves ends the scene in the middle of the workflow.
func (s *scene) leaves() func() {
	return func() { s.left = true; s.env.CancelWorkflow() }
}

// sees performs a check at a moment.
func (s *scene) sees(check func()) func() { return check }
