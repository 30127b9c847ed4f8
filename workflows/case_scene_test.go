package workflows_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
)

// caseScene is the scene of a case with the steps of the procedure.
type caseScene struct {
	*scene
	items []string
	team  inspection.Team
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
	s.at(when, s.does(s.lead(), inspection.ServeNotice{Method: inspection.ServedInPerson, On: day(when)}))
}

// fileSelfCheck: the entity says of every item that there is no problem.
func (s *caseScene) fileSelfCheck(when string) {
	answers := map[string]inspection.SelfCheckAnswer{}
	for _, item := range s.items {
		answers[item] = inspection.SelfCheckAnswer{}
	}
	s.at(when, s.does(s.entity(), inspection.FileSelfCheck{Answers: answers}))
}

// visit: the record of a visit of the hour before, signed by the whole team;
// items without a finding are clear.
func (s *caseScene) visit(when string, findings map[string]inspection.Finding) {
	all := map[string]inspection.Finding{}
	for _, item := range s.items {
		all[item] = inspection.FindingClear
		if f, ok := findings[item]; ok {
			all[item] = f
		}
	}
	s.record(when, inspection.RecordVisit{CertificatesShown: true, Findings: all, EntitySignature: inspection.EntitySigned})
}

// attempt: a visit that came to nothing, with its outcome as a whole.
func (s *caseScene) attempt(when string, outcome inspection.Outcome) {
	s.record(when, inspection.RecordVisit{Attempt: outcome, EntitySignature: inspection.EntityAbsent})
}

func (s *caseScene) record(when string, f inspection.RecordVisit) {
	f.Mode, f.Started, f.Ended = inspection.ModeOnSite, at(when).Add(-time.Hour), at(when)
	s.at(when, s.does(s.lead(), f))
	s.sign(when)
}

// sign: each of the team signs the record as it then stands.
func (s *caseScene) sign(when string) {
	for i, member := range s.team {
		s.script = append(s.script, step{at(when).Add(time.Duration(i+1) * time.Minute), func() {
			s.does(member, inspection.SignRecord{Revision: s.caseNow(s.id).Visit.Revision})()
		}})
	}
}

// conclude: proposed by the lead, confirmed by the section head an hour later.
func (s *caseScene) conclude(when string, outcome inspection.Outcome, items map[string]inspection.ItemResult) {
	s.at(when, s.does(s.lead(), inspection.ProposeResult{Outcome: outcome, Items: items}))
	s.script = append(s.script, step{at(when).Add(time.Hour), s.does("head", inspection.ConfirmResult{})})
}

// publish: prepared by the clerk, approved by the bureau head an hour later.
func (s *caseScene) publish(when string) {
	s.at(when, s.does("clerk", inspection.PreparePublication{}))
	s.script = append(s.script, step{at(when).Add(time.Hour), s.does("director", inspection.ApprovePublication{})})
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
	s.recordsBecause(s.lead(), inspection.RecordNotServed{On: day("2024-04-03 10:00")})
	s.records(s.lead(), inspection.RecordVisit{Mode: inspection.ModeOnSite, Started: at("2024-04-03 09:00"), Ended: at("2024-04-03 09:30"),
		Attempt: inspection.OutcomeUnreachable, EntitySignature: inspection.EntityAbsent})
	for _, member := range s.team {
		s.records(member, inspection.SignRecord{Revision: 1})
	}
	s.records(s.lead(), inspection.ProposeResult{Outcome: inspection.OutcomeUnreachable})
	s.records("head", inspection.ConfirmResult{})
}
