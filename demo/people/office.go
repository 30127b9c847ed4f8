// Package people lets the people of a running demonstration act through its HTTP
// API, each by the account whose act it is, and entities by their links. What they
// do is for the plays to say: packages demo and demo/year.
package people

import (
	"context"
	"fmt"
	"io"
	"time"

	"shuangsuiji/inspection/cases"
)

// Office is a running demonstration with everybody in it who has an account.
type Office struct {
	Base string
	Out  io.Writer
	// People are by login, Inspector by certificate.
	People, Inspector map[string]*Person
}

// Gather logs in everybody of the accounts file. What they do is told to out.
func Gather(ctx context.Context, base, accountsFile string, out io.Writer) (*Office, error) {
	accounts, err := ReadAccounts(accountsFile)
	if err != nil {
		return nil, fmt.Errorf("请先运行 make run：%w", err)
	}
	o := &Office{Base: base, Out: out, People: map[string]*Person{}, Inspector: map[string]*Person{}}
	for _, a := range accounts {
		who, err := logIn(ctx, base, a)
		if err != nil {
			return nil, err
		}
		o.People[a.Login] = who
		var me struct {
			Account struct {
				Certificate string `json:"certificate"`
			} `json:"account"`
		}
		if err := who.Get(ctx, "/api/me", &me); err != nil {
			return nil, err
		}
		if me.Account.Certificate != "" {
			o.Inspector[me.Account.Certificate] = who
		}
	}
	return o, nil
}

// Say tells what happens.
func (o *Office) Say(format string, args ...any) {
	if _, err := fmt.Fprintf(o.Out, format, args...); err != nil {
		return // nobody is listening any more
	}
}

// Where says where the play can be watched.
func (o *Office) Where(ctx context.Context) error {
	var me struct {
		TemporalUI string `json:"temporalUI"`
	}
	if err := o.People["supervisor"].Get(ctx, "/api/me", &me); err != nil {
		return err
	}
	if me.TemporalUI != "" {
		o.Say("以supervisor登录，在流程监督页面可以看到任务和各案件：%s%s/workflows\n", o.Base, me.TemporalUI)
	}
	o.Say("每行为一项办理：案件、办理人、事项（依据）。案件现状：%s/api/cases/案件编号\n", o.Base)
	return nil
}

// Cases are the task's cases by number.
func (o *Office) Cases(ctx context.Context, task string) ([]cases.Case, error) {
	var all []cases.Case
	cursor := ""
	for {
		var page struct {
			Items []cases.Case `json:"items"`
			Next  string       `json:"next"`
		}
		if err := o.People["supervisor"].Get(ctx, "/api/cases?task="+task+"&limit=200&after="+cursor, &page); err != nil {
			return nil, err
		}
		all = append(all, page.Items...)
		if page.Next == "" {
			return all, nil
		}
		cursor = page.Next
	}
}

// Clock is the business clock, and how often it was moved.
type Clock struct {
	Now   time.Time `json:"now"`
	Jumps int       `json:"jumps"`
}

// Clock reads the business clock.
func (o *Office) Clock(ctx context.Context) (c Clock, err error) {
	err = o.People["clerk"].Get(ctx, "/api/clock", &c)
	return c, err
}

// Now is the business time.
func (o *Office) Now(ctx context.Context) (time.Time, error) {
	c, err := o.Clock(ctx)
	return c.Now, err
}
