package proceedings

import (
	"time"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// PoliceFile is what only a referral to the police (移送公安机关) knows: conduct
// that is suspected to be a crime (行政处罚法第27条;
// 行政执法机关移送涉嫌犯罪案件的规定).
type PoliceFile struct {
	ReportedBy string        `json:"reportedBy,omitempty"`
	ReportedOn calendar.Date `json:"reportedOn,omitzero"`
	// ReportedFor is the account whose delegated power the writer used.
	ReportedFor string             `json:"reportedFor,omitempty"`
	DecidedBy   string             `json:"decidedBy,omitempty"`
	DecidedAt   time.Time          `json:"decidedAt,omitzero"` // 24 hours run from it
	SentAt      time.Time          `json:"sentAt,omitzero"`
	Method      law.HandoverMethod `json:"method,omitempty"`
	Penalty     PenaltyEnclosure   `json:"penalty,omitempty"`
	CopiedOn    calendar.Date      `json:"copiedOn,omitzero"` // to the procuratorate
	// Decided are the penalties that were decided before, with what was paid of them, as
	// the letter of referral says (第11条第3款).
	Decided         []DecidedPenalty `json:"decided,omitempty"`
	PenaltyCopiedOn calendar.Date    `json:"penaltyCopiedOn,omitzero"` // the decision, to police and procuratorate
	// ForwardedOn: the police passed it to those who are competent.
	ForwardedOn calendar.Date `json:"forwardedOn,omitzero"`
	ReceiptOn   calendar.Date `json:"receiptOn,omitzero"`
	RefusedOn   calendar.Date `json:"refusedOn,omitzero"`  // told of the refusal to file
	ReturnedOn  calendar.Date `json:"returnedOn,omitzero"` // the file came back

	ReconsiderationOn calendar.Date `json:"reconsiderationOn,omitzero"` // requested
	MaintainedOn      calendar.Date `json:"maintainedOn,omitzero"`      // told that the refusal stands
	SupervisionOn     calendar.Date `json:"supervisionOn,omitzero"`     // suggested to the procuratorate

	FiledOn      calendar.Date `json:"filedOn,omitzero"` // told that the police filed the case
	HandedOverOn calendar.Date `json:"handedOverOn,omitzero"`
}

// PenaltyEnclosure says whether a penalty was decided before the referral and,
// if so, that the decision goes with the file (中办发〔2011〕8号). There is no
// default.
type PenaltyEnclosure string

// What the file says of a penalty.
const (
	NoPenaltyDecided        PenaltyEnclosure = "none"
	PenaltyDecisionEnclosed PenaltyEnclosure = "enclosed"
)

var enclosureNames = map[PenaltyEnclosure]string{NoPenaltyDecided: "移送前未作出行政处罚决定", PenaltyDecisionEnclosed: "已作出行政处罚决定，决定书随案抄送"}

// Chinese is the statement's name.
func (e PenaltyEnclosure) Chinese() string { return enclosureNames[e] }

// PoliceAnswer is whether the police file a criminal case (立案).
type PoliceAnswer string

// The answers of the police.
const (
	PoliceFiles   PoliceAnswer = "filed"
	PoliceRefuses PoliceAnswer = "not_filed"
)

var policeAnswerNames = map[PoliceAnswer]string{PoliceFiles: "立案", PoliceRefuses: "不予立案"}

// Chinese is the answer's name.
func (a PoliceAnswer) Chinese() string { return policeAnswerNames[a] }

// The endings of a referral to the police.
const (
	EndingPoliceFiled          Ending = "police_filed"
	EndingPoliceNotTransferred Ending = "police_not_transferred"
	EndingPoliceNotFiled       Ending = "police_not_filed"
)

var policeEndings = map[Ending]string{
	EndingPoliceFiled: "公安机关已立案，移交完毕", EndingPoliceNotTransferred: "决定不移送", EndingPoliceNotFiled: "公安机关不予立案，依法作出行政处理",
}

// HoldsPenalty reports whether a penalty case for the same facts waits: from the
// decision to refer until it has ended without a criminal case
// (中办发〔2011〕8号; 行政执法机关移送涉嫌犯罪案件的规定第10条、第11条).
func (p Proceeding) HoldsPenalty() bool {
	return p.Police != nil && !p.Police.DecidedAt.IsZero() && p.Ending != EndingPoliceNotFiled
}

// PoliceFiled reports whether the police filed a criminal case.
func (p Proceeding) PoliceFiled() bool { return p.Police != nil && !p.Police.FiledOn.IsZero() }

func beginPolice(t *transition) {
	t.p.Stage, t.p.Police = PoliceReport, &PoliceFile{}
	t.Open(law.DeadlinePoliceReport, t.Act.Happened)
	t.Tell(law.NoticeTask, t.ToTeam(), "请组成专案组核实情况，提出移送涉嫌犯罪案件的书面报告。")
}
