package inspection

import (
	"encoding/json"
	"fmt"
	"time"

	"shuangsuiji/inspection/calendar"
)

// Feedback (反馈) is what an inspector finds wanting in enforcement or in the law
// itself, as the document asks for (文件四(五)): it goes to the department concerned,
// and its answer is chased. It may come out of a case, at any stage and many times,
// or out of none. Like a [Case] it holds codes, dates and running periods only.
type Feedback struct {
	No         string        `json:"no"` // 2024001-001-0007-F1, or 2024-F1
	Case       string        `json:"case,omitempty"`
	Edition    string        `json:"edition"`
	Department string        `json:"department"`
	Topic      FeedbackTopic `json:"topic,omitempty"`
	// Team are the case's inspectors; without a case, who filed it.
	Team     Team   `json:"team,omitempty"`
	Author   string `json:"author,omitempty"` // account
	FiledFor string `json:"filedFor,omitempty"`

	Stage  FeedbackStage `json:"stage"`
	Seq    int           `json:"seq"` // acts on record
	Opened time.Time     `json:"opened"`
	Docket

	To         Addressee      `json:"to,omitzero"`
	RoutedBy   string         `json:"routedBy,omitempty"`
	RoutedOn   calendar.Date  `json:"routedOn,omitzero"`
	Answer     FeedbackAnswer `json:"answer,omitempty"`
	AnsweredOn calendar.Date  `json:"answeredOn,omitzero"`
	Closed     time.Time      `json:"closed,omitzero"`
}

// FeedbackTopic is what feedback is about.
type FeedbackTopic string

// The topics.
const (
	TopicWeakPoint FeedbackTopic = "weak_point"
	TopicLegalGap  FeedbackTopic = "legal_gap"
)

var topicNames = map[FeedbackTopic]string{TopicWeakPoint: "执法薄弱环节", TopicLegalGap: "法律法规政策缺陷"}

// Chinese is the topic's name.
func (t FeedbackTopic) Chinese() string { return topicNames[t] }

// FeedbackAnswer is what the department concerned makes of it.
type FeedbackAnswer string

// The answers.
const (
	FeedbackAdopted   FeedbackAnswer = "adopted"
	FeedbackExplained FeedbackAnswer = "explained"
	FeedbackReported  FeedbackAnswer = "reported"
)

var feedbackAnswerNames = map[FeedbackAnswer]string{FeedbackAdopted: "已采纳改进", FeedbackExplained: "已说明情况", FeedbackReported: "已向上级报告"}

// Chinese is the answer's name.
func (a FeedbackAnswer) Chinese() string { return feedbackAnswerNames[a] }

// FeedbackStage is where feedback stands.
type FeedbackStage string

// The stages of feedback.
const (
	FeedbackUnfiled  FeedbackStage = "feedback_unfiled" // before its first act
	FeedbackFiled    FeedbackStage = "feedback_filed"
	FeedbackRouted   FeedbackStage = "feedback_routed"
	FeedbackAnswered FeedbackStage = "feedback_answered"
)

var feedbackStageNames = map[FeedbackStage]string{
	FeedbackUnfiled: "待提交", FeedbackFiled: "待转交", FeedbackRouted: "等待答复", FeedbackAnswered: "已答复",
}

// FeedbackStages are the stages at which something is still to be done, in order.
var FeedbackStages = []FeedbackStage{FeedbackUnfiled, FeedbackFiled, FeedbackRouted}

// Chinese is the stage's name.
func (s FeedbackStage) Chinese() string {
	if n, ok := feedbackStageNames[s]; ok {
		return n
	}
	return string(s)
}

// Open reports whether something is still to be done.
func (s FeedbackStage) Open() bool { return s != FeedbackAnswered }

// FeedbackOpening is what feedback begins with. Without a case, Department is the
// author's and Team is empty.
type FeedbackOpening struct {
	No, Case, Edition, Department string
	Team                          Team
	At                            time.Time
}

// FeedbackNo is the number of the n-th feedback out of a case or, with the year
// as origin, out of none.
func FeedbackNo(origin string, n int) string { return fmt.Sprintf("%s-F%d", origin, n) }

// NewFeedback is feedback whose first act, [FileFeedback], is still to come.
func NewFeedback(o FeedbackOpening, law Law) Feedback {
	return Feedback{No: o.No, Case: o.Case, Edition: o.Edition, Department: o.Department, Team: o.Team,
		Stage: FeedbackUnfiled, Opened: o.At, Docket: Docket{Calendar: law.Calendar.Version()}}
}

// Permit asks the table whether the act is allowed now; see [Case.Permit].
func (f Feedback) Permit(a Act) error { return permit(f, FeedbackRules, a) }

// Allowed lists the acts that people may perform now; see [Case.Allowed].
func (f Feedback) Allowed(actor Actor) []Allowance { return allowed(f, FeedbackRules, actor) }

// Apply performs the act on a copy; see [Proceeding.Apply].
func (f Feedback) Apply(a Act, law Law) (Feedback, Effects, error) {
	if law.Edition == nil || law.Edition.Code != f.Edition {
		return f, Effects{}, errEdition(f.No)
	}
	if err := f.Permit(a); err != nil {
		return f, Effects{}, err
	}
	if err := a.checkTimes(f.Opened, law.Calendar); err != nil {
		return f, Effects{}, err
	}
	var next Feedback
	if err := deepCopy(f, &next); err != nil {
		return f, Effects{}, fmt.Errorf("copy feedback %s: %w", f.No, err)
	}
	rule, _ := ruleOf(FeedbackRules, a.Kind)
	next.Seq++
	t := feedbackTransition{transition{Docket: &next.Docket, subject: &next, law: law, act: a}, &next}
	if err := rule.apply(&t); err != nil {
		return f, Effects{}, err
	}
	return next, Effects{Notices: t.notices}, nil
}

// deepCopy makes a deep copy by way of JSON; see [Case.clone].
func deepCopy[S any](s S, to *S) error {
	raw, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return json.Unmarshal(raw, to)
}

func (f Feedback) stage() FeedbackStage { return f.Stage }

func (f Feedback) about() about {
	return about{name: "反馈" + f.No, acts: f.Seq, department: f.Department, team: f.Team, opened: f.Opened, suspendedOn: f.SuspendedOn}
}

func (f Feedback) allowedNow() string { return allowedText(f.Allowed(Actor{})) }

func (f Feedback) is(a Actor, w Who) bool { return f.about().is(a, w) }

func (f Feedback) docket() Docket { return f.Docket }

// edition is the edition that it began with and keeps.
func (f Feedback) edition() (*Edition, error) { return EditionOf(f.Edition) }
