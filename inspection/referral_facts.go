package inspection

import "shuangsuiji/inspection/calendar"

// The acts of a referral to another department.
const (
	ActProposeReferral       ActKind = "propose_referral"
	ActApproveReferral       ActKind = "approve_referral"
	ActReturnReferral        ActKind = "return_referral"
	ActRefuseReferral        ActKind = "refuse_referral"
	ActHandOverReferral      ActKind = "hand_over_referral"
	ActRecordReferralReceipt ActKind = "record_referral_receipt"
	ActRecordReferralReply   ActKind = "record_referral_reply"
	ActPrepareReferralResult ActKind = "prepare_referral_result"
	ActReturnReferralResult  ActKind = "return_referral_result"
	ActApproveReferralResult ActKind = "approve_referral_result"
)

// ProposeReferral: to whom the matter should go, with the draft of the letter.
type ProposeReferral struct {
	To Addressee `json:"to"`
}

// ApproveReferral, ReturnReferral and RefuseReferral are the head's decision on
// the proposal: it goes, it is to be written anew, it stays and the referral ends.
type (
	ApproveReferral struct{}
	ReturnReferral  struct{}
	RefuseReferral  struct{}
)

// HandOverReferral: letter and file were handed to the addressee.
type HandOverReferral struct {
	On     calendar.Date  `json:"on"`
	Method HandoverMethod `json:"method"`
}

// RecordReferralReceipt: the addressee's receipt (回执) of that day.
type RecordReferralReceipt struct {
	On calendar.Date `json:"on"`
}

// RecordReferralReply: the addressee answered on that day. Result goes with
// [ReferralTaken] only.
type RecordReferralReply struct {
	On     calendar.Date  `json:"on"`
	Answer ReferralAnswer `json:"answer"`
	Result ReferralResult `json:"result,omitempty"`
}

// PrepareReferralResult, ReturnReferralResult and ApproveReferralResult are the
// draft of the supplement to the public result, its return with a reason, and its
// approval.
type (
	PrepareReferralResult struct{}
	ReturnReferralResult  struct{}
	ApproveReferralResult struct{}
)

func (ProposeReferral) Kind() ActKind       { return ActProposeReferral }
func (ApproveReferral) Kind() ActKind       { return ActApproveReferral }
func (ReturnReferral) Kind() ActKind        { return ActReturnReferral }
func (RefuseReferral) Kind() ActKind        { return ActRefuseReferral }
func (HandOverReferral) Kind() ActKind      { return ActHandOverReferral }
func (RecordReferralReceipt) Kind() ActKind { return ActRecordReferralReceipt }
func (RecordReferralReply) Kind() ActKind   { return ActRecordReferralReply }
func (PrepareReferralResult) Kind() ActKind { return ActPrepareReferralResult }
func (ReturnReferralResult) Kind() ActKind  { return ActReturnReferralResult }
func (ApproveReferralResult) Kind() ActKind { return ActApproveReferralResult }
