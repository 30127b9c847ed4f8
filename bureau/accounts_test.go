package bureau_test

import (
	"context"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

const fresh = "correct horse 电池"

var (
	noon  = time.Date(2024, time.April, 1, 4, 0, 0, 0, time.UTC)
	quiet = slog.New(slog.DiscardHandler)
	admin = law.Actor{ID: "admin", Roles: []law.Role{law.RoleAdministrator}}
)

// newRecord is a record on SQLite.
func newRecord(t *testing.T) *store.Store {
	t.Helper()
	cfg := store.Config{Driver: store.SQLite, DSN: filepath.Join(t.TempDir(), "record.db"), Logger: quiet}
	require.NoError(t, store.Migrate(t.Context(), cfg))
	s, err := store.Open(t.Context(), cfg)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

// realOffice is an office of accounts alone, no demonstration, on a clock that the test
// moves. Nothing in it reaches a procedure.
func realOffice(t *testing.T, s bureau.Record, options ...bureau.Option) (*bureau.Office, *time.Time) {
	t.Helper()
	o := bureau.New(s, nil, quiet, false, options...)
	now := noon
	bureau.SetNow(o, func() time.Time { return now })
	return o, &now
}

// hire puts an account with the roles into the record, with the password fresh.
func hire(t *testing.T, o *bureau.Office, s *store.Store, id, department string, roles ...law.Role) record.Account {
	t.Helper()
	hash, err := bureau.HashOf(t.Context(), o, fresh)
	require.NoError(t, err)
	a := record.Account{ID: id, Login: id, Name: "某某", Department: department, Roles: roles, Active: true, PasswordHash: hash, Created: noon}
	require.NoError(t, s.SaveAccount(t.Context(), a))
	return a
}

func requireCode(t *testing.T, err error, code string) {
	t.Helper()
	require.ErrorIs(t, err, &law.Error{Code: code}, "%v", err)
}

// interrupted is a record in which something happens to an account right after it was
// read for the first time.
type interrupted struct {
	*store.Store
	happens func()
}

func (i *interrupted) Account(ctx context.Context, id string) (record.Account, error) {
	a, err := i.Store.Account(ctx, id)
	if happens := i.happens; happens != nil {
		i.happens = nil
		happens()
	}
	return a, err
}

// TestAccountsChangedMeanwhile: whatever takes its time keeps what was done to the account
// in between. A change of the password once let in again who had been closed.
func TestAccountsChangedMeanwhile(t *testing.T) {
	t.Parallel()
	for name, do := range map[string]func(ctx context.Context, o *bureau.Office) error{
		"a change of the password": func(ctx context.Context, o *bureau.Office) error {
			return o.ChangePassword(ctx, "clerk", fresh, "l0ng enough 42")
		},
		"a handover": func(ctx context.Context, o *bureau.Office) error {
			head := law.Actor{ID: "head", Department: "一科", Roles: []law.Role{law.RoleSectionHead}}
			_, _, err := o.HandOver(ctx, head, "clerk", "clerk2", "调离", bureau.Call{Person: "head", Route: "x", Key: "k"})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newRecord(t)
			i := &interrupted{Store: s}
			o, _ := realOffice(t, i)
			hire(t, o, s, "clerk", "一科", law.RoleClerk)
			hire(t, o, s, "clerk2", "一科", law.RoleClerk)
			i.happens = func() {
				_, err := s.ChangeAccount(t.Context(), "clerk", record.AccountChange{By: "admin", At: noon, Judge: func(a *record.Account, _ []record.Account) ([]record.Message, error) {
					a.Active, a.Email = false, "new@example.org"
					return nil, nil
				}})
				require.NoError(t, err)
			}
			if err := do(t.Context(), o); err != nil {
				requireCode(t, err, "account_inactive")
			}
			a, err := s.Account(t.Context(), "clerk")
			require.NoError(t, err)
			require.False(t, a.Active, "stays closed")
			require.Equal(t, "new@example.org", a.Email)
		})
	}
}

func TestAnAccountIsJudgedBesideAllOthers(t *testing.T) {
	t.Parallel()
	s := newRecord(t)
	o, _ := realOffice(t, s)
	ctx := t.Context()
	hire(t, o, s, "admin", "信息中心", law.RoleAdministrator)
	one := func(login string, change func(*bureau.NewAccount)) bureau.NewAccount {
		a := bureau.NewAccount{Login: login, Name: "某人", Department: "一科", Roles: []law.Role{law.RoleClerk}}
		change(&a)
		return a
	}
	save := func(login string, change func(*bureau.NewAccount)) (record.Account, error) {
		return o.SaveAccount(ctx, admin, one(login, change))
	}
	as := func(certificate string, roles ...law.Role) func(*bureau.NewAccount) {
		return func(a *bureau.NewAccount) { a.Certificate, a.Roles = certificate, roles }
	}
	same := func(*bureau.NewAccount) {}

	wang, err := save(" Wang1 ", same)
	require.NoError(t, err)
	require.Equal(t, "wang1", wang.Login)
	for code, refused := range map[string]bureau.NewAccount{
		"login_taken":      one("ＷＡＮＧ1", same),
		"login_confusable": one("wangl", same),
		"login_invalid":    one("wаng", same),
		"roles_exclude":    one("li", as("", law.RoleClerk, law.RoleSupervisor)),
		"account_invalid":  one("li", func(a *bureau.NewAccount) { a.Name = "王\u202e某" }),
		"password_common":  one("li", func(a *bureau.NewAccount) { a.Password = "P@ssw0rd2024" }),
		"account_not_found": one("li", func(a *bureau.NewAccount) {
			a.ID = "nobody"
		}),
		"password_reset_apart": one("wang1", func(a *bureau.NewAccount) { a.ID, a.Password = wang.ID, fresh }),
	} {
		_, err := o.SaveAccount(ctx, admin, refused)
		requireCode(t, err, code)
	}
	_, err = o.SaveAccount(ctx, law.Actor{ID: "x", Roles: []law.Role{law.RoleBureauHead}}, one("li", same))
	requireCode(t, err, "not_your_act")

	// With an empty register any certificate is taken, then only those that it knows, and each once.
	first, err := save("inspector-a", as("YS-1", law.RoleInspector))
	require.NoError(t, err)
	_, _, _, err = s.SaveInspectors(ctx, "clerk", noon, []registers.Inspector{{Certificate: "YS-1", Name: "甲", Department: "一科", Active: true}, {Certificate: "YS-2", Name: "乙", Department: "一科", Active: true}})
	require.NoError(t, err)
	_, err = save("inspector-b", as("YS-9", law.RoleInspector))
	requireCode(t, err, "certificate_unknown")
	_, err = save("inspector-b", as("YS-1", law.RoleInspector))
	requireCode(t, err, "certificate_taken")
	_, err = save("inspector-b", as("YS-2", law.RoleInspector))
	require.NoError(t, err)
	_, err = o.SetActive(ctx, admin, "inspector-a", false)
	require.NoError(t, err)
	_, err = save("inspector-c", as("YS-1", law.RoleInspector))
	require.NoError(t, err, "of a closed account")
	_, err = o.SetActive(ctx, admin, first.Login, true)
	requireCode(t, err, "certificate_taken")
}

// An account made under older rules can still be renamed and closed, but not opened again
// as it is.
func TestOlderAccountsCanBeChanged(t *testing.T) {
	t.Parallel()
	s := newRecord(t)
	o, _ := realOffice(t, s)
	ctx := t.Context()
	old := hire(t, o, s, "Old Login", "一科", law.RoleClerk, law.RoleSupervisor)
	in := bureau.NewAccount{ID: old.ID, Login: old.Login, Name: "新名", Department: old.Department, Roles: old.Roles, Active: true}
	changed, err := o.SaveAccount(ctx, admin, in)
	require.NoError(t, err)
	require.Equal(t, "新名", changed.Name)
	_, err = o.Login(ctx, "Old Login", fresh)
	require.NoError(t, err, "and logs in as it did")
	in.Active = false
	_, err = o.SaveAccount(ctx, admin, in)
	require.NoError(t, err)
	in.Active = true
	_, err = o.SaveAccount(ctx, admin, in)
	requireCode(t, err, "roles_exclude")
}

func TestTheLastAdministratorStays(t *testing.T) {
	t.Parallel()
	s := newRecord(t)
	o, _ := realOffice(t, s)
	ctx := t.Context()
	hire(t, o, s, "admin", "信息中心", law.RoleAdministrator)
	gone := hire(t, o, s, "gone", "信息中心", law.RoleAdministrator)
	gone.Active = false
	require.NoError(t, s.SaveAccount(ctx, gone))
	in := bureau.NewAccount{ID: "admin", Login: "admin", Name: "某某", Department: "信息中心", Roles: []law.Role{law.RoleAdministrator}}
	other := in
	other.Roles, other.Active = []law.Role{law.RoleClerk}, true
	operator := law.Actor{ID: "operator", Roles: []law.Role{law.RoleSystem, law.RoleAdministrator}}
	for _, who := range []law.Actor{admin, operator, law.System} {
		for _, change := range []bureau.NewAccount{in, other} {
			_, err := o.SaveAccount(ctx, who, change)
			requireCode(t, err, "last_administrator")
		}
	}
	hire(t, o, s, "second", "信息中心", law.RoleAdministrator)
	_, err := o.SaveAccount(ctx, admin, in)
	require.NoError(t, err, "with another it may go")
}

func TestResetIsToldAndEndsAccess(t *testing.T) {
	t.Parallel()
	s := newRecord(t)
	o, _ := realOffice(t, s)
	ctx := t.Context()
	for id, role := range map[string]law.Role{"admin": law.RoleAdministrator, "boss": law.RoleBureauHead, "watch": law.RoleSupervisor} {
		hire(t, o, s, id, "局", role)
	}
	secret, _, err := o.IssueToken(ctx, "boss", bureau.NewToken{Name: "x", Scope: record.TokenActs})
	require.NoError(t, err)
	for _, reason := range []string{"", " ", "\u200b"} {
		_, _, err = o.ResetPassword(ctx, admin, "boss", reason)
		requireCode(t, err, "reason_required")
	}
	_, _, err = o.ResetPassword(ctx, admin, "admin", "自己的")
	requireCode(t, err, "own_password")
	a, password, err := o.ResetPassword(bureau.WithAddress(ctx, "192.0.2.7"), admin, "boss", "本人忘记 100%s")
	require.NoError(t, err)
	require.True(t, a.MustChangePassword)
	_, _, err = o.AccountOfToken(ctx, secret)
	requireCode(t, err, "token_expired")
	for _, id := range []string{"boss", "watch"} {
		inbox, err := s.Inbox(ctx, id, true, record.Page{})
		require.NoError(t, err)
		require.Len(t, inbox.Items, 1, id)
		require.Contains(t, inbox.Items[0].Text, "某某（admin）重设")
		require.Contains(t, inbox.Items[0].Text, "本人忘记 100%s")
		require.NotContains(t, inbox.Items[0].Text, password)
	}
	logged, err := s.SecurityEvents(ctx, record.SecurityEventFilter{Kind: record.EventPasswordReset}, record.Page{})
	require.NoError(t, err)
	require.Len(t, logged.Items, 1)
	require.Equal(t, []string{"admin", "boss", "192.0.2.7"}, []string{logged.Items[0].Account, logged.Items[0].Subject, logged.Items[0].Address})

	_, err = o.Login(ctx, "boss", fresh)
	requireCode(t, err, "login_failed")
	boss, err := o.Login(ctx, "boss", password)
	require.NoError(t, err)
	require.True(t, boss.MustChangePassword)
	requireCode(t, o.ChangePassword(ctx, "boss", password, password), "password_unchanged")
	requireCode(t, o.ChangePassword(ctx, "boss", password, " "+password+" "), "password_unchanged")
	requireCode(t, o.ChangePassword(ctx, "boss", password, "aaaaaaaaaaaa"), "password_too_simple")
	require.NoError(t, o.ChangePassword(ctx, "boss", password, "l0ng enough 42"))
	boss, err = o.Login(ctx, "boss", "l0ng enough 42")
	require.NoError(t, err)
	require.False(t, boss.MustChangePassword)
}

// Who does not wait for the answer any more takes no slot and no memory.
func TestHashingHeedsItsContext(t *testing.T) {
	t.Parallel()
	o := bureau.New(nil, nil, quiet, false)
	bureau.FillSlots(o)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := bureau.HashOf(ctx, o, fresh)
	require.ErrorIs(t, err, context.Canceled)
	_, err = bureau.Matches(ctx, o, fresh, bureau.Decoy(o))
	require.ErrorIs(t, err, context.Canceled)
}

// The decoy is compared as every other hash is.
func TestDecoyIsLikeAnyOther(t *testing.T) {
	t.Parallel()
	o := bureau.New(nil, nil, quiet, false)
	made, err := bureau.HashOf(t.Context(), o, fresh)
	require.NoError(t, err)
	require.Len(t, bureau.Decoy(o), len(made))
	require.Equal(t, made[:len("$argon2id$v=19$m=65536,t=1,p=")+1], bureau.Decoy(o)[:len("$argon2id$v=19$m=65536,t=1,p=")+1])
	ok, err := bureau.Matches(t.Context(), o, fresh, bureau.Decoy(o))
	require.NoError(t, err)
	require.False(t, ok)
}

func TestDemonstrationForcesNothing(t *testing.T) {
	t.Parallel()
	s := newRecord(t)
	o := bureau.New(s, nil, quiet, true)
	a, err := o.SaveAccount(t.Context(), law.System, bureau.NewAccount{Login: "clerk", Name: "演示经办", Department: "一科", Roles: []law.Role{law.RoleClerk}, Password: fresh})
	require.NoError(t, err)
	require.False(t, a.MustChangePassword)
}

// A program reads unless it is given more, for as long as it was made for, and where it
// comes from is known.
func TestTokensOfPrograms(t *testing.T) {
	t.Parallel()
	s := newRecord(t)
	o, now := realOffice(t, s)
	ctx := t.Context()
	hire(t, o, s, "clerk", "一科", law.RoleClerk)
	clerk := law.Actor{ID: "clerk", Roles: []law.Role{law.RoleClerk}}
	for code, in := range map[string]bureau.NewToken{"token_name_required": {Name: " "}, "token_scope_unknown": {Name: "x", Scope: "all"},
		"token_days_invalid": {Name: "x", Days: 366}} {
		_, _, err := o.IssueToken(ctx, "clerk", in)
		requireCode(t, err, code)
	}
	secret, made, err := o.IssueToken(ctx, "clerk", bureau.NewToken{Name: "数据交换"})
	require.NoError(t, err)
	require.Equal(t, record.TokenReads, made.Scope)
	require.Equal(t, noon.AddDate(0, 0, 90), made.Expires)
	for range 3 {
		for _, address := range []string{"192.0.2.7", "192.0.2.8"} {
			_, _, err = o.AccountOfToken(bureau.WithAddress(ctx, address), secret)
			require.NoError(t, err)
		}
		*now = now.Add(2 * time.Hour)
	}
	news, err := s.SecurityEvents(ctx, record.SecurityEventFilter{Kind: record.EventTokenAddress}, record.Page{})
	require.NoError(t, err)
	require.Len(t, news.Items, 2, "each address once")
	all, err := o.Tokens(ctx, admin, "clerk")
	require.NoError(t, err)
	require.Equal(t, noon.Add(4*time.Hour), all[0].LastUsed)
	stranger := law.Actor{ID: "boss", Roles: []law.Role{law.RoleBureauHead}}
	_, err = o.Tokens(ctx, stranger, "clerk")
	requireCode(t, err, "not_your_act")
	requireCode(t, o.RevokeToken(ctx, stranger, "clerk", made.ID), "not_your_act")
	requireCode(t, o.RevokeToken(ctx, clerk, "clerk", "t-none"), "token_unknown")
	require.NoError(t, o.RevokeToken(ctx, admin, "clerk", made.ID))
	_, _, err = o.AccountOfToken(ctx, secret)
	requireCode(t, err, "token_expired")
}

// startDay is the day of noon.
var startDay = calendar.DateOf(noon)
