package law

// The periods of a referral to another department. No law sets them.
const (
	DeadlineReferralProposal DeadlineKind = "referral_proposal"
	DeadlineReferralApproval DeadlineKind = "referral_approval"
	DeadlineReferralHandover DeadlineKind = "referral_handover"
	DeadlineReferralReceipt  DeadlineKind = "referral_receipt"
	DeadlineReferralReply    DeadlineKind = "referral_reply"
)

const referralClause = "本单位规定（文件四(五)）"

var referralPeriods = []LegalPeriod{
	{Kind: DeadlineReferralProposal, Name: "提出移送意见", Period: workingDays(5), From: "立项、审批退回或者受移送单位退回之日", Clause: referralClause,
		ExtendBy: RoleSectionHead, Responsible: []Role{RoleInspector}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
	{Kind: DeadlineReferralApproval, Name: "审批移送", Period: workingDays(3), From: "提出移送意见之日", Clause: referralClause,
		ExtendBy: RoleBureauHead, Responsible: []Role{RoleSectionHead, RoleBureauHead}, Escalate: []Role{RoleSupervisor}},
	{Kind: DeadlineReferralHandover, Name: "移交有关主管部门", Period: workingDays(5), From: "批准移送之日", Clause: referralClause,
		ExtendBy: RoleSectionHead, Responsible: []Role{RoleInspector}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
	{Kind: DeadlineReferralReceipt, Name: "取得移送回执", Period: workingDays(5), From: "移交之日", Clause: referralClause,
		ExtendBy: RoleSectionHead, Responsible: []Role{RoleInspector, RoleClerk}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
	{Kind: DeadlineReferralReply, Name: "催询办理结果", Period: workingDays(20), From: "收到回执之日", Clause: referralClause,
		ExtendBy: RoleSectionHead, Responsible: []Role{RoleInspector, RoleClerk}, Escalate: []Role{RoleSectionHead, RoleSupervisor}},
}
