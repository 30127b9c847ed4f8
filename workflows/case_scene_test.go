package workflows_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// caseScene is the scene of a case with the steps of the procedure.
type caseScene struct {
	*scene
	items []string
	team  law.Team
}

// newCase is a case of two items, opened by the draw on Monday 1 April 2024.
func newCase(t *testing.T) *caseScene {
	t.Helper()
	return newOffice(t, drawnRecord).firstCase()
}

func (o *office) firstCase() *caseScene {
	o.t.Helper()
	c := o.caseNow(taskID + "-0001")
	if !slices.Contains(c.Items, "R1") {
		c = o.caseNow(taskID + "-0002")
	}
	return &caseScene{scene: o.caseScene(c), items: c.Items, team: c.Team}
}

func day(when string) calendar.Date { return calendar.DateOf(at(when)) }

func (s *caseScene) lead() string { return s.team.Lead() }

func (s *caseScene) entity() string { return s.caseNow(s.id).Entity }

// serve: the notice is served that day.
func (s *caseScene) serve(when string) {
	s.at(when, s.does(s.lead(), cases.ServeNotice{Method: law.ServedInPerson, On: day(when)}))
}

// fileSelfCheck: the entity says of every item that there is no problem.
func (s *caseScene) fileSelfCheck(when string) {
	answers := map[string]cases.SelfCheckAnswer{}
	for _, item := range s.items {
		answers[item] = cases.SelfCheckAnswer{}
	}
	s.at(when, s.does(s.entity(), cases.FileSelfCheck{Answers: answers}))
}

// visit: the record of a visit of the hour before, signed by the whole team;
// items without a finding are clear.
func (s *caseScene) visit(when string, findings map[string]law.Finding) {
	all := map[string]law.Finding{}
	for _, item := range s.items {
		all[item] = law.FindingClear
		if f, ok := findings[item]; ok {
			all[item] = f
		}
	}
	s.record(when, cases.RecordVisit{CertificatesShown: true, Findings: all, EntitySignature: cases.EntitySigned})
}

// attempt: a visit that came to nothing, with its outcome as a whole.
func (s *caseScene) attempt(when string, outcome law.Outcome) {
	s.record(when, cases.RecordVisit{Attempt: outcome, EntitySignature: cases.EntityAbsent})
}

func (s *caseScene) record(when string, f cases.RecordVisit) {
	f.Mode, f.Started, f.Ended = cases.ModeOnSite, at(when).Add(-time.Hour), at(when)
	s.at(when, s.does(s.lead(), f))
	s.sign(when)
}

// sign: each of the team signs the record as it then stands.
func (s *caseScene) sign(when string) {
	for i, member := range s.team {
		s.script = append(s.script, step{at(when).Add(time.Duration(i+1) * time.Minute), func() {
			s.does(member, cases.SignRecord{Revision: s.caseNow(s.id).Visit.Revision})()
		}})
	}
}

// conclude: proposed by the lead, confirmed by the section head an hour later.
func (s *caseScene) conclude(when string, outcome law.Outcome, items map[string]cases.ItemResult) {
	s.at(when, s.does(s.lead(), cases.ProposeResult{Outcome: outcome, Items: items}))
	s.script = append(s.script, step{at(when).Add(time.Hour), s.does("head", cases.ConfirmResult{})})
}

// publish: prepared by the clerk, approved by the bureau head an hour later.
func (s *caseScene) publish(when string) {
	s.at(when, s.does("clerk", cases.PreparePublication{}))
	s.script = append(s.script, step{at(when).Add(time.Hour), s.does("director", cases.ApprovePublication{})})
}

// closeOthers ends the other cases of the task, so that this one is the last
// that is open.
func (s *caseScene) closeOthers() {
	s.t.Helper()
	for _, no := range s.cases() {
		if no != s.id {
			s.settle(no)
		}
	}
}

// concludesUnreachable puts on record, past any workflow, that nobody was found.
func (s *caseScene) concludesUnreachable() {
	s.t.Helper()
	s.now = func() time.Time { return at("2024-04-03 10:00") }
	_, err := s.effects.IssueNotice(s.t.Context(), s.id)
	require.NoError(s.t, err)
	s.recordsBecause(s.lead(), cases.RecordNotServed{On: day("2024-04-03 10:00")})
	s.records(s.lead(), cases.RecordVisit{Mode: cases.ModeOnSite, Started: at("2024-04-03 09:00"), Ended: at("2024-04-03 09:30"),
		Attempt: law.OutcomeUnreachable, EntitySignature: cases.EntityAbsent})
	for _, member := range s.team {
		s.records(member, cases.SignRecord{Revision: 1})
	}
	s.records(s.lead(), cases.ProposeResult{Outcome: law.OutcomeUnreachable})
	s.records("head", cases.ConfirmResult{})
}
