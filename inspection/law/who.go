package law

import (
	"slices"
	"strings"
)

// Scope narrows who of a role may perform an act.
type Scope string

// The scopes.
const (
	ScopeAnyone     Scope = ""           // everybody with the role
	ScopeTeam       Scope = "team"       // only members of the case's team
	ScopeLead       Scope = "lead"       // only the team's lead
	ScopeDepartment Scope = "department" // only of the initiating department
	ScopeSelf       Scope = "self"       // only the entity inspected
	ScopeJoint      Scope = "joint"      // only of a joint department
)

var scopeNames = map[Scope]string{ScopeJoint: "联合处室", ScopeTeam: "本案检查组成员", ScopeLead: "本案检查组组长", ScopeDepartment: "本科室", ScopeSelf: "本案检查对象"}

// Who is a role with its scope.
type Who struct {
	Role  Role  `json:"role"`
	Scope Scope `json:"scope,omitempty"`
}

// Chinese names who is meant, as in a refusal.
func (w Who) Chinese() string {
	switch w.Scope {
	case ScopeTeam, ScopeLead, ScopeSelf:
		return scopeNames[w.Scope]
	case ScopeDepartment, ScopeJoint:
		return scopeNames[w.Scope] + w.Role.Chinese()
	case ScopeAnyone:
	}
	return w.Role.Chinese()
}

// Who acts, as the tables name them.
var (
	ByTeam        = Who{RoleInspector, ScopeTeam}
	ByLead        = Who{RoleInspector, ScopeLead}
	ByClerk       = Who{RoleClerk, ScopeDepartment}
	BySectionHead = Who{RoleSectionHead, ScopeDepartment}
	ByBureauHead  = Who{RoleBureauHead, ScopeAnyone}
	ByEntity      = Who{RoleEntity, ScopeSelf}
	BySystem      = Who{RoleSystem, ScopeAnyone}

	ByLegalReviewer = Who{RoleLegalReviewer, ScopeAnyone}
)

// Anyone reports whether the person is one of those meant.
func Anyone(who []Who, meant func(Who) bool) bool { return slices.ContainsFunc(who, meant) }

// NamesOf names those meant, as in a refusal.
func NamesOf(who []Who) string {
	names := make([]string, len(who))
	for i, w := range who {
		names[i] = w.Chinese()
	}
	return strings.Join(names, "、")
}
