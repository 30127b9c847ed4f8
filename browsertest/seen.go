package browsertest

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// Seen is what a page did while it was shown, each thing once.
type Seen struct {
	Hosts      []string // that were asked, with their ports
	Violations []string // of the page's policy (Content-Security-Policy), which the browser stopped
	Faults     []string // what else the browser complained of, answers from 400 on, exceptions
}

// withoutTLS is what a browser says of every page with the header under a name without TLS.
const withoutTLS = "The Cross-Origin-Opener-Policy header has been ignored"

// record takes what the browser tells of a page, on the goroutine that reads it.
type record struct {
	mu   sync.Mutex
	seen Seen
}

// so far is a copy.
func (r *record) soFar() Seen {
	r.mu.Lock()
	defer r.mu.Unlock()
	return Seen{Hosts: slices.Clone(r.seen.Hosts), Violations: slices.Clone(r.seen.Violations), Faults: slices.Clone(r.seen.Faults)}
}

func (r *record) note(event any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		r.asked(e.Request.URL)
	case *network.EventWebSocketCreated:
		r.asked(e.URL)
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			add(&r.seen.Faults, fmt.Sprintf("%d %s", e.Response.Status, e.Response.URL))
		}
	case *runtime.EventExceptionThrown:
		add(&r.seen.Faults, thrown(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		switch e.Type {
		case runtime.ConsoleAPICalledTypeError, runtime.ConsoleAPICalledTypeWarning, runtime.ConsoleAPICalledTypeAssert:
			add(&r.seen.Faults, said(e.Args))
		}
	case *log.EventEntryAdded:
		switch {
		case strings.Contains(e.Entry.Text, "Content Security Policy"):
			add(&r.seen.Violations, e.Entry.Text)
		case strings.HasPrefix(e.Entry.Text, withoutTLS): // no page can help it
		case e.Entry.Level == log.EntryLevelError, e.Entry.Level == log.EntryLevelWarning:
			add(&r.seen.Faults, e.Entry.Text)
		}
	}
}

// asked notes the host of an address, unless the address carries its content itself.
func (r *record) asked(address string) {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		add(&r.seen.Hosts, u.Host)
	}
}

func add(to *[]string, what string) {
	if !slices.Contains(*to, what) {
		*to = append(*to, what)
	}
}

// thrown is an exception as the console shows it.
func thrown(e *runtime.ExceptionDetails) string {
	if e.Exception != nil && e.Exception.Description != "" {
		return e.Text + " " + e.Exception.Description
	}
	return e.Text
}

// said is what a script wrote to the console.
func said(args []*runtime.RemoteObject) string {
	parts := make([]string, len(args))
	for i, a := range args {
		parts[i] = a.Description
		if a.Description == "" {
			parts[i] = string(a.Value)
		}
	}
	return strings.Join(parts, " ")
}
