package law

import (
	"slices"
	"strings"
)

// Role is what an account may be in the bureau's procedure.
type Role string

// The roles of the procedure. RoleSystem acts when a period lapses or a step
// follows by itself; RoleEntity acts through its own link without an account.
const (
	RoleClerk         Role = "clerk"
	RoleInspector     Role = "inspector"
	RoleSectionHead   Role = "section_head"
	RoleBureauHead    Role = "bureau_head"
	RoleLegalReviewer Role = "legal_reviewer"
	RoleSupervisor    Role = "supervisor"
	RoleAdministrator Role = "administrator"
	RoleEntity        Role = "entity"
	RoleWitness       Role = "witness"
	RoleSystem        Role = "system"
)

var roleNames = map[Role]string{
	RoleClerk: "经办", RoleInspector: "执法人员", RoleSectionHead: "科室负责人", RoleBureauHead: "局负责人",
	RoleLegalReviewer: "法制审核", RoleSupervisor: "监督", RoleAdministrator: "管理员",
	RoleEntity: "检查对象", RoleWitness: "见证人", RoleSystem: "系统",
}

// StaffRoles are the roles an account can hold, in the order they are shown.
var StaffRoles = []Role{RoleClerk, RoleInspector, RoleSectionHead, RoleBureauHead, RoleLegalReviewer, RoleSupervisor, RoleAdministrator}

// Chinese is the role's name in the bureau.
func (r Role) Chinese() string {
	if n, ok := roleNames[r]; ok {
		return n
	}
	return string(r)
}

// RoleNames names the roles.
func RoleNames(roles []Role) string {
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = r.Chinese()
	}
	return strings.Join(names, "、")
}

// IsStaffRole reports whether an account can hold the role.
func IsStaffRole(r Role) bool { return slices.Contains(StaffRoles, r) }

// Actor is who performs an act: an account, the entity by its link, an outside
// witness, or the system. It carries no name; names stay in the record.
type Actor struct {
	ID          string `json:"id"`                    // account id, credit code, witness id, or "system"
	Roles       []Role `json:"roles"`                 // own roles and those delegated today
	Department  string `json:"department,omitempty"`  // 科室
	Certificate string `json:"certificate,omitempty"` // 执法证件号, inspectors only
	// Delegation is the id of the delegation under which the actor holds a role
	// that is not its own; the record names it.
	Delegation string `json:"delegation,omitempty"`
	// DelegatedFrom is the account whose power is used under Delegation: nobody
	// approves own proposals by way of a deputy either.
	DelegatedFrom string `json:"delegatedFrom,omitempty"`
	// DelegatedRoles are the roles held only through Delegation, and
	// DelegatedDepartment the department they are held for.
	DelegatedRoles      []Role `json:"delegatedRoles,omitempty"`
	DelegatedDepartment string `json:"delegatedDepartment,omitempty"`
	// By is what the actor came in by; the zero value of an account may be left out.
	By By `json:"-"`
}

// System is the actor of what follows by itself.
var System = Actor{ID: "system", Roles: []Role{RoleSystem}}

// Has reports whether the actor holds any of the roles.
func (a Actor) Has(roles ...Role) bool {
	return slices.ContainsFunc(a.Roles, func(r Role) bool { return slices.Contains(roles, r) })
}

// DepartmentFor is the department for which the actor holds the role: the
// delegator's where the role is delegated.
func (a Actor) DepartmentFor(r Role) string {
	if slices.Contains(a.DelegatedRoles, r) {
		return a.DelegatedDepartment
	}
	return a.Department
}

// DelegationFor is the delegation under which the actor acts in the role; "" where
// the role is the actor's own.
func (a Actor) DelegationFor(r Role) string {
	if slices.Contains(a.DelegatedRoles, r) {
		return a.Delegation
	}
	return ""
}

// SamePerson reports whether the actor is the person id, or uses that person's
// delegated power.
func (a Actor) SamePerson(id string) bool {
	return id != "" && (a.ID == id || a.DelegatedFrom == id)
}

// Lender is the account whose delegated power the actor uses in the role.
func (a Actor) Lender(r Role) string {
	if slices.Contains(a.DelegatedRoles, r) {
		return a.DelegatedFrom
	}
	return ""
}

// EntityActor is the entity inspected, acting for itself.
func EntityActor(code string) Actor { return Actor{ID: code, Roles: []Role{RoleEntity}} }
