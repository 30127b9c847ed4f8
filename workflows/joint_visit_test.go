package workflows_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/activities"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// jointScene is a case that waits for its inspection, and one of the same entity in
// another task that is to lead it.
type jointScene struct {
	*caseScene
	leading *leadingCase
}

// leadingCase is acted on past any workflow.
type leadingCase struct {
	*caseScene
	no string
}

func newJointScene(t *testing.T) *jointScene {
	t.Helper()
	s := newCase(t)
	s.importPlan(otherPlan)
	lead := s.openLike(s.caseNow(s.id), otherPlan+"-001", otherPlan+"-001-0001")
	joint := &jointScene{s, &leadingCase{s, lead.No}}
	s.serve("2024-04-02 10:00")
	s.fileSelfCheck("2024-04-03 10:00")
	s.at("2024-04-03 11:00", joint.leading.reachesTheVisit)
	return joint
}

func (l *leadingCase) acts(who string, facts law.Facts) error {
	l.t.Helper()
	actor, known := l.people[who]
	require.True(l.t, known, who)
	act, err := law.NewAct(actor, time.Time{}, facts)
	require.NoError(l.t, err)
	act.Reasoned = true
	_, err = l.effects.RecordCaseAct(context.Background(), l.ofCase(l.no, "leading-"+who+string(act.Kind), actor, act))
	return err
}

func (l *leadingCase) now() cases.Case { return l.caseNow(l.no) }

func (l *leadingCase) reachesTheVisit() {
	_, err := l.effects.IssueNotice(context.Background(), l.no)
	require.NoError(l.t, err)
	require.NoError(l.t, l.acts(l.lead(), cases.RecordNotServed{On: day("2024-04-03 10:00")}))
}

// visits records the visit of the day and lets the whole team sign.
func (l *leadingCase) visits() {
	findings := map[string]law.Finding{}
	for _, item := range l.now().SheetItems() {
		findings[item] = law.FindingClear
	}
	findings[l.items[0]] = law.FindingProblem
	require.NoError(l.t, l.acts(l.lead(), cases.RecordVisit{Mode: cases.ModeOnSite, Started: l.env.Now().Add(-time.Hour), Ended: l.env.Now(),
		CertificatesShown: true, Findings: findings, EntitySignature: cases.EntitySigned}))
	for _, member := range l.team {
		require.NoError(l.t, l.acts(member, cases.SignRecord{Revision: l.now().Visit.Revision}))
	}
}

// joins: the clerk lets the other case lead.
func (s *jointScene) joins(when string) {
	s.at(when, s.does("clerk", cases.JoinVisit{With: s.leading.no}))
}

// changesPast does something in the leading case that changes this one's record past
// its workflow, which then hears of it as that case's activity lets it know.
func (s *jointScene) changesPast(when string, do func()) {
	s.at(when, func() { s.behind = true; do() }, s.hears(activities.Announcement{ID: when, Update: activities.UpdateRecordChanged}))
	s.script = append(s.script, step{at(when).Add(10 * time.Minute), func() { s.behind = false; s.requireAgreement(); s.requireTimer() }})
}

func TestOneVisitForTwoTasks(t *testing.T) {
	s := newJointScene(t)
	s.joins("2024-04-08 09:30")
	s.at("2024-04-08 09:40", s.sees(func() {
		require.True(t, s.caseNow(s.id).Joined())
		require.True(t, s.leading.now().Leading())
		require.Contains(t, s.told.updates, activities.UpdateRecordChanged+" "+s.leading.no)
	}), s.cannot(s.lead(), cases.RecordVisit{Mode: cases.ModeOnSite}, "inspected_jointly"))
	s.changesPast("2024-04-08 15:00", s.leading.visits)
	s.conclude("2024-04-09 10:00", law.OutcomeCorrection, s.result(law.OutcomeCorrection))
	s.at("2024-04-09 12:00", s.leaves())
	s.play()
	c, lead := s.caseNow(s.id), s.leading.now()
	require.Equal(t, lead.Visit.Ended, c.Visit.Ended)
	require.Equal(t, law.FindingProblem, c.Visit.Findings[s.items[0]])
	require.Equal(t, cases.JointVisitDone, c.Joint.State)
	require.Equal(t, cases.StageHandling, c.Stage, "its result is its own")
	require.Equal(t, cases.StageResult, lead.Stage)
}

// TestALeadingCaseThatRefuses leaves both cases as they were.
func TestALeadingCaseThatRefuses(t *testing.T) {
	s := newJointScene(t)
	s.at("2024-04-08 09:00", func() { s.leading.visits() })
	s.at("2024-04-08 09:30", s.cannot("clerk", cases.JoinVisit{With: s.leading.no}, "act_not_at_this_stage"))
	s.at("2024-04-08 09:40", s.cannot("clerk", cases.JoinVisit{With: taskID + "-9999"}, "case_not_found"))
	s.at("2024-04-08 09:50", s.leaves())
	s.play()
	require.Nil(t, s.caseNow(s.id).Joint)
	require.Nil(t, s.leading.now().Joint)
}

// TestAJointVisitThatIsParted by either side is the other's to know.
func TestAJointVisitThatIsParted(t *testing.T) {
	t.Run("by the clerk", func(t *testing.T) {
		s := newJointScene(t)
		s.joins("2024-04-08 09:30")
		s.at("2024-04-08 10:30", s.because("clerk", cases.PartVisit{}))
		s.visit("2024-04-09 15:00", nil)
		s.at("2024-04-09 16:00", s.leaves())
		s.play()
		require.Equal(t, cases.StageResult, s.caseNow(s.id).Stage)
		require.Equal(t, cases.JointVisitParted, s.leading.now().Joint.State)
	})
	t.Run("with the leading case's task", func(t *testing.T) {
		s := newJointScene(t)
		s.joins("2024-04-08 09:30")
		s.changesPast("2024-04-08 10:30", func() {
			s.cancelTask(s.leading.no)
			act, err := activities.CancelAct(s.leading.no)
			require.NoError(t, err)
			_, err = s.effects.RecordCaseChange(context.Background(), act)
			require.NoError(t, err)
		})
		s.visit("2024-04-09 15:00", nil)
		s.at("2024-04-09 16:00", s.leaves())
		s.play()
		require.Equal(t, cases.StageResult, s.caseNow(s.id).Stage)
	})
}

// TestJoiningHalfWay: what was written in the leading case only is brought to its
// end by the activity's next attempt, once.
func TestJoiningHalfWay(t *testing.T) {
	s := newJointScene(t)
	s.at("2024-04-08 09:30", func() {
		act, err := law.NewAct(s.people["clerk"], time.Time{}, cases.JoinVisit{With: s.leading.no})
		require.NoError(t, err)
		s.told.unreachable = true
		in := s.ofCase(s.id, "half", s.people["clerk"], act)
		_, err = s.effects.JoinVisit(context.Background(), in)
		require.Error(t, err)
		require.True(t, s.leading.now().Leading())
		require.Nil(t, s.caseNow(s.id).Joint)
		s.told.unreachable = false
		for range 2 {
			_, err = s.effects.JoinVisit(context.Background(), in)
			require.NoError(t, err)
		}
		s.behind = true
	}, s.leaves())
	s.play()
	require.True(t, s.caseNow(s.id).Joined())
	led := 0
	for _, a := range s.acts(s.leading.no) {
		if a.Kind == cases.ActLeadJointVisit {
			led++
		}
	}
	require.Equal(t, 1, led)
}
