package law

// DeadlineOversightAnswer is the period for the answer to an opinion of those who
// supervise the bureau's enforcement. The opinion names its day; where it names none,
// the bureau's own length holds.
const DeadlineOversightAnswer DeadlineKind = "oversight_answer"

// oversightAnswer is the period by the clause. No source at hand has an article that
// sets a length.
func oversightAnswer(clause string) LegalPeriod {
	return LegalPeriod{Kind: DeadlineOversightAnswer, Name: "答复监督意见", Period: workingDays(20), NoRoll: true, From: "收到监督意见之日", Clause: clause,
		ExtendBy: RoleBureauHead, Responsible: []Role{RoleSectionHead, RoleClerk}, Escalate: []Role{RoleBureauHead, RoleSupervisor}}
}

var oversightPeriods = []LegalPeriod{oversightAnswer(bureauRule)}

// oversightPeriods2026 rest on 行政执法监督条例 (国务院令第825号), in force since 2026-02-01.
var oversightPeriods2026 = []LegalPeriod{oversightAnswer(bureauRule + "（行政执法监督条例第6条）")}
