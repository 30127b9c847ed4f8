package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
)

// ReferralFile is what only a referral to the department in charge (移送有关主管
// 部门) knows: conduct outside the section's or the bureau's remit (文件四(五);
// 劳动保障监察条例第18条第2款).
type ReferralFile struct {
	To         law.Addressee   `json:"to,omitzero"` // zero: nothing is proposed
	Purpose    ReferralPurpose `json:"purpose,omitempty"`
	ProposedBy string          `json:"proposedBy,omitempty"`
	ProposedOn calendar.Date   `json:"proposedOn,omitzero"`
	// ProposedFor is the account whose delegated power the proposer used.
	ProposedFor  string             `json:"proposedFor,omitempty"`
	ApprovedBy   string             `json:"approvedBy,omitempty"`
	ApprovedOn   calendar.Date      `json:"approvedOn,omitzero"`
	HandedOverOn calendar.Date      `json:"handedOverOn,omitzero"`
	Method       law.HandoverMethod `json:"method,omitempty"`
	ReceiptOn    calendar.Date      `json:"receiptOn,omitzero"` // 回执
	RepliedOn    calendar.Date      `json:"repliedOn,omitzero"`
	Result       ReferralResult     `json:"result,omitempty"`
	// Declined are those who sent it back because it is not their business.
	Declined []Declined `json:"declined,omitempty"`
	// Handled is how it will end once that is public.
	Handled     Ending                `json:"handled,omitempty"`
	Publication cases.PublicationWork `json:"publication,omitzero"`
}

// Declined is one who found that the matter is not its business.
type Declined struct {
	By law.Addressee `json:"by"`
	On calendar.Date `json:"on"`
}

// ReferralAnswer is whether the addressee takes the matter.
type ReferralAnswer string

// The answers.
const (
	ReferralTaken    ReferralAnswer = "taken"
	ReferralDeclined ReferralAnswer = "declined"
)

var referralAnswerNames = map[ReferralAnswer]string{ReferralTaken: "已受理并反馈办理结果", ReferralDeclined: "不属于其职责，退回"}

// Chinese is the answer's name.
func (a ReferralAnswer) Chinese() string { return referralAnswerNames[a] }

// ReferralResult is what came of it at the addressee's.
type ReferralResult string

// The results.
const (
	ReferralDealtWith   ReferralResult = "dealt_with"
	ReferralNoViolation ReferralResult = "no_violation"
	ReferralOther       ReferralResult = "other"
)

var referralResultNames = map[ReferralResult]string{ReferralDealtWith: "已依法处理", ReferralNoViolation: "未发现违法行为", ReferralOther: "其他"}

// Chinese is the result's name.
func (r ReferralResult) Chinese() string { return referralResultNames[r] }

// The endings of a referral.
const (
	EndingReferred    Ending = "referred"
	EndingNotReferred Ending = "not_referred"
)

var referralEndings = map[Ending]string{EndingReferred: "已移送并收到办理结果", EndingNotReferred: "不予移送"}

func beginReferral(t *transition) {
	t.p.Stage, t.p.Referral = ReferralProposal, &ReferralFile{}
	t.Open(law.DeadlineReferralProposal, t.Act.Happened)
	t.Tell(law.NoticeTask, t.ToLead(), "请提出移送意见并起草移送函。")
}
