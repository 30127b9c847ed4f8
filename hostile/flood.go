package hostile

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// answerTime is how long a member of staff may wait while the office is flooded; the
// office's own deadline for a request.
const answerTime = 10 * time.Second

// hanging are requests whose head never ends, halved those whose body does not: some
// of these are answered before it is there.
var hanging = []string{"", "G", "GET /public/publications HTTP/1.1\r\nHost: localhost\r\nX-Slow: "}

var halved = []string{
	"POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
	"POST /public/verify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{",
	"POST /api/registers/entities/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 1000000\r\n\r\n",
}

// slowly opens more half-sent requests than the office keeps of an address, from
// several addresses, and lets staff work beside them.
func (o *office) slowly(ctx context.Context, sources []string, each int, a *Attack) {
	var mu sync.Mutex
	var conns []net.Conn
	defer func() {
		for _, c := range conns {
			_ = c.Close() // the office may have done so
		}
	}()
	var all sync.WaitGroup
	flood := func(source string, count int, begun []string) {
		d := dialerFrom(source)
		for n := range count {
			conn, err := d.DialContext(ctx, "tcp", o.system.Direct())
			if err != nil {
				continue
			}
			_, _ = io.WriteString(conn, begun[n%len(begun)]) // one too many is closed
			mu.Lock()
			conns = append(conns, conn)
			mu.Unlock()
		}
	}
	for _, source := range sources {
		all.Go(func() { flood(source, each, hanging) })
	}
	// From an address of their own: places of those that are answered come free again.
	all.Go(func() { flood("127.0.4.1", each/10, halved) })
	all.Wait()
	// One more of a flooding address is turned away: all its places are taken.
	for _, source := range sources {
		is := callerFrom(source, o.base).do(ctx, http.MethodGet, "/public/publications", nil)
		a.control(is.err != nil, "%s has a place left, the flood is not felt: %s", source, is)
	}
	slowest := time.Duration(0)
	for _, login := range []string{"clerk", "director", "supervisor"} {
		for _, path := range []string{"/api/me", "/api/cases", "/api/inbox"} {
			began := time.Now()
			is := o.people[login].try(ctx, http.MethodGet, path, nil)
			took := time.Since(began)
			slowest = max(slowest, took)
			a.try(is.ok() && took < answerTime, "%s at %s while %d requests hang: %s after %s", login, path, len(conns), is, took)
		}
	}
	fresh := callerFrom("127.0.1.9", o.base) // who opens a connection anew
	is := fresh.logIn(ctx, "legal", o.people["legal"].password)
	a.try(is.ok(), "legal logs in from a new connection meanwhile: %s", is)
	is = fresh.do(ctx, http.MethodGet, "/public/publications", nil)
	a.try(is.ok(), "the public's page meanwhile: %s", is)
	a.says("%d half-sent from %d addresses; staff's slowest answer %d ms", len(conns), len(sources)+1, slowest.Milliseconds())
}

// guessing is how many wrong passwords one address sends.
const guessing = 40

// passwords floods one login with wrong passwords from one address. Who knows the
// password still comes in from another, and what the flood writes of itself into
// X-Forwarded-For is not believed.
func (o *office) passwords(ctx context.Context, flood, forwarded *Attack) {
	director := o.people["director"]
	guesser := callerFrom("127.0.1.1", o.base)
	compared, first := 0, answer{}
	for n := range guessing {
		is := guesser.logIn(ctx, director.login, fmt.Sprintf("guess %d", n))
		flood.try(is.refused(http.StatusUnauthorized, http.StatusTooManyRequests), "a wrong password: %s", is)
		if is.status == http.StatusUnauthorized {
			compared++
		}
		if n == 0 {
			first = is
		}
	}
	flood.control(first.code == "login_failed", "the first wrong password is compared: %s", first)
	flood.try(compared <= guessing/2, "of %d wrong passwords from one address %d were compared", guessing, compared)
	is := guesser.logIn(ctx, director.login, director.password)
	flood.try(is.refused(http.StatusTooManyRequests), "the right password from the flood's address, among guesses: %s", is)
	is = callerFrom("127.0.1.2", o.base).logIn(ctx, director.login, director.password)
	flood.control(is.ok(), "the director from another address meanwhile: %s", is)
	is = director.try(ctx, http.MethodGet, "/api/me", nil)
	flood.control(is.ok(), "the director's session meanwhile: %s", is)
	flood.says("%d of %d wrong passwords were compared", compared, guessing)

	for n := range guessing {
		hop := fmt.Sprintf("10.1.%d.%d", n/200, n%200+1)
		for _, header := range []string{"X-Forwarded-For", "X-Real-Ip", "Forwarded"} {
			value := hop
			if header == "Forwarded" {
				value = "for=" + hop
			}
			is := guesser.logIn(ctx, director.login, "another guess", header, value)
			forwarded.try(is.refused(http.StatusTooManyRequests), "a guess more, as %s: %s: %s", header, value, is)
		}
	}
	// A stranger who writes somebody else's address has none of his guesses counted there.
	framer := callerFrom("127.0.1.3", o.base)
	const framed = "127.0.1.4"
	for range guessing {
		framer.logIn(ctx, "supervisor", "wrong", "X-Forwarded-For", framed)
	}
	is = callerFrom(framed, o.base).logIn(ctx, "supervisor", o.people["supervisor"].password)
	forwarded.try(is.ok(), "the supervisor at the address that somebody else wrote: %s", is)
	is = framer.logIn(ctx, "supervisor", o.people["supervisor"].password)
	forwarded.control(is.status == http.StatusTooManyRequests, "the guesses counted, for whoever sent them: %s", is)
}

// evidence sends anything but evidence to whoever verifies it: too much, too deep, too
// many at once.
func (o *office) evidence(ctx context.Context, sources func() *caller, a *Attack) error {
	real := sources().do(ctx, http.MethodGet, "/public/tasks/"+crewTask+"/draws/1/evidence", nil)
	if !real.ok() {
		return fmt.Errorf("the published evidence: %s", real)
	}
	deep := strings.Repeat(`{"a":[`, 300_000)
	for name, body := range map[string][]byte{
		"64 MiB of nothing":      bytes.Repeat([]byte(" "), 64<<20),
		"7 MiB of brackets":      bytes.Repeat([]byte("["), 7<<20),
		"half of real evidence":  real.body[:len(real.body)/2],
		"objects in one another": []byte(deep),
		"a list without end":     append(append([]byte(`{"entities":[`), bytes.Repeat([]byte(`{},`), 2<<20)...), []byte(`{}]}`)...),
		"a number without end":   []byte(`{"number":` + strings.Repeat("9", 7<<20) + `}`),
	} {
		is := sources().do(ctx, http.MethodPost, "/public/verify", body)
		closedEarly := name == "64 MiB of nothing" && is.err != nil // it need not read what is too much
		a.try(closedEarly || is.ok() && !verified(is) || is.refused(http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity), "%s: %s", name, is)
	}
	var all sync.WaitGroup
	for range 24 {
		c := sources()
		all.Go(func() {
			is := c.do(ctx, http.MethodPost, "/public/verify", bytes.Repeat([]byte("["), 7<<20))
			busy := is.refused(http.StatusTooManyRequests, http.StatusServiceUnavailable)
			a.try(busy || is.ok() && !verified(is), "24 at once: %s", is)
		})
	}
	all.Wait()
	is := sources().do(ctx, http.MethodPost, "/public/verify", real.body)
	a.control(is.ok() && verified(is), "the published evidence: %s %s", is, is.body)
	return nil
}

// verified reports whether the answer calls the evidence sound.
func verified(a answer) bool {
	var v struct{ Valid bool }
	return json.Unmarshal(a.body, &v) == nil && v.Valid
}
