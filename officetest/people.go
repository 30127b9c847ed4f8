package officetest

import (
	"bytes"

	"github.com/stretchr/testify/require"

	"shuangsuiji/bureau"
	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/record"
)

// Password is that of the accounts that have one; see [Office.WithPassword].
const Password = "correct horse 电池"

// Initiating is the department of the plan's first task, Joint are those that take part.
const Initiating = "劳动保障监察大队"

// Joint are the departments that take part in the plan's first task.
var Joint = []string{"社会保险科", "社会保险中心"}

// staff are the accounts beside those of the inspectors, whose ids are their
// certificates.
var staff = []record.Account{
	{ID: "clerk", Name: "经办员甲", Department: Initiating, Roles: []law.Role{law.RoleClerk}},
	{ID: "head", Name: "科长甲", Department: Initiating, Roles: []law.Role{law.RoleSectionHead}},
	{ID: "head-insurance", Name: "科长乙", Department: Joint[0], Roles: []law.Role{law.RoleSectionHead}},
	{ID: "director", Name: "局长甲", Department: "局领导", Roles: []law.Role{law.RoleBureauHead}},
	{ID: "legal", Name: "法制员甲", Department: "政策法规科", Roles: []law.Role{law.RoleLegalReviewer}},
	{ID: "supervisor", Name: "监督员甲", Department: "机关纪委", Roles: []law.Role{law.RoleSupervisor}},
	{ID: "admin", Name: "管理员甲", Department: "信息中心", Roles: []law.Role{law.RoleAdministrator}},
}

// fill enters the registers, the accounts and the plan.
func (o *Office) fill(with Setup) {
	o.t.Helper()
	ctx := o.t.Context()
	items, err := documents.SeedItems()
	require.NoError(o.t, err)
	if with.Published {
		for i := range items {
			items[i].PublishedOn = calendar.DateOf(with.Now)
		}
	}
	_, _, _, err = o.Store.SaveItems(ctx, "system", StartOfMonth, items)
	require.NoError(o.t, err)
	_, _, _, err = o.Store.SaveEntities(ctx, "system", StartOfMonth, sample.Entities(40, 1))
	require.NoError(o.t, err)
	inspectors := sample.Inspectors(9, 1)
	_, _, _, err = o.Store.SaveInspectors(ctx, "system", StartOfMonth, inspectors)
	require.NoError(o.t, err)
	for _, a := range staff {
		a.Login, a.Active, a.Created = a.ID, true, StartOfMonth
		o.AddAccount(a)
	}
	for _, i := range inspectors {
		o.AddAccount(record.Account{ID: i.Certificate, Login: i.Certificate, Name: i.Name, Department: i.Department, Certificate: i.Certificate,
			Roles: []law.Role{law.RoleInspector}, Active: true, Created: StartOfMonth})
	}
	imported, err := o.ImportRegister(ctx, o.Actor("clerk"), bureau.RegisterPlans, bureau.Import{File: bytes.NewReader(with.Plan)})
	require.NoError(o.t, err)
	require.True(o.t, imported.Taken)
}

// AddAccount enters an account, and gives it a token.
func (o *Office) AddAccount(a record.Account) {
	o.t.Helper()
	_, err := o.Store.AddAccount(o.t.Context(), a, record.AccountChange{By: law.System.ID, At: StartOfMonth, Judge: func(*record.Account, []record.Account) ([]record.Message, error) { return nil, nil }})
	require.NoError(o.t, err)
	o.WithToken(a.ID)
}

// WithToken gives the account a program that may do whatever the account may.
func (o *Office) WithToken(id string) {
	o.t.Helper()
	token, _, err := o.IssueToken(o.t.Context(), id, bureau.NewToken{Name: "测试", Scope: record.TokenActs})
	require.NoError(o.t, err)
	o.Tokens[id] = token
}

// WithPassword gives an account the [Password], and a new token for those that end with
// the old one.
func (o *Office) WithPassword(id string) {
	o.t.Helper()
	a, err := o.Store.Account(o.t.Context(), id)
	require.NoError(o.t, err)
	_, err = o.SaveAccount(o.t.Context(), law.System, bureau.NewAccount{ID: a.ID, Login: a.Login, Name: a.Name, Department: a.Department,
		Certificate: a.Certificate, Roles: a.Roles, Active: a.Active, Password: Password})
	require.NoError(o.t, err)
	o.WithToken(id)
}

// Actor is the account as it acts today.
func (o *Office) Actor(id string) law.Actor {
	o.t.Helper()
	a, err := o.Store.Account(o.t.Context(), id)
	require.NoError(o.t, err)
	actor, err := o.Office.Actor(o.t.Context(), a)
	require.NoError(o.t, err)
	return actor
}

// NameOf is the name of whoever has the account.
func (o *Office) NameOf(id string) string {
	o.t.Helper()
	a, err := o.Store.Account(o.t.Context(), id)
	require.NoError(o.t, err)
	return a.Name
}
