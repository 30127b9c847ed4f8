package notify

import "time"

// gravity is how much hope there is for a mail that failed.
type gravity int

const (
	passing  gravity = iota // the server may take it later: 4xx, a broken conversation
	refused                 // the server says that it never will: 5xx
	hopeless                // it cannot even be offered
)

// How often a mail is tried, and how long it rests in between: first this long,
// then twice as long each time, up to longestPause. A passing failure is given
// more than a weekend. A refusal may come from a server that is set up wrongly, and
// gets a few hours in which that can be noticed.
const (
	passingTries = 24 // two and a half days
	refusedTries = 3
	firstPause   = time.Minute
	refusedPause = time.Hour
	longestPause = 4 * time.Hour
)

// nextTry is when a mail is tried again that has failed so many times, the last
// time at now; zero where it is given up.
func nextTry(g gravity, failures int, now time.Time) time.Time {
	pause, tries := firstPause, passingTries
	switch g {
	case passing:
	case refused:
		pause, tries = refusedPause, refusedTries
	case hopeless:
		return time.Time{}
	}
	if failures >= tries {
		return time.Time{}
	}
	for n := 1; n < failures && pause < longestPause; n++ {
		pause *= 2
	}
	return now.Add(min(pause, longestPause))
}
