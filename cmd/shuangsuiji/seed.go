package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"shuangsuiji/bureau"
	"shuangsuiji/documents"
	"shuangsuiji/documents/sample"
	"shuangsuiji/inspection/calendar"
	"shuangsuiji/inspection/law"
	"shuangsuiji/inspection/registers"
	"shuangsuiji/record"
	"shuangsuiji/store"
)

// The size of the sample registers: enough that 10 % draws a dozen entities.
const (
	sampleEntities   = 300
	sampleInspectors = 12
	sampleSeed       = 2024001
)

// demonstrationClock stands on the first working day of plan 2024001's month, at
// the hour at which its task wakes.
func demonstrationClock() record.Clock {
	return record.Clock{Standing: true, Now: calendar.Embedded().FirstWorkingDayOfMonth(2024, time.April).At(9, 0)}
}

// markDemonstration is set once in a demonstration's record and never removed.
const markDemonstration = "demonstration"

// markSeeded is set once a new record is filled.
const markSeeded = "seeded"

// markAsDemonstration makes a new record a demonstration's, for ever.
func markAsDemonstration(ctx context.Context, s *store.Store) error {
	if err := s.SetMark(ctx, markDemonstration, "1", time.Now()); err != nil {
		return err
	}
	return s.SaveClock(ctx, demonstrationClock())
}

// seededAccount is an account made at the first start, with its password.
type seededAccount struct {
	Login, Password, Roles, Department string
}

// seed fills what is missing: the item list always; sample registers, plan and
// accounts in a demonstration; one administrator in a real folder. It can be
// repeated after a start that was cut short. The accounts with their passwords are
// written to a file of that path.
func seed(ctx context.Context, accountsPath string, office *bureau.Office, s *store.Store, demo bool) ([]seededAccount, error) {
	if _, done, err := s.Mark(ctx, markSeeded); err != nil || done {
		return nil, err
	}
	now, err := office.Now(ctx)
	if err != nil {
		return nil, err
	}
	// A demonstration begins in 2024 with the list of that year.
	list := documents.SeedItems2025
	if demo {
		list = documents.SeedItems
	}
	items, err := list()
	if err != nil {
		return nil, err
	}
	if demo {
		for i := range items {
			items[i].PublishedOn = sampleItemsPublished
		}
	}
	if _, _, _, err := s.SaveItems(ctx, law.System.ID, now, items); err != nil {
		return nil, err
	}
	accounts := []bureau.NewAccount{administrator}
	if demo {
		inspectors := sample.Inspectors(sampleInspectors, sampleSeed)
		if _, _, _, err := s.SaveEntities(ctx, law.System.ID, now, sample.Entities(sampleEntities, sampleSeed)); err != nil {
			return nil, err
		}
		if _, _, _, err := s.SaveInspectors(ctx, law.System.ID, now, inspectors); err != nil {
			return nil, err
		}
		accounts = demonstrationAccounts(inspectors)
	}
	made, err := firstPasswords(accountsPath, accounts)
	if err != nil {
		return nil, err
	}
	if err := makeAccounts(ctx, office, s, accounts, made); err != nil {
		return nil, err
	}
	if demo {
		clerk := law.Actor{ID: law.System.ID, Roles: []law.Role{law.RoleSystem, law.RoleClerk}}
		if _, err := office.ImportRegister(ctx, clerk, bureau.RegisterPlans, bureau.Import{File: bytes.NewReader(documents.SamplePlan())}); err != nil {
			return nil, err
		}
	}
	return made, s.SetMark(ctx, markSeeded, "1", time.Now())
}

// sampleItemsPublished is made up, as all sample data is: a real bureau enters when
// it published each of its items.
var sampleItemsPublished = calendar.NewDate(2024, time.January, 18)

var administrator = bureau.NewAccount{Login: "admin", Name: "管理员", Department: "信息中心", Roles: []law.Role{law.RoleAdministrator}}

// demonstrationAccounts are one for each role, the heads of the joint
// departments, and one for each sample inspector.
func demonstrationAccounts(inspectors []registers.Inspector) []bureau.NewAccount {
	one := func(login, name, department string, role law.Role) bureau.NewAccount {
		return bureau.NewAccount{Login: login, Name: name, Department: department, Roles: []law.Role{role}}
	}
	accounts := []bureau.NewAccount{
		administrator,
		one("clerk", "演示经办", "劳动保障监察大队", law.RoleClerk),
		one("head", "演示大队长", "劳动保障监察大队", law.RoleSectionHead),
		one("head-insurance", "演示科长", "社会保险科", law.RoleSectionHead),
		one("head-centre", "演示主任", "社会保险中心", law.RoleSectionHead),
		one("director", "演示局长", "局领导", law.RoleBureauHead),
		one("legal", "演示法制审核", "政策法规科", law.RoleLegalReviewer),
		one("supervisor", "演示监督", "机关纪委", law.RoleSupervisor),
		one("guest", "演示特邀监督员", "特邀监督员", law.RoleSupervisor),
	}
	for n, i := range inspectors {
		a := one(fmt.Sprintf("inspector%02d", n+1), i.Name, i.Department, law.RoleInspector)
		a.Certificate = i.Certificate
		accounts = append(accounts, a)
	}
	return accounts
}

// makeAccounts makes those that are not there, each with its password. Those that a
// start made that was cut short get it anew.
func makeAccounts(ctx context.Context, office *bureau.Office, s *store.Store, accounts []bureau.NewAccount, with []seededAccount) error {
	for n, a := range accounts {
		before, err := s.AccountByLogin(ctx, a.Login)
		switch {
		case err == nil:
			a.ID, a.Active = before.ID, true
		case law.KindOf(err) != law.KindNotFound:
			return err
		}
		a.Password = with[n].Password
		if _, err := office.SaveAccount(ctx, law.System, a); err != nil {
			return err
		}
	}
	return nil
}

func printAccounts(w io.Writer, accounts []seededAccount) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, a := range accounts {
		if _, err := fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", a.Login, a.Password, a.Roles, a.Department); err != nil {
			return err
		}
	}
	return t.Flush()
}

// firstAdministrator makes the administrator of an office that has no account
// yet, and prints the password once.
func firstAdministrator(ctx context.Context, office *bureau.Office, w io.Writer) error {
	all, err := office.Accounts(ctx, law.Actor{Roles: []law.Role{law.RoleAdministrator}})
	if err != nil || len(all) > 0 {
		return err
	}
	a := administrator
	a.Password = rand.Text()[:16]
	if _, err := office.SaveAccount(ctx, law.System, a); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "首个管理员账号 first administrator: %s / %s\n", a.Login, a.Password)
	return err
}
