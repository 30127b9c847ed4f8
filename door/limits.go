package door

import (
	"cmp"
	"time"
)

// Limits bounds what a caller may ask for. A zero field takes the value of
// [DefaultLimits].
type Limits struct {
	Deadline      time.Duration // an ordinary request; passed, it is answered 503
	LongDeadline  time.Duration // imports, exports, announcements to all open work
	StrangersFile time.Duration // for an evidence file to arrive
	Reply         time.Duration // for the client to take the reply, after the request's time

	SessionIdle     time.Duration // a session without requests ends
	SessionLifetime time.Duration // and any session after

	Acts int // acts at work at once; one more is answered 503 at once, and nothing was begun

	Everybody Rate // requests of all accounts together
	Account   Rate // requests of one account
	Strangers Rate // requests without an account, from all addresses together
	Address   Rate // requests without an account, from one address, behind which a whole bureau may sit
	Files     Rate // files of pages, to one address

	Password        Rate // wrong passwords for one login from one address, or from its devices together
	PasswordLogin   Rate // wrong passwords for one login from wherever it has not succeeded, together
	PasswordAddress Rate // wrong passwords from one address, and wrong tokens and sessions
}

// Rate is a steady number of requests a second and how many may come at once.
type Rate struct {
	PerSecond float64
	Burst     int
}

// DefaultLimits are for an office of some hundred people and a public page.
func DefaultLimits() Limits {
	return Limits{
		Deadline: 10 * time.Second, LongDeadline: 5 * time.Minute, StrangersFile: 30 * time.Second, Reply: 30 * time.Second,
		SessionIdle: 30 * time.Minute, SessionLifetime: 12 * time.Hour,
		// So many wait two to five seconds for the embedded server, on two processors:
		// within the deadline.
		Acts:      100,
		Everybody: Rate{PerSecond: 500, Burst: 1000},
		Account:   Rate{PerSecond: 50, Burst: 200},
		Strangers: Rate{PerSecond: 200, Burst: 600},
		Address:   Rate{PerSecond: 20, Burst: 200},
		Files:     Rate{PerSecond: 100, Burst: 1000},

		// Ten addresses together keep within what a login allows (decision 15). A hundred
		// failures on one account are what NIST SP 800-63B-4, 3.2.2, has as the most.
		Password:        Rate{PerSecond: 1. / 60, Burst: 10},
		PasswordLogin:   Rate{PerSecond: 1. / 6, Burst: 100},
		PasswordAddress: Rate{PerSecond: 1, Burst: 100},
	}
}

func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	return Limits{
		Deadline: cmp.Or(l.Deadline, d.Deadline), LongDeadline: cmp.Or(l.LongDeadline, d.LongDeadline),
		StrangersFile: cmp.Or(l.StrangersFile, d.StrangersFile), Reply: cmp.Or(l.Reply, d.Reply),
		SessionIdle: cmp.Or(l.SessionIdle, d.SessionIdle), SessionLifetime: cmp.Or(l.SessionLifetime, d.SessionLifetime),
		Acts:      cmp.Or(l.Acts, d.Acts),
		Everybody: cmp.Or(l.Everybody, d.Everybody), Account: cmp.Or(l.Account, d.Account),
		Strangers: cmp.Or(l.Strangers, d.Strangers), Address: cmp.Or(l.Address, d.Address), Files: cmp.Or(l.Files, d.Files),
		Password: cmp.Or(l.Password, d.Password), PasswordLogin: cmp.Or(l.PasswordLogin, d.PasswordLogin), PasswordAddress: cmp.Or(l.PasswordAddress, d.PasswordAddress),
	}
}
