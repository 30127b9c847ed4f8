package access_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/access"
	"shuangsuiji/settings"
)

func refused(t *testing.T, code string, err error) {
	t.Helper()
	var e *inspection.Error
	require.True(t, errors.As(err, &e), "%v", err)
	require.Equal(t, code, e.Code)
	require.Equal(t, inspection.KindForbidden, e.Kind)
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
			require.True(t, inspection.IsStaffRole(role), "%s: %s", r, role)
		}
	}
}

func TestRights(t *testing.T) {
	clerk := inspection.Actor{ID: "c", Roles: []inspection.Role{inspection.RoleClerk}}
	require.NoError(t, access.ImportRegisters.Require(clerk))
	require.NoError(t, access.ImportRegisters.Require(inspection.System), "the program's own commands")
	require.NotContains(t, access.ImportRegisters.Roles(), inspection.RoleSystem)
	err := access.ApproveVisits.Require(clerk)
	refused(t, "not_your_act", err)
	require.Contains(t, err.Error(), "“批准行政检查”应由局负责人办理")
	refused(t, "not_your_act", access.Right("no such right").Require(inspection.System))
	require.Contains(t, access.Held(clerk), access.MoveClock)
	require.NotContains(t, access.Held(clerk), access.ApproveVisits)
	for _, r := range access.Rights() {
		require.False(t, r.HeldBy(inspection.Actor{ID: "e", Roles: []inspection.Role{inspection.RoleEntity, inspection.RoleWitness}}), "%s by link", r)
	}
}

// TestSettingsAreOfSomeRight: what the route lets in is what the settings let in
// together, and each setting belongs to one right of the table.
func TestSettingsAreOfSomeRight(t *testing.T) {
	rights := []access.Right{access.ChangeSettings, access.ChangeMailSettings, access.ChangeRuleSettings}
	for _, s := range settings.All {
		about, matches := s.About(), 0
		for _, r := range rights {
			if len(about.Who) == len(r.Roles()) && (inspection.Actor{Roles: r.Roles()}).Has(about.Who...) {
				matches++
			}
		}
		require.NotZero(t, matches, about.Name)
		require.Subset(t, access.ChangeSettings.Roles(), about.Who, about.Name)
	}
}

func TestReach(t *testing.T) {
	role := func(r ...inspection.Role) []inspection.Role { return r }
	lent := func(own []inspection.Role, r inspection.Role) inspection.Actor {
		return inspection.Actor{ID: "d", Roles: append(own, r), Department: "乙科", Certificate: "冀B01",
			Delegation: "x", DelegatedFrom: "f", DelegatedRoles: role(r), DelegatedDepartment: "甲科"}
	}
	for name, c := range map[string]struct {
		actor inspection.Actor
		want  access.Reach
	}{
		"nobody":                  {inspection.Actor{Department: "甲科", Certificate: "冀B01"}, access.Reach{}},
		"administrator":           {inspection.Actor{Roles: role(inspection.RoleAdministrator), Department: "甲科"}, access.Reach{}},
		"clerk":                   {inspection.Actor{Roles: role(inspection.RoleClerk), Department: "甲科"}, access.Reach{Departments: []string{"甲科"}}},
		"clerk and section head":  {inspection.Actor{Roles: role(inspection.RoleClerk, inspection.RoleSectionHead), Department: "甲科"}, access.Reach{Departments: []string{"甲科"}}},
		"inspector":               {inspection.Actor{Roles: role(inspection.RoleInspector), Department: "甲科", Certificate: "冀B01"}, access.Reach{Certificate: "冀B01"}},
		"no longer inspector":     {inspection.Actor{Roles: role(inspection.RoleClerk), Department: "甲科", Certificate: "冀B01"}, access.Reach{Departments: []string{"甲科"}}},
		"inspector and clerk":     {inspection.Actor{Roles: role(inspection.RoleInspector, inspection.RoleClerk), Department: "甲科", Certificate: "冀B01"}, access.Reach{Departments: []string{"甲科"}, Certificate: "冀B01"}},
		"deputy of a head":        {lent(nil, inspection.RoleSectionHead), access.Reach{Departments: []string{"甲科"}}},
		"inspector as deputy":     {lent(role(inspection.RoleInspector), inspection.RoleSectionHead), access.Reach{Departments: []string{"甲科"}, Certificate: "冀B01"}},
		"clerk as deputy":         {lent(role(inspection.RoleClerk), inspection.RoleSectionHead), access.Reach{Departments: []string{"乙科", "甲科"}}},
		"deputy of a bureau head": {lent(role(inspection.RoleClerk), inspection.RoleBureauHead), access.Reach{Everything: true, Departments: []string{"乙科"}}},
		"supervisor":              {inspection.Actor{Roles: role(inspection.RoleSupervisor), Department: "纪委"}, access.Reach{Everything: true}},
	} {
		require.Equal(t, c.want, access.ReachOf(c.actor), name)
		require.Equal(t, c.want.Certificate == "" && len(c.want.Departments) == 0 && !c.want.Everything, c.want.None(), name)
	}
}

func TestNobodyWithoutACertificateIsOnATeam(t *testing.T) {
	c := inspection.Case{No: "2024001-001-0001", Department: "甲科", Team: inspection.Team{"", "冀B01"}}
	stranger := inspection.Actor{ID: "s", Roles: []inspection.Role{inspection.RoleInspector}, Department: "乙科"}
	refused(t, "not_your_case", access.MayRead(stranger, access.OfCase(c, nil)))
	refused(t, "not_your_case", access.MayMakeEntityLink(stranger, c))
	refused(t, "not_your_case", access.MayShowVisitCode(stranger, c))
}

// TestLinks: who reads a case does not therefore fetch its links.
func TestLinks(t *testing.T) {
	c := inspection.Case{No: "2024001-001-0001", Department: "甲科", Team: inspection.Team{"冀B01", "冀B02"}}
	of := func(department string, r inspection.Role) inspection.Actor {
		return inspection.Actor{ID: "a", Roles: []inspection.Role{r}, Department: department, Certificate: "冀B02"}
	}
	require.NoError(t, access.MayMakeEntityLink(of("丙科", inspection.RoleInspector), c))
	require.NoError(t, access.MayShowVisitCode(of("丙科", inspection.RoleInspector), c))
	require.NoError(t, access.MayMakeEntityLink(of("甲科", inspection.RoleClerk), c))
	for _, actor := range []inspection.Actor{of("乙科", inspection.RoleClerk), of("甲科", inspection.RoleSectionHead), of("甲科", inspection.RoleBureauHead), of("甲科", inspection.RoleSupervisor)} {
		refused(t, "not_your_case", access.MayMakeEntityLink(actor, c))
		refused(t, "not_your_case", access.MayShowVisitCode(actor, c))
	}
	// The clerk's power of another department gives nothing in the own one.
	deputy := inspection.Actor{ID: "d", Roles: []inspection.Role{inspection.RoleInspector, inspection.RoleClerk}, Department: "甲科", Certificate: "冀B09",
		DelegatedRoles: []inspection.Role{inspection.RoleClerk}, DelegatedDepartment: "乙科", DelegatedFrom: "f", Delegation: "x"}
	refused(t, "not_your_case", access.MayMakeEntityLink(deputy, c))
	c.Department = "乙科"
	require.NoError(t, access.MayMakeEntityLink(deputy, c))
}

// TestWatchingLinks: those who watch see what became of a link, and the supervisor
// ends it; neither makes one.
func TestWatchingLinks(t *testing.T) {
	c := inspection.Case{No: "2024001-001-0001", Department: "甲科", Team: inspection.Team{"冀B01"}}
	of := func(department string, r inspection.Role) inspection.Actor {
		return inspection.Actor{ID: "a", Roles: []inspection.Role{r}, Department: department}
	}
	require.NoError(t, access.MayWatchEntityLink(of("纪委", inspection.RoleSupervisor), c))
	require.NoError(t, access.MayWatchEntityLink(of("局领导", inspection.RoleBureauHead), c))
	require.NoError(t, access.MayRevokeEntityLink(of("纪委", inspection.RoleSupervisor), c))
	refused(t, "not_your_case", access.MayRevokeEntityLink(of("局领导", inspection.RoleBureauHead), c))
	for _, who := range []inspection.Actor{of("乙科", inspection.RoleClerk), of("甲科", inspection.RoleSectionHead), of("甲科", inspection.RoleLegalReviewer), of("甲科", inspection.RoleAdministrator)} {
		refused(t, "not_your_case", access.MayWatchEntityLink(who, c))
		refused(t, "not_your_case", access.MayRevokeEntityLink(who, c))
	}
	clerk := of("甲科", inspection.RoleClerk)
	for _, may := range []func(inspection.Actor, inspection.Case) error{access.MayMakeEntityLink, access.MayRevokeEntityLink, access.MayWatchEntityLink} {
		require.NoError(t, may(clerk, c))
	}
}

func TestInvitingWitnesses(t *testing.T) {
	task := inspection.Task{ID: "2024001-001", Department: "甲科"}
	of := func(department string, r inspection.Role) inspection.Actor {
		return inspection.Actor{ID: "a", Roles: []inspection.Role{r}, Department: department}
	}
	require.NoError(t, access.MayInviteWitness(of("甲科", inspection.RoleClerk), task))
	require.NoError(t, access.MayInviteWitness(of("纪委", inspection.RoleSupervisor), task))
	refused(t, "not_your_task", access.MayInviteWitness(of("乙科", inspection.RoleClerk), task))
	refused(t, "not_your_act", access.MayInviteWitness(of("甲科", inspection.RoleBureauHead), task))
}
