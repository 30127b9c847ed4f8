package hostile

import (
	"slices"
	"strings"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/inspection/proceedings"
	"shuangsuiji/inspection/tasks"
)

// Who may what, read from the law: the transition tables say for each act which roles
// and in which place; package access says all else. It is evaluated here once more,
// so that what the office answers is held against something that is not the office.

// place is the subject that a path names, as far as it decides who may.
type place struct {
	department string
	joint      []string
	team       law.Team
	file       access.File
	ofCase     cases.Case
	ofTask     tasks.Task

	ofProceeding proceedings.Proceeding
}

// jointly is the scope of the heads of joint departments.
const jointly law.Scope = "joint"

// meant reports whether the person is one of those whom the row names.
func meant(a law.Actor, who []law.Who, p place) bool {
	return slices.ContainsFunc(who, func(w law.Who) bool {
		if !slices.Contains(a.Roles, w.Role) {
			return false
		}
		switch w.Scope {
		case law.ScopeTeam:
			return p.team.Has(a.Certificate)
		case law.ScopeLead:
			return a.Certificate != "" && p.team.Lead() == a.Certificate
		case law.ScopeDepartment:
			return a.DepartmentFor(w.Role) == p.department
		case jointly:
			return slices.Contains(p.joint, a.DepartmentFor(w.Role))
		case law.ScopeSelf:
			return false // nobody of staff is the entity
		case law.ScopeAnyone:
		}
		return true
	})
}

// claim is who a route is for.
type claim struct {
	door door
	may  func(law.Actor, place) bool // of those with an account
}

type door int

const (
	forAnybody door = iota // no login
	forHolders             // of a link
	forStaff
	forSelf // logged in as a person, never a program
)

var (
	anybody  = claim{door: forAnybody}
	holders  = claim{door: forHolders}
	everyone = claim{door: forStaff, may: func(law.Actor, place) bool { return true }}
	oneself  = claim{door: forSelf, may: everyone.may}
)

func holding(r access.Right) claim {
	return claim{door: forStaff, may: func(a law.Actor, _ place) bool { return r.HeldBy(a) }}
}

// ofPlan is for whom the plan's table names, at a department that initiates tasks of
// the plan: the sample's plan has only one.
func ofPlan(kind plans.StepKind) claim {
	at := slices.IndexFunc(plans.Rules, func(r plans.Rule) bool { return r.Kind == kind })
	who := []law.Who{plans.Rules[at].Who}
	return claim{door: forStaff, may: func(a law.Actor, p place) bool { return meant(a, who, p) }}
}

func reader() claim {
	return claim{door: forStaff, may: func(a law.Actor, p place) bool { return access.MayRead(a, p.file) == nil }}
}

func ofCase(may func(law.Actor, cases.Case) error) claim {
	return claim{door: forStaff, may: func(a law.Actor, p place) bool { return may(a, p.ofCase) == nil }}
}

func ofProceeding(may func(law.Actor, proceedings.Proceeding) error) claim {
	return claim{door: forStaff, may: func(a law.Actor, p place) bool { return may(a, p.ofProceeding) == nil }}
}

func ofTask(may func(law.Actor, tasks.Task) error) claim {
	return claim{door: forStaff, may: func(a law.Actor, p place) bool { return may(a, p.ofTask) == nil }}
}

// row is for those of a proceeding's row that have the scope.
func row(kind law.ProceedingKind, act law.ActKind, scopes ...law.Scope) claim {
	return claim{door: forStaff, may: func(a law.Actor, p place) bool {
		rule, _ := proceedings.RuleOf(kind, act)
		who := slices.DeleteFunc(slices.Clone(rule.Who), func(w law.Who) bool { return !slices.Contains(scopes, w.Scope) })
		return meant(a, who, p)
	}}
}

// ofNone is for those of a row whose proceeding comes out of no case: it is of their own
// department.
func ofNone(kind law.ProceedingKind, act law.ActKind) claim {
	return claim{door: forStaff, may: func(a law.Actor, _ place) bool {
		rule, _ := proceedings.RuleOf(kind, act)
		return meant(a, rule.Who, place{department: a.Department})
	}}
}

// claims are all routes but those of acts. A route of the office's document that is
// neither here nor an act is an error: somebody has to say who may.
var claims = map[string]claim{
	"POST /api/login": anybody, "POST /api/logout": anybody, "GET /api/rules": anybody, "GET /api/rules/{edition}": anybody, "GET /api/rules/{edition}/changes": anybody,
	"GET /healthz": anybody, "GET /readyz": anybody,
	"GET /public/publications": anybody, "GET /public/decisions": anybody, "GET /public/plans": anybody, "GET /public/draws": anybody,
	"GET /public/tasks/{id}/draws/{n}/commitment": anybody, "GET /public/tasks/{id}/draws/{n}/evidence": anybody,
	"GET /public/visit-limits": anybody, "GET /public/visit-codes/{code}": anybody, "POST /public/visit-codes/{code}/scan": anybody, "POST /public/verify": anybody,
	"PUT /entity/{secret}/attachments/{sha256}": holders, "GET /entity/{secret}": holders, "GET /witness/{secret}": holders, "POST /entity/{secret}/objections": holders,

	"GET /api/todo": everyone, "GET /api/todo/counts": everyone, "GET /api/todo/waiting": everyone,
	"GET /api/me": everyone, "GET /api/inbox": everyone, "POST /api/inbox/read": everyone, "GET /api/clock": everyone, "GET /api/calendar": everyone, "GET /api/calendar/{year}": everyone,
	"GET /api/delegations": everyone, "POST /api/delegations": everyone, "DELETE /api/delegations/{id}": everyone,
	"GET /api/registers/{register}/template": everyone, "GET /api/grades/template": everyone,
	"GET /api/tasks/{id}/draws/{n}/commitment": everyone, "GET /api/tasks/{id}/draws/{n}/public-evidence": everyone, "GET /api/tasks/{id}/draws/{n}/verification": everyone,
	"POST /api/password": oneself, "GET /api/second-factor": oneself, "POST /api/second-factor": oneself, "POST /api/second-factor/confirm": oneself,
	"POST /api/second-factor/recovery-codes": oneself, "GET /api/sessions": oneself, "DELETE /api/sessions": oneself, "DELETE /api/sessions/{id}": oneself,
	"GET /api/tokens": oneself, "POST /api/tokens": oneself, "DELETE /api/tokens/{id}": oneself,

	"GET /api/cases": holding(access.ReadCases), "GET /api/cases/counts": holding(access.ReadCases), "GET /api/ratings": holding(access.ReadRatings),
	"GET /api/cases/{no}": reader(), "GET /api/cases/{no}/acts": reader(), "GET /api/cases/{no}/items": reader(),
	"GET /api/cases/{no}/visit-code": ofCase(access.MayShowVisitCode), "POST /api/cases/{no}/entity-link": ofCase(access.MayMakeEntityLink),
	"GET /api/cases/{no}/entity-link": ofCase(access.MayWatchEntityLink), "DELETE /api/cases/{no}/entity-link": ofCase(access.MayRevokeEntityLink),
	"POST /api/cases/{no}/feedback":   row(law.ProceedingFeedback, proceedings.ActFileFeedback, law.ScopeTeam),
	"POST /api/feedback":              row(law.ProceedingFeedback, proceedings.ActFileFeedback, law.ScopeAnyone),
	"POST /api/cases/{no}/oversight":  row(law.ProceedingOversight, proceedings.ActRegisterOversight, law.ScopeDepartment),
	"POST /api/oversight":             ofNone(law.ProceedingOversight, proceedings.ActRegisterOversight),
	"POST /api/cases/{no}/objections": row(law.ProceedingObjection, proceedings.ActRaiseObjection, law.ScopeDepartment),

	// Whose hash nobody sent is nobody's: the answer is the same to everybody.
	"PUT /api/attachments/{sha256}": holding(access.SendAttachments), "HEAD /api/attachments/{sha256}": everyone,
	"GET /api/attachments/{sha256}": everyone, "GET /api/attachments/{sha256}/small": everyone,

	"GET /api/proceedings": holding(access.ReadProceedings), "GET /api/proceedings/{no}": reader(), "GET /api/proceedings/{no}/acts": reader(), "GET /api/proceedings/{no}/decisions": reader(),
	"GET /api/proceedings/{no}/party": reader(), "POST /api/proceedings/{no}/party-link": ofProceeding(access.MayMakePartyLink),
	"GET /api/proceedings/{no}/party-link": ofProceeding(access.MayWatchPartyLink), "DELETE /api/proceedings/{no}/party-link": ofProceeding(access.MayRevokePartyLink),

	"GET /api/tasks": holding(access.ReadTasks), "GET /api/tasks/{id}": holding(access.ReadTasks), "GET /api/tasks/{id}/acts": holding(access.ReadTasks),
	"POST /api/tasks/{id}/visit-approvals": holding(access.ApproveVisits), "GET /api/tasks/{id}/near-visits": holding(access.ReadNearVisits),
	"POST /api/tasks/{id}/witnesses": ofTask(access.MayInviteWitness), "GET /api/tasks/{id}/witnesses": holding(access.ReadWitnessLinks),
	"DELETE /api/tasks/{id}/witnesses/{link}":        ofTask(access.MayInviteWitness),
	"GET /api/tasks/{id}/draws/{n}/full-evidence":    holding(access.ReadEvidence),
	"GET /api/tasks/{id}/draws/{n}/openings/{code}":  holding(access.ReadEvidence),
	"GET /api/registers/entities":                    holding(access.ReadRegisters),
	"GET /api/registers/inspectors":                  holding(access.ReadRegisters),
	"GET /api/registers/items":                       holding(access.ReadRegisters),
	"GET /api/registers/{register}/export":           holding(access.ExportRegisters),
	"POST /api/registers/{register}/import":          holding(access.ImportRegisters),
	"GET /api/registers/{register}/{key}/history":    holding(access.ReadRegisters),
	"POST /api/grades/import":                        holding(access.ImportGrades),
	"GET /api/grades/{code}/history":                 holding(access.ReadGrades),
	"POST /api/items/{code}/confirm":                 holding(access.ConfirmItems),
	"GET /api/plans":                                 holding(access.ReadPlans),
	"GET /api/plans/{plan}":                          holding(access.ReadPlans),
	"GET /api/plans/{plan}/versions":                 holding(access.ReadPlans),
	"POST /api/plans/{plan}/propose":                 ofPlan(plans.StepPropose),
	"POST /api/plans/{plan}/return":                  ofPlan(plans.StepReturn),
	"POST /api/plans/{plan}/approve":                 ofPlan(plans.StepApprove),
	"POST /api/plans/{plan}/publish":                 ofPlan(plans.StepPublish),
	"GET /api/years/{year}/coverage":                 holding(access.ReadYear),
	"GET /api/years/{year}/report":                   holding(access.ReadYear),
	"GET /api/years/{year}/report/export":            holding(access.ReadYear),
	"GET /api/years/{year}/figures/{id}/cases":       holding(access.ReadYear),
	"GET /api/years/{year}/figures/{id}/proceedings": holding(access.ReadYear),
	"GET /api/accounts":                              holding(access.ReadAccounts),
	"POST /api/accounts":                             holding(access.KeepAccounts),
	"PUT /api/accounts/{id}":                         holding(access.KeepAccounts),
	"POST /api/accounts/{id}/password":               holding(access.ResetAccess),
	"POST /api/accounts/{id}/second-factor/reset":    holding(access.ResetAccess),
	"GET /api/accounts/{id}/sessions":                holding(access.EndAccess),
	"DELETE /api/accounts/{id}/sessions/{part}":      holding(access.EndAccess),
	"GET /api/accounts/{id}/tokens":                  holding(access.EndAccess),
	"DELETE /api/accounts/{id}/tokens/{part}":        holding(access.EndAccess),
	"POST /api/handovers":                            holding(access.HandOver),
	"GET /api/handovers":                             holding(access.ConfirmHandovers),
	"POST /api/handovers/{id}/confirm":               holding(access.ConfirmHandovers),
	"DELETE /api/handovers/{id}":                     holding(access.HandOver),
	"POST /api/clock":                                holding(access.MoveClock),
	"PUT /api/calendar/{year}":                       holding(access.EnterNotice),
	"GET /api/settings":                              holding(access.ReadSettings),
	"PUT /api/settings/{name}":                       holding(access.ChangeSettings),
	"GET /api/settings/{name}/history":               holding(access.ReadSettings),
	"GET /api/mail/undelivered":                      holding(access.ReadUndelivered),
	"POST /api/mail/undelivered/resume":              holding(access.ResumeMail),
	"GET /api/security-events":                       holding(access.ReadSecurityLog),
	"GET /api/reconcile":                             holding(access.CompareProcedures),
	"POST /api/reconcile":                            holding(access.MendProcedures),
}

// actOf is the act of a route that performs one, "" of any other.
func actOf(r route) law.ActKind {
	_, kind, _ := strings.Cut(r.path, "/acts/")
	return law.ActKind(kind)
}

// claimOf is who the route is for; known is false where nobody has said.
func claimOf(r route) (c claim, known bool) {
	if actOf(r) != "" {
		if strings.HasPrefix(r.path, "/entity/") || strings.HasPrefix(r.path, "/witness/") {
			return holders, true
		}
		return claim{door: forStaff}, true
	}
	c, known = claims[r.String()]
	return c, known
}
