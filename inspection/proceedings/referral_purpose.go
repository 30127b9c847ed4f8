package proceedings

// ReferralPurpose is what a referral asks the addressee for.
type ReferralPurpose string

// The purposes; "" is the handling by who is in charge (文件四(五)).
const (
	// 处分建议: who is responsible at a 社保经办机构 is disciplined by whom that belongs to
	// (社会保险经办条例第53条).
	PurposeDiscipline ReferralPurpose = "discipline"
	// 治安管理处罚: for the police, and no crime (劳动保障监察条例第30条第2款).
	PurposePublicSecurity ReferralPurpose = "public_security"
	PurposeHandling       ReferralPurpose = "handling"
)

// ReferralPurposes are all of them.
var ReferralPurposes = []ReferralPurpose{PurposeHandling, PurposeDiscipline, PurposePublicSecurity}

var referralPurposeNames = map[ReferralPurpose]string{PurposeHandling: "移送依法处理", PurposeDiscipline: "提出处分建议", PurposePublicSecurity: "移送治安管理处罚"}

// Chinese is its name.
func (p ReferralPurpose) Chinese() string { return referralPurposeNames[p] }
