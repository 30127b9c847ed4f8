package hostile

import (
	"log/slog"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/api"
	entrance "shuangsuiji/door"
	"shuangsuiji/inspection/law" // the attacker has doors of its own
	"shuangsuiji/inspection/tasks"
)

// officeDocument is the document of the interface as it is in this tree.
func officeDocument(t *testing.T) document {
	t.Helper()
	silent := slog.New(slog.DiscardHandler)
	server := httptest.NewServer(api.New(api.Config{Door: entrance.New(entrance.Config{Log: silent}), Log: silent}))
	t.Cleanup(server.Close)
	d, err := readDocument(t.Context(), callerFrom("", server.URL))
	require.NoError(t, err)
	return d
}

// TestEveryAddressIsClaimed: of each address of the interface it is said who may, and
// none is said that is not there.
func TestEveryAddressIsClaimed(t *testing.T) {
	t.Parallel()
	there := map[string]bool{}
	for _, r := range officeDocument(t).routes {
		there[r.String()] = true
		_, known := claimOf(r)
		require.True(t, known, "%s: say in claims who may", r)
	}
	for name := range claims {
		require.True(t, there[name], "%s is no address any more", name)
	}
	require.Greater(t, len(there), 150)
}

// TestFormsAreWhole: each field that an address asks for is in its form.
func TestFormsAreWhole(t *testing.T) {
	t.Parallel()
	d := officeDocument(t)
	whole := 0
	for _, r := range d.routes {
		body := d.operation(r).RequestBody
		if body == nil {
			continue
		}
		form, is := d.form(r).(map[string]any)
		if !is {
			continue
		}
		s := body.Content["application/json"].Schema
		if named := s.Ref; named != "" {
			s = d.Components.Schemas[named[len("#/components/schemas/"):]]
		}
		for _, field := range s.Required {
			require.Contains(t, form, field, r.String())
		}
		whole++
	}
	require.Greater(t, whole, 80)
	seal := d.form(route{"POST", "/api/tasks/{id}/acts/seal_entry"}).(map[string]any)
	require.Contains(t, seal["facts"], "witness")
}

func TestMeant(t *testing.T) {
	t.Parallel()
	const ours, theirs = "劳动保障监察大队", "财务科"
	at := place{department: ours, joint: []string{"社会保险科"}, team: law.Team{"YS-1", "YS-2"}}
	who := func(role law.Role, scope law.Scope) []law.Who {
		return []law.Who{{Role: role, Scope: scope}}
	}
	inspector := func(certificate string) law.Actor {
		return law.Actor{ID: "a", Roles: []law.Role{law.RoleInspector}, Certificate: certificate}
	}
	head := func(department string) law.Actor {
		return law.Actor{ID: "a", Roles: []law.Role{law.RoleSectionHead}, Department: department}
	}
	deputy := law.Actor{ID: "a", Roles: []law.Role{law.RoleClerk, law.RoleSectionHead}, Department: theirs,
		DelegatedRoles: []law.Role{law.RoleSectionHead}, DelegatedDepartment: ours}
	for name, tt := range map[string]struct {
		actor law.Actor
		who   []law.Who
		want  bool
	}{
		"the lead":                           {inspector("YS-1"), who(law.RoleInspector, law.ScopeLead), true},
		"a member is not the lead":           {inspector("YS-2"), who(law.RoleInspector, law.ScopeLead), false},
		"a member":                           {inspector("YS-2"), who(law.RoleInspector, law.ScopeTeam), true},
		"an inspector of no team":            {inspector("YS-3"), who(law.RoleInspector, law.ScopeTeam), false},
		"the department's head":              {head(ours), who(law.RoleSectionHead, law.ScopeDepartment), true},
		"another's head":                     {head(theirs), who(law.RoleSectionHead, law.ScopeDepartment), false},
		"a joint department's head":          {head("社会保险科"), who(law.RoleSectionHead, jointly), true},
		"the leading one is not joint":       {head(ours), who(law.RoleSectionHead, jointly), false},
		"a deputy for the lender":            {deputy, who(law.RoleSectionHead, law.ScopeDepartment), true},
		"a deputy is not the lender's clerk": {deputy, who(law.RoleClerk, law.ScopeDepartment), false},
		"the entity is nobody of staff":      {head(ours), who(law.RoleEntity, law.ScopeSelf), false},
		"whoever has the role":               {head(theirs), who(law.RoleSectionHead, law.ScopeAnyone), true},
		"who has it not":                     {head(ours), who(law.RoleBureauHead, law.ScopeAnyone), false},
	} {
		require.Equal(t, tt.want, meant(tt.actor, tt.who, at), name)
	}
}

// TestPathsAreFilled: a path names what is there, and nothing of it is left open.
func TestPathsAreFilled(t *testing.T) {
	t.Parallel()
	s := subject{path: "/api/tasks/2024001-001", place: place{ofTask: tasks.Task{ID: "2024001-001"}}}
	require.Equal(t, "/api/accounts/u-director", fill(route{"PUT", "/api/accounts/{id}"}, s, "u-director"))
	require.Equal(t, "/api/tasks/2024001-001/acts", fill(route{"GET", "/api/tasks/{id}/acts"}, s, "u-director"))
	for _, r := range officeDocument(t).routes {
		require.NotContains(t, fill(r, s, "u-director"), "{", r.String())
	}
}
