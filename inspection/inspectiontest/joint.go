package inspectiontest

import (
	"time"

	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// OtherCase is a case of the same entity in another task.
const OtherCase = "2024002-001-0007"

func (r *CaseRun) Join() *CaseRun {
	r.Do("clerk", cases.JoinVisit{With: OtherCase})
	return r
}

// Lead takes the other case's items R2 and R9 along.
func (r *CaseRun) Lead() *CaseRun {
	r.Do("system", cases.LeadJointVisit{With: OtherCase, Items: []string{"R2", "R9"}})
	return r
}

// JointRecord is what the other case's signed record says of the case's items.
func JointRecord(r *CaseRun) cases.TakeJointRecord {
	return cases.TakeJointRecord{With: OtherCase, Team: law.Team{"Z3", "Z1"},
		Visit: cases.Visit{Mode: cases.ModeOnSite, Started: r.Now.Add(-time.Hour), Ended: r.Now, CertificatesShown: true, EntitySignature: cases.EntitySigned,
			Findings: ProblemOn("R1"), Signed: []string{"Z3", "Z1"}, SignedBy: []string{"u-other", "u-lead"}, Seq: 40, Revision: 3}}
}
