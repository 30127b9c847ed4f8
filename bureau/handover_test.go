package bureau_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// TestHandoverBySecondPerson: the account of who watches, or who lets people in, is not
// closed by one person alone.
func TestHandoverBySecondPerson(t *testing.T) {
	t.Parallel()
	s := newRecord(t)
	o, now := realOffice(t, s)
	ctx := t.Context()
	actors := map[string]law.Actor{}
	for id, role := range map[string]law.Role{"boss": law.RoleBureauHead, "watch": law.RoleSupervisor, "watch2": law.RoleSupervisor,
		"admin": law.RoleAdministrator, "head": law.RoleSectionHead} {
		hire(t, o, s, id, "局", role)
		actors[id] = law.Actor{ID: id, Department: "局", Roles: []law.Role{role}}
	}
	_, err := s.Deliver(ctx, []record.Message{{Account: "watch", Subject: "2024001-001", Key: "k", Kind: law.NoticeTask, Text: "待办", Created: noon}})
	require.NoError(t, err)
	n := 0
	call := func(who string) bureau.Call {
		n++
		return bureau.Call{Person: who, Route: "x", Key: string(rune('a' + n))}
	}
	propose := func(who, reason string) (bureau.Handover, error) {
		done, _, err := o.HandOver(ctx, actors[who], "watch", "watch2", reason, call(who))
		return done, err
	}
	confirm := func(who, id string) (bureau.Handover, error) {
		done, _, err := o.ConfirmHandover(ctx, actors[who], id, call(who))
		return done, err
	}
	active := func() bool {
		t.Helper()
		a, err := s.Account(ctx, "watch")
		require.NoError(t, err)
		return a.Active
	}
	_, err = propose("head", "退休")
	requireCode(t, err, "handover_beyond_your_power")
	_, err = propose("boss", " ")
	requireCode(t, err, "handover_invalid")
	done, err := propose("boss", "退休")
	require.NoError(t, err)
	require.NotNil(t, done.Proposed)
	require.True(t, active(), "only proposed")
	id := done.Proposed.ID
	told, err := s.Inbox(ctx, "admin", true, record.Page{})
	require.NoError(t, err)
	require.Len(t, told.Items, 1)
	for who, code := range map[string]string{"boss": "same_person", "watch": "same_person", "watch2": "same_person", "head": "not_your_act"} {
		_, err := confirm(who, id)
		requireCode(t, err, code)
	}
	requireCode(t, o.WithdrawHandover(ctx, actors["admin"], id), "not_your_act")
	require.NoError(t, o.WithdrawHandover(ctx, actors["boss"], id))
	_, err = confirm("admin", id)
	requireCode(t, err, "handover_ended")

	done, err = propose("boss", "退休")
	require.NoError(t, err)
	id = done.Proposed.ID
	*now = now.Add(bureau.HandoverLife + time.Second)
	_, err = confirm("admin", id)
	requireCode(t, err, "handover_lapsed")
	open, err := o.Handovers(ctx, actors["admin"])
	require.NoError(t, err)
	require.Empty(t, open)

	done, err = propose("boss", "退休")
	require.NoError(t, err)
	open, err = o.Handovers(ctx, actors["admin"])
	require.NoError(t, err)
	require.Equal(t, []record.ProposedHandover{*done.Proposed}, open)
	done, err = confirm("admin", done.Proposed.ID)
	require.NoError(t, err)
	require.Equal(t, 1, done.Messages)
	require.False(t, active())
	history, err := s.AccountHistory(ctx, "watch")
	require.NoError(t, err)
	require.Equal(t, "admin", history[len(history)-1].By)
}

func TestWhatIsNotDelegable(t *testing.T) {
	t.Parallel()
	s := newRecord(t)
	o, _ := realOffice(t, s)
	ctx := t.Context()
	day := startDay
	actors := map[string]law.Actor{}
	for id, role := range map[string]law.Role{"boss": law.RoleBureauHead, "watch": law.RoleSupervisor, "admin": law.RoleAdministrator,
		"inspector": law.RoleInspector, "legal": law.RoleLegalReviewer, "head": law.RoleSectionHead} {
		hire(t, o, s, id, "局", role)
		actors[id] = law.Actor{ID: id, Roles: []law.Role{role}}
	}
	lend := func(from, to string, role law.Role) error {
		_, err := o.Delegate(ctx, actors[from], to, role, day, day, "出差")
		return err
	}
	requireCode(t, lend("watch", "head", law.RoleSupervisor), "power_not_delegable")
	requireCode(t, lend("admin", "head", law.RoleAdministrator), "power_not_delegable")
	requireCode(t, lend("inspector", "head", law.RoleInspector), "power_not_delegable")
	requireCode(t, lend("admin", "head", law.RoleBureauHead), "not_your_power")
	for _, to := range []string{"legal", "watch", "admin", "inspector"} {
		requireCode(t, lend("boss", to, law.RoleBureauHead), "roles_exclude")
	}
	require.NoError(t, lend("boss", "head", law.RoleBureauHead))

	// Whose own roles exclude the lent one by now does not act in it any more.
	head, err := s.Account(ctx, "head")
	require.NoError(t, err)
	actor, err := o.Actor(ctx, head)
	require.NoError(t, err)
	require.Equal(t, []law.Role{law.RoleBureauHead}, actor.DelegatedRoles)
	head.Roles = []law.Role{law.RoleClerk}
	require.NoError(t, s.SaveAccount(ctx, head))
	actor, err = o.Actor(ctx, head)
	require.NoError(t, err)
	require.Empty(t, actor.DelegatedRoles)
}
