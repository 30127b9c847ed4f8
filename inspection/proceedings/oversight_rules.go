package proceedings

import "shuangsuiji/inspection/law"

// oversightLaw: opinions were answered before 行政执法监督条例 was in force, too; since
// then it is a duty ([law.DutyOversight]).
const oversightLaw = "本单位规定"

// oversightRules are the acts of an opinion of those who supervise, in the order of
// the procedure.
func oversightRules() []Rule {
	approval := []Stage{OversightApproval}
	return []Rule{
		{Act: ActRegisterOversight, Name: "登记监督意见", Stages: []Stage{OversightUnregistered}, Leads: leads{OversightUnregistered: {OversightHandling}}, Who: []law.Who{law.ByClerk}, Reason: true,
			Clause: oversightLaw, Apply: law.With((*transition).registerOversight)},
		{Act: ActProposeOversightAnswer, Name: "拟定监督意见答复", Stages: []Stage{OversightHandling}, Leads: leads{OversightHandling: {OversightApproval}}, Who: []law.Who{law.BySectionHead}, Reason: true,
			Clause: oversightLaw, Apply: law.With((*transition).proposeOversightAnswer)},
		{Act: ActReturnOversightAnswer, Name: "退回监督意见答复", Stages: approval, Leads: leads{OversightApproval: {OversightHandling}}, Who: []law.Who{law.ByBureauHead}, Reason: true,
			Clause: oversightLaw, Apply: law.With((*transition).returnOversightAnswer)},
		{Act: ActApproveOversightAnswer, Name: "批准监督意见答复", Stages: approval, Leads: leads{OversightApproval: {OversightAnswer}}, Who: []law.Who{law.ByBureauHead},
			Clause: oversightLaw, Barred: Proceeding.ownOversightAnswer, Apply: law.With((*transition).approveOversightAnswer)},
		{Act: ActDispatchOversightAnswer, Name: "报送监督意见答复", Stages: []Stage{OversightAnswer}, Leads: leads{OversightAnswer: {Closed}}, Who: []law.Who{law.ByClerk},
			Clause: oversightLaw, Apply: law.With((*transition).dispatchOversightAnswer)},
	}
}

func (p Proceeding) ownOversightAnswer(a law.Actor) error {
	return law.NotTheSame(a, "批准", p.Oversight.ProposedBy, p.Oversight.ProposedFor)
}
