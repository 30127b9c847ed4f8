package inspection_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
)

func TestTypedName(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		" 王小明 ": "王小明", "阿迪力·买买提": "阿迪力·买买提", "Zhang  San": "Zhang San", "张\u3000三": "张 三", "e\u0301": "\u00e9", "𠮷田": "𠮷田", "": "",
	} {
		got, ok := inspection.TypedName(typed)
		require.True(t, ok, "%q", typed)
		require.Equal(t, want, got)
	}
	for _, typed := range []string{"王\u202e明小", "王\u200b小明", "王\x00", "王\n小明", "王\u2028", "王\u00a0明", "\ufeff王", "王\u3164", "王\xff", "王\u00ad明", "\ue000"} {
		_, ok := inspection.TypedName(typed)
		require.False(t, ok, "%q", typed)
	}
}

func TestLoginName(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		" Wang ": "wang", "ＷＡＮＧ": "wang", "wang.xm_2-a": "wang.xm_2-a", "王小明": "王小明", "王1": "王1", "⼀": "一", "x": "x", strings.Repeat("a", 64): strings.Repeat("a", 64),
	} {
		got, err := inspection.LoginName(typed)
		require.NoError(t, err, "%q", typed)
		require.Equal(t, want, got)
		again, err := inspection.LoginName(got)
		require.NoError(t, err)
		require.Equal(t, got, again, "the normal form is its own")
	}
	for _, typed := range []string{"", " ", "w ang", "wаng", "wang\u200b", "wang\x00", "wang\u202e", "-wang", ".a", "wang@x", "αdmin", "〇", "王\u3164", strings.Repeat("a", 65)} {
		_, err := inspection.LoginName(typed)
		require.Error(t, err, "%q", typed)
		require.Equal(t, inspection.KindInvalid, inspection.KindOf(err))
	}
}

func TestLoginsLookAlike(t *testing.T) {
	t.Parallel()
	for _, pair := range [][2]string{{"Wang", "wang"}, {"admin1", "adminl"}, {"b0b", "bob"}, {"wa.ng", "wang"}, {"rnao", "mao"}} {
		require.True(t, inspection.LoginsLookAlike(pair[0], pair[1]), pair)
	}
	require.False(t, inspection.LoginsLookAlike("inspector01", "inspector02"))
	require.False(t, inspection.LoginsLookAlike("wang", "zhang"))
}

func TestRolesExclude(t *testing.T) {
	t.Parallel()
	const (
		clerk = inspection.RoleClerk
		insp  = inspection.RoleInspector
		head  = inspection.RoleSectionHead
		boss  = inspection.RoleBureauHead
		legal = inspection.RoleLegalReviewer
		watch = inspection.RoleSupervisor
		admin = inspection.RoleAdministrator
	)
	// Of all pairs only these go together.
	together := map[[2]inspection.Role]bool{{clerk, insp}: true, {clerk, head}: true, {insp, head}: true, {head, boss}: true}
	for i, a := range inspection.StaffRoles {
		require.NoError(t, inspection.RolesExclude(a))
		for _, b := range inspection.StaffRoles[i+1:] {
			for _, roles := range [][]inspection.Role{{a, b}, {b, a}} {
				err := inspection.RolesExclude(roles...)
				if together[[2]inspection.Role{a, b}] {
					require.NoError(t, err, roles)
					continue
				}
				require.ErrorIs(t, err, &inspection.Error{Code: "roles_exclude"}, roles)
				require.Contains(t, err.Error(), a.Chinese())
				require.Contains(t, err.Error(), b.Chinese())
			}
		}
	}
	require.NoError(t, inspection.RolesExclude(clerk, insp, head))
	require.Error(t, inspection.RolesExclude(clerk, insp, legal))
	require.Error(t, inspection.RolesExclude(clerk, watch))
	require.Error(t, inspection.RolesExclude(head, boss, admin))
}
