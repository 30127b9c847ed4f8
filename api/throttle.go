package api

import (
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"shuangsuiji/inspection"
)

// throttle holds the limits on how often something may be Asked for.
type throttle struct {
	everybody         *rate.Limiter
	accounts          *limiters
	addresses         *limiters
	passwords         *limiters // by login, and by account changing its password
	passwordAddresses *limiters
}

func newThrottle(l Limits) throttle {
	of := func(r Rate) func() *rate.Limiter {
		return func() *rate.Limiter { return rate.NewLimiter(rate.Limit(r.PerSecond), r.Burst) }
	}
	return throttle{
		everybody: of(l.Everybody)(), accounts: newLimiters(of(l.Account)), addresses: newLimiters(of(l.Address)),
		passwords: newLimiters(of(l.Password)), passwordAddresses: newLimiters(of(l.PasswordAddress)),
	}
}

// limiters is one limiter for each key. A limiter that has recovered wholly is
// forgotten, so that memory follows those who come now.
type limiters struct {
	mu      sync.Mutex
	make    func() *rate.Limiter
	of      map[string]*rate.Limiter
	sweepAt int
}

// smallestSweep is from how many keys on the recovered ones are looked for.
const smallestSweep = 1024

func newLimiters(make func() *rate.Limiter) *limiters {
	return &limiters{make: make, of: map[string]*rate.Limiter{}, sweepAt: smallestSweep}
}

// take refuses with too_many_requests where the key has used up its share.
func (l *limiters) take(key string) error { return take(l.limiter(key)) }

func (l *limiters) limiter(key string) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if one, known := l.of[key]; known {
		return one
	}
	if len(l.of) >= l.sweepAt {
		l.sweep()
	}
	one := l.make()
	l.of[key] = one
	return one
}

func (l *limiters) sweep() {
	for key, one := range l.of {
		if one.Tokens() >= float64(one.Burst()) {
			delete(l.of, key)
		}
	}
	l.sweepAt = max(smallestSweep, 2*len(l.of))
}

func take(l *rate.Limiter) error {
	r := l.Reserve()
	wait := r.Delay()
	if wait == 0 {
		return nil
	}
	r.Cancel()
	if wait == rate.InfDuration {
		wait = time.Minute
	}
	p := problemOf(inspection.Errorf(inspection.KindTooMany, "too_many_requests", "请求过于频繁，请稍后再试。"), "")
	p.retryAfter = int(math.Ceil(wait.Seconds()))
	return p
}
