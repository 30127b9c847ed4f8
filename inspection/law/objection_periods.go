package law

// DeadlineObjection is the period for the answer; the bureau may set another
// length.
const DeadlineObjection DeadlineKind = "objection"

var objectionPeriods = []LegalPeriod{
	{Kind: DeadlineObjection, Name: "答复异议", Period: workingDays(20), From: "收到异议之日", Clause: "本单位规定（文件四(五)）",
		ExtendBy: RoleBureauHead, Responsible: []Role{RoleSectionHead, RoleClerk}, Escalate: []Role{RoleBureauHead, RoleSupervisor}},
}
