package web

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"shuangsuiji/codes"
	"shuangsuiji/door"
	"shuangsuiji/forms"
	"shuangsuiji/inspection/access"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/plans"
	"shuangsuiji/names"
	"shuangsuiji/record"
)

// accountsView are the accounts of the office.
type accountsView struct {
	listView
	Accounts []record.Account
	Keeps    bool // the person may make and change them
}

func (s *console) officeAccounts(ctx context.Context, r *http.Request) (view, error) {
	actor := door.PersonOf(ctx).Actor
	text, err1 := names.Seek(r.FormValue("text"))
	department, err2 := names.Seek(r.FormValue("department"))
	if err := cmp.Or(err1, err2); err != nil {
		return view{}, err
	}
	all, err := s.office.Accounts(ctx, actor)
	if err != nil {
		return view{}, err
	}
	role, active := law.Role(r.FormValue("role")), r.FormValue("active") != ""
	all = slices.DeleteFunc(all, func(a record.Account) bool {
		return !text.In(names.SearchKey(a.Name, a.Login, a.Certificate)) || !department.In(names.SearchKey(a.Department)) || role != "" && !slices.Contains(a.Roles, role) || active && !a.Active
	})
	return view{Template: "accounts", Title: "账号", Data: accountsView{Accounts: all, Keeps: access.KeepAccounts.HeldBy(actor),
		listView: listOf(r, nil, "", typed("text", "姓名、用户名或者证件号"), typed("department", "部门"), among("role", "角色", staffRoles()), only("active", "启用"))}}, nil
}

func staffRoles() codes.List {
	var out codes.List
	for _, r := range law.StaffRoles {
		out = append(out, codes.Code{Value: string(r), Name: r.Chinese()})
	}
	return out
}

// newAccountSheet makes an account.
func (s *console) newAccountSheet() sheet {
	return sheet{fields: forms.NewAccount, show: s.showNewAccount, do: s.makeAccount}
}

// formView is a page that is one form.
type formView struct {
	filled
	Inputs []forms.Input
}

func (s *console) showNewAccount(ctx context.Context, _ *http.Request, t filled) (view, error) {
	if err := access.KeepAccounts.Require(door.PersonOf(ctx).Actor); err != nil {
		return view{}, err
	}
	return view{Template: "account_new", Title: "新建账号", Data: formView{filled: t, Inputs: t.inputs(forms.About{}, forms.NewAccount)}}, nil
}

func (s *console) makeAccount(_ context.Context, r *http.Request, values url.Values) (after, error) {
	var made record.Account
	if err := s.hand(r, http.MethodPost, "/api/accounts", forms.NewAccount, values, &made); err != nil {
		return after{}, err
	}
	return goOnTo("/office/accounts/"+made.ID, "account_made"), nil
}

// accountSheet is one account: what it is, who is let in by it, how it came about.
func (s *console) accountSheet() sheet {
	return sheet{fields: slices.Concat(forms.ChangedAccount, forms.Reset), show: s.showAccount, do: s.changeAccount}
}

// accountView is one account, with the forms that the person may use.
type accountView struct {
	accessView
	Account  record.Account
	Inputs   []forms.Input // to change it; none for who may not
	Resets   bool
	Ends     bool
	Versions []version
	Names    colleagues
	Now      time.Time // real time: tokens end by it
}

func (s *console) showAccount(ctx context.Context, r *http.Request, t filled) (view, error) {
	actor, id := door.PersonOf(ctx).Actor, r.PathValue("id")
	all, err := s.office.Accounts(ctx, actor)
	if err != nil {
		return view{}, err
	}
	at := slices.IndexFunc(all, func(a record.Account) bool { return a.ID == id })
	if at < 0 {
		return view{}, law.Errorf(law.KindNotFound, "account_not_found", "没有这个账号。")
	}
	v := accountView{Account: all[at], Now: time.Now(), Resets: access.ResetAccess.HeldBy(actor) && actor.ID != id, Ends: access.EndAccess.HeldBy(actor)}
	v.filled = t
	if v.Names, err = s.colleagues(ctx); err != nil {
		return view{}, err
	}
	if access.KeepAccounts.HeldBy(actor) {
		if v.Inputs, err = accountInputs(v.Account, t); err != nil {
			return view{}, err
		}
	}
	if access.ReadAccountChanges.HeldBy(actor) {
		changes, err := s.office.AccountHistory(ctx, actor, v.Account.Login)
		if err != nil {
			return view{}, err
		}
		if v.Versions, err = accountVersions(changes); err != nil {
			return view{}, err
		}
	}
	if v.Ends {
		if v.Sessions, err = s.office.Sessions(ctx, actor, id, s.door.SessionToken(r)); err != nil {
			return view{}, err
		}
		if v.Tokens, err = s.office.Tokens(ctx, actor, id); err != nil {
			return view{}, err
		}
	}
	return view{Template: "account", Title: v.Account.Name, Data: v}, nil
}

// accountInputs are those of the form that changes the account, which begins with what
// the account is.
func accountInputs(a record.Account, t filled) ([]forms.Input, error) {
	recorded, err := forms.Recorded(a)
	if err != nil {
		return nil, err
	}
	if t.Get(inputDo) != "" { // another form of the page was sent
		t = filled{}
	}
	return t.begun(forms.Values(forms.ChangedAccount, recorded)).inputs(forms.About{}, forms.ChangedAccount), nil
}

// accountVersions are the states of an account, the latest first.
func accountVersions(changes []record.Change) ([]version, error) {
	var before record.Account
	out := make([]version, len(changes))
	for i, c := range changes {
		var a record.Account
		if err := json.Unmarshal(c.Body, &a); err != nil {
			return nil, fmt.Errorf("read version %d of an account: %w", c.Version, err)
		}
		out[i] = version{Version: c.Version, At: c.At, By: c.By}
		was := accountCells(before)
		for n, cell := range accountCells(a) {
			if i > 0 && cell.Value != was[n].Value {
				out[i].Cells = append(out[i].Cells, plans.CellChange{Column: cell.Name, Before: was[n].Value, After: cell.Value})
			}
		}
		before = a
	}
	slices.Reverse(out)
	return out, nil
}

func accountCells(a record.Account) []fact {
	active := "停用"
	if a.Active {
		active = "启用"
	}
	return []fact{{"用户名", a.Login}, {"姓名", a.Name}, {"部门", a.Department}, {"角色", law.RoleNames(a.Roles)}, {"执法证件号", a.Certificate}, {"电子邮件", a.Email}, {"状态", active}}
}

// What the buttons of an account's page ask for, beside changing it.
const (
	doResetPassword = "reset_password"
	doResetFactor   = "reset_factor"
	doEndSession    = "end_session"
	doRevokeToken   = "revoke_token"
)

func (s *console) changeAccount(_ context.Context, r *http.Request, values url.Values) (after, error) {
	id := r.PathValue("id")
	page, endpoint := "/office/accounts/"+id, "/api/accounts/"+id
	switch values.Get(inputDo) {
	case doResetPassword:
		var issued struct{ Login, Password string }
		if err := s.hand(r, http.MethodPost, endpoint+"/password", forms.Reset, values, &issued); err != nil {
			return after{}, err
		}
		return after{shown: &view{Template: "password_issued", Title: "新密码", Data: issued}}, nil
	case doResetFactor:
		return goOnTo(page, "factor_reset"), s.hand(r, http.MethodPost, endpoint+"/second-factor/reset", forms.Reset, values, nil)
	case doEndSession:
		_, err := s.ask(r, http.MethodDelete, endpoint+"/sessions/"+values.Get("end"), nil, nil)
		return goOnTo(page, "session_ended"), err
	case doRevokeToken:
		_, err := s.ask(r, http.MethodDelete, endpoint+"/tokens/"+values.Get("revoke"), nil, nil)
		return goOnTo(page, "token_revoked"), err
	}
	return goOnTo(page, "account_changed"), s.hand(r, http.MethodPut, endpoint, forms.ChangedAccount, values, nil)
}
