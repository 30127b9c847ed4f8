package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection"
	"shuangsuiji/inspection/calendar"
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
	lookedUp := func(by inspection.By) (inspection.Actor, error) {
		var found inspection.Actor
		_, _, err := s.RecordCase(ctx, c.No, "look", record.Asking{By: by, On: calendar.DateOf(monday), At: monday},
			func(_ inspection.Case, actor inspection.Actor) (record.CaseWrite, error) {
				found = actor
				return record.CaseWrite{}, asked
			})
		if errors.Is(err, asked) {
			err = nil
		}
		return found, err
	}
	refused := func(by inspection.By, code string) {
		t.Helper()
		_, err := lookedUp(by)
		require.ErrorIs(t, err, &inspection.Error{Code: code})
	}

	system, err := lookedUp(inspection.By{})
	require.NoError(t, err)
	require.Equal(t, inspection.System, system)
	refused(inspection.By{Via: "somehow", ID: "x"}, "unknown_way_in")

	save := func(a record.Account) {
		t.Helper()
		a.Login, a.Name, a.Created = a.ID, a.ID, monday
		require.NoError(t, s.SaveAccount(ctx, a))
	}
	head := record.Account{ID: "u-head", Department: "甲科", Roles: []inspection.Role{inspection.RoleSectionHead}, Active: true}
	clerk := record.Account{ID: "u-clerk", Department: "乙科", Roles: []inspection.Role{inspection.RoleClerk}, Active: true}
	save(head)
	save(clerk)
	byClerk := inspection.By{Via: inspection.ViaAccount, ID: clerk.ID}
	require.NoError(t, s.SaveDelegation(ctx, record.Delegation{ID: "d-1", From: head.ID, To: clerk.ID, Role: inspection.RoleSectionHead,
		Begin: calendar.DateOf(monday), End: calendar.DateOf(monday), Reason: "外出", Created: monday}))
	deputy, err := lookedUp(byClerk)
	require.NoError(t, err)
	require.Equal(t, []inspection.Role{inspection.RoleClerk, inspection.RoleSectionHead}, deputy.Roles)
	require.Equal(t, "甲科", deputy.DepartmentFor(inspection.RoleSectionHead))
	require.Equal(t, "乙科", deputy.DepartmentFor(inspection.RoleClerk))
	head.Active = false
	save(head) // nothing is lent by an account that is closed
	alone, err := lookedUp(byClerk)
	require.NoError(t, err)
	require.Equal(t, []inspection.Role{inspection.RoleClerk}, alone.Roles)
	refused(inspection.By{Via: inspection.ViaAccount, ID: head.ID}, "account_inactive")
	refused(inspection.By{Via: inspection.ViaAccount, ID: "u-nobody"}, "account_not_found")

	scanned, err := lookedUp(inspection.By{Via: inspection.ViaVisitCode, ID: c.No})
	require.NoError(t, err)
	require.Equal(t, c.Entity, scanned.ID)
	refused(inspection.By{Via: inspection.ViaVisitCode, ID: "2024001-001-0999"}, "link_of_another")

	made := func(hash string) inspection.By {
		t.Helper()
		kept, _, err := s.MakeLink(ctx, "request-"+hash, record.Link{Hash: hash, Purpose: record.LinkEntity, Subject: c.No, Holder: c.Entity, Created: monday,
			Expires: monday.Add(time.Hour)}, nil, func(inspection.Task, []record.Link) error { return nil })
		require.NoError(t, err)
		return kept.Actor().By
	}
	first := made("first")
	entity, err := lookedUp(first)
	require.NoError(t, err)
	require.Equal(t, []inspection.Role{inspection.RoleEntity}, entity.Roles)
	refused(inspection.By{Via: inspection.ViaWitnessLink, ID: "first"}, "link_of_another")
	second := made("second")
	_, err = lookedUp(first)
	require.NoError(t, err, "what was on its way when the link was renewed")
	require.NoError(t, s.ChangeLink(ctx, "second", func(l *record.Link) { l.Ended, l.Ending = monday, record.LinkRevoked }))
	refused(second, "link_ended")
}
