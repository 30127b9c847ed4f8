package workflows_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// TestCertificateExpiresMidCase: on its last day an inspector still serves; from the
// next day on neither he nor the team inspects with him, until another takes his place.
func TestCertificateExpiresMidCase(t *testing.T) {
	s := newCase(t)
	out := s.team[1]
	s.expire(out, day("2024-04-02 00:00"))
	s.at("2024-04-02 10:00", s.does(out, cases.ServeNotice{Method: law.ServedInPerson, On: day("2024-04-02 10:00")}))
	s.fileSelfCheck("2024-04-02 11:00")
	s.at("2024-04-03 09:00", s.cannot(out, cases.AgreeVisit{On: day("2024-04-08 00:00")}, "certificate_expired"))
	s.at("2024-04-03 09:10", s.does(s.lead(), cases.AgreeVisit{On: day("2024-04-08 00:00")})) // his own is valid
	record := cases.RecordVisit{Mode: cases.ModeOnSite, Started: at("2024-04-03 10:00"), Ended: at("2024-04-03 11:00"), CertificatesShown: true,
		Findings: map[string]law.Finding{s.items[0]: law.FindingClear, s.items[1]: law.FindingClear}, EntitySignature: cases.EntitySigned}
	s.at("2024-04-03 11:10", s.cannot(s.lead(), record, "certificate_expired"))
	s.at("2024-04-03 11:20", s.because("head", cases.ReplaceInspector{Out: out}))
	s.at("2024-04-03 11:30", s.does(s.lead(), record))
	s.at("2024-04-03 11:40", s.sees(func() {
		require.NotContains(t, s.caseNow(s.id).Team, out)
		require.Equal(t, 1, s.caseNow(s.id).Visit.Revision)
	}), s.leaves())
	s.play()
}

// TestCertificateExpiresAfterTheVisit: who inspected with a valid certificate signs for
// it; whatever is left is done by another.
func TestCertificateExpiresAfterTheVisit(t *testing.T) {
	s := newCase(t)
	lead := s.lead()
	s.serve("2024-04-02 10:00")
	s.fileSelfCheck("2024-04-02 11:00")
	s.at("2024-04-03 09:00", s.sees(func() { s.expire(lead, day("2024-04-03 00:00")) }))
	s.record("2024-04-03 23:58", cases.RecordVisit{CertificatesShown: true, EntitySignature: cases.EntitySigned,
		Findings: map[string]law.Finding{s.items[0]: law.FindingClear, s.items[1]: law.FindingClear}})
	s.at("2024-04-07 09:00", s.cannot(lead, cases.ProposeResult{Outcome: law.OutcomeNoProblem}, "certificate_expired"))
	s.at("2024-04-07 10:00", s.because("head", cases.ReplaceInspector{Out: lead}))
	s.at("2024-04-07 10:10", s.sees(func() {
		c := s.caseNow(s.id)
		require.NotContains(t, c.Team, lead)
		require.Contains(t, c.Visit.Signed, lead)
	}))
	s.at("2024-04-07 11:00", func() {
		s.does(s.caseNow(s.id).Team.Lead(), cases.ProposeResult{Outcome: law.OutcomeNoProblem})()
	})
	s.at("2024-04-07 11:10", s.leaves())
	s.play()
}
