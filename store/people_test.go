package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/tasks"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

func accounts(t *testing.T, s *store.Store) {
	ctx := t.Context()
	a := account("u1", law.RoleSectionHead, law.RoleClerk)
	a.Certificate, a.Email = "冀B01", "a@example.org"
	saveAccounts(t, s, a, account("u2", law.RoleClerk))
	got, err := s.AccountByLogin(ctx, "login-u1")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(a, got))
	a.Roles, a.Active, a.Department, a.Created = []law.Role{law.RoleAdministrator}, false, "办公室", monday.Add(time.Hour)
	saveAccounts(t, s, a)
	a.Created = monday
	got, err = s.Account(ctx, "u1")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(a, got))
	all, err := s.Accounts(ctx)
	require.NoError(t, err)
	require.Len(t, all, 2)
	require.Equal(t, []law.Role{law.RoleClerk}, all[1].Roles)

	thief := account("u3")
	thief.Login = "login-u2"
	requireCode(t, s.SaveAccount(ctx, thief), law.KindDuplicate, "login_taken")
	a.Login = "login-u2"
	requireCode(t, s.SaveAccount(ctx, a), law.KindDuplicate, "login_taken")
	_, err = s.Account(ctx, "u3")
	requireCode(t, err, law.KindNotFound, "account_not_found")
	_, err = s.AccountByLogin(ctx, "LOGIN-U1")
	requireCode(t, err, law.KindNotFound, "account_not_found")
}

// staff are eight people: two departments, one of whom is gone.
func staff(t *testing.T, s *store.Store) {
	t.Helper()
	elsewhere := account("clerk2", law.RoleClerk)
	elsewhere.Department = "社会保险科"
	head2 := account("head2", law.RoleSectionHead)
	head2.Department = "社会保险科"
	inspector := account("inspector", law.RoleInspector)
	inspector.Certificate = "冀B01"
	gone := account("gone", law.RoleClerk, law.RoleBureauHead)
	gone.Active, gone.Certificate = false, "冀B09"
	saveAccounts(t, s, account("clerk1", law.RoleClerk), elsewhere, account("head1", law.RoleSectionHead), head2, inspector,
		account("bureau", law.RoleBureauHead, law.RoleSupervisor), account("deputy"), gone)
}

func audiences(t *testing.T, s *store.Store) {
	staff(t, s)
	ctx, day := t.Context(), func(d int) calendar.Date { return calendar.NewDate(2024, time.April, d) }
	lend := func(id, from, to string, role law.Role) {
		require.NoError(t, s.SaveDelegation(ctx, record.Delegation{ID: id, From: from, To: to, Role: role, Begin: day(10), End: day(12), Reason: "出差", Created: monday}))
	}
	lend("d1", "head1", "deputy", law.RoleSectionHead)
	lend("d2", "bureau", "gone", law.RoleBureauHead)
	lend("d3", "gone", "clerk1", law.RoleBureauHead)
	lend("d4", "clerk1", "inspector", law.RoleBureauHead) // lends what it has not
	for name, c := range map[string]struct {
		to   law.Audience
		on   int
		want []string
	}{
		"clerks of a department":             {law.Audience{Roles: []law.Role{law.RoleClerk}, Department: "劳动关系科"}, 1, []string{"clerk1"}},
		"clerks of all":                      {law.Audience{Roles: []law.Role{law.RoleClerk}}, 1, []string{"clerk1", "clerk2"}},
		"a department narrows no head":       {law.Audience{Roles: []law.Role{law.RoleBureauHead, law.RoleClerk}, Department: "社会保险科"}, 1, []string{"bureau", "clerk2"}},
		"team":                               {law.Audience{Certificates: []string{"冀B01", "冀B09", ""}}, 1, []string{"inspector"}},
		"named":                              {law.Audience{Accounts: []string{"deputy", "gone", "nobody"}}, 1, []string{"deputy"}},
		"union, once each":                   {law.Audience{Roles: []law.Role{law.RoleInspector}, Certificates: []string{"冀B01"}, Accounts: []string{"head2"}}, 1, []string{"head2", "inspector"}},
		"entity only":                        {law.Audience{Entity: entityCode(1)}, 1, nil},
		"the day before the delegation":      {law.Audience{Roles: []law.Role{law.RoleSectionHead}, Department: "劳动关系科"}, 9, []string{"head1"}},
		"its first day":                      {law.Audience{Roles: []law.Role{law.RoleSectionHead}, Department: "劳动关系科"}, 10, []string{"deputy", "head1"}},
		"its last day":                       {law.Audience{Roles: []law.Role{law.RoleSectionHead}, Department: "劳动关系科"}, 12, []string{"deputy", "head1"}},
		"the day after":                      {law.Audience{Roles: []law.Role{law.RoleSectionHead}, Department: "劳动关系科"}, 13, []string{"head1"}},
		"held for the delegator's only":      {law.Audience{Roles: []law.Role{law.RoleSectionHead}, Department: "社会保险科"}, 11, []string{"head2"}},
		"not of, to or by one who is gone":   {law.Audience{Roles: []law.Role{law.RoleBureauHead}}, 11, []string{"bureau"}},
		"roles and the department of nobody": {law.Audience{Roles: []law.Role{law.RoleClerk}, Department: "无"}, 1, nil},
	} {
		found, err := s.AccountsFor(ctx, c.to, day(c.on))
		require.NoError(t, err, name)
		var ids []string
		for _, a := range found {
			ids = append(ids, a.ID)
		}
		require.Equal(t, c.want, ids, name)
	}
	require.NoError(t, s.RevokeDelegation(ctx, "d1", monday))
	found, err := s.AccountsFor(ctx, law.Audience{Roles: []law.Role{law.RoleSectionHead}, Department: "劳动关系科"}, day(11))
	require.NoError(t, err)
	require.Len(t, found, 1)
}

func delegations(t *testing.T, s *store.Store) {
	ctx := t.Context()
	staff(t, s)
	d := record.Delegation{ID: "d1", From: "head1", To: "deputy", Role: law.RoleSectionHead, Begin: calendar.NewDate(2024, 4, 10),
		End: calendar.NewDate(2024, 4, 12), Reason: "出差", Created: monday}
	require.NoError(t, s.SaveDelegation(ctx, d))
	again := d
	again.To = "clerk1"
	require.NoError(t, s.SaveDelegation(ctx, again), "a repeat changes nothing")
	held := func(account string, on calendar.Date) []record.Delegation {
		got, err := s.Delegations(ctx, account, on)
		require.NoError(t, err)
		return got
	}
	require.Empty(t, cmp.Diff([]record.Delegation{d}, held("deputy", d.Begin)))
	require.Len(t, held("deputy", d.End), 1)
	require.Empty(t, held("deputy", d.Begin.AddDays(-1)))
	require.Empty(t, held("deputy", d.End.AddDays(1)))
	require.Empty(t, held("head1", d.Begin), "it is held by the deputy")
	require.Len(t, held("head1", calendar.Date{}), 1)
	require.Len(t, held("", d.Begin), 1)
	require.NoError(t, s.RevokeDelegation(ctx, "d1", monday.Add(time.Hour)))
	require.NoError(t, s.RevokeDelegation(ctx, "d1", monday.Add(2*time.Hour)))
	require.Empty(t, held("deputy", d.Begin))
	require.Equal(t, monday.Add(time.Hour), held("", calendar.Date{})[0].Revoked)
	requireCode(t, s.RevokeDelegation(ctx, "none", monday), law.KindNotFound, "delegation_not_found")
}

func tokens(t *testing.T, s *store.Store) {
	ctx := t.Context()
	saveAccounts(t, s, account("u1"))
	token := record.Token{ID: "t1", Account: "u1", Name: "省平台", Hash: "aa", Created: monday, Expires: monday.AddDate(1, 0, 0)}
	require.NoError(t, s.SaveToken(ctx, token))
	require.NoError(t, s.SaveToken(ctx, token))
	got, err := s.TokenByHash(ctx, "aa")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(token, got))
	token.ID = "t2"
	requireCode(t, s.SaveToken(ctx, token), law.KindDuplicate, "already_there")
	require.NoError(t, s.RevokeToken(ctx, "t1", monday))
	require.NoError(t, s.RevokeToken(ctx, "t1", monday.Add(time.Hour)))
	all, err := s.Tokens(ctx, "u1")
	require.NoError(t, err)
	require.Len(t, all, 1)
	require.Equal(t, monday, all[0].Revoked)
	requireCode(t, s.RevokeToken(ctx, "none", monday), law.KindNotFound, "token_not_found")
	_, err = s.TokenByHash(ctx, "none")
	requireCode(t, err, law.KindNotFound, "token_not_found")
}

// links: generations of one holder end each other, a request makes one link, and of
// a link nothing changes but what is counted.
func links(t *testing.T, s *store.Store) {
	ctx := t.Context()
	c := oneCase(t, s)
	mail := record.Mail{MessageID: "<code@example.invalid>", To: "entity@example.invalid", Subject: "s", Body: "b", Created: monday}
	first := record.Link{Hash: strings.Repeat("a", 64), Purpose: record.LinkEntity, Subject: c.No, Holder: c.Entity, MadeBy: "u1", Created: monday,
		Expires: monday.AddDate(0, 3, 0), Code: "signed", CodeWay: record.CodeByMail}
	made := func(request string, l record.Link) (record.Link, bool) {
		t.Helper()
		kept, repeated, err := s.MakeLink(ctx, request, l, []record.Mail{mail}, func(tasks.Task, []record.Link) error { return nil })
		require.NoError(t, err)
		return kept, repeated
	}
	kept, repeated := made("r1", first)
	require.False(t, repeated)
	first.Generation = 1
	require.Empty(t, cmp.Diff(first, kept))
	got, err := s.LinkByHash(ctx, first.Hash)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(first, got))
	waiting, err := s.PendingMail(ctx, monday, 10)
	require.NoError(t, err)
	require.Len(t, waiting, 1)

	other := first
	other.Hash = strings.Repeat("b", 64)
	kept, repeated = made("r1", other)
	require.True(t, repeated, "a request makes one link")
	require.Equal(t, first.Hash, kept.Hash)
	_, err = s.LinkByHash(ctx, other.Hash)
	requireCode(t, err, law.KindNotFound, "link_not_found")

	second := first
	second.Hash, second.Created, second.MadeBy = strings.Repeat("c", 64), monday.Add(time.Hour), "u2"
	kept, repeated = made("r2", second)
	require.False(t, repeated)
	require.Equal(t, 2, kept.Generation)
	all, err := s.Links(ctx, record.LinkEntity, c.No)
	require.NoError(t, err)
	require.Len(t, all, 2)
	require.Equal(t, []int{2, 1}, []int{all[0].Generation, all[1].Generation})
	require.Equal(t, record.LinkRenewed, all[1].Ending)
	require.Equal(t, "u2", all[1].EndedBy)
	require.Equal(t, second.Created, all[1].Ended)
	require.True(t, all[0].Live(monday.AddDate(0, 3, 0).Add(-time.Second)))
	require.False(t, all[0].Live(monday.AddDate(0, 3, 0)))

	refused := law.Errorf(law.KindForbidden, "not_today", "今天不行。")
	third := second
	third.Hash = strings.Repeat("d", 64)
	_, _, err = s.MakeLink(ctx, "r3", third, nil, func(_ tasks.Task, all []record.Link) error {
		require.Len(t, all, 2)
		return refused
	})
	requireCode(t, err, law.KindForbidden, "not_today")
	all, err = s.Links(ctx, record.LinkEntity, c.No)
	require.NoError(t, err)
	require.Len(t, all, 2, "what is refused ends nothing")

	require.NoError(t, s.ChangeLink(ctx, second.Hash, func(l *record.Link) {
		l.Tries, l.Opened, l.Paused, l.Locked = 3, monday, monday.Add(time.Minute), monday.Add(time.Hour)
		l.Holder, l.Expires = "somebody else", monday.AddDate(9, 0, 0)
	}))
	want := second
	want.Generation, want.Tries, want.Opened, want.Paused, want.Locked = 2, 3, monday, monday.Add(time.Minute), monday.Add(time.Hour)
	got, err = s.LinkByHash(ctx, second.Hash)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(want, got), "whom a link is for and until when never changes")
	requireCode(t, s.ChangeLink(ctx, "none", func(*record.Link) {}), law.KindNotFound, "link_not_found")
	for _, statement := range []string{"UPDATE links SET code = ''", "UPDATE links SET hash = 'x'", "UPDATE links SET expires = NULL", "DELETE FROM links"} {
		require.Error(t, store.Exec(ctx, s, statement), statement)
	}
	_, _, err = s.MakeLink(ctx, "r4", record.Link{Hash: "x", Purpose: record.LinkWitness, Subject: "no such task", Created: monday}, nil, func(tasks.Task, []record.Link) error { return nil })
	requireCode(t, err, law.KindNotFound, "task_not_found")
}

// triesAtOnce: however many try at once, each is counted.
func triesAtOnce(t *testing.T, s *store.Store) {
	c := oneCase(t, s)
	_, _, err := s.MakeLink(t.Context(), "r1", record.Link{Hash: "aa", Purpose: record.LinkEntity, Subject: c.No, Holder: c.Entity, Created: monday}, nil, func(tasks.Task, []record.Link) error { return nil })
	require.NoError(t, err)
	requireNone(t, together(func(int) error {
		return s.ChangeLink(t.Context(), "aa", func(l *record.Link) { l.Tries++ })
	}))
	l, err := s.LinkByHash(t.Context(), "aa")
	require.NoError(t, err)
	require.Equal(t, writers, l.Tries)
}

func sessions(t *testing.T, s *store.Store) {
	ctx, sessions := t.Context(), s.Sessions()
	now := time.Now()
	require.NoError(t, sessions.CommitCtx(ctx, "token-1", []byte{0, 1, 255}, now.Add(time.Hour)))
	require.NoError(t, sessions.CommitCtx(ctx, "token-2", []byte("old"), now.Add(-time.Second)))
	data, found, err := sessions.FindCtx(ctx, "token-1")
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, []byte{0, 1, 255}, data)
	require.NoError(t, sessions.Commit("token-1", []byte("new"), now.Add(2*time.Hour)))
	data, _, err = sessions.Find("token-1")
	require.NoError(t, err)
	require.Equal(t, []byte("new"), data)
	_, found, err = sessions.FindCtx(ctx, "token-2")
	require.NoError(t, err)
	require.False(t, found, "expired")
	var stored []string
	require.NoError(t, store.Select(ctx, s, &stored, "SELECT hash FROM sessions"))
	require.NotContains(t, stored, "token-1", "the table lets nobody in")
	purged, err := s.PurgeSessions(ctx, now)
	require.NoError(t, err)
	require.Equal(t, 1, purged)
	require.NoError(t, sessions.Delete("token-1"))
	require.NoError(t, sessions.DeleteCtx(ctx, "token-1"))
	_, found, err = sessions.Find("token-1")
	require.NoError(t, err)
	require.False(t, found)
}

// sessionsListed: whose sessions are open, from where, and each can be ended.
func sessionsListed(t *testing.T, s *store.Store) {
	ctx, now := t.Context(), time.Now()
	begin := func(token, account string, begun time.Time, expiry time.Time) {
		t.Helper()
		require.NoError(t, s.Sessions().CommitCtx(ctx, token, []byte{1}, expiry))
		require.NoError(t, s.DescribeSession(ctx, store.SessionID(token), record.Session{Account: account, Address: "192.0.2.7", Device: "火狐", Begun: begun, Seen: begun}))
	}
	for n, token := range []string{"a", "b", "c"} {
		begin(token, "u1", monday.Add(time.Duration(n)*time.Hour), now.Add(time.Hour))
	}
	begin("gone", "u1", monday, now.Add(-time.Second))
	begin("other", "u2", monday, now.Add(time.Hour))
	require.NoError(t, s.Sessions().CommitCtx(ctx, "a", []byte{2}, now.Add(2*time.Hour)))
	open := func(account string) []record.Session {
		t.Helper()
		all, err := s.SessionsOf(ctx, account, now)
		require.NoError(t, err)
		return all
	}
	all := open("u1")
	require.Len(t, all, 3)
	require.Equal(t, record.Session{ID: store.SessionID("c"), Account: "u1", Address: "192.0.2.7", Device: "火狐", Begun: monday.Add(2 * time.Hour), Seen: monday.Add(2 * time.Hour)}, all[0])
	require.Equal(t, monday, all[2].Begun, "a commit leaves whose it is")
	require.WithinDuration(t, now, all[2].Seen, time.Minute)
	requireCode(t, s.EndSession(ctx, "u2", store.SessionID("a")), law.KindNotFound, "session_unknown")
	require.NoError(t, s.EndSession(ctx, "u1", store.SessionID("a")))
	requireCode(t, s.EndSession(ctx, "u1", store.SessionID("a")), law.KindNotFound, "session_unknown")
	ended, err := s.EndSessionsOf(ctx, "u1", store.SessionID("b"))
	require.NoError(t, err)
	require.Equal(t, 2, ended, "the expired one too")
	require.Equal(t, store.SessionID("b"), open("u1")[0].ID)
	require.Len(t, open("u2"), 1)
}

func message(account, key string) record.Message {
	return record.Message{Account: account, Subject: "2024001-001-0001", Key: key, Kind: law.NoticeReminder, Text: "期限将至", Created: monday}
}

func inbox(t *testing.T, s *store.Store) {
	ctx := t.Context()
	saveAccounts(t, s, account("u1"), account("u2"))
	var messages []record.Message
	for n := range 7 {
		messages = append(messages, message("u1", fmt.Sprintf("due/%d", n)))
	}
	messages = append(messages, message("u2", "due/0"), message("u1", "due/0"))
	n, err := s.Deliver(ctx, messages)
	require.NoError(t, err)
	require.Equal(t, 8, n, "the last says the first again")
	n, err = s.Deliver(ctx, append(messages, message("u2", "due/9")))
	require.NoError(t, err)
	require.Equal(t, 1, n)
	list := func(unread bool) []record.Message {
		return allPages(t, 3, func(p record.Page) (record.Listed[record.Message], error) { return s.Inbox(ctx, "u1", unread, p) })
	}
	all := list(false)
	require.Len(t, all, 7)
	want := message("u1", "due/6")
	want.ID = all[0].ID
	require.Empty(t, cmp.Diff(want, all[0]), "the latest stands first")
	require.NoError(t, s.MarkRead(ctx, "u1", []int64{all[0].ID, all[1].ID}, monday))
	require.NoError(t, s.MarkRead(ctx, "u1", []int64{}, monday))
	require.NoError(t, s.MarkRead(ctx, "u2", []int64{all[2].ID}, monday), "another's messages stay as they are")
	require.Len(t, list(true), 5)
	unread, err := s.CountUnread(ctx, "u1")
	require.NoError(t, err)
	require.Equal(t, 5, unread)
	require.NoError(t, s.MarkRead(ctx, "u1", nil, monday.Add(time.Hour)))
	require.Empty(t, list(true))
	require.Equal(t, monday, list(false)[0].Read, "what was read keeps its time")
}

func handover(t *testing.T, s *store.Store) {
	ctx := t.Context()
	saveAccounts(t, s, account("u1"), account("u2"))
	_, err := s.Deliver(ctx, []record.Message{message("u1", "a"), message("u1", "b"), message("u1", "c"), message("u2", "b")})
	require.NoError(t, err)
	first, err := s.Inbox(ctx, "u1", false, record.Page{})
	require.NoError(t, err)
	require.NoError(t, s.MarkRead(ctx, "u1", []int64{first.Items[0].ID}, monday)) // c
	moved, err := s.MoveUnread(ctx, "u1", "u2")
	require.NoError(t, err)
	require.Equal(t, 1, moved, "b is known to the other, c was read")
	n, err := s.CountUnread(ctx, "u2")
	require.NoError(t, err)
	require.Equal(t, 2, n)
}

func mails(t *testing.T, s *store.Store) {
	ctx := t.Context()
	mail := func(id string, minute int) record.Mail {
		return record.Mail{MessageID: id, To: "a@example.org", Subject: "提醒", Body: "正文𠮷", Created: monday.Add(time.Duration(minute) * time.Minute)}
	}
	require.NoError(t, s.QueueMail(ctx, []record.Mail{mail("m1", 1), mail("m2", 2), mail("m3", 3)}))
	require.NoError(t, s.QueueMail(ctx, []record.Mail{mail("m1", 9)}))
	later := monday.Add(time.Hour)
	require.NoError(t, s.MarkMailFailed(ctx, "m1", record.MailFailure{Reason: "拒收", At: monday, Next: later}))
	require.NoError(t, s.MarkMailSent(ctx, "m2", monday))
	require.NoError(t, s.MarkMailSent(ctx, "m2", monday.Add(time.Hour)))
	due := func(at time.Time, limit int) []record.Mail {
		t.Helper()
		mails, err := s.PendingMail(ctx, at, limit)
		require.NoError(t, err)
		return mails
	}
	require.Empty(t, cmp.Diff([]record.Mail{mail("m3", 3)}, due(later.Add(-time.Microsecond), 10)))
	failed := mail("m1", 1)
	failed.Attempts, failed.LastError, failed.NextTry = 1, "拒收", later
	require.Empty(t, cmp.Diff([]record.Mail{mail("m3", 3), failed}, due(later, 10)), "what was never tried goes first")
	require.Len(t, due(later, 1), 1)
	requireCode(t, s.MarkMailSent(ctx, "none", monday), law.KindNotFound, "mail_not_found")
}

// mailClaims: of two that send, one has the mail, until it takes too long.
func mailClaims(t *testing.T, s *store.Store) {
	ctx := t.Context()
	require.NoError(t, s.QueueMail(ctx, []record.Mail{{MessageID: "m1", To: "a@example.org", Created: monday}}))
	claim := func(at time.Time) bool {
		t.Helper()
		got, err := s.ClaimMail(ctx, "m1", at, at.Add(time.Minute))
		require.NoError(t, err)
		return got
	}
	require.True(t, claim(monday))
	require.False(t, claim(monday))
	require.False(t, claim(monday.Add(59*time.Second)))
	require.True(t, claim(monday.Add(time.Minute)), "whoever had it has died")
	require.NoError(t, s.MarkMailSent(ctx, "m1", monday))
	require.False(t, claim(monday.Add(time.Hour)))
	got, err := s.ClaimMail(ctx, "none", monday, monday)
	require.NoError(t, err)
	require.False(t, got)
}

func mailGivenUp(t *testing.T, s *store.Store) {
	ctx := t.Context()
	var queued []record.Mail
	for _, id := range []string{"m1", "m2", "m3", "m4"} {
		queued = append(queued, record.Mail{MessageID: id, To: "a@example.org", Created: monday})
	}
	require.NoError(t, s.QueueMail(ctx, queued))
	for n, id := range []string{"m1", "m2", "m3"} {
		at := monday.Add(time.Duration(n/2) * time.Hour) // two of them at the same moment
		require.NoError(t, s.MarkMailFailed(ctx, id, record.MailFailure{Reason: "收件地址被邮件服务器拒绝（550）", At: at}))
	}
	pending, err := s.PendingMail(ctx, monday.AddDate(10, 0, 0), 10)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(queued[3:], pending), "nobody tries any more")
	var ids []string
	page := record.Page{Limit: 1}
	for {
		listed, err := s.UndeliveredMail(ctx, page)
		require.NoError(t, err)
		require.Len(t, listed.Items, 1)
		m := listed.Items[0]
		require.Equal(t, "收件地址被邮件服务器拒绝（550）", m.LastError)
		require.Zero(t, m.NextTry)
		ids = append(ids, m.MessageID+" "+m.GivenUp.Sub(monday).String())
		if listed.Next == "" {
			break
		}
		page.After = listed.Next
	}
	require.Equal(t, []string{"m3 1h0m0s", "m2 0s", "m1 0s"}, ids)

	resumed, err := s.ResumeMail(ctx, []string{"m2", "m4", "none"})
	require.NoError(t, err)
	require.Equal(t, 1, resumed)
	resumed, err = s.ResumeMail(ctx, nil)
	require.NoError(t, err)
	require.Equal(t, 2, resumed)
	pending, err = s.PendingMail(ctx, monday, 10)
	require.NoError(t, err)
	require.Len(t, pending, 4)
	require.Zero(t, pending[0].Attempts)
	require.Zero(t, pending[0].GivenUp)
	listed, err := s.UndeliveredMail(ctx, record.Page{})
	require.NoError(t, err)
	require.Empty(t, listed.Items)
	_, err = s.UndeliveredMail(ctx, record.Page{After: "?"})
	requireCode(t, err, law.KindInvalid, "cursor_invalid")
}
