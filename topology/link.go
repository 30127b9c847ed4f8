package topology

import (
	"errors"
	"io"
	"net"
	"sync"
	"time"
)

// Link carries the connections from one process to another, so that they can be
// disturbed between the two.
type Link struct {
	From, To string

	target   string
	listener net.Listener
	mu       sync.Mutex
	changed  *sync.Cond
	pairs    map[net.Conn]net.Conn // each end, and the other one
	cut      bool
	stalled  bool
	delay    time.Duration
	closed   bool
}

// newLink listens on a port of its own, from now on.
func newLink(from, to, target string) (*Link, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	link := &Link{From: from, To: to, target: target, listener: l, pairs: map[net.Conn]net.Conn{}}
	link.changed = sync.NewCond(&link.mu)
	go link.accept()
	return link, nil
}

// Address is what From takes for To.
func (l *Link) Address() string { return l.listener.Addr().String() }

// Cut breaks every connection and refuses new ones, as when To's machine is gone.
func (l *Link) Cut() {
	l.disturb(func() { l.cut = true })
	l.drop()
}

// Stall lets nothing through and breaks nothing, as when packets are lost.
func (l *Link) Stall() { l.disturb(func() { l.stalled = true }) }

// Slow lets each piece through only after the delay.
func (l *Link) Slow(delay time.Duration) { l.disturb(func() { l.delay = delay }) }

// Mend ends every disturbance.
func (l *Link) Mend() { l.disturb(func() { l.cut, l.stalled, l.delay = false, false, 0 }) }

func (l *Link) close() error {
	l.disturb(func() { l.closed, l.cut = true, true })
	l.drop()
	return l.listener.Close()
}

func (l *Link) disturb(how func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	how()
	l.changed.Broadcast()
}

func (l *Link) drop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for end := range l.pairs {
		abort(end)
	}
	clear(l.pairs)
	l.changed.Broadcast()
}

// abort closes with a reset rather than in order.
func abort(c net.Conn) {
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // the connection is given up either way
	}
	_ = c.Close()
}

func (l *Link) accept() {
	for {
		from, err := l.listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			continue
		}
		go l.carry(from)
	}
}

func (l *Link) carry(from net.Conn) {
	to, err := net.DialTimeout("tcp", l.target, 5*time.Second)
	if err != nil {
		abort(from)
		return
	}
	if !l.add(from, to) {
		abort(from)
		abort(to)
		return
	}
	go l.copy(to, from)
	l.copy(from, to)
}

func (l *Link) add(from, to net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cut {
		return false
	}
	l.pairs[from], l.pairs[to] = to, from
	return true
}

// copy carries one direction until either end closes; then both are closed.
func (l *Link) copy(to, from net.Conn) {
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		if n > 0 && l.passes(from) {
			if _, failed := to.Write(buffer[:n]); failed != nil {
				err = failed
			}
		}
		if err != nil {
			l.end(from, to, err)
			return
		}
	}
}

// passes waits while the link is stalled or slow; false once the connection is
// broken.
func (l *Link) passes(end net.Conn) bool {
	l.mu.Lock()
	for l.stalled && l.pairs[end] != nil {
		l.changed.Wait()
	}
	delay, carried := l.delay, l.pairs[end] != nil
	l.mu.Unlock()
	if carried && delay > 0 {
		<-time.After(delay)
	}
	return carried
}

func (l *Link) end(from, to net.Conn, err error) {
	l.mu.Lock()
	delete(l.pairs, from)
	delete(l.pairs, to)
	l.changed.Broadcast()
	l.mu.Unlock()
	if errors.Is(err, io.EOF) {
		_ = from.Close()
		_ = to.Close()
		return
	}
	abort(from)
	abort(to)
}
