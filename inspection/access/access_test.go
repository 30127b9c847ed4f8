package access_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/settings"
)

func refused(t *testing.T, code string, err error) {
	t.Helper()
	var e *law.Error
	require.True(t, errors.As(err, &e), "%v", err)
	require.Equal(t, code, e.Code)
	require.Equal(t, law.KindForbidden, e.Kind)
}

// TestEachRightHasItsRow: a right without a row would be held by nobody, unnoticed.
func TestEachRightHasItsRow(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "right.go", nil, 0)
	require.NoError(t, err)
	var named []access.Right
	ast.Inspect(file, func(n ast.Node) bool {
		if v, is := n.(*ast.ValueSpec); is && len(v.Values) == 1 {
			if kind, typed := v.Type.(*ast.Ident); typed && kind.Name == "Right" {
				text, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
				require.NoError(t, err)
				named = append(named, access.Right(text))
			}
		}
		return true
	})
	require.NotEmpty(t, named)
	require.ElementsMatch(t, named, access.Rights())
	for _, r := range access.Rights() {
		require.NotEmpty(t, r.Roles(), r)
		require.Regexp(t, `\p{Han}`, r.Title(), r)
		for _, role := range r.Roles() {
			require.True(t, law.IsStaffRole(role), "%s: %s", r, role)
		}
	}
}

func TestRights(t *testing.T) {
	clerk := law.Actor{ID: "c", Roles: []law.Role{law.RoleClerk}}
	require.NoError(t, access.ImportRegisters.Require(clerk))
	require.NoError(t, access.ImportRegisters.Require(law.System), "the program's own commands")
	require.NotContains(t, access.ImportRegisters.Roles(), law.RoleSystem)
	err := access.ApproveVisits.Require(clerk)
	refused(t, "not_your_act", err)
	require.Contains(t, err.Error(), "“批准行政检查”应由局负责人办理")
	refused(t, "not_your_act", access.Right("no such right").Require(law.System))
	require.Contains(t, access.Held(clerk), access.MoveClock)
	require.NotContains(t, access.Held(clerk), access.ApproveVisits)
	for _, r := range access.Rights() {
		require.False(t, r.HeldBy(law.Actor{ID: "e", Roles: []law.Role{law.RoleEntity, law.RoleWitness}}), "%s by link", r)
	}
}

// TestSettingsAreOfSomeRight: what the route lets in is what the settings let in
// together, and each setting belongs to one right of the table.
func TestSettingsAreOfSomeRight(t *testing.T) {
	rights := []access.Right{access.ChangeSettings, access.ChangeMailSettings, access.ChangeRuleSettings}
	for _, s := range settings.All {
		about, matches := s.About(), 0
		for _, r := range rights {
			if len(about.Who) == len(r.Roles()) && (law.Actor{Roles: r.Roles()}).Has(about.Who...) {
				matches++
			}
		}
		require.NotZero(t, matches, about.Name)
		require.Subset(t, access.ChangeSettings.Roles(), about.Who, about.Name)
	}
}

func TestReach(t *testing.T) {
	role := func(r ...law.Role) []law.Role { return r }
	lent := func(own []law.Role, r law.Role) law.Actor {
		return law.Actor{ID: "d", Roles: append(own, r), Department: "乙科", Certificate: "冀B01",
			Delegation: "x", DelegatedFrom: "f", DelegatedRoles: role(r), DelegatedDepartment: "甲科"}
	}
	for name, c := range map[string]struct {
		actor law.Actor
		want  access.Reach
	}{
		"nobody":                  {law.Actor{Department: "甲科", Certificate: "冀B01"}, access.Reach{}},
		"administrator":           {law.Actor{Roles: role(law.RoleAdministrator), Department: "甲科"}, access.Reach{}},
		"clerk":                   {law.Actor{Roles: role(law.RoleClerk), Department: "甲科"}, access.Reach{Departments: []string{"甲科"}}},
		"clerk and section head":  {law.Actor{Roles: role(law.RoleClerk, law.RoleSectionHead), Department: "甲科"}, access.Reach{Departments: []string{"甲科"}}},
		"inspector":               {law.Actor{Roles: role(law.RoleInspector), Department: "甲科", Certificate: "冀B01"}, access.Reach{Certificate: "冀B01"}},
		"no longer inspector":     {law.Actor{Roles: role(law.RoleClerk), Department: "甲科", Certificate: "冀B01"}, access.Reach{Departments: []string{"甲科"}}},
		"inspector and clerk":     {law.Actor{Roles: role(law.RoleInspector, law.RoleClerk), Department: "甲科", Certificate: "冀B01"}, access.Reach{Departments: []string{"甲科"}, Certificate: "冀B01"}},
		"deputy of a head":        {lent(nil, law.RoleSectionHead), access.Reach{Departments: []string{"甲科"}}},
		"inspector as deputy":     {lent(role(law.RoleInspector), law.RoleSectionHead), access.Reach{Departments: []string{"甲科"}, Certificate: "冀B01"}},
		"clerk as deputy":         {lent(role(law.RoleClerk), law.RoleSectionHead), access.Reach{Departments: []string{"乙科", "甲科"}}},
		"deputy of a bureau head": {lent(role(law.RoleClerk), law.RoleBureauHead), access.Reach{Everything: true, Departments: []string{"乙科"}}},
		"supervisor":              {law.Actor{Roles: role(law.RoleSupervisor), Department: "纪委"}, access.Reach{Everything: true}},
	} {
		require.Equal(t, c.want, access.ReachOf(c.actor), name)
		require.Equal(t, c.want.Certificate == "" && len(c.want.Departments) == 0 && !c.want.Everything, c.want.None(), name)
	}
}

func TestNobodyWithoutACertificateIsOnATeam(t *testing.T) {
	c := cases.Case{No: "2024001-001-0001", Department: "甲科", Team: law.Team{"", "冀B01"}}
	stranger := law.Actor{ID: "s", Roles: []law.Role{law.RoleInspector}, Department: "乙科"}
	refused(t, "not_your_case", access.MayRead(stranger, access.OfCase(c, nil)))
	refused(t, "not_your_case", access.MayMakeEntityLink(stranger, c))
	refused(t, "not_your_case", access.MayShowVisitCode(stranger, c))
}

// TestLinks: who reads a case does not therefore fetch its links.
func TestLinks(t *testing.T) {
	c := cases.Case{No: "2024001-001-0001", Department: "甲科", Team: law.Team{"冀B01", "冀B02"}}
	of := func(department string, r law.Role) law.Actor {
		return law.Actor{ID: "a", Roles: []law.Role{r}, Department: department, Certificate: "冀B02"}
	}
	require.NoError(t, access.MayMakeEntityLink(of("丙科", law.RoleInspector), c))
	require.NoError(t, access.MayShowVisitCode(of("丙科", law.RoleInspector), c))
	require.NoError(t, access.MayMakeEntityLink(of("甲科", law.RoleClerk), c))
	for _, actor := range []law.Actor{of("乙科", law.RoleClerk), of("甲科", law.RoleSectionHead), of("甲科", law.RoleBureauHead), of("甲科", law.RoleSupervisor)} {
		refused(t, "not_your_case", access.MayMakeEntityLink(actor, c))
		refused(t, "not_your_case", access.MayShowVisitCode(actor, c))
	}
	// The clerk's power of another department gives nothing in the own one.
	deputy := law.Actor{ID: "d", Roles: []law.Role{law.RoleInspector, law.RoleClerk}, Department: "甲科", Certificate: "冀B09",
		DelegatedRoles: []law.Role{law.RoleClerk}, DelegatedDepartment: "乙科", DelegatedFrom: "f", Delegation: "x"}
	refused(t, "not_your_case", access.MayMakeEntityLink(deputy, c))
	c.Department = "乙科"
	require.NoError(t, access.MayMakeEntityLink(deputy, c))
}

// TestWatchingLinks: those who watch see what became of a link, and the supervisor
// ends it; neither makes one.
func TestWatchingLinks(t *testing.T) {
	c := cases.Case{No: "2024001-001-0001", Department: "甲科", Team: law.Team{"冀B01"}}
	of := func(department string, r law.Role) law.Actor {
		return law.Actor{ID: "a", Roles: []law.Role{r}, Department: department}
	}
	require.NoError(t, access.MayWatchEntityLink(of("纪委", law.RoleSupervisor), c))
	require.NoError(t, access.MayWatchEntityLink(of("局领导", law.RoleBureauHead), c))
	require.NoError(t, access.MayRevokeEntityLink(of("纪委", law.RoleSupervisor), c))
	refused(t, "not_your_case", access.MayRevokeEntityLink(of("局领导", law.RoleBureauHead), c))
	for _, who := range []law.Actor{of("乙科", law.RoleClerk), of("甲科", law.RoleSectionHead), of("甲科", law.RoleLegalReviewer), of("甲科", law.RoleAdministrator)} {
		refused(t, "not_your_case", access.MayWatchEntityLink(who, c))
		refused(t, "not_your_case", access.MayRevokeEntityLink(who, c))
	}
	clerk := of("甲科", law.RoleClerk)
	for _, may := range []func(law.Actor, cases.Case) error{access.MayMakeEntityLink, access.MayRevokeEntityLink, access.MayWatchEntityLink} {
		require.NoError(t, may(clerk, c))
	}
}

func TestInvitingWitnesses(t *testing.T) {
	task := tasks.Task{ID: "2024001-001", Department: "甲科"}
	of := func(department string, r law.Role) law.Actor {
		return law.Actor{ID: "a", Roles: []law.Role{r}, Department: department}
	}
	require.NoError(t, access.MayInviteWitness(of("甲科", law.RoleClerk), task))
	require.NoError(t, access.MayInviteWitness(of("纪委", law.RoleSupervisor), task))
	refused(t, "not_your_task", access.MayInviteWitness(of("乙科", law.RoleClerk), task))
	refused(t, "not_your_act", access.MayInviteWitness(of("甲科", law.RoleBureauHead), task))
}
