package record

import (
	"encoding/json"
	"net/mail"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"shuangsuiji/inspection/citizenid"
	"shuangsuiji/inspection/creditcode"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/names"
)

// PartyDetails are who the party of a penalty case is (当事人), as papers to it need it.
// They are handed in beside the facts of the filing and go through no procedure.
type PartyDetails struct {
	Name string `json:"name" minLength:"1" maxLength:"200" doc:"名称或者姓名"`
	// Identifier is the credit code of an organisation; the citizen's number of a
	// citizen, or the number of a passport or permit.
	Identifier string `json:"identifier" minLength:"1" maxLength:"64" doc:"单位的统一社会信用代码；公民的身份号码，没有的为护照、通行证等证件的号码"`
	Address    string `json:"address" minLength:"1" maxLength:"300" doc:"住所或者住址，送达文书使用"`
	Contact    string `json:"contact,omitempty" maxLength:"100" doc:"联系人，单位的为法定代表人或者负责人"`
	Phone      string `json:"phone,omitempty" maxLength:"64" doc:"联系电话"`
	Email      string `json:"email,omitempty" maxLength:"200" doc:"电子邮箱，用于发送期限提示和链接验证码"`
}

// Party is a party on record.
type Party struct {
	No   string
	Kind proceedings.PartyKind
	PartyDetails
	// Proceeding is the one whose act named it; what follows from that has the same
	// party.
	Proceeding string
	By         string
	Named      time.Time
}

// Public is what the public may know a party by beside its name: the credit code of an
// organisation, nothing of a citizen.
func (p Party) Public() string {
	if p.Kind == proceedings.PartyOrganisation {
		return p.Identifier
	}
	return ""
}

// Masked is the party as those see it who need not know more than who it is: a
// citizen's document without most of its number, and no way to reach anybody.
func (p Party) Masked() Party {
	p.PartyDetails = p.masked(p.Kind)
	return p
}

func (d PartyDetails) masked(kind proceedings.PartyKind) PartyDetails {
	out := PartyDetails{Name: d.Name, Identifier: d.Identifier}
	if kind != proceedings.PartyOrganisation {
		out.Identifier = citizenid.Masked(d.Identifier)
	}
	return out
}

// otherDocument is the number of a passport or permit: with a letter, or the eight
// figures of a 台湾居民来往大陆通行证, so that a citizen's number with a figure too few is
// none.
var otherDocument = regexp.MustCompile(`^([A-Z0-9]*[A-Z][A-Z0-9]*|\d{8})$`)

const longestDocument = 17 // shorter than a citizen's number

// Check puts the details into the form in which they are kept, and names each field
// that is wrong. No refusal repeats what was typed.
func (d PartyDetails) Check(kind proceedings.PartyKind) (PartyDetails, error) {
	var bad law.Invalid
	at := law.Path(partyPart)
	for _, one := range []struct {
		field, label string
		must         bool
		text         *string
	}{{"name", "名称或者姓名", true, &d.Name}, {"address", "住所或者住址", true, &d.Address}, {"contact", "联系人", false, &d.Contact}, {"phone", "联系电话", false, &d.Phone}} {
		text, ok := names.Typed(*one.text)
		switch {
		case !ok:
			bad.Add(at.Join(one.field), "", "%s含有不能显示的字符，请重新录入", one.label)
		case one.must && text == "":
			bad.Add(at.Join(one.field), "", "%s不能为空", one.label)
		}
		*one.text = text
	}
	if number, why := identifierOf(kind, d.Identifier); why != "" {
		bad.Add(at.Join("identifier"), "", "%s", why)
	} else {
		d.Identifier = number
	}
	if d.Email = strings.TrimSpace(d.Email); d.Email != "" {
		if parsed, err := mail.ParseAddress(d.Email); err != nil || parsed.Address != d.Email {
			bad.Add(at.Join("email"), "", "电子邮箱应为一个完整的地址")
		}
	}
	return d, bad.Err(CodePartyInvalid, "当事人资料")
}

func identifierOf(kind proceedings.PartyKind, typed string) (number, why string) {
	if kind == proceedings.PartyOrganisation {
		code, err := creditcode.Parse(typed)
		if err != nil {
			return "", err.Error()
		}
		return string(code), ""
	}
	plain := strings.ToUpper(strings.Join(strings.Fields(norm.NFKC.String(typed)), ""))
	if len(plain) <= longestDocument && otherDocument.MatchString(plain) {
		return plain, ""
	}
	number, err := citizenid.Parse(plain)
	if err != nil {
		return "", err.Error()
	}
	return number, ""
}

// partyPart is where a submission has the details.
const partyPart = "party"

// The refusals of the details; their fields are those of the submission and not of its
// facts.
const (
	CodePartyInvalid    = "party_invalid"
	CodePartyRequired   = "party_required"
	CodePartyNotAskedOf = "party_not_asked_for"
)

// OfSubmission reports whether the fields of a refusal with the code are those of the
// submission and not of its facts.
func OfSubmission(code string) bool {
	return slices.Contains([]string{CodeAttachmentsMissing, CodePartyInvalid, CodePartyRequired, CodePartyNotAskedOf}, code)
}

// PartyNamed is the party that the act names, as it was written beside the facts; nil
// where it names none.
//
// Errors: party_required, party_not_asked_for, party_invalid.
func PartyNamed(act law.Act, submission []byte) (*PartyDetails, error) {
	if act.Kind != proceedings.ActProposeFiling {
		return nil, nil
	}
	f, err := law.FactsOf[proceedings.ProposeFiling](act)
	if err != nil {
		return nil, err
	}
	var written struct {
		Party *PartyDetails `json:"party"`
	}
	if len(submission) > 0 {
		if err := json.Unmarshal(submission, &written); err != nil {
			return nil, law.Errorf(law.KindInvalid, "payload_invalid", "提交的内容不是有效的JSON。")
		}
	}
	var bad law.Invalid
	switch {
	case f.Role == "" && written.Party == nil:
		return nil, nil
	case f.Role == "":
		bad.Add(partyPart, "", "当事人就是检查对象的，不填写当事人资料；不是检查对象的，应当选择其身份")
		return nil, bad.Err(CodePartyNotAskedOf, "当事人资料")
	case written.Party == nil:
		bad.Add(law.Path(partyPart).Join("name"), "", "当事人不是检查对象的，必须填写其名称、证件号码和地址")
		return nil, bad.Err(CodePartyRequired, "当事人资料")
	}
	details, err := written.Party.Check(f.Party)
	return &details, err
}

// WithoutParty is a submission as those read it who need not know the party's details.
func WithoutParty(act law.Act, submission json.RawMessage) (json.RawMessage, error) {
	body := map[string]json.RawMessage{}
	if err := json.Unmarshal(submission, &body); err != nil || body[partyPart] == nil {
		return submission, err
	}
	var d PartyDetails
	if err := json.Unmarshal(body[partyPart], &d); err != nil {
		return nil, err
	}
	f, err := law.FactsOf[proceedings.ProposeFiling](act)
	if err != nil {
		return nil, err
	}
	if body[partyPart], err = json.Marshal(d.masked(f.Party)); err != nil {
		return nil, err
	}
	return json.Marshal(body)
}
