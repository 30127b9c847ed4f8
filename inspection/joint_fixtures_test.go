package inspection_test

import (
	"time"

	"shuangsuiji/inspection"
)

// otherCase is a case of the same entity in another task.
const otherCase = "2024002-001-0007"

func (r *caseRun) join() *caseRun {
	r.do("clerk", inspection.JoinVisit{With: otherCase})
	return r
}

// lead takes the other case's items R2 and R9 along.
func (r *caseRun) lead() *caseRun {
	r.do("system", inspection.LeadJointVisit{With: otherCase, Items: []string{"R2", "R9"}})
	return r
}

// jointRecord is what the other case's signed record says of the case's items.
func jointRecord(r *caseRun) inspection.TakeJointRecord {
	return inspection.TakeJointRecord{With: otherCase, Team: inspection.Team{"Z3", "Z1"},
		Visit: inspection.Visit{Mode: inspection.ModeOnSite, Started: r.now.Add(-time.Hour), Ended: r.now, CertificatesShown: true, EntitySignature: inspection.EntitySigned,
			Findings: problemOn("R1"), Signed: []string{"Z3", "Z1"}, SignedBy: []string{"u-other", "u-lead"}, Seq: 40, Revision: 3}}
}
