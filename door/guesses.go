package door

import (
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"golang.org/x/time/rate"
)

// guesses counts wrong passwords, and only those: who knows the right one may log in
// as often as he likes. A password that is being compared counts as wrong until it is
// known to be right, so that many at once get no further than one after the other.
type guesses struct {
	rate Rate
	now  func() time.Time
	mu   sync.Mutex
	of   *simplelru.LRU[string, *guesser]
}

// guesser is what one caller has left.
type guesser struct {
	wrong    *rate.Limiter
	compared int // at this moment
}

func newGuesses(r Rate) *guesses {
	of, err := simplelru.NewLRU[string, *guesser](callers, nil)
	if err != nil { // a size below one
		panic(err)
	}
	return &guesses{rate: r, now: time.Now, of: of}
}

// begin refuses a caller who has guessed too often with too_many_requests. Otherwise
// done must be called with what became of the guess.
func (g *guesses) begin(caller string) (done func(wrong bool), err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	one, known := g.of.Get(caller)
	if !known {
		one = &guesser{wrong: limiterOf(g.rate)}
		g.of.Add(caller, one)
	}
	if missing := 1 + float64(one.compared) - one.wrong.TokensAt(g.now()); missing > 0 {
		return nil, tooManyRequests(time.Duration(missing / g.rate.PerSecond * float64(time.Second)))
	}
	one.compared++
	return func(wrong bool) {
		g.mu.Lock()
		defer g.mu.Unlock()
		one.compared--
		if wrong {
			one.wrong.AllowN(g.now(), 1)
		}
	}, nil
}
