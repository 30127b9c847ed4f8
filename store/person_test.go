package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/cases"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// whoHandsIn: what a person may is what the record says within the act's own
// transaction, whatever was so before.
func whoHandsIn(t *testing.T, s *store.Store) {
	ctx := t.Context()
	c := oneCase(t, s)
	asked := errors.New("asked")
	// lookedUp is whom RecordCase finds; nothing is written.
	lookedUp := func(by law.By) (law.Actor, error) {
		var found law.Actor
		_, _, err := s.RecordCase(ctx, c.No, "look", record.Asking{By: by, On: calendar.DateOf(monday), At: monday},
			func(_ cases.Case, actor law.Actor) (record.CaseWrite, error) {
				found = actor
				return record.CaseWrite{}, asked
			})
		if errors.Is(err, asked) {
			err = nil
		}
		return found, err
	}
	refused := func(by law.By, code string) {
		t.Helper()
		_, err := lookedUp(by)
		require.ErrorIs(t, err, &law.Error{Code: code})
	}

	system, err := lookedUp(law.By{})
	require.NoError(t, err)
	require.Equal(t, law.System, system)
	refused(law.By{Via: "somehow", ID: "x"}, "unknown_way_in")

	save := func(a record.Account) {
		t.Helper()
		a.Login, a.Name, a.Created = a.ID, a.ID, monday
		require.NoError(t, s.SaveAccount(ctx, a))
	}
	head := record.Account{ID: "u-head", Department: "甲科", Roles: []law.Role{law.RoleSectionHead}, Active: true}
	clerk := record.Account{ID: "u-clerk", Department: "乙科", Roles: []law.Role{law.RoleClerk}, Active: true}
	save(head)
	save(clerk)
	byClerk := law.By{Via: law.ViaAccount, ID: clerk.ID}
	require.NoError(t, s.SaveDelegation(ctx, record.Delegation{ID: "d-1", From: head.ID, To: clerk.ID, Role: law.RoleSectionHead,
		Begin: calendar.DateOf(monday), End: calendar.DateOf(monday), Reason: "外出", Created: monday}))
	deputy, err := lookedUp(byClerk)
	require.NoError(t, err)
	require.Equal(t, []law.Role{law.RoleClerk, law.RoleSectionHead}, deputy.Roles)
	require.Equal(t, "甲科", deputy.DepartmentFor(law.RoleSectionHead))
	require.Equal(t, "乙科", deputy.DepartmentFor(law.RoleClerk))
	head.Active = false
	save(head) // nothing is lent by an account that is closed
	alone, err := lookedUp(byClerk)
	require.NoError(t, err)
	require.Equal(t, []law.Role{law.RoleClerk}, alone.Roles)
	refused(law.By{Via: law.ViaAccount, ID: head.ID}, "account_inactive")
	refused(law.By{Via: law.ViaAccount, ID: "u-nobody"}, "account_not_found")

	scanned, err := lookedUp(law.By{Via: law.ViaVisitCode, ID: c.No})
	require.NoError(t, err)
	require.Equal(t, c.Entity, scanned.ID)
	refused(law.By{Via: law.ViaVisitCode, ID: "2024001-001-0999"}, "link_of_another")

	made := func(hash string) law.By {
		t.Helper()
		kept, _, err := s.MakeLink(ctx, "request-"+hash, record.Link{Hash: hash, Purpose: record.LinkEntity, Subject: c.No, Holder: c.Entity, Created: monday,
			Expires: monday.Add(time.Hour)}, nil, func(tasks.Task, []record.Link) error { return nil })
		require.NoError(t, err)
		return kept.Actor().By
	}
	first := made("first")
	entity, err := lookedUp(first)
	require.NoError(t, err)
	require.Equal(t, []law.Role{law.RoleEntity}, entity.Roles)
	refused(law.By{Via: law.ViaWitnessLink, ID: "first"}, "link_of_another")
	second := made("second")
	_, err = lookedUp(first)
	require.NoError(t, err, "what was on its way when the link was renewed")
	require.NoError(t, s.ChangeLink(ctx, "second", func(l *record.Link) { l.Ended, l.Ending = monday, record.LinkRevoked }))
	refused(second, "link_ended")
}
