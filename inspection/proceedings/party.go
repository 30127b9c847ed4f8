package proceedings

import (
	"strconv"

	"shuangsuiji/inspection/law"
)

// The party (当事人) of a penalty case is who committed the conduct. That is mostly the
// entity that was drawn, and not always: false particulars of a recruitment are the
// employer's (就业服务与就业管理规定第14条), a benefit that was obtained by fraud is the
// beneficiary's (社会保险法第88条). Notices, link, decision and public entry are the
// party's then, and the entity that was drawn has no part in the case.

// PartyRole is who the party is, where it is not the entity that was drawn.
type PartyRole string

// The roles of a party; "" is the entity that was drawn.
const (
	PartyEmployer    PartyRole = "employer"    // 用人单位
	PartyBeneficiary PartyRole = "beneficiary" // 受益人
	PartyOther       PartyRole = "other"       // 其他单位或者个人
)

// PartyRoles are all but the entity that was drawn.
var PartyRoles = []PartyRole{PartyEmployer, PartyBeneficiary, PartyOther}

var partyRoleNames = map[PartyRole]string{PartyEmployer: "用人单位", PartyBeneficiary: "受益人", PartyOther: "其他单位或者个人"}

// Chinese is its name.
func (r PartyRole) Chinese() string { return partyRoleNames[r] }

// Party is the party of a proceeding that is not the entity that was drawn. Who it is
// stands on record under the number; name, number of the document and address are no
// part of the proceeding's state.
type Party struct {
	No   string    `json:"no"` // 2024001-001-0007-P1-D2: named by the second act of that proceeding
	Role PartyRole `json:"role"`
}

// PartyNo is the number of the party that the proceeding's act with the number names.
func PartyNo(proceeding string, seq int) string { return proceeding + "-D" + strconv.Itoa(seq) }

// party is the one that the act names; nil is the entity that was drawn.
//
// Errors: party_role_unknown.
func (t *transition) party(role PartyRole) (*Party, error) {
	switch {
	case role == "":
		return nil, nil
	case role.Chinese() == "":
		return nil, law.Errorf(law.KindInvalid, "party_role_unknown", "当事人不是检查对象的，应当写明是用人单位、受益人，还是其他单位或者个人。")
	}
	return &Party{No: PartyNo(t.p.No, t.p.Seq), Role: role}, nil
}

// Against is whom the proceeding is against: the party's number, or the code of the
// entity that was drawn.
func (p Proceeding) Against() string {
	if p.Party != nil {
		return p.Party.No
	}
	return p.Entity
}

// LinkedTo is for what the link is made by which who it is against sees the
// proceeding: the party's own, or that of the inspected entity to its case.
func (p Proceeding) LinkedTo() string {
	if p.Party != nil {
		return p.Party.No
	}
	return p.Case
}
