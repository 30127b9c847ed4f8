package proceedings

import (
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
)

// OversightFile is what only an opinion of those who supervise the bureau's
// enforcement (监督意见) knows: the judicial bureau as the county government's organ for
// it, a department above, or what the hotline passes on (行政执法监督条例, in force since
// 2026-02-01). It may concern a case or none. The section head looks into it, the
// bureau head approves the answer, the clerk sends it.
type OversightFile struct {
	// Lengths are the bureau's own, in the edition's place.
	Lengths map[law.DeadlineKind]calendar.Period `json:"lengths,omitempty"`

	Source OversightSource `json:"source,omitempty"`
	From   string          `json:"from,omitempty"`   // the organ's name
	Letter string          `json:"letter,omitempty"` // 文号, or the hotline's number
	Topic  OversightTopic  `json:"topic,omitempty"`

	ReceivedOn calendar.Date `json:"receivedOn,omitzero"`
	// AnswerBy is the day that the opinion names; none: the bureau's own length.
	AnswerBy calendar.Date `json:"answerBy,omitzero"`

	Answer      OversightReply `json:"answer,omitempty"`
	ProposedBy  string         `json:"proposedBy,omitempty"` // account
	ProposedFor string         `json:"proposedFor,omitempty"`
	ProposedOn  calendar.Date  `json:"proposedOn,omitzero"`
	ApprovedBy  string         `json:"approvedBy,omitempty"`
	ApprovedOn  calendar.Date  `json:"approvedOn,omitzero"`
	AnsweredOn  calendar.Date  `json:"answeredOn,omitzero"`
}

// OversightSource is who supervises.
type OversightSource string

// The sources.
const (
	OversightByJustice  OversightSource = "justice"  // the government's organ for it, article 6
	OversightBySuperior OversightSource = "superior" // the same field, a level above
	OversightByHotline  OversightSource = "hotline"
)

// OversightSources are all sources.
var OversightSources = []OversightSource{OversightByJustice, OversightBySuperior, OversightByHotline}

var oversightSourceNames = map[OversightSource]string{OversightByJustice: "司法行政部门（行政执法监督机构）", OversightBySuperior: "上级主管部门",
	OversightByHotline: "12345政务服务便民热线等渠道转办"}

// Chinese is the source's name.
func (s OversightSource) Chinese() string { return oversightSourceNames[s] }

// OversightTopic is what the opinion is about, in the main.
type OversightTopic string

// The topics.
const (
	TopicExcessiveVisits OversightTopic = "excessive_visits"
	TopicForProfit       OversightTopic = "for_profit"
	TopicOfficers        OversightTopic = "officers"
	TopicDiscretion      OversightTopic = "discretion"
	TopicOtherConduct    OversightTopic = "other"
)

// OversightTopics are all topics.
var OversightTopics = []OversightTopic{TopicExcessiveVisits, TopicForProfit, TopicOfficers, TopicDiscretion, TopicOtherConduct}

var oversightTopicNames = map[OversightTopic]string{TopicExcessiveVisits: "违规检查、检查过频", TopicForProfit: "趋利性执法", TopicOfficers: "执法人员资格和行为",
	TopicDiscretion: "行政裁量权行使", TopicOtherConduct: "其他"}

// Chinese is the topic's name.
func (t OversightTopic) Chinese() string { return oversightTopicNames[t] }

// OversightReply is what the bureau makes of the opinion.
type OversightReply string

// The replies.
const (
	OversightCorrected OversightReply = "corrected"
	OversightExplained OversightReply = "explained"
)

// OversightReplies are both replies.
var OversightReplies = []OversightReply{OversightCorrected, OversightExplained}

// The endings of an opinion: as it was answered.
const (
	EndingOversightCorrected Ending = "oversight_corrected"
	EndingOversightExplained Ending = "oversight_explained"
)

var oversightEndings = map[Ending]string{EndingOversightCorrected: "已整改并答复", EndingOversightExplained: "已说明情况并答复"}

var endingOfReply = map[OversightReply]Ending{OversightCorrected: EndingOversightCorrected, OversightExplained: EndingOversightExplained}

var oversightReplyNames = map[OversightReply]string{OversightCorrected: "问题属实，已经整改", OversightExplained: "所指问题不存在，说明情况"}

// Chinese is the reply's name.
func (r OversightReply) Chinese() string { return oversightReplyNames[r] }

// beginOversight: its first act is the clerk's.
func beginOversight(t *transition) {
	t.p.Stage = OversightUnregistered
	if t.p.Oversight == nil {
		t.p.Oversight = &OversightFile{}
	}
}
