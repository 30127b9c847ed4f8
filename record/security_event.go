package record

import "time"

// SecurityEventKind names what was done with the office itself, beside its
// procedure: who came in, who failed to, what left it, whose powers changed.
type SecurityEventKind string

// The kinds of security events.
const (
	EventLogin           SecurityEventKind = "login"
	EventLoginFailed     SecurityEventKind = "login_failed"
	EventPasswordChanged SecurityEventKind = "password_changed"
	EventPasswordReset   SecurityEventKind = "password_reset"
	EventRolesChanged    SecurityEventKind = "roles_changed"
	EventTokenIssued     SecurityEventKind = "token_issued"
	EventTokenRevoked    SecurityEventKind = "token_revoked"
	EventTokenAddress    SecurityEventKind = "token_address" // a token came from where it never did before
	EventAccountOpened   SecurityEventKind = "account_opened"
	EventAccountClosed   SecurityEventKind = "account_closed"
	EventHandover        SecurityEventKind = "handover"
	EventSessionEnded    SecurityEventKind = "session_ended" // by another than whose it was
	EventFactorEnrolled  SecurityEventKind = "second_factor_enrolled"
	EventFactorReset     SecurityEventKind = "second_factor_reset"
	EventFactorFailed    SecurityEventKind = "second_factor_failed"
	EventRecoveryUsed    SecurityEventKind = "recovery_code_used"
	EventDelegated       SecurityEventKind = "delegated"
	EventExported        SecurityEventKind = "exported"
	EventEvidenceRead    SecurityEventKind = "evidence_read"
	// Of links of entities and outside witnesses: the account is who made or revoked it;
	// those who act by one have none.
	EventLinkMade      SecurityEventKind = "link_made"
	EventLinkRevoked   SecurityEventKind = "link_revoked"
	EventLinkAct       SecurityEventKind = "link_act"
	EventLinkCodeWrong SecurityEventKind = "link_code_wrong"
	EventLinkLocked    SecurityEventKind = "link_locked"
	// EventThrottled: an address guessed at passwords or flooded the office and is
	// refused for it. Noted once an hour for each address.
	EventThrottled SecurityEventKind = "throttled"
	// EventForged: a message reached the workflows or the record that the office did
	// not send. The administrators and supervisors are told of each.
	EventForged SecurityEventKind = "forged"
)

// SecurityEventKinds are all kinds, in the order in which they are shown.
var SecurityEventKinds = []SecurityEventKind{EventLogin, EventLoginFailed, EventFactorFailed, EventRecoveryUsed, EventThrottled, EventForged,
	EventPasswordChanged, EventPasswordReset, EventFactorEnrolled, EventFactorReset, EventSessionEnded, EventTokenIssued, EventTokenRevoked, EventTokenAddress,
	EventAccountOpened, EventAccountClosed, EventRolesChanged, EventDelegated, EventHandover, EventExported, EventEvidenceRead,
	EventLinkMade, EventLinkRevoked, EventLinkAct, EventLinkCodeWrong, EventLinkLocked}

//nolint:gosec // names of kinds, no credentials
var securityEventNames = map[SecurityEventKind]string{
	EventLogin: "登录", EventLoginFailed: "登录失败", EventPasswordChanged: "修改密码", EventPasswordReset: "重置密码",
	EventRolesChanged: "职权变更", EventTokenIssued: "签发令牌", EventTokenRevoked: "吊销令牌", EventTokenAddress: "令牌从新的地址使用",
	EventAccountOpened: "启用账号", EventAccountClosed: "停用账号", EventHandover: "离任交接", EventSessionEnded: "结束他人的登录",
	EventFactorEnrolled: "设置动态口令", EventFactorReset: "重设动态口令", EventFactorFailed: "动态口令不正确", EventRecoveryUsed: "使用恢复码", EventDelegated: "委托职权",
	EventExported: "导出", EventEvidenceRead: "查看完整证据", EventForged: "伪造的办理请求", EventThrottled: "频繁请求被限制",
	EventLinkMade: "生成链接", EventLinkRevoked: "撤销链接", EventLinkAct: "凭链接办理", EventLinkCodeWrong: "链接验证码有误", EventLinkLocked: "链接锁定",
}

// Chinese is the kind's name.
func (k SecurityEventKind) Chinese() string {
	if name, ok := securityEventNames[k]; ok {
		return name
	}
	return string(k)
}

// SecurityEvent is one line of the security log (安全日志). Lines are never changed.
type SecurityEvent struct {
	ID      int64
	At      time.Time // real time, UTC
	Kind    SecurityEventKind
	Account string // whose doing; "" where nobody is known
	Address string // from where; "" inside the office
	Subject string // what it was about: an account, a case, a register
	Detail  string // in Chinese, without secrets; at most 500 characters
}

// SecurityEventFilter narrows the security log; zero fields do not.
type SecurityEventFilter struct {
	Kind    SecurityEventKind
	Account string
	Since   time.Time
}
