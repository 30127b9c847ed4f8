package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// The acts of a referral to another department.
const (
	ActProposeReferral       law.ActKind = "propose_referral"
	ActApproveReferral       law.ActKind = "approve_referral"
	ActReturnReferral        law.ActKind = "return_referral"
	ActRefuseReferral        law.ActKind = "refuse_referral"
	ActHandOverReferral      law.ActKind = "hand_over_referral"
	ActRecordReferralReceipt law.ActKind = "record_referral_receipt"
	ActRecordReferralReply   law.ActKind = "record_referral_reply"
	ActPrepareReferralResult law.ActKind = "prepare_referral_result"
	ActReturnReferralResult  law.ActKind = "return_referral_result"
	ActApproveReferralResult law.ActKind = "approve_referral_result"
)

// ProposeReferral: to whom the matter should go, with the draft of the letter.
type ProposeReferral struct {
	To law.Addressee `json:"to"`
	// Purpose is what it asks for; "" is [PurposeHandling].
	Purpose ReferralPurpose `json:"purpose,omitempty"`
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
	On     calendar.Date      `json:"on"`
	Method law.HandoverMethod `json:"method"`
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

func (ProposeReferral) Kind() law.ActKind       { return ActProposeReferral }
func (ApproveReferral) Kind() law.ActKind       { return ActApproveReferral }
func (ReturnReferral) Kind() law.ActKind        { return ActReturnReferral }
func (RefuseReferral) Kind() law.ActKind        { return ActRefuseReferral }
func (HandOverReferral) Kind() law.ActKind      { return ActHandOverReferral }
func (RecordReferralReceipt) Kind() law.ActKind { return ActRecordReferralReceipt }
func (RecordReferralReply) Kind() law.ActKind   { return ActRecordReferralReply }
func (PrepareReferralResult) Kind() law.ActKind { return ActPrepareReferralResult }
func (ReturnReferralResult) Kind() law.ActKind  { return ActReturnReferralResult }
func (ApproveReferralResult) Kind() law.ActKind { return ActApproveReferralResult }
