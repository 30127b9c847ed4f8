package law

// Audience is to whom something is told: roles (of a department, where one is
// named), a case's team, or single persons.
type Audience struct {
	Roles        []Role   `json:"roles,omitempty"`
	Department   string   `json:"department,omitempty"` // narrows clerk and section head
	Certificates []string `json:"certificates,omitempty"`
	Accounts     []string `json:"accounts,omitempty"`
	Entity       string   `json:"entity,omitempty"` // reached by mail only; it has no inbox
}

// NoticeKind groups what arrives in an inbox.
type NoticeKind string

// The kinds of notice.
const (
	NoticeReminder NoticeKind = "reminder" // a period is running out
	NoticeOverdue  NoticeKind = "overdue"  // it has passed
	NoticeTask     NoticeKind = "task"     // something waits for you
	NoticeChange   NoticeKind = "change"   // something you work on has changed
	NoticeSecurity NoticeKind = "security" // somebody tries to get around the office
)

var noticeNames = map[NoticeKind]string{NoticeReminder: "提醒", NoticeOverdue: "逾期", NoticeTask: "待办", NoticeChange: "变更", NoticeSecurity: "安全"}

// Chinese is the kind's name.
func (k NoticeKind) Chinese() string { return noticeNames[k] }

// Notice is one thing to be told. Key distinguishes it within its case or task:
// the same key is told to a person once.
type Notice struct {
	Kind NoticeKind `json:"kind"`
	Key  string     `json:"key"`
	To   Audience   `json:"to"`
	Text string     `json:"text"`
}
