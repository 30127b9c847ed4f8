package law

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Addressee (受移送单位) is who is in charge of what is handed on: another section
// of the bureau, or another department.
type Addressee struct {
	Place Place  `json:"place"`
	Name  string `json:"name"` // short, as on a letter: 市场监督管理局
}

// Place says whether an addressee belongs to the bureau.
type Place string

// The places of an addressee.
const (
	WithinBureau    Place = "within_bureau"
	OtherDepartment Place = "other_department"
)

var placeNames = map[Place]string{WithinBureau: "本局其他科室", OtherDepartment: "其他部门"}

// Chinese is the place's name.
func (p Place) Chinese() string { return placeNames[p] }

// addresseeLongest is the most characters of a department's short name. What is
// longer is no name, and would carry text through the facts.
const addresseeLongest = 40

// Check refuses what names no department, and the section that hands on. The addressee
// stands at the path in the facts.
func (a Addressee) Check(at Path, own string) error {
	var bad Invalid
	if a.Place.Chinese() == "" {
		bad.Add(at.Join("place"), string(a.Place), "应为本局其他科室或者其他部门")
	}
	switch {
	case a.Name == "" || a.Name != strings.TrimSpace(a.Name):
		bad.Add(at.Join("name"), a.Name, "必须填写单位名称，首尾不得有空格")
	case utf8.RuneCountInString(a.Name) > addresseeLongest || strings.ContainsFunc(a.Name, unicode.IsControl):
		bad.Add(at.Join("name"), a.Name, "单位名称应为不超过%d个字的简称", addresseeLongest)
	case a.Place == WithinBureau && a.Name == own:
		bad.Add(at.Join("name"), a.Name, "不能移送或者转交本科室自己")
	}
	return bad.Err("addressee_invalid", "接收单位")
}

// HandoverMethod is how a file is handed to another body.
type HandoverMethod string

// The ways of handing over.
const (
	HandedInPerson   HandoverMethod = "in_person"
	HandedByPost     HandoverMethod = "post"
	HandedByExchange HandoverMethod = "exchange"
)

var handoverNames = map[HandoverMethod]string{HandedInPerson: "当面移交", HandedByPost: "邮寄或者机要", HandedByExchange: "公文交换"}

// Chinese is the method's name.
func (m HandoverMethod) Chinese() string { return handoverNames[m] }

// Check refuses a way of handing over that there is not.
//
// Errors: handover_method_unknown.
func (m HandoverMethod) Check() error {
	if m.Chinese() == "" {
		return Errorf(KindInvalid, "handover_method_unknown", "移交方式应为当面移交、邮寄或者机要、公文交换。")
	}
	return nil
}
