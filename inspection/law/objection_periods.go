package law

// DeadlineObjection is the period for the answer, that for an enterprise which asks
// about what is shown of it; the bureau may set another length.
const DeadlineObjection DeadlineKind = "objection"

var objectionPeriods = []LegalPeriod{
	{Kind: DeadlineObjection, Name: "答复异议", Period: workingDays(20), From: "收到异议之日", Clause: "文件四(五)；企业信息公示暂行条例第13条第二款",
		ExtendBy: RoleBureauHead, Responsible: []Role{RoleSectionHead, RoleClerk}, Escalate: []Role{RoleBureauHead, RoleSupervisor}},
}
