package door

import (
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"

	"shuangsuiji/inspection/law"
)

// throttle holds the limits on how often something may be asked for. Each caller
// uses up a share of its own first, so that who floods the office is refused before
// anybody else misses something; staff and strangers have nothing in common.
type throttle struct {
	staff     budget  // by account, and by device that an account logged in from
	strangers budget  // by address: whoever brings neither session nor token
	unproven  budget  // by address: sessions and tokens not seen before, which may be made up
	files     *shares // by address: files of pages, which cost next to nothing

	passwords         *guesses // by login and address, by login and its devices, by account changing its password
	passwordAddresses *guesses
	passwordLogins    *guesses // by login, from wherever it has not succeeded
	credentials       *shares  // wrong sessions and tokens, by address

	// familiar are logins with the addresses from which they succeeded lately. Devices
	// are known for longer, and whichever process is asked.
	familiar *lru.Cache[string, struct{}]

	// noted is when the security log was last told of an address; notes bounds what
	// many addresses may write there.
	noted *lru.Cache[string, time.Time]
	notes *rate.Limiter
	// proven are the digests of sessions and tokens that were found right lately.
	proven *lru.Cache[[32]byte, struct{}]
	// strangersLogins is a slot for each password of an unknown device that is
	// compared or waits for it.
	strangersLogins chan struct{}
}

// callers is how many callers each table of the throttle remembers; those not seen
// for longest are forgotten. It bounds the memory that a flood of addresses takes.
const callers = 1 << 14

// waitingStrangers is how many passwords of unknown devices are compared or wait
// for it: two at a time take a tenth of a second, and a login of a known device
// comes through beside them.
const waitingStrangers = 32

func newThrottle(l Limits) throttle {
	return throttle{
		staff:     budget{own: newShares(l.Account), common: limiterOf(l.Everybody)},
		strangers: budget{own: newShares(l.Address), common: limiterOf(l.Strangers)},
		unproven:  budget{own: newShares(l.Address), common: limiterOf(l.Strangers)},
		files:     newShares(l.Files),

		passwords: newGuesses(l.Password), passwordAddresses: newGuesses(l.PasswordAddress), passwordLogins: newGuesses(l.PasswordLogin),
		credentials: newShares(l.PasswordAddress), familiar: cacheOf[string, struct{}](callers),
		noted: cacheOf[string, time.Time](callers), notes: limiterOf(Rate{PerSecond: 0.1, Burst: 100}),
		proven: cacheOf[[32]byte, struct{}](callers), strangersLogins: make(chan struct{}, waitingStrangers),
	}
}

func limiterOf(r Rate) *rate.Limiter { return rate.NewLimiter(rate.Limit(r.PerSecond), r.Burst) }

func cacheOf[K comparable, V any](size int) *lru.Cache[K, V] {
	c, err := lru.New[K, V](size)
	if err != nil { // a size below one
		panic(err)
	}
	return c
}

// budget is what one kind of callers may ask for: each its own share, all together
// the common one.
type budget struct {
	own    *shares
	common *rate.Limiter
}

// take refuses with too_many_requests where the caller's share or the common one is
// used up. What is refused of the caller's share takes nothing of the common one.
func (b budget) take(caller string) error {
	if err := b.own.take(caller); err != nil {
		return err
	}
	return take(b.common)
}

// shares is one limiter for each caller, of the callers seen last.
type shares struct {
	rate Rate
	of   *lru.Cache[string, *rate.Limiter]
}

func newShares(r Rate) *shares {
	return &shares{rate: r, of: cacheOf[string, *rate.Limiter](callers)}
}

// take refuses with too_many_requests where the caller has used up its share.
func (s *shares) take(caller string) error {
	one, known := s.of.Get(caller)
	if !known {
		one = limiterOf(s.rate)
		if first, raced, _ := s.of.PeekOrAdd(caller, one); raced {
			one = first
		}
	}
	return take(one)
}

func take(l *rate.Limiter) error {
	r := l.Reserve()
	wait := r.Delay()
	if wait == 0 {
		return nil
	}
	r.Cancel()
	return tooManyRequests(wait)
}

// tooManyRequests refuses, and says after which wait a repeat makes sense.
func tooManyRequests(wait time.Duration) error {
	if wait >= rate.InfDuration {
		wait = time.Minute
	}
	return Later(law.Errorf(law.KindTooMany, "too_many_requests", "请求过于频繁，请稍后再试。"), max(wait, time.Second))
}
