package api

import (
	"sync"
	"time"

	"shuangsuiji/door"
	"shuangsuiji/inspection/law"
)

// retryVerification is after what time a place may be free again.
const retryVerification = 5 * time.Second

// waitingRoom is where files of strangers wait on disk: so many in all, so many for one
// address.
type waitingRoom struct {
	all, each int

	mu    sync.Mutex
	taken int
	of    map[string]int // by address, of those that have one
}

func newWaitingRoom(all, each int) *waitingRoom {
	return &waitingRoom{all: all, each: each, of: map[string]int{}}
}

// enter takes a place before a byte is read; leave gives it back. Its error is
// verification_busy.
func (p *waitingRoom) enter(address string) (leave func(), err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.taken >= p.all || p.of[address] >= p.each {
		busy := law.Errorf(law.KindTooMany, "verification_busy", "正在验证的证据文件过多，请稍后再试，也可以下载程序自行验证。")
		return nil, door.Later(busy, retryVerification)
	}
	p.taken++
	p.of[address]++
	return sync.OnceFunc(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.taken--
		if p.of[address]--; p.of[address] == 0 {
			delete(p.of, address)
		}
	}), nil
}
